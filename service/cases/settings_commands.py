"""An area's settings: proposed by one person, put in force or refused by another. Their meaning: workflows.area_rules.

proposed -> in_force (from a day) -> replaced
proposed -> refused (by the second person, or taken back by the first)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import COMMUNITY_TRIGGER, may_approve_settings, may_change_settings
from service.cases.errors import AreaNotReady
from service.cases.handling import handles
from service.cases.procedures import newest_version
from service.cases.unit import Actor, Result, Unit
from service.errors import NotAllowed, NotFoundForYou, PutRight, SettingsChanged
from service.store.audit_chain import append_audit
from service.store.people import Area, AreaRulesVersion
from workflows import (
    AreaRules,
    ClockRegister,
    Override,
    SettingsNotUsable,
    Weakening,
    effective_register,
    find_weakenings,
    parse_area_rules,
)

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSettings:
    """Ask for other settings. `settings`: all of them, as AreaRules writes them; `based_on`: the version looked at."""

    actor: Actor
    area_id: int
    based_on: int
    settings: Mapping[str, Any]
    reason: str
    in_force_from: date
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveSettings:
    """Put a proposal in force. A weaker one takes the director and the director's reason. Source: CM-16."""

    actor: Actor
    rules_id: int
    override_reason: str = ""
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseSettings:
    """Refuse a proposal; its author takes it back in the same way."""

    actor: Actor
    rules_id: int
    reason: str
    form_key: str | None = None


