"""Who may see and do what: the table of domain C.2, walked whole; no by default."""

from dataclasses import replace

import pytest

from service import access
from service.access import BY_APPOINTMENT, CasePart, CaseScope, Membership, Role, SignedIn, TaskScope
from service.errors import NotAllowed, NotFoundForYou

HERE, ELSEWHERE = 1, 2
CASE = CaseScope(case_id=7, area_id=HERE, asked_bodies=frozenset({"police"}))
P = access.CasePart
EVERYTHING = frozenset(P) - {P.OWN_AGENCY}
# role -> what it shows of a case of the own area, for an officer of the asked agency or the appointed person
TABLE: dict[Role, frozenset[access.CasePart]] = {
    Role.SPOC: EVERYTHING,
    Role.SPOC_DEPUTY: EVERYTHING,
    Role.AUDITOR: EVERYTHING,
    Role.REVIEW_CHAIR: EVERYTHING,
    Role.MINUTE_TAKER: frozenset({P.SUMMARY, P.MEETING}),
    Role.LEAD_OFFICER: frozenset({P.SUMMARY, P.PEOPLE, P.PLAN}),
    Role.NOMINATED_OFFICER: frozenset({P.OWN_AGENCY}),
    Role.AGENCY_MANAGER: frozenset({P.OWN_AGENCY}),
    Role.CSP_MANAGER: frozenset({P.FIGURES}),
    Role.PROCESS_OWNER: frozenset({P.FIGURES}),
    Role.DIRECTOR: frozenset({P.FIGURES}),
    Role.ADMINISTRATOR: frozenset(),
    Role.APPEALS_OFFICER: frozenset(),  # a case is shut to them unless its file was released: below
    Role.OPCC_HEAD: frozenset(),
}


def someone(role: str = "", *, area_id: int | None = HERE, body: str = "", cases: tuple[int, ...] = ()) -> SignedIn:
    return SignedIn(
        person_id=1,
        name="Jo Whitlock",
        email="jo@example.org",
        memberships=(Membership(role=role, area_id=area_id, body_code=body),) if role else (),
        appointments=tuple((case_id, role) for case_id in cases),
    )


def holder(role: Role) -> SignedIn:
    """Give a person who holds the role as it is usually held."""
    if role in BY_APPOINTMENT:
        return someone(role, cases=(CASE.case_id,))
    return someone(role, body="police" if "agency" in role or role == Role.NOMINATED_OFFICER else "")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_parts_of_a_case_and_no_others(role: Role) -> None:
    assert access.parts_of_case(holder(role), CASE) == TABLE.get(role, frozenset())


ALL = frozenset(P) - {P.OWN_AGENCY}
OPEN = ALL - {P.RESTRICTED}
NAMELESS = OPEN - {P.PEOPLE, P.LETTERS}  # who reported is the business of those who reply
OF_PROTOCOLS: dict[Role, tuple[frozenset[P], frozenset[P]]] = {  # of a tension, of a racial incident
    Role.AUDITOR: (ALL, ALL),
    Role.RISK_LEAD: (ALL, frozenset()),
    Role.COMMANDER: (ALL, ALL),
    Role.SENIOR_OFFICER: (frozenset(), ALL),
    Role.ASB_MANAGER: (OPEN, frozenset()),
    Role.COUNCIL_OFFICER: (OPEN, OPEN),
    Role.COORDINATOR: (OPEN, OPEN),
    Role.DIRECTOR: (NAMELESS, OPEN),
    Role.CRRO: (NAMELESS, OPEN),
    Role.POLICE_COORDINATOR: (frozenset(), OPEN),
    Role.COMMS_OFFICER: (frozenset({P.SUMMARY}), frozenset()),
    Role.CSP_MANAGER: (frozenset({P.FIGURES}), frozenset({P.FIGURES})),
    Role.PROCESS_OWNER: (frozenset({P.FIGURES}), frozenset({P.FIGURES})),
}


@pytest.mark.parametrize("role", list(Role))
def test_te_31_and_mi_21_each_role_sees_its_parts_of_a_tension_and_of_an_incident(role: Role) -> None:
    nothing = (frozenset[P](), frozenset[P]())
    for process_id, parts in zip((access.TENSION, access.INCIDENT), OF_PROTOCOLS.get(role, nothing), strict=True):
        assert access.parts_of_case(holder(role), replace(CASE, process_id=process_id)) == parts


