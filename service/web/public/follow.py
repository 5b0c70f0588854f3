"""Follow an application by its reference and code, and ask for something on the way. Source: brief page 5e, CT-59."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from service.access import OPCC_APPEAL
from service.cases import handle
from service.cases.application_answers import date_of, text_of
from service.cases.application_codes import NOBODY
from service.cases.application_form import IncidentDetails, ReportDetails
from service.cases.errors import AnswersRefused
from service.cases.handling import Command
from service.cases.procedures import newest_version
from service.cases.public_commands import AskForCall, AskToWithdraw, ReportFurtherIncident
from service.cases.tracking import FollowApplication
from service.errors import NotFoundForYou, TooManyTries
from service.store.queries.appeals import AppealAbout, appeals_about
from service.store.queries.public import PublicArea
from service.store.queries.public_tracking import TrackedCase, find_code_mark, find_tracked_case
from service.web.appeal_lines import appeal_lines
from service.web.context import actor, now, read_session, today, toolbox
from service.web.form_keys import new_form_key, posted_form_key
from service.web.public import progress
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import the_area
from service.web.public.choices import choice_lists
from service.web.public.frame import show
from service.web.public.pages import the_page
from service.web.question_fields import Presenter, error_list
from workflows import (
    Answers,
    FieldError,
    FieldErrors,
    FormContext,
    area_calendar,
    clock_time,
    long_date,
    validate_answers,
)

KEY = "follow"
IDLE_SECONDS = 30 * 60
NOT_FOUND = "We cannot find an application with those details."
DONE = {
    "new-incident": "We have your report of the new incident. If it goes on, report it as before.",
    "call": "We have your wish. We will call you.",
    "stop": "We have your wish to stop. We will call or write to make sure that it was you.",
    "appeal": "We have your appeal. The people who hear it write to you within 1 working day.",
    "stop-no": "Nothing has changed. Your application goes on.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The application that this browser follows."""

    case: TrackedCase
    area: PublicArea


@blueprint.route("/follow", methods=["GET", "POST"])
def follow() -> Response | str | tuple[str, int]:
    """Enter the reference and the code."""
    given = {name: request.form.get(name, "")[:60] for name in ("reference", "code")}
    if request.method == "GET":
        return show("follow.html", given=given, errors=[])
    wanted = [(words, name) for name, words in _WANTED.items() if not given[name].strip()]
    if wanted:
        return show("follow.html", given=given, errors=wanted), 422
    try:
        found = handle(toolbox(), FollowApplication(actor=actor(), **given))
    except TooManyTries as err:
        words = f"You have tried 5 times. Try again after {clock_time(err.again_at)}, or call us"
        return show("follow.html", given=given, errors=[(words, "reference")]), 429
    if not found.where:
        return show("follow.html", given=given, errors=[(NOT_FOUND, "reference")]), 422
    _remember(int(found.where))
    return redirect(url_for("public.followed"), code=303)


_WANTED = {"reference": "Enter your reference", "code": "Enter your code"}


def _remember(case_id: int) -> None:
    mark = find_code_mark(read_session(), case_id=case_id)
    session[KEY] = {"case": case_id, "mark": mark.hex(), "seen": int(now().timestamp())}


def the_followed() -> Followed | None:
    """Give the application this browser follows, while it is in use. A changed code or an ended role ends it."""
    kept = session.get(KEY)
    if not isinstance(kept, dict) or int(now().timestamp()) - kept.get("seen", 0) > IDLE_SECONDS:
        session.pop(KEY, None)
        return None
    case = find_tracked_case(read_session(), case_id=kept["case"], code_mark=bytes.fromhex(kept["mark"]))
    if case is None:
        session.pop(KEY, None)
        return None
    session[KEY] = {**kept, "seen": int(now().timestamp())}
    return Followed(case=case, area=the_area(case.area_code))


@blueprint.get("/follow/application")
def followed() -> Response | str:
    """What we have promised, where it is, why the date, whom to call."""
    found = the_followed()
    if found is None:
        return redirect(url_for("public.follow"), code=303)
    promise = progress.next_promise(found.case.promises, today=today())
    appeals = appeals_about(read_session(), found.case.case_id)
    return show(
        "followed.html",
        found.area,
        is_neutral=found.case.is_neutral,
        case=found.case,
        promise=promise,
        why_heading=f"Why {long_date(promise.on).rsplit(' ', 1)[0]}?" if promise else "",
        wanted_by=long_date(found.case.wanted_by) if found.case.wanted_by else "",
        stages=progress.stages(found.case.milestones),
        closed_days=progress.closed_days(area_calendar(found.area.rules), today=today()),
        done=DONE.get(request.args.get("done", ""), ""),
        appeals=appeal_lines(appeals),
        appeal_words=progress.appeal_words(found.case.appeal_by, today=today())
        if is_unappealed(found, appeals)
        else "",
        may_appeal=may_appeal(found, appeals),
    )


