"""The key of a rendered form: a second press of its button shows the first result. Source: reliability 3.4."""

import secrets

from flask import request

FIELD = "idempotency_key"
LONGEST = 64


def new_form_key() -> str:
    """Give the key for a form that is about to be shown."""
    return secrets.token_urlsafe(24)


def posted_form_key() -> str | None:
    """Give the key that came back with the form; None if there is none."""
    return request.form.get(FIELD, "")[:LONGEST] or None
