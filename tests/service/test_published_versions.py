"""A changed form is published: new cases ask the new question, running ones keep theirs. Source: CM-12, D-018."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from service.demo.cases import INES, a_form
from service.diagrams import CannotPublish, PublishBundle, publish_bundle, read_bundle
from service.store.cases import Case, CaseRun
from service.store.diagrams import ProcessVersion
from tests.service.played import Played
from tests.stages import ON_SQLITE, AtStage

BPMN = Path(__file__).parents[2] / "bpmn"
FORM = "forms/ct_complete_application/Task_CheckImmediateRisk.json"


def changed_bundle() -> dict[str, str]:
    """Give the shipped procedure with another title on its first form."""
    files = read_bundle(BPMN, "community_trigger")
    form = json.loads(files[FORM])
    form["title"] = "Check the risk today"
    return {**files, FORM: json.dumps(form)}


def publish(played: Played, files: dict[str, str]) -> int:
    """Publish as the command line does."""
    toolbox = played.driver.toolbox
    command = PublishBundle(process_id="community_trigger", files=files, reason="A clearer title", by_words="test")
    with toolbox.sessions.write() as session, session.begin():
        return publish_bundle(session, command, now=toolbox.clock.now()).version


@ON_SQLITE
def test_cm_12_running_cases_keep_their_version_and_new_ones_take_the_new(at_stage: AtStage) -> None:
    # given a case that has just come in on version 1
    played = at_stage("applied")
    old = played.reference
    # when a changed form is published and another application comes in
    version = publish(played, changed_bundle())
    new = played.driver.apply(a_form(INES, played.driver.today))
    # then each case is pinned to its own version, and both go on
    with played.driver.toolbox.sessions.read() as session:
        rows = session.execute(
            select(Case.reference, ProcessVersion.version).join(
                ProcessVersion, ProcessVersion.id == Case.process_version_id
            )
        )
        pinned = {row.reference: row.version for row in rows}
        hashes = set(session.scalars(select(CaseRun.process_version_id)))
    assert pinned[old] == version - 1
    assert pinned[new] == version
    assert len(hashes) == 2
    played.check()


@ON_SQLITE
def test_d_018_the_same_files_again_are_no_new_version(at_stage: AtStage) -> None:
    played = at_stage("applied")
    first = publish(played, changed_bundle())
    assert publish(played, changed_bundle()) == first


@ON_SQLITE
def test_d_021_a_form_that_cannot_be_asked_is_refused_with_its_name(at_stage: AtStage) -> None:
    # given a form whose question has no type that we know
    played = at_stage("applied")
    files = changed_bundle()
    files[FORM] = json.dumps({"title": "Broken", "questions": [{"id": "x", "type": "colour", "label": "Which?"}]})
    # when it is published, then nothing is, and the element is named
    with pytest.raises(CannotPublish, match="Task_CheckImmediateRisk"):
        publish(played, files)
    with played.driver.toolbox.sessions.read() as session:
        reviews = select(ProcessVersion.id).where(ProcessVersion.process_id == "community_trigger")
        assert len(list(session.scalars(reviews))) == 1
