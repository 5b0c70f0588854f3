"""What may reach a page at all: no NUL anywhere, no number that a database cannot hold. Meaning is judged later."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter

NUL = "\0"  # PostgreSQL keeps no text with it
STAND_IN = "\x01"  # as unreadable as NUL: every field refuses it with its own sentence, and a database can hold it


class CleanValues(ImmutableMultiDict[str, Any]):
    """What was posted or asked for, without the one character that breaks a database."""

    def __init__(self, mapping: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        """Take over the pairs in their order."""
        pairs = ImmutableMultiDict(mapping).items(multi=True)
        super().__init__([(_clean(name), _clean(value)) for name, value in pairs])


class CleanRequest(Request):
    """A request whose values are clean."""

    parameter_storage_class = CleanValues


class IdConverter(IntegerConverter):
    """A number in an address that can be the number of a row, in plain digits.

    The pattern itself holds the bound (below 2,000,000,000, so that a column can hold it). A bound that is checked
    after the match would answer "this method is not allowed" where an address takes several methods.
    """

    regex = "[0-9]{1,9}|1[0-9]{9}"


def admit(app: Flask) -> None:
    """Let only such input in; an address that cannot be is not found."""
    app.request_class = CleanRequest
    app.url_map.converters["int"] = IdConverter

    @app.before_request
    def refuse_nul() -> None:
        if NUL in request.path:
            raise NotFound


def _clean(value: Any) -> Any:
    return value.replace(NUL, STAND_IN) if isinstance(value, str) else value
