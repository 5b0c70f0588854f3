"""How an appeal stands to the case it is about: letters, last day, who took part. Reads only. AP-03 to AP-07."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.case_file import CaseFile
from service.store.letters import SealedLetter
from service.store.queries.promised_days import LAST_DAY_TO_APPEAL, promised_days
from service.store.record import Appeal, Appointment
from service.store.work import OpenTask
from workflows.rules.appeal import (
    DecisionLetter,
    Ground,
    Lateness,
    RoutedAppeal,
    judge_lateness,
    last_day_to_appeal,
    route_appeal,
)

WINDOW = "ap_window"
LETTER_OF = {1: "L-CT-08", 2: "L-CT-13"}


@dataclass(kw_only=True)
class Standing:
    """One appeal beside its case."""

    file: CaseFile  # of the appeal
    appeal: Appeal

    @property
    def session(self) -> Session:
        """Give the session it is read with."""
        return self.file.session

    def letters(self) -> list[DecisionLetter]:
        """Give the decision letters of the case that really left."""
        rows = self.session.execute(
            select(SealedLetter.code, SealedLetter.letter_on)
            .where(SealedLetter.case_id == self.appeal.about_case_id, SealedLetter.code.in_(LETTER_OF.values()))
            .order_by(SealedLetter.id)
        )
        return [DecisionLetter(code=code, sent_on=on) for code, on in rows]

    def routed(self, grounds: list[str]) -> RoutedAppeal:
        """Give which way these grounds go."""
        return route_appeal(
            [Ground(one) for one in grounds], letters=self.letters(), stages=self.file.rules.appeal.stages
        )

    def last_day_on(self, letter: DecisionLetter) -> date:
        """Give the last day to appeal against a letter: never earlier than the letter itself says. AP-06, CM-10."""
        return last_day_to_appeal(
            self.file.register.rule(WINDOW),
            letter_on=letter.sent_on,
            window_working_days=self.file.rules.appeal.window_working_days,
            calendar=self.file.calendar,
            promised_on=self._promised_on(letter),
        )

    def _promised_on(self, letter: DecisionLetter) -> date | None:
        """Give the last day to appeal as the copies of a letter name it, the latest; None where none does."""
        copies = self.session.scalars(
            select(SealedLetter.promises).where(
                SealedLetter.case_id == self.appeal.about_case_id,
                SealedLetter.code == letter.code,
                SealedLetter.letter_on == letter.sent_on,
            )
        )
        return max((on for copy in copies for _, on in promised_days(copy, LAST_DAY_TO_APPEAL)), default=None)

    def lateness(self, letter: DecisionLetter) -> Lateness:
        """Give whether the appeal came in time."""
        return judge_lateness(
            self.appeal.received_at, last_day_on=self.last_day_on(letter), calendar=self.file.calendar
        )

    def letter_id(self, stage: int) -> int | None:
        """Give the newest decision letter of a stage."""
        return self.session.scalars(
            select(SealedLetter.id)
            .where(SealedLetter.case_id == self.appeal.about_case_id, SealedLetter.code == LETTER_OF.get(stage, ""))
            .order_by(SealedLetter.id.desc())
            .limit(1)
        ).first()

    def decided_before(self, stage: int) -> date | None:
        """Give when an earlier appeal at this stage was decided: that decision is final. Source: AP-15."""
        return self.session.scalars(
            select(Appeal.decided_on)
            .where(
                Appeal.about_case_id == self.appeal.about_case_id,
                Appeal.case_id != self.appeal.case_id,
                Appeal.stage == stage,
                Appeal.outcome.in_(("upheld", "partly", "not_upheld")),
                Appeal.decided_on.is_not(None),
            )
            .limit(1)
        ).first()

    def took_part(self, person_id: int | None) -> bool:
        """Tell whether a person handled the case or was appointed in it: no such person hears its appeal. AP-07."""
        tasks = select(OpenTask.id).where(
            OpenTask.case_id == self.appeal.about_case_id, OpenTask.ended_by_id == person_id
        )
        roles = select(Appointment.id).where(
            Appointment.case_id == self.appeal.about_case_id, Appointment.person_id == person_id
        )
        return any(self.session.scalars(query.limit(1)).first() is not None for query in (tasks, roles))
