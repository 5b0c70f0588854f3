"""Who has been told, in the order of first notice: when, by whom, by when, and what they answered. Source: MI-19."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import url_for

from service.access import Role
from service.store.queries.case_clocks import ClockRow
from service.store.queries.incident_notices import NoticeRow
from service.web.casework.clock_words import rule_of
from service.web.casework.duty_words import by_words
from service.web.casework.links import task_href
from service.web.incidents.incident_words import few_names, time_words
from service.web.incidents.room_view import RoomView
from service.web.incidents.rung_answers import Answered, answers_of
from workflows import Unit, clock_time, counted, local_date
from workflows.rules.incident import Rung, RungStand, Told, order_of_notice, passed_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung of the ladder: which notice tells which roles, and the clock that waits for it. Source: A.5."""

    code: str
    roles: tuple[str, ...]
    clock: str
    name: str = ""  # where it is not the title of one office


LADDER: Mapping[Rung, Step] = {
    Rung.CRRO: Step(code="L-MI-01", roles=("crro",), clock="mi_crro"),
    Rung.RACE_EQUALITY: Step(code="L-MI-02", roles=("rec",), clock="mi_partners"),
    Rung.COORDINATOR: Step(code="L-MI-02", roles=("coordinator",), clock="mi_partners"),
    Rung.COUNCIL_DUTY: Step(code="L-MI-02", roles=("council_duty",), clock="mi_partners"),
    Rung.CHIEF_OFFICER: Step(code="L-MI-03", roles=("chief_officer_council",), clock="mi_chief_officer"),
    Rung.STAFF: Step(code="L-MI-04", roles=("staff", "police_staff"), clock="mi_staff", name="Operational services"),
    Rung.MEMBERS: Step(code="L-MI-06", roles=("member",), clock="mi_members", name="All partnership members"),
}
MANY = (Rung.STAFF, Rung.MEMBERS)  # lists of people, of whom nobody must answer by the clock of the rung
MEMBERS_TASK = "Task_InformMembers"
OUT_OF_TURN = (Rung.RACE_EQUALITY, Rung.COORDINATOR, Rung.COUNCIL_DUTY, Rung.CHIEF_OFFICER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRung:
    """One rung in words."""

    when: str
    state: str
    tone: str  # done, now, late or nothing
    title: str
    who: str
    told: str
    answered: Answered
    link: tuple[str, str] = ("", "")


def ladder(view: RoomView) -> list[ShownRung]:
    """Give the rungs in their fixed order."""
    return Ladder(view).rungs()


def next_in_turn(view: RoomView, role: str) -> tuple[str, ...]:
    """Give the offices that would be passed over by telling this one now. Source: MI-19."""
    found = Ladder(view)
    rung = next(rung for rung, step in LADDER.items() if role in step.roles)
    return tuple(LADDER[each].name or view.title(LADDER[each].roles[0]) for each in passed_over(rung, told=found.told))


def untold_offices(view: RoomView) -> list[str]:
    """Give the offices that can be told before their turn: those without a notice yet, in their order."""
    found = Ladder(view)
    return [LADDER[rung].roles[0] for rung in OUT_OF_TURN if not found.notices[rung]]


def staff_waiting(view: RoomView) -> tuple[int, int]:
    """Give how many operational services are still to be told, and how many there are. Source: MI-13."""
    rows = Ladder(view).notices[Rung.STAFF]
    return sum(row.told_at is None for row in rows), len(rows)


def told_but_silent(view: RoomView, clock: str) -> list[str]:
    """Give who has not answered of those that a clock waits for, once all of them were told. Source: MI-09 to MI-12."""
    found = Ladder(view)
    rungs = [rung for rung, step in LADDER.items() if step.clock == clock and rung not in MANY]
    if not rungs or not all(rung in found.told and found.told[rung].last_at for rung in rungs):
        return []
    return [row.name for rung in rungs for row in found.notices[rung] if row.answered_at is None]


class Ladder:
    """The rungs of one incident, worked out once."""

    def __init__(self, view: RoomView) -> None:
        """Keep what they are read from."""
        self.view = view

    def rungs(self) -> list[ShownRung]:
        """Give every rung in words."""
        return [self._shown(stand) for stand in order_of_notice(self.told)]

    @cached_property
    def notices(self) -> dict[Rung, list[NoticeRow]]:
        """Give the first readers of each rung since the declaration; who stands in for them is left out."""
        since = self.view.incident.declared_at
        return {
            rung: [
                row
                for row in self.view.notices
                if row.code == step.code
                and row.role in step.roles
                and row.stands_in_for_id is None
                and (since is None or row.sent_at >= since)
            ]
            for rung, step in LADDER.items()
        }

    @cached_property
    def told(self) -> dict[Rung, Told]:
        """Give when each rung was told."""
        found = {rung: self._told(rung, rows) for rung, rows in self.notices.items()}
        return {rung: told for rung, told in found.items() if told is not None}

    def _told(self, rung: Rung, rows: Sequence[NoticeRow]) -> Told | None:
        times = [row.told_at or row.answered_at for row in rows]
        known = [at for at in times if at is not None]
        if not known:
            return None
        step = LADDER[rung]
        is_complete = len(known) == len(times) and {row.role for row in rows} >= set(step.roles)
        is_sought = any(role in self.view.sought for role in step.roles)
        return Told(first_at=min(known), last_at=max(known) if is_complete and not is_sought else None)

    def _shown(self, stand: RungStand) -> ShownRung:
        rung, step, rows = stand.rung, LADDER[stand.rung], self.notices[stand.rung]
        when, state, tone = self._standing(stand)
        shown = ShownRung(
            when=when,
            state=state,
            tone=tone,
            title=step.name or self.view.title(step.roles[0]),
            who=self._who(rung, rows),
            told=self._told_words(rung, rows),
            answered=answers_of(self.view, rows),
        )
        return shown if rows else self._untold(shown, rung)

    def _standing(self, stand: RungStand) -> tuple[str, str, str]:
        """Give the words of the first column: the time and Done, or Now and Not yet with the limit."""
        told, clock = stand.told, self._clock(stand.rung)
        if told is not None and told.last_at is not None:
            at = told.first_at if len(self.notices[stand.rung]) == 1 else told.last_at
            return time_words(at, now=self.view.now), "Done", "done"
        if clock is None and not self.view.is_declared:
            return "Not told", "", ""
        is_late = clock is not None and clock.limit_at <= self.view.now
        limit = self._limit(clock) if clock else ""
        if is_late:
            return ("Now" if stand.is_next else "Not yet"), limit.replace("by ", "was due by ", 1), "late"
        return ("Now", limit, "now") if stand.is_next else ("Not yet", limit, "")

    def _clock(self, rung: Rung) -> ClockRow | None:
        row = self.view.clock(LADDER[rung].clock)
        return row if row is not None and row.is_running else None

    def _limit(self, row: ClockRow) -> str:
        return by_words(row, self.view.opened.unit_of(row.clock), now=self.view.now)

    def _who(self, rung: Rung, rows: Sequence[NoticeRow]) -> str:
        if not rows:
            return counted(self.view.members, "person", "people") if rung is Rung.MEMBERS else ""
        if len(rows) == 1:
            return self.view.reader(rows[0])
        told = sum(row.told_at is not None for row in rows)
        return counted(len(rows), "person", "people") if told == len(rows) else f"{told} of {len(rows)}"

    def _told_words(self, rung: Rung, rows: Sequence[NoticeRow]) -> str:
        if len(rows) == 1:
            return " ".join(part for part in (self._told_by(rows[0]), self._limit_words(rung)) if part)
        have = [row.name for row in rows if row.told_at is not None]
        wait = [row.name for row in rows if row.told_at is None]
        words = [f"{few_names(have)} {'has' if len(have) == 1 else 'have'} it." if have else ""]
        words += [f"{few_names(wait)} {'does' if len(wait) == 1 else 'do'} not." if wait and have else ""]
        words += [f"{few_names(wait)}: not told yet." if wait and not have else ""]
        return " ".join(part for part in words if part)

    def _told_by(self, row: NoticeRow) -> str:
        early = f" Before their turn: {row.out_of_order}" if row.out_of_order else ""
        if row.told_at is None:
            is_on_its_way = row.channel == "email" and not row.has_come_back
            return ("The email is on its way." if is_on_its_way else "To be rung.") + early
        by_phone = row.told_by_id is not None
        person_id, name = (row.told_by_id, row.told_by) if by_phone else (row.sent_by_id, row.sent_by)
        by = "you" if person_id == self.view.who.person_id else name
        how = ", by phone" if by_phone else ""
        return (f"Told by {by}{how}." if by else "Told by email.") + early

    def _limit_words(self, rung: Rung) -> str:
        """Give "Limit 8:05am." for a clock in minutes; a day stands in the first column."""
        row = self.view.clock(LADDER[rung].clock)
        if row is None or self.view.opened.unit_of(row.clock) is not Unit.MINUTES:
            return ""
        told_on = local_date(row.limit_at)
        same_day = told_on == local_date(self.view.now)
        return f"Limit {clock_time(row.limit_at) if same_day else time_words(row.limit_at, now=self.view.now)}."

    def _untold(self, shown: ShownRung, rung: Rung) -> ShownRung:
        """Say of a rung that has no notice yet what comes first, and who may tell it before its turn."""
        step = LADDER[rung]
        task_id = next((self.view.sought[role] for role in step.roles if role in self.view.sought), "")
        if task_id:
            found = ("Record whom you told", task_href(task_id)) if self.view.may_act else ("", "")
            return replace(shown, told="Nobody is listed. Somebody is to be found and told.", link=found)
        before = passed_over(rung, told=self.told)
        opens = Answered(words=f"Opens when {self._named(before[0])} been told" if before else "")
        if not self.view.is_declared or (rung is Rung.MEMBERS and MEMBERS_TASK in self.view.open_elements):
            opens = Answered()
        return replace(shown, told=self._who_writes(rung), answered=opens, link=self._tell_now(rung, before))

    def _named(self, rung: Rung) -> str:
        step = LADDER[rung]
        if step.name:
            return "the services have" if rung is Rung.STAFF else "the members have"
        return f"the {self.view.title(step.roles[0])} has"

    def _who_writes(self, rung: Rung) -> str:
        if rung is not Rung.MEMBERS:
            return ""
        rule = rule_of(self.view.opened, LADDER[rung].clock)
        is_own = self.view.who.has_role(Role.COORDINATOR, area_id=self.view.area_id)
        who = "You write" if is_own else f"The {self.view.title(Role.COORDINATOR)} writes"
        return f"{who} to them within {counted(rule.limit, 'day')}." if rule else ""

    def _tell_now(self, rung: Rung, before: Sequence[Rung]) -> tuple[str, str]:
        """Give the way to tell somebody before their turn: it is there where somebody would be passed over."""
        if rung not in OUT_OF_TURN or not before or not (self.view.is_declared and self.view.may_act):
            return "", ""
        href = url_for("incidents.act_page", reference=self.view.opened.head.reference, act="tell-now")
        return "Tell them now, before their turn", f"{href}?role={LADDER[rung].roles[0]}"
