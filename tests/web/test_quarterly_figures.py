"""What a quarterly report counts: levels, wards, sources, trend, what was kept in time; closed reports only counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.store.cases import TENSION
from service.store.database import Sessions
from service.store.outbox import OutboxItem
from service.store.people import Area, Person
from service.store.record import QuarterlyReport
from tests.browser import Browser
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock, at, day
from tests.ready_area import publish_procedure
from tests.tension_rows import a_clock, a_notice, a_protocol_contact, a_report, a_round, a_tension, an_assessment
from tests.web.tension_desk import Desk
from tests.web.text_of import text_of

PAGE = "/tension/quarterly/ASH"
WRITE = f"{PAGE}/2026-03-31/write"
CANARIES = ("petrol bombs", "Larkspur Rise", "Zeta family")  # told in a closed report
REPORT = {"words": "Calm.", "comments_by-day": "8", "comments_by-month": "5", "comments_by-year": "2026"}


@pytest.fixture
def spring(desk: Desk, clock: FrozenClock, sessions: Sessions) -> Desk:
    """Tuesday after Easter 2026, after a quarter in which much happened."""
    clock.set("Tue 7 Apr 2026 09:00")
    with sessions.write() as session, session.begin():
        publish_procedure(session, TENSION)
        session.execute(update(Person).where(Person.email == "coordinator@example.org").values(phone="01632 960 155"))
        area = session.scalars(select(Area).where(Area.code == "ASH")).one()
        the_winter(session, area)
        elsewhere = session.scalars(select(Area).where(Area.code == "CAR")).one()
        other = a_tension(session, elsewhere, at=at("Mon 2 Feb 2026 09:00"), ward="Elsewhere")
        a_report(session, other)
    return desk


def the_winter(session: Session, area: Area) -> None:
    """Add five situations, their reports, levels, alerts and clocks."""
    # one from before, at level 4 when the quarter began, at 2 in it; violence; three assessments
    ferry = a_tension(session, area, at=at("Mon 15 Dec 2025 09:00"), ward="Ferry", level=3, is_racial=True)
    an_assessment(session, ferry, (5, 5, 4), at=at("Mon 15 Dec 2025 12:00"), agreed=4, agreed_at=ferry.opened_at)
    an_assessment(
        session, ferry, (3, 2, 3), at=at("Tue 6 Jan 2026 12:00"), agreed=2, agreed_at=at("Tue 6 Jan 2026 13:00")
    )
    an_assessment(
        session, ferry, (4, 4, 3), at=at("Tue 3 Feb 2026 12:00"), agreed=3, agreed_at=at("Tue 3 Feb 2026 13:00")
    )
    a_report(session, ferry, communities="Traders", is_violent=True, received_at=at("Tue 6 Jan 2026 09:00"))
    a_report(session, ferry, communities="traders", source="agency", received_at=at("Wed 7 Jan 2026 09:00"))
    # one that only a closed report tells of, still without a level
    closed = a_tension(session, area, at=at("Mon 9 Mar 2026 09:00"), ward="Larkspur Rise", what="petrol bombs")
    a_report(session, closed, source="agency", is_restricted=True, what="petrol bombs", communities="Zeta family")
    # one that stands at the level of the quarter before; settled in it
    calm = a_tension(
        session, area, at=at("Mon 1 Dec 2025 09:00"), ward="FERRY", outcome="settled", closed_on=day("Fri 9 Jan 2026")
    )
    an_assessment(session, calm, (5, 5, 5), at=at("Mon 1 Dec 2025 10:00"), agreed=5, agreed_at=calm.opened_at)
    # a false alarm; one merged; one that ended before; one that began after
    hoax = a_tension(
        session, area, at=at("Mon 2 Feb 2026 09:00"), ward="Hoax", outcome="unfounded", closed_on=day("Tue 3 Feb 2026")
    )
    a_report(session, hoax, source="individual")
    a_tension(
        session, area, at=at("Mon 2 Feb 2026 09:00"), ward="Merged", outcome="merged", closed_on=day("Tue 3 Feb 2026")
    )
    a_tension(
        session, area, at=at("Mon 1 Sep 2025 09:00"), ward="Past", outcome="settled", closed_on=day("Wed 31 Dec 2025")
    )
    a_tension(session, area, at=at("Wed 1 Apr 2026 09:00"), ward="Future")
    # an alert to three: one answers in time, one late, one never; a deputy stands in and answers
    sent = a_round(session, ferry, at=at("Tue 6 Jan 2026 13:00"))
    answers = (15, 16, None)
    people = [a_protocol_contact(session, area, role="commander", name=f"No {n}") for n in range(4)]
    for contact, minutes in zip(people, answers, strict=False):
        answered = sent.sent_at + timedelta(minutes=minutes) if minutes else None
        last = a_notice(session, sent, contact, answered_at=answered)
    a_notice(session, sent, people[3], stands_in_for_id=last.id, answered_at=sent.sent_at)
    # meetings: one in time, one late, one never; one whose limit fell in the quarter before; one withdrawn
    for limit, ended, state in (
        ("Tue 6 Jan 2026 17:00", "Tue 6 Jan 2026 16:59", "done"),
        ("Wed 7 Jan 2026 17:00", "Wed 7 Jan 2026 17:00", "done"),
        ("Thu 8 Jan 2026 17:00", "", "running"),
        ("Wed 31 Dec 2025 17:00", "Wed 31 Dec 2025 18:00", "done"),
        ("Fri 9 Jan 2026 17:00", "Fri 9 Jan 2026 16:00", "cancelled"),
    ):
        ended_at = at(ended) if ended else None
        a_clock(session, ferry, "te_meet_urgent", limit_at=at(limit), minutes=True, state=state, ended_at=ended_at)


def figures(desk: Desk) -> dict[str, str]:
    """Give what the table of the page says, by part and line."""
    lines = desk.at("coordinator").get(f"{PAGE}?as=table").page.splitlines()[1:]
    cells = [line.strip().strip('"').split('","') for line in lines if line]
    return {f"{part}: {what}": figure for part, what, figure in cells}


@ON_BOTH
def test_rp_02_a_situation_counts_once_at_its_most_serious_level_of_the_quarter(spring: Desk) -> None:
    found = figures(spring)
    assert found["Situations: Situations open in the quarter"] == "3"
    levels = {what.split("At level ")[1][0]: n for what, n in found.items() if "At level" in what}
    assert levels == {"1": "0", "2": "1", "3": "0", "4": "0", "5": "1", "6": "0"}
    assert found["Situations: No level agreed yet"] == "1"
    assert found["Situations: With racial aggravation"] == "1"
    assert found["Situations: Settled in the quarter"] == "1"


@ON_BOTH
def test_te_29_false_alarms_are_counted_apart_and_merged_ones_not_at_all(spring: Desk) -> None:
    found = figures(spring)
    assert found["Situations: False alarms, not counted above"] == "1"
    wards = {what.partition(": ")[2]: n for what, n in found.items() if what.startswith("Situations by ward")}
    assert wards == {"Ferry": "2", "Ward known from closed reports only": "1"}


@ON_BOTH
def test_rp_02_reports_are_counted_by_source_and_community(spring: Desk) -> None:
    found = figures(spring)
    counted = {what.partition(": ")[2]: n for what, n in found.items() if what.startswith("Reports of concern")}
    assert counted == {
        "Reports of concern": "4",
        "From agencies": "2",
        "From communities": "1",
        "From individuals": "1",
        "From a major racial incident": "0",
        "That told of violence": "1",
        "Held in a closed part and only counted": "1",
    }
    named = {what.partition(": ")[2]: n for what, n in found.items() if what.startswith("Communities")}
    assert named == {"Traders": "2", "Not given": "1"}


@ON_BOTH
def test_rp_02_scores_are_compared_with_the_quarter_before(spring: Desk) -> None:
    found = figures(spring)
    scores = [n for what, n in found.items() if what.startswith("Scores")]
    assert scores == ["3.5, was 5.0: rising", "3.0, was 5.0: rising", "3.0, was 4.5: rising"]


@ON_BOTH
def test_te_12_and_te_14_alerts_and_meetings_in_time_are_shares_of_what_was_due(spring: Desk) -> None:
    found = figures(spring)
    assert found["What we did in time: Alerts answered in time"] == "1 of 3, 33%"
    assert found["What we did in time: Meetings held in time"] == "1 of 3, 33%"
    assert found["What we did in time: Levels reviewed in time"] == "Nothing due"


@ON_BOTH
def test_te_31_nothing_of_a_closed_report_is_told_anywhere(
    spring: Desk, sessions: Sessions, new_browser: Callable[[], Browser]
) -> None:
    # when the report is looked at, downloaded, previewed and issued
    pages = [spring.at("commander").get(PAGE).page, spring.at("coordinator").get(f"{PAGE}?as=table").page]
    reader = {"role": "reader", "name": "Chapel", "email": "c@example.org", "deputy": "nobody", "account": "nobody"}
    new = "/tension/contacts/ASH/new"
    for reads_for in ("police", "public"):
        spring.at("coordinator").post(new, seen=new, **reader, reads_for=reads_for)
    pages.append(spring.at("coordinator").post(WRITE, seen=WRITE, **REPORT).page)
    assert spring.at("coordinator").post(WRITE, act="issue", **REPORT).status == 303
    with sessions.read() as session:
        row = session.scalars(select(QuarterlyReport)).one()
        pages += [row.html, row.text, row.public_html, row.public_text, str(row.figures)]
        pages += session.scalars(select(OutboxItem.body)).all()
    pages.append(new_browser().get("/tension-reports/ash/2026-03-31").page)
    assert len(pages) == 11
    # then it was counted, and none of its words stand anywhere
    assert "Held in a closed part and only counted" in text_of(pages[0])
    for page in pages:
        assert [words for words in CANARIES if words.lower() in page.lower()] == []


@ON_BOTH
def test_te_23_wards_communities_and_scores_are_for_the_agencies_only(spring: Desk, sessions: Sessions) -> None:
    spring.at("coordinator").post(WRITE, seen=WRITE, **REPORT)
    spring.at("coordinator").post(WRITE, act="issue", **REPORT)
    with sessions.read() as session:
        row = session.scalars(select(QuarterlyReport)).one()
    for words in ("Situations by ward: Ferry", "Communities named in reports: Traders", "5.0: rising"):
        assert words in row.text
        assert words.rpartition(": ")[2] not in row.public_text
    assert "At level 2 Significant, conflict happening or happened" in row.public_text
    assert row.figures["levels"] == {"2": 1, "5": 1, "0": 1}


def test_a_quarter_in_which_nothing_happened_is_counted_too(desk: Desk, clock: FrozenClock) -> None:
    clock.set("Tue 7 Apr 2026 09:00")
    found = figures(desk)
    assert found["Situations: Situations open in the quarter"] == "0"
    assert found["What we did in time: Alerts answered in time"] == "Nothing due"
    assert [n for what, n in found.items() if what.startswith("Scores")] == ["No assessment"] * 3
