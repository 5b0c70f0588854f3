"""Merge fields that the letters about an appeal share, and whom those letters come from.

They come from the appeal body, so none of them carries the partnership's address or contact.
"""

from letters.fields import (
    COMMON,
    a_choice,
    a_date,
    a_list,
    a_long_text,
    a_text,
    a_yes_no,
    only_when,
    optional,
    promising,
    some_rows,
)
from letters.fields import VICTIM_NAMES as _VICTIM_NAMES
from letters.kinds import LetterSender

APPEAL_BODY = LetterSender(
    name="appeal_body_name",
    address="appeal_address",
    phone="appeal_phone",
    email="appeal_email",
    hours="appeal_hours",
    signed_by="officer_name",
    signed_role="officer_role",
)
_OF_THE_PARTNERSHIP = frozenset(
    {"area_address", "contact_name", "contact_role", "contact_phone", "contact_email", "contact_hours"}
)
APPEAL_COMMON = (
    *(field for field in COMMON if field.name not in _OF_THE_PARTNERSHIP),
    a_text("about_ref", "Reference of the case review", "the case that the appeal is about"),
    a_text("appeal_body_name", "Who hears the appeal", "the area's settings, without “the”"),
    a_list("appeal_address", "Appeal address", "the area's settings"),
    a_text("appeal_phone", "Appeal phone", "the area's settings"),
    a_text("appeal_email", "Appeal email", "the area's settings"),
    optional(a_text("appeal_hours", "Hours of the appeal phone", "the area's settings")),
    a_text("officer_name", "Appeals officer", "the person who works on the appeal"),
    a_text("officer_role", "Appeals officer's role", "the area's settings"),
)
APPELLANT = (
    a_choice(
        *("written_to", "Who reads this copy", "the appeal and the person the letter goes to"),
        *("applicant", "advocate"),
    ),
    only_when(_VICTIM_NAMES, "written_to", "advocate"),
)

STAGE = a_choice("stage", "Stage of the appeal", "the appeal: 1 no review held, 2 the review and its plan", "1", "2")
APPEAL_RECEIVED_ON = a_date("appeal_received_on", "Appeal received", "the day the appeal came to the office")
DECISION_LIMIT = promising(
    a_date("decision_limit", "Decision by", "the limit of the appeal decision clock"), "Our decision on the appeal by"
)
PLAN_AGREED = a_yes_no("plan_agreed", "A plan is agreed", "the action plan of the case")
APPEAL_LAST_DAY = a_date("appeal_last_day", "Last day to appeal", "the limit of the appeal window")
LATE_ANSWER = a_long_text("late_answer", "Answer on the lateness", "the head of office's reasons on a late appeal")
SPOC = (
    a_text("spoc_name", "Who answers for the case", "the single point of contact of the area"),
    a_text("spoc_phone", "Their phone", "the single point of contact of the area"),
)
DECISION_MAKER = a_choice(
    "decision_maker", "Who decided", "the decision on the appeal", "commissioner", "head_of_office"
)
EVIDENCE = a_list("evidence", "What we looked at", "the papers released and what the appellant sent")
RECOUNT = a_long_text("recount", "What our own count of the reports showed", "the recount of a stage 1 appeal")
REASONS = some_rows(
    "reasons",
    "Reasons",
    "the decision on the appeal, one row a ground",
    a_text("ground", "What the appeal said", "the ground, in plain words"),
    a_long_text("words", "Our reasons", "the decision, in plain words"),
    optional(a_yes_no("agreed", "We agree with it", "the decision, where only part of the appeal is upheld")),
)
REMIT_POINTS = some_rows(
    "remit_points",
    "What we ask for",
    "the decision on the appeal",
    a_text("text", "What", "the decision, in plain words"),
    a_date("due_on", "By", "the decision, no later than the limit of the remit clock"),
)
REMIT_DUE = promising(
    a_date("remit_due", "Report back by", "the limit of the remit clock: 5 or 20 working days"),
    "What was done about the appeal, by",
)
