"""The blank application form and the consent form, to print. No menus, nothing to press. Source: CT-04, CT-08."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.store.queries.public import PublicArea
from service.web.public import route
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import the_area
from service.web.public.choices import choice_lists
from service.web.public.frame import show
from service.web.public.pages import Page, the_page
from workflows import ListItem, Question, QuestionType

PRINTED_INCIDENTS = 3  # the number that the threshold asks for (CT-14); a sheet may be added
PRINTED_VICTIMS = 1
LINES = {QuestionType.LONG_TEXT: 4}
NOT_ON_PAPER = ("consent_name", "happened_words", "reported_words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One question as it stands on paper: lines to write on, or boxes to tick."""

    label: str
    hint: str
    boxes: tuple[str, ...]
    lines: int


@blueprint.get("/ask/<area_code>/application-form")
def application_form(area_code: str) -> str:
    """The blank form: the same questions as on the screen."""
    area = the_area(area_code)
    lists = choice_lists(area, {})
    return show(
        "print_application.html",
        area,
        about_you=_blanks("form", route.ABOUT_YOU, lists),
        victim=_blanks("victims", ("name", "asking-as", "address", "landlord", "reach"), lists),
        incident=_blanks("incidents", ("when", "what", "told", "reported", "how", "reference"), lists),
        trouble=_blanks("form", route.WHAT_HAS_HAPPENED, lists),
        writing=_blanks("form", route.WRITING, lists),
        victims=range(1, PRINTED_VICTIMS + 1),
        incidents=range(1, PRINTED_INCIDENTS + 1),
        send_to=_send_to(area),
    )


@blueprint.get("/ask/<area_code>/consent-form")
def consent_form(area_code: str) -> str:
    """The written consent of a victim: an authority to act, not the basis for using data. Source: CT-08, DP-01."""
    area = the_area(area_code)
    return show("print_consent.html", area, send_to=_send_to(area), bodies=[body.name for body in area.bodies])


def _send_to(area: PublicArea) -> list[str]:
    return [area.partnership, *area.address]


def _blanks(scope: str, slugs: Sequence[str], lists: Mapping[str, Sequence[ListItem]]) -> list[Blank]:
    pages = [the_page(scope, slug) for slug in slugs]
    return [blank for page in pages for blank in _of_page(page, lists)]


def _of_page(page: Page, lists: Mapping[str, Sequence[ListItem]]) -> list[Blank]:
    """Give the questions of one page for paper; an address is one question of four lines."""
    if page.form.questions[0].id == "address_1":
        return [Blank(label="Address and postcode", hint=page.lead, boxes=(), lines=3)]
    is_single = len(page.form.questions) == 1
    return [
        _blank(question, page.form.title if is_single else question.label, lists)
        for question in page.form.questions
        if question.id not in NOT_ON_PAPER
    ]


def _blank(question: Question, label: str, lists: Mapping[str, Sequence[ListItem]]) -> Blank:
    listed = [item.label for item in lists.get(question.options_from or "", ())]
    boxes = ["Yes", "No"] if question.type is QuestionType.YES_NO else listed
    return Blank(
        label=label.removesuffix(" (optional)"),
        hint=(question.hint or "") if question.type is not QuestionType.DATE else "Day, month and year",
        boxes=tuple([*boxes, *(option.label for option in question.options)]),
        lines=LINES.get(question.type, 1),
    )
