"""The clocks of an area: the table, and the form for one of them above it. Source: brief page 10, 10a."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from service.cases.settings_effect import length_words, term_words
from service.errors import NotAllowed, NotFoundForYou
from service.web.owners.blueprint import blueprint
from service.web.owners.settings_area import OpenedSettings, open_settings
from service.web.owners.settings_wish import Considered, consider, nothing_typed
from workflows import ClockRule, ClockTerm

PARTS = ("target", "limit", "amber", "red")
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
    both = f"{usual.target} and {usual.limit}" if usual.target is not None else str(usual.limit)
    return ClockRow(
        clock_id=rule.id,
        title=rule.title,
        counted_from=rule.counted_from_words,
        target="" if rule.target is None else length_words(rule.target, rule),
        limit=length_words(rule.limit, rule),
        usual=both,
        target_differs=rule.target != usual.target,
        limit_differs=rule.limit != usual.limit,
    )


def _render(
    opened: OpenedSettings,
    changing: ClockRule | None = None,
    wish: Considered | None = None,
    typed: dict[str, str] | None = None,
) -> str:
    return render_template(
        "owners/clocks.html",
        opened=opened,
        rows=[_row(opened, rule) for rule in opened.clocks],
        changing=changing,
        usual=term_words(opened.register.rule(changing.id)) if changing else "",
        unit=length_words(2, changing).removeprefix("2 ") if changing else "",
        wish=wish,
        typed=typed or {},
        errors=wish.errors if wish else [],
    )
