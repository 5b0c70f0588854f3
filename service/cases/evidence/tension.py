"""What stands beside the tasks of a tension: reports, scores, suggestion, the meeting. TE-07 to TE-18."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.evidence.panels import Cell, Fact, FactsPanel, Panel, TablePanel, WordsPanel
from service.cases.evidence.words import lines_of
from service.store.record import Party, Tension, TensionReport, ThreatAssessment
from workflows import date_and_time
from workflows.rules.tension import (
    EepScores,
    Level,
    TeamMember,
    find_quorum,
    impact_assessment_duty,
    level_words,
    starts_words,
    suggest_level,
)

if TYPE_CHECKING:
    from service.cases.evidence.registry import Evidence

SOURCES = {
    "individual": "A person",
    "community": "A community",
    "agency": "An agency",
    "incident": "A major racial incident",
}
NAMES = {"experienced": "Experienced", "evidenced": "Evidenced", "potential": "Potential"}
RELIABILITY = {
    "reliable": "Reliable",
    "usually": "Usually reliable",
    "unknown": "Not known",
    "doubtful": "Doubtful",
}


def reports(evidence: "Evidence") -> list[Panel]:
    """Give each report; restricted ones are only counted. Source: TE-05, TE-31."""
    rows = evidence.file.session.scalars(
        select(TensionReport).where(TensionReport.case_id == evidence.file.case.id).order_by(TensionReport.id)
    ).all()
    parts = [part for row in rows if not row.is_restricted for part in _report(row)]
    held = sum(1 for row in rows if row.is_restricted)
    if held:
        one = held == 1
        words = f"{held} report{'' if one else 's'} {'is' if one else 'are'} held in a closed part of this case."
        parts.append(Fact(term="", words=words))
    return [WordsPanel(heading="What was reported", parts=tuple(parts))]


def _report(row: TensionReport) -> list[Fact]:
    head = f"{SOURCES.get(row.source, row.source)}, {date_and_time(row.received_at)}"
    found = [Fact(term=head, words=row.what)]
    more = (("Where", row.where), ("When", row.when), ("Who it affects", row.communities), ("Done", row.first_action))
    return found + [Fact(term=term, words=words) for term, words in more if words]


def scores_before(evidence: "Evidence") -> list[Panel]:
    """Give the scores of the assessment before, to score against. Source: TE-07."""
    row = _newest(evidence)
    return [_scores(row, f"Scored last at {date_and_time(row.at)}")] if row else []


def suggestion(evidence: "Evidence") -> list[Panel]:
    """Give what the scores suggest, the prompt where it is held, and what each level starts. Source: TE-08, TE-26."""
    row = _newest(evidence)
    if row is None:
        return []
    settings = evidence.file.rules.tension
    found = suggest_level(
        EepScores(experienced=row.experienced, evidenced=row.evidenced, potential=row.potential), settings=settings
    )
    said = level_words(found.level, settings=settings)
    parts = [Fact(term=f"The scores suggest level {said}.", words=found.reason)]
    if found.prompt:
        parts.append(Fact(term="", words="The suggestion never decides. Has something happened: consider level 2?"))
    return [
        WordsPanel(heading="What the scores suggest", parts=tuple(parts)),
        _scores(row, "The scores"),
        _starts(evidence),
    ]


def _scores(row: ThreatAssessment, heading: str) -> TablePanel:
    found = {str(one.get("dimension")): one for one in row.findings}
    rows = tuple(
        (
            Cell(words=words),
            Cell(words=str(getattr(row, name)), is_number=True),
            Cell(words=str(found.get(name, {}).get("words") or "")),
            Cell(words=_from(found.get(name, {}))),
        )
        for name, words in NAMES.items()
    )
    return TablePanel(heading=heading, heads=("What", "Score", "Because", "From"), rows=rows)


def _from(finding: Any) -> str:
    reliability = RELIABILITY.get(str(finding.get("reliability")), "")
    return ". ".join(part for part in (str(finding.get("source") or ""), reliability) if part)


def _starts(evidence: "Evidence") -> FactsPanel:
    tension = _tension(evidence)
    old = Level(tension.level) if tension.level else None
    settings = evidence.file.rules.tension
    rows = tuple(
        Fact(
            term=level_words(level, settings=settings),
            words=starts_words(old, level, register=evidence.file.register),
            lead="Now" if level == old else "",
        )
        for level in Level
    )
    return FactsPanel(heading="What each level starts", rows=rows)


def level_now(evidence: "Evidence") -> list[Panel]:
    """Give the level, since when, and what is owed about the impact on the community. Source: TE-10, TE-11."""
    tension = _tension(evidence)
    if not tension.level or tension.level_at is None:
        return []
    level = Level(tension.level)
    rows = [
        Fact(term="Level", words=level_words(level, settings=evidence.file.rules.tension)),
        Fact(term="Agreed", words=date_and_time(tension.level_at)),
        Fact(term="Direction", words=tension.direction.capitalize()),
        Fact(term="Impact assessment", words=impact_assessment_duty(level).value.capitalize()),
    ]
    return [FactsPanel(heading="Where it stands", rows=tuple(rows))]


def both_views(evidence: "Evidence") -> list[Panel]:
    """Give the two levels that are to be settled, each with who named it. Source: TE-09."""
    row = _newest(evidence, is_agreed=True)
    if row is None:
        return []
    answers = evidence.file.answers_to("Task_AgreeLevel")
    parts = [
        Fact(term=f"Police: level {row.police_level}", words=row.reasons),
        Fact(
            term=f"ASB team: level {row.asb_level}" if row.asb_level else "ASB team: not reached",
            words=str(answers.get("asb_reasons") or answers.get("asb_tried") or ""),
        ),
        Fact(term=f"In force until settled: level {row.agreed}", words="The more serious of the two counts."),
    ]
    return [WordsPanel(heading="Two views", parts=tuple(parts))]


def meeting(evidence: "Evidence") -> list[Panel]:
    """Give what the meeting found and which responses it agreed. Source: TE-15, TE-18."""
    record = evidence.file.answers_to("Task_RecordMeeting") or evidence.file.answers_to("Task_HoldMeeting")
    if not record:
        return []
    words = "\n".join(str(record.get(name) or "") for name in ("analysis", "decisions"))
    found = tuple(Fact(term="", words=part) for part in lines_of(words))
    rows = tuple(
        (Cell(words=str(one.get("what"))), Cell(words=str(one.get("lead"))), Cell(words=str(one.get("by_when"))))
        for one in record.get("responses") or []
    )
    heads = ("Response", "Who leads", "By when")
    present = evidence.file.answers_to("Task_StartMeeting").get("present") or record.get("present") or []
    team = [TeamMember(one) for one in present if one in set(TeamMember)]
    missing = find_quorum(team, settings=evidence.file.rules.tension).words
    said = [FactsPanel(heading="The team", rows=(Fact(term="", words=missing),))] if missing else []
    return [
        WordsPanel(heading="What the meeting found", parts=found),
        TablePanel(heading="Responses", heads=heads, rows=rows),
        *said,
    ]


def authorised_by_police(evidence: "Evidence") -> list[Panel]:
    """Give what the police authorised, for the council's half. Source: TE-15."""
    answers = evidence.file.answers_to("Task_AuthoriseResponses")
    if not answers:
        return []
    words = "All of the responses." if answers.get("authorised") == "all" else str(answers.get("left_out") or "")
    rows = (
        Fact(term="Authorised", words=words, lead="" if answers.get("authorised") == "all" else "Left out:"),
        Fact(term="Conditions", words=str(answers.get("conditions") or "None")),
        Fact(term="By", words=str(answers.get("post") or "")),
    )
    return [FactsPanel(heading="The police", rows=rows)]


