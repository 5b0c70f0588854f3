"""Merge fields that more than one letter uses, and the small words for declaring a field.

The same thing has the same name in every letter, because the service fills fields by name.
"""

from dataclasses import replace

from letters.kinds import FieldKind, LetterField, OnlyWhen


def a_text(name: str, label: str, from_case: str) -> LetterField:
    """Declare one line of text."""
    return LetterField(name=name, kind=FieldKind.TEXT, label=label, from_case=from_case)


def a_long_text(name: str, label: str, from_case: str) -> LetterField:
    """Declare paragraphs of text."""
    return LetterField(name=name, kind=FieldKind.LONG_TEXT, label=label, from_case=from_case)


def a_date(name: str, label: str, from_case: str) -> LetterField:
    """Declare a calendar date."""
    return LetterField(name=name, kind=FieldKind.DATE, label=label, from_case=from_case)


def a_datetime(name: str, label: str, from_case: str) -> LetterField:
    """Declare an instant, printed in UK local time."""
    return LetterField(name=name, kind=FieldKind.DATETIME, label=label, from_case=from_case)


def a_number(name: str, label: str, from_case: str) -> LetterField:
    """Declare a whole number."""
    return LetterField(name=name, kind=FieldKind.NUMBER, label=label, from_case=from_case)


def a_yes_no(name: str, label: str, from_case: str) -> LetterField:
    """Declare a yes or no."""
    return LetterField(name=name, kind=FieldKind.YES_NO, label=label, from_case=from_case)


def a_list(name: str, label: str, from_case: str) -> LetterField:
    """Declare a list of lines."""
    return LetterField(name=name, kind=FieldKind.LIST, label=label, from_case=from_case)


def a_choice(name: str, label: str, from_case: str, *options: str) -> LetterField:
    """Declare one of a closed set of codes; the wording file says each in words."""
    return LetterField(name=name, kind=FieldKind.ONE_OF, label=label, from_case=from_case, options=options)


def some_rows(name: str, label: str, from_case: str, *columns: LetterField) -> LetterField:
    """Declare a list of records."""
    return LetterField(name=name, kind=FieldKind.ROWS, label=label, from_case=from_case, columns=columns)


def optional(field: LetterField) -> LetterField:
    """Return the field as one that may be left out."""
    return replace(field, required=False)


def only_when(field: LetterField, other: str, *values: str | bool) -> LetterField:
    """Return the field as needed only when another field has one of these values."""
    return replace(field, only_when=OnlyWhen(field=other, values=values))


def promising(field: LetterField, words: str) -> LetterField:
    """Return the date field as a promise to the reader, which begins with these words."""
    return replace(field, promise=words)


def for_the_reader_only(field: LetterField) -> LetterField:
    """Return the field as one that nobody but the reader may see once the letter is sealed."""
    return replace(field, is_secret=True)


_RECIPIENT_NAME = a_text("recipient_name", "Name", "the person the letter goes to")
_COMMON_BEFORE = (
    a_text("case_ref", "Our reference", "the case's reference"),
    a_text("area_name", "Partnership", "the area's settings"),
    a_list("area_address", "Partnership's address", "the area's settings"),
    a_text("scheme_name", "Name of the scheme", "the area's settings"),
    optional(a_text("formerly", "Former name of the scheme", "the area's settings")),
    a_date("letter_on", "Date of the letter", "the day it is approved to be sent"),
)
_COMMON_AFTER = (
    optional(a_list("recipient_address", "Address", "the person the letter goes to")),
    a_text("contact_name", "Contact", "the single point of contact of the area"),
    a_text("contact_role", "Contact's role", "the area's settings"),
    a_text("contact_phone", "Contact's phone", "the area's settings"),
    a_text("contact_email", "Contact's email", "the area's settings"),
    a_text("contact_hours", "Contact's hours", "the area's settings"),
    a_text("support_line", "Support service", "the area's settings: name and phone"),
    a_text("data_notice", "Data notice", "the area's settings: where the notice can be read"),
    optional(a_list("copied_to", "Copy to", "the people who get a copy")),
)
COMMON = (*_COMMON_BEFORE, _RECIPIENT_NAME, *_COMMON_AFTER)
COMMON_WITHOUT_NAME = (*_COMMON_BEFORE, optional(_RECIPIENT_NAME), *_COMMON_AFTER)

VICTIM_KIND = a_choice("victim_kind", "Who was harmed", "the application", "person", "business", "group")
VICTIM_NAMES = a_list("victim_names", "People the advocate acts for", "the consents held")
ADVOCATE_NAME = a_text("advocate_name", "Advocate", "the application")
# Who reads this copy: a victim who applied, an advocate who applied, or the victim of that advocate.
READER = (
    a_choice(
        "written_to",
        "Who reads this copy",
        "the application and the person the letter goes to",
        "applicant",
        "advocate",
        "victim",
    ),
    VICTIM_KIND,
    only_when(VICTIM_NAMES, "written_to", "advocate"),
    only_when(ADVOCATE_NAME, "written_to", "victim"),
)

