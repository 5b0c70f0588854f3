"""What a notice says, read off the case: the common part here, the rest by protocol. Wording: letters."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from letters import letter_catalogue
from service.access import KEEPERS
from service.cases.moments import moment
from service.store.people import Area, Person, RoleMembership
from workflows import ClockDates, date_and_time, set_clock

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

Values = dict[str, Any]
Provider = Callable[["CaseWork", str], Values]  # the case, the role of the readers
PROVIDERS: dict[str, Provider] = {}


def says(*codes: str) -> Callable[[Provider], Provider]:
    """Register what these notices say beside the common part."""

    def register(provider: Provider) -> Provider:
        for code in codes:
            PROVIDERS[code] = provider
        return provider

    return register


def notice_values(work: "CaseWork", code: str, role: str, *, deputy_clock: str) -> Values:
    """Give every value the case has for one notice; what it lacks is named by the letter's own check."""
    found = {**_common(work), **PROVIDERS[code](work, role)}
    if deputy_clock:
        found["answer_by"] = _iso(limit_of(work, deputy_clock, counted_from=work.now).limit_at)
    wanted = {field.name for field in letter_catalogue()[code].fields}
    return {name: value for name, value in found.items() if name in wanted and value not in (None, "", [])}


def limit_of(work: "CaseWork", clock: str, *, counted_from: datetime | None = None) -> ClockDates:
    """Give the dates a clock has when it starts with this step: a step starts its clocks only at its end."""
    rule = work.clocks.register.rule(clock)
    began = counted_from or moment(work, rule.counted_from)
    return set_clock(rule, trigger_at=began, calendar=work.clocks.calendar, cut_off=work.rules.cut_off)


def _common(work: "CaseWork") -> Values:
    area = work.session.get_one(Area, work.case.area_id)
    role = KEEPERS[work.case.process_id][0]
    leads = _holder(work, role)
    return {
        "case_ref": work.case.reference,
        "area_name": area.partnership_name,
        "area_short_name": area.name,
        "letter_on": work.unit.today.isoformat(),
        "sent_at_words": date_and_time(work.now),
        "contact_name": leads.name if leads else area.partnership_name,
        "contact_role": title_of(work, role),
        "contact_phone": (leads.phone if leads else "") or area.appeal_phone,
        "contact_email": leads.email if leads else "",
    }


def title_of(work: "CaseWork", role: str) -> str:
    """Give what the area calls a role. Source: MI-02."""
    return str(work.rules.role_titles.get(role) or work.procedure.titles.get(role, role))


def _holder(work: "CaseWork", role: str) -> Person | None:
    today = work.unit.today
    return work.session.scalars(
        select(Person)
        .join(RoleMembership, RoleMembership.person_id == Person.id)
        .where(
            RoleMembership.role == role,
            or_(RoleMembership.area_id == work.case.area_id, RoleMembership.area_id.is_(None)),
            or_(RoleMembership.until_on.is_(None), RoleMembership.until_on >= today),
            Person.is_active.is_(True),
        )
        .order_by(Person.id)
        .limit(1)
    ).first()


def _iso(instant: datetime) -> str:
    return instant.isoformat()


def texts(answers: Mapping[str, Any], **names: str) -> Values:
    """Give answers under the names that a letter knows."""
    return {field: str(answers.get(name) or "") for field, name in names.items()}


def lines(value: Any) -> list[str]:
    """Give what was typed one to a line."""
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]
