"""Evidence for the review: chair candidates, who must come, returns, what was decided. Source: CT-29 to CT-43."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.cases.effects.review import chair_check
from service.cases.evidence.panels import Cell, Fact, FactsPanel, Panel, SummaryPanel, TablePanel, WordsPanel, line
from service.cases.evidence.words import body_name, day_words, instant_day, lines_of, name_of
from service.store.queries.record_lists import LISTS, Asked
from service.store.record import Attendee, BodyReturn, Minutes, Recommendation
from workflows import AttendanceFacts, decide_attendance, long_date

if TYPE_CHECKING:
    from service.cases.evidence.registry import Evidence

PRESENCE = {"present": "Present", "report": "Sent a report", "absent": "Took no part"}
RESPONSES = {"accepted": "Accepted", "partly": "Accepted in part", "not_accepted": "Not accepted"}
ONLY_CHAIR_AND_SPOC = "chair_spoc"
AGENDA = {
    "adequate_why": "Were the actions adequate?",
    "persistence": "How persistent is it?",
    "harm": "What harm has it done?",
    "more_information": "Is more information needed?",
    "decision_words": "The decision to tell the applicant",
}
DECISIONS = {
    "actions_adequate": "The actions were adequate: nothing further",
    "further_actions": "Further actions are recommended",
    "not_in_good_faith": "The reports were malicious or vexatious",
    "adjourned": "Adjourned: more information is needed",
}


def chair_candidates(evidence: "Evidence") -> list[Panel]:
    """Give who could chair, and what bars or speaks against each. Source: CT-31."""
    file = evidence.file
    people = LISTS["chair_candidates"](Asked(session=file.session, case=file.case, item=""))
    rows = tuple((Cell(words=person.label), _independence(file, int(person.key))) for person in people)
    heads = ("Who could chair", "Independent?")
    return [TablePanel(heading="Who could chair", heads=heads, rows=rows, nothing="Nobody may chair in this area yet.")]


def _independence(file: CaseFile, person_id: int) -> Cell:
    found = chair_check(file, person_id, declares_involvement=False)
    if found.blocks:
        return Cell(lead="May not chair.", tone="late", words=" ".join(found.blocks))
    if found.warnings:
        return Cell(lead="May chair.", words=" ".join(found.warnings))
    return Cell(lead="May chair.", tone="ok")


def who_must_come(evidence: "Evidence") -> list[Panel]:
    """Give the rule of attendance as the record stands, before a meeting is fixed. Source: CT-32, CT-42."""
    file = evidence.file
    suspects = [party for party in file.parties if party.is_perpetrator]
    found = decide_attendance(
        AttendanceFacts(
            victim_landlords=[party.tenant_of for party in file.victims if party.tenant_of],
            perpetrator_landlords=[party.tenant_of for party in suspects if party.tenant_of],
            perpetrators_under_18=[party.is_under_18 for party in suspects],
            also_required=file.rules.also_required_attendees,
        )
    )
    rows = [Fact(term=_who(file, one.who, one.body_code), words=one.because) for one in found.required]
    rows += [Fact(term="Find out", words=words) for words in found.to_find_out]
    return [FactsPanel(heading="Who must come", rows=tuple(rows))]


def _who(file: CaseFile, who: str, code: str | None) -> str:
    if code:
        return body_name(file, code)
    named = [body.name for body in file.bodies.values() if body.kind == who]
    return ", ".join(named) or {"spoc": "The single point of contact"}.get(str(who).lower(), str(who).replace("_", " "))


def attendees(evidence: "Evidence") -> list[Panel]:
    """Give who must be at the meeting and by which rule. Source: CT-32, CT-33."""
    file = evidence.file
    meeting = file.meeting
    if meeting is None:
        return []
    found = file.session.scalars(select(Attendee).where(Attendee.meeting_id == meeting.id).order_by(Attendee.id))
    rows = [
        Fact(
            term=body_name(file, row.body_code),
            lead=f"{PRESENCE[row.presence]}." if row.presence in PRESENCE else "",
            words=row.required_by,
        )
        for row in found
    ]
    when = f"{long_date(meeting.planned_on)}, {meeting.planned_time}. {meeting.place}"
    return [FactsPanel(heading="The meeting", rows=(Fact(term="When and where", words=when), *rows))]


def returns_received(evidence: "Evidence") -> list[Panel]:
    """Give what the agencies returned; a restricted return only to the chair and the SPOC. Source: CT-29."""
    file = evidence.file
    rows = list(
        file.session.scalars(
            select(BodyReturn)
            .where(BodyReturn.case_id == file.case.id, BodyReturn.round == "information")
            .order_by(BodyReturn.id)
        )
    )
    panels: list[Panel] = [_return(evidence, row) for row in rows if row.returned_at]
    waiting = [body_name(file, row.body_code) for row in rows if row.returned_at is None]
    if waiting:
        words = ", ".join(waiting)
        panels.append(WordsPanel(heading="Not answered", parts=(Fact(term="", words=f"{words}."),)))
    return panels


def _return(evidence: "Evidence", row: BodyReturn) -> Panel:
    file = evidence.file
    heading = f"{body_name(file, row.body_code)}, {instant_day(row.returned_at)}"
    if row.handling_code == ONLY_CHAIR_AND_SPOC and not evidence.sees_restricted_returns:
        return WordsPanel(heading=heading, parts=(Fact(term="", words="Only the chair and the SPOC may read this."),))
    return SummaryPanel(
        heading=heading,
        rows=tuple(
            each
            for each in (
                line("Incidents", *lines_of(row.incidents_words)),
                line("Effect", *lines_of(row.effect)),
                line("Action considered", *lines_of(row.action_considered)),
                line("Action taken", *lines_of(row.action_taken)),
                line("Risks", *lines_of(row.comments)),
                line("Withheld", "Something is withheld." if row.state == "refused" else ""),
            )
            if each.value
        ),
    )


def meeting_record(evidence: "Evidence") -> list[Panel]:
    """Give what the meeting answered and decided. Source: CT-37, CT-40."""
    meeting = evidence.file.meeting
    if meeting is None:
        return []
    rows = [line("Held", day_words(meeting.held_on)), line("Decision", DECISIONS.get(meeting.decision, ""))]
    rows += [line(label, *lines_of(str(meeting.agenda.get(name) or ""))) for name, label in AGENDA.items()]
    return [SummaryPanel(heading="What the meeting decided", rows=tuple(row for row in rows if row.value))]


def recommendations(evidence: "Evidence") -> list[Panel]:
    """Give what was recommended, to whom, and the answer. Source: CT-41."""
    file = evidence.file
    found = file.session.scalars(
        select(Recommendation).where(Recommendation.case_id == file.case.id).order_by(Recommendation.number)
    )
    rows = tuple(
        (
            Cell(words=row.text),
            Cell(words=body_name(file, row.body_code)),
            Cell(words=name_of(file, row.lead_id) or row.lead_words),
            Cell(lead=RESPONSES.get(row.response, ""), words=row.response_reason if row.response else "No answer yet"),
        )
        for row in found
    )
    heads = ("Recommendation", "To", "Lead officer", "Their answer")
    return [TablePanel(heading="The recommendations", heads=heads, rows=rows, nothing="Nothing was recommended.")]


def minutes_draft(evidence: "Evidence") -> list[Panel]:
    """Give the minutes as they stand. Source: CT-43."""
    file = evidence.file
    found = file.session.scalars(
        select(Minutes).where(Minutes.case_id == file.case.id).order_by(Minutes.id.desc()).limit(1)
    ).first()
    if found is None:
        return []
    by = name_of(file, found.drafted_by_id)
    parts = [Fact(term="", words=part) for part in lines_of(found.words)]
    heading = f"Minutes, version {found.version}, drafted by {by}" if by else f"Minutes, version {found.version}"
    return [WordsPanel(heading=heading, parts=tuple(parts))]
