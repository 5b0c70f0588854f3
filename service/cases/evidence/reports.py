"""The reports as evidence: what happened, who was told, who confirms it, what counts. Source: CT-13 to CT-22."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.cases.evidence.panels import Cell, Fact, FactsPanel, Panel, TablePanel, WordsPanel
from service.cases.evidence.words import GROUNDS, body_name, day_words, happened_words, instant_day, told_words
from service.cases.threshold_count import count_threshold
from service.store.record import BodyReturn, IncidentConfirmation, ReportedIncident, WithheldItem
from workflows import ComplaintRow, and_list, count_headline, counted, long_date, reason_sentence

if TYPE_CHECKING:
    from service.cases.evidence.registry import Evidence

NEAREST = 2  # misses shown beside the reports that count
VIEWS = {"met": ("Met.", "ok"), "not_met": ("Not met.", ""), "none": ("No view.", "")}


def counted_reports(evidence: "Evidence") -> list[Panel]:
    """Give the three tests and the reports, counting ones first. Source: CT-14 to CT-20."""
    file = evidence.file
    result = count_threshold(file)
    tests = TablePanel(
        heading="What the count says",
        lead=count_headline(result),
        heads=("Test", "Needed", "Found", "Result"),
        rows=tuple(
            (
                Cell(words=test.label),
                Cell(words=str(test.needed), is_number=True),
                Cell(words=str(test.found), is_number=True),
                Cell(lead="Met" if test.is_met else "Not met", tone="ok" if test.is_met else "", words=test.note),
            )
            for test in result.tests
        ),
    )
    return [tests, _counted_table(file, result.rows_for_page)]


def _counted_table(file: CaseFile, ordered: Sequence[ComplaintRow]) -> TablePanel:
    by_id = {str(row.id): row for row in file.incidents}
    confirmed = confirmations(file)
    names = {code: body.name for code, body in file.bodies.items()}
    rows = [_counted_row(by_id[one.complaint.id], one, confirmed, names) for one in ordered]
    shown = sum(one.counts for one in ordered) + NEAREST
    rest = len(rows) - shown
    return TablePanel(
        heading="",
        heads=("Report", "Happened", "Reported", "Counts?"),
        rows=tuple(rows[:shown]),
        more=tuple(rows[shown:]),
        more_words=f"Show {counted(rest, 'more report')} that {'does' if rest == 1 else 'do'} not count",
        nothing="No reports yet.",
        may_correct=True,
    )


def _counted_row(
    incident: ReportedIncident, row: ComplaintRow, confirmed: Mapping[int, str], names: Mapping[str, str]
) -> tuple[Cell, ...]:
    sentence = reason_sentence(row, body_names=names)
    said = confirmed.get(incident.id, "")
    return (
        Cell(words=incident.what),
        Cell(words=happened_words(incident)),
        Cell(words=day_words(incident.reported_on, unknown="No date given")),
        Cell(
            lead="Counts." if row.counts else "Does not count.",
            tone="ok" if row.counts else "",
            words=f"{sentence} {said}".strip(),
        ),
    )


def confirmations(file: CaseFile) -> dict[int, str]:
    """Give, by report, what the bodies said they hold: "Confirmed by Northmoor Police."."""
    rows = file.session.execute(
        select(IncidentConfirmation, BodyReturn.body_code)
        .join(BodyReturn, BodyReturn.id == IncidentConfirmation.return_id)
        .where(BodyReturn.case_id == file.case.id)
        .order_by(BodyReturn.id)
    )
    names: dict[int, list[str]] = {}
    differing: dict[int, list[str]] = {}
    for found, code in rows:
        if found.answer == "as_stated":
            names.setdefault(found.incident_id, []).append(body_name(file, code))
        elif found.answer == "differs":
            words = f"{body_name(file, code)}: {found.words.rstrip('.')}."
            differing.setdefault(found.incident_id, []).append(words)
    return {
        one: " ".join([*_confirmed_by(names.get(one, [])), *differing.get(one, [])]) for one in {*names, *differing}
    }


def _confirmed_by(names: list[str]) -> list[str]:
    return [f"Confirmed by {and_list(names)}."] if names else []


def all_reports(evidence: "Evidence") -> list[Panel]:
    """Give the reports as the applicant stated them, with what bodies confirm."""
    file = evidence.file
    confirmed = confirmations(file)
    rows = tuple(
        (
            Cell(words=row.what),
            Cell(words=happened_words(row)),
            Cell(words=f"{day_words(row.reported_on, unknown='No date given')}. {told_words(file, row)}"),
            Cell(words=confirmed.get(row.id, "") or "Not confirmed"),
        )
        for row in file.incidents
    )
    heads = ("Report", "Happened", "Reported", "Confirmed")
    table = TablePanel(heading="The reports", heads=heads, rows=rows, nothing="No reports yet.", may_correct=True)
    return [table]


def bodies_views(evidence: "Evidence") -> list[Panel]:
    """Give each body's view of the threshold, or that it has not answered. Source: CT-22."""
    file = evidence.file
    rows = file.session.scalars(
        select(BodyReturn)
        .where(BodyReturn.case_id == file.case.id, BodyReturn.round == "threshold")
        .order_by(BodyReturn.id)
    )
    facts = tuple(_view(file, row) for row in rows)
    return [FactsPanel(heading="The bodies’ views", rows=facts, nothing="No body has been asked yet.")]


