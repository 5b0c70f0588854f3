"""The key of a rendered form: a second press of its button shows the first result. Source: reliability 3.4."""

import re
import secrets

from flask import request

FIELD = "idempotency_key"
KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")  # a NUL would break PostgreSQL


def new_form_key() -> str:
    """Give the key for a form that is about to be shown."""
    return secrets.token_urlsafe(24)


def posted_form_key() -> str | None:
    """Give the key that came back with the form; None if there is none, or none of our making."""
    key = request.form.get(FIELD, "")
    return key if KEY.fullmatch(key) else None
