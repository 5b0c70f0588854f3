"""Somebody at a plain HTTP client who never gives up: each form is sent again with its key until it is answered."""

import random
import re
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from service.demo.people import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PATIENCE = 60.0  # seconds
Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    page: str
    location: str


@dataclass
class HttpPerson:
    """One person; `ports` are the doors of the same service, any of which may be closed just now."""

    ports: tuple[int, ...]
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    unanswered: int = 0  # how often a request died on the way

    def sign_in(self, email: str) -> "HttpPerson":
        """Sign in, from a fresh page."""
        self.get("/sign-in")
        answer = self.post("/sign-in", {"email": [email], "password": [PASSWORD]})
        assert answer.status == 303, answer.page
        self.get("/account")
        return self

    def get(self, path: str) -> Answer:
        """Open a page and keep its token."""
        answer = self._insist("GET", path, None)
        found = TOKEN.search(answer.page)
        self.token = unescape(found.group(1)) if found else self.token
        return answer

    def post(self, path: str, fields: Fields) -> Answer:
        """Send a form until it is answered."""
        return self._insist("POST", path, urlencode({**fields, "csrf_token": [self.token]}, doseq=True))

    def _insist(self, method: str, path: str, body: str | None) -> Answer:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._once(method, path, body)
            except (OSError, HTTPException):
                self.unanswered += 1
                assert time.monotonic() < until, f"{path} was never answered"
                time.sleep(0.05)

    def _once(self, method: str, path: str, body: str | None) -> Answer:
        connection = HTTPConnection("127.0.0.1", random.choice(self.ports), timeout=PATIENCE)  # noqa: S311 - no secret
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            page = response.read().decode()
            for header in response.headers.get_all("Set-Cookie", []):
                self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
            return Answer(response.status, page, response.headers.get("Location", ""))
        finally:
            connection.close()
