"""People at browsers without scripts: one person, one browser. Every act is a page read, a form filled, a button."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from flask import Flask

from service.demo.driver import posted
from service.demo.people import PASSWORD
from tests.browser import HOME, HttpsClient
from tests.journeys.shown_page import ShownPage
from tests.web.text_of import text_of

FORM = "application/x-www-form-urlencoded"
MOVED = (301, 302, 303)
EVERYTHING = "Nobody has taken"
LATER = re.compile(r"Show \d+ later tasks?")
ROW = re.compile(r"(?P<rows>[a-z][a-z0-9_]*)-[0-9]+-")
KEY = re.compile(r"[a-z_]+-([a-z0-9_-]+)-[a-z_]+")


class Person:
    """Somebody at a browser who is not signed in."""

    def __init__(self, app: Flask) -> None:
        """Open a browser that has seen nothing yet."""
        app.test_client_class = HttpsClient
        self.client = app.test_client()
        self.address, self.page, self.status = "/", "", 0

    # -- what the page says -------------------------------------------------------------------------

    @property
    def shown(self) -> ShownPage:
        """Give the page as it stands."""
        return ShownPage.read(self.page)

    @property
    def words(self) -> str:
        """Give the words of the page as it stands."""
        return text_of(self.page)

    def reads(self, *sentences: str) -> None:
        """Hold that the page says all of this."""
        for sentence in sentences:
            assert sentence in self.words, f"not read at {self.address}: {sentence}\n{self.words}"

    def misses(self, *sentences: str) -> None:
        """Hold that the page says none of this."""
        for sentence in sentences:
            assert sentence not in self.words, f"read at {self.address}: {sentence}\n{self.words}"

    # -- what one does ------------------------------------------------------------------------------

    def open(self, path: str, *, status: int = 200) -> str:
        """Open an address, follow where it leads; give the words."""
        self._go("GET", path)
        assert self.status == status, f"{self.status} at {path}: {self.words}"
        return self.words

    def follow(self, link: str) -> str:
        """Follow a link of the page by its words."""
        return self.open(urljoin(self.address, self.shown.href(link)))

    def press(self, button: str, answers: Mapping[str, Any] | None = None) -> str:
        """Answer the form that has this button and press it; nothing may be refused."""
        self.try_to(button, answers)
        assert self.status == 200, f"{self.status} after {button}: {self.words}"
        assert not self.shown.errors(), self.shown.errors()
        return self.words

    def try_to(self, button: str, answers: Mapping[str, Any] | None = None) -> str:
        """Answer the form that has this button and press it, whatever comes of it."""
        fields = posted(answers or {})
        self._add_rows(button, fields)
        form = self.shown.form_with(button)
        form.answer(fields)
        sends = urlencode(form.sends(form.button(button)))
        target = urljoin(self.address, form.action)
        if form.method == "get":
            self._go("GET", f"{urlsplit(target).path}?{sends}")
        else:
            self._go("POST", target, sends)
        return self.words

    def chosen(self, name: str, words: str) -> str:
        """Give the value of an answer that the page offers in these words."""
        for form in self.shown.forms():
            for offered, value in form.controls[name].offered.items() if name in form.controls else ():
                if words in offered:
                    return value
        raise AssertionError(f"{name} does not offer {words}: {self.words}")

    def keys(self, rows: str) -> list[str]:
        """Give the keys of the rows that a question asks about, as they stand on the page."""
        names = [name for form in self.shown.forms() for name in form.controls if name.startswith(f"{rows}-")]
        return list(dict.fromkeys(found[1] for name in names if (found := KEY.fullmatch(name))))

    def _add_rows(self, button: str, fields: Mapping[str, Sequence[str]]) -> None:
        for name in fields:
            found = ROW.match(name)
            form = self.shown.form_with(button)
            if found is None or name in form.controls:
                continue
            add = next((words for words, more in form.buttons.items() if more == [("add_row", found["rows"])]), "")
            assert add, f"{name} is not asked: {sorted(form.controls)}"
            form.answer({told: values for told, values in fields.items() if told in form.controls})
            self._go("POST", urljoin(self.address, form.action), urlencode(form.sends(add)))

    def _go(self, method: str, target: str, sends: str = "") -> None:
        parts = urlsplit(target)
        self.address = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Referer": f"{HOME}/"}
        kind = FORM if method == "POST" else None
        response = self.client.open(self.address, method=method, headers=headers, data=sends, content_type=kind)
        self.page, self.status = response.get_data(as_text=True), response.status_code
        if response.status_code in MOVED:
            self._go("GET", urljoin(self.address, response.headers["Location"]))


class Worker(Person):
    """Somebody who signs in; a session that ran out begins again."""

    def __init__(self, app: Flask, email: str) -> None:
        """Sit down at a browser."""
        super().__init__(app)
        self.email = email

    def open(self, path: str, *, status: int = 200) -> str:
        """Open an address; sign in where that is asked, which leads on to the page that was wanted."""
        self._go("GET", path)
        if self.address.startswith("/sign-in"):
            self.press("Sign in", {"email": self.email, "password": PASSWORD})
            self._go("GET", path)
        assert self.status == status, f"{self.status} at {path}: {self.words}"
        return self.words

    # -- work ---------------------------------------------------------------------------------------

    def all_work(self) -> str:
        """Open the list of work with what nobody has taken and what is due later."""
        self.open("/work")
        if self.shown.has_link(f"{EVERYTHING}…"):
            self.follow(f"{EVERYTHING}…")
        later = next((words for words, _ in self.shown.links() if LATER.fullmatch(words)), "")
        return self.follow(later) if later else self.words

    def find_task(self, task: str) -> str:
        """Find a task by its name in the list of work and open it."""
        self.open("/work")
        if not self.shown.has_link(task):
            self.all_work()
        return self.follow(task)

    def do(self, task: str, answers: Mapping[str, Any], *, button: str) -> str:
        """Find a task, answer it, press its main button; the page after it says what came of it."""
        self.find_task(task)
        return self.press(button, answers)

    # -- letters ------------------------------------------------------------------------------------

    def read_letters(self) -> str:
        """Look at every letter of the task; give the words of the last one."""
        while self.shown.has_link("Look at the next…"):
            self.follow("Look at the next…")
        return self.words

    def seal(self) -> str:
        """Look at every letter of the open task, seal and send them; give the words of the last one."""
        words = self.read_letters()
        self.press("Seal and send…")
        self.reads("Sealed on")
        return words

    def ask_approval(self) -> str:
        """Look at every letter of the open task and ask somebody else to approve them."""
        words = self.read_letters()
        self.press("Ask…")
        self.reads("You asked for approval")
        return words

    def approve_letter(self, letter: str) -> str:
        """Find a letter among those that wait for approval, read it, approve and send it; give its words."""
        self.open("/letters")
        if self.shown.has_link("Wait…"):
            self.follow("Wait…")
        self.follow(f"{letter}…")
        words = self.read_letters()
        self.press("Save my answer", {"answer": "send"})
        self.reads("Sealed on")
        return words
