"""Makers of rows for community tension with readable defaults: a test names only what it is about."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import TENSION, Case
from service.store.diagrams import ProcessVersion
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.people import Area, AreaRulesVersion
from service.store.record import Tension, TensionReport, ThreatAssessment
from service.store.work import Deadline, OpenTask
from workflows import local_date

_numbers = count(1)


def a_tension(session: Session, area: Area, *, at: datetime, **told: Any) -> Case:
    """Add one situation; `told` are columns of its record: ward, what, level, direction and so on."""
    number = next(_numbers)
    ward, what = str(told.setdefault("ward", "Kestrel")), str(told.setdefault("what", "after the market-hall fire"))
    level = int(told.get("level", 0))
    case = Case(
        reference=f"{area.code}-TE-{at.year}-{number:04d}",
        area_id=area.id,
        process_id=TENSION,
        process_version_id=session.scalars(select(ProcessVersion.id).where(ProcessVersion.process_id == TENSION)).one(),
        area_rules_id=session.scalars(select(AreaRulesVersion.id).where(AreaRulesVersion.area_id == area.id)).one(),
        stage=str(told.pop("stage", "Assessing")),
        is_open=bool(told.pop("is_open", True)),
        opened_at=at,
        closed_at=told.pop("closed_at", None),
        received_on=local_date(at),
        label=f"{ward}: {what}",
    )
    session.add(case)
    session.flush()
    agreed = {"level_at": at, "level_since": at, "highest_level": level} if level else {}
    session.add(Tension(case_id=case.id, **(agreed | told)))
    session.flush()
    return case


def a_clock(session: Session, case: Case, clock: str, *, limit_at: datetime, **told: Any) -> Deadline:
    """Add a running clock of a case; one in days ends at the first minute of the day after its last."""
    minutes = told.pop("minutes", False)
    last = limit_at if minutes else limit_at - timedelta(minutes=1)
    target_at = told.pop("target_at", None)
    row = Deadline(
        case_id=case.id,
        clock=clock,
        title=told.pop("title", clock),
        started_at=told.pop("started_at", case.opened_at),
        trigger_on=case.received_on,
        target_on=local_date(target_at) if target_at else None,
        remind_at=target_at,
        limit_on=local_date(last),
        limit_at=limit_at,
        count=[],
        calendar_edition="England",
        area_rules_version=1,
        state=told.pop("state", "running"),
        **told,
    )
    session.add(row)
    session.flush()
    return row


def a_task(session: Session, case: Case, element_id: str, *, role: str, **told: Any) -> OpenTask:
    """Add an open task of a case."""
    due_at = told.pop("due_at", case.opened_at + timedelta(days=900))
    task = OpenTask(
        id=f"te-{next(_numbers)}",
        case_id=case.id,
        area_id=case.area_id,
        kind=told.pop("kind", "user_task"),
        process_id=told.pop("process_id", TENSION),
        element_id=element_id,
        name=told.pop("name", element_id.removeprefix("Task_")),
        role=role,
        properties={},
        opened_at=case.opened_at,
        due_at=due_at,
        due_on=local_date(due_at) if "clock" in told else None,
        state=told.pop("state", "open"),
        **told,
    )
    session.add(task)
    session.flush()
    return task


def a_report(session: Session, case: Case, **told: Any) -> TensionReport:
    """Add one report of a concern."""
    row = TensionReport(
        case_id=case.id,
        received_at=told.pop("received_at", case.opened_at),
        channel=told.pop("channel", "phone"),
        source=told.pop("source", "community"),
        what=told.pop("what", "Four people clashed after the fire."),
        **told,
    )
    session.add(row)
    session.flush()
    return row


def an_assessment(session: Session, case: Case, scores: tuple[int, int, int], *, at: datetime, **told: Any) -> None:
    """Add three scores and what was agreed from them: experienced, evidenced, potential."""
    experienced, evidenced, potential = scores
    number = len(session.scalars(select(ThreatAssessment.id).where(ThreatAssessment.case_id == case.id)).all()) + 1
    session.add(
        ThreatAssessment(
            case_id=case.id,
            number=number,
            at=at,
            experienced=experienced,
            evidenced=evidenced,
            potential=potential,
            findings=told.pop("findings", []),
            suggested=told.pop("suggested", min(scores)),
            **told,
        )
    )
    session.flush()


def a_protocol_contact(session: Session, area: Area, *, role: str, name: str, **told: Any) -> ProtocolContact:
    """Add someone whom the protocol tells."""
    row = ProtocolContact(area_id=area.id, role=role, name=name, localities=[], **told)
    session.add(row)
    session.flush()
    return row


def a_round(session: Session, case: Case, *, at: datetime, code: str = "L-TE-01") -> NoticeRound:
    """Add one sending of one text."""
    row = NoticeRound(
        case_id=case.id, code=code, title="we are at level 2", subject="", text="", template_version="1", sent_at=at
    )
    session.add(row)
    session.flush()
    return row


def a_notice(session: Session, sent: NoticeRound, contact: ProtocolContact, **told: Any) -> ContactNotice:
    """Add one reader of a round."""
    row = ContactNotice(
        round_id=sent.id,
        case_id=sent.case_id,
        contact_id=contact.id,
        person_id=contact.person_id,
        role=contact.role,
        name=contact.name,
        channel=told.pop("channel", "email"),
        link_code=f"code-{next(_numbers)}",
        **told,
    )
    session.add(row)
    session.flush()
    return row
