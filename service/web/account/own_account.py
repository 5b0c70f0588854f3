"""One's own account: who am I here, where am I signed in, change my password."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.accounts import ChangePassword, EndOtherSessions, confirm_password
from service.cases.sign_in import hash_key
from service.errors import PutRight
from service.store.queries.people import find_person
from service.store.queries.sign_in import list_sessions
from service.web import context, sessions
from service.web.account.blueprint import blueprint
from service.web.role_words import role_sentence
from workflows import date_and_time

WRONG = "Enter the password you use now"


@blueprint.get("/account")
@context.require_sign_in
def your_account() -> str:
    """Show who is signed in, the roles, and the other browsers."""
    who = context.person()
    row = find_person(context.read_session(), who.person_id)
    live = list_sessions(context.read_session(), person_id=who.person_id, now=context.now())
    here = context.live_session()
    others = [date_and_time(each.started_at) for each in live if here and each.session_id != here.session_id]
    roles = [role_sentence(each) for each in row.roles if each.is_held_on(context.today())] if row else []
    return render_template("account/account.html", roles=roles, others=others, said=request.args.get("said", ""))


@blueprint.post("/account/other-sessions")
@context.require_sign_in
def end_other_sessions() -> BaseResponse:
    """Sign out everywhere else."""
    handle(context.toolbox(), EndOtherSessions(actor=context.actor(), kept_session=_kept()))
    return redirect(url_for("account.your_account", said="others"), code=303)


@blueprint.get("/account/password")
@context.require_sign_in
def password_page() -> str:
    """Ask for the old and the new password."""
    return render_template("account/password.html", errors=[])


@blueprint.post("/account/password")
@context.require_sign_in
def change_password() -> BaseResponse:
    """Change the password and sign out every other browser."""
    problems = _change()
    if problems:
        errors = [(words, name) for name, words in problems.items()]
        page = render_template("account/password.html", errors=errors, problems=problems)
        return Response(page, status=422)
    return redirect(url_for("account.your_account", said="password"), code=303)


def _change() -> dict[str, str]:
    new, again = request.form.get("new_password", ""), request.form.get("again", "")
    who = context.person()
    if not confirm_password(context.toolbox(), person_id=who.person_id, password=request.form.get("old_password", "")):
        return {"old_password": WRONG}
    if new != again:
        return {"again": "Enter the same new password twice"}
    try:
        handle(context.toolbox(), ChangePassword(actor=context.actor(), new_password=new, kept_session=_kept()))
    except PutRight as error:
        return error.problems
    return {}


def _kept() -> bytes:
    return hash_key(sessions.current_key() or "")
