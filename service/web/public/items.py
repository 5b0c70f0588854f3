"""The victims and the incidents of an application: the list, one of them read back, add another, remove. Brief 5b."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from service.cases import handle
from service.cases.application_codes import NOBODY
from service.cases.application_drafts import RemoveItem
from service.errors import NotFoundForYou
from service.web.answer_words import answer_lines
from service.web.context import actor, toolbox
from service.web.public import route
from service.web.public.apply import APPLICATION, spot_address
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import BrowserDraft, the_draft
from service.web.public.choices import choice_lists
from service.web.public.frame import show
from service.web.public.route import Spot
from workflows import and_list, counted, long_date

ITEM = f"{APPLICATION}/<any(victims, incidents):name>/<int:number>"
NOUNS = {"victims": ("person", "people"), "incidents": ("incident", "incidents")}
CONSENT_WORDS = {
    "signed_here": "They agreed here.",
    "paper_later": "The signed form follows.",
    "not_yet": "Not yet agreed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One row of the list, as components/summary.html shows it."""

    label: str
    value: str
    change_href: str
    change_of: str
    more: tuple[tuple[str, str], ...]


@blueprint.route(f"{APPLICATION}/victims", methods=["GET", "POST"], defaults={"name": "victims"})
@blueprint.route(f"{APPLICATION}/incidents", methods=["GET", "POST"], defaults={"name": "incidents"})
def items(area_code: str, name: str) -> Response | str | tuple[str, int]:
    """The list, and whether to add another."""
    draft = the_draft(area_code)
    if Spot(slug=name) not in route.main_route(draft.view.answers, draft.area):
        raise NotFoundForYou
    if request.method == "GET":
        return _show_list(draft, name)
    return _after_list(draft, name, request.form.get("another", ""))


def _show_list(draft: BrowserDraft, name: str, error: str = "") -> str:
    rows = item_rows(draft, name)
    one, many = NOUNS[name]
    none_yet = f"You have not told us about {'an incident' if name == 'incidents' else 'anyone'} yet"
    return show(
        "items.html",
        draft.area,
        answers=draft.view.answers,
        name=name,
        noun=one,
        title=f"You have told us about {counted(len(rows), one, many)}" if rows else none_yet,
        rows=rows,
        errors=[(error, "another")] if error else [],
        first_href=_new_address(draft, name),
        back_href=_back_address(draft, name),
    )


def _back_address(draft: BrowserDraft, name: str) -> str:
    earlier = route.before(Spot(slug=name), route.main_route(draft.view.answers, draft.area))
    return spot_address(draft, earlier) if earlier else url_for("public.start", area_code=draft.area.code.lower())


def _new_address(draft: BrowserDraft, name: str) -> str:
    number = route.next_number(draft.view.answers, name)
    first = route.item_route(name, number, draft.view.answers, draft.area)[0]
    return spot_address(draft, first)


def _after_list(draft: BrowserDraft, name: str, another: str) -> Response | tuple[str, int]:
    answers = draft.view.answers
    if another == "yes":
        return redirect(_new_address(draft, name), code=303)
    if another != "no":
        return _show_list(draft, name, f"Select yes if you want to add another {NOUNS[name][0]}"), 422
    if not answers.get(name):
        wanted = "Tell us about at least one incident" if name == "incidents" else "Tell us about at least one person"
        return _show_list(draft, name, wanted), 422
    unfinished = next((row["n"] for row in answers[name] if not _is_complete(draft, name, row["n"])), None)
    if unfinished is not None:
        words = "Finish or remove the one that is marked “Not finished”"
        return _show_list(draft, name, words), 422
    return redirect(_onward_address(draft, name), code=303)


def _onward_address(draft: BrowserDraft, name: str) -> str:
    """Give the next stop without an answer; all answered leads to the check page."""
    way = route.main_route(draft.view.answers, draft.area)
    later = way[way.index(Spot(slug=name)) + 1 :]
    following = route.unanswered(later, draft.view.answers, draft.area)
    if not following:
        return url_for("public.check", area_code=draft.area.code.lower())
    return spot_address(draft, following[0])


def _is_complete(draft: BrowserDraft, name: str, number: int) -> bool:
    return route.is_item_complete(name, number, draft.view.answers, draft.area)


def item_rows(draft: BrowserDraft, name: str) -> list[ItemRow]:
    """Give each victim or incident in a line, with its links."""
    rows = draft.view.answers.get(name) or []
    return [_item_row(draft, name, row, place) for place, row in enumerate(rows, start=1)]


