"""TE-05, TE-32: a declaration opens a tension case, or tells the one it grew from; both say so. Through commands."""

import pytest
from sqlalchemy import select

from service.cases.errors import NotYours
from service.demo import incident as story
from service.demo.tension import MABEL, report, set_level
from service.store.cases import Case
from service.store.record import Tension, TensionReport
from service.timers.poller import deliver_all_messages
from tests.frozen_clock import at
from tests.service.incident_desk import act, limits, other, record, refused, tension_of
from tests.service.played import Played
from tests.stages import AtStage


def incident_from(played: Played, tension: Played) -> Played:
    """Ask for the incident protocol from a tension, and make the first enquiries."""
    found = other(played, story.report(played.driver, by=MABEL, tension_case_id=tension.case_id))
    act(found, "enquire")
    return found


@pytest.mark.parametrize(("happened", "level"), [(False, 3), (True, 2)])
def test_te_32_a_declaration_opens_a_tension_case_with_the_suggested_level(
    at_stage: AtStage, happened: bool, level: int
) -> None:
    # given first enquiries / when it is declared, disorder has happened or not
    played = at_stage("enquired")
    played.driver.pass_minutes(20)
    act(played, "decide", disorder_happened=happened)
    # then a tension case stands with its first assessment, and both timelines name the other
    tension = tension_of(played)
    assert tension.reference == "ASH-TE-2026-0001"
    assert tension.task_ids() == ["Task_ScoreTension"]
    assert tension.row(TensionReport).what.endswith(f"The protocol suggests level {level}.")
    assert tension.events("incident") == ["See ASH-MI-2026-0001."]
    opened = f"A tension case was opened: ASH-TE-2026-0001. The suggested level is {level}."
    assert played.events("tension_opened") == [opened]
    # and where disorder has happened the level is due within 2 hours of the declaration
    clock = "te_first_level_violence" if happened else "te_first_level"
    assert list(limits(tension)) == [clock]
    assert not happened or limits(tension)[clock] == at("Mon 2 Mar 2026 12:00")


def test_te_32_the_tension_it_grew_from_is_told_once_and_no_other_is_opened(at_stage: AtStage) -> None:
    # given a tension case from which the risk lead asked for the protocol
    played = at_stage("listed")
    tension = other(played, report(played.driver))
    incident = incident_from(played, tension)
    assert tension.events("incident")[-1] == f"See {incident.reference}."
    assert incident.events("tension") == [f"It grew from {tension.reference}."]
    # when it is declared and the news is brought over, twice
    act(incident, "decide", disorder_happened=True)
    assert tension.events("incident_declared") == []
    assert [deliver_all_messages(played.driver.toolbox) for _ in range(2)] == [1, 0]
    # then both timelines say so, the risk lead is asked to look at the level, and nothing moved by itself
    told = "A major racial incident was declared. See ASH-MI-2026-0001."
    assert tension.events("incident_declared") == [told]
    assert "suggests level 2. Review the level." in tension.told("risk_lead")
    assert incident.events("incident_declared") == [
        "The tension case was told that a major racial incident is declared."
    ]
    assert (tension.task_ids(), record(incident).tension_case_id) == (["Task_ScoreTension"], tension.case_id)
    assert played.all(select(Case.reference).order_by(Case.id)) == [tension.reference, incident.reference]


def test_te_32_a_tension_that_has_ended_meanwhile_is_followed_by_a_new_one(at_stage: AtStage) -> None:
    played = at_stage("listed")
    tension = other(played, report(played.driver))
    incident = incident_from(played, tension)
    for level in (6, 0):
        set_level(played.driver, tension.reference, (6, 6, 6), level, close_as="settled")
    assert not tension.case.is_open
    act(incident, "decide")
    assert tension_of(incident).reference == "ASH-TE-2026-0002"
    assert tension_of(incident).case.is_open


def test_te_32_a_tension_has_one_incident_of_its_own_area_while_it_is_open(at_stage: AtStage) -> None:
    # given a tension from which the protocol was asked for / then a second one is refused
    played = at_stage("listed")
    tension = other(played, report(played.driver))
    incident_from(played, tension)
    again = refused(story.report, played.driver, tension_case_id=tension.case_id)
    assert "was asked for already" in again["tension_reference"]
    # and so is a reference that is no tension case
    other_case = played.read(lambda session: session.get(Tension, tension.case_id)).incident_case_id
    assert set(refused(story.report, played.driver, tension_case_id=other_case)) == {"tension_reference"}
    with pytest.raises(NotYours):
        story.report(played.driver, by="jo.whitlock@ashmoor.example", tension_case_id=tension.case_id)
