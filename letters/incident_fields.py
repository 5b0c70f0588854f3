"""Merge fields that the notices about a major racial incident share."""

from letters.fields import a_date, a_datetime, a_list, a_long_text, a_number, a_text, optional, promising
from letters.notice_fields import NOTICE_COMMON

# Both roles stand in each notice: partners' questions go to them and not to the investigators (MI-21).
INCIDENT_COMMON = (
    *NOTICE_COMMON,
    a_text("crro_role", "Police officer for community relations", "the area's role titles, without “the”"),
    a_text("coordinator_role", "Partnership co-ordinator", "the area's role titles, without “the”"),
)
DECLARED_AT = a_datetime("declared_at", "Declared at", "the decision of the senior police officer")
RACE_BODY_ROLE = a_text("race_body_role", "Race equality body", "the area's role titles, without “the”")
CHIEF_OFFICER_ROLE = a_text("chief_officer_role", "Council chief officer", "the area's role titles, without “the”")
TELL_MINUTES = a_number("tell_minutes", "Minutes to tell the next", "the clock of the next notice")
REPLY_BY = a_date("reply_by", "Answer by", "the limit of the reply clock")
OUTCOME = a_long_text("immediate_outcome", "Immediate outcome", "the incident: agreed words, without names")
NEXT_STEPS = a_list("next_steps", "Next steps", "the incident: agreed words, without names")
MEMBERS_BY = optional(
    promising(
        a_date("members_by", "Report to members by", "the limit of the clock for members, while it still runs"),
        "The report to all members by",
    )
)
