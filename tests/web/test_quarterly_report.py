"""The quarterly report of an area: when it is due, its two versions, who gets which, comments and answers. TE-23."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, update

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.notices import ProtocolContact
from service.store.outbox import OutboxItem
from service.store.people import Area, AreaRulesVersion, Person
from service.store.record import QuarterlyReport, ReportComment
from tests.browser import Browser
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock, at
from tests.web.tension_desk import EVERYBODY, Desk
from tests.web.text_of import text_of

PAGE = "/tension/quarterly/ASH"
ENDS = "2026-03-31"
WRITE = f"{PAGE}/{ENDS}/write"
READERS = EVERYBODY - {"spoc_deputy", "administrator", "senior_officer", "police_coordinator", "elsewhere"}
KEEPERS = {"coordinator", "risk_lead", "csp_manager", "process_owner"}
REPORT = {
    "words": "It was calm in most places.\r\n\r\nTraders and neighbours talk again.",
    "agencies_note": "Kestrel needs two more mediators.",
    "comments_by-day": "8",
    "comments_by-month": "5",
    "comments_by-year": "2026",
}


@pytest.fixture
def spring(desk: Desk, clock: FrozenClock, sessions: Sessions) -> Desk:
    """Tuesday after Easter 2026: the first quarter is over; the co-ordinator can be rung; four readers."""
    clock.set("Tue 7 Apr 2026 09:00")
    readers = (("Insp Marlowe", "police", "marlowe@police.example"), ("Harrow Chapel", "", "office@harrow.example"))
    with sessions.write() as session, session.begin():
        session.execute(update(Person).where(Person.email == "coordinator@example.org").values(phone="01632 960 155"))
        area_id = session.scalars(select(Area.id).where(Area.code == "ASH")).one()
        for name, agency, email in (*readers, ("On Paper", "", "")):
            row = ProtocolContact(area_id=area_id, role="reader", name=name, agency=agency, email=email, localities=[])
            session.add(row)
        gone = ProtocolContact(area_id=area_id, role="reader", name="Gone", email="gone@example.org", localities=[])
        gone.ended_on = date(2026, 4, 1)
        session.add(gone)
    return desk


def page_of(desk: Desk, address: str = PAGE, role: str = "coordinator") -> str:
    return text_of(desk.at(role).get(address).page)


def issue(desk: Desk, address: str = WRITE, **other: str) -> int:
    """Preview and issue a report, as a person does."""
    browser = desk.at("coordinator").post(address, seen=address, **REPORT | other)
    assert browser.status == 200, browser.page
    assert "Issue this report" in browser.page
    return browser.post(address, act="issue", **REPORT | other).status


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            "Mon 2 Mar 2026 09:00",
            "on October to December 2025 (Q3 2025/26) was due by Thursday 29 January 2026.",
        ),
        ("Tue 31 Mar 2026 23:00", "on October to December 2025 (Q3 2025/26) was due by Thursday 29 January"),
        ("Wed 1 Apr 2026 09:00", "on January to March 2026 (Q4 2025/26) must be issued by Thursday 30 April 2026."),
        ("Thu 30 Apr 2026 16:00", "Due today. The report on January to March 2026"),
        ("Fri 1 May 2026 00:01", "1 working day late. The report on January to March 2026"),
        ("Wed 8 Jul 2026 09:00", "on April to June 2026 (Q1 2026/27) must be issued by Tuesday 28 July 2026."),
    ],
)
def test_te_23_the_report_is_due_twenty_working_days_after_the_quarter(
    desk: Desk, sessions: Sessions, clock: FrozenClock, now: str, words: str
) -> None:
    with sessions.write() as session, session.begin():
        session.execute(update(AreaRulesVersion).values(proposed_at=at("Mon 6 Jan 2025 09:00")))
    clock.set(now)
    assert words in page_of(desk)


def test_te_23_a_report_is_previewed_issued_and_sent_each_reader_their_version(
    spring: Desk, sessions: Sessions, clock: FrozenClock
) -> None:
    # given the form with twenty working days for comments
    form = spring.at("coordinator").get(WRITE).page
    assert 'name="comments_by-day" type="text" inputmode="numeric" value="6"' in form or 'value="6"' in form
    assert "It goes by email to 2 readers." in text_of(form)
    assert "No email address: On Paper. Give it to them on paper." in text_of(form)
    # when it is previewed
    preview = text_of(spring.at("coordinator").post(WRITE, seen=WRITE, **REPORT).page)
    # then both versions are shown, and nothing is kept
    assert preview.index("The public version") < preview.index("The version for agencies")
    assert preview.count("Kestrel needs two more mediators.") == 2  # in its field and in one version
    with sessions.read() as session:
        assert session.scalars(select(QuarterlyReport)).all() == []
    # when it is issued
    assert issue(spring) == 303
    # then it is kept as it left, and each reader with an address gets their own version
    with sessions.read() as session:
        row = session.scalars(select(QuarterlyReport)).one()
        mails = {mail.to_address: mail for mail in session.scalars(select(OutboxItem))}
        told = session.scalars(select(AuditEvent).where(AuditEvent.action == "quarterly_issued")).one()
    assert (row.quarter_ends_on, row.comments_by) == (date(2026, 3, 31), date(2026, 5, 8))
    assert [reader["name"] for reader in row.sent_to] == ["Harrow Chapel", "Insp Marlowe"]
    assert mails["marlowe@police.example"].body == row.text
    assert mails["office@harrow.example"].body == row.public_text
    assert set(mails) == {"marlowe@police.example", "office@harrow.example"}
    assert "Kestrel needs" in row.text
    assert "Kestrel needs" not in row.public_text + row.public_html
    assert "Friday 8 May 2026" in row.public_text
    assert told.detail == {"quarter_ends_on": "2026-03-31", "readers": 2}
    shown = page_of(spring)
    assert "The report on January to March 2026 is issued. It goes to 2 readers by email." in shown
    assert "Nothing is due. The next report is on April to June 2026 (Q1 2026/27)." in shown
    # and it cannot be issued again
    assert spring.at("coordinator").get(WRITE).status == 404
    assert spring.at("coordinator").post(WRITE, seen="/account", act="issue", **REPORT).status == 404


@ON_BOTH
def test_te_23_comments_are_kept_and_the_next_report_must_answer_them(
    spring: Desk, sessions: Sessions, clock: FrozenClock
) -> None:
    # given an issued report on which somebody comments
    issue(spring)
    report, form = f"{PAGE}/{ENDS}", f"{PAGE}/{ENDS}/comment"
    comment = {"from_words": "Harrow Chapel", "words": "More youth work is needed."}
    assert spring.at("coordinator").post(form, seen=form, **comment).status == 303
    assert "Harrow Chapel: More youth work is needed." in page_of(spring, report)
    assert "Figures so far, April to June 2026" in page_of(spring)
    # when the next report is due
    clock.set("Wed 8 Jul 2026 09:00")
    spring.seats.clear()
    later = {"comments_by-day": "14", "comments_by-month": "8"}
    address = f"{PAGE}/2026-06-30/write"
    assert "Comments to answer Harrow Chapel: More youth work is needed." in page_of(spring, address)
    refused = spring.at("coordinator").post(address, seen=address, **REPORT | later)
    # then it is refused without answers, and carries them to everybody
    assert (refused.status, "Enter your answers to the comments" in refused.page) == (422, True)
    assert issue(spring, address, **later, answers="A worker began in June.") == 303
    with sessions.read() as session:
        newest = session.scalars(select(QuarterlyReport).order_by(QuarterlyReport.id.desc())).first()
        assert newest is not None
        assert "A worker began in June." in newest.public_text
        assert "Comments on the report before" in newest.public_text
        assert len(session.scalars(select(ReportComment)).all()) == 1
    # and the answered report takes no more comments
    assert spring.at("coordinator").get(form).status == 404
    assert spring.at("coordinator").post(form, seen="/account", **comment).status == 404


def test_te_23_anybody_may_read_the_public_version_once_it_is_issued(
    spring: Desk, new_browser: Callable[[], Browser]
) -> None:
    address = f"/tension-reports/ash/{ENDS}"
    assert new_browser().get(address).status == 404
    issue(spring)
    stranger = new_browser().get(address)
    assert stranger.status == 200
    assert "Traders and neighbours talk again." in stranger.page
    assert "Kestrel needs" not in stranger.page
    assert stranger.response.headers["Content-Security-Policy"].startswith("sandbox")
    assert f"https://folkmoot.example.org{address}" in page_of(spring, f"{PAGE}/{ENDS}")
    for other in ("ash/2026-06-30", "car/2026-03-31", "xxx/2026-03-31", "ash/yesterday", "ash/20260331"):
        assert new_browser().get(f"/tension-reports/{other}").status == 404


def test_an_email_that_did_not_leave_is_told_on_the_page_of_the_report(spring: Desk, sessions: Sessions) -> None:
    issue(spring)
    assert "Did not leave" not in page_of(spring, f"{PAGE}/{ENDS}")
    with sessions.write() as session, session.begin():
        failed = update(OutboxItem).where(OutboxItem.to_address == "office@harrow.example")
        session.execute(failed.values(state="failed"))
    shown = page_of(spring, f"{PAGE}/{ENDS}")
    assert "Sent by email to Harrow Chapel, Insp Marlowe" in shown
    assert "Did not leave: Harrow Chapel. Give it to them otherwise." in shown


def test_each_version_can_be_looked_at_alone_and_can_do_nothing(spring: Desk) -> None:
    issue(spring)
    for version, note in (("agencies", True), ("public", False)):
        sheet = spring.at("commander").get(f"{PAGE}/{ENDS}/{version}.html")
        assert ("Kestrel needs" in sheet.page) is note
        assert sheet.response.headers["Content-Security-Policy"].startswith("sandbox")
    assert spring.at("commander").get(f"{PAGE}/{ENDS}/other.html").status == 404
    assert spring.at("commander").get(f"{PAGE}/2026-06-30").status == 404
    assert spring.at("commander").get(f"{PAGE}/soon").status == 404


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"words": " "}, "words", "Enter what everybody should know about the quarter"),
        ({"words": "x" * 5001}, "words", "must be 5,000 characters or fewer"),
        ({"agencies_note": "x" * 5001}, "agencies_note", "must be 5,000 characters or fewer"),
        ({"comments_by-day": ""}, "comments_by-day", "Last day for comments must include a day"),
        ({"comments_by-month": "4", "comments_by-day": "6"}, "comments_by-day", "must be today or in the future"),
        ({"comments_by-month": "4", "comments_by-day": "7"}, "comments_by-day", "Enter a day after today"),
    ],
)
@pytest.mark.parametrize("act", ["preview", "issue"])
def test_a_fault_is_said_at_its_field_and_what_was_typed_stays(
    spring: Desk, sessions: Sessions, change: dict[str, str], field: str, words: str, act: str
) -> None:
    browser = spring.at("coordinator").post(WRITE, seen=WRITE, act=act, **REPORT | change)
    assert (browser.status, words in browser.page, f'href="#{field}"' in browser.page) == (422, True, True)
    assert "Kestrel needs two more mediators." in browser.page or field == "agencies_note"
    with sessions.read() as session:
        assert session.scalars(select(QuarterlyReport)).all() == []
        assert session.scalars(select(OutboxItem)).all() == []


def test_without_a_phone_number_of_the_co_ordinator_the_page_says_what_is_lacking(
    spring: Desk, sessions: Sessions
) -> None:
    with sessions.write() as session, session.begin():
        session.execute(update(Person).values(phone=""))
    browser = spring.at("coordinator").post(WRITE, seen=WRITE, **REPORT)
    assert browser.status == 422
    assert "The report cannot be made yet. The area or its co-ordinator has no: contact" in text_of(browser.page)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"from_words": ""}, "from_words", "Enter who commented"),
        ({"from_words": "x" * 161}, "from_words", "Who commented must be 160 characters or fewer"),
        ({"words": ""}, "words", "Enter what they said"),
        ({"words": "x" * 2001}, "words", "What they said must be 2,000 characters or fewer"),
    ],
)
def test_a_faulty_comment_is_refused(spring: Desk, change: dict[str, str], field: str, words: str) -> None:
    issue(spring)
    form = f"{PAGE}/{ENDS}/comment"
    typed = {"from_words": "Harrow Chapel", "words": "More youth work."} | change
    browser = spring.at("coordinator").post(form, seen=form, **typed)
    assert (browser.status, words in browser.page, f'href="#{field}"' in browser.page) == (422, True, True)


def test_a_second_press_sends_nothing_twice(spring: Desk, sessions: Sessions) -> None:
    browser = spring.at("coordinator").post(WRITE, seen=WRITE, **REPORT)
    form = browser.page
    for _ in range(2):
        browser.page = form
        browser.post(WRITE, act="issue", **REPORT)
    with sessions.read() as session:
        assert len(session.scalars(select(OutboxItem)).all()) == 2


def test_c_2_who_works_on_tension_reads_the_reports_and_its_keepers_issue_them(spring: Desk) -> None:
    found, form = spring.statuses(PAGE), spring.statuses(WRITE)
    assert {role for role, status in found.items() if status == 200} == READERS
    assert {found[role] for role in EVERYBODY - READERS} == {404}
    assert {role for role, status in form.items() if status == 200} == KEEPERS
    assert {form[role] for role in READERS - KEEPERS} == {403}
    for role in READERS - KEEPERS:
        assert spring.at(role).post(WRITE, seen="/account", act="issue", **REPORT).status == 403
    issue(spring)
    comment = f"{PAGE}/{ENDS}/comment"
    for path in (f"{PAGE}/{ENDS}", f"{PAGE}/{ENDS}/agencies.html"):
        found = spring.statuses(path)
        assert {role for role, status in found.items() if status == 200} == READERS
    for role in READERS - KEEPERS:
        assert spring.at(role).get(comment).status == 403
        assert spring.at(role).post(comment, seen="/account", from_words="x", words="y").status == 403
        assert "Record a comment" not in spring.at(role).get(f"{PAGE}/{ENDS}").page
    assert spring.at("coordinator").get("/tension/quarterly").location == PAGE
    assert spring.at("administrator").get("/tension/quarterly").status == 403
