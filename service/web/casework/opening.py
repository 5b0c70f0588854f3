"""Opening a case: who may see which part, the mark that it was read, and the head above every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import url_for

from service.access import (
    COMMUNITY_TRIGGER,
    INCIDENT,
    KEEPERS,
    OPCC_APPEAL,
    TENSION,
    CasePart,
    CaseScope,
    Role,
    SignedIn,
    may_write_letter,
    parts_of_case,
    require_part,
)
from service.cases import handle
from service.cases.case_file import CaseFile
from service.cases.looks import NoteLook
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.cases import CaseHead, case_head
from service.store.queries.incidents import title_of_incident
from service.store.queries.tension_case import heading_of
from service.web import context
from service.web.casework.auditors import reason_to_read
from service.web.casework.scope import case_scope
from workflows import BusinessCalendar, ClockRegister, Due, DuePhrase, Unit, UnknownClock, distance_words, local_date

KIND = "ASB case review"
KINDS = {OPCC_APPEAL: "Appeal", TENSION: "Community tension", INCIDENT: "Major racial incident"}
TO_AN_APPLICANT = frozenset({COMMUNITY_TRIGGER, OPCC_APPEAL})  # processes that owe somebody answers and letters
CLOCKS = (CasePart.SUMMARY, CasePart.FIGURES)
TABS: Mapping[str, tuple[tuple[str, str, tuple[CasePart, ...]], ...]] = {  # words, page, the parts that open it
    COMMUNITY_TRIGGER: (
        ("Now", "casework.case_now", CLOCKS),
        ("Reports and people", "casework.case_reports", (CasePart.REPORTS,)),
        ("History and letters", "casework.case_history", (CasePart.HISTORY,)),
        ("Where it is", "casework.case_drawing", CLOCKS),
    ),
    OPCC_APPEAL: (
        ("Assessment", "appeals.appeal_page", (CasePart.HISTORY,)),
        ("Now", "casework.case_now", CLOCKS),
        ("History and letters", "casework.case_history", (CasePart.HISTORY,)),
        ("Where it is", "casework.case_drawing", CLOCKS),
    ),
    TENSION: (
        ("Now", "tension.tension_page", (CasePart.SUMMARY,)),
        ("Clocks", "casework.case_now", CLOCKS),
        ("Reports", "tension.reports", (CasePart.REPORTS,)),
        ("History", "casework.case_history", (CasePart.HISTORY,)),
        ("Where it is", "casework.case_drawing", CLOCKS),
    ),
    INCIDENT: (
        ("Incident room", "incidents.incident_page", (CasePart.HISTORY,)),
        ("Clocks", "casework.case_now", CLOCKS),
        ("History", "casework.case_history", (CasePart.HISTORY,)),
        ("Where it is", "casework.case_drawing", CLOCKS),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab of a case."""

    text: str
    href: str
    is_current: bool