def _item_row(draft: BrowserDraft, name: str, row: Mapping[str, Any], place: int) -> ItemRow:
    where = {"area_code": draft.area.code.lower(), "name": name, "number": row["n"]}
    label = incident_label(row) if name == "incidents" else str(row.get("name") or f"Person {place}")
    words = _incident_words(draft, row) if name == "incidents" else CONSENT_WORDS.get(row.get("consent") or "", "")
    if not _is_complete(draft, name, row["n"]):
        words = f"{words} Not finished.".strip()
    return ItemRow(
        label=label,
        value=words,
        change_href=url_for("public.item", **where),
        change_of=f"{NOUNS[name][0]} {place}, {label}",
        more=(("Remove", url_for("public.remove_item", **where)),),
    )


def incident_label(row: Mapping[str, Any]) -> str:
    """Give the date of an incident as people know it."""
    if row.get("happened_on"):
        return long_date(date.fromisoformat(row["happened_on"]))
    return str(row.get("happened_words") or "Date not known")


def _incident_words(draft: BrowserDraft, row: Mapping[str, Any]) -> str:
    told = [route.body_name(draft.area, code, row) for code in row.get("told") or () if code != NOBODY]
    what = str(row.get("what") or "").strip()
    end = "" if what.endswith((".", "!", "?")) or not what else "."
    return f"{what}{end} Reported to {and_list(told)}." if told else f"{what}{end}"


@blueprint.get(ITEM)
def item(area_code: str, name: str, number: int) -> str:
    """One victim or incident read back, each answer with a link to change it."""
    draft = the_draft(area_code)
    _demand_item(draft, name, number)
    return show(
        "item.html",
        draft.area,
        answers=draft.view.answers,
        title="Check this incident" if name == "incidents" else "Check this person’s details",
        rows=_read_back(draft, name, number),
        list_href=url_for("public.items", area_code=area_code, name=name),
    )


def _demand_item(draft: BrowserDraft, name: str, number: int) -> None:
    if number not in {row["n"] for row in draft.view.answers.get(name) or ()}:
        raise NotFoundForYou


def _read_back(draft: BrowserDraft, name: str, number: int) -> list[dict[str, object]]:
    spots = route.item_route(name, number, draft.view.answers, draft.area)
    return [line for spot in spots for line in spot_lines(draft, spot)]


def spot_lines(draft: BrowserDraft, spot: Spot) -> list[dict[str, object]]:
    """Give the answers of one page in words, each with its link; folded questions without an answer are left out."""
    page = route.page_at(spot, draft.area, draft.view.answers)
    if page is None:
        return []
    part = route.part_at(draft.view.answers, spot.path)
    asked = {question.id: part.get(question.id) for question in page.form.questions if _is_asked(question, part)}
    if page.aside and not asked.get(page.aside.question_id):
        asked.pop(page.aside.question_id, None)
    lists = choice_lists(draft.area, draft.view.answers)
    href = spot_address(draft, spot, change=True)
    lines = [(line.label, line.value) for line in answer_lines(page.form, asked, lists=lists)]
    if "address_1" in asked:
        lines = [("Address", _address_lines(asked))]
    return [
        {"label": label, "value": value, "change_href": href, "change_of": f"{label}: {page.form.title}"}
        for label, value in lines
    ]


def _address_lines(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Give an address as it stands on an envelope."""
    return tuple(str(line) for line in asked.values() if line) or ("Not answered",)


def _is_asked(question: Any, part: Mapping[str, Any]) -> bool:
    return question.when is None or question.when.holds(part.get(question.when.question))


@blueprint.route(f"{ITEM}/remove", methods=["GET", "POST"])
def remove_item(area_code: str, name: str, number: int) -> Response | str | tuple[str, int]:
    """Ask once more, then remove."""
    draft = the_draft(area_code)
    list_href = url_for("public.items", area_code=area_code, name=name)
    row = next((row for row in draft.view.answers.get(name) or () if row["n"] == number), None)
    if row is None:
        return redirect(list_href, code=303)
    answer = request.form.get("sure", "")
    if request.method == "POST" and answer in ("yes", "no"):
        if answer == "yes":
            handle(toolbox(), RemoveItem(actor=actor(), draft_key=draft.key, path=(name, number)))
        return redirect(list_href, code=303)
    noun = NOUNS[name][0]
    page = show(
        "remove.html",
        draft.area,
        answers=draft.view.answers,
        noun=noun,
        about=incident_label(row) if name == "incidents" else str(row.get("name") or ""),
        back_href=list_href,
        errors=[(f"Select yes if you want to remove this {noun}", "sure")] if request.method == "POST" else [],
    )
    return (page, 422) if request.method == "POST" else page
