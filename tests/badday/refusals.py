"""Draws the page of a refusal once for each person and kind of refusal, where thousands are asked for by their status.

Who is refused what is decided each time, by the service alone; only the page that tells it is the same again, with the
menu, which costs more than the decision. The first refusal of each kind is drawn for each person.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, request
from werkzeug.wrappers import Response

from service.web.error_pages import TABLE

Handler = Callable[[Exception], Any]


def draw_refusals_once(app: Flask) -> None:
    """Let this application tell a refusal again with the page it told it with first."""
    for handlers in app.error_handler_spec[None].values():
        for kind in TABLE.keys() & handlers.keys():
            handlers[kind] = _remembering(app, handlers[kind])


def _remembering(app: Flask, handler: Handler) -> Handler:
    told: dict[tuple[type[Exception], str | None], Response] = {}

    def tell(error: Exception) -> Response:
        asked = type(error), request.cookies.get(app.config["SESSION_COOKIE_NAME"])
        if asked not in told:
            told[asked] = app.make_response(handler(error))
        first = told[asked]
        return app.response_class(first.get_data(), status=first.status_code, mimetype=first.mimetype)

    return tell
