"""The sign-in page and the way out. Source: brief page 10, SEC-070 to SEC-086."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases.sign_in import TryToSignIn, sign_in
from service.errors import TooManyTries, WrongSignIn
from service.web import context, sessions
from service.web.account.blueprint import blueprint
from service.web.navigation import first_page
from service.web.way_back import safe_way_back
from workflows import clock_time


@blueprint.get("/sign-in")
def sign_in_page() -> str | BaseResponse:
    """Ask for an email address and a password."""
    if context.signed_in() is not None:
        return redirect(landing())
    return _page(email="")


@blueprint.post("/sign-in")
def sign_in_now() -> BaseResponse:
    """Open a session, or say the same words whatever was wrong."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    wish = TryToSignIn(
        email=email, password=password, source=request.remote_addr or "", earlier_key=sessions.current_key()
    )
    try:
        key = sign_in(context.toolbox(), wish)
    except WrongSignIn as error:
        return Response(_page(email=email, error=str(error)), status=422)
    except TooManyTries as error:
        words = f"Try again at {clock_time(error.again_at)}, or ask your administrator."
        return Response(_page(email=email, error=words), status=429, headers={"Retry-After": "900"})
    sessions.begin(key)
    return redirect(landing(), code=303)


@blueprint.post("/sign-out")
def sign_out() -> BaseResponse:
    """End the session on the server too, and forget the cookie."""
    sessions.end()
    return redirect(url_for("account.signed_out"), code=303)


@blueprint.get("/signed-out")
def signed_out() -> str:
    """Say that it is done."""
    return render_template("account/signed_out.html")


def landing() -> str:
    """Give where to go after signing in: back to the page that was asked for, else the first page of the role."""
    who = context.person()
    return safe_way_back(request.values.get("next", "")) or first_page(who)


def _page(*, email: str, error: str = "") -> str:
    way_back = safe_way_back(request.values.get("next", ""))
    errors = [(error, "email")] if error else []
    return render_template("account/sign_in.html", email=email[:254], errors=errors, way_back=way_back)
