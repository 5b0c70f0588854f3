"""The administrator's pages: everyone who signs in, their roles, new people. Source: domain C.2, Administrator."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import may_manage_people
from service.cases import handle
from service.cases.accounts import CloseAccount, ResetPassword, confirm_password, first_password
from service.cases.people import AddPerson, EndRole, GiveRole
from service.errors import NotAllowed, NotFoundForYou, PutRight
from service.store.queries.people import PersonRow, find_person, list_people
from service.web import context, sessions
from service.web.account.blueprint import blueprint
from service.web.account.people_form import PersonForm, read_person_form, role_choices
from service.web.form_keys import new_form_key, posted_form_key
from service.web.role_words import role_sentence
from service.web.table_download import Table, is_table_wanted, send_table, table_href

CONFIRM = "Enter your own password: you signed in more than two hours ago"


def require_administrator() -> None:
    """Raise unless an administrator is signed in."""
    if not may_manage_people(context.person()):
        raise NotAllowed


@blueprint.get("/people")
def people() -> str | BaseResponse:
    """List everyone who signs in."""
    require_administrator()
    everyone = list_people(context.read_session())
    if is_table_wanted():
        return send_table(_table(everyone))
    return render_template("account/people.html", people=everyone, today=context.today(), table_href=table_href())


def _table(everyone: Sequence[PersonRow]) -> Table:
    return Table(
        name="people",
        heads=("Person", "Email", "Account", "Roles today"),
        rows=[(row.name, row.email, "Open" if row.is_active else "Account closed", _roles(row)) for row in everyone],
    )


def _roles(row: PersonRow) -> str:
    held = [role_sentence(role) for role in row.roles if role.is_held_on(context.today())]
    return "; ".join(held) or "None"


@blueprint.get("/people/new")
def new_person() -> str:
    """Ask who is new."""
    require_administrator()
    return _form_page(PersonForm(), {})


@blueprint.post("/people/new")
def add_person() -> BaseResponse:
    """Add a person and tell the first password once."""
    require_administrator()
    form = read_person_form(request.form)
    try:
        confirm_it_is_you()
        password = first_password(_seed(), secret=context.toolbox().settings.secret_key)
        command = AddPerson(
            actor=context.actor(),
            form_key=posted_form_key(),
            name=form.name,
            email=form.email,
            job_title=form.job_title,
            phone=form.phone,
            password=password,
            role=form.role,
        )
        result = handle(context.toolbox(), command)
    except PutRight as error:
        return Response(_form_page(form, error.problems), status=422)
    return _tell_password(int(result.where), password)


@blueprint.get("/people/<int:person_id>")
def person_page(person_id: int) -> str:
    """Show one person with the roles, and what can be changed."""
    require_administrator()
    return _person_page(person_id, {})


@blueprint.post("/people/<int:person_id>/roles")
def give_role(person_id: int) -> BaseResponse:
    """Give one more role."""
    require_administrator()
    form = replace(read_person_form(request.form), has_role=True)
    wish = GiveRole(actor=context.actor(), form_key=posted_form_key(), person_id=person_id, role=form.role_or_nothing)
    return _do(person_id, wish)


@blueprint.post("/people/<int:person_id>/roles/<int:membership_id>/ending")
def end_role(person_id: int, membership_id: int) -> BaseResponse:
    """End a role of this person from today on."""
    require_administrator()
    row = _person(person_id)
    if membership_id not in {role.membership_id for role in row.roles}:
        raise NotFoundForYou
    return _do(person_id, EndRole(actor=context.actor(), form_key=posted_form_key(), membership_id=membership_id))


@blueprint.post("/people/<int:person_id>/closure")
def close_account(person_id: int) -> BaseResponse:
    """Shut the person out at once."""
    require_administrator()
    return _do(person_id, CloseAccount(actor=context.actor(), form_key=posted_form_key(), person_id=person_id))


@blueprint.post("/people/<int:person_id>/first-password")
def reset_password(person_id: int) -> BaseResponse:
    """Give a new first password and tell it once."""
    require_administrator()
    password = first_password(_seed(), secret=context.toolbox().settings.secret_key)
    command = ResetPassword(
        actor=context.actor(), form_key=posted_form_key(), person_id=_person(person_id).person_id, password=password
    )
    try:
        confirm_it_is_you()
        handle(context.toolbox(), command)
    except PutRight as error:
        return Response(_person_page(person_id, error.problems), status=422)
    return _tell_password(person_id, password)


def confirm_it_is_you() -> None:
    """Raise PutRight unless the sign-in is fresh or the own password was typed again. Source: SEC-088."""
    if not sessions.must_confirm():
        return
    typed = request.form.get("your_password", "")
    if not confirm_password(context.toolbox(), person_id=context.person().person_id, password=typed):
        raise PutRight({"your_password": CONFIRM})


def _do(person_id: int, command: GiveRole | EndRole | CloseAccount) -> BaseResponse:
    _person(person_id)
    try:
        confirm_it_is_you()
        handle(context.toolbox(), command)
    except PutRight as error:
        return Response(_person_page(person_id, error.problems), status=422)
    return redirect(url_for("account.person_page", person_id=person_id), code=303)


def _person(person_id: int) -> PersonRow:
    row = find_person(context.read_session(), person_id)
    if row is None:
        raise NotFoundForYou
    return row


def _seed() -> str:
    return f"{context.person().person_id}|{request.path}|{posted_form_key() or new_form_key()}"


def _tell_password(person_id: int, password: str) -> BaseResponse:
    context.close_read_session()
    return Response(render_template("account/first_password.html", person=_person(person_id), password=password))


def _person_page(person_id: int, problems: dict[str, str]) -> str:
    context.close_read_session()
    return render_template(
        "account/person.html",
        person=_person(person_id),
        form=read_person_form(request.form),
        choices=role_choices(context.read_session()),
        today=context.today(),
        form_key=new_form_key(),
        must_confirm=sessions.must_confirm(),
        **_told(problems),
    )


def _form_page(form: PersonForm, problems: dict[str, str]) -> str:
    return render_template(
        "account/new_person.html",
        form=form,
        choices=role_choices(context.read_session()),
        form_key=new_form_key(),
        must_confirm=sessions.must_confirm(),
        **_told(problems),
    )


def _told(problems: dict[str, str]) -> dict[str, object]:
    return {"problems": problems, "errors": [(words, name) for name, words in problems.items()]}
