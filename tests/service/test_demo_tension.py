"""What the demonstration holds of tensions: one that has just come to level 2, and one that is watched at 5."""

import pytest
from sqlalchemy import select

from service.demo.people import load_areas
from service.demo.running_tension import load_tensions
from service.store.cases import TENSION, Case
from service.store.letters import SealedLetter
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.record import Tension, TensionReport, ThreatAssessment
from service.store.work import Deadline, OpenTask
from service.toolbox import Toolbox
from tests.databases import ON_SQLITE
from tests.frozen_clock import FrozenClock, at
from tests.ready_area import publish_procedure

AT_ITS_HEIGHT = "ASH-TE-2026-0002"


@pytest.fixture
def loaded(toolbox: Toolbox, clock: FrozenClock) -> Toolbox:
    """The demonstration's tensions at the moment of the pictures of the design."""
    return load_at(toolbox, clock, "Tue 22 Dec 2026 11:48")


def load_at(toolbox: Toolbox, clock: FrozenClock, words: str) -> Toolbox:
    clock.set(words)
    with toolbox.sessions.write() as session, session.begin():
        publish_procedure(session, TENSION)
    load_areas(toolbox)
    load_tensions(toolbox)
    return toolbox


def test_a_situation_has_just_come_to_level_2_after_a_week_at_4_and_3(loaded: Toolbox) -> None:
    with loaded.sessions.read() as session:
        case = session.scalars(select(Case).where(Case.reference == AT_ITS_HEIGHT)).one()
        tension = session.get_one(Tension, case.id)
        assert (tension.ward, tension.what) == ("Kestrel ward", "after the market-hall fire")
        assert (tension.level, tension.earlier_level, tension.direction) == (2, 3, "rising")
        assert tension.level_at == at("Tue 22 Dec 2026 11:39")
        # its scores are the five points of the chart
        rows = session.scalars(select(ThreatAssessment).where(ThreatAssessment.case_id == case.id)).all()
        assert [(row.experienced, row.evidenced, row.potential) for row in rows] == [
            (4, 5, 4),
            (4, 5, 3),
            (4, 4, 3),
            (3, 4, 2),
            (2, 2, 1),
        ]
        assert [row.agreed for row in rows] == [4, 4, 3, 3, 2]
        assert len({row.at.date() for row in rows}) == 5


def test_two_of_four_have_answered_and_the_meeting_is_due(loaded: Toolbox) -> None:
    with loaded.sessions.read() as session:
        sent = session.scalars(select(NoticeRound).where(NoticeRound.code == "L-TE-01")).one()
        notices = session.scalars(select(ContactNotice).where(ContactNotice.round_id == sent.id)).all()
        assert {row.name for row in notices if row.answered_at} == {"Bram Oyelaran", "Nell Ashdown"}
        assert {row.name for row in notices if not row.answered_at} == {"Edwin Sark", "Yusuf Carrow"}
        running = select(Deadline).where(Deadline.case_id == sent.case_id, Deadline.state == "running")
        limits = {row.clock: row.limit_at for row in session.scalars(running)}
        assert limits["te_meet_urgent"] == at("Tue 22 Dec 2026 15:39")
        assert limits["te_alert"] == at("Tue 22 Dec 2026 11:54")
        tasks = select(OpenTask.element_id).where(OpenTask.case_id == sent.case_id, OpenTask.state == "open")
        assert "Task_StartMeeting" in session.scalars(tasks).all()


def test_one_report_is_restricted_and_the_reporter_of_the_first_was_answered(loaded: Toolbox) -> None:
    with loaded.sessions.read() as session:
        case_id = session.scalars(select(Case.id).where(Case.reference == AT_ITS_HEIGHT)).one()
        reports = session.scalars(select(TensionReport).where(TensionReport.case_id == case_id)).all()
        assert [row.is_restricted for row in reports] == [False, True]
        letters = session.scalars(select(SealedLetter.code).where(SealedLetter.case_id == case_id)).all()
        assert letters == ["L-TE-05"]


def test_another_is_watched_at_level_5_in_another_ward(loaded: Toolbox) -> None:
    with loaded.sessions.read() as session:
        case = session.scalars(select(Case).where(Case.reference == "ASH-TE-2026-0001")).one()
        tension = session.get_one(Tension, case.id)
        assert (tension.ward, tension.level, case.is_open) == ("Otter ward", 5, True)
        running = select(Deadline.clock).where(Deadline.case_id == case.id, Deadline.state == "running")
        assert session.scalars(running).all() == ["te_review_normal"]


def test_officers_are_listed_with_their_deputies_once(loaded: Toolbox) -> None:
    load_tensions(loaded)  # whoever is listed is not listed again
    with loaded.sessions.read() as session:
        rows = session.execute(select(ProtocolContact.role, ProtocolContact.name)).all()
        assert len(rows) == len(set(rows))
        offices = select(ProtocolContact).where(ProtocolContact.role.in_(("commander", "council_officer", "director")))
        assert all(row.deputy_id for row in session.scalars(offices))


@ON_SQLITE
@pytest.mark.parametrize(
    "words", ["Sat 26 Dec 2026 03:10", "Mon 4 Jan 2027 00:04", "Sun 25 Oct 2026 01:30", "Tue 7 Apr 2026 09:30"]
)
def test_it_loads_at_any_hour_with_nothing_late(toolbox: Toolbox, clock: FrozenClock, words: str) -> None:
    load_at(toolbox, clock, words)
    with toolbox.sessions.read() as session:
        late = select(Deadline.clock).where(Deadline.breached_at.is_not(None))
        assert session.scalars(late).all() == []
        past = select(Deadline.clock).where(Deadline.state == "running", Deadline.limit_at <= clock.now())
        assert session.scalars(past).all() == []
        assert session.scalars(select(Tension.level).order_by(Tension.case_id)).all() == [5, 2]


def test_nothing_is_loaded_where_the_protocol_is_not_published(toolbox: Toolbox) -> None:
    load_areas(toolbox)
    load_tensions(toolbox)
    with toolbox.sessions.read() as session:
        assert session.scalars(select(Case.id)).all() == []
        assert session.scalars(select(ProtocolContact.id)).all() == []
