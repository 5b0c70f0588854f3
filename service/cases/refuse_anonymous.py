"""A form without a name: kept as information, answered if we can, never a case. Source: CT-06."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from letters import LetterError, render_letter
from service.cases.application_form import ApplicationForm
from service.cases.errors import AnswersRefused, CaseError
from service.cases.handling import handles
from service.cases.letters.values.letterhead import SPOC_TITLE
from service.cases.start_case import rules_in_force
from service.cases.unit import Actor, Result, Unit
from service.store.audit_chain import append_audit
from service.store.outbox import OutboxItem
from service.store.people import Area
from service.store.queries.holders import first_holder
from service.store.record import RefusedApplication
from workflows import AreaRules, local_date

LETTER = "L-CT-03"
LONGEST = 2000


class NotAnonymous(CaseError):
    """A form with a name is an application. Enter it as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseAnonymous:
    """A form came without a name. `received_at` is now unless staff enter when it came."""

    actor: Actor
    area_id: int
    channel: str
    form: ApplicationForm
    received_at: datetime | None = None
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOnRefused:
    """Note to whom a form without a name was passed, because someone may be at risk."""

    actor: Actor
    refused_id: int
    words: str
    form_key: str | None = None


@handles(RefuseAnonymous)
def refuse_anonymous(unit: Unit, command: RefuseAnonymous) -> Result:
    """Keep the form as information: no case, no clock, not counted. A letter goes if there is an email address.

    Raises NotAnonymous. Source: CT-06, L-CT-03.
    """
    if not command.form.is_anonymous:
        raise NotAnonymous
    row = RefusedApplication(
        area_id=command.area_id,
        received_at=command.received_at or unit.now,
        channel=command.channel,
        answers=_kept_answers(command.form),
        contact_email=command.form.applicant.email,
    )
    unit.session.add(row)
    unit.session.flush()
    _audit(unit, command.actor, "anonymous_refused", row)
    mail = _mail(unit, row)
    if mail is not None:
        unit.session.add(mail)
    return Result(where=str(row.id), said={"answered": "yes" if mail else "no"})


def _audit(unit: Unit, actor: Actor, action: str, row: RefusedApplication) -> None:
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        action=action,
        object_=f"refused:{row.id}",
        detail={"channel": row.channel},
    )


def _kept_answers(form: ApplicationForm) -> dict[str, Any]:
    return {"form": _plain(asdict(form))}


def _plain(value: Any) -> Any:
    """Give a value as JSON: dates as ISO text, tuples as lists."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _mail(unit: Unit, row: RefusedApplication) -> OutboxItem | None:
    """Give the letter as an email; None without an address, or while the area has not named its contact."""
    if not row.contact_email:
        return None
    try:
        letter = render_letter(LETTER, refusal_values(unit, row))
    except LetterError:
        return None
    return OutboxItem(
        kind="mail",
        to_address=row.contact_email,
        reply_to=letter.reply_to,
        subject=letter.safe_subject,
        body=letter.text,
        message_id=f"<{uuid4().hex}@folkmoot.invalid>",
        state="queued",
        queued_at=unit.now,
        next_try_at=unit.now,
    )


def refusal_values(unit: Unit, row: RefusedApplication) -> dict[str, Any]:
    """Give what the letter about a form without a name says. Source: domain D, L-CT-03."""
    area = unit.session.get_one(Area, row.area_id)
    version = rules_in_force(unit, area)
    rules = AreaRules.model_validate(version.settings) if version else AreaRules()
    years = rules.retention.not_reviewed_years
    today = unit.today
    values = {
        "case_ref": f"{area.code}-{row.id}",
        "area_name": area.partnership_name,
        "area_address": [str(line) for line in area.address],
        "scheme_name": rules.scheme_name,
        "formerly": rules.formerly or None,
        "letter_on": today.isoformat(),
        **_contact_values(unit, area, rules),
        "received_on": local_date(row.received_at).isoformat(),
        "received_how": row.channel,
        "risk_passed_on": row.passed_on_at is not None,
        "apply_at": f"{unit.tools.settings.base_url}/ask/{area.code.lower()}",
        "kept_until": date(today.year + years, today.month, min(today.day, 28)).isoformat(),
    }
    return {name: value for name, value in values.items() if value is not None}


def _contact_values(unit: Unit, area: Area, rules: AreaRules) -> dict[str, Any]:
    spoc = first_holder(unit.session, "spoc", area_id=area.id, today=unit.today)
    return {
        "contact_name": spoc.name if spoc else area.partnership_name,
        "contact_role": rules.role_titles.get("spoc", SPOC_TITLE),
        "contact_phone": spoc.phone if spoc else "",
        "contact_email": spoc.email if spoc else "",
        "contact_hours": area.contact_hours,
        "support_line": area.support_line,
        "data_notice": area.privacy_at,
    }


@handles(PassOnRefused)
def pass_on_refused(unit: Unit, command: PassOnRefused) -> Result:
    """Note to whom it was passed, once; a second press changes nothing. Raises AnswersRefused. Source: CT-06."""
    if not command.words.strip():
        raise AnswersRefused({"words": "Enter to whom you passed it, and what they will do"})
    if len(command.words) > LONGEST:
        raise AnswersRefused({"words": f"Use {LONGEST:,} characters or fewer"})
    row = unit.session.get_one(RefusedApplication, command.refused_id)
    if row.passed_on_at is None:
        row.passed_on_words = command.words
        row.passed_on_by_id = command.actor.person_id
        row.passed_on_at = unit.now
        _audit(unit, command.actor, "anonymous_passed_on", row)
    return Result(where=str(row.id))
