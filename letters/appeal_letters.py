"""The letters of the body that hears appeals: L-AP-01 to L-AP-09. Data only."""

from letters import appeal_fields as appeal
from letters import fields as shared
from letters.appeal_fields import APPEAL_BODY, APPEAL_COMMON, APPELLANT
from letters.fields import (
    a_choice,
    a_date,
    a_list,
    a_long_text,
    a_number,
    a_text,
    a_yes_no,
    only_when,
    optional,
    promising,
    some_rows,
)
from letters.kinds import Audience, LetterKind, OwnWords

NOTE_TO_APPELLANT = OwnWords(name="note", label="Your own words to the appellant (optional, up to 60 words)")

_AP_01 = LetterKind(
    key="L-AP-01",
    title="we have the appeal",
    subject="We have your appeal",
    audience=Audience.APPELLANT,
    sender=APPEAL_BODY,
    template="ap_01_appeal_acknowledged.html.j2",
    source="AP-01, AP-03, AP-04, AP-05, AP-06, AP-08, AP-11, AP-12, AP-13, AP-15, AP-17, AP-19; domain D, L-AP-01",
    own_words=(NOTE_TO_APPELLANT,),
    fields=(
        *APPEAL_COMMON,
        *APPELLANT,
        appeal.STAGE,
        appeal.APPEAL_RECEIVED_ON,
        a_choice(
            *("appeal_how", "How it came", "the appeal's channel"),
            *("online", "email", "letter", "transcribed"),
        ),
        only_when(
            optional(a_long_text("appeal_words", "What we wrote down", "the appeal, in the appellant's words")),
            *("appeal_how", "transcribed"),
        ),
        optional(a_date("appeal_completed_on", "Last missing item came", "the day the last missing item came")),
        a_yes_no("is_marked", "Marked as an appeal", "the registration of the appeal"),
        a_yes_no("late_accepted", "Accepted though late", "the head of office's answer on a late appeal"),
        only_when(appeal.LATE_ANSWER, "late_accepted", True),
        a_list("grounds", "What the appeal is about", "the appeal's grounds, in plain words"),
        optional(
            some_rows(
                *("other_routes", "Points that others must answer", "the grounds that are no part of an appeal"),
                a_text("point", "Point", "the ground, in plain words"),
                a_choice("route", "Who answers it", "the ground", "spoc", "agency", "cps"),
            )
        ),
        only_when(appeal.PLAN_AGREED, "stage", "2"),
        appeal.DECISION_LIMIT,
    ),
)

_AP_02 = LetterKind(
    key="L-AP-02",
    title="we need more for the appeal",
    subject="We need something more for your appeal",
    audience=Audience.APPELLANT,
    sender=APPEAL_BODY,
    template="ap_02_appeal_incomplete.html.j2",
    source="AP-05, AP-08, AP-09, AP-12, DP-01; domain D, L-AP-02",
    own_words=(NOTE_TO_APPELLANT,),
    fields=(
        *APPEAL_COMMON,
        appeal.APPEAL_RECEIVED_ON,
        a_choice(
            *("missing_for", "What is missing", "the check of the appeal"),
            *("consent", "details", "both"),
        ),
        only_when(shared.VICTIMS_MISSING, "missing_for", "consent", "both"),
        only_when(shared.MISSING_ITEMS, "missing_for", "details", "both"),
        a_number("decision_working_days", "Working days to decide", "the appeal decision clock"),
        promising(
            a_date("lapse_date", "Closes on", "the lapse date of the appeal's missing items"),
            "We close the appeal if nothing has come by",
        ),
    ),
)

_AP_03 = LetterKind(
    key="L-AP-03",
    title="request for the case file",
    subject="Please send us the file of a case review",
    audience=Audience.SPOC,
    sender=APPEAL_BODY,
    template="ap_03_case_file_wanted.html.j2",
    source="AP-07, AP-10, AP-17, AP-19, AP-20, DP-05; domain D, L-AP-03",
    automatic=True,
    fields=(
        *APPEAL_COMMON,
        appeal.STAGE,
        appeal.APPEAL_RECEIVED_ON,
        a_list("file_items", "What we need", "the kinds of paper that the case holds"),
        promising(a_date("file_due", "File by", "the limit of the case file clock"), "The case file by"),
        appeal.DECISION_LIMIT,
        shared.ANSWER_AT,
    ),
)