def _said(value: object) -> str:
    words = str(value)
    return f"{words[:1].upper()}{words[1:]}"


def impact_draft(evidence: "Evidence") -> list[Panel]:
    """Give the version to approve. Source: TE-11."""
    answers = evidence.file.answers_to("Task_WriteImpactAssessment")
    labels = {
        "communities": "Communities and places",
        "effect": "Effect on them",
        "worse": "What would make it worse",
        "better": "What would make it better",
        "reassurance": "Reassurance",
        "overall": "Impact in all",
        "no_change_why": "Nothing has changed, because",
    }
    parts = tuple(Fact(term=label, words=_said(answers[name])) for name, label in labels.items() if answers.get(name))
    return [WordsPanel(heading="The impact assessment", parts=parts)] if parts else []


def media_draft(evidence: "Evidence") -> list[Panel]:
    """Give the one strategy that both sides must approve. Source: TE-16."""
    answers = evidence.file.answers_to("Task_DraftMediaStrategy")
    labels = {
        "public_lines": "What we say",
        "audience": "Who must hear it",
        "sensitive": "What is sensitive",
        "spokesperson": "Spokesperson",
    }
    parts = tuple(Fact(term=label, words=str(answers[name])) for name, label in labels.items() if answers.get(name))
    return [WordsPanel(heading="The media strategy", parts=parts)] if parts else []


def whom_to_call(evidence: "Evidence") -> list[Panel]:
    """Give who reported it, the number, and what to say: thanks, and no promise of detail. Source: TE-05."""
    report = evidence.file.session.get_one(TensionReport, int(evidence.item))
    who = evidence.file.session.get(Party, report.reporter_id)
    if who is None:
        return []
    rows = [
        Fact(term=who.name, words=who.phone),
        Fact(term="Reported", words=f"{date_and_time(report.received_at)}: {report.what}"),
        Fact(term="Say", words="Thank you. Police and council look at it together. We cannot tell you the detail."),
    ]
    if who.safe_contact:
        rows.insert(1, Fact(term="Safe contact", words=who.safe_contact))
    return [FactsPanel(heading="Whom to call", rows=tuple(rows))]


def _tension(evidence: "Evidence") -> Tension:
    return evidence.file.session.get_one(Tension, evidence.file.case.id)


def _newest(evidence: "Evidence", *, is_agreed: bool = False) -> ThreatAssessment | None:
    rows = select(ThreatAssessment).where(ThreatAssessment.case_id == evidence.file.case.id)
    if is_agreed:  # a review under way has scores and no level yet
        rows = rows.where(ThreatAssessment.police_level.is_not(None))
    return evidence.file.session.scalars(rows.order_by(ThreatAssessment.number.desc()).limit(1)).first()
