"""“Download as a table”: a list as a CSV file that a spreadsheet reads as text. Each list gives its own rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Response, request

from service.cases import handle
from service.cases.looks import NoteDownload
from service.web import context
from workflows import DuePhrase

MOST_ROWS = 10_000
ASKED = MOST_ROWS + 1  # one more than is given, so that a longer list is known to be longer
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for Windows-1252
FORMULA_MARKS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the wide ones count as well
LEADING_BREAKS = ("\t", "\r", "\n")

Cell = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list as a file: its name, the words above the columns, the rows, and whose cases it names."""

    name: str  # of the file and in the audit: "late-limits"
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    named_cases: Sequence[str] = ()  # references of the cases whose people stand in the rows


def is_table_wanted() -> bool:
    """Tell whether the list is asked for as a file."""
    return request.args.get("as") == "table"


def table_href() -> str:
    """Give the address of the list on this page as a file: the same filters, all its pages."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in ("as", "page")]
    return f"{request.path}?{urlencode([*kept, ('as', 'table')])}"


def send_table(table: Table) -> Response:
    """Give the file, and note in the audit that it was taken. Source: DP-11."""
    command = NoteDownload(
        actor=context.actor(),
        listed=table.name,
        rows=min(len(table.rows), MOST_ROWS),
        cases=tuple(sorted(set(table.named_cases[:MOST_ROWS]))),
    )
    handle(context.toolbox(), command)
    body = write_csv(table.heads, table.rows, at_most=MOST_ROWS)
    file_name = f"{table.name}-{context.today().isoformat()}.csv"
    return Response(
        body.encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def write_csv(heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, at_most: int) -> str:
    """Give the text of the file; a longer list ends in a sentence that says so.

    Source: RFC 4180; OWASP, CSV injection.
    """
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows[:at_most])
    if len(rows) > at_most:
        writer.writerow([f"The list is longer. This table holds its first {at_most:,} rows."])
    return BYTE_ORDER_MARK + written.getvalue()


def safe_cell(cell: Cell) -> str:
    """Give what a spreadsheet shows as it stands: a text that it would calculate gets an apostrophe in front."""
    if isinstance(cell, int):
        return str(cell)
    is_formula = cell.lstrip().startswith(FORMULA_MARKS) or cell.startswith(LEADING_BREAKS)
    return f"'{cell}" if is_formula else cell


def date_cell(day: date | None) -> str:
    """Give "2026-03-03", which every spreadsheet sorts; an empty text for no date."""
    return day.isoformat() if day else ""


def phrase_cell(phrase: DuePhrase | None) -> str:
    """Give "1 working day left, Tuesday 3 March"; an empty text for no date."""
    return ", ".join(line for line in (phrase.line1, phrase.line2) if line) if phrase else ""
