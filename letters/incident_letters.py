"""The notices about a major racial incident: L-MI-01 to L-MI-08. Data only."""

from letters import incident_fields as incident
from letters import notice_fields as notice
from letters.fields import (
    a_choice,
    a_date,
    a_datetime,
    a_list,
    a_long_text,
    a_text,
    only_when,
    optional,
)
from letters.incident_fields import INCIDENT_COMMON
from letters.kinds import Audience, LetterKind
from letters.notice_fields import NOTICE_SUBJECT

_MI_01 = LetterKind(
    key="L-MI-01",
    title="the referral of a major racial incident",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_01_referral.html.j2",
    source="MI-01, MI-05, MI-09, MI-10, MI-14, MI-18, MI-21; domain D, L-MI-01",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        incident.DECLARED_AT,
        notice.WHERE,
        notice.WHAT_HAPPENED,
        a_long_text("prejudice_because", "Why it is seen as racial", "the decision on the first limb"),
        a_long_text("disorder_because", "Why disorder is likely", "the decision on the second limb"),
        optional(notice.DONE_SO_FAR),
        incident.RACE_BODY_ROLE,
        incident.TELL_MINUTES,
        optional(notice.ANSWER_BY),
    ),
)

_MI_02 = LetterKind(
    key="L-MI-02",
    title="the first facts of a major racial incident",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_02_first_facts.html.j2",
    source="MI-10, MI-11, MI-12, MI-14, MI-18, MI-21; domain D, L-MI-02",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        a_choice(
            *("written_to", "Who reads this notice", "the office that the round goes to"),
            *("race_body", "coordinator", "council_duty"),
        ),
        incident.DECLARED_AT,
        notice.WHERE,
        notice.WHAT_HAPPENED,
        optional(notice.DONE_SO_FAR),
        only_when(incident.CHIEF_OFFICER_ROLE, "written_to", "coordinator"),
        only_when(incident.TELL_MINUTES, "written_to", "coordinator"),
        optional(notice.ANSWER_BY),
    ),
)

_MI_03 = LetterKind(
    key="L-MI-03",
    title="a major racial incident, to the council's chief officer",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_03_chief_officer_told.html.j2",
    source="MI-12, MI-14, MI-18, MI-21; domain D, L-MI-03",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        incident.DECLARED_AT,
        notice.WHERE,
        a_long_text("situation", "The situation", "the notice as the co-ordinator wrote it, without names"),
        optional(a_list("services_affected", "Services affected", "the notice as the co-ordinator wrote it")),
        optional(notice.DONE_SO_FAR),
        optional(a_datetime("next_update_at", "Next update at", "the notice as the co-ordinator wrote it")),
        optional(notice.ANSWER_BY),
    ),
)

_MI_04 = LetterKind(
    key="L-MI-04",
    title="the briefing for operational staff",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_04_staff_briefing.html.j2",
    source="MI-13, MI-14, MI-17, MI-18, MI-21; domain D, L-MI-04",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        notice.WHERE,
        a_long_text("essentials", "The main facts", "the briefing, without names"),
        optional(notice.DONE_SO_FAR),
        optional(a_list("watch_for", "What to watch for", "the briefing")),
        optional(a_list("not_to_say", "What not to say", "the briefing")),
        incident.REPLY_BY,
    ),
)

_MI_05 = LetterKind(
    key="L-MI-05",
    title="the debrief is arranged",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_05_debrief_arranged.html.j2",
    source="MI-14, MI-15, MI-16, MI-18, MI-21; domain D, L-MI-05",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        a_date("debrief_on", "Day of the debrief", "the debrief"),
        optional(a_datetime("debrief_at", "Time of the debrief", "the debrief, where its time is fixed")),
        optional(a_text("debrief_place", "Place of the debrief", "the debrief: a room or a video address")),
        optional(a_list("agenda", "Agenda", "the debrief")),
        optional(a_list("send_items", "What to send before", "the debrief")),
        optional(a_date("send_by", "Send it by", "the debrief")),
    ),
)

_MI_06 = LetterKind(
    key="L-MI-06",
    title="the report to partnership members",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_06_members_told.html.j2",
    source="MI-14, MI-18, MI-20, MI-21, MI-24; domain D, L-MI-06",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        a_choice(
            *("stands_as", "How it stands now", "the incident"),
            *("major", "downgraded", "false_alarm"),
        ),
        incident.DECLARED_AT,
        a_long_text("summary", "Summary", "the report to members, without names"),
        incident.OUTCOME,
        optional(a_list("corrections", "Corrections", "the corrections sent so far")),
        optional(incident.NEXT_STEPS),
    ),
)

_ENDS = ("downgraded", "withdrawn", "warning_over")
_CORRECTIONS = ("correction", "warning_correction")  # the second while nothing is declared (MI-06)

_MI_07 = LetterKind(
    key="L-MI-07",
    title="a correction, a downgrade or a stand-down",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_07_incident_news.html.j2",
    source="MI-14, MI-18, MI-21, MI-24, MI-25, MI-26; domain D, L-MI-07",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        a_choice(
            *("change", "What changed", "the correction, or the decision on the incident"),
            *(*_CORRECTIONS, *_ENDS, "closed", "further"),
        ),
        optional(notice.WHERE),
        only_when(a_long_text("was_wrong", "What was wrong", "the correction"), "change", *_CORRECTIONS),
        only_when(a_long_text("is_right", "What is right", "the correction"), "change", *_CORRECTIONS),
        only_when(optional(notice.WHY_CHANGED), "change", *_ENDS),
        only_when(
            optional(a_long_text("what_goes_on", "What goes on", "the decision on the incident")), "change", *_ENDS
        ),
        only_when(incident.MEMBERS_BY, "change", "downgraded", "withdrawn"),
        only_when(optional(incident.OUTCOME), "change", "closed"),
        only_when(notice.WHAT_HAPPENED, "change", "further"),
        only_when(optional(notice.DONE_SO_FAR), "change", "further"),
    ),
)

_MI_08 = LetterKind(
    key="L-MI-08",
    title="a warning of a possible major racial incident",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="mi_08_warning.html.j2",
    source="MI-06, MI-14, MI-18, MI-21; domain D, L-MI-08",
    automatic=True,
    fields=(
        *INCIDENT_COMMON,
        notice.WHERE,
        notice.WHAT_HAPPENED,
        optional(notice.DONE_SO_FAR),
        a_datetime("decide_again_at", "Decided again by", "the limit of the clock for a new decision"),
    ),
)

INCIDENT_LETTERS = (_MI_01, _MI_02, _MI_03, _MI_04, _MI_05, _MI_06, _MI_07, _MI_08)
