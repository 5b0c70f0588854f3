"""What an applicant may ask for while following: a new incident, a call, to stop. Source: brief page 5e, CT-59."""

import pytest
from sqlalchemy import func, select

from service.store.cases import Case, CaseEvent
from service.store.record import ContactNote, ReportedIncident
from service.store.work import OpenTask
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock
from tests.web.applicant import on
from tests.web.follower import Follower


@ON_BOTH
def test_ct_17_a_new_incident_is_added_and_marked_as_later(follower: Follower, clock: FrozenClock) -> None:
    # given an application that was sent on Monday
    follower.follow()
    clock.pass_time(minutes=10)
    # when a new incident is told
    told = {"what": "Eggs thrown", "told": "police", "channel": "online", "reference": "NP-9"}
    follower.wish("new-incident", **on("happened_on", "2026-03-01"), **on("reported_on", "2026-03-02"), **told)
    assert follower.browser.location == "/follow/application?done=new-incident"
    # then it stands in the record with its own time and occasion, and someone is asked to look
    with follower.toolbox.sessions.read() as session:
        first, second = session.scalars(select(ReportedIncident).order_by(ReportedIncident.number)).all()
        task = session.scalars(select(OpenTask).where(OpenTask.kind == "follow_up")).one()
        event = session.scalars(select(CaseEvent).where(CaseEvent.kind == "further_incident")).one()
    assert (second.number, second.what, second.body_code, second.channel) == (2, "Eggs thrown", "police", "online")
    assert second.added_at > first.added_at
    assert second.occasion != first.occasion
    assert (task.role, task.state) == ("spoc", "open")
    assert "Eggs" not in event.sentence


def test_a_second_press_adds_nothing(follower: Follower) -> None:
    follower.follow()
    follower.browser.get("/follow/application/call")
    form = follower.browser.page
    for _ in range(2):
        follower.browser.page = form
        follower.browser.post("/follow/application/call", phone="07700 900 417", best_time="after 4pm")
        assert follower.browser.status == 303
    with follower.toolbox.sessions.read() as session:
        assert session.scalar(select(func.count()).select_from(ContactNote)) == 1
        assert session.scalar(select(func.count()).where(OpenTask.kind == "follow_up")) == 1


@ON_BOTH
def test_asking_for_a_call_leaves_a_note_and_a_task(follower: Follower) -> None:
    follower.follow()
    assert 'value="07700 900 417"' in follower.browser.get("/follow/application/call").page
    follower.wish("call", phone="07700 900 418", best_time="after 4pm", about="The date")
    with follower.toolbox.sessions.read() as session:
        note = session.scalars(select(ContactNote)).one()
        task = session.scalars(select(OpenTask).where(OpenTask.kind == "follow_up")).one()
    assert note.words == "Asked for a call. Call 07700 900 418. Best time: after 4pm. The date"
    assert task.name == "Call the applicant back"


@ON_BOTH
def test_ct_59_the_wish_to_stop_is_written_down_and_the_review_goes_on_until_confirmed(follower: Follower) -> None:
    follower.follow()
    follower.wish("stop", sure="no")
    assert "Your application goes on." in follower.browser.get(follower.browser.location).page
    follower.wish("stop", sure="yes", words="We have moved.")
    with follower.toolbox.sessions.read() as session:
        note = session.scalars(select(ContactNote)).one()
        assert session.get_one(Case, follower.case_id).is_open
        assert session.scalars(select(CaseEvent.kind).order_by(CaseEvent.number.desc())).first() == "withdrawal_asked"
    assert note.words == "Asked in writing, online, to stop the application. We have moved."


@pytest.mark.parametrize(
    ("wish", "fields", "words"),
    [
        ("call", {"phone": "abc", "best_time": ""}, "Enter a telephone number"),
        ("call", {"phone": "07700 900 417", "best_time": ""}, "Enter when it is safe to call"),
        ("stop", {}, "Select yes if you want to stop your application"),
        ("new-incident", {"what": "x"}, "Enter the date it happened"),
        (
            "new-incident",
            {**on("happened_on", "2026-03-01"), **on("reported_on", "2026-02-01"), "what": "x", "told": "police"},
            "The date you told them cannot be before it happened",
        ),
    ],
)
def test_wrong_answers_are_told_and_kept(follower: Follower, wish: str, fields: dict[str, object], words: str) -> None:
    follower.follow()
    follower.wish(wish, **fields)
    assert follower.browser.status == 422
    assert words in follower.browser.page
    assert "<title>Error: Your application</title>" in follower.browser.page


def test_nothing_can_be_asked_of_a_closed_case(follower: Follower) -> None:
    follower.follow()
    with follower.toolbox.sessions.write() as session, session.begin():
        case = session.get_one(Case, follower.case_id)
        case.is_open, case.closed_at, case.closing_reason = False, follower.toolbox.clock.now(), "withdrawn"
    page = follower.look()
    assert "Stop my application" not in page
    assert "You asked us to stop, and we closed it on Monday 2 March 2026" in page
    assert follower.browser.get("/follow/application/call").status == 404


def test_what_an_applicant_asks_for_is_a_task_that_staff_can_finish(follower: Follower) -> None:
    # given an applicant who asked for a call
    follower.follow()
    follower.wish("call", phone="07700 900 418", best_time="after 4pm")
    with follower.toolbox.sessions.read() as session:
        task_id = session.scalars(select(OpenTask.id).where(OpenTask.kind == "follow_up")).one()
    # when the single point of contact opens the task and finishes it
    follower.browser.sign_in("jo.ash@example.org")
    page = f"/tasks/{task_id}"
    assert "Call the applicant back" in follower.browser.get(page).page
    follower.browser.post(page)
    # then it is done
    with follower.toolbox.sessions.read() as session:
        assert session.get_one(OpenTask, task_id).state == "done"
