"""Roles as people read them. Which role may do what: service/access.py."""

from collections.abc import Sequence

from service.access import Role
from service.store.queries.people import RoleRow
from workflows import and_list, counted

FEW = 2  # so many of those who have a case are named

ROLE_WORDS: dict[str, str] = {
    Role.SPOC: "Single point of contact (SPOC)",
    Role.SPOC_DEPUTY: "Deputy of the single point of contact",
    Role.NOMINATED_OFFICER: "Nominated officer of an agency",
    Role.AGENCY_MANAGER: "Manager of an agency’s nominated officer",
    Role.REVIEW_CHAIR: "Chair of a review",
    Role.MINUTE_TAKER: "Minute-taker of a review",
    Role.LEAD_OFFICER: "Lead officer of an action plan",
    Role.CSP_MANAGER: "Community safety partnership manager",
    Role.DIRECTOR: "Partnership director",
    Role.PROCESS_OWNER: "Process owner",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
    Role.APPEALS_OFFICER: "Appeals officer of the Commissioner’s office",
    Role.OPCC_HEAD: "Head of the Commissioner’s office",
    Role.RISK_LEAD: "Police risk lead",
    Role.ASB_MANAGER: "Anti-social behaviour (ASB) team manager",
    Role.COMMANDER: "Divisional Commander",
    Role.COUNCIL_OFFICER: "Nominated officer of the council",
    Role.COMMS_OFFICER: "Communications officer",
    Role.COORDINATOR: "Partnership Co-ordinator",
    Role.SENIOR_OFFICER: "Senior police officer",
    Role.CRRO: "Community and Race Relations Officer",
    Role.POLICE_COORDINATOR: "Police Partnership Co-ordinator",
}

# in the middle of a sentence: "you are the SPOC for Ashmoor"
ROLE_SHORT: dict[str, str] = {
    Role.SPOC: "SPOC",
    Role.SPOC_DEPUTY: "deputy SPOC",
    Role.NOMINATED_OFFICER: "nominated officer",
    Role.AGENCY_MANAGER: "agency manager",
    Role.REVIEW_CHAIR: "chair of the review",
    Role.MINUTE_TAKER: "minute-taker",
    Role.LEAD_OFFICER: "lead officer",
    Role.CSP_MANAGER: "community safety partnership (CSP) manager",
    Role.DIRECTOR: "partnership director",
    Role.PROCESS_OWNER: "process owner",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
    Role.APPEALS_OFFICER: "appeals officer",
    Role.OPCC_HEAD: "head of the Commissioner’s office",
    Role.RISK_LEAD: "police risk lead",
    Role.ASB_MANAGER: "ASB team manager",
    Role.COMMANDER: "Divisional Commander",
    Role.COUNCIL_OFFICER: "council’s nominated officer",
    Role.COMMS_OFFICER: "communications officer",
    Role.COORDINATOR: "Partnership Co-ordinator",
    Role.SENIOR_OFFICER: "senior police officer",
    Role.CRRO: "Community and Race Relations Officer",
    Role.POLICE_COORDINATOR: "Police Partnership Co-ordinator",
}


def role_words(role: str) -> str:
    """Give the words of a role."""
    return ROLE_WORDS.get(role, role.replace("_", " ").capitalize())


def role_sentence(row: RoleRow) -> str:
    """Give "Nominated officer of an agency, Northmoor Police, Ashmoor"."""
    parts = [role_words(row.role), row.body_name, row.area_name or "every area"]
    return ", ".join(part for part in parts if part)


def who_words(waits_for: Sequence[str]) -> str:
    """Say who has the next open tasks of a case: names, or the offices that have not taken them."""
    named = [ROLE_SHORT.get(one, one) for one in waits_for]
    rest = len(named) - FEW
    shown = [f"{one[:1].upper()}{one[1:]}" if number == 0 else one for number, one in enumerate(named[:FEW])]
    return and_list([*shown, counted(rest, "other")] if rest > 0 else shown) if named else ""
