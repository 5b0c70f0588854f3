"""The blueprint of notices; the views are in the modules beside this one."""

from flask import Blueprint, Response

blueprint = Blueprint("notices", __name__)


@blueprint.after_request
def keep_out_of_indexes(response: Response) -> Response:
    """Let no search engine list these pages: the address is the key.

    No other site is told the address either: a page tells it to our own site alone ("same-origin", web/security.py).
    "no-referrer" would tell nobody, and then the button of the page would be refused: the form check asks for it.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
