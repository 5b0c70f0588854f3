"""What people do with letters on their pages, for tests."""

import re
from html import unescape
from typing import Any

from service.demo import answers as said
from tests.browser import Browser
from tests.web.office import Office
from tests.web.text_of import text_of

SEEN = re.compile(r'name="(seen-[0-9]+)" value="([0-9a-f]*)"')


def seen_in(browser: Browser) -> dict[str, Any]:
    """Give the marks of the letters that the page shows."""
    return {name: unescape(mark) for name, mark in SEEN.findall(browser.page)}


def a_met_letter(office: Office) -> str:
    """Decide that the threshold is met; give the address of the letter that says so."""
    office.press("Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
    return office.letter("Task_SendThresholdMet", by=said.JO)


def ask(office: Office, letter: str) -> None:
    """Ask for approval."""
    browser = office.at(said.JO).post(letter, seen=letter, act="ask")
    assert browser.status == 303, text_of(browser.page)


def approve(office: Office, letter: str, *, by: str = said.MARIAN) -> Browser:
    """Approve, seal and send."""
    browser = office.at(by).get(letter)
    return browser.post(letter, act="answer", answer="send", **seen_in(browser))
