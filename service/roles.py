"""Roles, the parts of a case, and which role sees which part of which kind of case. Deciding: access.py. C.2."""

from collections.abc import Mapping
from enum import StrEnum

from service.store.cases import COMMUNITY_TRIGGER, INCIDENT, OPCC_APPEAL, TENSION


class Role(StrEnum):
    """What a person may be in an area; the value is the lane's role in bpmn/roles.json."""

    SPOC = "spoc"
    SPOC_DEPUTY = "spoc_deputy"
    NOMINATED_OFFICER = "nominated_officer"
    AGENCY_MANAGER = "agency_manager"
    REVIEW_CHAIR = "review_chair"
    MINUTE_TAKER = "minute_taker"
    LEAD_OFFICER = "lead_officer"
    CSP_MANAGER = "csp_manager"
    DIRECTOR = "director"
    PROCESS_OWNER = "process_owner"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    APPEALS_OFFICER = "appeals_officer"  # of the Police and Crime Commissioner's office
    OPCC_HEAD = "opcc_head"  # head of that office, or the Commissioner
    RISK_LEAD = "risk_lead"  # of the police: leads on community tension
    ASB_MANAGER = "asb_manager"  # of the team against anti-social behaviour
    COMMANDER = "commander"  # Divisional Commander, or the duty superintendent
    COUNCIL_OFFICER = "council_officer"  # named by the council for tension and incidents
    COMMS_OFFICER = "comms_officer"  # of police or council
    COORDINATOR = "coordinator"  # of the partnership
    SENIOR_OFFICER = "senior_officer"  # of the police: decides on a major racial incident
    CRRO = "crro"  # Community and Race Relations Officer
    POLICE_COORDINATOR = "police_coordinator"  # Police Partnership Co-ordinator


class CasePart(StrEnum):
    """A part of the case record that is shown, or not, as a whole."""

    SUMMARY = "summary"  # reference, stage, clocks
    PEOPLE = "people"
    RESTRICTED = "restricted"  # the alleged perpetrator; shown with a reason
    REPORTS = "reports"
    RETURNS = "returns"
    MEETING = "meeting"
    PLAN = "plan"
    LETTERS = "letters"
    HISTORY = "history"
    OWN_AGENCY = "own_agency"  # what was asked of one's own agency, and the answer
    FIGURES = "figures"  # clocks and counts without people


BY_APPOINTMENT = frozenset({Role.REVIEW_CHAIR, Role.MINUTE_TAKER, Role.LEAD_OFFICER})
ALL_OF_A_CASE = frozenset(CasePart) - {CasePart.OWN_AGENCY}
SUMMARY_ONLY = frozenset({CasePart.SUMMARY})
FIGURES_ONLY = frozenset({CasePart.FIGURES})
NOT_RESTRICTED = ALL_OF_A_CASE - {CasePart.RESTRICTED}
WITHOUT_REPORTERS = NOT_RESTRICTED - {CasePart.PEOPLE, CasePart.LETTERS}  # a reply to a reporter names them
SEES: dict[str, frozenset[CasePart]] = {
    Role.SPOC: ALL_OF_A_CASE,
    Role.SPOC_DEPUTY: ALL_OF_A_CASE,
    Role.AUDITOR: ALL_OF_A_CASE,
    Role.REVIEW_CHAIR: ALL_OF_A_CASE,
    Role.MINUTE_TAKER: frozenset({CasePart.SUMMARY, CasePart.MEETING}),
    Role.LEAD_OFFICER: frozenset({CasePart.SUMMARY, CasePart.PEOPLE, CasePart.PLAN}),
    Role.NOMINATED_OFFICER: frozenset({CasePart.OWN_AGENCY}),
    Role.AGENCY_MANAGER: frozenset({CasePart.OWN_AGENCY}),
    Role.CSP_MANAGER: FIGURES_ONLY,
    Role.PROCESS_OWNER: FIGURES_ONLY,
    Role.DIRECTOR: FIGURES_ONLY,
    Role.ADMINISTRATOR: frozenset(),
    Role.APPEALS_OFFICER: NOT_RESTRICTED,
    Role.OPCC_HEAD: NOT_RESTRICTED,
}
SEES_OF_AN_APPEAL = SEES | {
    Role.SPOC: SUMMARY_ONLY,  # that it runs and what it asks for, not what the office thinks of it
    Role.SPOC_DEPUTY: SUMMARY_ONLY,
}
SEES_OF_A_TENSION: dict[str, frozenset[CasePart]] = {
    Role.RISK_LEAD: ALL_OF_A_CASE,
    Role.COMMANDER: ALL_OF_A_CASE,
    Role.AUDITOR: ALL_OF_A_CASE,
    Role.ASB_MANAGER: NOT_RESTRICTED,
    Role.COUNCIL_OFFICER: NOT_RESTRICTED,
    Role.COORDINATOR: NOT_RESTRICTED,
    Role.DIRECTOR: WITHOUT_REPORTERS,
    Role.CRRO: WITHOUT_REPORTERS,
    Role.COMMS_OFFICER: SUMMARY_ONLY,  # agreed lines and level
    Role.CSP_MANAGER: FIGURES_ONLY,
    Role.PROCESS_OWNER: FIGURES_ONLY,
}
SEES_OF_AN_INCIDENT: dict[str, frozenset[CasePart]] = {
    Role.SENIOR_OFFICER: ALL_OF_A_CASE,
    Role.COMMANDER: ALL_OF_A_CASE,
    Role.AUDITOR: ALL_OF_A_CASE,
    Role.CRRO: NOT_RESTRICTED,
    Role.COORDINATOR: NOT_RESTRICTED,
    Role.POLICE_COORDINATOR: NOT_RESTRICTED,
    Role.COUNCIL_OFFICER: NOT_RESTRICTED,
    Role.DIRECTOR: NOT_RESTRICTED,
    Role.CSP_MANAGER: FIGURES_ONLY,
    Role.PROCESS_OWNER: FIGURES_ONLY,
}
SEES_BY_PROCESS: Mapping[str, Mapping[str, frozenset[CasePart]]] = {
    COMMUNITY_TRIGGER: SEES,
    OPCC_APPEAL: SEES_OF_AN_APPEAL,
    TENSION: SEES_OF_A_TENSION,
    INCIDENT: SEES_OF_AN_INCIDENT,
}
KEEPERS: dict[str, tuple[str, ...]] = {
    COMMUNITY_TRIGGER: (Role.SPOC, Role.SPOC_DEPUTY),
    OPCC_APPEAL: (Role.APPEALS_OFFICER, Role.OPCC_HEAD),
    TENSION: (Role.RISK_LEAD, Role.COORDINATOR),
    INCIDENT: (Role.COORDINATOR, Role.CRRO, Role.SENIOR_OFFICER),
}
SECOND_PERSONS: dict[str, tuple[str, ...]] = {
    COMMUNITY_TRIGGER: (Role.CSP_MANAGER,),
    OPCC_APPEAL: (Role.OPCC_HEAD,),
    TENSION: (Role.COMMANDER,),
    INCIDENT: (Role.SENIOR_OFFICER, Role.COMMANDER),
}
STANDS_IN: dict[str, tuple[str, ...]] = {Role.SPOC: (Role.SPOC, Role.SPOC_DEPUTY)}
OF_ONE_AGENCY = frozenset({Role.NOMINATED_OFFICER, Role.AGENCY_MANAGER})
RULE_MAKERS = (Role.PROCESS_OWNER, Role.CSP_MANAGER)
