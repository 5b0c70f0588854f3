"""The question pages of an application: which exist, what each asks, what else must hold. Their order: route.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import orjson

from service.cases.application_answers import LONGEST_BEHAVIOUR, behaviour_of, date_of, text_of
from service.cases.application_codes import NOBODY, NONE_OF_THESE, PREFER_NOT
from service.store.search_names import search_name
from workflows import FieldError, Question, QuestionForm, long_date

Part = Mapping[str, Any]  # the stored answers of the form, of one item, or of one report
Check = Callable[[Part, Part], FieldError | None]  # (new answers, what surrounds them)

SCOPES = {
    "form": ("about_you", "what_has_happened", "writing"),
    "victims": ("victim",),
    "incidents": ("incident",),
    "no_name": ("no_name",),
    "follow": ("follow",),
    "concern": ("concern",),
}
LEADS = {
    ("form", "your-address"): "Leave this empty if you have no address, or do not want letters there.",
    ("victims", "address"): "Leave this empty if they have no address, or do not want letters there.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A second way to answer, folded away: "I do not know the exact date"."""

    question_id: str
    summary: str
    instead_of: str
    wanted: str  # the error when neither was answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its questions, and what folds away."""

    scope: str
    slug: str
    form: QuestionForm
    aside: Aside | None = None
    lead: str = ""

    @property
    def main_questions(self) -> tuple[Question, ...]:
        """Give the questions that are not folded away."""
        hidden = self.aside.question_id if self.aside else ""
        return tuple(question for question in self.form.questions if question.id != hidden)

    @property
    def first_input(self) -> str:
        """Give the name of the first field, for an error about the page."""
        question = self.form.questions[0]
        return f"{question.id}-day" if question.type == "date" else question.id

    def is_answered(self, part: Part) -> bool:
        """Tell whether this page was saved before."""
        return self.form.questions[0].id in part


@cache
def _definitions(scope: str) -> Mapping[str, Any]:
    folder = files("service.web.public") / "questions"
    pages: dict[str, Any] = {}
    for name in SCOPES[scope]:
        pages |= orjson.loads((folder / f"{name}.json").read_bytes())
    return pages


@cache
def find_page(scope: str, slug: str, *, body: str = "") -> Page | None:
    """Give a page of the form, of a victim or of an incident; `body` is the name that its questions mention."""
    data = _definitions(scope).get(slug)
    if data is None:
        return None
    form = QuestionForm.parse(_with_body(data, body or "them"))
    return Page(scope=scope, slug=slug, form=form, aside=_ASIDES.get(slug), lead=LEADS.get((scope, slug), ""))


def question_data(scope: str, slug: str, *, body: str = "them") -> Mapping[str, Any]:
    """Give the definition of a page as data, for other forms that ask the same."""
    data: Mapping[str, Any] = _with_body(_definitions(scope)[slug], body)
    return data


def the_page(scope: str, slug: str) -> Page:
    """Give a page that is known to exist. Raises LookupError when the definitions lost it."""
    page = find_page(scope, slug)
    if page is None:
        raise LookupError(slug)
    return page


def _with_body(data: Any, body: str) -> Any:
    if isinstance(data, str):
        return data.replace("{body}", body)
    if isinstance(data, dict):
        return {name: _with_body(value, body) for name, value in data.items()}
    if isinstance(data, list):
        return [_with_body(value, body) for value in data]
    return data


_ASIDES = {
    "when": Aside(
        question_id="happened_words",
        summary="I do not know the exact date",
        instead_of="happened_on",
        wanted="Enter the date it happened",
    ),
    "reported": Aside(
        question_id="reported_words",
        summary="I do not know the exact date",
        instead_of="reported_on",
        wanted="Enter the date they were told",
    ),
}


def find_faults(page: Page, new: Part, around: Part) -> list[FieldError]:
    """Give what is wrong with answers that are each right by themselves. Source: CT-13."""
    checks = (_check_aside(page), *_CHECKS.get((page.scope, page.slug), ()))
    found = (check(new, around) for check in checks)
    return [fault for fault in found if fault is not None]


def _check_aside(page: Page) -> Check:
    def check(new: Part, around: Part) -> FieldError | None:
        del around
        aside = page.aside
        if aside is None or new.get(aside.instead_of) or text_of(new, aside.question_id):
            return None
        return FieldError(name=f"{aside.instead_of}-day", message=aside.wanted)

    return check


def _check_happened(new: Part, around: Part) -> FieldError | None:
    happened = date_of(new, "happened_on")
    told = [date_of(report, "reported_on") for report in (around.get("reports") or {}).values()]
    first = min((on for on in told if on is not None), default=None)
    if happened is None or first is None or happened <= first:
        return None
    words = f"You told us you reported it on {long_date(first)}. The incident cannot be later than that"
    return FieldError(name="happened_on-day", message=words)


def _check_reported(new: Part, around: Part) -> FieldError | None:
    happened, reported = date_of(around, "happened_on"), date_of(new, "reported_on")
    if happened is None or reported is None or happened <= reported:
        return None
    words = f"You told us it happened on {long_date(happened)}. It cannot have been reported before that"
    return FieldError(name="reported_on-day", message=words)


def _only_alone(question_id: str, alone: tuple[str, ...], words: str) -> Check:
    def check(new: Part, around: Part) -> FieldError | None:
        del around
        chosen = new.get(question_id) or []
        is_mixed = len(chosen) > 1 and any(code in alone for code in chosen)
        return FieldError(name=question_id, message=words) if is_mixed else None

    return check


def _check_consent_name(new: Part, around: Part) -> FieldError | None:
    typed, name = text_of(new, "consent_name"), text_of(around, "name")
    is_person = around.get("kind", "individual") == "individual"
    if new.get("consent") != "signed_here" or not is_person or search_name(typed) == search_name(name):
        return None
    words = f"Ask {name} to type their full name as you gave it, or choose another answer"
    return FieldError(name="consent_name", message=words)


def _check_behaviour(new: Part, around: Part) -> FieldError | None:
    del around
    if len(behaviour_of(new)) <= LONGEST_BEHAVIOUR:
        return None
    return FieldError(name="behaviour", message="Select fewer kinds, and tell us about the others later")


_CHECKS: Mapping[tuple[str, str], tuple[Check, ...]] = {
    ("incidents", "when"): (_check_happened,),
    ("incidents", "reported"): (_check_reported,),
    ("incidents", "told"): (
        _only_alone("told", (NOBODY,), "Select whom you told, or “I have not told anyone”, not both"),
    ),
    ("form", "behaviour"): (_check_behaviour,),
    ("form", "because-of-who-you-are"): (
        _only_alone(
            "hate_strands", (NONE_OF_THESE, PREFER_NOT), "Select what it is because of, or one of the last two"
        ),
    ),
    ("victims", "consent"): (_check_consent_name,),
}
