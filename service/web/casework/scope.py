"""What a person may list: pools of tasks, reach over cases, and whether names may be shown. Source: domain C.2."""

from collections.abc import Iterable

from service.access import (
    BY_APPOINTMENT,
    INCIDENT,
    KEEPERS,
    OF_ONE_AGENCY,
    OF_THE_COMMISSIONER,
    SEES,
    STANDS_IN,
    TENSION,
    CasePart,
    CaseScope,
    Role,
    SignedIn,
    may_see_case_reference,
    parts_of_case,
)
from service.store.queries.cases import CaseHead, Reach
from service.store.queries.my_work import WorkRow
from service.store.queries.stuck import StuckRow
from service.store.queries.work_view import Pool

LISTED = frozenset({CasePart.SUMMARY, CasePart.FIGURES})
ROLE_BEHIND = {deputy: role for role, deputies in STANDS_IN.items() for deputy in deputies if deputy != role}


def pools_of(who: SignedIn) -> tuple[Pool, ...]:
    """Give the pools of tasks from which a person may take; a deputy shares those of the role."""
    held = [
        Pool(
            role=ROLE_BEHIND.get(m.role, m.role),
            area_id=m.area_id,
            body_code=m.body_code if m.role in OF_ONE_AGENCY else "",
        )
        for m in who.memberships
        if m.role not in BY_APPOINTMENT and (m.role not in OF_ONE_AGENCY or m.body_code)
    ]
    held += [Pool(role=role, case_id=case_id) for case_id, role in who.appointments if role in BY_APPOINTMENT]
    return tuple(dict.fromkeys(held))


def reach_of(who: SignedIn) -> Reach:
    """Give the cases that may be listed for somebody, with or without names."""
    areas = [m.area_id for m in who.memberships if SEES.get(m.role, frozenset()) & LISTED and _counts(m.role)]
    cases = [case_id for case_id, role in who.appointments if SEES.get(role, frozenset()) & LISTED]
    return Reach(
        everywhere=None in areas,
        area_ids=frozenset(area for area in areas if area is not None),
        case_ids=frozenset(cases),
    )


def search_reach_of(who: SignedIn) -> Reach:
    """Give the cases in which names may be looked for."""
    areas = [m.area_id for m in who.memberships if CasePart.PEOPLE in SEES.get(m.role, frozenset()) and _counts(m.role)]
    cases = [case_id for case_id, role in who.appointments if CasePart.PEOPLE in SEES.get(role, frozenset())]
    return Reach(
        everywhere=None in areas,
        area_ids=frozenset(area for area in areas if area is not None),
        case_ids=frozenset(cases),
    )


def _counts(role: str) -> bool:
    return role not in BY_APPOINTMENT | OF_ONE_AGENCY | OF_THE_COMMISSIONER


def is_lister(who: SignedIn) -> bool:
    """Tell whether the person may list cases at all: whole areas, not only what was asked of an agency."""
    reach = reach_of(who)
    return reach.everywhere or bool(reach.area_ids or reach.case_ids)


def case_scope(head: CaseHead) -> CaseScope:
    """Give what access decides on."""
    return CaseScope(
        case_id=head.case_id,
        area_id=head.area_id,
        asked_bodies=head.asked_bodies,
        process_id=head.process_id,
        is_open_to_opcc=head.is_open_to_opcc,
    )


def may_name(who: SignedIn, row: WorkRow) -> bool:
    """Tell whether a list may name the person of a case beside a task: an agency must know whom it is asked about."""
    bodies = frozenset({row.body_code} if row.body_code else ())
    seen = parts_of_case(
        who, CaseScope(case_id=row.case_id, area_id=row.area_id, asked_bodies=bodies, process_id=row.case_process_id)
    )
    # the name of a situation or an incident names nobody: whoever may open the case may read it
    names_nobody = row.case_process_id in (TENSION, INCIDENT)
    wanted = {CasePart.SUMMARY} if names_nobody else {CasePart.PEOPLE, CasePart.OWN_AGENCY}
    return bool(seen & wanted)


def stuck_for(who: SignedIn, rows: Iterable[StuckRow]) -> list[StuckRow]:
    """Give those of the stuck cases whose reference the person may read: an appeal's office reads only appeals'."""
    return [row for row in rows if may_see_case_reference(who, area_id=row.area_id, process_id=row.process_id)]


def is_partner_only(who: SignedIn) -> bool:
    """Tell whether all that a person does is answer for an agency."""
    return bool(who.memberships) and all(m.role in OF_ONE_AGENCY for m in who.memberships) and not who.appointments


def keeps_cases(who: SignedIn) -> bool:
    """Tell whether the person keeps case reviews, tensions or incidents somewhere, and so waits for others."""
    return who.has_role_anywhere(Role.SPOC, Role.SPOC_DEPUTY, *KEEPERS[TENSION], *KEEPERS[INCIDENT])
