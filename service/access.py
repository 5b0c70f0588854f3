"""Who may see or do what: pure predicates, "no" unless a line here says yes. Source: domain C.2."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.errors import NotAllowed, NotFoundForYou
from service.roles import (
    BY_APPOINTMENT,
    KEEPERS,
    OF_ONE_AGENCY,
    RULE_MAKERS,
    SECOND_PERSONS,
    SEES,
    SEES_BY_PROCESS,
    STANDS_IN,
    CasePart,
    Role,
)
from service.store.cases import COMMUNITY_TRIGGER, INCIDENT, OPCC_APPEAL, TENSION
from service.store.people import OF_TENSION, OF_THE_COMMISSIONER
from service.store.queries.sign_in import PersonToday

__all__ = [
    "BY_APPOINTMENT",
    "COMMUNITY_TRIGGER",
    "INCIDENT",
    "KEEPERS",
    "OF_ONE_AGENCY",
    "OF_TENSION",
    "OF_THE_COMMISSIONER",
    "OPCC_APPEAL",
    "RULE_MAKERS",
    "SECOND_PERSONS",
    "SEES",
    "STANDS_IN",
    "TENSION",
    "CasePart",
    "CaseScope",
    "Membership",
    "Role",
    "SignedIn",
    "TaskScope",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One role in one area (None: in every area), for one agency where the role has one."""

    role: str
    area_id: int | None
    body_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The person behind a request and what that person is today."""

    person_id: int
    name: str
    email: str
    memberships: tuple[Membership, ...] = ()
    appointments: tuple[tuple[int, str], ...] = ()  # (case id, role)
    uses_keys: bool = True  # single keys of the pages are on

    def has_role(self, *roles: str, area_id: int, body_code: str | None = None) -> bool:
        """Tell whether the person holds one of the roles in the area, for the agency if one is named."""
        return any(
            m.role in roles and m.area_id in (None, area_id) and body_code in (None, m.body_code)
            for m in self.memberships
        )

    def has_role_anywhere(self, *roles: str) -> bool:
        """Tell whether the person holds one of the roles in any area."""
        return any(m.role in roles for m in self.memberships)

    def is_appointed(self, case_id: int, role: str) -> bool:
        """Tell whether the person holds this role for this one case."""
        return (case_id, role) in self.appointments


def recognise(person: PersonToday) -> SignedIn:
    """Give the signed-in person for what the tables say of today."""
    return SignedIn(
        person_id=person.person_id,
        name=person.name,
        email=person.email,
        memberships=tuple(Membership(role=r, area_id=area, body_code=body) for r, area, body in person.memberships),
        appointments=person.appointments,
        uses_keys=person.uses_keys,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScope:
    """What decides who may see a case."""

    case_id: int
    area_id: int
    asked_bodies: frozenset[str] = frozenset()
    process_id: str = COMMUNITY_TRIGGER
    is_open_to_opcc: bool = False  # its file was released for an appeal that is not decided yet (AP-20)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskScope:
    """What decides who may do a task."""

    case_id: int
    area_id: int
    role: str
    body_code: str = ""
    claimed_by_id: int | None = None


def parts_of_case(who: SignedIn, case: CaseScope) -> frozenset[CasePart]:
    """Give the parts of this case that the person may see; none by default."""
    held = {role for case_id, role in who.appointments if case_id == case.case_id and role in BY_APPOINTMENT}
    held |= {m.role for m in who.memberships if _counts_for_case(m, case)}
    sees = SEES_BY_PROCESS.get(case.process_id, SEES)
    return frozenset().union(*(sees.get(role, frozenset()) for role in held))


def _counts_for_case(membership: Membership, case: CaseScope) -> bool:
    if membership.role in BY_APPOINTMENT or membership.area_id not in (None, case.area_id):
        return False
    if membership.role in OF_THE_COMMISSIONER:
        return case.process_id == OPCC_APPEAL or case.is_open_to_opcc
    return membership.role not in OF_ONE_AGENCY or membership.body_code in case.asked_bodies


def may_see_case(who: SignedIn, case: CaseScope) -> bool:
    """Tell whether the person may open the case page."""
    return CasePart.SUMMARY in parts_of_case(who, case)


def may_read_restricted(who: SignedIn, case: CaseScope) -> bool:
    """Tell whether the person may ask, with a reason, for what is restricted."""
    return CasePart.RESTRICTED in parts_of_case(who, case)


def require_part(who: SignedIn | None, case: CaseScope | None, part: CasePart) -> None:
    """Raise NotFoundForYou unless the reference may be known to the person, NotAllowed if only that."""
    known = parts_of_case(who, case) if who and case else frozenset()
    if not known:
        raise NotFoundForYou
    if part not in known:
        raise NotAllowed


def is_candidate(who: SignedIn, task: TaskScope) -> bool:
    """Tell whether the task is for people like this one, whoever has taken it."""
    if task.role in BY_APPOINTMENT:
        return who.is_appointed(task.case_id, task.role)
    if task.role in OF_ONE_AGENCY and not task.body_code:
        return False
    roles = STANDS_IN.get(task.role, (task.role,))
    return who.has_role(*roles, area_id=task.area_id, body_code=task.body_code or None)


def may_do_task(who: SignedIn, task: TaskScope) -> bool:
    """Tell whether the person may answer the task now: a candidate, and nobody else has taken it."""
    return task.claimed_by_id in (None, who.person_id) and is_candidate(who, task)


def may_hand_over(who: SignedIn, task: TaskScope) -> bool:
    """Tell whether the person may give the task to another: its candidates, and those who keep that office's cases."""
    return is_candidate(who, task) or who.has_role(*_keepers_of(task.role), area_id=task.area_id)


