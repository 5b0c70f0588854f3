"""The blueprint of notices; the views are in the modules beside this one."""

from flask import Blueprint, Response

blueprint = Blueprint("notices", __name__)


@blueprint.after_request
def keep_out_of_indexes(response: Response) -> Response:
    """Let no search engine list these pages, and tell no other site their address: the address is the key."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
