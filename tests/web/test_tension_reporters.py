"""The page on which keepers correct how somebody who reported a concern is reached. TE-05, TE-31."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.store.cases import Case
from service.store.database import Sessions
from service.store.record import Party, TensionReport
from tests.browser import Browser
from tests.frozen_clock import FrozenClock
from tests.web.tension_town import Town, open_town
from tests.web.text_of import text_of

KEEP = {"risk_lead", "coordinator"}
NOW = {
    "name": "Tamsin Vale",
    "phone": "07700 900417",
    "preferred_channel": "post",
    "formats": "standard",
    "reason": "She rang us.",
}


@pytest.fixture
def town(sessions: Sessions, new_browser: Callable[[], Browser], clock: FrozenClock) -> Town:
    """A case with a report by Tamsin Vale, one without a name, and two that are restricted."""
    return open_town(sessions, new_browser, clock)


def reporter(town: Town) -> Party:
    with town.sessions.read() as session:
        return session.scalars(select(Party).where(Party.name == "Tamsin Vale")).one()


def form_of(town: Town, party_id: int) -> str:
    return f"/cases/{town.reference}/corrections/reporter/{party_id}"


def test_te_05_a_keeper_corrects_how_a_reporter_is_reached(town: Town) -> None:
    seat, reports, address = town.at("coordinator"), f"{town.page}/reports", form_of(town, reporter(town).id)
    # given the one report with a name has the link, for keepers alone
    assert seat.get(reports).page.count("Correct how they are reached") == 1
    assert f'href="{address}"' in seat.page
    assert "Correct how they are reached" not in town.at("commander").get(reports).page
    # when the last way to her is taken out / then that is refused at its field, and what was typed is kept
    shown = text_of(seat.get(address).page)
    assert "where nobody may read who reported" in shown
    assert 'value="07700 900417"' in seat.page
    assert seat.post(address, seen=address, **(NOW | {"phone": ""})).status == 422
    assert 'href="#email"' in seat.page
    # when an email address is added / then the reports have it and the history has no name
    added = NOW | {"email": "tamsin@home.example", "preferred_channel": "email"}
    assert seat.post(address, seen=address, **added).location == reports, text_of(seat.page)
    shown = text_of(seat.get(reports).page)
    assert "The details were corrected." in shown
    assert "Tamsin Vale. 07700 900417. tamsin@home.example" in shown
    history = text_of(seat.get(f"/cases/{town.reference}/history").page)
    assert "corrected how whoever reported is reached: email, how we write to them. Because: She rang us." in history
    assert "Tamsin" not in history


def test_te_31_nobody_else_opens_it_and_nobody_for_a_restricted_report(town: Town) -> None:
    party = reporter(town)
    statuses = town.desk.statuses(form_of(town, party.id))
    assert {role for role, status in statuses.items() if status == 200} == KEEP
    assert {statuses[role] for role in ("commander", "council_officer", "asb_manager")} == {403}
    assert statuses["elsewhere"] == 404
    # the other corrections of case reviews are not there for a situation
    seat = town.at("risk_lead")
    for kind in (f"person/{party.id}", "new-report", "perpetrator", "joining", "chair"):
        assert seat.get(f"/cases/{town.reference}/corrections/{kind}").status == 404, kind
    assert seat.get(form_of(town, 9_999)).status == 404
    # when the report is a restricted one / then whoever stands behind it is not shown
    with town.sessions.write() as session, session.begin():
        report = session.scalars(select(TensionReport).where(TensionReport.reporter_id == party.id)).one()
        report.is_restricted = True
    assert seat.get(form_of(town, party.id)).status == 404
    assert seat.post(form_of(town, party.id), seen="/account/password", **NOW).status == 404


def test_te_05_a_closed_case_without_a_reply_to_send_offers_no_correction(town: Town) -> None:
    with town.sessions.write() as session, session.begin():
        session.scalars(select(Case).where(Case.reference == town.reference)).one().is_open = False
    assert "Correct how they are reached" not in town.at("risk_lead").get(f"{town.page}/reports").page
