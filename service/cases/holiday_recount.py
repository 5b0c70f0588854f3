"""After a bank holiday was approved: every open case that it touches is counted again, one transaction each."""

from service.cases.errors import CaseError
from service.cases.handling import Tools, handle
from service.cases.holiday_commands import ADD
from service.cases.holiday_effect import HolidayWish, affected_cases, limits_that_move
from service.cases.recompute_clocks import RecomputeClocks
from service.cases.unit import Actor
from service.log import logger
from workflows import long_date

log = logger("holidays")


def recount_open_cases(tools: Tools, wish: HolidayWish, *, actor: Actor) -> int:
    """Count again what has not moved yet; safe to run twice. Gives how many cases could not be counted.

    A case that fails does not stop the others; it is on the list of stuck cases. Source: CM-10, style 34.
    """
    with tools.sessions.read() as session:
        cases = affected_cases(limits_that_move(session, wish, now=tools.clock.now()))
    verb = "is now a bank holiday" if wish.change == ADD else "is no longer a bank holiday"
    reason = f"{long_date(wish.on)} {verb}."
    failed = 0
    for case_id in cases:
        try:
            handle(tools, RecomputeClocks(actor=actor, case_id=case_id, reason=reason))
        except CaseError as error:
            failed += 1
            log.warning("a case was not counted again", extra={"case": case_id, "error": type(error).__name__})
    return failed
