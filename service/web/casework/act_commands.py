"""The commands that the acts on a case become, from the checked answers of their forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from service.cases import (
    Actor,
    AddAgency,
    AddNote,
    AskForExtension,
    GiveNewCode,
    LogCall,
    RaiseConcern,
    TellNewDate,
    WithdrawByPhone,
    WithdrawConsent,
    WithdrawInWriting,
)
from service.cases.handling import Command
from workflows import LONDON

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who acts on which case, under which form."""

    actor: Actor
    case_id: int
    form_key: str | None


def log_call(values: Values, asked: Asked) -> Command:
    """Give the command for a call; its time is London’s."""
    at = time.fromisoformat(str(values["happened_time"]))
    return LogCall(
        actor=asked.actor,
        case_id=asked.case_id,
        with_words=str(values["with_words"]),
        happened_at=datetime.combine(date.fromisoformat(str(values["happened_on"])), at, LONDON),
        words=str(values["words"]),
        got_through=bool(values["got_through"]),
        form_key=asked.form_key,
    )


def add_note(values: Values, asked: Asked) -> Command:
    """Give the command for a note."""
    return AddNote(actor=asked.actor, case_id=asked.case_id, words=str(values["words"]), form_key=asked.form_key)


def withdraw_in_writing(values: Values, asked: Asked) -> Command:
    """Give the command that stops the review."""
    return WithdrawInWriting(
        actor=asked.actor,
        case_id=asked.case_id,
        written_on=date.fromisoformat(str(values["written_on"])),
        words=str(values["words"] or ""),
        safeguarding_goes_on=bool(values["safeguarding_goes_on"]),
        victim_id=_one_victim(values),
        form_key=asked.form_key,
    )


def withdraw_by_phone(values: Values, asked: Asked) -> Command:
    """Give the command that waits for the writing."""
    return WithdrawByPhone(
        actor=asked.actor, case_id=asked.case_id, words=str(values["words"]), form_key=asked.form_key
    )


def withdraw_consent(values: Values, asked: Asked) -> Command:
    """Give the command that ends the advocate’s role."""
    written_on = date.fromisoformat(str(values["written_on"]))
    return WithdrawConsent(
        actor=asked.actor,
        case_id=asked.case_id,
        written_on=written_on,
        victim_id=_one_victim(values),
        form_key=asked.form_key,
    )


def _one_victim(values: Values) -> int | None:
    """Give the victim that was chosen; None is everyone."""
    chosen = str(values.get("whose") or "")
    return int(chosen) if chosen.isdecimal() else None


def give_new_code(values: Values, asked: Asked) -> Command:
    """Give the command that makes a new code."""
    del values
    return GiveNewCode(actor=asked.actor, case_id=asked.case_id, form_key=asked.form_key)


def ask_for_extension(values: Values, asked: Asked) -> Command:
    """Give the command that asks for more time."""
    return AskForExtension(
        actor=asked.actor,
        case_id=asked.case_id,
        clock=str(values["clock"]),
        new_limit_on=date.fromisoformat(str(values["new_limit_on"])),
        reason=str(values["reason"]),
        form_key=asked.form_key,
    )


def tell_new_date(values: Values, asked: Asked) -> Command:
    """Give the command that promises a new date."""
    return TellNewDate(
        actor=asked.actor,
        case_id=asked.case_id,
        clock=str(values["clock"]),
        new_date=date.fromisoformat(str(values["new_date"])),
        reason=str(values["reason"]),
        form_key=asked.form_key,
    )


def add_agency(values: Values, asked: Asked) -> Command:
    """Give the command that asks one more agency."""
    return AddAgency(
        actor=asked.actor,
        case_id=asked.case_id,
        body_code=str(values["body_code"]),
        reason=str(values["reason"]),
        form_key=asked.form_key,
    )


def raise_concern(values: Values, asked: Asked) -> Command:
    """Give the command that records a concern."""
    return RaiseConcern(
        actor=asked.actor,
        case_id=asked.case_id,
        raised_by=str(values["raised_by"]),
        words=str(values["words"]),
        form_key=asked.form_key,
    )
