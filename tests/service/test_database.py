"""Reading sessions cannot write; writing ones queue up; bad addresses are refused in words."""

import threading
import time

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from service.errors import SettingsWrong
from service.store.database import make_sessions
from service.store.people import Area
from tests.builders import an_area


def test_a_reading_session_cannot_write(database_url: str) -> None:
    sessions = make_sessions(database_url)
    with sessions.read() as session, pytest.raises(DBAPIError):
        an_area(session)
    sessions.close()


def test_a_writing_session_keeps_what_it_wrote(database_url: str) -> None:
    sessions = make_sessions(database_url)
    with sessions.write() as session, session.begin():
        an_area(session, name="Ashmoor")
    with sessions.read() as session:
        assert session.scalars(select(Area.name)).all() == ["Ashmoor"]
    sessions.close()


def test_a_reader_sees_the_old_state_while_a_writer_is_busy(database_url: str) -> None:
    sessions = make_sessions(database_url)
    with sessions.write() as writer, writer.begin():
        an_area(writer)
        with sessions.read() as reader:
            assert reader.scalars(select(Area)).all() == []
    sessions.close()


def test_a_second_writer_waits_for_the_first(database_url: str) -> None:
    # given one writer inside its transaction
    sessions = make_sessions(database_url)
    order: list[str] = []

    def second_writer() -> None:
        with sessions.write() as session, session.begin():
            an_area(session, code="ASH", name="Second")
            order.append("second")

    with sessions.write() as session, session.begin():
        an_area(session, code="NOR", name="First")
        thread = threading.Thread(target=second_writer)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join(timeout=10)
    # then both wrote; on SQLite the second one only after the first
    with sessions.read() as session:
        assert sorted(session.scalars(select(Area.name))) == ["First", "Second"]
    if session.get_bind().dialect.name == "sqlite":
        assert order == ["first", "second"]
    sessions.close()


@pytest.mark.parametrize("address", ["", "nonsense", "mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_other_addresses_are_refused_in_words(address: str) -> None:
    with pytest.raises(SettingsWrong, match="FOLKMOOT_DATABASE_URL"):
        make_sessions(address)
