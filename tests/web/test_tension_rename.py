"""What a situation is called can be changed by those who keep it; what came from the public is to be named. TE-05."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.access import recognise
from service.cases import RenameTension, handle
from service.cases.errors import AnswersRefused, CaseIsClosed, NotYours
from service.cases.unit import Actor
from service.store.cases import Case, CaseEvent
from service.store.database import Sessions
from service.store.people import Person
from service.store.queries.sign_in import load_person
from service.store.record import Tension
from service.toolbox import Toolbox
from tests.browser import Browser
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock
from tests.web.tension_town import Town, open_town
from tests.web.text_of import text_of

KEEP = {"risk_lead", "coordinator"}
SEES = KEEP | {"asb_manager", "commander", "council_officer", "comms_officer", "director", "crro"}


@pytest.fixture
def town(sessions: Sessions, new_browser: Callable[[], Browser], clock: FrozenClock) -> Town:
    """Three open cases, one as it came from the public page."""
    return open_town(sessions, new_browser, clock)


def untitled(town: Town) -> Case:
    with town.sessions.read() as session:
        return session.scalars(
            select(Case).join(Tension, Tension.case_id == Case.id).where(Tension.what == "concern reported online")
        ).one()


def actor(town: Town, role: str) -> Actor:
    with town.sessions.read() as session:
        found = select(Person.id).where(Person.email == f"{role}@example.org")
        row = load_person(session, person_id=session.scalars(found).one(), today=town.clock.today())
    assert row is not None
    who = recognise(row)
    return Actor(words=who.name, person_id=who.person_id, signed_in=who)


def rename(toolbox: Toolbox, town: Town, case_id: int, *, role: str = "risk_lead", **more: str) -> None:
    given = {"ward": "Mill ward", "title": "at the mill"} | more
    handle(toolbox, RenameTension(actor=actor(town, role), case_id=case_id, **given))


def test_te_05_what_came_from_the_public_page_is_given_a_title(town: Town) -> None:
    # given a case as the public page opened it / then board and case ask its keepers for a title, and nobody else
    case = untitled(town)
    page, address = f"/tension/{case.reference}", f"/tension/{case.reference}/rename"
    for role, keeps in (("risk_lead", True), ("commander", False)):
        assert (f'href="{address}"' in town.at(role).get("/tension?area=ash").page) is keeps
        assert ("has no title of its own. Give it a title" in text_of(town.at(role).get(page).page)) is keeps
    seat = town.at("risk_lead")
    assert 'value="concern reported online"' not in seat.get(address).page
    # when one is given without its words / then they are asked for; with them it is called so everywhere
    assert seat.post(address, seen=address, ward="Mill ward", title=" ").status == 422
    assert "Enter a few words that name nobody" in text_of(seat.page)
    assert seat.post(address, seen=address, ward="Mill ward", title="at the <mill>").location == page
    shown = text_of(seat.get(page).page)
    assert "You changed what this case is called." in shown
    assert "Mill ward at the <mill>" in shown
    assert "Change the place or the title" in shown
    assert "Give it a title" not in shown
    assert "Mill ward at the <mill>" in text_of(seat.get("/tension?area=ash").page)
    with town.sessions.read() as session:
        assert session.get_one(Case, case.id).label == "Mill ward: at the <mill>"
    history = text_of(seat.get(f"/cases/{case.reference}/history").page)
    assert "Risk Lead changed the place and the title. This case is now “Mill ward: at the <mill>”." in history


def test_the_form_holds_what_stands_there_and_says_why_where_that_is_said(town: Town) -> None:
    seat, address = town.at("coordinator"), f"{town.page}/rename"
    for words in ('value="Kestrel"', 'value="after the market-hall fire"'):
        assert words in seat.get(address).page
    assert seat.post(address, seen=address, ward="Kestrel", title="after the market-hall fire").status == 422
    assert "Change the place or the title, or go back to the case" in text_of(seat.page)
    seat.post(address, ward="Kestrel", title="after the fire", reason="The hall was not meant.")
    assert seat.status == 303, text_of(seat.page)
    history = text_of(seat.get(f"/cases/{town.reference}/history").page)
    assert "changed the title. This case is now “Kestrel: after the fire”. Because: The hall was not meant." in history


def test_only_those_who_keep_a_situation_rename_it(town: Town) -> None:
    statuses = town.desk.statuses(f"{town.page}/rename")
    assert {role for role, status in statuses.items() if status == 200} == KEEP
    assert {statuses[role] for role in SEES - KEEP} == {403}
    assert {statuses[role] for role in ("elsewhere", "senior_officer", "spoc_deputy")} == {404}
    for role in sorted(SEES - KEEP):
        assert "Change the place or the title" not in text_of(town.at(role).get(town.page).page)


@ON_BOTH
def test_the_command_refuses_the_same(town: Town, toolbox: Toolbox) -> None:
    case_id = untitled(town).id
    for role in ("commander", "elsewhere"):
        with pytest.raises(NotYours):
            rename(toolbox, town, case_id, role=role)
    for wrong in ({"title": " "}, {"title": "x" * 201}, {"ward": "x" * 121}):
        with pytest.raises(AnswersRefused):
            rename(toolbox, town, case_id, **wrong)
    rename(toolbox, town, case_id)
    with pytest.raises(AnswersRefused):
        rename(toolbox, town, case_id)
    with town.sessions.read() as session:
        said = session.scalars(select(CaseEvent.sentence).where(CaseEvent.kind == "renamed")).all()
        assert len(said) == 1
        assert session.get_one(Case, case_id).label == "Mill ward: at the mill"
    # and a closed case keeps its name
    with town.sessions.write() as session, session.begin():
        session.get_one(Case, case_id).is_open = False
    with pytest.raises(CaseIsClosed):
        rename(toolbox, town, case_id, title="again")
