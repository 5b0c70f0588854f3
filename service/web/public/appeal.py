"""Appeal against a decision from the tracking page: first the remit, then in one's own words. AP-01 to AP-06."""

from collections.abc import Mapping, Sequence

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from service.cases import SubmitAppeal, handle
from service.cases.errors import AnswersRefused
from service.errors import NotFoundForYou
from service.store.queries.appeals import appeals_about
from service.web.context import actor, now, read_session, today, toolbox
from service.web.form_keys import new_form_key, posted_form_key
from service.web.public.blueprint import blueprint
from service.web.public.follow import Followed, may_appeal, the_followed
from service.web.public.frame import show
from service.web.question_fields import Presenter, error_list
from workflows import FieldError, FieldErrors, FormContext, QuestionForm, validate_answers

Posted = Mapping[str, Sequence[str]]
FORM = QuestionForm.parse(
    {
        "title": "Appeal against the decision",
        "questions": [
            {
                "id": "words",
                "type": "long_text",
                "label": "Why do you think the decision was wrong?",
                "hint": "For example: a report was left out, or a step was not followed. Use your own words.",
                "max_length": 10000,
                "errors": {"required": "Enter why you think the decision was wrong"},
            },
            {
                "id": "wish",
                "type": "long_text",
                "label": "What would you like to happen?",
                "required": False,
                "max_length": 2000,
            },
        ],
    }
)


@blueprint.route("/follow/application/appeal", methods=["GET", "POST"])
def appeal() -> Response | str | tuple[str, int]:
    """Show what an appeal is and is not, and send one."""
    found = the_followed()
    if found is None:
        return redirect(url_for("public.follow"), code=303)
    if not may_appeal(found, appeals_about(read_session(), found.case.case_id)):
        raise NotFoundForYou
    posted = request.form.to_dict(flat=False)
    if request.method == "GET":
        return _show(found, Presenter())
    judged = validate_answers(FORM, posted, context=FormContext(today=today(), lists={}))
    if isinstance(judged, FieldErrors):
        return _show(found, Presenter(posted=posted, errors=judged)), 422
    command = SubmitAppeal(
        actor=actor(),
        about_case_id=found.case.case_id,
        channel="online",
        received_at=now(),
        words=str(judged.values["words"]),
        wish=str(judged.values.get("wish") or ""),
        form_key=posted_form_key(),
    )
    try:
        handle(toolbox(), command)
    except AnswersRefused as refused:
        told = tuple(FieldError(name="words", message=words) for words in refused.problems.values())
        errors = FieldErrors(errors=told, posted={name: tuple(given) for name, given in posted.items()})
        return _show(found, Presenter(posted=posted, errors=errors)), 422
    return redirect(url_for("public.followed", done="appeal"), code=303)


def _show(found: Followed, presenter: Presenter) -> str:
    return show(
        "appeal.html",
        found.area,
        is_neutral=found.case.is_neutral,
        title=FORM.title,
        remit=found.area.rules.appeal.remit,
        body=found.area.rules.appeal.body_name,
        fields=presenter.present(FORM),
        errors=error_list(presenter.errors),
        form_key=posted_form_key() or new_form_key(),
        back_href=url_for("public.followed"),
    )
