"""Answers typed, ticked and chosen on a page as a person would, by the names of the fields."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError

from service.demo.driver import posted

ROW = re.compile(r"(?P<rows>[a-z][a-z0-9_]*)-[0-9]+-")


def answer(page: Page, answers: Mapping[str, Any]) -> None:
    """Answer every question; a row that is not there yet is added first."""
    for name, values in posted(answers).items():
        _add_row_for(page, name)
        _answer_one(field_of(page, name), values)


def field_of(page: Page, name: str) -> Locator:
    """Give the field of a name, once it is there; a question that is not asked is an error."""
    fields = page.locator(f'main [name="{name}"]:not([type=hidden])')
    try:
        fields.first.wait_for(state="attached", timeout=5_000)
    except TimeoutError as err:
        raise AssertionError(f"{name} is not asked on {page.url}: {names_on(page)}") from err
    return fields


def names_on(page: Page) -> list[str]:
    """Give the names of the fields that a page shows."""
    shown = page.locator("main input:not([type=hidden]), main select, main textarea")
    return sorted({str(name) for name in shown.evaluate_all("all => all.map(one => one.name)")})


def press(page: Page, button: str) -> None:
    """Press a button by its words; it leads to a page."""
    go_by(page.get_by_role("button", name=button, exact=True).first)


def go_by(way: Locator) -> None:
    """Click what leads to a page, and wait until that is there."""
    with way.page.expect_navigation():
        way.click()


def _answer_one(fields: Locator, values: list[str]) -> None:
    first = fields.first
    kind = first.evaluate("one => one.type")
    if kind in ("radio", "checkbox"):
        for value in values:
            fields.and_(fields.page.locator(f'[value="{value}"]')).check()
    elif kind == "select-one":
        first.select_option(values[0])
    else:
        first.fill(values[0])


def _add_row_for(page: Page, name: str) -> None:
    found = ROW.match(name)
    if found is None or page.locator(f'main [name="{name}"]').count():
        return
    add = page.locator(f'button[name="add_row"][value="{found["rows"]}"]')
    if add.count():
        go_by(add)
