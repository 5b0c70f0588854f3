"""A public form half filled: opened, saved page by page, sent, forgotten. Found again by a code only; no case yet."""

import hashlib
import secrets
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import Session

from service.cases.application_answers import read_application
from service.cases.application_form import Channel
from service.cases.calendars import calendar_for
from service.cases.errors import CaseError
from service.cases.handling import handles
from service.cases.start_case import SubmitApplication, submit_application
from service.cases.tracking import READABLE
from service.cases.unit import CLOCK, Actor, Result, Unit
from service.store.record import ApplicationDraft
from workflows import LONDON, AreaRules, BusinessCalendar, local_date

KEPT_WORKING_DAYS = 20
KEPT_AFTER_SENDING = timedelta(hours=1)
MOST_ITEMS = 50
LISTS = ("victims", "incidents")

Path = tuple[str | int, ...]  # (), ("incidents", 2) or ("incidents", 2, "reports", "police")


class DraftGone(CaseError):
    """We no longer have these answers. Start again, or enter the code we gave you."""


class ItemGone(CaseError):
    """You removed this in another window."""


class TooManyItems(CaseError):
    """You have told us about 50 already. Tell us about the others when we call you."""


class DraftSent(CaseError):
    """You have sent this application. Its answers can no longer be changed here."""


