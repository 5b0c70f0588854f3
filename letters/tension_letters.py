"""The notices and letters about a community tension: L-TE-01 to L-TE-07. Data only."""

from letters import notice_fields as notice
from letters import tension_fields as tension
from letters.fields import (
    a_choice,
    a_date,
    a_datetime,
    a_list,
    a_long_text,
    a_text,
    a_yes_no,
    only_when,
    optional,
    promising,
    some_rows,
)
from letters.kinds import Audience, LetterKind, OwnWords
from letters.notice_fields import NOTICE_COMMON, NOTICE_SUBJECT
from letters.tension_fields import LEVELS, TENSION_COMMON, TENSION_COMMON_WITHOUT_NAME, level_among

_TE_01 = LetterKind(
    key="L-TE-01",
    title="an alert at level 1 or 2",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="te_01_alert.html.j2",
    source="TE-10, TE-12, TE-13, TE-14, TE-31; domain D, L-TE-01",
    automatic=True,
    fields=(
        *NOTICE_COMMON,
        level_among("1", "2"),
        *tension.LEVEL_WORDS,
        tension.DIRECTION,
        notice.WHERE,
        notice.WHAT_HAPPENED,
        optional(notice.EXPECTED),
        optional(notice.DONE_SO_FAR),
        *tension.SCORES,
        a_datetime("meet_by", "Meet by", "the limit of the meeting clock at levels 1 and 2"),
        tension.MEETING_PLACE,
        optional(notice.ANSWER_BY),
    ),
)

_TE_02 = LetterKind(
    key="L-TE-02",
    title="news and a meeting call at level 3 or 4",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="te_02_meeting_call.html.j2",
    source="TE-10, TE-17, TE-18, TE-27, TE-31; domain D, L-TE-02",
    automatic=True,
    fields=(
        *NOTICE_COMMON,
        level_among("3", "4"),
        *tension.LEVEL_WORDS,
        tension.DIRECTION,
        notice.WHERE,
        notice.WHAT_HAPPENED,
        optional(notice.EXPECTED),
        optional(notice.DONE_SO_FAR),
        a_date("meeting_limit", "Meet by", "the limit of the meeting clock at levels 3 and 4"),
        tension.MEETING_AT,
        tension.MEETING_PLACE,
        optional(
            a_choice("old_level", "Level before", "the level that was agreed before, where it was 1 or 2", "1", "2")
        ),
        *tension.OLD_LEVEL_WORDS,
        optional(notice.WHY_CHANGED),
        optional(tension.NEXT_REVIEW_ON),
        optional(a_list("bring_items", "What to bring", "the meeting call, where it asks for more than usual")),
    ),
)

_TE_03 = LetterKind(
    key="L-TE-03",
    title="a request for one media strategy",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="te_03_media_wanted.html.j2",
    source="TE-16, TE-19, TE-31; domain D, L-TE-03",
    automatic=True,
    fields=(
        *NOTICE_COMMON,
        level_among(*LEVELS),
        *tension.LEVEL_WORDS,
        notice.WHERE,
        notice.WHAT_HAPPENED,
        optional(notice.EXPECTED),
        optional(a_long_text("public_audience", "Who must hear it", "the request, in agreed words")),
        optional(a_long_text("sensitivities", "What is sensitive", "the request, in agreed words")),
        optional(a_text("spokesperson", "Spokesperson", "the person agreed, by role or name")),
        optional(a_datetime("draft_by", "Draft by", "the request")),
    ),
)

_NEW_LEVEL = ("worse", "better", "stand_down")

_TE_04 = LetterKind(
    key="L-TE-04",
    title="a change of level or a stand-down",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="te_04_level_news.html.j2",
    source="TE-26, TE-27, TE-28, TE-29, TE-30, TE-33; domain D, L-TE-04",
    automatic=True,
    fields=(
        *NOTICE_COMMON,
        a_choice(
            *("change", "What changed", "the review of the level, or the end of the case"),
            *(*_NEW_LEVEL, "closed", "false_alarm", "merged"),
        ),
        optional(notice.WHERE),
        only_when(level_among(*LEVELS), "change", *_NEW_LEVEL),
        *(only_when(field, "change", *_NEW_LEVEL) for field in tension.LEVEL_WORDS),
        only_when(
            a_choice("old_level", "Level before", "the level that was agreed before", *LEVELS), "change", *_NEW_LEVEL
        ),
        *(only_when(field, "change", *_NEW_LEVEL) for field in tension.OLD_LEVEL_WORDS),
        only_when(tension.DIRECTION, "change", *_NEW_LEVEL),
        only_when(optional(notice.WHY_CHANGED), "change", *_NEW_LEVEL, "closed", "false_alarm"),
        only_when(optional(tension.NEXT_REVIEW_AT), "change", *_NEW_LEVEL),
        only_when(optional(tension.NEXT_REVIEW_ON), "change", *_NEW_LEVEL),
        only_when(
            optional(a_long_text("reassurance", "What may be said in public", "the closing of the case")),
            *("change", "false_alarm"),
        ),
        only_when(
            a_text("merged_into", "Now part of", "the reference of the case that took it in"), "change", "merged"
        ),
    ),
)

