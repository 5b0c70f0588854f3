"""A town with tension: the cases of the pictures at 11:48am on Tuesday 22 December 2026, as rows of the tables."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import TENSION, Case
from service.store.database import Sessions
from service.store.people import Area, Person
from service.store.record import Party
from tests.browser import Browser
from tests.frozen_clock import FrozenClock, at
from tests.ready_area import publish_procedure
from tests.tension_rows import (
    a_clock,
    a_notice,
    a_protocol_contact,
    a_report,
    a_round,
    a_task,
    a_tension,
    an_assessment,
)
from tests.web.tension_desk import Desk, open_desk

NOW = "Tue 22 Dec 2026 11:48"
AGREED = "Tue 22 Dec 2026 11:40"
SAID = "One clash, four people, no injury. Potential is high for tonight only."


@dataclass
class Town:
    """People at browsers, and the reference of the case at level 2."""

    desk: Desk
    sessions: Sessions
    clock: FrozenClock
    reference: str

    @property
    def page(self) -> str:
        """Give the address of the case at level 2."""
        return f"/tension/{self.reference}"

    def at(self, role: str) -> Browser:
        """Give the browser of whoever holds the role."""
        return self.desk.at(role)


def open_town(sessions: Sessions, new_browser: Callable[[], Browser], clock: FrozenClock) -> Town:
    """Make two areas, three cases in the first, and their people."""
    clock.set(NOW)
    desk = open_desk(sessions, new_browser)
    with sessions.write() as session, session.begin():
        publish_procedure(session, TENSION)
        area = session.scalars(select(Area).where(Area.code == "ASH")).one()
        case = at_level_two(session, area)
        milder_cases(session, area)
        reference = case.reference
    return Town(desk=desk, sessions=sessions, clock=clock, reference=reference)


def at_level_two(session: Session, area: Area) -> Case:
    """Add the case of the picture: rising from 3, agreed at 11:40am, three of four have answered."""
    agreed_at = at(AGREED)
    case = a_tension(
        session,
        area,
        at=at("Mon 14 Dec 2026 09:00"),
        stage="Keeping the peace",
        level=2,
        earlier_level=3,
        level_at=agreed_at,
        level_since=agreed_at,
        reviewed_at=agreed_at,
        direction="rising",
    )
    _duties(session, case)
    _scores(session, case)
    _alert(session, area, case)
    _reports(session, case)
    return case


def _duties(session: Session, case: Case) -> None:
    agreed_at, meet_by, target_at = at(AGREED), at("Tue 22 Dec 2026 15:40"), at("Tue 22 Dec 2026 13:40")
    a_clock(session, case, "te_meet_urgent", limit_at=meet_by, target_at=target_at, minutes=True, started_at=agreed_at)
    a_clock(session, case, "te_first_cia", limit_at=meet_by, minutes=True, started_at=agreed_at)
    a_clock(
        session, case, "te_review_conflict", limit_at=at("Wed 23 Dec 2026 11:40"), minutes=True, started_at=agreed_at
    )
    a_clock(session, case, "te_alert", limit_at=at("Tue 22 Dec 2026 11:55"), minutes=True, started_at=agreed_at)
    timed = {"opened_at": agreed_at}
    for element_id, role, name, due in (
        ("Task_StartMeeting", "coordinator", "Start the meeting", "Tue 22 Dec 2026 15:40"),
        ("Task_ScoreTension", "risk_lead", "Score the tension", "Wed 23 Dec 2026 11:40"),
        ("Task_WriteImpactAssessment", "risk_lead", "Write the impact assessment", "Tue 22 Dec 2026 15:40"),
        ("Task_DraftMediaStrategy", "comms_officer", "Draft the media strategy", "Tue 29 Dec 2026 11:40"),
    ):
        clock = {"Task_StartMeeting": "te_meet_urgent", "Task_ScoreTension": "te_review_conflict"}.get(element_id, "")
        task = a_task(
            session, case, element_id, role=role, name=name, due_at=at(due), **({"clock": clock} if clock else {})
        )
        task.opened_at = timed["opened_at"]


def _scores(session: Session, case: Case) -> None:
    lead = session.scalars(select(Person).where(Person.email == "risk_lead@example.org")).one()
    days = ("Mon 14", "Wed 16", "Fri 18", "Mon 21")
    for day, scores in zip(days, ((4, 5, 4), (4, 5, 3), (4, 4, 3), (3, 4, 2)), strict=True):
        moment = at(f"{day} Dec 2026 10:00")
        an_assessment(session, case, scores, at=moment, agreed=3, agreed_at=moment, by_id=lead.id)
    an_assessment(
        session,
        case,
        (2, 2, 1),
        at=at("Tue 22 Dec 2026 11:30"),
        by_id=lead.id,
        police_level=2,
        asb_level=2,
        asb_by="Nell Ashdown, council",
        agreed=2,
        agreed_at=at(AGREED),
        direction="rising",
        reasons=SAID,
    )


def _alert(session: Session, area: Area, case: Case) -> None:
    sent = a_round(session, case, at=at("Tue 22 Dec 2026 11:41"))
    a_clock(
        session,
        case,
        "te_alert_deputy",
        key=str(sent.id),
        limit_at=at("Tue 22 Dec 2026 12:12"),
        minutes=True,
        started_at=sent.sent_at,
    )
    commander = session.scalars(select(Person).where(Person.email == "commander@example.org")).one()
    deputy = a_protocol_contact(session, area, role="deputy", name="Piers Amadi")
    for role, name, told, answered, more in (
        ("commander", "Supt Bram Oyelaran", "11:41", "11:41", {"person_id": commander.id}),
        ("council_officer", "Nell Ashdown", "11:41", "11:43", {}),
        ("team", "Yusuf Carrow", "11:42", "11:46", {"agency": "asb"}),
        ("director", "Honor Lacey", "11:42", "", {"deputy_id": deputy.id}),
    ):
        contact = a_protocol_contact(session, area, role=role, name=name, **more)
        answered_at = at(f"Tue 22 Dec 2026 {answered}") if answered else None
        a_notice(session, sent, contact, told_at=at(f"Tue 22 Dec 2026 {told}"), answered_at=answered_at)


def _reports(session: Session, case: Case) -> None:
    named = Party(case_id=case.id, is_applicant=True, name="Tamsin Vale", address=[], phone="07700 900417")
    session.add(named)
    session.flush()
    a_report(session, case, what="About forty looked on.", where="Market hall", reporter_id=named.id, is_violent=True)
    a_report(session, case, what="They say more will come tonight.")
    for what in ("A source says who will come.", "A second source agrees."):
        a_report(session, case, what=what, is_restricted=True, handling="Do not share outside the police.")


def milder_cases(session: Session, area: Area) -> None:
    """Add a steady case at level 4 whose review is late, one without a level, and a closed one."""
    steady = a_tension(
        session,
        area,
        at=at("Mon 2 Nov 2026 09:00"),
        ward="Tanners",
        what="over the new hostel",
        level=4,
        direction="steady",
        reviewed_at=at("Mon 14 Dec 2026 09:00"),
    )
    a_clock(session, steady, "te_review_heightened", limit_at=at("Sat 19 Dec 2026 00:00"))
    fresh = a_tension(session, area, at=at("Tue 22 Dec 2026 09:00"), ward="", what="concern reported online")
    a_clock(session, fresh, "te_first_level", limit_at=at("Thu 24 Dec 2026 00:00"))
    a_tension(
        session,
        area,
        at=at("Mon 2 Nov 2026 09:00"),
        ward="Mill",
        what="after a march",
        level=6,
        is_open=False,
        stage="Closed: settled",
        closed_at=at("Mon 30 Nov 2026 10:00"),
    )