def _keepers_of(role: str) -> tuple[str, ...]:
    """Give who keeps the cases in which this role has its tasks."""
    if role in OF_TENSION:
        return KEEPERS[TENSION] + KEEPERS[INCIDENT]
    return KEEPERS[OPCC_APPEAL if role in OF_THE_COMMISSIONER else COMMUNITY_TRIGGER]


def may_write_letter(who: SignedIn, *, area_id: int, process_id: str = COMMUNITY_TRIGGER) -> bool:
    """Tell whether the person keeps such cases of the area: drafts, previews and sends their letters."""
    return who.has_role(*KEEPERS.get(process_id, ()), area_id=area_id)


def may_approve_letter(
    who: SignedIn,
    *,
    area_id: int,
    written_by_id: int | None,
    needs_second_person: bool = True,
    process_id: str = COMMUNITY_TRIGGER,
) -> bool:
    """Tell whether the person may seal this letter; a refusal or decision takes a second person. Source: D-008."""
    if needs_second_person and who.person_id == written_by_id:
        return False
    second = SECOND_PERSONS.get(process_id, ()) if needs_second_person else ()
    return who.has_role(*KEEPERS.get(process_id, ()), *second, area_id=area_id)


def may_act_on_case(who: SignedIn, *, area_id: int, process_id: str = COMMUNITY_TRIGGER) -> bool:
    """Tell whether the person may withdraw, extend, add an agency: the area's SPOC, deputy and CSP manager."""
    return who.has_role(*KEEPERS.get(process_id, ()), *SECOND_PERSONS.get(process_id, ()), area_id=area_id)


def may_enter_application(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person may enter a paper, phoned or emailed application. Source: CT-04."""
    return who.has_role(Role.SPOC, Role.SPOC_DEPUTY, area_id=area_id)


def may_enter_appeal(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person may register an appeal that came by letter, email or phone. Source: AP-05, AP-07."""
    return who.has_role(Role.APPEALS_OFFICER, Role.OPCC_HEAD, area_id=area_id)


def may_retry_case(who: SignedIn, *, area_id: int, process_id: str = COMMUNITY_TRIGGER) -> bool:
    """Tell whether the person may let a stuck case try again: those who keep it, and those who mend procedures."""
    return who.has_role(*RULE_MAKERS, *KEEPERS.get(process_id, ()), area_id=area_id)


def may_see_case_reference(who: SignedIn, *, area_id: int, process_id: str = COMMUNITY_TRIGGER) -> bool:
    """Tell whether lists may name the area's cases and clocks, without people: an administrator reads none."""
    return who.has_role(*RULE_MAKERS, Role.DIRECTOR, Role.AUDITOR, *KEEPERS.get(process_id, ()), area_id=area_id)


def may_see_settings(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person may read the area's settings and their history."""
    return who.has_role(*RULE_MAKERS, Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR, area_id=area_id)


def may_change_settings(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person may propose a change of the area's settings. Source: CM-12."""
    return who.has_role(*RULE_MAKERS, area_id=area_id)


def may_change_contacts(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person may change the area's addresses and telephone numbers; they are no rule."""
    return who.has_role(*RULE_MAKERS, Role.ADMINISTRATOR, area_id=area_id)


def may_approve_settings(who: SignedIn, *, area_id: int, proposed_by_id: int | None, is_weaker: bool) -> bool:
    """Tell whether the person may put a proposal in force: never the proposer; a weaker one only the director.

    Source: CM-16; four eyes for a rule change, domain C.2.
    """
    if who.person_id == proposed_by_id:
        return False
    return who.has_role(*((Role.DIRECTOR,) if is_weaker else RULE_MAKERS), area_id=area_id)


def may_change_holidays(who: SignedIn) -> bool:
    """Tell whether the person may propose or approve a one-off bank holiday. Source: CM-01."""
    return who.has_role_anywhere(*RULE_MAKERS, Role.ADMINISTRATOR)


def may_see_library(who: SignedIn) -> bool:
    """Tell whether the person may read the procedures; they hold no case data."""
    return who.has_role_anywhere(
        *RULE_MAKERS, Role.DIRECTOR, Role.SPOC, Role.SPOC_DEPUTY, Role.AUDITOR, Role.ADMINISTRATOR
    )


def may_manage_people(who: SignedIn) -> bool:
    """Tell whether the person may add people and give or end roles."""
    return who.has_role_anywhere(Role.ADMINISTRATOR)


def areas_with(who: SignedIn, roles: Iterable[str]) -> frozenset[int | None]:
    """Give the areas in which the person holds one of the roles; None stands for every area."""
    wanted = frozenset(roles)
    return frozenset(m.area_id for m in who.memberships if m.role in wanted)
