"""Someone does not want to give a name: say why we need one, take what may be a risk. Source: CT-06, brief 5d."""

from contextlib import suppress
from dataclasses import replace

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from service.cases import handle
from service.cases.application_answers import read_application, text_of
from service.cases.application_drafts import ForgetDraft
from service.cases.application_form import ApplicationForm, Channel, IncidentDetails
from service.cases.errors import FormChanged
from service.cases.refuse_anonymous import RefuseAnonymous
from service.store.queries.public import PublicArea
from service.web.context import actor, today, toolbox
from service.web.form_keys import new_form_key, posted_form_key
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import BrowserDraft, find_browser_draft, forget_browser_draft, the_area
from service.web.public.frame import show
from service.web.public.pages import Page, the_page
from service.web.question_fields import Presenter, error_list
from workflows import Answers, FieldErrors, FormContext, validate_answers


def without_a_name() -> Page:
    """Give the two questions that somebody without a name may answer."""
    return the_page("no_name", "without-a-name")


@blueprint.route("/ask/<area_code>/no-name", methods=["GET", "POST"])
def no_name(area_code: str) -> Response | str | tuple[str, int]:
    """Say what we can do without a name, and take the words of someone who will not give one."""
    area = the_area(area_code)
    page = without_a_name()
    if request.method == "GET":
        return _show(area_code, Presenter())
    posted = request.form.to_dict(flat=False)
    found = validate_answers(page.form, posted, context=FormContext(today=today()))
    if isinstance(found, FieldErrors):
        return _show(area_code, Presenter(posted=posted, errors=found)), 422
    _send(area, found)
    return redirect(url_for("public.no_name_done", area_code=area_code), code=303)


def _send(area: PublicArea, found: Answers) -> None:
    """Hand the words over, and throw the half-filled form away."""
    draft = find_browser_draft(area)
    command = RefuseAnonymous(
        actor=actor(), form_key=posted_form_key(), area_id=area.id, channel=Channel.ONLINE, form=_form(draft, found)
    )
    with suppress(FormChanged):  # a second press, after the first took the draft away
        handle(toolbox(), command)
    if draft is not None:
        handle(toolbox(), ForgetDraft(actor=actor(), draft_key=draft.key))
        forget_browser_draft()


def _show(area_code: str, presenter: Presenter) -> str:
    page = without_a_name()
    return show(
        "no_name.html",
        the_area(area_code),
        title=page.form.title,
        fields=presenter.present(page.form),
        errors=error_list(presenter.errors),
        form_key=posted_form_key() or new_form_key(),
        back_href=url_for("public.question", slug="your-name", area_code=area_code.lower()),
    )


def _form(draft: BrowserDraft | None, found: Answers) -> ApplicationForm:
    """Give what was written, with what the form holds so far, and no name."""
    form = read_application(draft.view.answers if draft else {}, received_on=today())
    told = IncidentDetails(key="told", what=text_of(found.values, "words"))
    applicant = replace(form.applicant, name="", email=text_of(found.values, "email") or form.applicant.email)
    return replace(form, applicant=applicant, incidents=(told, *form.incidents))


@blueprint.get("/ask/<area_code>/no-name/done")
def no_name_done(area_code: str) -> str:
    """Say what happens with words that came without a name."""
    return show("no_name_done.html", the_area(area_code))