@dataclass(kw_only=True)
class OpenCase:
    """A case on the table: its head, what this person may see, and its file."""

    head: CaseHead
    who: SignedIn
    parts: frozenset[CasePart]
    reason: str = ""  # an auditor's, for the audit

    def sees(self, *parts: CasePart) -> bool:
        """Tell whether all these parts may be shown."""
        return self.parts.issuperset(parts)

    @cached_property
    def file(self) -> CaseFile:
        """Give the record with its rules, calendar and procedure."""
        return CaseFile.read(context.read_session(), case_id=self.head.case_id, now=context.now())

    @property
    def calendar(self) -> BusinessCalendar:
        """Give the calendar of the area."""
        return self.file.calendar

    @property
    def register(self) -> ClockRegister:
        """Give the clocks with the settings of the case."""
        return self.file.register

    @property
    def has_page(self) -> bool:
        """Tell whether the page of the case opens for the person, not only what the own agency was asked."""
        return bool(self.parts & {CasePart.SUMMARY, CasePart.FIGURES})

    @property
    def may_act(self) -> bool:
        """Tell whether the person keeps this case: logs calls, writes notes, stops it."""
        return may_write_letter(self.who, area_id=self.head.area_id, process_id=self.head.process_id)

    @property
    def sees_appeals(self) -> bool:
        """Tell whether the person may know how an appeal about this case stands: not what the office thinks of it."""
        scope = CaseScope(case_id=0, area_id=self.head.area_id, process_id=OPCC_APPEAL)
        return CasePart.SUMMARY in parts_of_case(self.who, scope)

    @property
    def names_people(self) -> bool:
        """Tell whether the heading may name the person."""
        return self.sees(CasePart.PEOPLE)

    @property
    def has_applicant(self) -> bool:
        """Tell whether the case owes an applicant answers, dates and letters."""
        return self.head.process_id in TO_AN_APPLICANT

    @property
    def subject(self) -> str:
        """Give the bold part of the heading."""
        return self._heading[0]

    @property
    def rest(self) -> str:
        """Give the regular part of the heading."""
        return self._heading[1]

    @cached_property
    def _heading(self) -> tuple[str, str]:
        if self.head.process_id == TENSION:
            return self._situation()
        if self.head.process_id == INCIDENT:
            return self._incident()
        if not self.names_people:
            return "Case review", self.head.reference
        person, street = self.head.person_and_street
        return person, f"at {street}" if street else ""

    def _situation(self) -> tuple[str, str]:
        """Give the ward and what happened; who reads figures only gets the reference."""
        if not self.sees(CasePart.SUMMARY):
            return "Community tension", self.head.reference
        ward, what = heading_of(context.read_session(), self.head.case_id)
        return ward or self.head.area_name, what

    def _incident(self) -> tuple[str, str]:
        """Give what everybody may read of an incident; who reads figures only gets the reference."""
        if not self.sees(CasePart.SUMMARY):
            return self.kind, self.head.reference
        return title_of_incident(context.read_session(), self.head.case_id), ""

    @property
    def kind(self) -> str:
        """Give what the case is, in the words above its heading."""
        return KINDS.get(self.head.process_id, KIND)

    @property
    def title(self) -> str:
        """Give the page title: never the person, browsers keep titles."""
        return f"{self.head.reference}, {self.kind}"

    @property
    def safe_contact(self) -> str:
        """Give the words of the safe-contact line."""
        return " ".join(self.head.safe_contact) if self.names_people else ""

    @property
    def published_on(self) -> date:
        """Give the day on which the version of this case was published."""
        return local_date(self.head.published_at)

    def who_line(self) -> str:
        """Give "You are the SPOC; Priya Raman is your deputy. Open for 6 working days."."""
        in_charge = self._in_charge() if self.head.process_id == COMMUNITY_TRIGGER else ""
        return f"{in_charge} {self._open_for()}".strip()

    def _in_charge(self) -> str:
        spocs, deputies = self.head.spocs, self.head.deputies
        deputy = deputies[0][1] if deputies else ""
        if self.who.person_id in dict(spocs):
            return f"You are the SPOC; {deputy} is your deputy." if deputy else "You are the SPOC."
        spoc = spocs[0][1] if spocs else "nobody"
        if self.who.person_id in dict(deputies):
            return f"You are the deputy of {spoc}."
        return f"{spoc} is the SPOC." if spocs else "This area has no SPOC."

    def _open_for(self) -> str:
        head = self.head
        if not head.is_open:
            return ""
        days = self.calendar.working_days_between(head.received_on, context.today())
        return "Opened today." if days <= 0 else f"Open for {days} working day{'' if days == 1 else 's'}."

    def tabs(self, current: str) -> list[Tab]:
        """Give the tabs this person may open."""
        return [
            Tab(text=text, href=url_for(endpoint, reference=self.head.reference), is_current=endpoint == current)
            for text, endpoint, needs in TABS.get(self.head.process_id, TABS[COMMUNITY_TRIGGER])
            if self.parts.intersection(needs)
        ]

    def phrase(self, due: Due) -> DuePhrase:
        """Give how far away a date of this case is."""
        return distance_words(due, now=context.now(), calendar=self.calendar)

    def unit_of(self, clock: str) -> Unit:
        """Give in what a clock counts; an unknown one in working days."""
        try:
            return self.register.rule(clock).unit
        except UnknownClock:
            return Unit.WORKING_DAYS

    def is_late(self, due: Due) -> bool:
        """Tell whether the last day in time has passed."""
        return due.limit_on < local_date(context.now())


def open_case(reference: str, *parts: CasePart, page: str = "", action: str = "case_read") -> OpenCase:
    """Open a case for a part of it, any one of those named, and note the look if it is of a page.

    Raises NotFoundForYou, NotAllowed. Source: DP-11, architecture 404 before 403.
    """
    who = context.person()
    head = case_head(context.read_session(), reference)
    scope = case_scope(head) if head else None
    seen = parts_of_case(who, scope) if scope else frozenset()
    if head is None or not seen.intersection(parts):
        require_part(who, scope, parts[0])
        raise NotAllowed
    opened = OpenCase(head=head, who=who, parts=seen, reason=reason_to_read(who, head))
    if page:
        note_look(opened, page=page, action=action)
    return opened


def note_look(opened: OpenCase, *, page: str, action: str = "case_read") -> None:
    """Keep in the audit that this person reads this page of the case."""
    handle(
        context.toolbox(),
        NoteLook(
            actor=context.actor(),
            reference=opened.head.reference,
            area_id=opened.head.area_id,
            page=page,
            action=action,
            purpose=opened.reason,
        ),
    )


def require_keeper(opened: OpenCase) -> None:
    """Raise unless the person keeps this case."""
    if not opened.may_act:
        raise NotAllowed if opened.parts else NotFoundForYou


def may_see_looks(opened: OpenCase) -> bool:
    """Tell whether the person may see who looked."""
    kept_apart = opened.head.process_id in (TENSION, INCIDENT)
    keepers = KEEPERS[opened.head.process_id if kept_apart else COMMUNITY_TRIGGER]
    return opened.who.has_role(*keepers, Role.AUDITOR, area_id=opened.head.area_id)


def frame(opened: OpenCase, current: str) -> Mapping[str, object]:
    """Give what the head of every page of a case needs."""
    return {"case": opened, "tabs": opened.tabs(current), "kind": opened.kind}
