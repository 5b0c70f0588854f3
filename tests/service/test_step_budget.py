"""What one answered task may cost: statements, commits, bytes. Source: issue 2, "Speed and memory"."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from service.cases import CompleteTask, handle
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.demo.driver import posted
from service.demo.tension import MABEL, agreed, report, scored
from service.store.notices import ContactNotice, ProtocolContact
from service.store.people import AreaBody, Person, RoleMembership
from tests.builders import PASSWORD_HASH
from tests.service.played import Played
from tests.stages import AtStage

MOST_STATEMENTS, MOST_BYTES = 20, 8 * 1024
MORE = (("county", "county_council"), ("fire", "fire"), ("probation", "probation"), ("schools", "schools"))
NOT_WORK = ("BEGIN", "SAVEPOINT", "RELEASE")


def with_eight_bodies(played: Played) -> Played:
    """Give the area eight relevant bodies and play a case to the point where all eight returns are open."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        for code, kind in MORE:
            session.add(AreaBody(area_id=played.driver.area_id, code=code, name=code.title(), kind=kind, email=""))
        officer = Person(name="Una Vale", email="una.vale@ashmoor.example", password_hash=PASSWORD_HASH)
        session.add(officer)
        session.flush()
        for code, _ in MORE:
            role = RoleMembership(person_id=officer.id, area_id=played.driver.area_id, role="nominated_officer")
            role.body_code = code
            session.add(role)
    played = Played(type(played.driver)(played.driver.toolbox, area_code="ASH", start=played.driver.clock.now()), "")
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today, reports=5))
    played.check()
    played.acknowledge()
    return played


def to_returns(played: Played) -> Played:
    """Confirm for all eight and decide, so that the eight information returns are open."""
    played.confirm(*said.OFFICERS)
    for code, _ in MORE:
        played.answer(
            "Task_ConfirmReports", said.confirmed(played.keys("incidents")), by="una.vale@ashmoor.example", item=code
        )
    played.group()
    played.decide_met()
    return played


@contextmanager
def counted(engine: Engine) -> Iterator[dict[str, list[str]]]:
    """Count what is sent through one engine."""
    seen: dict[str, list[str]] = {"statements": [], "commits": []}

    def statement(_conn: object, _cursor: object, text: str, *_: object) -> None:
        if not text.startswith(NOT_WORK):
            seen["statements"].append(" ".join(text.split())[:90])

    def commit(_conn: object) -> None:
        seen["commits"].append("commit")

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)


def cost_of(played: Played, element_id: str, answers: dict[str, object], *, by: str, item: str = "") -> list[str]:
    """Answer one task as a page does; give its statements. There must be one commit."""
    command = CompleteTask(
        actor=played.by(by),
        task_id=played.driver.task(played.reference, element_id, item).task_id,
        posted=posted(answers),
        form_key=f"{played.reference}-{element_id}-{item}",
    )
    with counted(played.driver.toolbox.sessions.write.kw["bind"]) as seen:
        handle(played.driver.toolbox, command)
    assert seen["commits"] == ["commit"]
    return seen["statements"]


@pytest.mark.parametrize("body", ["police", "fire"])
def test_an_answered_return_costs_at_most_twenty_statements_and_one_commit(at_stage: AtStage, body: str) -> None:
    # given a case with eight bodies asked and all threshold returns open
    played = with_eight_bodies(at_stage("empty"))
    assert len([task for task in played.driver.open_tasks(played.reference) if task.item]) == 8
    by = said.OFFICERS.get(body, "una.vale@ashmoor.example")
    # when one body answers / then the step stays inside its budget
    statements = cost_of(played, "Task_ConfirmReports", said.confirmed(played.keys("incidents")), by=by, item=body)
    assert len(statements) <= MOST_STATEMENTS, "\n".join(statements)
    # and so does an information return, and the call to the applicant beside it
    to_returns_of = [code for code in (*said.OFFICERS, *dict(MORE)) if code != body]
    for code in to_returns_of:
        officer = said.OFFICERS.get(code, "una.vale@ashmoor.example")
        played.answer("Task_ConfirmReports", said.confirmed(played.keys("incidents")), by=officer, item=code)
    played.group()
    played.decide_met()
    statements = cost_of(played, "Task_GiveReturn", said.information(played.driver.today), by=by, item=body)
    assert len(statements) <= MOST_STATEMENTS, "\n".join(statements)
    statements = cost_of(played, "Task_ContactApplicant", said.contacted(played.driver.today), by=said.JO)
    assert len(statements) <= MOST_STATEMENTS, "\n".join(statements)


def test_a_state_with_eight_open_returns_stays_under_eight_kilobytes(at_stage: AtStage) -> None:
    # given a case with eight threshold returns open, then eight information returns
    played = with_eight_bodies(at_stage("empty"))
    assert max(len(run.state) for run in played.runs()) <= MOST_BYTES
    to_returns(played)
    assert len([task for task in played.driver.open_tasks(played.reference) if task.item]) == 8
    # then what is stored is small
    assert max(len(run.state) for run in played.runs()) <= MOST_BYTES


def test_the_cost_does_not_grow_with_the_number_of_open_cases(at_stage: AtStage) -> None:
    # given one case, and then ten more beside it / when the same task is answered / then it costs the same
    played = at_stage("applied")
    alone = cost_of(played, "Task_CheckImmediateRisk", said.RISK, by=said.JO)
    for _ in range(10):
        last = played.driver.apply(a_form(AMARA, played.driver.today))
    crowded = cost_of(Played(played.driver, last), "Task_CheckImmediateRisk", {**said.RISK}, by=said.PRIYA)
    assert len(crowded) == len(alone)


def test_te_12_an_alert_costs_the_same_for_a_few_and_for_two_hundred_readers(at_stage: AtStage) -> None:
    # given two situations that are scored / when level 2 is agreed for the first, with the listed readers
    first = at_stage("tension")
    second = Played(first.driver, report(first.driver))
    for played in (first, second):
        played.answer("Task_ScoreTension", scored(3, 2, 1), by=MABEL)
    few = cost_of(first, "Task_AgreeLevel", agreed(2), by=MABEL)
    # and for the second, with two hundred more / then as many statements go to the database, in one commit
    with first.driver.toolbox.sessions.write() as session, session.begin():
        session.add_all(
            ProtocolContact(
                area_id=first.driver.area_id,
                role="team",
                name=f"Reader {one}",
                email=f"reader.{one}@contacts.example",
                localities=[],
            )
            for one in range(200)
        )
    many = cost_of(second, "Task_AgreeLevel", agreed(2), by=MABEL)
    assert len([row for row in second.rows(ContactNotice) if row.name.startswith("Reader")]) == 200
    assert len(many) <= len(few) + 1, "\n".join(many)
