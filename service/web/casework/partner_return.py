"""An agency's answer in five minutes: each report one question, withholding folded away. Source: design page 11."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.cases.case_file import CaseFile
from service.cases.evidence.words import body_name, channel_words, day_words, happened_words
from service.cases.letters.values.dates import months_before
from service.store.queries.task_page import TaskRow
from service.web.question_fields import Field, FieldRow
from workflows import FieldError, FieldErrors, local_date, long_date

RETURNS = ("Task_ConfirmReports", "Task_GiveReturn")
HEADINGS = {
    "Task_ConfirmReports": "Confirm what {body} holds",
    "Task_GiveReturn": "Give the information {body} holds",
}
WITHHOLDS = "withholds"
WITHHELD = "withheld"
OF_REPORT = re.compile(r"reports-([0-9]+)-(answer|words)")


def is_partner_return(row: TaskRow) -> bool:
    """Tell whether the task is an agency's return."""
    return row.element_id in RETURNS


def heading_of(row: TaskRow) -> str:
    """Give the heading with the agency's own name."""
    return HEADINGS[row.element_id].format(body=row.body_name or "your agency")


def partner_posted(posted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Give the answers with "withholds" taken from whether anything was written there."""
    is_withheld = any(name.startswith(f"{WITHHELD}-") and "".join(given).strip() for name, given in posted.items())
    return {**{name: list(given) for name, given in posted.items()}, WITHHOLDS: ["yes" if is_withheld else "no"]}


def report_fields(fields: Sequence[Field]) -> list[tuple[Field, tuple[Field, ...]]]:
    """Give each report as one question under its own words, with what else is asked about it."""
    rows = next((shown.rows for shown in fields if shown.name == "reports"), ())
    return [(replace(row.fields[0], label=row.legend, hint=row.hint), row.fields[1:]) for row in rows]


def main_fields(fields: Sequence[Field]) -> list[Field]:
    """Give the other questions that stand on the page itself."""
    return [shown for shown in fields if shown.name not in ("reports", WITHHOLDS, WITHHELD)]


def withheld_field(fields: Sequence[Field]) -> Field | None:
    """Give the rows that are folded away under "I must withhold something"."""
    return next((replace(shown, when_name="", when_values=()) for shown in fields if shown.name == WITHHELD), None)


def is_withholding(field: Field | None, posted: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether that part must stand open: something was written, is wrong, or a row was added."""
    if field is None:
        return False
    is_written = any(name.startswith(f"{WITHHELD}-") and "".join(given).strip() for name, given in posted.items())
    return is_written or bool(field.error) or WITHHELD in posted.get("add_row", ())


def partner_fields(file: CaseFile, row: TaskRow, fields: Sequence[Field]) -> tuple[Field, ...]:
    """Give the questions in an agency's words: reports numbered, the address and the six months named."""
    return tuple(_in_their_words(file, row, shown) for shown in fields)


def _in_their_words(file: CaseFile, row: TaskRow, shown: Field) -> Field:
    if shown.name == "reports":
        return replace(shown, rows=tuple(_report(file, row, each, n) for n, each in enumerate(shown.rows, 1)))
    if shown.name == "comments":
        since = long_date(months_before(local_date(file.application.received_at), months=6))
        return replace(shown, label=f"Other reports you hold from this address since {since} (optional)")
    return shown


def _report(file: CaseFile, task: TaskRow, row: FieldRow, number: int) -> FieldRow:
    found = next((incident for incident in file.incidents if str(incident.id) == row.key), None)
    if found is None:
        return row
    told = "Reported" if found.body_code == task.item else f"Reported to {body_name(file, found.body_code)}"
    said = f"The applicant says: {told} {channel_words(found)}, {day_words(found.reported_on, unknown='no date given')}"
    is_own = found.body_code == task.item and found.body_reference
    return replace(
        row,
        legend=f"{number}. {found.what}, {happened_words(found)}",
        hint=f"{said}, {found.body_reference}" if is_own else said,
    )


def partner_errors(file: CaseFile, errors: FieldErrors | None) -> FieldErrors | None:
    """Give the errors with the number of the report they are about."""
    if errors is None:
        return None
    numbers = {str(incident.id): number for number, incident in enumerate(file.incidents, 1)}
    return replace(errors, errors=tuple(_numbered(error, numbers) for error in errors.errors))


def _numbered(error: FieldError, numbers: Mapping[str, int]) -> FieldError:
    found = OF_REPORT.fullmatch(error.name)
    if found is None or found[1] not in numbers:
        return error
    number = numbers[found[1]]
    words = {"answer": f"Select what you hold about report {number}", "words": f"Enter what differs in report {number}"}
    return replace(error, message=words[found[2]])
