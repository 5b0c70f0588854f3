"""Settings as a form says them: every one has a page, a default reads back, a wrong value is said in words."""

import pytest
from pydantic import BaseModel

from service.web.owners.settings_fields import PAGES, TITLED_ROLES
from service.web.owners.settings_kinds import Kind, Setting
from service.web.owners.settings_values import NotThis, pick, put, read_value, value_words
from workflows import AreaRules, parse_area_rules


def leaves(model: type[BaseModel], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for name, info in model.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= leaves(inner, f"{prefix}{name}.")
        else:
            found.add(f"{prefix}{name}")
    return found


def test_cm_16_every_setting_of_an_area_stands_on_a_page() -> None:
    on_pages = {setting.path for page in PAGES.values() for setting in page.settings}
    elsewhere = {
        "profile",  # its own page
        "clocks",  # its own page
        "holidays_added",  # the page of bank holidays changes them for every area
        "holidays_removed",
        "overrides",  # written by the director's approval
    }
    titles = {f"role_titles.{role}" for role in TITLED_ROLES}
    assert on_pages - titles == leaves(AreaRules) - elsewhere - {"role_titles"}


def test_every_default_reads_back_as_it_was_shown() -> None:
    # given the default settings, when each page is posted as it is shown
    settings = AreaRules().model_dump(mode="json")
    for page in PAGES.values():
        for setting in page.settings:
            value = pick(settings, setting.path)
            typed = {
                Kind.YES_NO: lambda v: ["yes" if v else "no"],
                Kind.LINES: lambda v: ["\r\n".join(v)],
                Kind.MANY_OF: lambda v: [str(each) for each in v],
            }.get(setting.kind, lambda v: [] if v in (None, "") else [str(v)])(value)
            put(settings, setting.path, read_value(setting, typed))
    # then nothing has changed
    assert parse_area_rules(settings) == AreaRules()


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [("5pm", "17:00:00", "5pm"), ("16:30", "16:30:00", "4:30pm"), ("12am", "00:00:00", "just after midnight")],
)
def test_cm_03_a_cut_off_is_typed_and_shown_as_people_say_it(typed: str, stored: str, shown: str) -> None:
    cut_off = next(each for each in PAGES["days"].settings if each.path == "cut_off")
    assert read_value(cut_off, [typed]) == stored
    assert value_words(cut_off, stored) == shown


@pytest.mark.parametrize("typed", ["25:00", "13pm", "0am", "soon", "5:61", "-1", "5pm5pm", "٥pm", "9" * 300])
def test_a_cut_off_that_is_no_time_is_refused_in_words(typed: str) -> None:
    cut_off = next(each for each in PAGES["days"].settings if each.path == "cut_off")
    with pytest.raises(NotThis, match="must be a time, like 5pm or 16:30"):
        read_value(cut_off, [typed])


@pytest.mark.parametrize("typed", ["", "0", "-1", "1.5", "1e3", "٣", "3 ", "1000", "99999999999999999999", "three"])
def test_a_number_that_is_none_is_refused_in_words(typed: str) -> None:
    setting = Setting(path="threshold.individual_n", label="Reports", kind=Kind.NUMBER)
    if typed == "3 ":
        assert read_value(setting, [typed]) == 3
        return
    with pytest.raises(NotThis, match="Reports"):
        read_value(setting, [typed])
