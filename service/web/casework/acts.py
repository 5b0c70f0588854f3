"""Acts on a case that no diagram asks for: calls, notes, more time, withdrawal. One small page each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import CasePart
from service.cases import handle
from service.cases.acts.new_date import is_late
from service.cases.errors import AnswersRefused
from service.errors import NotFoundForYou
from service.store.queries.case_clocks import clocks_of_case
from service.store.queries.case_review import returns_of_case
from service.web import context
from service.web.casework.act_forms import ACTS, EVERYONE, WHOSE, Act
from service.web.casework.asked import Asked
from service.web.casework.blueprint import blueprint
from service.web.casework.clock_words import rule_of
from service.web.casework.opening import OpenCase, frame, open_case, require_keeper
from service.web.casework.promise import PROMISES, first_name
from service.web.casework.said import say
from service.web.casework.small_forms import Lists, read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from workflows import ClockKind, ListItem, QuestionForm, long_date

BY_SLUG = {act.slug: act for act in ACTS}
IN_THE_HEAD = ("calls", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLink:
    """One act that makes sense on a case today."""

    text: str
    href: str


@blueprint.app_template_global("case_acts")
def case_acts(opened: OpenCase) -> list[ActLink]:
    """Give the acts that make sense on this case today, but not those that stand in its head."""
    return [
        ActLink(text=act.link, href=url_for("casework.act_page", reference=opened.head.reference, act=act.slug))
        for act in ACTS
        if act.slug not in IN_THE_HEAD and makes_sense(act, opened)
    ]


def makes_sense(act: Act, opened: OpenCase) -> bool:
    """Tell whether an act can be done on this case as it stands."""
    if act.of not in ("", opened.head.process_id):
        return False
    if act.needs == "always":
        return True
    if not opened.head.is_open:
        return False
    if act.needs == "advocate":
        return opened.file.advocate is not None and bool(opened.file.represented_victims)
    if act.needs in act.form.lists_used():
        return bool(LISTS[act.needs](opened))
    if act.needs == "plan":
        return any(row.clock == "ct_plan_review" and row.state == "running" for row in opened.file.deadlines)
    return True


@blueprint.get("/cases/<reference>/new/<act>")
def act_page(reference: str, act: str) -> str:
    """Show the form of one act."""
    opened, chosen = _open(reference, act)
    return _page(opened, chosen, _lists(chosen, opened), {}, None)


@blueprint.post("/cases/<reference>/new/<act>")
def do_act(reference: str, act: str) -> BaseResponse:
    """Do it, or show the form again with what was typed."""
    opened, chosen = _open(reference, act)
    lists, posted = _lists(chosen, opened), posted_answers()
    asked = Asked(actor=context.actor(), case_id=opened.head.case_id, form_key=posted_form_key())
    try:
        values = read_small_form(form_of(chosen, lists), posted, lists=lists)
        result = handle(context.toolbox(), chosen.command(values, asked))
    except AnswersRefused as refused:
        return Response(_page(opened, chosen, lists, posted, _at_the_field(chosen, refused)), status=422)
    say(chosen.done.format(**result.said))
    return redirect(url_for("casework.case_now", reference=reference), code=303)


def _open(reference: str, slug: str) -> tuple[OpenCase, Act]:
    opened = open_case(reference, CasePart.SUMMARY)
    require_keeper(opened)
    act = BY_SLUG.get(slug)
    if act is None or not makes_sense(act, opened):
        raise NotFoundForYou
    return opened, act


def _at_the_field(act: Act, refused: AnswersRefused) -> AnswersRefused:
    names = act.field_of or {}
    return AnswersRefused({names.get(name, name): words for name, words in refused.problems.items()})


def _page(
    opened: OpenCase, act: Act, lists: Lists, posted: dict[str, list[str]], refused: AnswersRefused | None
) -> str:
    shown = show_small_form(form_of(act, lists), posted, refused=refused, lists=lists)
    return render_template(
        "casework/act.html",
        **frame(opened, ""),
        act=act,
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
    )


def form_of(act: Act, lists: Lists) -> QuestionForm:
    """Give the questions of an act, without the one for which victim where there is only one."""
    asked = [q for q in act.form.questions if q.id != WHOSE or len(lists[q.options_from or ""]) > 2]
    return act.form.model_copy(update={"questions": tuple(asked)})


def _lists(act: Act, opened: OpenCase) -> Lists:
    """Give what the questions of this act choose from."""
    return {name: LISTS[name](opened) for name in act.form.lists_used()}


def _victims(opened: OpenCase) -> list[ListItem]:
    return _whose("Everyone: the review stops", {one.id: one.name for one in opened.file.victims})


def _acted_for(opened: OpenCase) -> list[ListItem]:
    return _whose("Everyone: the advocate’s role ends", {one.id: one.name for one in opened.file.represented_victims})


def _whose(everyone: str, names: Mapping[int, str]) -> list[ListItem]:
    return [ListItem(key=EVERYONE, label=everyone), *(ListItem(key=str(id), label=name) for id, name in names.items())]


def _clocks(opened: OpenCase) -> list[ListItem]:
    """Give the dates of the case as a whole that run and can be missed; an agency's own clock is not extended here."""
    rows = [
        row for row in clocks_of_case(context.read_session(), opened.head.case_id) if row.is_running and not row.key
    ]
    return [
        ListItem(key=row.clock, label=f"{row.title}: {long_date(row.limit_on)}")
        for row in rows
        if _is_limit(opened, row.clock)
    ]


def _is_limit(opened: OpenCase, clock: str) -> bool:
    rule = rule_of(opened, clock)
    return rule is not None and rule.kind is ClockKind.LIMIT


def _agencies(opened: OpenCase) -> list[ListItem]:
    """Give the bodies not asked for information yet, once the first have been."""
    returns = returns_of_case(context.read_session(), opened.head.case_id)
    asked = {row.body_code for row in returns if row.round == "information"}
    if not asked:
        return []
    return [ListItem(key=code, label=body.name) for code, body in opened.file.bodies.items() if code not in asked]


def _late(opened: OpenCase) -> list[ListItem]:
    """Give the promises to the applicant that were missed."""
    return [
        ListItem(key=row.clock, label=f"{PROMISES[row.clock].format(name=first_name(opened))}, by {long_date(day)}")
        for row in opened.file.deadlines
        if row.state == "running" and is_late(row)
        for day in [row.promised_on or row.limit_on]
    ]


LISTS: Mapping[str, Callable[[OpenCase], list[ListItem]]] = {
    "clocks": _clocks,
    "late": _late,
    "agencies": _agencies,
    "victims": _victims,
    "acted_for": _acted_for,
}
