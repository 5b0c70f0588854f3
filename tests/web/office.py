"""An office with one case at a stage: its people at browsers without scripts, on a clock that the test moves."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from service import create_app
from service.demo import answers as said
from service.demo.driver import posted
from service.demo.people import PASSWORD
from tests.browser import Browser, HttpsClient
from tests.service.played import Played


@dataclass
class Office:
    """People at browsers; `played` is the case and its clock."""

    played: Played
    app: Flask
    seats: dict[str, Browser] = field(default_factory=dict)

    def at(self, email: str) -> Browser:
        """Give the browser of somebody who is signed in."""
        if email not in self.seats:
            self.app.test_client_class = HttpsClient
            self.seats[email] = Browser(self.app.test_client()).be(email, PASSWORD)
        return self.seats[email]

    def path(self, element_id: str, item: str = "") -> str:
        """Give the address of an open task."""
        return f"/tasks/{self.played.task_row(element_id, item).id}"

    def open(self, element_id: str, *, by: str, item: str = "") -> Browser:
        """Open the page of a task."""
        return self.at(by).get(self.path(element_id, item))

    def press(self, element_id: str, answers: dict[str, Any], *, by: str, item: str = "", **more: Any) -> Browser:
        """Fill in a task's page and press its button."""
        path = self.path(element_id, item)
        return self.at(by).post(path, seen=path, **posted(answers), **more)

    def letter(self, element_id: str, *, by: str) -> str:
        """Open the first letter of a task; give its address."""
        browser = self.at(by).get(f"{self.path(element_id)}/letters")
        assert browser.status == 303, browser.page
        browser.get(browser.location)
        return browser.location or browser.response.request.full_path.rstrip("?")


def open_office(played: Played) -> Office:
    """Open the office of a case on the case's own clock."""
    return Office(played=played, app=create_app(played.driver.toolbox))


def fields_of(answers: dict[str, Any]) -> dict[str, Any]:
    """Give answers as the fields that a browser posts."""
    return dict(posted(answers))


def press_act(office: Office, act: str, answers: dict[str, object], *, by: str = said.JO) -> int:
    """Fill in the page of an act on the case and press its button; give the status."""
    path = f"/cases/{office.played.reference}/new/{act}"
    return office.at(by).post(path, seen=path, **posted(answers)).status
