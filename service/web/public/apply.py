"""One question page of an application: show it, judge it, keep it, go on. Source: brief page 5a."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from service.cases import handle
from service.cases.application_drafts import SaveAnswers
from service.errors import NotFoundForYou
from service.web.answer_words import as_posted
from service.web.context import actor, read_session, today, toolbox
from service.web.public import route
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import BrowserDraft, the_draft
from service.web.public.choices import choice_lists
from service.web.public.frame import show
from service.web.public.pages import Page, find_faults
from service.web.public.route import Spot
from service.web.question_fields import Field, Presenter, error_list
from workflows import Answers, FieldErrors, FormContext, validate_answers

Posted = Mapping[str, Sequence[str]]

APPLICATION = "/ask/<area_code>/application"
AUTOCOMPLETE = {
    "name": "name",
    "address_1": "address-line1",
    "address_2": "address-line2",
    "town": "address-level2",
    "postcode": "postal-code",
    "phone": "tel",
    "email": "email",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A page of a draft, ready to be shown or answered."""

    draft: BrowserDraft
    spot: Spot
    page: Page

    @property
    def around(self) -> Mapping[str, Any]:
        """Give what surrounds the answers of this page: the incident of a report, else the part itself."""
        path = self.spot.path[:2] if len(self.spot.path) == 4 else self.spot.path
        return route.part_at(self.draft.view.answers, path)

    @property
    def lists(self) -> Mapping[str, Any]:
        """Give the choices."""
        return choice_lists(self.draft.area, self.draft.view.answers)


@blueprint.route(f"{APPLICATION}/<slug>", methods=["GET", "POST"])
def question(area_code: str, slug: str) -> Response | str | tuple[str, int]:
    """A page of the form itself."""
    return ask(area_code, Spot(slug=slug))


@blueprint.route(f"{APPLICATION}/<any(victims, incidents):name>/<int:number>/<slug>", methods=["GET", "POST"])
def item_question(area_code: str, name: str, number: int, slug: str) -> Response | str | tuple[str, int]:
    """A page of one victim or one incident."""
    return ask(area_code, Spot(slug=slug, path=(name, number)))


@blueprint.route(f"{APPLICATION}/incidents/<int:number>/<body>/<slug>", methods=["GET", "POST"])
def report_question(area_code: str, number: int, body: str, slug: str) -> Response | str | tuple[str, int]:
    """A page of what one body was told about one incident."""
    return ask(area_code, Spot(slug=slug, path=("incidents", number, "reports", body)))


def ask(area_code: str, spot: Spot) -> Response | str | tuple[str, int]:
    """Show a question, or take its answer and go on."""
    asked = _find_question(the_draft(area_code), spot)
    if asked.draft.view.sent_case_id is not None:
        return redirect(url_for("public.sent", area_code=area_code), code=303)
    if request.method == "GET":
        return _show(asked, as_posted(asked.page.form, route.part_at(asked.draft.view.answers, spot.path)))
    posted = request.form.to_dict(flat=False)
    if "save_later" in posted:
        return _keep_for_later(asked, posted)
    found = judge(asked, posted)
    if isinstance(found, FieldErrors):
        return _show(asked, posted, errors=found), 422
    _save(asked, found)
    return redirect(_next_address(asked), code=303)


def _find_question(draft: BrowserDraft, spot: Spot) -> Question:
    """Give the page of a spot that is on the way of this draft. Raises NotFoundForYou."""
    answers = draft.view.answers
    page = route.page_at(spot, draft.area, answers)
    if page is None or spot not in _way(spot, answers, draft):
        raise NotFoundForYou
    return Question(draft=draft, spot=spot, page=page)


def _way(spot: Spot, answers: Mapping[str, Any], draft: BrowserDraft) -> list[Spot]:
    """Give the stops among which this one stands; a new item may only have the next number."""
    if not spot.path:
        return route.main_route(answers, draft.area)
    name, number = str(spot.path[0]), int(spot.path[1])
    if Spot(slug=name) not in route.main_route(answers, draft.area):
        return []
    known = {row["n"] for row in answers.get(name) or ()} | {route.next_number(answers, name)}
    return route.item_route(name, number, answers, draft.area) if number in known else []


def judge(asked: Question, posted: Posted) -> Answers | FieldErrors:
    """Give typed answers, or what is wrong with each field."""
    context = FormContext(today=today(), lists=asked.lists)
    found = validate_answers(asked.page.form, posted, context=context)
    if isinstance(found, FieldErrors):
        return found
    faults = find_faults(asked.page, found.values, asked.around)
    kept = {name: tuple(given) for name, given in posted.items()}
    return FieldErrors(errors=tuple(faults), posted=kept) if faults else found


def _save(asked: Question, found: Answers) -> None:
    """Keep the answers of the page; a question that was not asked loses an older answer."""
    values = {question.id: found.values.get(question.id) for question in asked.page.form.questions}
    handle(toolbox(), SaveAnswers(actor=actor(), draft_key=asked.draft.key, answers=values, path=asked.spot.path))