RECEIVED_ON = a_date("received_on", "Application received", "the day the form was first received")
RECEIVED_HOW = a_choice("received_how", "How it came", "the application's channel", "online", "paper", "email", "phone")
THRESHOLD_DUE = promising(
    a_date("threshold_due", "Threshold decision by", "the limit of the threshold clock"),
    "Whether we will hold a review by",
)
REVIEW_LIMIT = promising(a_date("review_limit", "Review by", "the limit of the review meeting clock"), "The review by")
OUTCOME_LIMIT = promising(a_date("outcome_limit", "Outcome by", "the limit of the outcome clock"), "The outcome by")
MEETING_ON = a_date("meeting_on", "Day of the review meeting", "the review meeting")
REMINDER_DATE = promising(
    a_date("reminder_date", "Reminder on", "the reminder date of the missing items clock"), "A reminder on"
)
LAPSE_DATE = promising(
    a_date("lapse_date", "Closes on", "the lapse date of the missing items clock"),
    "We close the application if nothing has come by",
)
IS_REMINDER = a_yes_no("is_reminder", "This is a reminder", "whether we asked before")
ASKED_ON = a_date("asked_on", "First asked on", "the date of the first letter that asked")
COUNT_FROM = a_date(
    "count_from", "Reports count from", "the first day of the six months, if the application came on the letter's date"
)
VICTIM_VOICE_MODE = a_choice(
    "victim_voice_mode",
    "How the applicant can be heard",
    "the area's settings",
    "none",
    "statement",
    "invited",
    "represented",
)
STATEMENT_DUE = promising(
    a_date("statement_due", "Statement by", "the papers date of the review meeting"),
    "The chair has your statement if you send it by",
)
REPORTS_COUNTED = a_number("reports_counted", "Reports that count", "the threshold result")
REPORTS_NEEDED = a_number("reports_needed", "Reports needed", "the area's settings")
PEOPLE_COUNTED = a_number("people_counted", "People whose reports count", "the threshold result")
PEOPLE_NEEDED = a_number("people_needed", "People needed", "the area's settings")
APPEAL = (
    a_text("appeal_body", "Who hears an appeal", "the area's settings"),
    a_list("appeal_address", "Appeal address", "the area's settings"),
    a_text("appeal_email", "Appeal email", "the area's settings"),
    a_text("appeal_phone", "Appeal phone", "the area's settings"),
    promising(
        a_date("appeal_last_day", "Last day to appeal", "the limit of the appeal window"), "You may appeal until"
    ),
)
AGENCY_NAME = a_text("agency_name", "Agency", "the body the letter goes to")
AGENCY_DUTY = a_choice("agency_duty", "Duty of the agency", "whether the body is public", "public", "non_public")
CONCERNING = a_text("concerning", "About", "the victim and place, no more than is needed to search")
RETURN_DUE = promising(a_date("return_due", "Answer by", "the limit of the return clock"), "An answer by")
ANSWER_AT = a_text("answer_at", "Where to answer", "the address of the answer page")
PROMISED = a_date("promised", "Promised by", "the date in our earlier letter")
NEW_DATE = promising(a_date("new_date", "New date", "the clock's new limit"), "What we promised, by")
REASON = a_long_text("reason", "Reason", "the decision's reason in words")
SAFEGUARDING = a_yes_no("safeguarding_continues", "Safeguarding goes on", "the risk check")
SAFEGUARDING_BY = a_text("safeguarding_by", "Who leads the safeguarding", "the risk check: body, with “the”")
KEPT_UNTIL = a_date("kept_until", "Kept until", "the area's retention settings")
MISSING_ITEMS = a_list("missing_items", "What is missing", "the completeness check")
VICTIMS_MISSING = a_list("victims_missing", "Consent missing from", "the victims without a consent")
VICTIMS_CONSENTING = a_list("victims_consenting", "Consent held from", "the consents held")
WITHDRAWN_ON = a_date("withdrawn_on", "Withdrawn on", "the day the written withdrawal came")
UPDATE_WORKING_DAYS = a_number("update_working_days", "Working days between updates", "the update clock")
PLAN_REVIEW_DATE = promising(
    a_date("plan_review_date", "Plan review", "the limit of the plan review clock"), "A look at the whole plan on"
)
RECOMMENDATIONS = some_rows(
    "recommendations",
    "Recommendations",
    "the minutes of the review meeting",
    a_text("text", "What is recommended", "the minutes"),
    a_text("body", "To whom", "the minutes, with “the”"),
)