@pytest.mark.parametrize("role", list(Role))
def test_no_role_sees_a_case_of_another_area(role: Role) -> None:
    elsewhere = someone(role, area_id=ELSEWHERE, body="police", cases=(99,) if role in BY_APPOINTMENT else ())
    assert access.parts_of_case(elsewhere, CASE) == frozenset()


@pytest.mark.parametrize("role", [Role.APPEALS_OFFICER, Role.OPCC_HEAD])
def test_ap_20_the_commissioners_office_sees_an_appeal_and_a_case_whose_file_was_released(role: Role) -> None:
    who = someone(role, area_id=None)
    released = replace(CASE, is_open_to_opcc=True)
    appeal = replace(CASE, process_id=access.OPCC_APPEAL)
    for seen in (access.parts_of_case(who, released), access.parts_of_case(who, appeal)):
        assert {CasePart.REPORTS, CasePart.HISTORY} <= seen
        assert CasePart.RESTRICTED not in seen
    assert access.parts_of_case(who, CASE) == frozenset()
    assert access.parts_of_case(someone(role, area_id=ELSEWHERE), appeal) == frozenset()
    assert access.parts_of_case(holder(Role.SPOC), appeal) == {CasePart.SUMMARY}


def test_ap_07_a_task_of_the_commissioners_office_is_handed_over_by_that_office_alone() -> None:
    assess, release = task(Role.APPEALS_OFFICER, taken_by=2), task(Role.SPOC, taken_by=2)
    assert access.may_hand_over(someone(Role.OPCC_HEAD, area_id=None), assess)
    assert not access.may_hand_over(holder(Role.SPOC), assess)
    assert access.may_hand_over(holder(Role.SPOC_DEPUTY), release)
    assert not access.may_hand_over(someone(Role.OPCC_HEAD, area_id=None), release)


@pytest.mark.parametrize("role", sorted(BY_APPOINTMENT))
def test_a_chair_sees_only_the_case_of_the_appointment(role: Role) -> None:
    assert access.parts_of_case(someone(role), CASE) == frozenset()
    assert access.parts_of_case(someone(role, cases=(8,)), CASE) == frozenset()


@pytest.mark.parametrize("role", [Role.NOMINATED_OFFICER, Role.AGENCY_MANAGER])
def test_an_agency_that_was_not_asked_sees_nothing(role: Role) -> None:
    assert access.parts_of_case(someone(role, body="health"), CASE) == frozenset()
    assert access.parts_of_case(someone(role), CASE) == frozenset()


def test_nobody_and_an_unknown_role_see_nothing() -> None:
    assert access.parts_of_case(someone(), CASE) == frozenset()
    assert access.parts_of_case(someone("king"), CASE) == frozenset()


def test_roles_add_up() -> None:
    who = SignedIn(
        person_id=1,
        name="",
        email="",
        memberships=(Membership(role=Role.CSP_MANAGER, area_id=HERE),),
        appointments=((CASE.case_id, Role.MINUTE_TAKER),),
    )
    assert access.parts_of_case(who, CASE) == {P.FIGURES, P.SUMMARY, P.MEETING}


def test_an_unknown_case_is_not_found_and_a_known_one_not_allowed() -> None:
    for who, case in ((None, CASE), (someone(Role.SPOC), None), (someone(Role.ADMINISTRATOR), CASE)):
        with pytest.raises(NotFoundForYou):
            access.require_part(who, case, P.SUMMARY)
    with pytest.raises(NotAllowed):
        access.require_part(holder(Role.NOMINATED_OFFICER), CASE, P.SUMMARY)
    access.require_part(holder(Role.NOMINATED_OFFICER), CASE, P.OWN_AGENCY)


def task(role: Role, *, body: str = "", taken_by: int | None = None, area_id: int = HERE) -> TaskScope:
    return TaskScope(case_id=CASE.case_id, area_id=area_id, role=role, body_code=body, claimed_by_id=taken_by)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_its_own_tasks_and_a_deputy_those_of_the_spoc(role: Role) -> None:
    body = "police" if role in (Role.NOMINATED_OFFICER, Role.AGENCY_MANAGER) else ""
    does = {
        other for other in Role if access.may_do_task(holder(role), task(other, body=body if other == role else ""))
    }
    assert does == ({Role.SPOC, Role.SPOC_DEPUTY} if role == Role.SPOC_DEPUTY else {role})


