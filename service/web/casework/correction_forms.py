"""What each correction of a case asks, what stands there now, and the command it becomes. The pages: corrections.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.access import TENSION
from service.cases.acts.chair import ReplaceChair
from service.cases.acts.correct_reporter import CorrectReporter
from service.cases.acts.correct_reports import (
    AddReport,
    CorrectReport,
    RecordBodyCorrection,
    RemoveReport,
    ReportDetails,
)
from service.cases.acts.corrections import AddPerpetrator, CorrectParty
from service.cases.acts.merging import JoinCases
from service.cases.effects.registry import day
from service.cases.handling import Command
from service.web.casework.asked import Asked
from service.web.casework.correction_questions import (
    BODY,
    CHAIR,
    JOINING,
    PERPETRATOR,
    PERSON,
    REMOVAL,
    REPORT,
    REPORTER,
)
from service.web.casework.correction_values import nothing, party_values, report_values, reporter_values
from service.web.casework.opening import TO_AN_APPLICANT, OpenCase
from workflows import QuestionForm

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One kind of correction. `now` gives what stands there; None where there is no such row."""

    title: str
    lead: str
    button: str
    done: str
    form: QuestionForm
    command: Callable[[Values, Asked], Command]
    now: Callable[[OpenCase, int], Values | None] = nothing
    of: frozenset[str] = TO_AN_APPLICANT  # the processes whose cases it corrects


def _lines(text: Any) -> tuple[str, ...]:
    return tuple(part.strip()[:200] for part in str(text or "").splitlines() if part.strip())[:6]


def _words(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def _correct_party(values: Values, asked: Asked, kind: type[CorrectParty] = CorrectParty) -> Command:
    names = ("name", "postcode", "phone", "email", "preferred_channel", "formats", "language", "safe_contact", "reason")
    return kind(
        **asked.marks,
        party_id=asked.row_id,
        address=_lines(values.get("address")),
        **{name: _words(values, name) for name in names},
    )


def _correct_reporter(values: Values, asked: Asked) -> Command:
    return _correct_party(values, asked, CorrectReporter)


def _details(values: Values) -> ReportDetails:
    names = ("what", "body_code", "channel", "officer_kind", "body_reference")
    return ReportDetails(
        happened_on=day(values.get("happened_on")),
        reported_on=day(values.get("reported_on")),
        **{name: _words(values, name) for name in names},
    )


def _add_report(values: Values, asked: Asked) -> Command:
    return AddReport(
        **asked.marks,
        details=_details(values),
        reason=_words(values, "reason"),
    )


def _correct_report(values: Values, asked: Asked) -> Command:
    return CorrectReport(
        **asked.marks,
        incident_id=asked.row_id,
        details=_details(values),
        reason=_words(values, "reason"),
    )


def _remove_report(values: Values, asked: Asked) -> Command:
    return RemoveReport(
        **asked.marks,
        incident_id=asked.row_id,
        reason=_words(values, "reason"),
    )


def _body_correction(values: Values, asked: Asked) -> Command:
    return RecordBodyCorrection(
        **asked.marks,
        incident_id=asked.row_id,
        **{name: _words(values, name) for name in ("body_code", "answer", "words", "reason")},
    )


def _add_perpetrator(values: Values, asked: Asked) -> Command:
    return AddPerpetrator(
        **asked.marks,
        address=_lines(values.get("address")),
        **{name: _words(values, name) for name in ("name", "age", "tenant_of", "reason")},
    )


def _replace_chair(values: Values, asked: Asked) -> Command:
    return ReplaceChair(
        **asked.marks,
        chair_id=int(str(values["chair"])),
        declared_on=day(values.get("declared_on")),
        reason=_words(values, "reason"),
    )


def _join(values: Values, asked: Asked) -> Command:
    return JoinCases(
        **asked.marks,
        reference=_words(values, "reference"),
        agreement=_words(values, "agreement"),
    )


KINDS: Mapping[str, Correction] = {
    "person": Correction(
        title="Correct a person’s details",
        lead="Letters that are not sealed yet go the corrected way.",
        button="Save the correction",
        done="The details were corrected.",
        form=PERSON,
        command=_correct_party,
        now=party_values,
    ),
    "reporter": Correction(
        title="Correct how they are reached",
        lead="For whoever reported the concern. A reply that was not sent goes the corrected way. "
        "The history says what was corrected, and names nobody.",
        button="Save the correction",
        done="The details were corrected.",
        form=REPORTER,
        command=_correct_reporter,
        now=reporter_values,
        of=frozenset({TENSION}),
    ),
    "new-report": Correction(
        title="Add a report",
        lead="A report that the applicant told us about after the application.",
        button="Add this report",
        done="The report was added.",
        form=REPORT,
        command=_add_report,
    ),
    "report": Correction(
        title="Correct a report",
        lead="Dates are the applicant’s own. What stood here before stays in the history.",
        button="Save the correction",
        done="The report was corrected.",
        form=REPORT,
        command=_correct_report,
        now=report_values,
    ),
    "removal": Correction(
        title="Take a report out",
        lead="It is kept in the record and counts no more.",
        button="Take this report out",
        done="The report was taken out.",
        form=REMOVAL,
        command=_remove_report,
        now=report_values,
    ),
    "body": Correction(
        title="Record a body’s correction",
        lead="A body tells us something else about this report than in its answer.",
        button="Save the correction",
        done="What the body holds was corrected.",
        form=BODY,
        command=_body_correction,
        now=report_values,
    ),
    "perpetrator": Correction(
        title="Record who is said to do it",
        lead="The record is restricted: it is shown only with a reason, and never in a letter.",
        button="Record this person",
        done="A person was recorded. The record is restricted.",
        form=PERPETRATOR,
        command=_add_perpetrator,
    ),
    "chair": Correction(
        title="Replace the chair",
        lead="For a chair who is not independent. What the chair’s meeting decided becomes void. No date moves.",
        button="Replace the chair",
        done="The chair was replaced.",
        form=CHAIR,
        command=_replace_chair,
    ),
    "joining": Correction(
        title="Join this case to another",
        lead="For a second application about the same problem. Its reports go to the open case; this case is closed.",
        button="Join the cases",
        done="The cases were joined.",
        form=JOINING,
        command=_join,
    ),
}
