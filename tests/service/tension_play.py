"""A tension played by its people through commands: reports, levels, meetings, media; and what came of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases import (
    PUBLIC,
    AddTensionReport,
    AnswerNotice,
    Delivery,
    FireDueTimers,
    NoteDelivery,
    RecordCall,
    Reporter,
)
from service.cases.case_file import CaseFile
from service.cases.evidence import Evidence, evidence_for
from service.cases.rounds.links import link_to
from service.demo.tension import BRAM, DELPHINE, JUNO, MABEL, NELL, agreed, concern, report, scored, set_level
from service.store.cases import CaseEvent
from service.store.notices import ContactNotice, NoticeRound
from service.store.outbox import OutboxItem
from service.store.record import Decision, Tension, TensionReport, ThreatAssessment
from service.store.work import Deadline, Notice, OpenTask, TaskAnswer
from tests.frozen_clock import at
from tests.service.played import Played
from tests.service.tension_answers import CLOSE, IMPACT, MEDIA, MET, STARTED, YES
from tests.stages import AtStage


class TensionPlay(Played):
    """One case of tension, with the people who act on it."""

    @classmethod
    def at(cls, at_stage: AtStage, stage: str) -> "TensionPlay":
        """Give the case as it stood at a stage."""
        played = at_stage(stage)
        return cls(played.driver, played.reference)

    @classmethod
    def another(cls, earlier: Played, **more: Any) -> "TensionPlay":
        """Give a second case of the same area, reported now."""
        return cls(earlier.driver, report(earlier.driver, **more))

    # -- the clock --------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """Give the instant at which it plays."""
        return self.driver.clock.now()

    def be_at(self, words: str) -> None:
        """Go to a London time such as "Mon 2 Mar 2026 09:00"; nothing fires on the way."""
        self.driver.clock.set(at(words))

    def wait(self, **length: float) -> None:
        """Let time pass and everything happen that is due."""
        self.driver.clock.set(self.now + timedelta(**length))
        self.fire()

    def fire(self) -> None:
        """Let everything happen that is due."""
        self.do(FireDueTimers(case_id=self.case_id))

    def wait_until(self, words: str) -> None:
        """Go to a London time and let everything happen that is due."""
        self.be_at(words)
        self.do(FireDueTimers(case_id=self.case_id))

    # -- acts -------------------------------------------------------------------------------------------

    def level(self, number: int, scores: tuple[int, int, int] | None = None, **more: Any) -> None:
        """Score and agree a level; the scores are the level unless they are given."""
        set_level(self.driver, self.reference, scores or (number, number, number), number, **more)

    def score(self, *scores: int, **more: Any) -> None:
        """Score only."""
        self.answer("Task_ScoreTension", scored(*scores, **more), by=MABEL)

    def agree(self, number: int, **more: Any) -> None:
        """Agree only."""
        self.answer("Task_AgreeLevel", agreed(number, **more), by=MABEL)

    def level_again(self, number: int, **more: Any) -> None:
        """Agree a level; the scores are there already, if they were made."""
        if "Task_ScoreTension" in self.duties():
            self.score(number, number, number)
        self.agree(number, **more)

    def settle(self, number: int, **more: Any) -> None:
        """Let commander and director settle a level."""
        answers = {"level": str(number), "reasons": "We looked at it together.", "director_by": "Edwin Sark, director"}
        if number > 2:
            answers["normality"] = True
        self.answer("Task_SettleLevel", answers | more, by=BRAM)

    def close(self, close_as: str = "settled", **more: Any) -> None:
        """Score once more and close."""
        self.score(6, 6, 6)
        answers = CLOSE | {"close_as": close_as, "reasons": "There is nothing left to do."}
        self.answer("Task_AgreeLevel", answers | more, by=MABEL)

    def add_report(self, **more: Any) -> None:
        """Enter one more report as the police risk lead."""
        command = AddTensionReport(actor=self.by(MABEL), case_id=self.case_id, concern=concern(self.driver, **more))
        self.do(command)

    def meet(self) -> None:
        """Begin the urgent meeting now and record it."""
        self.answer("Task_StartMeeting", STARTED, by=DELPHINE)
        self.answer("Task_RecordMeeting", MET, by=DELPHINE)

    def authorise(self, police: str = "all", council: str = "all") -> None:
        """Authorise for police and council, or leave out."""
        for element_id, said, who in (
            ("Task_AuthoriseResponses", police, BRAM),
            ("Task_AuthoriseForCouncil", council, NELL),
        ):
            more = {} if said == "all" else {"left_out": "Youth work: nobody is free."}
            self.answer(element_id, {"authorised": said, "post": "As nominated"} | more, by=who)
            if said == "none":
                return

    def assess_impact(self, answers: dict[str, Any] | None = None) -> None:
        """Write a version and approve it."""
        self.answer("Task_WriteImpactAssessment", answers or IMPACT, by=MABEL)
        self.answer("Task_ApproveImpactAssessment", YES, by=BRAM)

    def approve_media(self) -> None:
        """Draft the strategy and have both approve it."""
        self.answer("Task_DraftMediaStrategy", MEDIA, by=JUNO)
        self.answer("Task_ApproveForPolice", YES, by=BRAM)
        self.answer("Task_ApproveForCouncil", YES, by=NELL)

    def reply_to(self, name: str, code: str = "L-TE-01", kind: str = "have_this") -> None:
        """Let somebody press the button of the newest notice of a code that they have."""
        notice = self.notice(name, code)
        key = link_to(self.driver.toolbox.settings, notice.link_code).rpartition("/")[2]
        self.do(AnswerNotice(actor=PUBLIC, key=key, kind=kind))

    def reply_to_reporter(self, report: TensionReport) -> None:
        """Seal the reply to whoever gave this report."""
        task = self.driver.task(self.reference, "Task_ReplyToReporter", str(report.id))
        self.driver.send_task(task.task_id, by=NELL)

    def ring(self, name: str, code: str) -> None:
        """Write down that the risk lead spoke to somebody about a notice."""
        command = RecordCall(
            actor=self.by(MABEL),
            notice_id=self.notice(name, code).id,
            happened_at=self.now,
            got_through=True,
            kind="have_this",
        )
        self.do(command)

    def mail_leaves(self, outcome: Delivery = Delivery.SENT) -> None:
        """Let the mails of notices that wait end so."""
        for item in self.rows(OutboxItem):
            if item.state == "queued" and item.sealed_letter_id is None:
                self.do(NoteDelivery(outbox_id=item.id, outcome=outcome))

    # -- readings ---------------------------------------------------------------------------------------

    @property
    def tension(self) -> Tension:
        """Give the record of the case."""
        return self.read(lambda session: session.get_one(Tension, self.case_id))

    @property
    def assessment(self) -> ThreatAssessment:
        """Give the last assessment."""
        return self.rows(ThreatAssessment)[-1]

    @property
    def assessments(self) -> list[ThreatAssessment]:
        """Give every assessment, oldest first."""
        return self.rows(ThreatAssessment)

    @property
    def reports(self) -> list[TensionReport]:
        """Give the reports of the case."""
        return self.rows(TensionReport)

    def decisions(self, code: str) -> list[Decision]:
        """Give the decisions of one kind, oldest first."""
        return [row for row in self.rows(Decision) if row.code == code]

    def answers(self, element_id: str) -> dict[str, Any]:
        """Give what was last answered in a task."""
        return [row.answers for row in self.rows(TaskAnswer) if row.element_id == element_id][-1]

    def deadlines(self) -> list[Deadline]:
        """Give every row of every clock, oldest first."""
        return self.rows(Deadline)

    def rounds(self, *codes: str) -> list[NoticeRound]:
        """Give the rounds of notices, oldest first; all of them or some kinds."""
        return [row for row in self.rows(NoticeRound) if not codes or row.code in codes]

    def codes(self) -> list[str]:
        """Give the codes of all rounds in order."""
        return [row.code for row in self.rounds()]

    def told_by(self, sent: NoticeRound) -> set[str]:
        """Give who was told by a round."""
        return {row.name for row in self.rows(ContactNotice) if row.round_id == sent.id}

    def notice(self, name: str, code: str) -> ContactNotice:
        """Give the newest notice of a code that somebody has."""
        ids = {row.id for row in self.rounds(code)}
        found = [row for row in self.rows(ContactNotice) if row.name == name and row.round_id in ids]
        assert found, f"{name} was not told {code}"
        return found[-1]

    def duties(self) -> list[str]:
        """Give the open tasks of the drawings, by their ids, sorted; telephone tasks are left out."""
        return [one for one in self.task_ids() if one.startswith("Task_")]

    def calls(self) -> list[str]:
        """Give the words of the open telephone tasks."""
        rows = select(OpenTask).where(OpenTask.case_id == self.case_id, OpenTask.kind == "call")
        return sorted(row.name for row in self.all(rows) if row.state == "open")

    def limits(self) -> dict[str, datetime]:
        """Give the instant of each running clock of the case itself."""
        return {row.clock: row.limit_at for row in self.rows(Deadline) if row.state == "running" and not row.key}

    def states(self, *clocks: str) -> list[str]:
        """Give the state of the newest row of each of these clocks."""
        return [self.clock(one).state for one in clocks]

    def evidence(self, process_id: str, element_id: str, item: str = "") -> str:
        """Give all the words that stand beside a task."""

        def look(session: Session) -> str:
            file = CaseFile.read(session, case_id=self.case_id, now=self.now)
            return str(evidence_for(Evidence(file=file, process_id=process_id, element_id=element_id, item=item)))

        return self.read(look)

    def everything_said(self) -> str:
        """Give all that left in notices and letters or stands in the history and on pages of work."""
        rounds = [f"{row.subject} {row.text}" for row in self.rounds()]
        mails = [f"{row.subject} {row.body}" for row in self.rows(OutboxItem)]
        letters = [f"{row.subject} {row.text}" for row in self.letters()]
        return "\n".join([*rounds, *mails, *letters, *self.sentences()])

    def all_notices(self) -> list[tuple[str, str]]:
        """Give role and sentence of everything that stood on somebody's page, in order."""
        return [(row.role, row.sentence) for row in self.rows(Notice)]

    def sentences(self) -> list[str]:
        """Give the history and what people were told on their pages."""
        return [row.sentence for row in (*self.rows(CaseEvent), *self.rows(Notice))]


def named(name: str = "Ottilie Brandreth") -> Reporter:
    """Give somebody who left a name and an email address."""
    return Reporter(name=name, email=f"{name.split()[0].lower()}@home.example")
