"""Addresses of every route with something odd in place of each of their parts."""

from collections.abc import Iterator
from urllib.parse import quote, unquote

from flask import Flask
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Rule


def rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint != "static"]


def addresses(app: Flask, payload: str, *, reference: str) -> Iterator[str]:
    """Give every page with this payload in place of each of its parts in turn."""
    good = {
        "area_code": "ASH",
        "reference": reference,
        "task_id": "x",
        "process_id": "community_trigger",
    }
    for rule in rules(app, "GET"):
        for odd in rule.arguments:
            path = rule.rule
            for name in rule.arguments:
                value = quote(payload, safe="") if name == odd else str(good.get(name, "1"))
                path = fill(path, name, value)
            yield path


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
