"""The kinds of contact in words, and the groups in which the page lists them."""

from collections.abc import Mapping

from service.store.contact_roles import COMMUNITY_ROLES, OFFICES, ContactRole
from workflows.rules.tension import TeamMember

ROLE_WORDS: Mapping[str, str] = {
    ContactRole.COMMANDER: "Divisional Commander",
    ContactRole.COUNCIL_OFFICER: "Nominated officer of the council",
    ContactRole.DIRECTOR: "Partnership director",
    ContactRole.CHIEF_OFFICER_POLICE: "Chief officer of the police",
    ContactRole.CHIEF_OFFICER_COUNCIL: "Chief officer of the council",
    ContactRole.COMMS_POLICE: "Communications officer of the police",
    ContactRole.COMMS_COUNCIL: "Communications officer of the council",
    ContactRole.CRRO: "Community and Race Relations Officer",
    ContactRole.REC: "Racial Equality Council",
    ContactRole.COORDINATOR: "Partnership Co-ordinator",
    ContactRole.COUNCIL_DUTY: "Duty contact of the council",
    ContactRole.POLICE_COORDINATOR: "Police Partnership Co-ordinator",
    ContactRole.DEPUTY: "Deputy",
    ContactRole.TEAM: "Inter-agency team",
    ContactRole.STAFF: "Operational staff of council services",
    ContactRole.POLICE_STAFF: "Operational staff of the police",
    ContactRole.MEMBER: "Member of the partnership",
    ContactRole.DEBRIEF: "Invited to debriefs",
    ContactRole.READER: "Reader of the quarterly report",
    ContactRole.COMMUNITY_LEADER: "Community leader",
    ContactRole.BRIDGE_BUILDER: "Bridge builder",
    ContactRole.FACILITATOR: "Facilitator",
    ContactRole.MEDIATOR: "Mediator",
    ContactRole.COHESION_GROUP: "Cohesion group",
    ContactRole.HATE_CRIME_GROUP: "Hate crime group",
}
AGENCY_WORDS: Mapping[str, str] = {
    TeamMember.POLICE: "Police",
    TeamMember.COUNCIL: "Council",
    TeamMember.PARTNERSHIP: "Community safety partnership",
    TeamMember.ASB_TEAM: "Anti-social behaviour (ASB) team",
    TeamMember.YOUTH: "Youth service",
    TeamMember.HOUSING: "Housing",
}
GROUPS: tuple[tuple[str, tuple[ContactRole, ...]], ...] = (
    ("Offices", OFFICES),
    ("Deputies", (ContactRole.DEPUTY,)),
    ("Inter-agency team", (ContactRole.TEAM,)),
    ("Operational staff", (ContactRole.STAFF, ContactRole.POLICE_STAFF)),
    ("Partnership and readers", (ContactRole.MEMBER, ContactRole.DEBRIEF, ContactRole.READER)),
    ("Community", COMMUNITY_ROLES),
)


def role_words(role: str, agency: str, titles: Mapping[str, str]) -> str:
    """Give "Inter-agency team: Police", or the area's own title of an office. Source: MI-02."""
    words = titles.get(role) or ROLE_WORDS.get(role, role)
    if role == ContactRole.READER and not agency:
        return f"{words}: public version"
    return f"{words}: {AGENCY_WORDS[agency]}" if agency in AGENCY_WORDS else words
