"""What stands beside the tasks of a racial incident: report, limbs, who was told, replies. MI-05 to MI-26."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.evidence.panels import Cell, Fact, FactsPanel, Panel, TablePanel, WordsPanel
from service.cases.rounds.kinds import ANSWERS
from service.store.notices import ContactNotice, NoticeReply, NoticeRound
from service.store.record import FurtherIncident, RacialIncident
from workflows import date_and_time

if TYPE_CHECKING:
    from service.cases.evidence.registry import Evidence

NO_REPLY = ("L-MI-05", "L-MI-07")  # invitations, corrections: sent on top of a notice, nobody must answer


def reported(evidence: "Evidence") -> list[Panel]:
    """Give what was reported, and what the police found. Source: MI-03, MI-04."""
    incident = _incident(evidence)
    enquiries = evidence.file.answers_to("Task_MakeFirstEnquiries")
    facts = (
        ("What happened", incident.what),
        ("Where", incident.where),
        ("Reported", date_and_time(incident.reported_at)),
        ("Injuries or damage", incident.injuries),
        ("What police found", str(enquiries.get("found") or "")),
        ("Part of a series", str(enquiries.get("series_words") or "")),
        ("Danger now", str(enquiries.get("danger_words") or "")),
        ("Mood", str(enquiries.get("mood") or "")),
        ("Done at once", incident.steps),
    )
    parts = [Fact(term=term, words=words) for term, words in facts if words]
    rows = select(FurtherIncident).where(FurtherIncident.case_id == incident.case_id).order_by(FurtherIncident.id)
    parts += [
        Fact(term=f"Further incident, {date_and_time(row.happened_at)}", words=f"{row.where}. {row.what}")
        for row in evidence.file.session.scalars(rows)
    ]
    return [WordsPanel(heading="What was reported", parts=tuple(parts))]


def limbs(evidence: "Evidence") -> list[Panel]:
    """Give the decision on both limbs. Source: MI-01, MI-05."""
    incident = _incident(evidence)
    if incident.decided_at is None:
        return []
    yes = {True: "Yes.", False: "No.", None: ""}
    parts = (
        Fact(
            term="Caused or aggravated by racial prejudice",
            lead=yes[incident.is_aggravated],
            words=incident.aggravated_because,
        ),
        Fact(term="Likely to bring disorder", lead=yes[incident.is_disorder_likely], words=incident.disorder_because),
        Fact(term="Decided", words=date_and_time(incident.decided_at)),
    )
    return [WordsPanel(heading="The two parts of the decision", parts=parts)]


def told(evidence: "Evidence") -> list[Panel]:
    """Give who was told so far, and their answers. Source: MI-18, MI-19."""
    rows = evidence.file.session.scalars(
        select(ContactNotice)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .where(ContactNotice.case_id == evidence.file.case.id, NoticeRound.code.not_in(NO_REPLY))
        .order_by(ContactNotice.id)
    ).all()
    if not rows:
        return []
    cells = tuple(
        (
            Cell(words=row.name),
            Cell(words=date_and_time(row.told_at) if row.told_at else "Not yet"),
            Cell(words=ANSWERS.get(row.answer, "Answered") if row.answered_at else "No answer yet"),
        )
        for row in rows
    )
    return [TablePanel(heading="Who was told", heads=("Who", "Told", "Answer"), rows=cells)]


def replies(evidence: "Evidence") -> list[Panel]:
    """Give what people answered in words. Source: MI-17, MI-18."""
    rows = evidence.file.session.execute(
        select(NoticeReply, ContactNotice.name)
        .join(ContactNotice, ContactNotice.id == NoticeReply.notice_id)
        .where(NoticeReply.case_id == evidence.file.case.id, NoticeReply.words != "")
        .order_by(NoticeReply.id)
    )
    parts = tuple(
        Fact(term=f"{name}, {date_and_time(row.at)}", lead=f"{ANSWERS.get(row.kind, '')}.", words=row.words)
        for row, name in rows
    )
    return [WordsPanel(heading="Replies", parts=parts)] if parts else []


def debrief(evidence: "Evidence") -> list[Panel]:
    """Give the debrief that was fixed. Source: MI-15, MI-16."""
    answers = evidence.file.answers_to("Task_FixDebrief")
    labels = (("Place", "debrief_place"), ("Agenda", "agenda"), ("To send before", "send_items"))
    rows = tuple(Fact(term=term, words=str(answers[name])) for term, name in labels if answers.get(name))
    return [FactsPanel(heading="The debrief", rows=rows)] if rows else []


def _incident(evidence: "Evidence") -> RacialIncident:
    return evidence.file.session.get_one(RacialIncident, evidence.file.case.id)
