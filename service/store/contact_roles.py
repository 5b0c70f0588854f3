"""The kinds of contact that the protocols for tension and racial incidents name. Who is told when: cases/rounds."""

from enum import StrEnum


class ContactRole(StrEnum):
    """What somebody is to the protocols of an area. Source: TE-02, TE-04, TE-12, TE-25, MI-02, MI-13."""

    COMMANDER = "commander"
    COUNCIL_OFFICER = "council_officer"
    DIRECTOR = "director"
    CHIEF_OFFICER_POLICE = "chief_officer_police"
    CHIEF_OFFICER_COUNCIL = "chief_officer_council"
    COMMS_POLICE = "comms_police"
    COMMS_COUNCIL = "comms_council"
    CRRO = "crro"
    REC = "rec"
    COORDINATOR = "coordinator"
    COUNCIL_DUTY = "council_duty"
    POLICE_COORDINATOR = "police_coordinator"
    DEPUTY = "deputy"  # told only when the person they stand in for has not answered (CM-06)
    TEAM = "team"
    STAFF = "staff"  # of council services
    POLICE_STAFF = "police_staff"
    MEMBER = "member"
    DEBRIEF = "debrief"
    READER = "reader"
    COMMUNITY_LEADER = "community_leader"
    BRIDGE_BUILDER = "bridge_builder"
    FACILITATOR = "facilitator"
    MEDIATOR = "mediator"
    COHESION_GROUP = "cohesion_group"
    HATE_CRIME_GROUP = "hate_crime_group"


_ALL = tuple(ContactRole)
OFFICES = _ALL[: _ALL.index(ContactRole.DEPUTY)]  # one of each is needed
FOR_AN_AGENCY = (
    ContactRole.TEAM,
    ContactRole.READER,
)  # who sits, or reads, for an agency; other readers are the public
COMMUNITY_ROLES = (
    ContactRole.COMMUNITY_LEADER,
    ContactRole.BRIDGE_BUILDER,
    ContactRole.FACILITATOR,
    ContactRole.MEDIATOR,
    ContactRole.COHESION_GROUP,
    ContactRole.HATE_CRIME_GROUP,
)
