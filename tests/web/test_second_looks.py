"""Four eyes in the lists of work: nobody is offered a task that looks at what they did themselves. Patterns 12."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from service.cases import AskForExtension, HandOverTask, TakeTask
from service.cases.errors import NotYours
from service.demo import answers as said
from service.demo.appeals import REGISTERED, RELEASED, SUNNIVA, submit
from service.store.people import RoleMembership
from service.store.work import OpenTask
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage
from tests.web.office import Office, open_office
from tests.web.text_of import text_of

CHECK = "Check what is released"
LISTS = ("/work", "/work?whose=mine&later=yes", "/work?whose=untaken&later=yes")
OTHERS = "/work?whose=others&later=yes"


def released(at_stage: AtStage) -> Office:
    """Give an office in which Jo has prepared the file of an appeal: a second person is to check it."""
    about = at_stage("refused")
    about.driver.go_to(day("Fri 6 Mar 2026"))
    appeal = Played(about.driver, submit(about.driver, about.reference))
    appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    appeal.answer("Task_ReleaseFile", RELEASED, by=said.JO)
    return open_office(appeal)


def also_a(played: Played, email: str, role: str) -> None:
    """Give somebody one more role in the area."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        person_id = played.driver.person_id(email)
        session.add(RoleMembership(person_id=person_id, area_id=played.driver.area_id, role=role))


def words_of(office: Office, email: str, path: str) -> str:
    """Open a page as somebody and give its words."""
    browser = office.at(email).get(path)
    assert browser.status == 200, browser.page
    return text_of(browser.page)


def test_ap_10_the_check_is_not_offered_to_whoever_prepared_the_file(at_stage: AtStage) -> None:
    # given Jo has prepared the file
    office = released(at_stage)
    # then her own lists do not have its check, and those of the deputy do
    for path in LISTS:
        assert CHECK not in words_of(office, said.JO, path), path
    assert f"{CHECK} " in words_of(office, said.PRIYA, LISTS[0])
    # and among what she waits for it says who must do it, and why not she
    shown = words_of(office, said.JO, OTHERS)
    assert f"{CHECK} " in shown
    assert "Waits for Priya Raman" in shown
    assert "Why not you: you did the step before this one. A second person must do this." in shown
    assert "Who else can do it: Priya Raman, the deputy." in shown
    assert "Take it" not in shown
    # and its table has no row that is not in the list
    assert CHECK not in office.at(said.JO).client.get("/work?as=table").get_data(as_text=True)


def test_ap_10_the_numbers_beside_the_filters_leave_the_check_out(at_stage: AtStage) -> None:
    office = released(at_stage)
    assert "Nobody has taken 0 Waiting for others 1" in words_of(office, said.JO, LISTS[0])
    assert "Nobody has taken 1 Waiting for others 0" in words_of(office, said.PRIYA, LISTS[0])


def test_ap_10_the_check_is_handed_to_nobody_who_prepared_the_file(at_stage: AtStage) -> None:
    # given the deputy has taken the check
    office = released(at_stage)
    played, path = office.played, office.path("Task_CheckRelease")
    task_id = path.rpartition("/")[2]
    played.do(TakeTask(actor=played.by(said.PRIYA), task_id=task_id))
    # then she can hand it to nobody, and not to Jo
    assert "Jo Whitlock" not in words_of(office, said.PRIYA, f"{path}/hand-over").partition("Hand over")[2]
    to_jo = HandOverTask(
        actor=played.by(said.PRIYA), task_id=task_id, to_person_id=played.driver.person_id(said.JO), reason=""
    )
    with pytest.raises(NotYours, match="That person did the step before this one"):
        played.do(to_jo)


def test_d_008_the_approval_is_not_offered_to_whoever_wrote_the_letter(at_stage: AtStage) -> None:
    # given Jo is the manager too, and asks for approval of her letter
    played = at_stage("grouped")
    also_a(played, said.JO, "csp_manager")
    played.answer("Task_DecideThreshold", dict(said.THRESHOLD_MET), by=said.JO)
    played.ask_approval("Task_SendThresholdMet", by=said.JO)
    office = open_office(played)
    # then the approval is the other manager's work only
    name = "Approve: we will hold a review"
    for path in LISTS:
        assert name not in words_of(office, said.JO, path), path
    assert name in words_of(office, said.MARIAN, LISTS[2])
    assert "Waits for Marian Holt" in words_of(office, said.JO, OTHERS)
    # and she cannot take it either
    (task,) = played.rows_by_kind("approval")
    with pytest.raises(NotYours):
        played.do(TakeTask(actor=played.by(said.JO), task_id=task.id))


def test_cm_09_more_time_is_not_offered_to_whoever_asked_for_it(at_stage: AtStage) -> None:
    # given the manager, who approves more time, asks for it
    played = at_stage("met")
    clock = "ct_review_outcome"
    later = played.driver.calendar.add_working_days(played.clock(clock).limit_on, working_days=5)
    why = "The chair is ill."
    by = played.by(said.MARIAN)
    played.do(AskForExtension(actor=by, case_id=played.case_id, clock=clock, new_limit_on=later, reason=why))
    (task,) = played.rows_by_kind("extension")
    also_a(played, said.JO, task.role)
    office = open_office(played)
    # then it is offered to another who may approve, and not to the one who asked
    assert task.name not in words_of(office, said.MARIAN, LISTS[2])
    assert task.name in words_of(office, said.JO, LISTS[2])


def test_ap_10_the_page_of_the_case_gives_no_button_for_the_second_half(at_stage: AtStage) -> None:
    # given the release of the file was prepared by Jo / then the page of the appeal has no task for her
    office = released(at_stage)
    path = f"/cases/{office.played.reference}"
    assert f'href="{office.path("Task_CheckRelease")}"' not in office.at(said.JO).get(path).page
    assert f'href="{office.path("Task_CheckRelease")}"' in office.at(said.PRIYA).get(path).page
    # when she opens its address all the same / then she reads that somebody else must do it
    assert "You did the step before this one. Somebody else must do this." in words_of(
        office, said.JO, office.path("Task_CheckRelease")
    )


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """Count the statements of reading."""
    seen: list[str] = []
    bind = office.played.driver.toolbox.sessions.read.kw["bind"]

    def note(_conn: object, _cursor: object, text: str, *_: object) -> None:
        seen.append(text)

    event.listen(bind, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(bind, "before_cursor_execute", note)


def test_the_list_takes_as_many_statements_with_twenty_second_looks_as_with_one(at_stage: AtStage) -> None:
    office = released(at_stage)
    browser = office.at(said.PRIYA).get("/work")
    with counted(office) as with_one:
        browser.get("/work")
    # when there are twenty more
    task = office.played.task_row("Task_CheckRelease")
    columns = {column.key: getattr(task, column.key) for column in OpenTask.__table__.columns}
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.add_all(OpenTask(**{**columns, "id": f"more-{number}"}) for number in range(20))
    with counted(office) as with_many:
        assert text_of(browser.get("/work").page).count("Why do I have this?") == 21
    # then the page asks the database as often
    assert len(with_many) == len(with_one)
