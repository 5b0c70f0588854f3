"""The address to which a task's page sends its draft by itself: what it keeps, and what it leaves alone."""

from collections.abc import Callable

from service.demo import answers as said
from service.store.work import OpenTask, TaskAnswer
from tests.web.office import Office

OfficeAt = Callable[[str], Office]
RISK = "Task_CheckImmediateRisk"


def test_a_draft_is_kept_for_who_has_the_task_and_the_key_stays_for_the_button(office_at: OfficeAt) -> None:
    # given Jo, who has taken the task and looks at its page
    office = office_at("applied")
    path = office.path(RISK)
    jo = office.at(said.JO)
    jo.post(f"{path}/taking", seen=path)
    # when  the page sends its draft twice, whatever key goes along
    for words in ("Half", "Half a thought"):
        jo.post(f"{path}/draft", seen=path, reasons=words)
        assert jo.response.get_json() == {"kept_at": "9:40am", "ends_in": 1800, "ends_at": "10:10am", "can_stay": True}
    # then  the last one is on record, and the button still takes the answer
    assert office.played.row(TaskAnswer).answers["posted"] == {"reasons": ["Half a thought"]}
    office.press(RISK, said.RISK, by=said.JO)
    assert not office.played.row(TaskAnswer).is_draft


def test_a_task_that_nobody_or_somebody_else_has_is_left_alone(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path(RISK)
    jo, priya = office.at(said.JO), office.at(said.PRIYA)
    jo.post(f"{path}/draft", seen=path, reasons="Half a thought")
    assert jo.status == 403
    priya.post(f"{path}/taking", seen=path)
    assert jo.post(f"{path}/draft", seen="/account", reasons="Half a thought").status == 403
    assert not office.played.rows(TaskAnswer)
    holder = office.played.task_row(RISK).claimed_by_id
    assert holder == office.played.by(said.PRIYA).person_id


def test_answers_that_letters_were_written_from_are_not_unsaid_by_a_page_left_open(office_at: OfficeAt) -> None:
    # given a letter that was written from Jo's answers
    office = office_at("told")
    office.played.pass_days(2)
    driver = office.played.driver
    tom = driver.person_id(said.TOM)
    office.press("Task_AgreePlan", said.plan(office.played.keys("recommendations"), tom, driver.today), by=said.JO)
    office.played.send("Task_SendPlan", by=said.JO)
    path = office.path("Task_HandOverPlan")
    jo = office.at(said.JO)
    jo.post(f"{path}/taking", seen=path)
    jo.post(path, seen=path, lead=str(tom))
    assert jo.location == f"{path}/letters"
    # when  a page with other answers sends its draft
    jo.post(f"{path}/draft", seen=f"{path}?questions=1", lead="")
    assert jo.status == 409
    # then  the letter stands, and the page of the answers asks for no draft
    assert jo.get(path).location == f"{path}/letters"
    assert "data-keep-draft" not in jo.get(f"{path}?questions=1").page


def test_a_draft_for_a_task_that_ended_meanwhile_is_refused(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path(RISK)
    jo = office.at(said.JO)
    jo.post(f"{path}/taking", seen=path)
    office.press(RISK, said.RISK, by=said.JO)
    assert jo.post(f"{path}/draft", seen="/account", reasons="Late").status == 409
    assert [row.state for row in office.played.rows(OpenTask) if row.element_id == RISK] == ["done"]
    assert not office.played.row(TaskAnswer).is_draft
