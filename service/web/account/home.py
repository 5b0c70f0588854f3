"""The bare address: staff go to their first page, everyone else to the public start page."""

from flask import current_app, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.web import context
from service.web.account.blueprint import blueprint
from service.web.navigation import first_page

PUBLIC_START = "public.areas"


@blueprint.get("/")
def home() -> BaseResponse:
    """Send each to where they begin."""
    who = context.signed_in()
    if who is not None:
        return redirect(first_page(who))
    is_built = PUBLIC_START in current_app.view_functions
    return redirect(url_for(PUBLIC_START if is_built else "account.sign_in_page"))
