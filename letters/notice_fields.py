"""Merge fields that notices share: one short text for all who are told of a tension or a racial incident.

A notice names no reader and has no letterhead. What is typed by staff comes from the case, never as own words.
What may be unknown at night is optional: a notice that says little is better than one that is not sent.
"""

from letters.fields import a_date, a_datetime, a_long_text, a_text, optional

NOTICE_SUBJECT = "Folkmoot: please read now"
AREA_SHORT_NAME = a_text("area_short_name", "Area, in short", "the area's name, like “Ashmoor”")
NOTICE_COMMON = (
    a_text("case_ref", "Our reference", "the case's reference"),
    a_text("area_name", "Partnership", "the area's settings"),
    AREA_SHORT_NAME,
    a_date("letter_on", "Date of the notice", "the day it is sent, in UK local time"),
    a_text("sent_at_words", "Sent at", "the minute it is sent, in words with the day"),
    a_text("contact_name", "Whom to call", "the person who leads the work on the case"),
    a_text("contact_role", "Their role", "the area's settings"),
    optional(a_text("contact_phone", "Their phone", "the person who leads the work on the case")),
    optional(a_text("contact_email", "Their email", "the person who leads the work on the case")),
)

WHERE = a_text("where", "Where", "the case: the place as it may be told")
WHAT_HAPPENED = a_long_text("what_happened", "What happened", "the case: agreed words, without names")
EXPECTED = a_long_text("expected", "What is expected", "the case: agreed words, without names")
DONE_SO_FAR = a_long_text("done_so_far", "Done so far", "the case: agreed words, without names")
ANSWER_BY = a_datetime("answer_by", "Answer by", "the moment at which the deputy is called")
WHY_CHANGED = a_long_text("reason", "Reason", "the decision's reason in words")
