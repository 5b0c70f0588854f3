"""The clocks of tension and incidents on the settings page: grouped by procedure, and minutes that read well."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.settings_effect import Wish, describe_effect
from service.store.cases import TENSION, Case
from service.store.database import Sessions
from service.store.diagrams import ProcessVersion
from service.store.people import Area, AreaRulesVersion
from service.store.work import Deadline
from tests.browser import Browser
from tests.builders import a_person
from tests.frozen_clock import at, day
from tests.ready_area import a_ready_area, publish_procedure
from workflows import AreaRules

CLOCKS = "/settings/ASH/clocks"
STARTED_AT = at("Tue 3 Mar 2026 09:00")


@pytest.fixture
def area(sessions: Sessions) -> Area:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        area = a_ready_area(session)
        a_person(session, name="Marian Holt", email="manager@example.org", role="csp_manager", area=area)
    return area


@pytest.fixture
def manager(new_browser: Callable[[], Browser], area: Area) -> Browser:
    return new_browser().be("manager@example.org")


def row_of(browser: Browser, title: str) -> str:
    """Give the row of the table that begins with this clock."""
    return browser.page.partition(f">{title}</th>")[2].partition("</tr>")[0]


def test_clocks_stand_under_the_name_of_their_procedure(manager: Browser) -> None:
    page = manager.get(CLOCKS).page

    titles = ["ASB case review", "Appeal", "Community tension", "Major racial incident", "Every procedure"]
    places = [page.index(f'fm-heading--small">{title}</h2>') for title in titles]
    assert places == sorted(places)
    assert places[2] < page.index("Agree the first level") < places[3] < page.index("Organise the debrief") < places[4]


@pytest.mark.parametrize(
    ("title", "lengths"),
    [
        ("Answer to the alert, levels 1 and 2", ("at once", "15 minutes", "at once and 15 minutes")),
        ("Meet, levels 1 and 2", ("2 hours", "4 hours", "2 hours and 4 hours")),
        ("Review the level, levels 1 and 2", ("24 hours",)),
        ("Review the level, levels 5 and 6", ("1 month",)),
        ("Organise the debrief", ("3 days",)),
        ("Decide the threshold", ("8 working days", "10 working days", "8 and 10")),
    ],
)
def test_cm_06_lengths_read_as_people_say_them(manager: Browser, title: str, lengths: tuple[str, ...]) -> None:
    row = row_of(manager.get(CLOCKS), title)

    assert all(f">{words}<" in row for words in lengths)


def test_cm_08_a_clock_in_minutes_is_changed_in_minutes_and_has_no_warnings_to_set(manager: Browser) -> None:
    page = manager.get(f"{CLOCKS}?change=te_meet_urgent").page

    assert "Default: plan for 2 hours, limit 4 hours." in page
    assert ">minutes<" in page
    assert "Warn first" not in page
    assert "Warn first" in manager.get(f"{CLOCKS}?change=te_meet").page


def test_cm_16_a_longer_alert_needs_an_override_in_words(manager: Browser) -> None:
    manager.get(f"{CLOCKS}?change=te_alert")
    fields = {"from-day": "2", "from-month": "3", "from-year": "2026", "reason": "Nights.", "do": "work_out"}
    page = manager.post(f"{CLOCKS}/te_alert", target="0", limit="20", **fields).page

    assert "at once, limit 20 minutes, for cases from Monday 2 March 2026." in page
    assert "20 minutes is longer than the default of 15 minutes." in page


def test_cm_06_the_last_cases_are_judged_to_the_minute(sessions: Sessions, area: Area) -> None:
    # given two meetings on one morning, 100 and 130 minutes after the level was agreed
    with sessions.write() as session, session.begin():
        for number, minutes in enumerate((100, 130)):
            an_urgent_meeting(session, area, number=number, minutes=minutes)
    # when the limit would be two hours
    wished = AreaRules.model_validate({"clocks": {"te_meet_urgent": {"limit": 120}}})
    wish = Wish(area_id=area.id, standing=AreaRules(), wished=wished, in_force_from=day("Thu 2 Apr 2026"))
    with sessions.read() as session:
        effect = describe_effect(session, wish)
    # then one of them would have been late
    assert "Of the last 2 cases, 1 would have met it and 1 would have been late." in effect.sentences
    assert effect.weaker == ()


def an_urgent_meeting(session: Session, area: Area, *, number: int, minutes: int) -> None:
    """Add a case of tension whose meeting began so many minutes after its level was agreed."""
    case = Case(
        reference=f"ASH-TE-2026-000{number}",
        area_id=area.id,
        process_id=TENSION,
        process_version_id=session.scalars(select(ProcessVersion.id)).one(),
        area_rules_id=session.scalars(select(AreaRulesVersion.id)).one(),
        stage="Restoring the peace",
        opened_at=STARTED_AT,
        received_on=day("Tue 3 Mar 2026"),
    )
    session.add(case)
    session.flush()
    ended_at = STARTED_AT + timedelta(minutes=minutes)
    session.add(
        Deadline(
            case_id=case.id,
            clock="te_meet_urgent",
            title="Meet",
            started_at=STARTED_AT,
            trigger_on=day("Tue 3 Mar 2026"),
            limit_on=day("Tue 3 Mar 2026"),
            limit_at=STARTED_AT + timedelta(hours=4),
            count=[],
            calendar_edition="",
            area_rules_version=1,
            state="done",
            ended_at=ended_at,
            ended_on=day("Tue 3 Mar 2026"),
        )
    )
