"""Names that must stay inside: a whole story with canaries, then a search of everything that leaves or is kept aside.

Source: SEC-107, SEC-125, DP-12, D-005, invariant I10.
"""

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import zstandard
from sqlalchemy import select

from service.cases.application_form import ApplicationForm, IncidentDetails
from service.delivery.sender import empty_outbox
from service.demo.answers import grouped
from service.demo.cases import AMARA, Applicant, a_form
from service.demo.driver import posted
from service.log import start_logging
from service.store.audit import AuditEvent
from service.store.cases import CaseRun, StuckCase, SubmittedForm
from service.store.outbox import OutboxItem
from service.timers.poller import fire_all_due
from service.web import error_pages
from tests.badday.desk import JO, Desk, desk
from tests.badday.mail_server import mail_server
from tests.service.played import Played
from tests.stages import ON_SQLITE, AtStage

CANARY = Applicant(
    name="Quixotina Zanzibarry",
    house="77 Canarybird Passage",
    what="Ululation by Perpetuus Blackguardson at night",
    email="quixotina@zanzibarry.example",
    safe_contact="Never say Zanzibarry on the phone",
)
NAMES = ("quixotina", "zanzibarry", "canarybird", "blackguardson", "ululation")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HREF = re.compile(r'(?:href|action|src)="([^"]*)"')


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger writes, formatted as in real life or by Python's last resort."""
    stream = io.StringIO()
    ours, root = logging.getLogger("folkmoot"), logging.getLogger()
    before = ours.handlers, ours.propagate, root.level
    start_logging(stream, level=logging.DEBUG)
    other = logging.StreamHandler(stream)
    root.addHandler(other)
    yield stream
    root.removeHandler(other)
    ours.handlers, ours.propagate = before[0], before[1]
    root.setLevel(before[2])


def canary_form(played: Played) -> ApplicationForm:
    form = a_form(CANARY, played.driver.today, reports=3)
    incidents: tuple[IncidentDetails, ...] = tuple(replace(one, what=CANARY.what) for one in form.incidents)
    return replace(form, incidents=incidents, suspected_source="Perpetuus Blackguardson", effect="Ululation all night")


def found_in(text: str) -> list[str]:
    lowered = text.lower()
    return [name for name in NAMES if name in lowered]


@pytest.fixture
def story(at_stage: AtStage, log: io.StringIO) -> Desk:
    """A case about the canaries, played over HTTP as far as the threshold."""
    played = at_stage("empty")
    played.reference = played.driver.apply(canary_form(played))
    played.driver.pass_working_days(1)
    fire_all_due(played.driver.toolbox)
    played.check()
    played.acknowledge()
    played.driver.pass_working_days(2)
    played.confirm("police", "council", "health", "housing")
    at_desk = desk(played)  # sessions end by themselves while days pass
    for path in ("/work", "/cases", "/cases?q=Zanzibarry", f"/cases/{played.reference}", "/letters"):
        assert at_desk.browser.get(path).status == 200
    note = f"/cases/{played.reference}/new/notes"
    at_desk.browser.post(note, seen=note, words="Quixotina Zanzibarry phoned about Perpetuus Blackguardson")
    assert at_desk.browser.status == 303
    return at_desk


def pages_of(at_desk: Desk) -> list[str]:
    reference = at_desk.played.reference
    tasks = [f"/tasks/{task.task_id}" for task in at_desk.played.driver.open_tasks(reference)]
    tabs = [f"/cases/{reference}{tab}" for tab in ("", "/history", "/reports", "/drawing", "/restricted")]
    return ["/work", "/cases", "/letters", "/letters/sent", "/figures", *tabs, *tasks]


def test_sec_125_no_name_reaches_the_log_the_audit_or_the_engine(story: Desk, log: io.StringIO) -> None:
    played = story.played
    # when pages are looked at, refused and broken too
    for path in pages_of(story):
        story.browser.get(path)
    note = f"/cases/{played.reference}/new/calls"
    story.browser.post(note, seen=note, with_words="Quixotina Zanzibarry", words="Canarybird")
    assert story.browser.status == 422
    story.browser.get("/cases/Zanzibarry")
    story.browser.get("/nowhere/Zanzibarry?q=Quixotina")
    story.browser.client.post(note, data={"words": "Zanzibarry"})
    # then no name stands in the log, the audit, the engine's positions or the keys of forms
    assert log.getvalue().count("\n") >= 2
    assert found_in(log.getvalue()) == []
    for row in played.all(select(AuditEvent)):
        told = json.dumps([row.actor, row.action, row.object, row.purpose, row.detail])
        assert found_in(told) == [], told
    for run in played.rows(CaseRun):
        assert found_in(zstandard.ZstdDecompressor().decompress(run.state).decode(errors="replace")) == []
    for form in played.all(select(SubmittedForm)):
        assert found_in(json.dumps([form.actor, form.command, form.result])) == []


