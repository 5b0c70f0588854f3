"""Long silence, many workers and odd clocks: everything due happens once, oldest first, at the same instants.

Source: D-007, REL-13, REL-15, REL-16, REL-23, REL-24, REL-25.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.demo.driver import posted
from service.store.cases import Case, CaseEvent
from service.store.work import Deadline, Notice, Timer
from service.timers.poller import fire_all_due
from tests.badday.http_person import HttpPerson
from tests.badday.invariants import broken_invariants
from tests.badday.processes import forge, free_port, wait_for
from tests.badday.town import Crowd, crowd
from tests.frozen_clock import at
from tests.service.played import Played
from tests.service.snapshots import Snapshots
from tests.stages import AtStage

DUE_CASES = int(os.environ.get("FOLKMOOT_DUE_CASES", "120"))
SILENCES = {"an hour": timedelta(hours=1), "three days": timedelta(days=3), "forty days": timedelta(days=40)}


def fired(played: Played) -> list[Timer]:
    """Give the instants that have happened."""
    return [row for row in played.rows(Timer) if row.fired_at is not None]


def told(played: Played) -> list[tuple[str, str, str]]:
    """Give who was told what, in the order in which it happened."""
    return [(row.kind, row.role, row.sentence) for row in played.rows(Notice)]


WARNINGS = ("amber", "red", "due_today")


def is_ahead(played: Played, sentence: str) -> bool:
    """Tell whether the limit that a warning is about has not passed yet."""
    now = played.driver.clock.now()
    return any(f": {row.title}: due" in sentence for row in played.rows(Deadline) if row.limit_at > now)


def due_now(played: Played) -> list[Timer]:
    """Give the instants that have come and did not happen."""
    now = played.driver.clock.now()
    return [row for row in played.waiting_timers() if row.due_at <= now]


def be_silent(played: Played, silence: timedelta) -> None:
    """Let time pass while nobody watches the clocks."""
    played.driver.clock.set(played.driver.clock.now() + silence)


@pytest.mark.parametrize("stage", ["acknowledged", "met"])
@pytest.mark.parametrize("silence", SILENCES)
def test_rel_13_what_came_due_meanwhile_happens_once(at_stage: AtStage, stage: str, silence: str) -> None:
    # given a case half an hour before its next instant, and nobody who watches the clocks for a while
    played = at_stage(stage)
    next_at = min(row.due_at for row in played.waiting_timers())
    played.driver.clock.set(next_at - timedelta(minutes=30))
    be_silent(played, SILENCES[silence])
    assert due_now(played)
    earlier = len(fired(played))
    # when the service is back
    fire_all_due(played.driver.toolbox)
    # then all of it has happened, oldest first, and nothing happens a second time
    assert due_now(played) == []
    assert len(fired(played)) > earlier
    assert [row.at for row in played.rows(CaseEvent)] == sorted(row.at for row in played.rows(CaseEvent))
    before = told(played), len(fired(played)), played.task_ids(), played.case.event_count
    assert fire_all_due(played.driver.toolbox) == 0
    assert (told(played), len(fired(played)), played.task_ids(), played.case.event_count) == before
    assert broken_invariants(played.driver.toolbox) == []


def test_rel_13_after_forty_days_all_is_as_if_somebody_had_watched(at_stage: AtStage) -> None:
    # given the same case twice: one is watched every six hours, one not at all
    watched, alone = at_stage("acknowledged"), at_stage("acknowledged")
    before = told(alone)
    for _ in range(40 * 4):
        be_silent(watched, timedelta(hours=6))
        fire_all_due(watched.driver.toolbox)
    be_silent(alone, timedelta(days=40))
    # when the service is back
    fire_all_due(alone.driver.toolbox)
    # then the same people were told the same in the same order, but for warnings of days gone by, and all is as there
    assert len(told(watched)) > 10
    assert [row for row in told(alone) if row[0] not in WARNINGS] == [
        row for row in told(watched) if row[0] not in WARNINGS
    ]
    assert [row for row in told(alone) if row[0] in WARNINGS] == [
        row for row in told(watched) if row[0] in WARNINGS and (row in before or is_ahead(alone, row[2]))
    ]
    assert alone.task_ids() == watched.task_ids()
    assert alone.running() == watched.running()
    assert [row.due_at for row in fired(alone)] == [row.due_at for row in fired(watched)]


@pytest.mark.parametrize("back", [timedelta(hours=2), timedelta(days=1)])
def test_rel_23_24_a_clock_that_jumps_back_fires_nothing_twice(at_stage: AtStage, back: timedelta) -> None:
    # given instants that have just happened
    played = at_stage("acknowledged")
    be_silent(played, timedelta(days=20))
    assert fire_all_due(played.driver.toolbox) == 1
    before = told(played), {row.id: row.fired_at for row in fired(played)}
    # when the clock jumps back and comes to the same instant again
    for step in (-back, timedelta(), back):
        be_silent(played, step)
        fire_all_due(played.driver.toolbox)
        # then nothing happens again
        assert (told(played), {row.id: row.fired_at for row in fired(played)}) == before
    assert broken_invariants(played.driver.toolbox) == []


@pytest.fixture
def due_town(snapshots: Snapshots, tmp_path: Path) -> Iterator[Crowd]:
    """Many cases, all alike, forty days behind."""
    with crowd(snapshots, tmp_path, cases=DUE_CASES) as made:
        made.go_to(made.toolbox.clock.now() + timedelta(days=40))
        yield made


def test_rel_15_16_three_schedulers_share_many_due_cases(due_town: Crowd, tmp_path: Path) -> None:
    # given many cases whose instants are overdue
    missed = unfired(due_town)
    assert len(missed) >= 3 * DUE_CASES
    # when three workers, each with its own APScheduler, wake at once
    with forge(due_town.environment(), tmp_path / "worker.log") as made:
        for _ in range(3):
            made.start("worker")
        wait_until_fired(due_town)
    # then each instant had its effect once: every case was told of exactly what the others were
    per_case = notices_by_case(due_town)
    assert len(per_case) == DUE_CASES
    assert len(set(per_case.values())) == 1
    (counts,) = set(per_case.values())
    assert counts
    assert {count for _, count in counts} == {1}
    assert broken_invariants(due_town.toolbox) == []
    assert '"level":"error"' not in (tmp_path / "worker.log").read_text()


def unfired(town: Crowd) -> set[int]:
    wanted = select(Timer.id).where(Timer.fired_at.is_(None), Timer.due_at <= town.toolbox.clock.now())
    with town.toolbox.sessions.read() as session:
        return set(session.scalars(wanted))


def wait_until_fired(town: Crowd) -> None:
    until = time.monotonic() + 150
    while unfired(town):
        assert time.monotonic() < until, "the workers did not come to an end"
        time.sleep(0.3)


def notices_by_case(town: Crowd) -> dict[str, frozenset[tuple[tuple[str, str, str], int]]]:
    """Give for each case how often each role was told each thing."""
    counted: dict[str, Counter[tuple[str, str, str]]] = {}
    with town.toolbox.sessions.read() as session:
        rows = session.execute(select(Case.reference, Notice).join(Case, Case.id == Notice.case_id))
        for reference, row in rows:
            words = row.sentence.removeprefix(reference)
            counted.setdefault(reference, Counter())[row.kind, row.role, words] += 1
    return {reference: frozenset(counts.items()) for reference, counts in counted.items()}


LATE_EVENING = at("Wed 1 Jul 2026 00:30")  # in New York it is still Tuesday, in UTC too


def test_rel_25_a_host_in_new_york_gives_the_same_dates(snapshots: Snapshots, tmp_path: Path) -> None:
    # given two applications alike, half an hour after midnight in London
    with crowd(snapshots, tmp_path, cases=2, began=LATE_EVENING) as town:
        town.go_to(LATE_EVENING + timedelta(minutes=1))
        # when each is checked on a host in another time zone
        zones = dict(zip(("America/New_York", "Europe/London"), town.references, strict=True))
        for zone, reference in zones.items():
            check_application(town, reference, zone=zone, log=tmp_path / "web.log")
        # then the instants, the dates and the words are the same
        assert clocks(town, zones["America/New_York"]) == clocks(town, zones["Europe/London"])
        shown = {zone: shown_case(town, reference, zone=zone, folder=tmp_path) for zone, reference in zones.items()}
        assert shown["America/New_York"] == shown["Europe/London"]
        assert "1 July 2026" in shown["Europe/London"] or "2026-07-01" in shown["Europe/London"]


def check_application(town: Crowd, reference: str, *, zone: str, log: Path) -> None:
    port = free_port()
    with forge(town.environment(), log) as made:
        made.start("web", FOLKMOOT_PORT=str(port), TZ=zone)
        wait_for(port)
        person = HttpPerson((port,)).sign_in(said.JO)
        for element_id, answers in (("Task_CheckImmediateRisk", said.RISK), ("Task_CheckApplication", said.COMPLETE)):
            task_id = town.open_task(reference, element_id)
            assert person.post(f"/tasks/{task_id}", posted(answers)).status == 303


def clocks(town: Crowd, reference: str) -> list[tuple[object, ...]]:
    wanted = select(Deadline).join(Case, Case.id == Deadline.case_id).where(Case.reference == reference)
    with town.toolbox.sessions.read() as session:
        rows = session.scalars(wanted.order_by(Deadline.clock, Deadline.key))
        return [(r.clock, r.key, r.trigger_on, r.target_on, r.limit_on, r.limit_at, r.remind_at, r.count) for r in rows]


def shown_case(town: Crowd, reference: str, *, zone: str, folder: Path) -> str:
    """Give what `folkmoot case show` prints on a host in that zone."""
    printed = folder / f"{reference}.json"
    with forge(town.environment(), printed) as made:
        made.start("case", "show", reference, "--json", TZ=zone).wait()
    told = json.loads(printed.read_text())
    kept = {name: told[name] for name in ("stage", "deadlines")}
    return json.dumps(kept).replace(reference, "")


def test_rel_25_a_case_is_received_on_the_day_in_london(at_stage: AtStage) -> None:
    # given an application received half an hour after midnight on a summer day
    played = at_stage("empty")
    played.driver.clock.set(LATE_EVENING)
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    # then it was received on that day in London, whatever UTC says
    assert played.case.received_on == date(2026, 7, 1)
    assert {row.trigger_on.isoformat() for row in played.rows(Deadline)} == {"2026-07-01"}