_DECIDED = ("not_upheld", "upheld", "partly")

_AP_04 = LetterKind(
    key="L-AP-04",
    title="an appeal about the case",
    subject="An appeal about a case review",
    audience=Audience.SPOC,
    sender=APPEAL_BODY,
    template="ap_04_appeal_notice.html.j2",
    source="AP-07, AP-13, AP-16, AP-17, AP-19; domain D, L-AP-04",
    automatic=True,
    fields=(
        *APPEAL_COMMON,
        a_choice(
            *("written_to", "Who reads this copy", "the person the letter goes to"),
            *("spoc", "chair"),
        ),
        appeal.STAGE,
        appeal.APPEAL_RECEIVED_ON,
        a_choice("appeal_event", "What is told", "the appeal", "registered", "decided"),
        only_when(appeal.DECISION_LIMIT, "appeal_event", "registered"),
        only_when(
            a_choice(
                *("appeal_outcome", "How the appeal ended", "the appeal"),
                *(*_DECIDED, "referred", "withdrawn", "lapsed"),
            ),
            *("appeal_event", "decided"),
        ),
        only_when(a_date("decided_on", "Decided or ended on", "the appeal"), "appeal_event", "decided"),
        only_when(appeal.REASONS, "appeal_outcome", *_DECIDED),
        only_when(appeal.REMIT_POINTS, "appeal_outcome", "upheld", "partly"),
        only_when(appeal.REMIT_DUE, "appeal_outcome", "upheld", "partly"),
        only_when(shared.ANSWER_AT, "appeal_outcome", "upheld", "partly"),
    ),
)

_AP_05 = LetterKind(
    key="L-AP-05",
    title="this is not an appeal that can be heard",
    subject="We cannot take your appeal",
    audience=Audience.APPELLANT,
    sender=APPEAL_BODY,
    template="ap_05_not_an_appeal.html.j2",
    source="AP-03, AP-04, AP-06, AP-13, CT-02, CT-50; domain D, L-AP-05",
    own_words=(NOTE_TO_APPELLANT,),
    approval_reason="It refuses to hear an appeal.",
    fields=(
        *APPEAL_COMMON,
        appeal.APPEAL_RECEIVED_ON,
        a_choice(
            *("route", "Why it is not an appeal", "the appeal's route"),
            *("spoc", "agency", "cps", "premature", "late", "referred"),
        ),
        only_when(
            a_long_text("route_reason", "Why, in our words", "the registration of the appeal"),
            *("route", "spoc", "agency", "cps", "premature"),
        ),
        *(only_when(field, "route", "spoc", "premature") for field in appeal.SPOC),
        only_when(
            optional(a_text("route_contact", "How to reach them", "phone, email or address on one line")),
            *("route", "agency", "cps"),
        ),
        only_when(
            optional(a_yes_no("passed_on", "The appeal was passed on", "what was sent to the right route")),
            *("route", "spoc", "agency", "cps", "premature"),
        ),
        only_when(
            a_long_text("referred_to", "The right way and its contact", "the decision on the appeal"),
            *("route", "referred"),
        ),
        only_when(optional(appeal.REASONS), "route", "referred"),
        only_when(
            a_choice("awaited", "Letter still to come", "the case", "threshold", "outcome"), "route", "premature"
        ),
        only_when(appeal.APPEAL_LAST_DAY, "route", "late"),
        only_when(appeal.LATE_ANSWER, "route", "late"),
        promising(a_date("reply_by", "Answer by", "the end of the time to answer"), "We look again if you answer by"),
    ),
)

