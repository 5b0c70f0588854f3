"""The commands that the acts on a case become, from the checked answers of their forms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.cases import (
    AddAgency,
    AddNote,
    AskForExtension,
    GiveNewCode,
    LogCall,
    NeedMoreTime,
    RaiseConcern,
    TellNewDate,
    WithdrawAppeal,
    WithdrawByPhone,
    WithdrawConsent,
    WithdrawInWriting,
)
from service.cases.handling import Command
from service.web.casework.asked import Asked
from service.web.casework.small_forms import instant_of

Values = Mapping[str, Any]


def log_call(values: Values, asked: Asked) -> Command:
    """Give the command for a call."""
    return LogCall(
        **asked.marks,
        with_words=str(values["with_words"]),
        happened_at=instant_of(values, "happened"),
        words=str(values["words"]),
        got_through=bool(values["got_through"]),
    )


def add_note(values: Values, asked: Asked) -> Command:
    """Give the command for a note."""
    return AddNote(**asked.marks, words=str(values["words"]))


def withdraw_in_writing(values: Values, asked: Asked) -> Command:
    """Give the command that stops the review."""
    return WithdrawInWriting(
        **asked.marks,
        written_on=date.fromisoformat(str(values["written_on"])),
        words=str(values["words"] or ""),
        safeguarding_goes_on=bool(values["safeguarding_goes_on"]),
        victim_id=_one_victim(values),
    )


def withdraw_by_phone(values: Values, asked: Asked) -> Command:
    """Give the command that waits for the writing."""
    return WithdrawByPhone(**asked.marks, words=str(values["words"]))


def withdraw_consent(values: Values, asked: Asked) -> Command:
    """Give the command that ends the advocate’s role."""
    written_on = date.fromisoformat(str(values["written_on"]))
    return WithdrawConsent(
        **asked.marks,
        written_on=written_on,
        victim_id=_one_victim(values),
    )


def _one_victim(values: Values) -> int | None:
    """Give the victim that was chosen; None is everyone."""
    chosen = str(values.get("whose") or "")
    return int(chosen) if chosen.isdecimal() else None


def withdraw_appeal(values: Values, asked: Asked) -> Command:
    """Give the command that stops an appeal."""
    return WithdrawAppeal(**asked.marks, words=str(values["words"]))


def need_more_time(values: Values, asked: Asked) -> Command:
    """Give the command that asks for more time for an appeal."""
    del values
    return NeedMoreTime(**asked.marks)


def give_new_code(values: Values, asked: Asked) -> Command:
    """Give the command that makes a new code."""
    del values
    return GiveNewCode(**asked.marks)


def ask_for_extension(values: Values, asked: Asked) -> Command:
    """Give the command that asks for more time."""
    return AskForExtension(
        **asked.marks,
        clock=str(values["clock"]),
        new_limit_on=date.fromisoformat(str(values["new_limit_on"])),
        reason=str(values["reason"]),
    )


def tell_new_date(values: Values, asked: Asked) -> Command:
    """Give the command that promises a new date."""
    return TellNewDate(
        **asked.marks,
        clock=str(values["clock"]),
        new_date=date.fromisoformat(str(values["new_date"])),
        reason=str(values["reason"]),
    )


def add_agency(values: Values, asked: Asked) -> Command:
    """Give the command that asks one more agency."""
    return AddAgency(
        **asked.marks,
        body_code=str(values["body_code"]),
        reason=str(values["reason"]),
    )


def raise_concern(values: Values, asked: Asked) -> Command:
    """Give the command that records a concern."""
    return RaiseConcern(
        **asked.marks,
        raised_by=str(values["raised_by"]),
        words=str(values["words"]),
    )
