"""A procedure told in words: order, what is done, now and not yet, and the fork that led there."""

from pathlib import Path

import pytest

from workflows import OutlineStep, Position, ProcessDefinition, Stand, Where, load_definition, outline

PROTOCOL = Path(__file__).parents[2] / "bpmn" / "community_trigger"


@pytest.fixture(scope="module")
def definition() -> ProcessDefinition:
    files = {path.name: path.read_text(encoding="utf-8") for path in PROTOCOL.glob("*.bpmn")}
    return load_definition(files, process_id="community_trigger")


def at(process_id: str, *, done: str = "", now: str = "") -> list[Position]:
    """Give positions in one diagram, elements by their ids."""
    marked = [(element, Where.DONE) for element in done.split()] + [(element, Where.NOW) for element in now.split()]
    return [Position(process_id=process_id, element_id=element, where=where) for element, where in marked]


def names(steps: list[OutlineStep], stand: Stand) -> list[str]:
    """Give the names of the steps that stand so, in order."""
    return [step.name for step in steps if step.stand is stand]


def test_a_case_that_has_not_begun_has_everything_before_it(definition: ProcessDefinition) -> None:
    steps = outline(definition, [], process_id="ct_complete_application")
    assert {step.stand for step in steps} == {Stand.NOT_YET}
    ids = [step.element_id for step in steps]
    assert ids.index("Task_CheckImmediateRisk") < ids.index("Task_CheckApplication") < ids.index("Task_AskForMissing")


def test_the_fork_that_was_taken_is_told_and_the_other_way_is_left_out(definition: ProcessDefinition) -> None:
    # given  something was missing and was asked for
    done = "Start_ApplicationOpened Task_CheckApplication Gateway_AnythingMissing Task_AskForMissing"
    steps = outline(
        definition,
        at("ct_complete_application", done=done, now="Task_RecordMissingItems"),
        process_id="ct_complete_application",
    )
    # then   the way there names question and answer
    asked = next(step for step in steps if step.element_id == "Task_AskForMissing")
    assert (asked.question, asked.answer) == ("Is anything missing?", "Yes")
    assert names(steps, Stand.NOW) == ["Record what came in"]
    # and    timers that have not fired lead to nothing yet
    assert "Draft the lapse letter" not in [step.name for step in steps]


def test_a_fork_that_is_still_ahead_names_the_answer_that_leads_there(definition: ProcessDefinition) -> None:
    done = "Start_ApplicationComplete Gateway_BeginThreshold Task_AcknowledgeApplication"
    steps = outline(definition, at("ct_threshold", done=done, now="Task_GroupComplaints"), process_id="ct_threshold")
    ahead = {step.element_id: (step.question, step.answer) for step in steps if step.stand is Stand.NOT_YET}
    assert ahead["Task_SendThresholdMet"] == ("Threshold met?", "Yes")
    assert ahead["Task_HandOverCase"] == ("Threshold met?", "No")


def test_a_called_diagram_is_told_where_a_token_is_inside_it(definition: ProcessDefinition) -> None:
    # given  four bodies are asked, one has answered
    places = [
        *at("community_trigger", done="Start_ApplicationReceived", now="Call_HandleCase"),
        *at("ct_case", done="Start_CaseOpened Call_CompleteApplication", now="Call_DecideThreshold Call_AtAnyTime"),
        *at("ct_threshold", done="Task_AcknowledgeApplication", now="Call_CollectReturns"),
        *at("ct_threshold_returns", done="Task_ListBodies", now="Call_AskBody"),
        *at("ct_threshold_return", done="Task_AskBody End_AnswerGiven", now="Task_ConfirmReports"),
    ]
    main = outline(definition, places)
    # then   the one task of people is found inside four diagrams
    standing = [step for top in main for step in top.standing()]
    assert [(step.process_id, step.name) for step in standing] == [("ct_threshold_return", "Confirm what you hold")]
    # and    of a diagram called once for each body only the present step is told
    frame = next(step for step in main if step.calls == "ct_case")
    decide = next(step for step in frame.inner if step.calls == "ct_threshold")
    asks = next(step for step in decide.inner if step.calls == "ct_threshold_returns")
    each = next(step for step in asks.inner if step.is_repeated)
    assert [step.name for step in each.inner] == ["Confirm what you hold"]
    # and    done comes before now, now before not yet, and what only listens comes last of what is now
    stands = [list(Stand).index(step.stand) for step in frame.inner]
    assert stands == sorted(stands)
    assert names(list(frame.inner), Stand.NOW) == ["Decide the threshold", "Act on news at any time"]


def test_a_finished_diagram_has_nothing_ahead(definition: ProcessDefinition) -> None:
    done = "Start_ApplicationReceived Call_HandleCase End_CaseClosed"
    steps = outline(definition, at("community_trigger", done=done))
    assert names(steps, Stand.NOT_YET) == []
    assert names(steps, Stand.DONE) == ["Application received", "Handle the case", "Case closed"]