def test_dp_12_titles_and_addresses_of_pages_name_nobody(story: Desk) -> None:
    wrong = []
    for path in pages_of(story):
        story.browser.get(path)
        assert story.browser.status in (200, 303), path
        title = TITLE.search(story.browser.page)
        places = " ".join(HREF.findall(story.browser.page)) + " " + story.browser.location
        wrong += [(path, "title", name) for name in found_in(title.group(1) if title else "")]
        wrong += [(path, "address", name) for name in found_in(places)]
        wrong += [(path, "header", name) for name in found_in(str(story.browser.response.headers))]
    assert wrong == []


def test_dp_12_subjects_and_file_names_of_mails_name_nobody(story: Desk) -> None:
    played = story.played
    items = played.all(select(OutboxItem))
    assert len([item for item in items if item.to_address == CANARY.email]) >= 2
    for item in items:
        assert found_in(item.subject) == []
        assert found_in(item.message_id) == []
        assert found_in(item.body.partition("Dear")[0]) == [] or item.to_address == CANARY.email
    # and the mail as it leaves: neutral subject, neutral file name
    with mail_server() as post:
        played.driver.toolbox = replace(
            played.driver.toolbox,
            settings=replace(
                played.driver.toolbox.settings, smtp_url=post.address, mail_from="reviews@ashmoor.example"
            ),
        )
        empty_outbox(played.driver.toolbox)
    sent = [item for item in played.all(select(OutboxItem)) if item.state == "sent"]
    assert sum(post.accepted.values()) == len(sent) > 0


def test_sec_125_a_mail_that_fails_tells_the_log_no_name(
    story: Desk, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given letters that cannot be made, with an error that quotes the letter
    played = story.played

    def broken(item: object, *_: object, **__: object) -> bytes:
        raise ValueError(str(item))

    tools = replace(
        played.driver.toolbox, settings=replace(played.driver.toolbox.settings, smtp_url="smtp://127.0.0.1:9")
    )
    with monkeypatch.context() as no_pdf:
        no_pdf.setattr("service.delivery.sender.letter_pdf", broken)
        empty_outbox(tools)
    # and mails that cannot be put together, with one that quotes them too
    monkeypatch.setattr("service.delivery.sender.compose", broken)
    played.driver.pass_minutes(2)
    empty_outbox(tools)
    # then the log tells kind and place, not the letter
    assert "a letter was not sent" in log.getvalue()
    assert "a PDF was not made" in log.getvalue()
    assert found_in(log.getvalue()) == []
    for item in played.all(select(OutboxItem)):
        assert found_in(item.last_error) == []


@ON_SQLITE
def test_sec_115_a_broken_page_tells_nobody_what_broke(
    story: Desk, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a page that breaks on the words of the case
    def broken(*_: object) -> str:
        raise RuntimeError("Quixotina Zanzibarry at /srv/secret in SELECT * FROM parties")

    app = story.browser.client.application
    monkeypatch.setitem(app.view_functions, "casework.case_now", broken)
    story.browser.get(f"/cases/{story.played.reference}")
    # then page and log hold a reference in common and nothing else
    assert story.browser.status == 500
    for words in ("Zanzibarry", "RuntimeError", "SELECT", "/srv", "Traceback"):
        assert words not in story.browser.page
    assert found_in(log.getvalue()) == []
    line = json.loads(log.getvalue().splitlines()[-1])
    assert line["reference"] in story.browser.page
    assert error_pages.BROKEN.title in story.browser.page


@ON_SQLITE
def test_sec_125_a_stuck_case_is_told_without_names(story: Desk, log: io.StringIO) -> None:
    # given a case whose saved position is damaged
    played = story.played
    with played.driver.toolbox.sessions.write() as session, session.begin():
        for run in session.scalars(select(CaseRun).where(CaseRun.case_id == played.case_id)):
            run.state = b"Quixotina Zanzibarry"
    # when somebody answers a task
    page = f"/tasks/{played.driver.task(played.reference, 'Task_GroupComplaints').task_id}"
    answers = posted(grouped(played.keys("incidents")))
    story.browser.get("/account")
    assert story.browser.post(page, **answers).status == 409
    assert [row.attempts for row in played.all(select(StuckCase))] == [1]
    # and when time passes
    played.driver.clock.set(played.driver.clock.now().replace(year=played.driver.clock.now().year + 1))
    fire_all_due(played.driver.toolbox)
    # then what is kept for a person names nobody
    stuck = played.all(select(StuckCase))
    assert stuck
    assert found_in(" ".join(row.reason for row in stuck)) == []
    assert found_in(log.getvalue()) == []


def test_the_canaries_are_not_of_the_demonstration() -> None:
    """Else nothing above would prove anything."""
    assert found_in(f"{AMARA.name} {AMARA.house} {JO}") == []
