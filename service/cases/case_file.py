"""The record of one case opened for reading: what letters, lists and panels draw on. Writes nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.calendars import calendar_for
from service.cases.errors import CaseNotFound
from service.cases.procedures import Procedure, procedure_of
from service.store.cases import Case
from service.store.diagrams import ProcessVersion
from service.store.people import Area, AreaBody, AreaRulesVersion
from service.store.record import Application, Consent, Meeting, Party, ReportedIncident
from service.store.work import Deadline, TaskAnswer
from workflows import AreaRules, BusinessCalendar, ClockRegister, effective_register, local_date

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


@dataclass(kw_only=True)
class CaseFile:
    """One case, its rules and the parts of its record, each read once when asked for."""

    session: Session
    case: Case
    rules: AreaRules
    procedure: Procedure
    now: datetime
    base_url: str = ""
    memo: dict[str, Any] = field(default_factory=dict)  # what letters work out more than once

    @classmethod
    def of(cls, work: "CaseWork") -> "CaseFile":
        """Open the file of a case that is being worked on."""
        return cls(
            session=work.session,
            case=work.case,
            rules=work.rules,
            procedure=work.procedure,
            now=work.now,
            base_url=work.unit.tools.settings.base_url,
        )

    @classmethod
    def read(cls, session: Session, *, case_id: int, now: datetime, base_url: str = "") -> "CaseFile":
        """Open the file of a case for reading. Raises CaseNotFound."""
        found = session.execute(
            select(Case, AreaRulesVersion, ProcessVersion.id, ProcessVersion.content_hash)
            .join(AreaRulesVersion, AreaRulesVersion.id == Case.area_rules_id)
            .join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
            .where(Case.id == case_id)
        ).one_or_none()
        if found is None:
            raise CaseNotFound
        procedure = procedure_of(session, version_id=found[2], content_hash=found[3])
        rules = AreaRules.model_validate(found[1].settings)
        return cls(session=session, case=found[0], rules=rules, procedure=procedure, now=now, base_url=base_url)

    @property
    def today(self) -> date:
        """Give the local date of reading."""
        return local_date(self.now)

    @cached_property
    def area(self) -> Area:
        """Give the area of the case."""
        return self.session.get_one(Area, self.case.area_id)

    @cached_property
    def bodies(self) -> dict[str, AreaBody]:
        """Give the bodies of the area by code."""
        rows = self.session.scalars(select(AreaBody).where(AreaBody.area_id == self.case.area_id).order_by(AreaBody.id))
        return {row.code: row for row in rows}

    @cached_property
    def application(self) -> Application:
        """Give the application form as received."""
        return self.session.get_one(Application, self.case.id)

    @cached_property
    def parties(self) -> list[Party]:
        """Give everyone in the case."""
        return list(self.session.scalars(select(Party).where(Party.case_id == self.case.id).order_by(Party.id)))

    @property
    def applicant(self) -> Party:
        """Give the one who asked."""
        return next(party for party in self.parties if party.is_applicant)

    @property
    def victims(self) -> list[Party]:
        """Give every victim."""
        return [party for party in self.parties if party.is_victim]

    @property
    def advocate(self) -> Party | None:
        """Give the advocate whose role has not ended."""
        return next((p for p in self.parties if p.is_advocate and p.withdrawn_at is None), None)

    @property
    def represented_victims(self) -> list[Party]:
        """Give the victims for whom the advocate acts: those with a consent not taken back. Source: CT-58."""
        acted_for = {row.victim_id for row in self.consents if row.withdrawn_on is None}
        return [p for p in self.victims if not p.is_applicant and p.id in acted_for] if self.advocate else []

    @property
    def victims_on_their_own(self) -> list[Party]:
        """Give the victims nobody acts for: they ended the advocate's role, or joined with a form of their own.

        All contact is with them. Source: CT-07, CT-58.
        """
        acted_for = {row.victim_id for row in self.consents if row.withdrawn_on is None}
        return [p for p in self.victims if not p.is_applicant and p.id not in acted_for]

    @cached_property
    def consents(self) -> list[Consent]:
        """Give the consents on file."""
        return list(self.session.scalars(select(Consent).where(Consent.case_id == self.case.id)))

    @cached_property
    def incidents(self) -> list[ReportedIncident]:
        """Give the reported incidents that were not removed."""
        rows = select(ReportedIncident).where(
            ReportedIncident.case_id == self.case.id, ReportedIncident.is_removed.is_(False)
        )
        return list(self.session.scalars(rows.order_by(ReportedIncident.number)))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Give every clock of the case, newest last."""
        return list(
            self.session.scalars(select(Deadline).where(Deadline.case_id == self.case.id).order_by(Deadline.id))
        )

    def answers_to(self, element_id: str, *, item: str = "") -> dict[str, Any]:
        """Give the last answers to one task of the diagrams, checked drafts included; empty where there are none."""
        row = self.session.scalars(
            select(TaskAnswer)
            .where(TaskAnswer.case_id == self.case.id, TaskAnswer.element_id == element_id, TaskAnswer.item == item)
            .order_by(TaskAnswer.id.desc())
            .limit(1)
        ).first()
        if row is None:
            return {}
        found = row.answers.get("typed") if row.is_draft else row.answers
        return dict(found or {})

    def deadline(self, clock: str, key: str = "") -> Deadline | None:
        """Give the last row of one clock."""
        return next((row for row in reversed(self.deadlines) if row.clock == clock and row.key == key), None)

    @cached_property
    def meeting(self) -> Meeting | None:
        """Give the latest meeting."""
        rows = select(Meeting).where(Meeting.case_id == self.case.id).order_by(Meeting.number.desc()).limit(1)
        return self.session.scalars(rows).first()

    @cached_property
    def register(self) -> ClockRegister:
        """Give the clocks with the settings of the case."""
        return effective_register(self.procedure.register, self.rules)

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """Give the calendar of the area."""
        return calendar_for(self.session, self.rules)
