"""What the parts of an incident room are read from: the record, its notices, replies and clocks, each read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from service.access import INCIDENT, SignedIn, may_act_on_case
from service.store.queries.case_clocks import ClockRow, clocks_of_case
from service.store.queries.incident_notices import (
    IncidentReply,
    NoticeRow,
    count_members,
    earlier_recipients,
    notices_of,
    replies_of,
    roles_sought,
)
from service.store.queries.incidents import IncidentPage, last_correction_at
from service.store.queries.my_work import WorkRow, open_tasks_of_case
from service.store.queries.who_can import Candidate, candidates
from service.web import context
from service.web.casework.case_page import own_tasks
from service.web.casework.opening import OpenCase
from service.web.tension.contact_words import role_words


@dataclass(kw_only=True)
class RoomView:
    """One incident on the table."""

    opened: OpenCase
    incident: IncidentPage

    @property
    def who(self) -> SignedIn:
        """Give who looks."""
        return self.opened.who

    @property
    def case_id(self) -> int:
        """Give the case of the incident."""
        return self.opened.head.case_id

    @property
    def area_id(self) -> int:
        """Give the area of the incident."""
        return self.opened.head.area_id

    @property
    def now(self) -> datetime:
        """Give the instant of the page."""
        return context.now()

    @property
    def is_declared(self) -> bool:
        """Tell whether the protocol runs: declared, and neither downgraded nor closed."""
        return self.incident.status == "declared" and self.opened.head.is_open

    @property
    def was_declared(self) -> bool:
        """Tell whether it was ever declared."""
        return self.incident.declared_at is not None

    @property
    def may_act(self) -> bool:
        """Tell whether the person may correct, add and downgrade, and write down calls."""
        is_keeper = may_act_on_case(self.who, area_id=self.area_id, process_id=INCIDENT)
        return self.opened.head.is_open and is_keeper

    @property
    def titles(self) -> Mapping[str, str]:
        """Give what the area calls its offices."""
        return self.opened.file.rules.role_titles

    def title(self, role: str) -> str:
        """Give what an office is called."""
        return role_words(role, "", self.titles)

    @cached_property
    def notices(self) -> Sequence[NoticeRow]:
        """Give every notice."""
        return notices_of(context.read_session(), self.case_id)

    @cached_property
    def replies(self) -> Sequence[IncidentReply]:
        """Give every reply."""
        return replies_of(context.read_session(), self.case_id)

    @cached_property
    def clocks(self) -> Sequence[ClockRow]:
        """Give every clock, the oldest first."""
        return clocks_of_case(context.read_session(), self.case_id)

    def clock(self, name: str, *, key: str = "") -> ClockRow | None:
        """Give the newest row of a clock."""
        found = [row for row in self.clocks if row.clock == name and row.key == key]
        return found[-1] if found else None

    @cached_property
    def sought(self) -> Mapping[str, str]:
        """Give the roles for which somebody is to be found, with the task."""
        return roles_sought(context.read_session(), self.case_id)

    @cached_property
    def members(self) -> int:
        """Give how many members are listed."""
        return count_members(context.read_session(), self.area_id)

    @cached_property
    def recipients(self) -> Sequence[tuple[str, str]]:
        """Give everybody who was told anything: name and organisation."""
        return earlier_recipients(context.read_session(), self.case_id)

    @cached_property
    def corrected_at(self) -> datetime | None:
        """Give when a correction was last sent."""
        return last_correction_at(context.read_session(), self.case_id)

    @cached_property
    def open_tasks(self) -> Sequence[WorkRow]:
        """Give the open tasks of everybody."""
        return open_tasks_of_case(context.read_session(), self.case_id)

    @property
    def open_elements(self) -> set[str]:
        """Give what the drawing waits for now."""
        return {task.element_id for task in self.open_tasks}

    @cached_property
    def tasks(self) -> list[WorkRow]:
        """Give the tasks that this person can do next, the first due first."""
        return own_tasks(self.who, self.open_tasks)

    @cached_property
    def people(self) -> Sequence[Candidate]:
        """Give who holds a role in the area."""
        return candidates(context.read_session(), area_ids=[self.area_id], case_ids=[], today=context.today())

    def holders(self, *roles: str) -> list[str]:
        """Give the names of those who hold one of these roles; the roles themselves where nobody does."""
        names = list(dict.fromkeys(one.name for one in self.people if one.role in roles))
        return names or [self.title(role) for role in roles[:1]]

    def reader(self, notice: NoticeRow) -> str:
        """Give the name of a reader, "you" for the one who looks."""
        return "you" if notice.person_id == self.who.person_id else notice.name
