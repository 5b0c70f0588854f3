"""What stands beside the tasks of an appeal: the appellant's words, the decision letters, both counts. AP-11."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.appeal_findings import tested
from service.cases.appeal_recount import both_counts as both_counts_of
from service.cases.appeal_standing import Standing
from service.cases.evidence.panels import Cell, Fact, FactsPanel, Panel, TablePanel, WordsPanel
from service.cases.evidence.words import lines_of
from service.store.record import Appeal
from workflows import date_and_time, long_date

if TYPE_CHECKING:
    from service.cases.evidence.registry import Evidence

LETTERS = {"L-CT-08": "Threshold not met (stage 1)", "L-CT-13": "Outcome of the review (stage 2)"}


def _appeal(evidence: "Evidence") -> Appeal:
    return evidence.file.session.get_one(Appeal, evidence.file.case.id)


def in_their_words(evidence: "Evidence") -> list[Panel]:
    """Give what the appellant wrote, and when it came."""
    appeal = _appeal(evidence)
    parts = [Fact(term="", words=part) for part in lines_of(appeal.words)]
    if appeal.wish:
        parts.append(Fact(term="What they would like", words=appeal.wish))
    parts.append(Fact(term="Received", words=date_and_time(appeal.received_at)))
    return [WordsPanel(heading="In the appellant’s words", parts=tuple(parts))]


def letters_on_file(evidence: "Evidence") -> list[Panel]:
    """Give each decision letter that left, with the last day to appeal against it. Source: AP-03, AP-06."""
    standing = Standing(file=evidence.file, appeal=_appeal(evidence))
    rows = tuple(
        Fact(
            term=LETTERS[letter.code],
            words=f"{long_date(letter.sent_on)}. {standing.lateness(letter).sentence}",
        )
        for letter in standing.letters()
    )
    return [FactsPanel(heading="Decision letters of the case", rows=rows, nothing="No decision letter has been sent.")]


def both_counts(evidence: "Evidence") -> list[Panel]:
    """Give each report in the first count and in the recount, at stage 1. Source: AP-11."""
    counts = both_counts_of(evidence.file.session, evidence.file.case.id, now=evidence.file.now)
    if counts is None:
        return []
    rows = tuple(
        (Cell(words=row.words), Cell(words=row.first), Cell(lead=f"{row.now}.", words=row.why)) for row in counts.rows
    )
    heads = ("Reported", "First count", "Recount")
    return [TablePanel(heading="The two counts side by side", heads=heads, rows=rows, lead=counts.sentence)]


def findings(evidence: "Evidence") -> list[Panel]:
    """Give what the tests found, for whoever decides. Source: AP-11, AP-13."""
    appeal = _appeal(evidence)
    rows = tuple(
        (Cell(words=one.label), Cell(words=one.finding), Cell(words=one.because))
        for one in tested(appeal.stage, appeal.findings)
    )
    return [TablePanel(heading="The tests", heads=("Test", "Finding", "Because"), rows=rows)]


def asked_for(evidence: "Evidence") -> list[Panel]:
    """Give what the case's own people are asked to do about an upheld appeal. Source: AP-13, AP-16."""
    session, case_id = evidence.file.session, evidence.file.case.id
    rows = select(Appeal).where(Appeal.about_case_id == case_id, Appeal.decided_on.is_not(None))
    appeal = session.scalars(rows.order_by(Appeal.case_id.desc()).limit(1)).first()
    points = appeal.remit_points if appeal else []
    parts = tuple(Fact(term="", words=str(point["text"])) for point in points)
    return [WordsPanel(heading="What the Commissioner’s office asks for", parts=parts)]


def reported(evidence: "Evidence") -> list[Panel]:
    """Give the report that came back. Source: AP-16."""
    words = _appeal(evidence).reported_back
    parts = tuple(Fact(term="", words=part) for part in lines_of(words))
    return [WordsPanel(heading="The report of the single point of contact", parts=parts)]
