"""Who hears that a date is near or has passed. Source: CM-08, CM-11. Sending: the outbox."""

from typing import TYPE_CHECKING

from service.store.work import Deadline, Notice
from workflows import ClockRule, ClockWarning, Unit, date_and_time, long_date, roles_to_tell

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def tell_near(work: "CaseWork", deadline: Deadline, rule: ClockRule, *, kind: str) -> None:
    """Tell those near a clock that its limit comes. Source: CM-11."""
    roles = roles_to_tell(rule, ClockWarning(kind))
    due = "due today" if kind == "due_today" else f"due by {_when(deadline, rule)}"
    words = f"{deadline.title}: {due}."
    _add(work, roles, kind=kind, sentence=words)


def tell_breach(work: "CaseWork", deadline: Deadline, rule: ClockRule) -> None:
    """Tell the owner, and those named for a breach, that a limit has passed. Source: CM-11, A.5."""
    words = f"{deadline.title} was due by {_when(deadline, rule)}. It is late."
    _add(work, roles_to_tell(rule, ClockWarning.BREACH), kind="breach", sentence=words)
    work.timeline.say("late", words, clock=deadline.clock)
    work.because = words


def tell_uncleared(work: "CaseWork", deadline: Deadline, rule: ClockRule) -> None:
    """Tell the next person up that a breach stands for two working days. Source: CM-11, cm_uncleared_breach."""
    words = f"{deadline.title} is still late: it was due by {_when(deadline, rule)}."
    _add(work, roles_to_tell(rule, ClockWarning.UNCLEARED) or ("director",), kind="uncleared", sentence=words)
    work.timeline.say("still_late", words, clock=deadline.clock)


def _when(deadline: Deadline, rule: ClockRule) -> str:
    """Give a limit in words: a clock in minutes by its time, any other by its day."""
    return date_and_time(deadline.limit_at) if rule.unit is Unit.MINUTES else long_date(deadline.limit_on)


def tell(work: "CaseWork", role: str, sentence: str) -> None:
    """Tell a role of the area something a diagram asked for."""
    _add(work, (role,), kind="told", sentence=sentence)


def _add(work: "CaseWork", roles: tuple[str, ...], *, kind: str, sentence: str) -> None:
    rows = [
        Notice(
            case_id=work.case.id,
            area_id=work.case.area_id,
            role=role,
            kind=kind,
            sentence=f"{work.case.reference}: {sentence}"[:500],
            at=work.now,
        )
        for role in dict.fromkeys(roles)
    ]
    work.session.add_all(rows)