def _view(file: CaseFile, row: BodyReturn) -> Fact:
    name = body_name(file, row.body_code)
    if row.returned_at is None:
        due = file.deadline("ct_threshold_return", row.body_code)
        when = f"It was due {long_date(due.limit_on)}." if due and due.limit_on < file.today else ""
        if due and not when:
            when = f"Due {long_date(due.limit_on)}."
        return Fact(term=name, lead="No reply.", words=when)
    lead, tone = VIEWS.get(row.view, VIEWS["none"])
    return Fact(term=name, lead=lead, tone=tone, words=f"{_tally(file, row)} {instant_day(row.returned_at)}.".strip())


def _tally(file: CaseFile, row: BodyReturn) -> str:
    """Give how many reports a body confirms and how many it cannot find."""
    answers = list(
        file.session.scalars(select(IncidentConfirmation.answer).where(IncidentConfirmation.return_id == row.id))
    )
    held = sum(answer in ("as_stated", "differs") for answer in answers)
    missing = sum(answer == "not_found" for answer in answers)
    parts = [f"confirms {counted(held, 'report')}"] if held else []
    parts += [f"cannot find {missing}"] if missing else []
    words = ", ".join(parts) or "holds nothing"
    withheld = " Withholds something." if row.state == "refused" else ""
    return f"{words[:1].upper()}{words[1:]}.{withheld}"


def what_starts(evidence: "Evidence") -> list[Panel]:
    """Give what either answer sets off. Source: design page 3."""
    days = evidence.file.register.rule("ct_review_outcome").limit
    parts = (
        Fact(
            term="Yes:",
            words=f"the decision letter goes to approval. Its date starts {days} working days for the review.",
        ),
        Fact(
            term="No:",
            words="you hand over what goes on. Then a letter with reasons and the right to appeal goes to approval.",
        ),
    )
    return [WordsPanel(heading="What your answer starts", parts=parts, is_side=True)]


def withheld_items(evidence: "Evidence") -> list[Panel]:
    """Give what the asked body withholds and why. Source: CT-30."""
    file = evidence.file
    round_ = "information" if evidence.process_id == "ct_information_return" else "threshold"
    rows = file.session.scalars(
        select(WithheldItem)
        .join(BodyReturn, BodyReturn.id == WithheldItem.return_id)
        .where(BodyReturn.case_id == file.case.id, BodyReturn.body_code == evidence.item, BodyReturn.round == round_)
        .order_by(WithheldItem.id)
    )
    cells = tuple(
        (
            Cell(words=row.item),
            Cell(words=GROUNDS.get(row.ground, row.ground)),
            Cell(words=row.reason),
            Cell(words=row.signed_off_by),
        )
        for row in rows
    )
    heads = ("What is withheld", "Ground", "Reason", "Senior officer")
    return [TablePanel(heading=f"What {body_name(file, evidence.item)} withholds", heads=heads, rows=cells)]
