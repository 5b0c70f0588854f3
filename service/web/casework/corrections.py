"""Correcting the case data: people, reports, who is said to do it; another chair; two cases joined. Source: CT-13."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import TENSION, CasePart
from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.evidence.words import told_words
from service.errors import NotFoundForYou
from service.store.queries.record_lists import lists_for_form
from service.web import context
from service.web.answer_words import as_posted
from service.web.casework.asked import Asked
from service.web.casework.blueprint import blueprint
from service.web.casework.correction_forms import KINDS, Correction
from service.web.casework.opening import OpenCase, frame, open_case, require_keeper
from service.web.casework.said import say
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from workflows import ListItem

OTHER_BODY = ListItem(key="other", label="Another body")


@blueprint.get("/cases/<reference>/corrections")
def corrections(reference: str) -> str:
    """List what can be corrected."""
    opened = _open(reference)
    if not (opened.head.is_open and opened.has_applicant):
        raise NotFoundForYou
    file = opened.file
    return render_template(
        "casework/corrections.html",
        **frame(opened, ""),
        people=[party for party in file.parties if not party.is_perpetrator],
        reports=[(row, told_words(file, row)) for row in file.incidents],
    )


@blueprint.get("/cases/<reference>/corrections/<kind>", defaults={"row_id": 0})
@blueprint.get("/cases/<reference>/corrections/<kind>/<int:row_id>")
def correction_page(reference: str, kind: str, row_id: int) -> str:
    """Show the form of one correction with what stands there now."""
    opened = _open(reference)
    correction, now = _correction(opened, kind, row_id)
    return _page(opened, correction, as_posted(correction.form, now), None)


@blueprint.post("/cases/<reference>/corrections/<kind>", defaults={"row_id": 0})
@blueprint.post("/cases/<reference>/corrections/<kind>/<int:row_id>")
def correct(reference: str, kind: str, row_id: int) -> BaseResponse:
    """Correct it, or show the form again with what was typed."""
    opened = _open(reference)
    correction, _ = _correction(opened, kind, row_id)
    posted = posted_answers()
    asked = Asked(actor=context.actor(), case_id=opened.head.case_id, row_id=row_id, form_key=posted_form_key())
    try:
        values = read_small_form(correction.form, posted, lists=_lists(opened, correction))
        result = handle(context.toolbox(), correction.command(values, asked))
    except AnswersRefused as refused:
        return Response(_page(opened, correction, posted, refused), status=422)
    say(correction.done)
    return redirect(_back(opened, result.reference), code=303)


def _open(reference: str) -> OpenCase:
    opened = open_case(reference, CasePart.PEOPLE)
    require_keeper(opened)
    return opened


def _correction(opened: OpenCase, kind: str, row_id: int) -> tuple[Correction, Mapping[str, Any]]:
    correction = KINDS.get(kind)
    is_open = opened.head.is_open or opened.head.process_id == TENSION  # a reply is owed also after the end
    fits = correction is not None and is_open and opened.head.process_id in correction.of
    now = correction.now(opened, row_id) if correction and fits else None
    if correction is None or now is None:
        raise NotFoundForYou
    return correction, now


def _back(opened: OpenCase, reference: str) -> str:
    """Give the page to which a correction leads: the case, or the reports of a situation."""
    page = "tension.reports" if opened.head.process_id == TENSION else "casework.case_now"
    return url_for(page, reference=reference)


def _lists(opened: OpenCase, correction: Correction) -> dict[str, list[ListItem]]:
    found = dict(lists_for_form(context.read_session(), opened.file.case, correction.form))
    if "bodies" in found:
        found["bodies"] = [*found["bodies"], OTHER_BODY]
    return found


def _page(
    opened: OpenCase,
    correction: Correction,
    posted: Mapping[str, Sequence[str]],
    refused: AnswersRefused | None,
) -> str:
    shown = show_small_form(correction.form, posted, refused=refused, lists=_lists(opened, correction))
    return render_template(
        "casework/correction.html",
        **frame(opened, ""),
        correction=correction,
        back_href="" if opened.has_applicant else _back(opened, opened.head.reference),
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
    )