@handles(ProposeSettings)
def propose_settings(unit: Unit, command: ProposeSettings) -> Result:
    """Keep a proposal. Raises PutRight with a sentence a field, SettingsChanged if somebody was faster."""
    _require(
        command.actor.signed_in is not None and may_change_settings(command.actor.signed_in, area_id=command.area_id)
    )
    standing = newest_rules(unit.session, command.area_id)
    if standing.version != command.based_on or _waiting(unit.session, command.area_id) is not None:
        raise SettingsChanged
    rules = usable_rules(command.settings, register=register_in_force(unit.session))
    problems = _problems(unit, command, rules, parse_area_rules(standing.settings))
    if problems:
        raise PutRight(problems)
    row = AreaRulesVersion(
        area_id=command.area_id,
        version=_last_version(unit.session, command.area_id) + 1,
        settings=rules.model_dump(mode="json"),
        state="proposed",
        in_force_from=command.in_force_from,
        reason=command.reason.strip()[:LONGEST_REASON],
        proposed_by_id=command.actor.person_id,
        proposed_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    _audit(unit, command.actor, "settings_proposed", row)
    return Result(where=str(row.id))


@handles(ApproveSettings)
def approve_settings(unit: Unit, command: ApproveSettings) -> Result:
    """Put a proposal in force from its day, today at the earliest. Open cases keep their version (CM-12)."""
    row = _proposal(unit, command.rules_id)
    rules = parse_area_rules(row.settings)
    weaker = open_weakenings(register_in_force(unit.session), rules)
    _require_second_person(command.actor, row, is_weaker=bool(weaker))
    if weaker and not command.override_reason.strip():
        raise PutRight({"override_reason": "Enter why the weaker setting is right for your area"})
    if weaker:
        row.settings = _signed(unit, command, row, rules, weaker).model_dump(mode="json")
    row.in_force_from = max(row.in_force_from or unit.today, unit.today)
    row.state = "in_force"
    _decide(unit, command.actor, row, reason=command.override_reason)
    if row.in_force_from == unit.today:
        _replace_earlier(unit, row)
    _audit(unit, command.actor, "settings_approved", row, overrides=[each.setting for each in weaker])
    return Result(where=str(row.id))


@handles(RefuseSettings)
def refuse_settings(unit: Unit, command: RefuseSettings) -> Result:
    """Refuse a proposal, or take back the own one; it stays in the history."""
    row = _proposal(unit, command.rules_id)
    if command.actor.person_id != row.proposed_by_id:
        _require_decider(command.actor, row)
    if not command.reason.strip():
        raise PutRight({"refusal_reason": "Enter why"})
    row.state = "refused"
    _decide(unit, command.actor, row, reason=command.reason)
    _audit(unit, command.actor, "settings_refused", row)
    return Result(where=str(row.id))


def usable_rules(settings: Mapping[str, Any], *, register: ClockRegister) -> AreaRules:
    """Give the settings as rules that can run. Raises PutRight with what is wrong."""
    try:
        rules = parse_area_rules(dict(settings))
        effective_register(register, rules)
    except SettingsNotUsable as err:
        raise PutRight({"settings": " ".join(err.faults)}) from err
    return rules


def open_weakenings(register: ClockRegister, rules: AreaRules) -> list[Weakening]:
    """Give what is weaker than the source and not signed for yet. Source: CM-16."""
    return [each for each in find_weakenings(register, rules) if each.is_open]


def register_in_force(session: Session) -> ClockRegister:
    """Give the clocks of the newest published procedure. Raises AreaNotReady."""
    procedure = newest_version(session, COMMUNITY_TRIGGER)
    if procedure is None:
        raise AreaNotReady
    return procedure.register


def newest_rules(session: Session, area_id: int) -> AreaRulesVersion:
    """Give the newest approved version, which may begin on a later day. Raises AreaNotReady."""
    row = session.scalars(
        select(AreaRulesVersion)
        .where(AreaRulesVersion.area_id == area_id, AreaRulesVersion.state == "in_force")
        .order_by(AreaRulesVersion.version.desc())
        .limit(1)
    ).first()
    if row is None:
        raise AreaNotReady
    return row


def _problems(unit: Unit, command: ProposeSettings, rules: AreaRules, standing: AreaRules) -> dict[str, str]:
    problems = {}
    if rules == standing:
        problems["settings"] = "Nothing differs from the settings in force"
    if not command.reason.strip():
        problems["reason"] = "Enter why the settings should change"
    if command.in_force_from < unit.today:
        problems["from"] = "Enter today or a later day"
    return problems


def _signed(
    unit: Unit, command: ApproveSettings, row: AreaRulesVersion, rules: AreaRules, weaker: list[Weakening]
) -> AreaRules:
    """Give the rules with the director's name under each weaker setting; signatures that no longer count go."""
    still = [each.override for each in find_weakenings(register_in_force(unit.session), rules) if each.override]
    new = [
        Override(
            setting=each.setting,
            chosen=each.chosen,
            reason=command.override_reason.strip()[:LONGEST_REASON],
            proposed_by=f"person:{row.proposed_by_id}",
            approved_by=f"person:{command.actor.person_id}",
            approved_on=unit.today,
        )
        for each in weaker
    ]
    return rules.model_copy(update={"overrides": (*still, *new)})


def _proposal(unit: Unit, rules_id: int) -> AreaRulesVersion:
    row = unit.session.get(AreaRulesVersion, rules_id)
    if row is None:
        raise NotFoundForYou
    if row.state != "proposed":
        raise SettingsChanged
    return row


def _waiting(session: Session, area_id: int) -> AreaRulesVersion | None:
    return session.scalars(
        select(AreaRulesVersion).where(AreaRulesVersion.area_id == area_id, AreaRulesVersion.state == "proposed")
    ).first()


def _last_version(session: Session, area_id: int) -> int:
    session.get(Area, area_id, with_for_update=True)  # two proposals at once get two numbers
    return (
        session.scalars(
            select(AreaRulesVersion.version)
            .where(AreaRulesVersion.area_id == area_id)
            .order_by(AreaRulesVersion.version.desc())
            .limit(1)
        ).first()
        or 0
    )


def _require_decider(actor: Actor, row: AreaRulesVersion) -> None:
    who = actor.signed_in
    may = (
        may_approve_settings(who, area_id=row.area_id, proposed_by_id=row.proposed_by_id, is_weaker=is_weaker)
        for is_weaker in (True, False)
        if who is not None
    )
    _require(any(may))


def _require_second_person(actor: Actor, row: AreaRulesVersion, *, is_weaker: bool) -> None:
    who = actor.signed_in
    _require(
        who is not None
        and may_approve_settings(who, area_id=row.area_id, proposed_by_id=row.proposed_by_id, is_weaker=is_weaker)
    )


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise NotAllowed


def _decide(unit: Unit, actor: Actor, row: AreaRulesVersion, *, reason: str) -> None:
    row.decided_by_id = actor.person_id
    row.decided_at = unit.now
    row.decision_reason = reason.strip()[:LONGEST_REASON]


def _replace_earlier(unit: Unit, row: AreaRulesVersion) -> None:
    earlier = select(AreaRulesVersion).where(
        AreaRulesVersion.area_id == row.area_id,
        AreaRulesVersion.state == "in_force",
        AreaRulesVersion.version < row.version,
    )
    for each in unit.session.scalars(earlier):
        each.state = "replaced"


def _audit(unit: Unit, actor: Actor, action: str, row: AreaRulesVersion, **detail: object) -> None:
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        action=action,
        object_=f"area:{row.area_id}",
        purpose=row.reason[:500],
        detail={"version": row.version, "from": str(row.in_force_from), **detail},
    )