def test_a_task_taken_by_another_is_not_mine_to_do() -> None:
    assert access.may_do_task(someone(Role.SPOC), task(Role.SPOC, taken_by=1))
    assert not access.may_do_task(someone(Role.SPOC), task(Role.SPOC, taken_by=2))


@pytest.mark.parametrize(
    "who",
    [
        someone(Role.SPOC, area_id=ELSEWHERE),
        someone(Role.NOMINATED_OFFICER, body="health"),
        someone(Role.REVIEW_CHAIR, cases=(8,)),
        someone(),
    ],
)
def test_sec_055_tasks_of_others_are_nobodys_by_direct_post(who: SignedIn) -> None:
    for scope in (task(Role.SPOC), task(Role.NOMINATED_OFFICER, body="police"), task(Role.REVIEW_CHAIR)):
        assert not access.may_do_task(who, scope)


def test_an_agency_task_without_an_agency_is_for_nobody() -> None:
    assert not access.may_do_task(someone(Role.NOMINATED_OFFICER, body="police"), task(Role.NOMINATED_OFFICER))


def test_d_008_a_decision_letter_takes_a_second_person() -> None:
    spoc, manager, auditor = someone(Role.SPOC), someone(Role.CSP_MANAGER), someone(Role.AUDITOR)
    assert not access.may_approve_letter(spoc, area_id=HERE, written_by_id=1)
    assert access.may_approve_letter(spoc, area_id=HERE, written_by_id=2)
    assert access.may_approve_letter(spoc, area_id=HERE, written_by_id=1, needs_second_person=False)
    assert access.may_approve_letter(manager, area_id=HERE, written_by_id=2)
    assert not access.may_approve_letter(manager, area_id=HERE, written_by_id=2, needs_second_person=False)
    assert not access.may_approve_letter(auditor, area_id=HERE, written_by_id=2)
    assert not access.may_approve_letter(spoc, area_id=ELSEWHERE, written_by_id=2)


MAY = {
    "may_enter_appeal": {Role.APPEALS_OFFICER, Role.OPCC_HEAD},
    "may_enter_application": {Role.SPOC, Role.SPOC_DEPUTY},
    "may_write_letter": {Role.SPOC, Role.SPOC_DEPUTY},
    "may_change_settings": {Role.CSP_MANAGER, Role.PROCESS_OWNER},
    "may_see_settings": {Role.CSP_MANAGER, Role.PROCESS_OWNER, Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR},
    "may_retry_case": {Role.CSP_MANAGER, Role.PROCESS_OWNER, Role.SPOC, Role.SPOC_DEPUTY},
    "may_see_case_reference": {
        Role.CSP_MANAGER, Role.PROCESS_OWNER, Role.DIRECTOR, Role.SPOC, Role.SPOC_DEPUTY, Role.AUDITOR,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MAY))
def test_acts_in_an_area_belong_to_these_roles_there_and_to_nobody_else(name: str) -> None:
    may = getattr(access, name)
    assert {role for role in Role if may(someone(role), area_id=HERE)} == MAY[name]
    assert not any(may(someone(role, area_id=ELSEWHERE), area_id=HERE) for role in Role)


def test_a_role_for_every_area_counts_in_each() -> None:
    assert access.may_see_settings(someone(Role.AUDITOR, area_id=None), area_id=ELSEWHERE)


def test_cm_16_a_rule_change_takes_four_eyes_and_a_weaker_one_the_director() -> None:
    def approvers(*, is_weaker: bool, proposed_by_id: int) -> set[Role]:
        return {
            role
            for role in Role
            if access.may_approve_settings(
                someone(role), area_id=HERE, proposed_by_id=proposed_by_id, is_weaker=is_weaker
            )
        }

    assert approvers(is_weaker=False, proposed_by_id=2) == {Role.CSP_MANAGER, Role.PROCESS_OWNER}
    assert approvers(is_weaker=True, proposed_by_id=2) == {Role.DIRECTOR}
    assert approvers(is_weaker=False, proposed_by_id=1) == approvers(is_weaker=True, proposed_by_id=1) == set()


def test_only_an_administrator_looks_after_people() -> None:
    assert {role for role in Role if access.may_manage_people(someone(role, area_id=None))} == {Role.ADMINISTRATOR}
