"""Staying signed in: the button under the warning that the session is about to end. Its line: layout.html."""

from flask import Response, jsonify

from service.errors import SignInNeeded
from service.web import context, sessions
from service.web.account.blueprint import blueprint


@blueprint.post("/account/session")
@context.require_sign_in
def stay_signed_in() -> Response:
    """Say when the session ends now; that it was asked has begun the idle time again."""
    end = sessions.session_end()
    if end is None:
        raise SignInNeeded
    return jsonify(end.as_told())
