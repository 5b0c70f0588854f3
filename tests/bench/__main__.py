"""Measure and print one JSON object: a step against the engine by hand, statements, sizes, the list, memory."""

import json
import resource
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from sqlalchemy import event, select

from service import create_app
from service.cases import CompleteTask, handle
from service.demo import PASSWORD
from service.demo import answers as said
from service.demo.tension import BRAM
from service.store.cases import CaseRun
from service.store.people import Person, RoleMembership
from tests.bench.alerts import measure_alert
from tests.bench.bare_engine import BareEngine
from tests.bench.crowds import APPEALS, INCIDENTS, TENSIONS, Crowd, add_open_cases
from tests.bench.lean_engine import LeanEngine
from tests.bench.prepared import MORE_BODIES, Prepared, add_open_tasks, prepare
from tests.bench.served import measure_served

ROUNDS, PER_ROUND = 5, 6
OPEN_TASKS = 10_000
OPEN_CASES = 10_000
PAGES = (
    ("/tension", TENSIONS, "commander"),
    ("/incidents", INCIDENTS, "crro"),
    ("/appeals", APPEALS, "opcc_head"),
)
BODIES = ["council", "police", "health", "housing", *MORE_BODIES]


def main() -> None:
    """Run every measurement once; ratios compare medians of rounds that were taken turn by turn."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = prepare(Path(folder))
        figures = {
            "step": measure_step(prepared, Path(folder)),
            "statements": measure_statements(prepared),
            "state_bytes_with_eight_returns_open": measure_state(prepared),
            "my_work_ms_with_10000_open_tasks": measure_my_work(prepared),
            "page_ms_with_10000_open_cases": {
                path: measure_page(prepared, path, crowd, role) for path, crowd, role in PAGES
            },
            "alert": measure_alert(prepared),
            "served_process_mb_with_all_that": measure_served(prepared, Path(folder)),
            "bench_process_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
        prepared.toolbox.close()
    print(json.dumps(figures, indent=2))


def milliseconds(act: Callable[[], object]) -> float:
    """Time one act."""
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def measure_step(prepared: Prepared, folder: Path) -> dict[str, Any]:
    """Complete the same human task of the same case three ways, in five interleaved rounds."""
    drawings = {name: text for name, text in prepared.bundle.items() if name.endswith(".bpmn")}
    bare = BareEngine(drawings, BODIES, folder / "bare.db")
    lean = LeanEngine(drawings, BODIES, folder / "lean.db")
    taken: dict[str, list[float]] = {"service": [], "stock_by_hand": [], "lean_by_hand": []}
    for turn in range(ROUNDS):
        taken["service"].append(statistics.median(_service_steps(prepared)))
        taken["stock_by_hand"].append(statistics.median(_hand_steps(bare, turn)))
        taken["lean_by_hand"].append(statistics.median(_hand_steps(lean, turn)))
    medians = {name: statistics.median(values) for name, values in taken.items()}
    return {
        "median_ms": {name: round(value, 2) for name, value in medians.items()},
        "ratio_to_stock_by_hand": round(medians["service"] / medians["stock_by_hand"], 2),
        "ratio_to_lean_by_hand": round(medians["service"] / medians["lean_by_hand"], 2),
    }


def _service_steps(prepared: Prepared) -> list[float]:
    return [milliseconds(_completion(prepared)) for _ in range(PER_ROUND)]


def _completion(prepared: Prepared) -> Callable[[], object]:
    """Prepare a case and give the act of one body answering."""
    story = prepared.new_case()
    task = prepared.driver.task(story.reference, "Task_ConfirmReports", "police")
    command = CompleteTask(
        actor=prepared.driver.actor(said.IRIS),
        task_id=task.task_id,
        posted=prepared.return_of_police(story),
        form_key=uuid4().hex,
    )
    return lambda: handle(prepared.driver.toolbox, command)


def _hand_steps(engine: BareEngine | LeanEngine, turn: int) -> list[float]:
    times = []
    for number in range(PER_ROUND):
        case_id = turn * PER_ROUND + number
        engine.start(case_id)
        engine.complete(case_id, "Task_CheckImmediateRisk", {})
        engine.complete(case_id, "Task_CheckApplication", {"consent_missing": False, "details_missing": False})

        def act(case_id: int = case_id) -> None:
            engine.complete(case_id, "Task_ConfirmReports", {"withholds": False}, "police")

        times.append(milliseconds(act))
    return times


def measure_statements(prepared: Prepared) -> dict[str, int]:
    """Count what one completed task says to the database, its form key included."""
    act = _completion(prepared)
    counts = {"sql": 0, "commits": 0}
    bind = prepared.driver.toolbox.sessions.write.kw["bind"]

    def statement(*_: object) -> None:
        counts["sql"] += 1

    def commit(*_: object) -> None:
        counts["commits"] += 1

    event.listen(bind, "before_cursor_execute", statement)
    event.listen(bind, "commit", commit)
    act()
    event.remove(bind, "before_cursor_execute", statement)
    event.remove(bind, "commit", commit)
    return counts


def measure_state(prepared: Prepared) -> int:
    """Give the stored size of a case with eight bodies asked and none answered."""
    prepared.new_case()
    with prepared.toolbox.sessions.read() as session:
        return len(session.scalars(select(CaseRun.state).order_by(CaseRun.id.desc()).limit(1)).one())


def measure_my_work(prepared: Prepared) -> float:
    """Give the median server time of the list page for a SPOC."""
    add_open_tasks(prepared, OPEN_TASKS)
    client = create_app(prepared.driver.toolbox).test_client()
    client.post("/sign-in", data={"email": said.JO, "password": PASSWORD} | _csrf(client))
    assert client.get("/work").status_code == 200
    return round(statistics.median(milliseconds(lambda: client.get("/work")) for _ in range(15)), 1)


def measure_page(prepared: Prepared, path: str, crowd: Crowd, role: str) -> float:
    """Give the median server time of a board or register for somebody who sees every area."""
    add_open_cases(prepared, crowd, OPEN_CASES)
    with prepared.toolbox.sessions.write() as session, session.begin():
        bram = session.scalars(select(Person).where(Person.email == BRAM)).one()
        session.add(RoleMembership(person_id=bram.id, area_id=None, role=role))
    client = create_app(prepared.driver.toolbox).test_client()
    client.post("/sign-in", data={"email": BRAM, "password": PASSWORD} | _csrf(client))
    assert client.get(path).status_code == 200
    return round(statistics.median(milliseconds(lambda: client.get(path)) for _ in range(15)), 1)


def _csrf(client: Any) -> dict[str, str]:
    page = client.get("/sign-in").get_data(as_text=True)
    _, _, rest = page.partition('name="csrf_token"')
    return {"csrf_token": rest.partition('value="')[2].partition('"')[0]}


if __name__ == "__main__":
    main()
