"""Telephone tasks on pages: whom to ring, what to read out, what came of it. Source: TE-12, MI-02, MI-23."""

from collections.abc import Callable

import pytest

from service.toolbox import Toolbox
from tests.browser import Browser
from tests.builders import a_person
from tests.frozen_clock import FrozenClock
from tests.service.notice_room import ALERT, Room, open_room
from tests.web.text_of import text_of

NOW = {"happened_on-day": "22", "happened_on-month": "12", "happened_on-year": "2026", "happened_time": "11:45am"}


@pytest.fixture
def room(toolbox: Toolbox, clock: FrozenClock) -> Room:
    """A commander without email but with a deputy; nobody else is listed."""
    clock.set("Tue 22 Dec 2026 11:40")
    found = open_room(toolbox, clock)
    deputy = found.contact("deputy", "Piers Amadi", phone="01632 960 188")
    found.contact(
        "commander",
        "Ada Stone",
        deputy=deputy,
        email="",
        phone="01632 960 101",
        night_phone="01632 960 102",
        organisation="Northmoor Police",
    )
    found.send(*ALERT)
    clock.pass_time(minutes=5)
    return found


@pytest.fixture
def keeper(room: Room, browser: Browser) -> Browser:
    """The police risk lead, signed in."""
    return browser.sign_in("roz@example.org")


def task_of(room: Room, beginning: str) -> str:
    """Give the address of an open telephone task."""
    (task,) = [one for one in room.calls() if one.name.startswith(beginning)]
    return f"/tasks/{task.id}"


def test_a_telephone_task_says_whom_to_ring_and_what_to_read_out(room: Room, keeper: Browser) -> None:
    words = text_of(keeper.get(task_of(room, "Ring Ada Stone")).page)
    assert "There is no email address for them." in words
    assert "Ada Stone Divisional Commander, Northmoor Police" in words
    assert "By day 01632 960 101. At night 01632 960 102." in words
    assert "Deputy Piers Amadi: by day 01632 960 188" in words
    assert "Read this out Ashmoor is at level 2, Significant" in words
    assert "What happened Four people clashed after the fire." in words
    assert "Did you reach Ada Stone?" in words
    # the time of the call is this minute unless another is typed
    assert 'name="happened_time" type="text" value="11:45am"' in keeper.page or "11:45am" in keeper.page


def test_a_call_that_reached_them_ends_the_task(room: Room, keeper: Browser) -> None:
    path = task_of(room, "Ring Ada Stone")
    form = keeper.get(path).page
    keeper.post(f"{path}/call", got_through="yes", kind="have_this", **NOW)
    assert (keeper.status, keeper.location) == (303, path)
    notice = room.notice("Ada Stone")
    assert notice.answered_at == room.clock.now()
    assert notice.told_by_id == room.keeper_id
    # and the page of the task says who recorded it
    assert "You answered this at 11:45am today." in text_of(keeper.get(path).page)
    # and a second press says that it was done
    keeper.page = form
    keeper.post(f"{path}/call", got_through="yes", kind="have_this", **NOW)
    assert keeper.status == 409
    assert len(room.replies()) == 1


def test_a_call_to_nobody_is_kept_with_its_time_and_the_task_stays(room: Room, keeper: Browser) -> None:
    path = task_of(room, "Ring Ada Stone")
    keeper.post(f"{path}/call", seen=path, got_through="no", words="The line was busy.", **NOW)
    words = text_of(keeper.get(keeper.location).page)
    assert "You recorded that nobody answered. The task stays open." in words
    assert "Tried before 11:45am, Tuesday 22 December 2026: Roz Lead rang Ada Stone at 11:45am: no answer." in words
    assert room.notice("Ada Stone").told_at is None


@pytest.mark.parametrize(
    ("posted", "problem"),
    [
        ({}, "Select yes if you reached them"),
        ({"got_through": "yes", **NOW}, "Select what the answer is"),
        ({"got_through": "no"}, "Enter the day of the call"),
        ({"got_through": "no", **NOW, "happened_time": "11:59pm"}, "The call must be now or in the past"),
        ({"got_through": "no", **NOW, "happened_time": "9am"}, "The call must be after 11:40am"),
        ({"got_through": "no", **NOW, "words": "x" * 501}, "500"),
    ],
)
def test_a_call_that_cannot_be_is_given_back(room: Room, keeper: Browser, posted: dict[str, str], problem: str) -> None:
    path = task_of(room, "Ring Ada Stone")
    keeper.post(f"{path}/call", seen=path, **posted)
    assert keeper.status == 422
    assert problem in text_of(keeper.page)
    assert room.notice("Ada Stone").told_at is None


def test_mi_02_whoever_was_found_for_a_role_is_listed(room: Room, keeper: Browser) -> None:
    # given nobody is listed as director / when somebody was found and told
    path = task_of(room, "Nobody is listed as Partnership director")
    assert "They must be told all the same." in text_of(keeper.get(path).page)
    keeper.post(f"{path}/call", name="Orla Finch", phone="01632 960 171", kind="have_this", **NOW)
    # then she is told, and the task has ended
    assert keeper.status == 303
    assert room.notice("Orla Finch").role == "director"
    assert "You answered this" in text_of(keeper.get(path).page)
    assert not [mail for mail in room.mails() if "Orla" in mail.body]


@pytest.mark.parametrize(
    ("posted", "problem"),
    [
        ({"name": ""}, "Enter whom you told"),
        ({"phone": ""}, "Enter a telephone number or an email address"),
        ({"email": "nonsense"}, "email address"),
        ({"kind": ""}, "Select what the answer is"),
    ],
)
def test_who_was_found_must_be_named_and_reachable(
    room: Room, keeper: Browser, posted: dict[str, str], problem: str
) -> None:
    path = task_of(room, "Nobody is listed as Partnership director")
    given = {"name": "Orla Finch", "phone": "01632 960 171", "kind": "have_this", **NOW, **posted}
    keeper.post(f"{path}/call", seen=path, **given)
    assert keeper.status == 422
    assert problem in text_of(keeper.page)
    assert "Orla Finch" not in room.told()


def test_a_call_is_recorded_from_the_case_by_its_keepers_only(
    room: Room, keeper: Browser, new_browser: Callable[[], Browser]
) -> None:
    # given a commander, who settles the level; a communications officer, who sees it; a stranger
    path = f"/notices/calls/{room.notice('Ada Stone').id}"
    with room.toolbox.sessions.write() as session, session.begin():
        from service.store.people import Area

        area = session.get_one(Area, room.area_id)
        for role in ("commander", "comms_officer", "spoc", "administrator"):
            a_person(session, name=role, email=f"{role}@example.org", role=role, area=area)
    statuses = {}
    for role in ("commander", "comms_officer", "spoc", "administrator"):
        statuses[role] = new_browser().sign_in(f"{role}@example.org").get(path).status
    assert statuses == {"commander": 200, "comms_officer": 403, "spoc": 404, "administrator": 404}
    assert new_browser().get(path).location.startswith("/sign-in")
    assert keeper.get("/notices/calls/999999").status == 404
    # when a keeper records it / then the task to ring ends as well, and the case is shown
    keeper.post(path, seen=path, got_through="yes", kind="have_this", **NOW)
    assert keeper.status == 303
    assert [task.name for task in room.calls() if task.name.startswith("Ring Ada")] == []
