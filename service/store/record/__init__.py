"""The case record by noun: what people told us, decided and did."""

from service.store.record.appeals import Appeal
from service.store.record.application import Application, ApplicationDraft, RefusedApplication, RiskCheck
from service.store.record.incidents import QualifyingResult, QualifyingRow, ReportedIncident
from service.store.record.notes import ContactNote, Decision, Lesson
from service.store.record.parties import Consent, Party
from service.store.record.plan import ActionItem, ActionUpdate, DeliveryConcern
from service.store.record.returns import BodyReturn, IncidentConfirmation, WithheldItem
from service.store.record.review import Appointment, Attendee, Meeting, Minutes, Recommendation

__all__ = [
    "ActionItem",
    "ActionUpdate",
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
    "IncidentConfirmation",
    "Lesson",
    "Meeting",
    "Minutes",
    "Party",
    "QualifyingResult",
    "QualifyingRow",
    "Recommendation",
    "RefusedApplication",
    "ReportedIncident",
    "RiskCheck",
    "WithheldItem",
]
