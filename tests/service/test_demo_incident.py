"""What the demonstration holds of a racial incident: one of the last hour, in mid-flight, with its tension case."""

from sqlalchemy import select

from service.demo.people import load_areas
from service.demo.running_incident import load_incident
from service.store.cases import INCIDENT, TENSION, Case
from service.store.notices import ContactNotice, NoticeReply, NoticeRound, ProtocolContact
from service.store.record import RacialIncident
from service.store.work import Deadline, OpenTask
from service.toolbox import Toolbox
from tests.frozen_clock import FrozenClock, at
from tests.ready_area import publish_procedure


def published(toolbox: Toolbox, *process_ids: str) -> Toolbox:
    """Load the areas where these protocols are published, then the incident."""
    with toolbox.sessions.write() as session, session.begin():
        for process_id in process_ids:
            publish_procedure(session, process_id)
    load_areas(toolbox)
    load_incident(toolbox)
    return toolbox


def test_an_incident_of_the_last_hour_waits_for_the_coordinator(toolbox: Toolbox, clock: FrozenClock) -> None:
    # given 10.20 on a Tuesday / when the demonstration is loaded
    clock.set("Tue 22 Dec 2026 10:20")
    published(toolbox, TENSION, INCIDENT)
    with toolbox.sessions.read() as session:
        # then an incident was declared an hour ago and opened a tension case
        incident = session.scalars(select(RacialIncident)).one()
        assert (incident.status, incident.declared_at) == ("declared", at("Tue 22 Dec 2026 09:20"))
        references = session.scalars(select(Case.reference).order_by(Case.id)).all()
        assert references == ["ASH-MI-2026-0001", "ASH-TE-2026-0001"]
        # and officer and partners were told, one of whom corrects; the chief officer was not
        sent = session.scalars(select(NoticeRound.code).order_by(NoticeRound.id)).all()
        assert sent == ["L-MI-01", "L-MI-02", "L-MI-02", "L-MI-02"]
        replies = session.scalars(select(NoticeReply.kind).order_by(NoticeReply.id)).all()
        assert replies == ["confirmed", "correction", "confirmed"]
        waits = select(ContactNotice.name).where(ContactNotice.answered_at.is_(None))
        assert session.scalars(waits).all() == ["Delphine Okoro"]
        rows = select(OpenTask.element_id).where(OpenTask.case_id == incident.case_id, OpenTask.state == "open")
        assert sorted(session.scalars(rows)) == ["Task_FixDebrief", "Task_TellChiefOfficer"]
        # and no limit has passed
        late = select(Deadline.clock).where(Deadline.state == "running", Deadline.limit_at <= clock.now())
        assert session.scalars(late).all() == []


def test_everybody_is_listed_once_for_both_protocols(toolbox: Toolbox) -> None:
    published(toolbox, TENSION, INCIDENT)
    with toolbox.sessions.read() as session:
        rows = session.execute(select(ProtocolContact.role, ProtocolContact.name)).all()
    assert len(rows) == len(set(rows))
    assert {"commander", "rec", "chief_officer_council", "staff", "police_staff", "member"} <= {
        role for role, _ in rows
    }


def test_nothing_is_loaded_where_a_protocol_is_not_published(toolbox: Toolbox) -> None:
    published(toolbox, TENSION)
    with toolbox.sessions.read() as session:
        assert session.scalars(select(Case.id)).all() == []
        assert session.scalars(select(ProtocolContact.id)).all() == []
