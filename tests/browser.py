"""A browser without scripts: it keeps cookies and sends back the hidden marks of the page it looked at."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.cases.sign_in import TryToSignIn, sign_in
from service.web.context import SESSION_KEY
from tests.builders import PASSWORD

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


HOME = "https://folkmoot.example.org"


class HttpsClient(FlaskClient):
    """Reaches the service by https under its own name, whatever a test asks for."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Send one request."""
        if args and isinstance(args[0], str):
            options.setdefault("base_url", HOME)
        return super().open(*args, **options)


class Browser:
    """One person's browser; `page` is what it shows."""

    def __init__(self, client: FlaskClient) -> None:
        """Open a browser that has seen nothing yet."""
        self.client = client
        self.page = ""
        self.status = 0
        self.location = ""

    def get(self, path: str) -> "Browser":
        """Open a page; redirects are not followed."""
        return self._keep(self.client.get(path, headers=self._referrer()))

    def post(self, path: str, *, seen: str = "", **fields: object) -> "Browser":
        """Press a button of the page that is shown (or of `seen`): its CSRF token and form key go along."""
        if seen:
            self.get(seen)
        found: dict[str, object] = {}
        for name, value in HIDDEN.findall(self.page):
            if name in ("csrf_token", "idempotency_key"):
                found.setdefault(name, unescape(value))
        return self._keep(self.client.post(path, data=found | fields, headers=self._referrer()))

    def sign_in(self, email: str, password: str = PASSWORD) -> "Browser":
        """Sign in as somebody made by the builders."""
        return self.post("/sign-in", seen="/sign-in", email=email, password=password)

    def be(self, email: str, password: str = PASSWORD) -> "Browser":
        """Be somebody who has signed in, as after `sign_in` and without its two pages."""
        tools = self.client.application.extensions["folkmoot"]
        key = sign_in(tools, TryToSignIn(email=email, password=password, source="127.0.0.1"))
        with self.client.session_transaction(base_url=HOME) as held:
            held[SESSION_KEY] = key
        return self

    def _referrer(self) -> dict[str, str]:
        return {"Referer": f"{HOME}/"}

    def _keep(self, response: TestResponse) -> "Browser":
        self.response = response
        self.page, self.status = response.get_data(as_text=True), response.status_code
        self.location = response.headers.get("Location", "")
        return self
