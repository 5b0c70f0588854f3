"""Forms half filled: kept page by page, sent once, forgotten in time. Source: brief page 5a, D-006."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from service.cases import PUBLIC, handle
from service.cases.application_drafts import (
    MOST_ITEMS,
    DraftGone,
    DraftSent,
    ForgetDraft,
    ItemGone,
    NameWanted,
    OpenDraft,
    RemoveItem,
    SaveAnswers,
    SendDraft,
    TooManyItems,
    hash_of_key,
    new_draft_key,
)
from service.cases.tracking import READABLE, hash_of_code, new_tracking_code
from service.store.cases import Case
from service.store.database import Sessions
from service.store.people import Area
from service.store.record import ApplicationDraft
from service.timers.old_drafts import forget_drafts
from service.toolbox import Toolbox
from tests.frozen_clock import FrozenClock
from tests.ready_area import a_ready_area, publish_procedure


@pytest.fixture
def area(sessions: Sessions) -> Area:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        return a_ready_area(session)


@pytest.fixture
def key(toolbox: Toolbox, area: Area) -> str:
    return handle(toolbox, OpenDraft(actor=PUBLIC, area_id=area.id)).said["draft_key"]


def save(toolbox: Toolbox, key: str, *path: str | int, **answers: object) -> None:
    handle(toolbox, SaveAnswers(actor=PUBLIC, draft_key=key, answers=answers, path=path))


def stored(sessions: Sessions) -> ApplicationDraft:
    with sessions.read() as session:
        return session.scalars(select(ApplicationDraft)).one()


def how_many(sessions: Sessions, table: type) -> int:
    with sessions.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_answers_are_kept_in_their_place(toolbox: Toolbox, sessions: Sessions, key: str) -> None:
    save(toolbox, key, name="Amara")
    save(toolbox, key, "incidents", 1, what="Fire", told=["police"])
    save(toolbox, key, "incidents", 1, "reports", "police", channel="phone")
    save(toolbox, key, "incidents", 1, what="Fire and smoke")
    assert stored(sessions).answers == {
        "name": "Amara",
        "last_incidents": 1,
        "incidents": [
            {"n": 1, "what": "Fire and smoke", "told": ["police"], "reports": {"police": {"channel": "phone"}}}
        ],
    }


def test_the_key_itself_is_not_stored(sessions: Sessions, key: str) -> None:
    row = stored(sessions)
    assert row.key_hash == hash_of_key(key.lower().replace("-", " "))
    assert key.replace("-", "").encode() not in row.key_hash


def test_a_number_is_never_given_twice(toolbox: Toolbox, sessions: Sessions, key: str) -> None:
    save(toolbox, key, "incidents", 1, what="Fire")
    for _ in range(2):
        handle(toolbox, RemoveItem(actor=PUBLIC, draft_key=key, path=("incidents", 1)))
    for number in (1, 3):
        with pytest.raises(ItemGone):
            save(toolbox, key, "incidents", number, what="Fire")
    save(toolbox, key, "incidents", 2, what="Smoke")
    assert [row["n"] for row in stored(sessions).answers["incidents"]] == [2]


def test_a_draft_takes_fifty_incidents_and_no_more(toolbox: Toolbox, key: str) -> None:
    for number in range(1, MOST_ITEMS + 1):
        save(toolbox, key, "incidents", number, what="Fire")
    with pytest.raises(TooManyItems):
        save(toolbox, key, "incidents", MOST_ITEMS + 1, what="Fire")


def test_ct_06_a_draft_without_a_name_opens_no_case(toolbox: Toolbox, sessions: Sessions, key: str) -> None:
    with pytest.raises(NameWanted):
        handle(toolbox, SendDraft(actor=PUBLIC, draft_key=key))
    assert how_many(sessions, Case) == 0


def test_ct_05_ten_presses_at_once_open_one_case(toolbox: Toolbox, sessions: Sessions, key: str) -> None:
    # given a draft with a name
    save(toolbox, key, name="Amara")
    start = Barrier(10)

    def press(_: int) -> str:
        start.wait()
        return handle(toolbox, SendDraft(actor=PUBLIC, draft_key=key)).where

    # when ten windows send it in the same instant
    with ThreadPoolExecutor(10) as windows:
        cases = set(windows.map(press, range(10)))
    # then all are led to the one case
    assert len(cases) == 1
    assert how_many(sessions, Case) == 1
    with pytest.raises(DraftSent):
        save(toolbox, key, name="Somebody else")


def test_an_unknown_key_is_told_so(toolbox: Toolbox, area: Area) -> None:
    for command in (
        SaveAnswers(actor=PUBLIC, draft_key="\x00", answers={}),
        SendDraft(actor=PUBLIC, draft_key="AAAA"),
        RemoveItem(actor=PUBLIC, draft_key="", path=("incidents", 1)),
    ):
        with pytest.raises(DraftGone):
            handle(toolbox, command)
    handle(toolbox, ForgetDraft(actor=PUBLIC, draft_key="AAAA"))


@pytest.mark.parametrize(("last", "left"), [("Mon 30 Mar 2026 23:59", 1), ("Tue 31 Mar 2026 00:00", 0)])
def test_the_loop_deletes_drafts_after_20_working_days(
    toolbox: Toolbox, sessions: Sessions, key: str, clock: FrozenClock, last: str, left: int
) -> None:
    clock.set(last)
    forget_drafts(toolbox)
    assert how_many(sessions, ApplicationDraft) == left


def test_the_loop_deletes_sent_drafts_after_an_hour(
    toolbox: Toolbox, sessions: Sessions, key: str, area: Area, clock: FrozenClock
) -> None:
    save(toolbox, key, name="Amara")
    handle(toolbox, SendDraft(actor=PUBLIC, draft_key=key))
    for minutes, left in ((60, 1), (1, 0)):
        clock.pass_time(minutes=minutes)
        forget_drafts(toolbox)
        assert how_many(sessions, ApplicationDraft) == left


def test_codes_are_readable_and_do_not_repeat() -> None:
    codes = {new_tracking_code() for _ in range(500)} | {new_draft_key() for _ in range(500)}
    assert len(codes) == 1000
    assert set("".join(codes)) <= set(READABLE + "-")
    alike = ("0OQ", "0OD", "1IL", "2Z", "5S", "6G", "8B", "UV")
    assert all(len(set(READABLE) & set(marks)) <= 1 for marks in alike)
    assert hash_of_code("k7q4m9xpdh") == hash_of_code(" K7Q4M-9XPDH ")
