"""One appeal as its page shows it, and the appeals about a case. The register: appeal_register.py. AP-01 to AP-20."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.letters import SealedLetter
from service.store.people import Person
from service.store.queries.promised_days import promised_days
from service.store.record import Appeal
from service.store.work import Deadline

TOLD_TO_APPELLANT = ("decision_limit", "next_update", "lapse_date")  # fields of letters that promise a day
REMIT = "ct_remit"  # the clock of what an upheld appeal asks for, on the case it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPage:
    """Everything that the page of one appeal shows of its record."""

    case_id: int
    about_case_id: int
    about_reference: str
    words: str
    wish: str
    channel: str
    received_at: datetime
    stage: int
    grounds: tuple[str, ...]
    route: str
    released: tuple[str, ...]
    redacted_words: str
    released_on: date | None
    findings: tuple[dict[str, Any], ...]
    outcome: str
    reasons: tuple[dict[str, Any], ...]
    remit_points: tuple[dict[str, Any], ...]
    decided_on: date | None
    decided_by: str
    no_part_declared_by: str
    reported_back: str
    reported_back_on: date | None


def find_appeal(session: Session, case_id: int) -> AppealPage | None:
    """Give one appeal by the case that runs it."""
    about, decider, declarer = aliased(Case), aliased(Person), aliased(Person)
    found = session.execute(
        select(Appeal, about.reference, decider.name, declarer.name)
        .join(about, about.id == Appeal.about_case_id)
        .outerjoin(decider, decider.id == Appeal.decided_by_id)
        .outerjoin(declarer, declarer.id == Appeal.no_part_declared_by_id)
        .where(Appeal.case_id == case_id)
    ).one_or_none()
    if found is None:
        return None
    row, reference, decided_by, declared_by = found
    return AppealPage(
        case_id=row.case_id,
        about_case_id=row.about_case_id,
        about_reference=reference,
        words=row.words,
        wish=row.wish,
        channel=row.channel,
        received_at=row.received_at,
        stage=row.stage,
        grounds=tuple(str(one) for one in row.grounds),
        route=row.route,
        released=tuple(str(one) for one in row.released),
        redacted_words=row.redacted_words,
        released_on=row.released_on,
        findings=tuple(dict(one) for one in row.findings),
        outcome=row.outcome,
        reasons=tuple(dict(one) for one in row.reasons),
        remit_points=tuple(dict(one) for one in row.remit_points),
        decided_on=row.decided_on,
        decided_by=decided_by or "",
        no_part_declared_by=declared_by or "",
        reported_back=row.reported_back,
        reported_back_on=row.reported_back_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAbout:
    """An appeal as the case it is about knows it; `report_by` while what was done about it is not reported."""

    reference: str
    state: str
    outcome: str
    decided_on: date | None
    report_by: date | None
    letter_on: date | None  # of the decision that it is against; None where there was none yet
    promised: tuple[str, date] | None  # what its newest letter promises the appellant, by the field that says so


def appeals_about(session: Session, case_id: int) -> tuple[AppealAbout, ...]:
    """Give the appeals about a case, the newest first."""
    report_by = (
        select(func.max(Deadline.limit_on))
        .where(Deadline.case_id == case_id, Deadline.clock == REMIT, Deadline.state == "running")
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Case.id, Case.reference, Case.stage, Appeal.outcome, Appeal.decided_on, report_by, SealedLetter.letter_on
        )
        .join(Appeal, Appeal.case_id == Case.id)
        .outerjoin(SealedLetter, SealedLetter.id == Appeal.decision_letter_id)
        .where(Appeal.about_case_id == case_id)
        .order_by(Case.id.desc())
    ).all()
    promised = _promised(session, [row.id for row in rows if row.decided_on is None])
    return tuple(
        AppealAbout(
            reference=reference,
            state=state,
            outcome=outcome,
            decided_on=decided_on,
            report_by=asked_by,
            letter_on=letter_on,
            promised=promised.get(appeal_id),
        )
        for appeal_id, reference, state, outcome, decided_on, asked_by, letter_on in rows
    )


def _promised(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[str, date]]:
    """Give the newest promise to each appellant: the field of the letter, and the day."""
    if not case_ids:
        return {}
    letters = session.execute(
        select(SealedLetter.case_id, SealedLetter.promises)
        .where(SealedLetter.case_id.in_(case_ids))
        .order_by(SealedLetter.sealed_at, SealedLetter.id)
    )
    return {  # a later letter takes the place of an earlier one
        case_id: promised for case_id, promises in letters for promised in promised_days(promises, *TOLD_TO_APPELLANT)
    }
