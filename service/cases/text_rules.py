"""What may stand in an answer of an application: readable text, an email address, a date. Each fault is a sentence.

No question and no page lives here: a caller passes the label that the person saw.
"""

import re
import unicodedata
from datetime import date

EARLIEST = date(1900, 1, 1)
LONGEST_EMAIL = 254
LONGEST_LOCAL_PART = 64

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_PHONE = re.compile(r"[0-9+(][0-9 +()./-]*(?: ?(?:ext|x)\.? ?[0-9]{1,6})?", re.IGNORECASE)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}")


def is_blank(value: str) -> bool:
    """Tell whether nothing can be read: empty, or only spaces and invisible marks."""
    return all(mark.isspace() or unicodedata.category(mark) in ("Cf", "Zs") for mark in value)


def tidy_lines(value: str) -> str:
    """Give text with one kind of line end; nothing else is changed."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def text_fault(value: str, *, label: str, limit: int, is_one_line: bool = True) -> str | None:
    """Say what is wrong with a text, or None. Control characters, half characters and long text are refused."""
    if any(_is_unreadable(mark) for mark in value):
        return f"{label} has a character that we cannot read. Type it again"
    if is_one_line and any(mark in "\n\r\t\v\f\x85\u2028\u2029" for mark in value):
        return f"{label} must be on one line"
    if len(value) > limit:
        return f"{label} must be {limit:,} characters or fewer. You have {len(value):,}"
    return None


def _is_unreadable(mark: str) -> bool:
    if mark in "\n\r\t":
        return False
    return unicodedata.category(mark) in ("Cc", "Cs") or ord(mark) & 0xFFFE == 0xFFFE


def email_fault(value: str) -> str | None:
    """Say what is wrong with an email address, or None: one plain address and nothing that could add a header."""
    wanted = "Enter one email address in the correct format, like name@example.org"
    if len(value) > LONGEST_EMAIL or not _EMAIL.fullmatch(value):
        return wanted
    local = value.partition("@")[0]
    is_wrong = len(local) > LONGEST_LOCAL_PART or ".." in local or local[0] == "." or local[-1] == "."
    return wanted if is_wrong else None


def phone_fault(value: str) -> str | None:
    """Say what is wrong with a telephone number, or None."""
    digits = sum(mark.isascii() and mark.isdigit() for mark in value)
    if len(value) > 40 or not 6 <= digits <= 20 or not _PHONE.fullmatch(value.strip()):
        return "Enter a phone number, like 01632 960 001"
    return None


def postcode_fault(value: str) -> str | None:
    """Say what is wrong with a postcode, or None."""
    return None if _POSTCODE.fullmatch(tidy_postcode(value)) else "Enter a full UK postcode, like AS3 7DN"


def tidy_postcode(value: str) -> str:
    """Give a postcode in capitals with single spaces."""
    return " ".join(value.upper().split())


def past_date_fault(value: date, *, today: date, label: str) -> str | None:
    """Say why a date cannot be when something happened, or None: from 1900 until today. Source: CT-13."""
    if value > today:
        return f"{label} must be today or in the past"
    if value < EARLIEST:
        return f"{label} must be after 1899"
    return None