def is_unappealed(found: Followed, appeals: Sequence[AppealAbout]) -> bool:
    """Tell whether there is a decision that no appeal is against, and no appeal runs. Source: AP-03, AP-15."""
    decided_on = found.case.milestones.outcome_on or found.case.milestones.refused_on
    is_settled = all(one.decided_on is not None for one in appeals)
    return decided_on is not None and is_settled and all(one.letter_on != decided_on for one in appeals)


def may_appeal(found: Followed, appeals: Sequence[AppealAbout]) -> bool:
    """Tell whether an appeal can be sent from here: the appeals of the area are heard with Folkmoot."""
    return is_unappealed(found, appeals) and newest_version(read_session(), OPCC_APPEAL) is not None


@blueprint.post("/follow/end")
def stop_following() -> Response:
    """Sign out of the tracking page."""
    session.pop(KEY, None)
    return redirect(url_for("public.follow"), code=303)


@blueprint.route("/follow/application/<any('new-incident', 'call', 'stop'):wish>", methods=["GET", "POST"])
def ask_for(wish: str) -> Response | str | tuple[str, int]:
    """Tell us about a new incident, ask for a call, or stop the application."""
    found = the_followed()
    if found is None:
        return redirect(url_for("public.follow"), code=303)
    if not found.case.is_open:
        raise NotFoundForYou
    posted = request.form.to_dict(flat=False)
    if request.method == "GET":
        return _show_wish(found, wish, Presenter(posted=_first_values(found, wish), lists=_lists(found)))
    judged = _judge(found, wish, posted)
    refused = _do(found, wish, judged) if isinstance(judged, Answers) else judged
    if refused is not None:
        return _show_wish(found, wish, Presenter(posted=posted, errors=refused, lists=_lists(found))), 422
    is_kept = wish == "stop" and posted.get("sure") == ["no"]
    return redirect(url_for("public.followed", done="stop-no" if is_kept else wish), code=303)


def _first_values(found: Followed, wish: str) -> Mapping[str, list[str]]:
    return {"phone": [found.case.phone]} if wish == "call" and found.case.phone else {}


def _lists(found: Followed) -> Mapping[str, Any]:
    return choice_lists(found.area, {})


def _show_wish(found: Followed, wish: str, presenter: Presenter) -> str:
    page = the_page("follow", wish)
    return show(
        "wish.html",
        found.area,
        is_neutral=found.case.is_neutral,
        title=page.form.title,
        wish=wish,
        fields=presenter.present(page.form),
        errors=error_list(presenter.errors),
        form_key=posted_form_key() or new_form_key(),
        back_href=url_for("public.followed"),
    )


def _judge(found: Followed, wish: str, posted: Mapping[str, list[str]]) -> Answers | FieldErrors:
    form = the_page("follow", wish).form
    judged = validate_answers(form, posted, context=FormContext(today=today(), lists=_lists(found)))
    if isinstance(judged, FieldErrors):
        return judged
    happened, reported = date_of(judged.values, "happened_on"), date_of(judged.values, "reported_on")
    if happened and reported and reported < happened:
        words = "The date you told them cannot be before it happened"
        return _errors(posted, [FieldError(name="reported_on-day", message=words)])
    return judged


def _errors(posted: Mapping[str, list[str]], faults: list[FieldError]) -> FieldErrors:
    return FieldErrors(errors=tuple(faults), posted={name: tuple(given) for name, given in posted.items()})


def _do(found: Followed, wish: str, answers: Answers) -> FieldErrors | None:
    """Carry out the wish, unless the person does not want to stop after all; give what was refused."""
    command = _COMMANDS[wish](found.case.case_id, answers.values)
    try:
        if command is not None:
            handle(toolbox(), command)
    except AnswersRefused as err:
        return _errors({}, [FieldError(name=name, message=words) for name, words in err.problems.items()])
    return None


def _new_incident(case_id: int, values: Mapping[str, Any]) -> Command:
    told = values["told"]
    report = ReportDetails(
        body_code=told,
        reported_on=date_of(values, "reported_on"),
        channel=values.get("channel") or "",
        reference=text_of(values, "reference"),
    )
    incident = IncidentDetails(
        key="later",
        what=text_of(values, "what"),
        happened_on=date_of(values, "happened_on"),
        told_nobody=told == NOBODY,
        reports=() if told == NOBODY else (report,),
    )
    return ReportFurtherIncident(actor=actor(), case_id=case_id, incident=incident, form_key=posted_form_key())


def _call(case_id: int, values: Mapping[str, Any]) -> Command:
    return AskForCall(
        actor=actor(),
        case_id=case_id,
        phone=text_of(values, "phone"),
        best_time=text_of(values, "best_time"),
        about=text_of(values, "about"),
        form_key=posted_form_key(),
    )


def _stop(case_id: int, values: Mapping[str, Any]) -> Command | None:
    if not values["sure"]:
        return None
    return AskToWithdraw(actor=actor(), case_id=case_id, words=text_of(values, "words"), form_key=posted_form_key())


_COMMANDS: Mapping[str, Callable[[int, Mapping[str, Any]], Command | None]] = {
    "new-incident": _new_incident,
    "call": _call,
    "stop": _stop,
}
