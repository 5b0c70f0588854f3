"""What a notice says, read off the case: the common part here, the rest by protocol. Wording: letters."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from letters import letter_catalogue
from service.access import KEEPERS
from service.cases.moments import moment
from service.cases.rounds.kinds import CONTACT_ROLES
from service.store.people import Area
from service.store.queries.holders import first_holder
from workflows import ClockDates, date_and_time, set_clock

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

Values = dict[str, Any]
Provider = Callable[["CaseWork", str], Values]  # the case, the role of the readers
PROVIDERS: dict[str, Provider] = {}
TITLES: dict[tuple[str, str], str] = {}  # of a notice that tells one of several changes: by code and change


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


def title_of_round(code: str, values: Values) -> str:
    """Give what a round is called in the history and in a telephone task: by what changed, where it tells a change."""
    return TITLES.get((code, str(values.get("change")))) or letter_catalogue()[code].title


def limit_of(work: "CaseWork", clock: str, *, counted_from: datetime | None = None) -> ClockDates:
    """Give the dates a clock has when it starts with this step: a step starts its clocks only at its end."""
    rule = work.clocks.register.rule(clock)
    began = counted_from or moment(work, rule.counted_from)
    return set_clock(rule, trigger_at=began, calendar=work.clocks.calendar, cut_off=work.rules.cut_off)


def _common(work: "CaseWork") -> Values:
    area = work.session.get_one(Area, work.case.area_id)
    role = KEEPERS[work.case.process_id][0]
    leads = first_holder(work.session, role, area_id=work.case.area_id, today=work.unit.today)
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
    """Give what the area calls a role, as it stands inside a sentence. Source: MI-02."""
    named = work.rules.role_titles.get(role) or work.procedure.titles.get(role)
    usual = CONTACT_ROLES.get(role, role)
    return str(named or usual[:1].lower() + usual[1:])


def _iso(instant: datetime) -> str:
    return instant.isoformat()


def texts(answers: Mapping[str, Any], **names: str) -> Values:
    """Give answers under the names that a letter knows."""
    return {field: str(answers.get(name) or "") for field, name in names.items()}


def lines(value: Any) -> list[str]:
    """Give what was typed one to a line."""
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]
