"""Use cases on a case: hand a command to `handle`, one transaction comes of it. Knows no Flask."""

import service.cases.operations  # noqa: F401 - hangs itself into the steps
from service.cases.acts.appeal_acts import NeedMoreTime, WithdrawAppeal
from service.cases.acts.extension import AskForExtension, DecideExtension
from service.cases.acts.new_code import GiveNewCode
from service.cases.acts.new_date import TellNewDate
from service.cases.acts.notes import AddNote, LogCall
from service.cases.acts.partners import AddAgency, RaiseConcern
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
from service.cases.start_case import SubmitApplication
from service.cases.submit_appeal import SubmitAppeal
from service.cases.unit import CLOCK, PUBLIC, Actor, Result

__all__ = [
    "CLOCK",
    "PUBLIC",
    "Actor",
    "AddAgency",
    "AddArea",
    "AddNote",
    "ApproveLetters",
    "AskForApproval",
    "AskForExtension",
    "CompleteTask",
    "ConfirmPosted",
    "DecideExtension",
    "DeliverMessage",
    "Delivery",
    "FireDueTimers",
    "GiveNewCode",
    "HandOverTask",
    "LogCall",
    "MarkSending",
    "NeedMoreTime",
    "NoteDelivery",
    "NotePrintOverdue",
    "PrepareLetters",
    "PutBackTask",
    "RaiseConcern",
    "RecomputeClocks",
    "Result",
    "RetryCase",
    "SaveOwnWords",
    "SaveTaskDraft",
    "SealLetters",
    "SendAgain",
    "SendBackLetters",
    "StorePdf",
    "SubmitAppeal",
    "SubmitApplication",
    "TakeTask",
    "TellNewDate",
    "WithdrawAppeal",
    "WithdrawByPhone",
    "WithdrawConsent",
    "WithdrawInWriting",
    "handle",
]
