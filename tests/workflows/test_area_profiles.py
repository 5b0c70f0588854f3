"""The real areas of the source documents, as settings only: their names, their appeal body, their titles."""

import json

import pytest

from tests.workflows.shipped import CLOCKS_FILE, REGISTER
from workflows.area_profiles import PROFILE_WORDS, PROFILES, REAL_AREAS, RealArea
from workflows.area_rules import effective_register
from workflows.weakenings import find_weakenings

DISTRICTS = {
    "Amber Valley",
    "Bolsover",
    "Chesterfield",
    "Derbyshire Dales",
    "Erewash",
    "High Peak",
    "North East Derbyshire",
    "South Derbyshire",
}
CITIES = {"Derby City", "Milton Keynes"}


def test_domain_c_1_each_area_of_the_sources_has_a_profile_that_says_what_it_holds() -> None:
    assert {area.name for area in REAL_AREAS} == DISTRICTS | CITIES
    assert list(PROFILES) == list(PROFILE_WORDS) == ["default", "source v0.2", *(area.name for area in REAL_AREAS)]
    assert PROFILE_WORDS["Bolsover"] == (
        "Derbyshire Constabulary, division C in the guidance. "
        "Appeals go to: Office of the Police and Crime Commissioner for Derbyshire."
    )
    assert PROFILE_WORDS["Derby City"].endswith("Titles of the community tensions framework.")


@pytest.mark.parametrize("area", REAL_AREAS, ids=lambda area: area.name)
def test_cm_16_a_real_area_begins_with_no_weaker_promise(area: RealArea) -> None:
    rules = PROFILES[area.name]

    assert rules.profile == area.name
    assert find_weakenings(REGISTER, rules) == []
    assert effective_register(REGISTER, rules).rules == REGISTER.rules


def test_mi_02_every_title_of_a_profile_is_of_a_role_that_exists() -> None:
    roles = json.loads((CLOCKS_FILE.parent / "roles.json").read_text(encoding="utf-8"))["titles"]

    assert all(set(area.rules.role_titles) <= set(roles) for area in REAL_AREAS)
    milton_keynes = PROFILES["Milton Keynes"]
    assert milton_keynes.role_titles["coordinator"] == "Community Safety Partnership Co-ordinator"
    assert milton_keynes.appeal.body_name == "Office of the Police and Crime Commissioner for Thames Valley"
