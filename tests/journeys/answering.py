"""Answers typed, ticked and chosen on a page as a person would, by the names of the fields."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

from service.demo.driver import posted

KINDS = """() => Object.fromEntries(
  [...document.querySelectorAll('main :is(input, select, textarea)[name]:not([type=hidden])')]
    .map(one => [one.name, one.type])
)"""
ROW = re.compile(r"(?P<rows>[a-z][a-z0-9_]*)-[0-9]+-")


def answer(page: Page, answers: Mapping[str, Any]) -> None:
    """Answer every question; a row that is not there yet is added first."""
    kinds: dict[str, str] = {}
    for name, values in posted(answers).items():
        if name not in kinds:
            kinds = kinds_with(page, name)
        _answer_one(page, name, values, kinds[name])


def kinds_with(page: Page, name: str) -> dict[str, str]:
    """Give the kinds of all fields, one of this name among them; a question that is not asked is an error."""
    kinds = kinds_on(page)
    if name not in kinds and _add_row_for(page, name):
        kinds = kinds_on(page)
    assert name in kinds, f"{name} is not asked on {page.url}: {sorted(kinds)}"
    return kinds


def kinds_on(page: Page) -> dict[str, str]:
    """Give the fields that a page shows: name and kind."""
    return dict(page.evaluate(KINDS))


def press(page: Page, button: str) -> None:
    """Press a button by its words; it leads to a page."""
    go_by(page.get_by_role("button", name=button, exact=True).first)


def go_by(way: Locator) -> None:
    """Click what leads to a page, and wait until that is there."""
    with way.page.expect_navigation():
        way.click()


def _answer_one(page: Page, name: str, values: list[str], kind: str) -> None:
    field = f'main [name="{name}"]'
    if kind in ("radio", "checkbox"):
        for value in values:
            page.check(f'{field}[value="{value}"]', force=True)  # clicks at once, and fails where that chose nothing
    elif kind == "select-one":
        page.select_option(field, values[0])
    else:
        page.fill(field, values[0])


def _add_row_for(page: Page, name: str) -> bool:
    found = ROW.match(name)
    add = page.locator(f'button[name="add_row"][value="{found["rows"]}"]') if found else None
    if add is None or not add.count():
        return False
    go_by(add)
    return True
