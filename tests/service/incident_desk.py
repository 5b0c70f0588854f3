"""Readings and short acts that tests of a played racial incident share. The story itself: service.demo.incident."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from service.cases import FireDueTimers, RecordCall
from service.cases.errors import AnswersRefused
from service.demo import incident as story
from service.store.cases import Case
from service.store.notices import ContactNotice, NoticeRound
from service.store.people import AreaRulesVersion
from service.store.record import RacialIncident
from service.store.work import Deadline
from tests.service.played import Played

OFFICES = ["Amos Redfern", "Comfort Asante", "Delphine Okoro", "Council duty desk"]
MEMBERS = [
    *("Ashmoor Fire and Rescue", "Northmoor Probation", "Carr Valley Homes", "Ashmoor Voluntary Action"),
    "Market Traders Forum",
]
TOLD_FIRST = ["Amos Redfern", "Comfort Asante", "Delphine Okoro", "Council duty desk", "Philippa Strode"]


def record(played: Played) -> RacialIncident:
    """Give the record of the incident."""
    return played.read(lambda session: session.get_one(RacialIncident, played.case_id))


def limits(played: Played) -> dict[str, datetime]:
    """Give the instant of each running clock that is not of one round."""
    return {row.clock: row.limit_at for row in played.rows(Deadline) if row.state == "running" and not row.key}


def rounds(played: Played, code: str) -> list[NoticeRound]:
    """Give the rounds of one notice, oldest first."""
    return [row for row in played.rows(NoticeRound) if row.code == code]


def readers(played: Played, code: str) -> list[str]:
    """Give who has one notice, in the order they were told."""
    ids = {row.id for row in rounds(played, code)}
    return [row.name for row in played.rows(ContactNotice) if row.round_id in ids]


def newest_readers(played: Played) -> list[str]:
    """Give who has the newest notice."""
    last = played.rows(NoticeRound)[-1]
    return [row.name for row in played.rows(ContactNotice) if row.round_id == last.id]


def notice(played: Played, name: str) -> ContactNotice:
    """Give the newest notice of somebody."""
    return [row for row in played.rows(ContactNotice) if row.name == name][-1]


def calls(played: Played) -> list[str]:
    """Give whom somebody is to ring, and what about."""
    return sorted(row.name for row in played.rows_by_kind("call") if row.state == "open")


def later(played: Played, minutes: int) -> None:
    """Let minutes pass, and what is due happen."""
    played.driver.pass_minutes(minutes)
    played.do(FireDueTimers(case_id=played.case_id))


def answer_all(played: Played, *names: str) -> None:
    """Let these people confirm; everybody of the first notices where nobody is named."""
    for name in names or TOLD_FIRST:
        story.reply(played.driver, played.reference, name)


def ring(played: Played, name: str, *, got_through: bool, kind: str = "confirmed") -> None:
    """Write down a call that was made now."""
    command = RecordCall(
        actor=played.by(story.DELPHINE),
        notice_id=notice(played, name).id,
        happened_at=played.driver.clock.now(),
        got_through=got_through,
        kind=kind if got_through else "",
    )
    played.do(command)


def told_everybody(played: Played) -> None:
    """Give every first notice now, its mails sent, the silent rung, every office confirmed."""
    story.tell_everybody(played.driver, played.reference)
    story.send_mail(played.driver, played.reference)
    ring(played, "Street Cleansing", got_through=True)
    answer_all(played)


def refused(act: Any, *given: Any, **more: Any) -> dict[str, str]:
    """Give the sentences with which an act is refused."""
    with pytest.raises(AnswersRefused) as found:
        act(*given, **more)
    return found.value.problems


def other(played: Played, reference: str) -> Played:
    """Give another case of the same story."""
    return Played(played.driver, reference)


def tension_of(played: Played) -> Played:
    """Give the tension case that the declaration opened."""
    case_id = record(played).tension_case_id
    return other(played, played.read(lambda session: session.get_one(Case, case_id).reference))


def change_rules(played: Played, **changed: Any) -> None:
    """Put other settings in force; cases opened from now on go by them."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        rows = select(AreaRulesVersion).where(AreaRulesVersion.area_id == played.driver.area_id)
        row = session.scalars(rows).one()
        row.settings = {**row.settings, **changed}


def act(played: Played, name: str, *given: object, **more: object) -> None:
    """Play one step of the story."""
    getattr(story, name)(played.driver, played.reference, *given, **more)
