"""Letters in the words of pages: where they are, what they say from the case, how they go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from letters import FieldKind, Json, LetterField, LetterKind
from service.cases.case_file import CaseFile
from service.cases.letters.checking import CLOCK_OF_FIELD
from service.store.queries.letter_lists import LetterLine
from workflows import and_list, date_and_time, long_date

LETTERHEAD = frozenset(
    {
        *("case_ref", "area_name", "area_address", "scheme_name", "formerly", "letter_on", "recipient_name"),
        *("contact_name", "contact_role", "contact_phone", "contact_email", "contact_hours", "support_line"),
        *("about_ref", "appeal_body_name", "appeal_address", "appeal_phone", "appeal_email", "appeal_hours"),
        *(
            "officer_name",
            "officer_role",
            "data_notice",
            "recipient_address",
            "written_to",
            "victim_kind",
            "answer_at",
            "track_at",
            "apply_at",
        ),
    }
)
SIZES = {"standard": "", "large_print": ", large print"}
HOW = {"email": "Email", "post": "Post"}
PLAINER = {"transcribed": "by phone, and written down"}
WENT = {
    "waiting": "It leaves within minutes, {how}.",
    "to_print": "It waits to be printed and posted.",
    "sent": "Sent by email.",
    "posted": "Posted.",
    "failed": "It came back.",
    "unknown": "Nobody knows whether it left.",
    "not_made": "It could not be made into a PDF.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseValue:
    """One value that came from the case, with the address of "Why this date" where a clock gave it."""

    label: str
    words: str
    why_href: str = ""


def sent_sentence(letter: LetterLine) -> str:
    """Give "Sealed on Tuesday 22 December 2026. Sent by email."."""
    how = "by email" if letter.channel == "email" else "by post"
    on = long_date(letter.letter_on) if letter.letter_on else ""
    return f"Sealed on {on}. {WENT.get(letter.delivery, '').format(how=how)}".strip()


def goes_by(channel: str, size: str, email: str = "") -> str:
    """Give how a letter goes: "Email, large print"."""
    address = f" to {email}" if email and channel == "email" else ""
    return f"{HOW.get(channel, channel)}{address}{SIZES.get(size, '')}"


def values_from_case(file: CaseFile, kind: LetterKind, values: Mapping[str, Json]) -> list[CaseValue]:
    """Give the values of a letter that a writer must check, in the order of the letter."""
    address = values.get("recipient_address")
    where = ", ".join(str(line) for line in address) if isinstance(address, list) else ""
    reader = ", ".join(part for part in (str(values.get("recipient_name") or ""), where) if part)
    shown = [CaseValue(label="Name", words=reader)] if reader else []
    for field in kind.fields:
        words = "" if field.name in LETTERHEAD else value_words(field, values.get(field.name))
        if words:
            shown.append(CaseValue(label=field.label, words=words, why_href=_why(file, field.name)))
    return shown


def _why(file: CaseFile, name: str) -> str:
    clock = CLOCK_OF_FIELD.get(name)
    row = file.deadline(clock) if clock else None
    return f"/cases/{file.case.reference}/clocks/{row.id}" if row and row.state == "running" else ""


def value_words(field: LetterField, value: Json) -> str:
    """Give one value in words; an empty text for none."""
    if value is None or value in ("", []):
        return ""
    if field.kind is FieldKind.DATE:
        return long_date(date.fromisoformat(str(value)))
    if field.kind is FieldKind.DATETIME:
        return date_and_time(datetime.fromisoformat(str(value)))
    if field.kind is FieldKind.YES_NO:
        return "Yes" if value else "No"
    if field.kind is FieldKind.ROWS:
        return f"{len(value)} in the letter" if isinstance(value, list) else ""
    if field.kind is FieldKind.ONE_OF:
        return _coded(str(value))
    if isinstance(value, list):
        return and_list([str(one) for one in value])
    return str(value)


def _coded(code: str) -> str:
    words = PLAINER.get(code, code).replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"
