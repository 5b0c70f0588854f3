"""Due rows become commands, one case at a time, oldest first. What happens then: service.cases.fire_timers."""

from collections.abc import Iterator

from service.cases import FireDueTimers, handle
from service.cases.between_cases import DeliverMessage
from service.cases.errors import CaseError
from service.log import logger
from service.store.queries.due import cases_with_due_timers, waiting_messages
from service.toolbox import Toolbox

log = logger("timers")
BATCH = 50


def fire_all_due(toolbox: Toolbox) -> int:
    """Fire what is due in every case until nothing is; a case that fails never stops the others. Source: REL-13."""
    done = 0
    tried: set[int] = set()
    for case_id in _due_cases(toolbox, tried):
        tried.add(case_id)
        done += _fire_one(toolbox, case_id)
    return done


def _due_cases(toolbox: Toolbox, tried: set[int]) -> Iterator[int]:
    while True:
        with toolbox.sessions.read() as session:
            found = cases_with_due_timers(session, now=toolbox.clock.now(), at_most=BATCH, but_not=frozenset(tried))
        if not found:
            return
        yield from found


def _fire_one(toolbox: Toolbox, case_id: int) -> int:
    try:
        handle(toolbox, FireDueTimers(case_id=case_id))
    except CaseError as err:
        facts = {"action": "fire_timers", "case": case_id, "error": type(err).__name__}
        log.warning("timers of a case not fired", extra=facts)
        return 0
    except Exception:
        log.exception("timers of a case not fired", extra={"action": "fire_timers", "case": case_id})
        return 0
    return 1


def deliver_all_messages(toolbox: Toolbox) -> int:
    """Bring the news between cases to whom it is for, oldest first; one that fails never stops the others."""
    with toolbox.sessions.read() as session:
        waiting = waiting_messages(session, at_most=BATCH)
    return sum(_deliver_one(toolbox, message_id, case_id) for message_id, case_id in waiting)


def _deliver_one(toolbox: Toolbox, message_id: int, case_id: int) -> int:
    try:
        handle(toolbox, DeliverMessage(message_id=message_id, case_id=case_id))
    except CaseError as err:
        facts = {"action": "deliver_message", "case": case_id, "error": type(err).__name__}
        log.warning("news between cases not delivered", extra=facts)
        return 0
    except Exception:
        log.exception("news between cases not delivered", extra={"action": "deliver_message", "case": case_id})
        return 0
    return 1