_AP_06 = LetterKind(
    key="L-AP-06",
    title="the appeal needs more time",
    subject="Your appeal needs more time",
    audience=Audience.APPELLANT,
    sender=APPEAL_BODY,
    template="ap_06_appeal_delayed.html.j2",
    source="AP-14, CM-09; domain D, L-AP-06",
    own_words=(NOTE_TO_APPELLANT,),
    approval_reason="It moves a date that was promised.",
    fields=(
        *APPEAL_COMMON,
        a_yes_no("is_repeat", "An earlier letter told of the delay", "the updates sent"),
        only_when(shared.PROMISED, "is_repeat", False),
        only_when(a_date("last_update_on", "Last update", "the date of the last update sent"), "is_repeat", True),
        shared.REASON,
        a_long_text("progress", "What was done so far", "the update, in plain words"),
        a_date("decide_by", "We expect to decide by", "the request for more time or the update"),
        promising(
            a_date("next_update", "Next update by", "the limit of the appeal update clock"), "News or a decision by"
        ),
        shared.UPDATE_WORKING_DAYS,
    ),
)

_AP_07 = LetterKind(
    key="L-AP-07",
    title="the appeal is not upheld",
    subject="Our decision on your appeal",
    audience=Audience.APPELLANT,
    sender=APPEAL_BODY,
    template="ap_07_appeal_not_upheld.html.j2",
    source="AP-11, AP-13, AP-15, AP-16, AP-19; domain D, L-AP-07",
    own_words=(NOTE_TO_APPELLANT,),
    approval_reason="It gives the final decision on an appeal.",
    fields=(
        *APPEAL_COMMON,
        *APPELLANT,
        appeal.STAGE,
        appeal.APPEAL_RECEIVED_ON,
        appeal.DECISION_MAKER,
        appeal.REASONS,
        appeal.EVIDENCE,
        only_when(optional(appeal.RECOUNT), "stage", "1"),
        only_when(appeal.PLAN_AGREED, "stage", "2"),
    ),
)

_AP_08 = LetterKind(
    key="L-AP-08",
    title="the appeal is upheld, or part of it",
    subject="Our decision on your appeal",
    audience=Audience.APPELLANT,
    sender=APPEAL_BODY,
    template="ap_08_appeal_upheld.html.j2",
    source="AP-11, AP-13, AP-15, AP-16, AP-19; domain D, L-AP-08",
    own_words=(NOTE_TO_APPELLANT,),
    approval_reason="It gives the final decision on an appeal and sends the case back.",
    fields=(
        *APPEAL_COMMON,
        *APPELLANT,
        appeal.STAGE,
        appeal.APPEAL_RECEIVED_ON,
        appeal.DECISION_MAKER,
        a_choice("appeal_outcome", "How the appeal ended", "the decision on the appeal", "upheld", "partly"),
        appeal.REASONS,
        appeal.EVIDENCE,
        only_when(optional(appeal.RECOUNT), "stage", "1"),
        appeal.REMIT_POINTS,
        appeal.REMIT_DUE,
        *appeal.SPOC,
        only_when(appeal.PLAN_AGREED, "stage", "2"),
    ),
)

_AP_09 = LetterKind(
    key="L-AP-09",
    title="the appeal is closed",
    subject="We have closed your appeal",
    audience=Audience.APPELLANT,
    sender=APPEAL_BODY,
    template="ap_09_appeal_closed.html.j2",
    source="AP-06, AP-09, AP-17; domain D, L-AP-09",
    own_words=(NOTE_TO_APPELLANT,),
    fields=(
        *APPEAL_COMMON,
        appeal.APPEAL_RECEIVED_ON,
        a_choice("ended_how", "Why it is closed", "the appeal", "withdrawn", "lapsed"),
        only_when(shared.WITHDRAWN_ON, "ended_how", "withdrawn"),
        only_when(
            a_yes_no("conceded", "The bodies had changed their decision", "the withdrawal"), "ended_how", "withdrawn"
        ),
        only_when(a_long_text("conceded_words", "What the bodies changed", "the withdrawal"), "conceded", True),
        only_when(shared.ASKED_ON, "ended_how", "lapsed"),
        only_when(
            a_date("lapsed_on", "Closed because of nothing by", "the lapse date of the appeal's missing items"),
            *("ended_how", "lapsed"),
        ),
        appeal.STAGE,
        appeal.APPEAL_LAST_DAY,
    ),
)

APPEAL_LETTERS = (_AP_01, _AP_02, _AP_03, _AP_04, _AP_05, _AP_06, _AP_07, _AP_08, _AP_09)
