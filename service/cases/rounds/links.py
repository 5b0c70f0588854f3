"""The personal link in a notice: a random code, signed. The table alone opens nothing, and a link never changes."""

import base64
import hashlib
import hmac
import secrets

from service.config import Settings

PURPOSE = b"notice link "
SIGNATURE_BYTES = 16


def new_code() -> str:
    """Give the code of one notice."""
    return secrets.token_urlsafe(12)


def link_to(settings: Settings, code: str) -> str:
    """Give the address that a reader is sent."""
    return f"{settings.base_url}/notices/{code}.{_signature(settings, code)}"


def code_of(settings: Settings, key: str) -> str | None:
    """Give the code of a link that we signed; None for any other text."""
    code, _, signature = key.rpartition(".")
    secrets_used = (settings.secret_key, *settings.earlier_secret_keys)  # a link lives as long as its case
    is_ours = [hmac.compare_digest(signature.encode(), _signed(one, code).encode()) for one in secrets_used]
    return code if code and any(is_ours) else None


def _signature(settings: Settings, code: str) -> str:
    return _signed(settings.secret_key, code)


def _signed(secret: str, code: str) -> str:
    made = hmac.new(secret.encode(), PURPOSE + code.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:SIGNATURE_BYTES]).decode().rstrip("=")
