"""Processes killed at any moment: what was acknowledged is there once, what was not is there once after a retry.

FOLKMOOT_KILLS sets how many processes are killed on each database (default 12). Source: REL-01, REL-03, REL-06.
"""

import os
import random
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from sqlalchemy import func, select

from service.cases.deliveries import Delivery
from service.demo import answers as said
from service.demo.driver import posted
from service.store.audit import AuditEvent
from service.store.cases import SubmittedForm
from service.store.outbox import OutboxItem
from service.store.work import TaskAnswer, Timer
from tests.badday.http_person import HttpPerson
from tests.badday.invariants import broken_invariants
from tests.badday.mail_server import MailServer, mail_server
from tests.badday.processes import Child, Forge, forge, free_port, wait_for
from tests.badday.town import Crowd, crowd
from tests.service.snapshots import Snapshots

KILLS = int(os.environ.get("FOLKMOOT_KILLS", "12"))
BUSY_CASES = max(KILLS * 3 // 5, 1)  # enough letters and instants for workers that are killed that often
SUBMISSIONS = (("Task_CheckImmediateRisk", said.RISK), ("Task_CheckApplication", said.COMPLETE))


@pytest.fixture
def town(snapshots: Snapshots, tmp_path: Path) -> Iterator[Crowd]:
    """As many fresh applications as there will be kills."""
    with crowd(snapshots, tmp_path, cases=KILLS) as made:
        yield made


class Ledger:
    """What the people at the browsers know: which key was acknowledged for which task."""

    def __init__(self, town: Crowd) -> None:
        self.town = town
        self.acknowledged: dict[str, str] = {}  # form key -> task
        self.trouble: list[str] = []
        self.expected = len(SUBMISSIONS) * len(town.references)
        self.unanswered = 0
        self._waiting: SimpleQueue[str] = SimpleQueue()
        for reference in town.references:
            self._waiting.put(reference)

    def work(self, person: HttpPerson) -> None:
        """Answer two tasks of every case that is left; runs in a thread for each person."""
        try:
            while True:
                self._answer_case(person, self._waiting.get_nowait())
        except Empty:
            self.unanswered += person.unanswered
        except BaseException as error:  # noqa: BLE001 - the thread must tell, not die in silence
            self.trouble.append(repr(error))

    def _answer_case(self, person: HttpPerson, reference: str) -> None:
        for element_id, answers in SUBMISSIONS:
            task_id = self.town.open_task(reference, element_id)
            key = f"{reference}-{element_id}"
            answer = person.post(f"/tasks/{task_id}", posted(answers) | {"idempotency_key": [key]})
            if answer.status != 303:
                self.trouble.append(f"{key}: {answer.status} {answer.page[:3000]}")
            self.acknowledged[key] = str(task_id)


def test_rel_01_no_answer_is_lost_or_doubled_when_the_web_process_is_killed(town: Crowd, tmp_path: Path) -> None:
    # given two doors of one service and three people who press their buttons until they are answered
    ledger, doors = Ledger(town), (free_port(), free_port())
    with forge(town.environment(), tmp_path / "web.log") as made:
        open_doors = {port: made.start("web", FOLKMOOT_PORT=str(port)) for port in doors}
        for port in doors:
            wait_for(port)
        signed_in = [HttpPerson(doors).sign_in(said.JO) for _ in range(3)]
        people = [threading.Thread(target=ledger.work, args=(person,)) for person in signed_in]
        for person in people:
            person.start()
        # when the processes are killed, one after the other, while answers are being written down
        kills = kill_doors(made, open_doors, people, ledger)
        for person in people:
            person.join()
    # then each answer is there once, and the tables agree with the engine
    assert ledger.trouble == []
    assert len(ledger.acknowledged) == ledger.expected
    assert kills >= KILLS - 2, f"only {kills} kills while people worked"
    assert ledger.unanswered > 0  # and some met people in the middle of a request
    assert wrong_counts(town, ledger) == []
    assert broken_invariants(town.toolbox) == []


def kill_doors(made: Forge, open_doors: dict[int, Child], people: list[threading.Thread], ledger: Ledger) -> int:
    """Kill a door, and open it again, each time the people have got on by a part of their answers; give how often."""
    kills = 0
    for number in range(KILLS):
        while len(ledger.acknowledged) < ledger.expected * number // KILLS and is_working(people):
            time.sleep(0.005)
        time.sleep(random.uniform(0, 0.15))  # noqa: S311 - no secret: somewhere in the next answers
        kills += is_working(people)
        port = list(open_doors)[number % len(open_doors)]
        open_doors[port].kill()
        open_doors[port] = made.start("web", FOLKMOOT_PORT=str(port))
    return kills


def is_working(people: list[threading.Thread]) -> bool:
    """Tell whether anybody still answers."""
    return any(person.is_alive() for person in people)


def wrong_counts(town: Crowd, ledger: Ledger) -> list[str]:
    """I1: for each acknowledged answer one stored answer, one audit row, one key."""
    wrong = []
    with town.toolbox.sessions.read() as session:
        audit = [
            row.detail.get("task") for row in session.scalars(select(AuditEvent)) if row.action == "task_completed"
        ]
        for key, task_id in ledger.acknowledged.items():
            answers = select(func.count()).where(TaskAnswer.task_id == task_id, TaskAnswer.is_draft.is_(False))
            counts = session.scalar(answers), audit.count(task_id), int(session.get(SubmittedForm, key) is not None)
            if counts != (1, 1, 1):
                wrong.append(f"{key}: {counts}")
    return wrong


@pytest.fixture
def busy_town(snapshots: Snapshots, tmp_path: Path) -> Iterator[Crowd]:
    """Applications for workers to look after."""
    with crowd(snapshots, tmp_path, cases=BUSY_CASES) as made:
        yield made


def test_rel_03_06_killed_workers_fire_each_instant_once_and_send_no_mail_twice(
    busy_town: Crowd, tmp_path: Path
) -> None:
    # given forty days without a worker: each case has instants that are overdue and a receipt to mail
    busy_town.go_to(busy_town.toolbox.clock.now() + timedelta(days=40))
    instants = due_instants(busy_town)
    with mail_server() as post, forge(busy_town.environment(smtp_url=post.address), tmp_path / "worker.log") as made:
        # when two workers are killed again and again at random moments
        workers = [made.start("worker"), made.start("worker")]
        for number in range(KILLS):
            time.sleep(random.uniform(0.05, 0.6))  # noqa: S311 - no secret
            workers[number % 2].kill()
            workers[number % 2] = made.start("worker")
        # and then left in peace, until also the mails that nobody knows about are ten minutes old
        wait_until_quiet(busy_town)
        busy_town.go_to(busy_town.toolbox.clock.now() + timedelta(minutes=11))
        wait_until_quiet(busy_town, sending=True)
    # then every instant has fired, no mail left twice, and a person sees the ones nobody knows about
    assert not instants & due_instants(busy_town)
    assert broken_invariants(busy_town.toolbox) == []
    assert mails_gone_wrong(busy_town, post) == []


def due_instants(town: Crowd) -> set[int]:
    """Give the instants that have come and did not fire."""
    wanted = select(Timer.id).where(Timer.fired_at.is_(None), Timer.due_at <= town.toolbox.clock.now())
    with town.toolbox.sessions.read() as session:
        return set(session.scalars(wanted))


def wait_until_quiet(town: Crowd, *, sending: bool = False) -> None:
    """Wait until nothing is due and nothing queued."""
    busy = ("queued", "sending") if sending else ("queued",)
    until = time.monotonic() + 90
    while due_instants(town) or any(item.state in busy for item in outbox(town)):
        assert time.monotonic() < until, [(item.state, item.last_error) for item in outbox(town)]
        time.sleep(0.2)


def outbox(town: Crowd) -> list[OutboxItem]:
    """Give everything that leaves."""
    with town.toolbox.sessions.read() as session:
        return list(session.scalars(select(OutboxItem)))


def mails_gone_wrong(town: Crowd, post: MailServer) -> list[str]:
    """I7: sent means accepted once; unknown means accepted at most once and shown to a person."""
    shown = [task.properties["outbox_id"] for task in town.tasks("delivery")]
    allowed = {"sent": (1,), "unknown": (0, 1)}
    return [
        f"{item.id} is {item.state}, accepted {post.accepted[item.message_id]} times"
        for item in outbox(town)
        if item.kind == "mail"
        and (
            post.accepted[item.message_id] not in allowed.get(item.state, ())
            or shown.count(item.id) != int(item.state == "unknown")
        )
    ]


def test_rel_06_a_worker_killed_after_the_mail_was_accepted_sends_no_second_one(
    snapshots: Snapshots, tmp_path: Path
) -> None:
    # given one receipt to mail and a worker that dies when the mail server has it
    with (
        crowd(snapshots, tmp_path, cases=1) as town,
        mail_server() as post,
        forge(town.environment(smtp_url=post.address), tmp_path / "worker.log") as made,
    ):
        worker = made.start("worker")
        post.afterwards = worker.kill
        wait_while(lambda: worker.is_alive)
        assert sum(post.accepted.values()) == 1
        assert [item.state for item in outbox(town)] == ["sending"]
        # when another worker comes, and ten minutes pass without an answer
        post.afterwards = lambda: None
        made.start("worker")
        town.go_to(town.toolbox.clock.now() + timedelta(minutes=11))
        wait_until_quiet(town, sending=True)
        # then nothing was sent again; a person is asked to find out
        assert sum(post.accepted.values()) == 1
        assert [item.state for item in outbox(town)] == [Delivery.UNKNOWN.value]
        (task,) = town.tasks("delivery")
        assert task.name.startswith("A letter may not have left")
        assert broken_invariants(town.toolbox) == []


def wait_while(is_so: object) -> None:
    """Wait until something is no longer so."""
    until = time.monotonic() + 60
    while is_so():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.05)