class NameWanted(CaseError):
    """We cannot open a review without a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """Begin an application; what was kept too long by others is forgotten on the way."""

    actor: Actor
    area_id: int
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAnswers:
    """Keep the answers of one page. `path` says where: the form itself, one incident, one report of it."""

    actor: Actor
    draft_key: str
    answers: Mapping[str, Any]
    path: Path = ()
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveItem:
    """Take one victim or incident out of a draft; a second press changes nothing."""

    actor: Actor
    draft_key: str
    path: Path
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDraft:
    """Send the application that a draft holds; a second press gives the first result. Source: CT-05, D-006."""

    actor: Actor
    draft_key: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetDraft:
    """Throw the answers of a draft away."""

    actor: Actor
    draft_key: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetOldDrafts:
    """Delete what was kept long enough; the loop asks for it."""

    actor: Actor = CLOCK
    form_key: str | None = None


@dataclass(slots=True)
class _Items:
    """The victims or the incidents of a draft, each with a number that is never given twice."""

    answers: dict[str, Any]
    name: str
    rows: list[dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = self.answers.setdefault(self.name, [])

    @property
    def last(self) -> int:
        return int(self.answers.get(f"last_{self.name}", 0))

    def row(self, number: int) -> dict[str, Any]:
        """Give a row; the next free number makes a new one. Raises ItemGone, TooManyItems."""
        found = next((row for row in self.rows if row["n"] == number), None)
        if found is not None:
            return found
        if number != self.last + 1:
            raise ItemGone
        if len(self.rows) >= MOST_ITEMS:
            raise TooManyItems
        self.answers[f"last_{self.name}"] = number
        self.rows.append({"n": number})
        return self.rows[-1]

    def remove(self, number: int) -> None:
        self.rows[:] = [row for row in self.rows if row["n"] != number]


def new_draft_key() -> str:
    """Give a new secret that a browser holds and a person can write down: 16 marks, 71 bits."""
    marks = "".join(secrets.choice(READABLE) for _ in range(16))
    return "-".join(marks[at : at + 4] for at in range(0, 16, 4))


def hash_of_key(draft_key: str) -> bytes:
    """Give the hash under which a draft is kept, however the code was typed."""
    marks = "".join(mark for mark in draft_key.upper() if mark.isascii() and mark.isalnum())
    return hashlib.sha256(f"draft:{marks}".encode()).digest()


def kept_until(saved_at: datetime, calendar: BusinessCalendar) -> date:
    """Give the last day on which a draft can still be opened. Source: brief page 5a."""
    return calendar.add_working_days(local_date(saved_at), working_days=KEPT_WORKING_DAYS)


@handles(OpenDraft)
def open_draft(unit: Unit, command: OpenDraft) -> Result:
    """Make an empty draft and give its key."""
    forget_old_drafts(unit.session, now=unit.now)
    key = new_draft_key()
    row = ApplicationDraft(key_hash=hash_of_key(key), area_id=command.area_id, answers={}, saved_at=unit.now)
    unit.session.add(row)
    return Result(said={"draft_key": key})


@handles(SaveAnswers)
def save_answers(unit: Unit, command: SaveAnswers) -> Result:
    """Put the answers of one page in their place. Raises DraftGone, DraftSent, ItemGone, TooManyItems."""
    draft = _open_draft_row(unit, command.draft_key)
    answers = deepcopy(draft.answers)  # a shared inner list would hide the change from SQLAlchemy
    _place(answers, command.path).update(command.answers)
    draft.answers = answers
    draft.saved_at = unit.now
    return Result()


def _place(answers: dict[str, Any], path: Path) -> dict[str, Any]:
    """Give the part of the answers that a path names, made if it is the next of its list."""
    if not path:
        return answers
    row = _Items(answers, str(path[0])).row(int(path[1]))
    if len(path) == 2:
        return row
    report: dict[str, Any] = row.setdefault("reports", {}).setdefault(str(path[3]), {})
    return report


@handles(RemoveItem)
def remove_item(unit: Unit, command: RemoveItem) -> Result:
    """Take a victim or an incident out. Raises DraftGone, DraftSent."""
    draft = _open_draft_row(unit, command.draft_key)
    answers = deepcopy(draft.answers)  # a shared inner list would hide the change from SQLAlchemy
    _Items(answers, str(command.path[0])).remove(int(command.path[1]))
    draft.answers = answers
    draft.saved_at = unit.now
    return Result()


@handles(SendDraft)
def send_draft(unit: Unit, command: SendDraft) -> Result:
    """Open the case of a draft, once; sender and received time are those of the first press. Raises NameWanted."""
    draft = _draft_row(unit, command.draft_key)
    if draft.sent_case_id is not None:
        return Result(where=str(draft.sent_case_id))
    form = read_application({**draft.answers, "is_declared": True}, received_on=unit.today)
    if form.is_anonymous:
        raise NameWanted
    result = submit_application(
        unit,
        SubmitApplication(
            actor=command.actor, area_id=draft.area_id, channel=Channel.ONLINE, received_at=unit.now, form=form
        ),
    )
    draft.sent_case_id = int(result.where)
    draft.saved_at = unit.now
    draft.answers = {**draft.answers, "tracking_code": result.said["tracking_code"]}
    return result


@handles(ForgetDraft)
def forget_draft(unit: Unit, command: ForgetDraft) -> Result:
    """Delete a draft; one that is not there is no error."""
    unit.session.execute(delete(ApplicationDraft).where(ApplicationDraft.key_hash == hash_of_key(command.draft_key)))
    return Result()


def _draft_row(unit: Unit, draft_key: str) -> ApplicationDraft:
    draft = unit.session.scalars(
        select(ApplicationDraft).where(ApplicationDraft.key_hash == hash_of_key(draft_key)).with_for_update()
    ).one_or_none()
    if draft is None:
        raise DraftGone
    return draft


def _open_draft_row(unit: Unit, draft_key: str) -> ApplicationDraft:
    draft = _draft_row(unit, draft_key)
    if draft.sent_case_id is not None:
        raise DraftSent
    return draft


@handles(ForgetOldDrafts)
def forget_drafts_of_all(unit: Unit, command: ForgetOldDrafts) -> Result:
    """Delete every draft that was kept long enough."""
    del command
    forget_old_drafts(unit.session, now=unit.now)
    return Result()


def has_old_drafts(session: Session, *, now: datetime) -> bool:
    """Tell whether there is anything to delete, so that the loop need not write to find out."""
    return session.scalar(select(exists().where(_kept_long_enough(session, now)))) is True


def forget_old_drafts(session: Session, *, now: datetime) -> None:
    """Delete drafts past their 20 working days, and sent ones after an hour. Safe to run at any time.

    Source: brief page 5a ("We keep your answers for 20 working days").
    """
    session.execute(delete(ApplicationDraft).where(_kept_long_enough(session, now)))


def _kept_long_enough(session: Session, now: datetime) -> ColumnElement[bool]:
    calendar = calendar_for(session, AreaRules())
    first_kept = calendar.add_working_days(local_date(now), working_days=-KEPT_WORKING_DAYS)
    too_old = ApplicationDraft.saved_at < datetime.combine(first_kept, time.min, LONDON)
    sent = ApplicationDraft.sent_case_id.is_not(None) & (ApplicationDraft.saved_at < now - KEPT_AFTER_SENDING)
    return or_(too_old, sent)
