"""The people of a case, the risk and the appointed as short lines beside the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.store.queries.case_people import AppointedRow, PartyRow, RiskRow
from service.web.role_words import role_words
from workflows import and_list, local_date, long_date

FLAGS = {
    "danger_now": "someone is in danger now",
    "safeguarding_adult": "an adult needs safeguarding",
    "safeguarding_child": "a child needs safeguarding",
    "hate": "there is a hate element",
    "repeat_victim": "it has happened to them before",
    "vulnerable": "someone is vulnerable",
}
CHANNELS = {"email": "Letters by email", "post": "Letters by post", "phone": "By phone"}
FORMATS = {"large_print": "large print", "easy_read": "Easy Read", "braille": "Braille", "audio": "audio"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A term with its words, for the short lists at the side."""

    term: str
    words: str
    lead: str = ""
    tone: str = ""
    links: tuple[tuple[str, str], ...] = ()


def party_fact(row: PartyRow) -> Fact:
    """Give "Applicant and victim. 07700 900417. Letters by email, large print."."""
    parts = [_role(row), row.organisation, _phone(row), _letters(row), _language(row), _consent(row)]
    return Fact(term=row.name, words=" ".join(f"{part}." for part in parts if part))


def _role(row: PartyRow) -> str:
    roles = [
        word
        for word, holds in (
            ("applicant", row.is_applicant),
            ("victim", row.is_victim),
            ("advocate", row.is_advocate),
        )
        if holds
    ]
    words = and_list(roles) or "other person"
    ended = f", until {long_date(local_date(row.role_ended_at))}" if row.role_ended_at else ""
    age = ", under 18" if row.is_under_18 else ""
    return f"{words[:1].upper()}{words[1:]}{age}{ended}"


def _phone(row: PartyRow) -> str:
    return row.phone or ("" if row.email else "No phone number")


def _letters(row: PartyRow) -> str:
    if not (row.is_applicant or row.email or row.address):
        return ""
    formats = [words for code, words in FORMATS.items() if code in row.formats]
    return ", ".join([CHANNELS.get(row.preferred_channel, row.preferred_channel), *formats])


def _language(row: PartyRow) -> str:
    return f"Language: {row.language}" if row.language else ""


def _consent(row: PartyRow) -> str:
    if not row.needs_consent:
        return ""
    if row.consent_ended_on:
        return f"Consent ended {long_date(row.consent_ended_on)}"
    return f"Consent held since {long_date(row.consent_on)}" if row.consent_on else "No written consent yet"


def risk_words(row: RiskRow | None) -> str:
    """Give "Medium, checked Thursday 10 December 2026. …"; says so where nobody has checked."""
    if row is None:
        return "Nobody has checked the risk yet."
    level = f"{row.level[:1].upper()}{row.level[1:]}"
    flags = [FLAGS.get(flag, flag) for flag in row.flags]
    found = f" Found: {and_list(flags)}." if flags else " No flag was raised."
    did = f" {row.actions}" if row.actions else ""
    return f"{level}, checked {long_date(local_date(row.at))}.{found}{did}"


def appointed_facts(rows: Sequence[AppointedRow]) -> list[Fact]:
    """Give the chair, minute-taker and lead officer of today."""
    return [
        Fact(term=row.name, words=". ".join(part for part in (role_words(row.role), row.job_title) if part) + ".")
        for row in rows
        if row.ended_at is None
    ]
