"""Duties at a level: what is done, what is to be done now, what comes next; from clocks and tasks. TE-11 to TE-20."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.store.queries.case_clocks import ClockRow
from service.store.queries.my_work import WorkRow
from service.store.queries.tension_alerts import Alert
from service.store.queries.tension_case import TensionPage
from service.web import context
from service.web.casework.clock_words import due_of
from service.web.casework.duty_words import by_words, duty_of, target_words
from service.web.casework.links import task_href
from service.web.casework.opening import OpenCase
from service.web.tension.alerted_words import how_far
from workflows import Tone, Unit, counted, local_date
from workflows.rules.tension import Band, Level, band_of

DONE, NOW, NEXT, LATE = "Done", "Now", "Next", "Late"
TONES = {DONE: "ok", LATE: "late"}
LINKS = {
    "Task_WriteImpactAssessment": "Write it",
    "Task_ApproveImpactAssessment": "Approve it",
    "Task_ConsiderImpactAssessment": "Answer",
    "Task_StartMeeting": "Start it",
    "Task_RecordMeeting": "Record it",
    "Task_HoldMeeting": "Record it",
    "Task_AuthoriseResponses": "Authorise",
    "Task_AuthoriseForCouncil": "Authorise",
    "Task_DraftMediaStrategy": "Draft it",
    "Task_ApproveForPolice": "Approve it",
    "Task_ApproveForCouncil": "Approve it",
    "Task_ReleaseStatement": "Release it",
    "Task_ConsultLeaders": "Record it",
    "Task_NoteMonitoring": "Note it",
    "Task_EvaluateResponse": "Write it",
    "Task_AgreeLevel": "Agree it",
    "Task_ScoreTension": "Score it",
}
MEDIA = ("Task_DraftMediaStrategy", "Task_ApproveForPolice", "Task_ApproveForCouncil", "Task_ReleaseStatement")
IMPACT = ("Task_WriteImpactAssessment", "Task_ApproveImpactAssessment")
LEVEL = ("Task_ScoreTension", "Task_AgreeLevel")
AUTHORISE = ("Task_AuthoriseResponses", "Task_AuthoriseForCouncil")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One duty: where it stands, in words, and the link of whoever can do it."""

    state: str
    words: str
    link: tuple[str, str] = ("", "")

    @property
    def tone(self) -> str:
        """Give how the state is set: done and late have a colour."""
        return TONES.get(self.state, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySteps:
    """What the duties of one case are read from."""

    opened: OpenCase
    tension: TensionPage
    clocks: Sequence[ClockRow]
    tasks: Mapping[str, str]  # element -> state of its last task in this band
    own: Sequence[WorkRow]
    alert: Alert | None

    def list(self) -> list[Step]:
        """Give the duties of the level in force, in the order in which they are met."""
        if self.tension.outcome:  # it is over: nobody watches any more
            return list(self._clock("te_evaluation", "Task_EvaluateResponse"))
        if self.tension.level not in set(Level):
            return [*self._clock("te_first_level_violence", *LEVEL), *self._clock("te_first_level", *LEVEL)]
        steps = {Band.CONFLICT: self._conflict, Band.HEIGHTENED: self._heightened, Band.NORMAL: self._normal}
        return list(steps[band_of(Level(self.tension.level))]())

    def _conflict(self) -> Iterator[Step]:
        yield self._alerted()
        yield from self._clock("te_meet_urgent", "Task_StartMeeting")
        yield from self._clock("te_first_cia", *IMPACT)
        yield from self._clock("te_cia_review_conflict", *IMPACT)
        yield self._tasks("Responses authorised by police and council", *AUTHORISE)
        yield self._media()
        yield from self._clock("te_review_conflict", *LEVEL)

    def _heightened(self) -> Iterator[Step]:
        yield from self._clock("te_inform")
        yield self._tasks("Answer whether a community impact assessment is needed", "Task_ConsiderImpactAssessment")
        yield from self._clock("te_meet", "Task_HoldMeeting")
        yield from self._clock("te_chief_officers")
        yield from self._clock("te_cia_review_heightened", *IMPACT)
        yield self._tasks("Consult community leaders", "Task_ConsultLeaders")
        yield self._media()
        yield from self._clock("te_review_heightened", *LEVEL)

    def _normal(self) -> Iterator[Step]:
        yield self._tasks("Note how police and partnership monitor it", "Task_NoteMonitoring")
        yield from self._clock("te_review_normal", *LEVEL)

    def _alerted(self) -> Step:
        since = self.tension.level_since
        is_sent = self.alert is not None and self.alert.wants_answer and (since is None or self.alert.sent_at >= since)
        if not is_sent or self.alert is None:
            return Step(state=NOW, words="Alert the officers at once")
        number = sum(not row.stands_in_for for row in self.alert.rows)
        words, waits = f"Alert {counted(number, 'person', 'people')} at once", how_far(self.alert)
        return Step(state=NOW, words=f"{words}: {waits}") if waits else Step(state=DONE, words=words)

    def _media(self) -> Step:
        words = "One media line, approved by police and council"
        if self.tension.police_approved_at and self.tension.council_approved_at:
            return Step(state=DONE, words=words)
        return self._tasks(words, *MEDIA)

    def _tasks(self, words: str, *elements: str) -> Step:
        """Give a duty without a clock: done when its tasks are, now while one is open."""
        states = [self.tasks.get(element) for element in elements]
        is_open = "open" in states
        state = NOW if is_open else DONE if states and all(one == "done" for one in states) else NEXT
        return Step(state=state, words=words, link=self._link(*elements))

    def _clock(self, clock: str, *elements: str) -> Iterator[Step]:
        """Give a duty with a clock, as its last row in this band stands; nothing before it began."""
        row = self._newest(clock)
        if row is None:
            return
        heading = duty_of(clock).heading
        if row.is_running:
            yield Step(state=self._state(row), words=f"{heading}{self._when(row)}", link=self._link(*elements))
        elif row.state in ("done", "missed"):
            yield Step(state=DONE if row.state == "done" else LATE, words=heading)

    def _newest(self, clock: str) -> ClockRow | None:
        since = self.tension.level_since
        rows = [
            row
            for row in self.clocks
            if row.clock == clock and (row.is_running or since is None or row.started_at >= since)
        ]
        return max(rows, key=lambda row: (row.is_running, row.clock_id)) if rows else None

    def _state(self, row: ClockRow) -> str:
        tone = self.opened.phrase(due_of(self.opened, row)).tone
        if tone is Tone.LATE:
            return LATE
        is_minutes = self.opened.unit_of(row.clock) is Unit.MINUTES
        last_on = local_date(row.limit_at) if is_minutes else row.limit_on
        return NOW if last_on == context.today() else NEXT

    def _when(self, row: ClockRow) -> str:
        unit, now = self.opened.unit_of(row.clock), context.now()
        target = target_words(row.target_on, row.remind_at, unit, now=now)
        limit = by_words(row, unit, now=now).removeprefix("by ").removesuffix(" today")
        return f": target {target}, limit {limit}" if target else f" by {limit}"

    def _link(self, *elements: str) -> tuple[str, str]:
        found = next((row for element in elements for row in self.own if row.element_id == element), None)
        return (LINKS[found.element_id], task_href(found.task_id)) if found else ("", "")
