"""One alert to few and to many: the step that agrees level 2 and writes every notice, from press to commit."""

import statistics
import tracemalloc
from collections.abc import Callable
from time import perf_counter
from typing import Any

from sqlalchemy import event, insert

from service.cases import CompleteTask, handle
from service.demo.driver import posted
from service.demo.tension import MABEL, agreed, report, scored
from service.store.notices import ProtocolContact
from tests.bench.prepared import Prepared

FEW, MANY = 4, 200
OFFICERS = 3  # commander, council and director are told by their accounts
ROUNDS = 7


def measure_alert(prepared: Prepared) -> dict[str, Any]:
    """Give time, statements and memory of the step for few and for many readers; the protocol is published."""
    _list(prepared, FEW - OFFICERS)
    _alert(prepared)()  # the first one lists the officers, and warms up
    few = _cost(prepared)
    _list(prepared, MANY - FEW)
    many = _cost(prepared)
    return {
        "readers": [FEW, MANY],
        "median_ms": [few["ms"], many["ms"]],
        "slowest_ms": [few["slowest_ms"], many["slowest_ms"]],
        "sql": [few["sql"], many["sql"]],
        "peak_kb_of_the_step": [few["kb"], many["kb"]],
        "kb_kept_after_the_step": [few["kept_kb"], many["kept_kb"]],
    }


def _list(prepared: Prepared, number: int) -> None:
    """List members of the team, each with an email address."""
    rows = [
        {
            "area_id": prepared.driver.area_id,
            "role": "team",
            "name": f"Reader {number} {one}",
            "email": f"reader.{number}.{one}@bench.example",
            "localities": [],
        }
        for one in range(number)
    ]
    with prepared.toolbox.sessions.write() as session, session.begin():
        session.execute(insert(ProtocolContact), rows)


def _alert(prepared: Prepared) -> Callable[[], object]:
    """Report and score a situation; give the act that agrees level 2."""
    driver = prepared.driver
    reference = report(driver)
    driver.answer(reference, "Task_ScoreTension", scored(3, 2, 1), by=MABEL)
    task = driver.task(reference, "Task_AgreeLevel").task_id
    command = CompleteTask(actor=driver.actor(MABEL), task_id=task, posted=posted(agreed(2)))
    return lambda: handle(driver.toolbox, command)


def _cost(prepared: Prepared) -> dict[str, Any]:
    times = [_milliseconds(_alert(prepared)) for _ in range(ROUNDS)]
    peak, kept = _memory(_alert(prepared))
    return {
        "ms": round(statistics.median(times), 1),
        "slowest_ms": round(max(times), 1),
        "sql": _statements(prepared, _alert(prepared)),
        "kb": peak,
        "kept_kb": kept,
    }


def _milliseconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def _statements(prepared: Prepared, act: Callable[[], object]) -> int:
    seen: list[str] = []
    bind = prepared.driver.toolbox.sessions.write.kw["bind"]

    def note(_conn: object, _cursor: object, text: str, *_: object) -> None:
        seen.append(text)

    event.listen(bind, "before_cursor_execute", note)
    act()
    event.remove(bind, "before_cursor_execute", note)
    return len(seen)


def _memory(act: Callable[[], object]) -> tuple[int, int]:
    """Give the most that the step held at once and what is left of it, in kilobytes."""
    tracemalloc.start()
    act()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak // 1024, kept // 1024
