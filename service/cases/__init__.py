"""Use cases on a case: hand a command to `handle`, one transaction comes of it. Knows no Flask."""

import service.cases.operations  # noqa: F401 - hangs itself into the steps
from service.cases.acts.appeal_acts import NeedMoreTime, WithdrawAppeal
from service.cases.acts.correct_reporter import CorrectReporter
from service.cases.acts.extension import AskForExtension, DecideExtension
from service.cases.acts.incident_acts import (
    AddFurtherIncident,
    CorrectNotices,
    DowngradeIncident,
    PassOnInformation,
    TellBeforeTurn,
)
from service.cases.acts.new_code import GiveNewCode
from service.cases.acts.new_date import TellNewDate
from service.cases.acts.notes import AddNote, LogCall
from service.cases.acts.partners import AddAgency, RaiseConcern
from service.cases.acts.tension_acts import MergeTension, SplitReport
from service.cases.acts.tension_names import RenameTension
from service.cases.acts.withdrawal import WithdrawByPhone, WithdrawConsent, WithdrawInWriting
from service.cases.area_setup import AddArea
from service.cases.between_cases import DeliverMessage
from service.cases.claim_task import HandOverTask, PutBackTask, TakeTask
from service.cases.complete_task import CompleteTask, SaveTaskDraft
from service.cases.deliveries import Delivery, MarkSending, NoteDelivery, StorePdf
from service.cases.fire_timers import FireDueTimers
from service.cases.handling import handle
from service.cases.letters.approving import ApproveLetters, AskForApproval, SendBackLetters
from service.cases.letters.commands import PrepareLetters, SaveOwnWords, SealLetters
from service.cases.posting import ConfirmPosted, NotePrintOverdue, SendAgain
from service.cases.recompute_clocks import RecomputeClocks
from service.cases.retry_case import RetryCase
from service.cases.rounds.answering import AnswerNotice, PassNotice, RecordCall
from service.cases.rounds.finding import RecordFound
from service.cases.rounds.own_notice import AnswerOwnNotice
from service.cases.start_case import SubmitApplication
from service.cases.submit_appeal import SubmitAppeal
from service.cases.submit_incident import SubmitIncident
from service.cases.submit_tension import AddTensionReport, Concern, Reporter, SubmitTension
from service.cases.unit import CLOCK, PUBLIC, Actor, Result

__all__ = [
    "CLOCK",
    "PUBLIC",
    "Actor",
    "AddAgency",
    "AddArea",
    "AddFurtherIncident",
    "AddNote",
    "AddTensionReport",
    "AnswerNotice",
    "AnswerOwnNotice",
    "ApproveLetters",
    "AskForApproval",
    "AskForExtension",
    "CompleteTask",
    "Concern",
    "ConfirmPosted",
    "CorrectNotices",
    "CorrectReporter",
    "DecideExtension",
    "DeliverMessage",
    "Delivery",
    "DowngradeIncident",
    "FireDueTimers",
    "GiveNewCode",
    "HandOverTask",
    "LogCall",
    "MarkSending",
    "MergeTension",
    "NeedMoreTime",
    "NoteDelivery",
    "NotePrintOverdue",
    "PassNotice",
    "PassOnInformation",
    "PrepareLetters",
    "PutBackTask",
    "RaiseConcern",
    "RecomputeClocks",
    "RecordCall",
    "RecordFound",
    "RenameTension",
    "Reporter",
    "Result",
    "RetryCase",
    "SaveOwnWords",
    "SaveTaskDraft",
    "SealLetters",
    "SendAgain",
    "SendBackLetters",
    "SplitReport",
    "StorePdf",
    "SubmitAppeal",
    "SubmitApplication",
    "SubmitIncident",
    "SubmitTension",
    "TakeTask",
    "TellBeforeTurn",
    "TellNewDate",
    "WithdrawAppeal",
    "WithdrawByPhone",
    "WithdrawConsent",
    "WithdrawInWriting",
    "handle",
]
