"""The single keys of the pages: the list of them, and switching them off. What they do: service/frontend."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.accounts import ChangeKeys
from service.web import context
from service.web.account.blueprint import blueprint
from service.web.navigation import FINDERS, MenuItem, menu_for

ON, OFF = "on", "off"
WORK = "w"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """What to press, one key after the other, and what happens then."""

    keys: tuple[str, ...]
    does: str


@blueprint.get("/account/keys")
@context.require_sign_in
def keys_page() -> str:
    """List the keys that lead somewhere for this person."""
    who = context.person()
    shortcuts = shortcuts_of(menu_for(who), may_find=who.has_role_anywhere(*FINDERS))
    return render_template("account/keys.html", shortcuts=shortcuts, is_on=who.uses_keys)


@blueprint.post("/account/keys")
@context.require_sign_in
def change_keys() -> BaseResponse:
    """Switch the keys on or off for this person, in every browser."""
    handle(context.toolbox(), ChangeKeys(actor=context.actor(), is_on=request.form.get("single_keys") != OFF))
    return redirect(url_for("account.keys_page"), code=303)


def shortcuts_of(menu: list[MenuItem], *, may_find: bool) -> list[Shortcut]:
    """Give the keys in the order of the header: a person's menu decides which there are."""
    found = [Shortcut(keys=("/",), does="Goes to Find a case")] if may_find else []
    found += [Shortcut(keys=("g", item.key), does=f"Goes to {item.text}") for item in menu if item.key]
    for item in menu:
        if item.key == WORK:
            found.append(Shortcut(keys=("j",), does=f"Goes to the next task on {item.text}"))
            found.append(Shortcut(keys=("k",), does=f"Goes to the task before on {item.text}"))
    return [*found, Shortcut(keys=("?",), does="Opens this list")]
