"""The letters when something stops or a promise is missed: L-CT-18, 19, 21 and 23. Data only."""

from letters import fields as shared
from letters.fields import (
    COMMON,
    READER,
    a_choice,
    a_date,
    a_list,
    a_text,
    only_when,
    optional,
    promising,
)
from letters.intake_letters import NOTE, NOTE_TO_APPLICANT
from letters.kinds import Audience, LetterKind

_CT_18 = LetterKind(
    key="L-CT-18",
    title="consent for the advocate is withdrawn",
    subject="Who we write to from now on",
    audience=Audience.VICTIM,
    template="ct_18_consent_withdrawn.html.j2",
    source="CT-58; domain D, L-CT-18",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        a_choice(
            *("written_to", "Who reads this copy", "the person the letter goes to"),
            *("victim", "advocate"),
        ),
        shared.WITHDRAWN_ON,
        only_when(shared.ADVOCATE_NAME, "written_to", "victim"),
        only_when(
            a_text("next_step", "What comes next", "the case's next promise, like “tell you the outcome”"),
            *("written_to", "victim"),
        ),
        only_when(
            promising(a_date("next_date", "Next date", "the case's next promise"), "What comes next, by"),
            *("written_to", "victim"),
        ),
        optional(a_list("still_acts_for", "Still acts for", "the consents held")),
    ),
)

_CT_19 = LetterKind(
    key="L-CT-19",
    title="the application is withdrawn",
    subject="We have stopped the review",
    audience=Audience.APPLICANT,
    template="ct_19_application_withdrawn.html.j2",
    source="CT-47, CT-57, CT-59; domain D, L-CT-19",
    own_words=(NOTE_TO_APPLICANT,),
    copies_to_victim=True,
    fields=(
        *COMMON,
        *READER,
        shared.WITHDRAWN_ON,
        promising(a_date("partners_told_by", "Agencies told by", "the day L-CT-21 is sent"), "The agencies told by"),
        shared.SAFEGUARDING,
        only_when(shared.SAFEGUARDING_BY, "safeguarding_continues", True),
        shared.COUNT_FROM,
    ),
)

_CT_21 = LetterKind(
    key="L-CT-21",
    title="the review has stopped",
    subject="A case review has stopped",
    audience=Audience.PARTNERS,
    template="ct_21_review_stopped.html.j2",
    source="CT-59, DP-03; domain D, L-CT-21",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        shared.CONCERNING,
        shared.WITHDRAWN_ON,
        shared.SAFEGUARDING,
        only_when(shared.SAFEGUARDING_BY, "safeguarding_continues", True),
        promising(a_date("papers_back_by", "Papers deleted by", "the area's settings"), "Papers deleted by"),
    ),
)

_CT_23 = LetterKind(
    key="L-CT-23",
    title="we missed a promise",
    subject="We did not keep our promise to you",
    audience=Audience.APPLICANT,
    template="ct_23_promise_missed.html.j2",
    source="CM-10, CM-11; domain D, L-CT-23",
    own_words=(NOTE_TO_APPLICANT,),
    fields=(
        *COMMON,
        *READER,
        a_text("promised_what", "What we promised", "the clock, like “tell you the outcome of the review”"),
        shared.PROMISED,
        shared.NEW_DATE,
        optional(shared.REASON),
    ),
)

STOPPING_LETTERS = (_CT_18, _CT_19, _CT_21, _CT_23)