_TE_05 = LetterKind(
    key="L-TE-05",
    title="thank you for telling us of a concern",
    subject="Thank you for telling us",
    audience=Audience.REPORTER,
    template="te_05_reporter_thanked.html.j2",
    source="TE-05, TE-29, TE-30, TE-31; domain D, L-TE-05",
    own_words=(OwnWords(name="note", label="Your own words to the reporter (optional, up to 60 words)"),),
    fields=(
        *TENSION_COMMON,
        a_date("reported_on", "Reported on", "the day the report came"),
        a_choice(
            *("report_stage", "How it stands", "the case that the report belongs to"),
            *("assessing", "in_hand", "settled", "nothing_found"),
        ),
        a_yes_no("is_merged", "Others reported the same", "the reports of the case"),
        only_when(
            promising(a_date("look_by", "Looked at again by", "the clock of the level"), "We look at it again by"),
            *("report_stage", "assessing", "in_hand"),
        ),
        only_when(a_date("closed_on", "Closed on", "the case"), "report_stage", "settled", "nothing_found"),
        optional(a_text("report_at", "Where to report", "the address of the page for concerns")),
    ),
)

_TE_06 = LetterKind(
    key="L-TE-06",
    title="the quarterly report, with a request for comment",
    subject="Our quarterly report: please comment",
    audience=Audience.READERS,
    template="te_06_quarterly_report.html.j2",
    source="TE-23, TE-31; domain D, L-TE-06",
    fields=(
        *TENSION_COMMON_WITHOUT_NAME,
        a_choice("report_version", "Version", "who gets this copy", "public", "agencies"),
        a_date("period_from", "First day", "the quarter"),
        a_date("period_to", "Last day", "the quarter"),
        a_long_text("summary", "In short", "the report, without personal details"),
        some_rows(
            "figures",
            "Figures",
            "the counts of the quarter",
            a_text("what", "What is counted", "the report"),
            a_text("figure", "Figure", "the count in words or digits; in public “fewer than 5” where it is small"),
        ),
        only_when(
            optional(a_long_text("agencies_note", "For agencies only", "the report, without intelligence")),
            *("report_version", "agencies"),
        ),
        optional(a_long_text("comment_answers", "Answers to earlier comments", "the comments on the report before")),
        optional(a_text("read_at", "Where to read all of it", "the address of the report's page")),
        promising(a_date("comments_by", "Comments by", "the report"), "We answer your comment if you send it by"),
        optional(a_text("comment_at", "Where to comment", "the address of the page for comments")),
        optional(
            promising(
                a_date("next_report_by", "Next report by", "the limit of the quarterly report clock"),
                "The next report, with answers to comments, by",
            )
        ),
    ),
)

_TE_07 = LetterKind(
    key="L-TE-07",
    title="the responses agreed",
    subject=NOTICE_SUBJECT,
    audience=Audience.CONTACTS,
    sender=None,
    template="te_07_responses_agreed.html.j2",
    source="TE-18, TE-31, TE-33; domain D, L-TE-07",
    automatic=True,
    fields=(
        *NOTICE_COMMON,
        level_among(*LEVELS),
        *tension.LEVEL_WORDS,
        tension.DIRECTION,
        notice.WHERE,
        notice.WHAT_HAPPENED,
        a_date("meeting_on", "Day of the meeting", "the meeting of the team"),
        optional(
            some_rows(
                *("responses", "Responses", "the minutes of the meeting"),
                a_text("what", "What is done", "the minutes"),
                optional(a_text("leads", "Who leads", "the minutes: a role or a body")),
            )
        ),
        tension.NEXT_REVIEW_ON,
    ),
)

TENSION_LETTERS = (_TE_01, _TE_02, _TE_03, _TE_04, _TE_05, _TE_06, _TE_07)