def _keep_for_later(asked: Question, posted: Posted) -> Response:
    """Keep what is right on this page, and show the code to come back."""
    found = judge(asked, posted)
    if isinstance(found, Answers):
        _save(asked, found)
    return redirect(url_for("public.saved", area_code=asked.draft.area.code.lower()), code=303)


def _next_address(asked: Question) -> str:
    """Give the address after this page, with the answers as they now are."""
    draft = the_draft_now(asked.draft)
    answers, spot = draft.view.answers, asked.spot
    way = _way(spot, answers, draft)
    is_change = "change" in request.args
    if is_change:
        open_spots = route.unanswered(way, answers, draft.area)
        following = open_spots[0] if open_spots else None
    else:
        following = route.after(spot, way)
    if following is None:
        return end_address(draft, spot, is_change=is_change)
    return spot_address(draft, following, change=is_change)


def the_draft_now(draft: BrowserDraft) -> BrowserDraft:
    """Give the draft as it stands after this request's write."""
    read_session().rollback()  # the page began by reading; now it must see its own write
    return the_draft(draft.area.code)


def end_address(draft: BrowserDraft, spot: Spot, *, is_change: bool) -> str:
    """Give where a finished way leads: an item to its list or its own page, the form to the check page."""
    code = draft.area.code.lower()
    if not spot.path:
        return url_for("public.check", area_code=code)
    name, number = str(spot.path[0]), int(spot.path[1])
    if is_change:
        return url_for("public.item", area_code=code, name=name, number=number)
    return url_for("public.items", area_code=code, name=name)


def spot_address(draft: BrowserDraft, spot: Spot, *, change: bool = False) -> str:
    """Give the address of a stop."""
    values: dict[str, Any] = {"area_code": draft.area.code.lower(), "change": 1 if change else None}
    if not spot.path:
        if spot.slug in route.LISTS:
            return url_for("public.items", area_code=values["area_code"], name=spot.slug)
        return url_for("public.question", slug=spot.slug, **values)
    if len(spot.path) == 4:
        return url_for("public.report_question", number=spot.path[1], body=spot.path[3], slug=spot.slug, **values)
    return url_for("public.item_question", name=spot.path[0], number=spot.path[1], slug=spot.slug, **values)


def _back_address(asked: Question) -> str:
    draft, spot = asked.draft, asked.spot
    if "change" in request.args:
        return end_address(draft, spot, is_change=True)
    way = _way(spot, draft.view.answers, draft)
    earlier = route.before(spot, way)
    if earlier is not None:
        return spot_address(draft, earlier)
    code = draft.area.code.lower()
    return (
        url_for("public.items", area_code=code, name=spot.path[0])
        if spot.path
        else url_for("public.start", area_code=code)
    )


def _show(asked: Question, posted: Posted, *, errors: FieldErrors | None = None) -> str:
    fields = list(
        Presenter(posted=posted, errors=errors, lists=asked.lists, autocomplete=_autocomplete(asked)).present(
            asked.page.form
        )
    )
    aside = asked.page.aside
    folded = [field for field in fields if aside and field.name == aside.question_id]
    main = [field for field in fields if field not in folded]
    is_one_question = _asks_one_thing(asked.page)
    return show(
        "question.html",
        asked.draft.area,
        answers=asked.draft.view.answers,
        title=asked.page.form.title,
        caption=_caption(asked),
        lead=asked.page.lead,
        fields=_headed(main, asked.page.form.title) if is_one_question else main,
        is_one_question=is_one_question,
        folded=folded[0] if folded else None,
        fold_words=aside.summary if aside else "",
        errors=error_list(errors),
        back_href=_back_address(asked),
        no_name_href=_no_name_address(asked),
        consent_form_href=_consent_form_address(asked),
    )


def _asks_one_thing(page: Page) -> bool:
    """Tell whether every question after the first waits for its answer."""
    return all(question.when is not None for question in page.main_questions[1:])


def _headed(fields: list[Field], title: str) -> list[Field]:
    """Let the first field carry the page's heading."""
    return [replace(fields[0], label=title), *fields[1:]]


def _autocomplete(asked: Question) -> Mapping[str, str]:
    return AUTOCOMPLETE if not asked.spot.path else {}


def _caption(asked: Question) -> str:
    """Give the quiet line above the heading: which incident, which person."""
    if not asked.spot.path:
        return ""
    name, number = str(asked.spot.path[0]), asked.spot.path[1]
    numbers = [row["n"] for row in asked.draft.view.answers.get(name) or ()]
    place = numbers.index(number) + 1 if number in numbers else len(numbers) + 1
    if name == "incidents":
        return f"Incident {place}"
    return f"Person {place}: {asked.around['name']}" if asked.around.get("name") else f"Person {place}"


def _no_name_address(asked: Question) -> str:
    is_name = asked.spot == Spot(slug="your-name")
    return url_for("public.no_name", area_code=asked.draft.area.code.lower()) if is_name else ""


def _consent_form_address(asked: Question) -> str:
    is_consent = asked.spot.slug == "consent" and asked.spot.scope == "victims"
    return url_for("public.consent_form", area_code=asked.draft.area.code.lower()) if is_consent else ""
