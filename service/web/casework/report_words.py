"""The reports of a case as a table: what counts and why not, what each body holds, what it thinks."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.cases.threshold_count import count_threshold
from service.store.queries.case_review import (
    Confirmed,
    CountedRow,
    ReturnRow,
    confirmations_of_case,
    count_as_decided,
)
from service.web import context
from service.web.casework.opening import OpenCase
from workflows import ThresholdResult, and_list, count_summary, counted, local_date, long_date, reason_sentence

CHANNELS = {
    "writing": "in writing",
    "email": "email",
    "phone": "phone",
    "visit": "visit",
    "online": "online",
    "on_site": "told an officer on site",
}
ANSWERS = {"as_stated": "yes", "differs": "differs", "not_found": "not found"}
VIEWS = {"met": "Met", "not_met": "Not met", "none": "No view"}
NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report: what, when, to whom, confirmed or not, and whether it counts."""

    what: str
    happened: str
    reported: str
    confirmed: str
    counts: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The sentence above the table, the rule, and the lines, the counting ones first."""

    sentence: str
    rule: str
    lines: tuple[ReportLine, ...]


def reports_of(opened: OpenCase, returns: Sequence[ReturnRow]) -> Reports:
    """Give the reports as counted when the threshold was decided; before that, as they stand now."""
    session, file = context.read_session(), opened.file
    result = count_threshold(file)
    decided = {row.incident_id: row for row in count_as_decided(session, opened.head.case_id)}
    counts = _counts(result, decided, opened)
    told = {(one.incident_id, one.body_code): one for one in confirmations_of_case(session, opened.head.case_id)}
    asked = {row.body_code: row for row in returns if row.round == "threshold"}
    incidents = {row.id: row for row in file.incidents}
    names = {code: body.name for code, body in file.bodies.items()}
    order = [int(row.complaint.id) for row in result.rows_for_page]
    lines = []
    for incident_id in sorted(order, key=lambda one: not counts[one][0]):
        row = incidents[incident_id]
        body = names.get(row.body_code, "nobody" if row.body_code == NOBODY else row.body_code)
        lines.append(
            ReportLine(
                what=row.what,
                happened=long_date(row.happened_on) if row.happened_on else row.happened_words or "Not known",
                reported=_reported(row.reported_on, body, row.channel, row.body_reference),
                confirmed=_confirmed(told.get((row.id, row.body_code)), asked.get(row.body_code), body),
                counts=counts[incident_id][0],
                reason=counts[incident_id][1],
            )
        )
    return Reports(sentence=_sentence(result, lines), rule=_rule(opened), lines=tuple(lines))


def _counts(result: ThresholdResult, decided: dict[int, CountedRow], opened: OpenCase) -> dict[int, tuple[bool, str]]:
    names = {code: body.name for code, body in opened.file.bodies.items()}
    found = {}
    for row in result.rows:
        incident_id = int(row.complaint.id)
        kept = decided.get(incident_id)
        found[incident_id] = (
            (kept.counts, kept.sentence) if kept else (row.counts, reason_sentence(row, body_names=names))
        )
    return found


def _sentence(result: ThresholdResult, lines: Sequence[ReportLine]) -> str:
    live = count_summary(result)
    number = sum(line.counts for line in lines)
    if number == sum(row.counts for row in result.rows):
        return live
    needed = live.split(". ", 1)[1]
    return f"{number} of {counted(len(lines), 'report')} {'counts' if number == 1 else 'count'}. {needed}"


def _rule(opened: OpenCase) -> str:
    settings = opened.file.rules.threshold
    form_on = long_date(local_date(opened.file.application.received_at))
    window = settings.report_window
    within = f"{counted(window.length, window.unit.removesuffix('s'))}"
    return (
        f"A report counts if it was made to a relevant body within {within} of the incident, and within "
        f"{counted(settings.eligibility_months, 'month')} before {form_on}, the day the form arrived. "
        "One occasion counts once."
    )


def _reported(on: object, body: str, channel: str, reference: str) -> str:
    day = long_date(on) if on else "Day not known"  # type: ignore[arg-type]
    return ", ".join(part for part in (day, body, CHANNELS.get(channel, channel), reference) if part)


def _confirmed(told: Confirmed | None, asked: ReturnRow | None, body: str) -> str:
    if told is not None:
        answer = ANSWERS.get(told.answer, told.answer)
        return f"{body}, {answer}{f': {told.words}' if told.words else ''}"
    if asked is None:
        return "Not asked"
    return "No reply yet" if asked.returned_at is None else "Nothing said"


def facts_words(row: ReturnRow) -> str:
    """Give "Confirms 2 reports, corrects 1"."""
    if row.returned_at is None:
        return "Not answered"
    parts = [
        f"{verb} {counted(number, 'report')}"
        for verb, number in (
            ("confirms", row.answers.get("as_stated", 0)),
            ("corrects", row.answers.get("differs", 0)),
            ("cannot find", row.answers.get("not_found", 0)),
        )
        if number
    ]
    if row.withheld:
        parts.append(f"withholds {counted(row.withheld, 'item')}")
    words = and_list(parts) or "holds nothing"
    return f"{words[:1].upper()}{words[1:]}"


def view_words(row: ReturnRow) -> str:
    """Give a body's view on the threshold."""
    return VIEWS.get(row.view, "Not answered" if row.returned_at is None else "No view")
