"""Addresses of every route with something odd in place of each of their parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from flask import Flask
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Rule

GOOD = {"area_code": "ASH", "task_id": "x", "process_id": "community_trigger"}


def rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint != "static"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of one route."""

    rule: Rule
    name: str

    @property
    def kind(self) -> tuple[str, str]:
        """Give what a payload meets: the name of the part and the converter that reads it."""
        return self.name, type(self.rule._converters[self.name]).__name__ if self.is_read else ""

    @property
    def is_read(self) -> bool:
        """Tell whether it stands in the address; else the route gives it by itself."""
        return self.name in self.rule._converters

    def filled(self, payload: str, *, reference: str) -> str:
        """Give the address with this payload in place of this part."""
        path = self.rule.rule
        for name in self.rule.arguments:
            good = (GOOD | {"reference": reference}).get(name, "1")
            path = fill(path, name, quote(payload, safe="") if name == self.name else good)
        return path


def parts(app: Flask) -> dict[tuple[str, str], list[Part]]:
    """Give all parts of all pages by their kind."""
    found: dict[tuple[str, str], list[Part]] = {}
    for rule in rules(app, "GET"):
        for part in (Part(rule=rule, name=name) for name in sorted(rule.arguments)):
            found.setdefault(part.kind, []).append(part)
    return found


def addresses(app: Flask, payload: str, *, reference: str, every: int, turn: int) -> Iterator[str]:
    """Give for each kind of part every n-th page that has one, at least one; `turn` says with which to begin."""
    for alike in parts(app).values():
        for part in alike[turn % min(every, len(alike)) :: every]:
            yield part.filled(payload, reference=reference)


def ways(app: Flask, paths: Iterator[str]) -> Iterator[str]:
    """Leave out all but one of the addresses that belong to no route: what answers them is the same."""
    is_lost = False
    for path in paths:
        is_known = has_route(app, path)
        if is_known or not is_lost:
            yield path
        is_lost = is_lost or not is_known


def has_route(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("localhost").match(unquote(path))
    except NotFound:
        return False
    except HTTPException:
        return True  # a signpost, or another method: the service says so
    return True


def fill(path: str, name: str, value: str) -> str:
    """Put a value in place of one part of a rule, whatever its converter."""
    start = max(path.find(f"<{name}>"), path.find(f":{name}>"))
    if start < 0:
        return path  # the route gives it by itself
    opening = path.rfind("<", 0, start + 1)
    return path[:opening] + value + path[path.index(">", start) + 1 :]
