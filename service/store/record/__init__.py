"""The case record by noun: what people told us, decided and did."""

from service.store.record.appeals import Appeal
from service.store.record.application import Application, ApplicationDraft, RefusedApplication, RiskCheck
from service.store.record.incident import FurtherIncident, RacialIncident
from service.store.record.incidents import QualifyingResult, QualifyingRow, ReportedIncident
from service.store.record.notes import ContactNote, Decision, Lesson
from service.store.record.parties import Consent, Party
from service.store.record.plan import ActionItem, ActionUpdate, DeliveryConcern
from service.store.record.returns import BodyReturn, IncidentConfirmation, WithheldItem
from service.store.record.review import Appointment, Attendee, Meeting, Minutes, Recommendation
from service.store.record.tension import (
    AnnualPlan,
    QuarterlyReport,
    ReportComment,
    ResponseOption,
    SetUpAnswer,
    Tension,
    TensionReport,
    ThreatAssessment,
)

__all__ = [
    "ActionItem",
    "ActionUpdate",
    "AnnualPlan",
    "Appeal",
    "Application",
    "ApplicationDraft",
    "Appointment",
    "Attendee",
    "BodyReturn",
    "Consent",
    "ContactNote",
    "Decision",
    "DeliveryConcern",
    "FurtherIncident",
    "IncidentConfirmation",
    "Lesson",
    "Meeting",
    "Minutes",
    "Party",
    "QualifyingResult",
    "QualifyingRow",
    "QuarterlyReport",
    "RacialIncident",
    "Recommendation",
    "RefusedApplication",
    "ReportComment",
    "ReportedIncident",
    "ResponseOption",
    "RiskCheck",
    "SetUpAnswer",
    "Tension",
    "TensionReport",
    "ThreatAssessment",
    "WithheldItem",
]
