"""The clocks of an area: the table, and the form for one of them above it. Source: brief page 10, 10a."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from service.cases.settings_effect import rule_length_words, term_words
from service.errors import NotAllowed, NotFoundForYou
from service.web.owners.blueprint import blueprint
from service.web.owners.settings_area import OpenedSettings, open_settings
from service.web.owners.settings_wish import Considered, consider, nothing_typed
from workflows import ClockRule, ClockTerm, Unit, and_list

PARTS = ("target", "limit", "amber", "red")
WARNED_BEFORE = (Unit.WORKING_DAYS, Unit.MONTHS)  # other clocks are warned at fixed points: CM-08
PROCEDURES = {
    "ct": "ASB case review",
    "ap": "Appeal",
    "te": "Community tension",
    "mi": "Major racial incident",
    "cm": "Every procedure",
}
LABELS = {"target": "Plan for", "limit": "Limit", "amber": "Warn first", "red": "Warn again"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One clock in the table."""

    clock_id: str
    title: str
    counted_from: str
    target: str
    limit: str
    usual: str
    target_differs: bool
    limit_differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSection:
    """The clocks of one procedure."""

    title: str
    rows: tuple[ClockRow, ...]


@blueprint.get("/settings/<area_code>/clocks")
def clocks(area_code: str) -> str:
    """Show the clocks; `?change=ct_acknowledge` shows the form for that one."""
    opened = open_settings(area_code, here="clocks")
    changing = request.args.get("change", "")
    if not changing or not opened.may_propose:
        return _render(opened)
    rule = _rule(opened, changing)
    return _render(opened, rule, nothing_typed(), _typed_of(rule))


@blueprint.post("/settings/<area_code>/clocks/<clock_id>")
def change_clock(area_code: str, clock_id: str) -> BaseResponse:
    """Work out what other lengths of this clock would do, or propose them."""
    opened = open_settings(area_code, here="clocks")
    if not opened.may_propose:
        raise NotAllowed
    rule = _rule(opened, clock_id)
    typed = {part: request.form.get(part, "").strip()[:6] for part in PARTS}
    considered = consider(opened, _with_clock(opened, rule, typed), _problems(rule, typed))
    if considered.proposed is not None:
        return considered.proposed
    return Response(_render(opened, rule, considered, typed), status=422 if considered.problems else 200)


def _rule(opened: OpenedSettings, clock_id: str) -> ClockRule:
    if clock_id not in opened.clocks:
        raise NotFoundForYou
    return opened.clocks.rule(clock_id)


def _typed_of(rule: ClockRule) -> dict[str, str]:
    return {part: str(getattr(rule, part) or "") for part in PARTS} | {"limit": str(rule.limit)}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _problems(rule: ClockRule, typed: dict[str, str]) -> dict[str, str]:
    problems = {
        part: f"{LABELS[part]} must be a whole number" for part in PARTS if typed[part] and _number(typed[part]) is None
    }
    if not typed["limit"]:
        problems["limit"] = "Enter the limit"
    for part in ("amber", "red"):
        if typed[part] and _number(typed[part]) == 0:
            problems[part] = f"{LABELS[part]} must be 1 or more"
    return problems or _out_of_order(rule, typed)


def _out_of_order(rule: ClockRule, typed: dict[str, str]) -> dict[str, str]:
    term = ClockTerm(target=_number(typed["target"]), limit=_number(typed["limit"]) or 0)
    if term.is_ordered(backwards=rule.backwards):
        return {}
    words = "Plan for must be earlier than the limit" if rule.backwards else "Plan for must be shorter than the limit"
    return {"target": words}


def _with_clock(opened: OpenedSettings, rule: ClockRule, typed: dict[str, str]) -> dict[str, Any]:
    """Give the standing settings with these lengths; the usual ones need no entry."""
    settings = deepcopy(opened.plain)
    term = {part: _number(typed[part]) for part in PARTS}
    term["limit"] = term["limit"] or 0
    if ClockTerm.model_validate(_warned(term)) == opened.register.rule(rule.id).term:
        settings["clocks"].pop(rule.id, None)
    else:
        settings["clocks"][rule.id] = _warned(term)
    return settings


def _warned(term: dict[str, int | None]) -> dict[str, int | None]:
    return {part: (value or None) if part in ("amber", "red") else value for part, value in term.items()}


def _row(opened: OpenedSettings, rule: ClockRule) -> ClockRow:
    usual = opened.register.rule(rule.id)
    return ClockRow(
        clock_id=rule.id,
        title=rule.title,
        counted_from=rule.counted_from_words,
        target="" if rule.target is None else rule_length_words(rule.target, rule),
        limit=rule_length_words(rule.limit, rule),
        usual=_usual_words(usual),
        target_differs=rule.target != usual.target,
        limit_differs=rule.limit != usual.limit,
    )


def _usual_words(rule: ClockRule) -> str:
    numbers = [number for number in (rule.target, rule.limit) if number is not None]
    if rule.unit is Unit.MINUTES:
        return and_list([rule_length_words(number, rule) for number in numbers])
    return and_list([str(number) for number in numbers])


def _sections(opened: OpenedSettings) -> Iterator[ClockSection]:
    for prefix, title in PROCEDURES.items():
        rows = tuple(_row(opened, rule) for rule in opened.clocks if rule.id.startswith(f"{prefix}_"))
        yield ClockSection(title=title, rows=rows)


def _render(
    opened: OpenedSettings,
    changing: ClockRule | None = None,
    wish: Considered | None = None,
    typed: dict[str, str] | None = None,
) -> str:
    return render_template(
        "owners/clocks.html",
        opened=opened,
        sections=list(_sections(opened)),
        changing=changing,
        usual=term_words(opened.register.rule(changing.id)) if changing else "",
        unit=rule_length_words(2, changing).removeprefix("2 ") if changing else "",
        may_warn=changing is not None and changing.unit in WARNED_BEFORE,
        wish=wish,
        typed=typed or {},
        errors=wish.errors if wish else [],
    )
