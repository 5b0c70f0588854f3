"""From where a request comes, as a hash: nobody's address is kept."""

import hmac

from flask import request

from service.web import context


def source_of_request() -> bytes:
    """Give the hash under which the tries of one address are counted."""
    secret = context.toolbox().settings.secret_key.encode()
    return hmac.digest(secret, f"notice|{request.remote_addr or ''}".encode(), "sha256")
