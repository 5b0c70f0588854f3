"""Settings of an area: every one on a page, four eyes, weaker only with the director, history kept."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.people import Area, AreaRulesVersion
from service.web.owners.settings_fields import PAGES
from tests.browser import Browser
from tests.builders import a_person, an_area
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock
from tests.ready_area import a_ready_area, publish_procedure
from workflows import parse_area_rules

CLOCKS = "/settings/ASH/clocks"
ACKNOWLEDGE = f"{CLOCKS}/ct_acknowledge"
TODAY = {"from-day": "2", "from-month": "3", "from-year": "2026"}
SHORTER = {"target": "2", "limit": "3", "reason": "We can be faster.", "do": "propose", **TODAY}
LONGER = {"target": "4", "limit": "8", "reason": "Short of staff.", "do": "propose", **TODAY}


@pytest.fixture
def area(sessions: Sessions) -> Area:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        area = a_ready_area(session)
        for role, name in {
            "csp_manager": "Marian Holt",
            "process_owner": "Kit Marlowe",
            "director": "Honor Lacey",
            "spoc_deputy": "Priya Raman",
        }.items():
            a_person(session, name=name, email=f"{role}@example.org", role=role, area=area)
        a_person(session, name="Ada Minster", email="administrator@example.org", role="administrator")
        other = an_area(session, code="NOR", name="Northmoor", bodies=False)
        a_person(session, name="Elsewhere", email="elsewhere@example.org", role="csp_manager", area=other)
    return area


@pytest.fixture
def as_role(new_browser: Callable[[], Browser], area: Area) -> Callable[[str], Browser]:
    return lambda role: new_browser().be(f"{role}@example.org")


def versions(sessions: Sessions) -> list[AreaRulesVersion]:
    with sessions.read() as session:
        return list(session.scalars(select(AreaRulesVersion).order_by(AreaRulesVersion.version)))


def propose(browser: Browser, fields: dict[str, str]) -> Browser:
    return browser.post(ACKNOWLEDGE, seen=f"{CLOCKS}?change=ct_acknowledge", **fields)


def approve(browser: Browser, sessions: Sessions, **fields: str) -> Browser:
    rules_id = versions(sessions)[-1].id
    return browser.post(f"/settings/ASH/proposal/{rules_id}/approval", seen="/settings/ASH/proposal", **fields)


def main_of(browser: Browser) -> str:
    return browser.page.partition("<main")[2].partition("</main>")[0]


def test_a_stricter_limit_is_proposed_and_approved_by_another_person(
    as_role: Callable[[str], Browser], sessions: Sessions
) -> None:
    # given the manager's proposal of 3 instead of 5 working days
    manager = propose(as_role("csp_manager"), SHORTER)
    assert manager.location == "/settings/ASH/proposal"
    assert "plan for 2, limit 3 working days" in manager.get("/settings/ASH/proposal").page
    # when the process owner approves it
    approve(as_role("process_owner"), sessions)
    # then version 2 is in force, version 1 replaced
    first, second = versions(sessions)
    assert (first.state, second.state, second.version) == ("replaced", "in_force", 2)
    assert parse_area_rules(second.settings).clocks["ct_acknowledge"].limit == 3


def test_the_person_who_proposed_cannot_approve(as_role: Callable[[str], Browser], sessions: Sessions) -> None:
    manager = propose(as_role("csp_manager"), SHORTER)
    assert approve(manager, sessions).status == 403
    assert versions(sessions)[-1].state == "proposed"


def test_cm_16_a_weaker_limit_needs_the_director_by_name_and_reason(
    as_role: Callable[[str], Browser], sessions: Sessions
) -> None:
    # given a proposal of 8 instead of 5 working days
    propose(as_role("csp_manager"), LONGER)
    # then the process owner may not approve it
    assert approve(as_role("process_owner"), sessions).status == 403
    # and the director must say why
    director = approve(as_role("director"), sessions)
    assert director.status == 422
    assert "Enter why the weaker setting is right for your area" in director.page
    approve(director, sessions, override_reason="Agreed at the board.")
    # and the signature stays with the setting
    rules = parse_area_rules(versions(sessions)[-1].settings)
    assert [(each.setting, each.chosen, each.reason) for each in rules.overrides] == [
        ("clocks.ct_acknowledge.limit", "8 working days", "Agreed at the board.")
    ]
    assert "Honor Lacey" in director.get("/settings/ASH/versions/2").page


def test_the_page_says_what_a_longer_limit_needs(as_role: Callable[[str], Browser]) -> None:
    browser = propose(as_role("csp_manager"), LONGER | {"do": "work_out"})
    assert browser.status == 200
    assert "8 is longer than the default of 5." in browser.page
    assert "Ask for an override" in browser.page


def test_working_it_out_changes_nothing(as_role: Callable[[str], Browser], sessions: Sessions) -> None:
    propose(as_role("csp_manager"), SHORTER | {"do": "work_out"})
    assert len(versions(sessions)) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"target": "3"}, "Plan for must be shorter than the limit"),
        ({"limit": ""}, "Enter the limit"),
        ({"limit": "three"}, "Limit must be a whole number"),
        ({"reason": " "}, "Enter why the settings should change"),
        ({"from-day": "31", "from-month": "2"}, "Enter a date, like 4 1 2027"),
        ({"from-year": "2025"}, "Enter today or a later day"),
        ({"target": "3", "limit": "5"}, "Nothing differs from the settings in force"),
    ],
)
def test_a_fault_is_said_at_its_field_and_what_was_typed_is_kept(
    as_role: Callable[[str], Browser], sessions: Sessions, change: dict[str, str], words: str
) -> None:
    browser = propose(as_role("csp_manager"), SHORTER | change)
    assert browser.status == 422
    assert words in browser.page
    assert "<title>Error: Clocks" in browser.page
    assert len(versions(sessions)) == 1


def test_a_later_day_keeps_the_old_version_until_then(
    as_role: Callable[[str], Browser], sessions: Sessions, clock: FrozenClock
) -> None:
    # given a change approved on 2 March for 1 April
    propose(as_role("csp_manager"), SHORTER | {"from-day": "1", "from-month": "4"})
    owner = approve(as_role("process_owner"), sessions)
    # then both versions are approved and the page says which one counts
    assert [row.state for row in versions(sessions)] == ["in_force", "in_force"]
    assert "From Wednesday 1 April 2026" in owner.get("/settings/ASH/versions").page
    clock.set("Wed 1 Apr 2026 09:00")
    assert "since Wednesday 1 April 2026" in as_role("process_owner").get("/settings/ASH/versions").page


def test_only_one_proposal_waits_at_a_time(as_role: Callable[[str], Browser]) -> None:
    # given a form opened before somebody else proposed
    slow = as_role("csp_manager").get(f"{CLOCKS}?change=ct_acknowledge")
    page = slow.page
    propose(as_role("process_owner"), SHORTER)
    # when the slow one presses the button
    slow.page = page
    # then nothing is stored and the page offers no second form
    assert slow.post(ACKNOWLEDGE, **LONGER).status == 403
    assert "A change waits for approval" in slow.get(f"{CLOCKS}?change=ct_acknowledge").page


def test_a_second_press_shows_the_first_result(as_role: Callable[[str], Browser], sessions: Sessions) -> None:
    owner = as_role("process_owner")
    propose(as_role("csp_manager"), SHORTER)
    owner.get("/settings/ASH/proposal")
    page, address = owner.page, f"/settings/ASH/proposal/{versions(sessions)[-1].id}/approval"
    assert owner.post(address).status == 303
    owner.page = page
    assert owner.post(address).status == 303
    assert [row.state for row in versions(sessions)] == ["replaced", "in_force"]


@ON_BOTH
def test_a_proposal_is_refused_with_a_reason_or_taken_back(
    as_role: Callable[[str], Browser], sessions: Sessions
) -> None:
    manager = propose(as_role("csp_manager"), SHORTER)
    address = f"/settings/ASH/proposal/{versions(sessions)[-1].id}/refusal"
    assert manager.post(address, seen="/settings/ASH/proposal", refusal_reason="").status == 422
    manager.post(address, seen="/settings/ASH/proposal", refusal_reason="Not now.")
    row = versions(sessions)[-1]
    assert (row.state, row.decision_reason) == ("refused", "Not now.")


def test_other_settings_are_changed_the_same_way(as_role: Callable[[str], Browser], sessions: Sessions) -> None:
    manager = as_role("csp_manager").get("/settings/ASH/meeting?change=yes")
    fields = {
        "victim_voice": "represented",
        "meeting_format": "virtual",
        "chair-warns_same_division": "yes",
        "chair-may_be_spoc_of_another_area": "no",
        "extension_approvers": ["director"],
    }
    manager.post("/settings/ASH/meeting", **fields, reason="Agreed.", do="propose", **TODAY)
    assert "Who may allow more time" in manager.get("/settings/ASH/proposal").page
    rules = parse_area_rules(versions(sessions)[-1].settings)
    assert (rules.victim_voice, rules.chair.may_be_spoc_of_another_area) == ("represented", False)
    assert rules.extension_approvers == ("director",)


def test_the_profile_of_the_source_is_one_choice_away(as_role: Callable[[str], Browser], sessions: Sessions) -> None:
    manager = as_role("csp_manager").get("/settings/ASH/profile")
    manager.post("/settings/ASH/profile", profile="source v0.2", reason="As written.", do="propose", **TODAY)
    assert parse_area_rules(versions(sessions)[-1].settings).profile == "source v0.2"


def test_d_023_a_real_area_is_one_choice_away_and_says_what_it_holds(
    as_role: Callable[[str], Browser], sessions: Sessions
) -> None:
    manager = as_role("csp_manager").get("/settings/ASH/profile")
    assert "Derbyshire Constabulary, division C in the guidance." in manager.page
    manager.post("/settings/ASH/profile", profile="Milton Keynes", reason="We begin.", do="propose", **TODAY)
    assert "Community Safety Partnership Co-ordinator" in manager.get("/settings/ASH/proposal").page
    rules = parse_area_rules(versions(sessions)[-1].settings)
    assert (rules.profile, rules.role_titles["crro"]) == ("Milton Keynes", "Community and Race Relations Officer")


def test_te_08_how_tension_is_assessed_is_a_setting(as_role: Callable[[str], Browser], sessions: Sessions) -> None:
    manager = as_role("csp_manager").get("/settings/ASH/tension?change=yes")
    names = {f"tension-level_names-level_{number}": name for number, name in enumerate("ABCDEF", start=1)}
    bands = {f"tension-band_words-{band}": band for band in ("conflict", "heightened", "normal")}
    team: dict[str, list[str]] = {
        "tension-quorum_always": ["police", "council"],
        "tension-quorum_others": ["partnership", "asb", "housing"],
        "tension-quorum_others_needed": ["2"],
    }
    choices = {"tension-caps_suggestion": "no", "incident-hate_recording": "judgement"}
    given = {**names, **bands, **choices, **TODAY, "reason": "Agreed.", "do": "propose"}
    manager.post("/settings/ASH/tension", **team, **given)
    rules = parse_area_rules(versions(sessions)[-1].settings)
    assert (rules.tension.level_names.level_1, rules.tension.band_words.conflict) == ("A", "conflict")
    assert (rules.tension.caps_suggestion, rules.tension.quorum_others_needed) == (False, 2)
    assert rules.incident.hate_recording == "judgement"


@pytest.mark.parametrize("role", ["spoc_deputy", "elsewhere"])
@pytest.mark.parametrize(
    "path", [CLOCKS, "/settings/ASH/threshold", "/settings/ASH/proposal", "/settings/ASH/versions/1"]
)
def test_sec_050_other_roles_and_areas_do_not_learn_that_the_page_exists(
    as_role: Callable[[str], Browser], role: str, path: str
) -> None:
    browser = as_role(role)
    assert browser.get(path).status == 404
    told = main_of(browser)
    assert told == main_of(browser.get(path.replace("ASH", "XXX")))


def test_sec_055_reading_roles_may_not_post(as_role: Callable[[str], Browser], sessions: Sessions) -> None:
    for role in ("director", "administrator"):
        browser = as_role(role).get(CLOCKS)
        assert "Change<span" not in browser.page
        assert browser.post(ACKNOWLEDGE, seen="/account", **SHORTER).status == 403
    assert len(versions(sessions)) == 1


def test_sec_054_a_proposal_of_another_area_is_not_decided_through_this_one(
    as_role: Callable[[str], Browser], sessions: Sessions
) -> None:
    propose(as_role("csp_manager"), SHORTER)
    rules_id = versions(sessions)[-1].id
    stranger = as_role("elsewhere").get("/account")
    assert stranger.post(f"/settings/ASH/proposal/{rules_id}/approval").status == 404
    assert versions(sessions)[-1].state == "proposed"


def test_sec_122_proposing_and_approving_are_in_the_audit(
    as_role: Callable[[str], Browser], sessions: Sessions
) -> None:
    propose(as_role("csp_manager"), SHORTER)
    approve(as_role("process_owner"), sessions)
    with sessions.read() as session:
        actions = session.scalars(select(AuditEvent.action).where(AuditEvent.action.like("settings%"))).all()
    assert actions == ["settings_proposed", "settings_approved"]


@pytest.mark.parametrize("slug", [*PAGES, "clocks", "versions", "profile", "proposal"])
def test_every_page_opens_for_those_who_make_the_rules(as_role: Callable[[str], Browser], slug: str) -> None:
    browser = as_role("csp_manager")
    assert browser.get(f"/settings/ASH/{slug}").status == 200
    assert browser.get(f"/settings/ASH/{slug}?change=yes").status in (200, 404)
