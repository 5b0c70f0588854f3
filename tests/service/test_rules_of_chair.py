"""CT-31: who may chair a review, and who is barred."""

from typing import Any

import pytest

from service.cases.errors import AnswersRefused
from service.demo import answers as said
from service.demo.cases import AMARA
from service.store.people import Person, RoleMembership
from service.store.record import Appointment
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage

ROWAN = "rowan.pike@ashmoor.example"  # SPOC of Carr Dale


def change(played: Played, who: str, **columns: Any) -> None:
    """Change the row of a person as the administrator would."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        person = session.get_one(Person, played.driver.person_id(who))
        for name, value in columns.items():
            setattr(person, name, value)


def appoint(played: Played, chair: str, **more: Any) -> None:
    """Appoint somebody, with Cal to take the minutes."""
    chair_id, taker = played.driver.person_id(chair), played.driver.person_id(said.CAL)
    played.answer("Task_AppointChair", {**said.appointed(chair_id, taker, played.driver.today), **more}, by=said.JO)


def refused_chair(played: Played, chair: str, **more: Any) -> dict[str, str]:
    """Give the sentences with which an appointment is refused."""
    with pytest.raises(AnswersRefused) as refused:
        appoint(played, chair, **more)
    return refused.value.problems


def may_chair(played: Played, email: str) -> None:
    """Let somebody be among the candidates."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        person_id = played.driver.person_id(email)
        session.add(RoleMembership(person_id=person_id, area_id=played.driver.area_id, role="review_chair"))


def test_ct_31_an_independent_chair_and_a_minute_taker_are_appointed(at_stage: AtStage) -> None:
    # given / when the SPOC appoints Nadia, of another division, and Cal
    played = at_stage("met")
    appoint(played, said.NADIA)
    # then both hold their role for this one case, and the clock of five working days has stopped
    held = {row.role: row for row in played.rows(Appointment) if row.ended_at is None}
    assert held["review_chair"].person_id == played.driver.person_id(said.NADIA)
    assert held["minute_taker"].person_id == played.driver.person_id(said.CAL)
    assert held["review_chair"].warnings == []
    assert played.clock("ct_chair").limit_on == day("Thu 12 Mar 2026")
    assert played.clock("ct_chair").state == "done"


def test_ct_31_who_handled_the_case_cannot_chair(at_stage: AtStage) -> None:
    # given an officer who answered for the police and is a chair elsewhere
    played = at_stage("met")
    may_chair(played, said.IRIS)
    # when she is proposed / then she is blocked, and nobody is appointed
    assert "handled a complaint" in refused_chair(played, said.IRIS)["chair"]
    assert played.rows(Appointment) == []


def test_ct_31_the_spoc_cannot_chair(at_stage: AtStage) -> None:
    # given / when the SPOC of this case is proposed / then she is blocked
    assert "is the SPOC of this case" in refused_chair(at_stage("met"), said.JO)["chair"]


def test_ct_31_who_supervises_the_spoc_cannot_chair(at_stage: AtStage) -> None:
    # given a chair who supervises the SPOC / when proposed / then blocked
    played = at_stage("met")
    change(played, said.JO, supervisor_id=played.driver.person_id(said.NADIA))
    assert "supervises somebody" in refused_chair(played, said.NADIA)["chair"]


def test_ct_31_who_complained_cannot_chair(at_stage: AtStage) -> None:
    # given a chair who is the applicant of this very case
    played = at_stage("met")
    change(played, said.NADIA, email=AMARA.email)
    # when proposed / then blocked
    assert "made a complaint" in refused_chair(played, said.NADIA)["chair"]


def test_ct_31_the_chair_does_not_take_the_minutes(at_stage: AtStage) -> None:
    # given one person for both / when proposed / then refused at the second field
    played = at_stage("met")
    nadia = played.driver.person_id(said.NADIA)
    assert "minute_taker" in refused_chair(played, said.NADIA, minute_taker=nadia)


def test_ct_31_without_a_declaration_nobody_chairs(at_stage: AtStage) -> None:
    # given no written declaration / when appointed / then refused
    more = {"declaration": False, "no_declaration_reason": "Not yet asked"}
    assert "declaration" in refused_chair(at_stage("met"), said.NADIA, **more)


def test_ct_31_the_same_division_is_only_a_warning(at_stage: AtStage) -> None:
    # given a chair of the area's own division
    played = at_stage("met")
    change(played, said.NADIA, police_division="North")
    # when appointed with a reason / then the warning stays on file
    appoint(played, said.NADIA, same_division=True, override_reason="Nobody else is free")
    row = next(row for row in played.rows(Appointment) if row.role == "review_chair")
    assert "same police division" in row.warnings[0]
    assert row.override_reason == "Nobody else is free"


def test_ct_31_another_areas_spoc_may_chair(at_stage: AtStage) -> None:
    # given the SPOC of Carr Dale / when appointed / then it stands without a warning
    played = at_stage("met")
    appoint(played, ROWAN)
    assert next(row for row in played.rows(Appointment) if row.role == "review_chair").warnings == []
