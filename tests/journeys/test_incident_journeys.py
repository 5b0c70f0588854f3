"""Racial incidents over HTTP: declared on the eve of Easter; downgraded. Every act goes through a page."""

from service.demo.incident import (
    AMOS,
    BRAM,
    BRIEFED,
    CLOSED,
    DEBRIEFED,
    DELPHINE,
    INGRID,
    KIT,
    TO_MEMBERS,
    WORDS,
    Answers,
)
from service.store.record import RacialIncident
from service.store.work import Deadline, OpenTask
from tests.databases import ON_SQLITE
from tests.frozen_clock import at, day
from tests.journeys import http_incident as incident
from tests.journeys.http_incident import REFERENCE, ROOM
from tests.journeys.http_tension import link_in
from tests.journeys.http_town import HttpTown
from tests.journeys.post_office import words_of

OF_OTHERS = ("Applicant", "applicant", "SPOC", "case review", "Community Trigger")  # words of the other protocol
COMFORT, PHILIPPA = "comfort.asante@contacts.example", "philippa.strode@contacts.example"
DESK = "council.duty.desk@contacts.example"
RUBEN, SCHOOL = "ruben.castell@contacts.example", "harbour.road.school@contacts.example"
YOUTH, TRADERS = "kestrel.youth.centre@contacts.example", "Market Traders Forum"
FACTS: Answers = {"words": WORDS}


def test_mi_03_to_mi_26_an_incident_declared_on_the_eve_of_easter_is_told_debriefed_and_closed(
    http_town: HttpTown,
) -> None:
    """From the report on Maundy Thursday, 9.40pm, to the closing: notices, replies, a correction, the debrief."""
    town = http_town
    incident.list_contacts(town)
    town.go_to("Thu 2 Apr 2026 21:40")
    declared(town)
    first_notices(town)
    corrected(town)
    deputy_answers(town)
    chief_officer_and_services(town)
    debrief_is_fixed(town)
    debrief_is_held(town)
    members_are_told(town)
    closed(town)
    check_words(town)
    check_record(town)


def declared(town: HttpTown) -> None:
    """At 10pm: three days for the debrief end on Easter Sunday, one working day for the services on Tuesday."""
    incident.report(town)
    town.wait(minutes=20)
    senior = incident.decide(town, "major")
    senior.reads(
        "Declared Thursday 2 April 2026 at 10pm by Ingrid Vale.",
        "Tell the Community and Race Relations Officer by 10:30pm today, Thursday 2 April 2026 30 minutes left.",
        "Sunday 5 April 2026 Why? Organise the debrief 3 days left. Calendar days: Good Friday counts",
        "Tuesday 7 April 2026 Why? Tell operational services 1 working day left",
        "Thursday 16 April 2026 Why? Tell all members 14 days left.",
        "Opens when the Community and Race Relations Officer has been told",
    )
    senior.open("/incidents")
    senior.reads("Attack on the prayer room")


def first_notices(town: HttpTown) -> None:
    """The senior officer tells the race relations officer, who tells the partners; each answers."""
    incident.do(town, INGRID, "Tell the race relations officer", FACTS)
    told = words_of(town.mails_to(AMOS)[-1])
    assert "It was declared at 10pm today, Thursday 2 April 2026. It is referred to you." in told
    assert "Answer by 10:30pm today, Thursday 2 April 2026." in told
    town.wait(minutes=5)
    incident.confirm_here(town, AMOS)
    officer = incident.do(town, AMOS, "Tell the partners", FACTS)
    officer.reads("Comfort Asante The email is on its way.")
    body = incident.reply(town, COMFORT, "correction", "One window is broken, not two.")
    body.reads("Recorded at 10:05pm. Solomon Hartley will not be called.", "One window is broken, not two.")
    keeper = incident.confirm_here(town, DELPHINE)
    keeper.reads("Duty contact of the council, Council duty desk Told by Amos Redfern.")
    keeper.reads("No answer yet. Ruben Castell is told at 10:35pm.")


def corrected(town: HttpTown) -> None:
    """The co-ordinator reads the correction among the replies; it goes to all four who were told."""
    keeper = town.at(DELPHINE)
    keeper.open(ROOM)
    keeper.reads("Confirmed 10:05pm, with a correction.", "Comfort Asante Correction: One window is broken, not two.")
    keeper.follow("Send the correction to 4 people…")
    keeper.reads("The correction goes to all 4 people who were told anything so far.")
    keeper.press("Send the correction to 4 people", {"was_wrong": "Two windows.", "is_right": "One window."})
    keeper.reads("A correction was sent at 10:05pm.")
    for reader in (AMOS, COMFORT, DELPHINE, DESK):
        told = words_of(town.mails_to(reader)[-1])
        assert "What we told you, and was wrong: Two windows." in told
        assert "What is right: One window." in told


def deputy_answers(town: HttpTown) -> None:
    """The duty desk is silent for half an hour: its deputy gets the first facts and what was corrected since."""
    town.wait(minutes=31)
    stands_in = incident.reply(town, RUBEN, back=2)
    stands_in.reads("You get this for Council duty desk.")
    assert "What is right: One window." in words_of(town.mails_to(RUBEN)[-1])
    keeper = town.at(DELPHINE)
    keeper.open(ROOM)
    keeper.misses("Ruben Castell No answer yet")
    keeper.reads("Tell the council chief officer by 12:05am, Friday 3 April 2026 1 hour 29 minutes left.")


def chief_officer_and_services(town: HttpTown) -> None:
    """The same night the chief officer and the services; who has no address is rung on Good Friday."""
    promise = {"services": "Schools", "next_update_on": day("Fri 3 Apr 2026"), "next_update_at": "9am"}
    incident.do(town, DELPHINE, "Tell the chief officer", {**FACTS, **promise})
    incident.reply(town, PHILIPPA).reads("You get news again by 9am tomorrow, Friday 3 April 2026.")
    incident.do(town, DELPHINE, "Tell council services", BRIEFED)
    incident.do(town, AMOS, "Tell police staff", BRIEFED)
    school = incident.reply(town, SCHOOL, "action", "Staff stand at the gate.")
    school.reads("Watch for", "Do not say", "Action taken")
    assert not town.mails_to("otter.wardens@contacts.example")  # another ward
    town.go_to("Fri 3 Apr 2026 10:00")
    keeper = town.at(DELPHINE)
    keeper.open(ROOM)
    keeper.reads("Operational services, 6 of 7", "Street Cleansing does not.")
    incident.ring(town, "Street Cleansing")
    keeper.open(ROOM)
    keeper.reads("Done Operational services, 7 people")


def debrief_is_fixed(town: HttpTown) -> None:
    """On Holy Saturday, a day before the limit: whoever was told first is invited."""
    town.go_to("Sat 4 Apr 2026 09:00")
    organiser = town.at(KIT)
    organiser.open("/work")
    organiser.reads("1 day left Sunday 5 April, calendar days Fix the debrief")
    fixed = {
        "debrief_on": day("Wed 8 Apr 2026"),
        "debrief_at": "2pm",
        "debrief_place": "Police station, room 2",
        "agenda": "What happened\nWhat we learn",
        "send_items": "What you did and when",
        "send_by": day("Tue 7 Apr 2026"),
    }
    incident.do(town, KIT, "Fix the debrief", fixed)
    invited = words_of(town.mails_to(COMFORT)[-1])
    assert "It is at 2pm, Wednesday 8 April 2026. Place: Police station, room 2." in invited
    assert "Send it by Tuesday 7 April 2026." in invited


def debrief_is_held(town: HttpTown) -> None:
    """After Easter the silent are reminded once; the debrief is held and its lessons kept."""
    town.go_to("Wed 8 Apr 2026 16:00")
    assert str(town.mails_to(YOUTH)[-1]["Subject"]).startswith("Reminder: ")
    assert not [mail for mail in town.mails_to(SCHOOL) if str(mail["Subject"]).startswith("Reminder")]
    held = {"held": True, "debriefed_on": town.clock.today(), "present": "Amos Redfern and Delphine Okoro"}
    incident.do(town, KIT, "Hold the debrief", held)
    incident.do(town, KIT, "Record the lessons", DEBRIEFED)


def members_are_told(town: HttpTown) -> None:
    """All members are written to without a name; one of them nobody can reach by mail."""
    town.go_to("Thu 9 Apr 2026 10:00")
    keeper = incident.do(town, DELPHINE, "Write to all members", TO_MEMBERS)
    town.send_post()
    keeper.open(ROOM)
    keeper.reads("5 replies outstanding. Each had until Tuesday 7 April.")
    keeper.reads("All partnership members, 4 of 5", f"{TRADERS} does not.")
    told = words_of(town.mails_to("ashmoor.voluntary.action@contacts.example")[-1])
    assert "Corrected since the first notices:" in told
    assert "One window." in told
    incident.ring(town, TRADERS)
    keeper.open(ROOM)
    keeper.reads("Done All partnership members, 5 people")


def closed(town: HttpTown) -> None:
    """Every reply is dealt with; the incident is closed with its outcome, its links answer no more."""
    town.go_to("Fri 17 Apr 2026 10:00")
    incident.do(town, DELPHINE, "Follow up the replies", {"all_read": ["all_read"]})
    incident.do(town, DELPHINE, "Close the incident", CLOSED)
    keeper = town.at(DELPHINE)
    keeper.reads("Closed", "Two people were charged. The windows are mended.", CLOSED["lessons"])
    briefing, *_, over = town.mails_to(SCHOOL)
    assert words_of(over).startswith("Stand down: the major racial incident in Ashmoor is closed")
    person = town.somebody()
    person.open(link_in(briefing), status=410)
    person.misses("Send my reply")
    for name in ("Street Cleansing", TRADERS):  # whoever was rung hears the end by telephone, too
        incident.ring(town, name)


def check_words(town: HttpTown) -> None:
    """No page of an incident and no notice speaks of the other protocol's people and papers."""
    for email in (INGRID, AMOS, DELPHINE, KIT):
        for path in (ROOM, f"/cases/{REFERENCE}", "/incidents?show=closed"):
            town.at(email).open(path)
            town.at(email).misses(*OF_OTHERS)
    for page in ("history", "drawing"):
        town.at(DELPHINE).open(f"/cases/{REFERENCE}/{page}")
        town.at(DELPHINE).misses(*OF_OTHERS)
    for mail in town.post.mails:
        assert not [words for words in OF_OTHERS if words in words_of(mail)], words_of(mail)


def check_record(town: HttpTown) -> None:
    """The decision with its hour, every clock met by its day, nothing left open."""
    record = town.of_case(RacialIncident, REFERENCE)
    assert (record.status, record.declared_at) == ("closed", at("Thu 2 Apr 2026 22:00"))
    clocks = {row.clock: (row.limit_on, row.state) for row in town.rows(Deadline, REFERENCE) if not row.key}
    assert clocks["mi_debrief"] == (day("Sun 5 Apr 2026"), "done")
    assert clocks["mi_staff"] == (day("Tue 7 Apr 2026"), "done")
    assert clocks["mi_members"] == (day("Thu 16 Apr 2026"), "done")
    assert {row.state for row in town.rows(Deadline, REFERENCE)} <= {"done", "cancelled"}
    assert not [row.name for row in town.rows(OpenTask, REFERENCE) if row.state == "open"]


# -- a downgrade ------------------------------------------------------------------------------------------------------


@ON_SQLITE
def test_mi_24_a_downgraded_incident_stands_everybody_down_and_members_are_still_told(http_town: HttpTown) -> None:
    """Declared on Monday, downgraded on Tuesday: whoever was told hears why, the members hear the true outcome."""
    town = http_town
    incident.list_contacts(town)
    incident.report(town)
    town.wait(minutes=30)
    incident.decide(town, "major")
    incident.do(town, INGRID, "Tell the race relations officer", FACTS)
    incident.confirm_here(town, AMOS)
    incident.do(town, AMOS, "Tell the partners", FACTS)
    for reader in (COMFORT, DESK, DELPHINE):
        incident.reply(town, reader)
    town.wait(hours=1)
    downgraded(town)
    members_hear_the_outcome(town)
    check_words(town)


def downgraded(town: HttpTown) -> None:
    """The commander gives the reason; everybody who was told reads it, the clocks of the protocol end."""
    commander = town.at(BRAM)
    commander.open(ROOM)
    commander.follow("Downgrade or withdraw")
    commander.reads("A stand-down goes to 4 people, with your reason.", "The report to members is still owed")
    why = "The inquiry found no racial motive."
    said = {"kind": "downgraded", "reason": why, "wants_debrief": False}
    commander.press("Send the stand-down to 4 people", said)
    commander.reads(
        "Downgraded Monday 2 March 2026 at 10:30am. The inquiry found no racial motive.",
        "the report to members still goes by Monday 16 March 2026.",
        "Not told Chief officer of the council",
    )
    for reader in (AMOS, COMFORT, DESK, DELPHINE):
        told = words_of(town.mails_to(reader)[-1])
        assert "Stand down: the incident in Ashmoor is no longer seen as a major racial incident" in told
        assert f"Why: {why}" in told
        assert "Members of the partnership still get a report, by Monday 16 March 2026." in told
    organiser = town.at(KIT)
    organiser.all_work()
    organiser.misses("Fix the debrief")


def members_hear_the_outcome(town: HttpTown) -> None:
    """The co-ordinator still writes to the members, then closes it; the tension case goes on by itself."""
    town.go_to("Fri 13 Mar 2026 10:00")
    keeper = town.at(DELPHINE)
    keeper.open("/work")
    keeper.reads("3 days left Monday 16 March, calendar days Write to all members")
    keeper.reads("Bram Oyelaran no longer sees it as a major racial incident.")
    outcome = {**TO_MEMBERS, "outcome": "It is no longer seen as a major racial incident: no racial motive was found."}
    incident.do(town, DELPHINE, "Write to all members", outcome)
    told = words_of(town.mails_to("carr.valley.homes@contacts.example")[-1])
    assert "It is no longer seen as a major racial incident: no racial motive was found." in told
    incident.ring(town, TRADERS)
    incident.do(town, DELPHINE, "Follow up the replies", {"all_read": ["all_read"]})
    incident.do(town, DELPHINE, "Close the incident", CLOSED)
    record = town.of_case(RacialIncident, REFERENCE)
    assert (record.status, record.downgraded_at) == ("closed", at("Mon 2 Mar 2026 10:30"))
    clocks = {row.clock: row.state for row in town.rows(Deadline, REFERENCE) if not row.key}
    assert (clocks["mi_members"], clocks["mi_debrief"], clocks["mi_staff"]) == ("done", "cancelled", "cancelled")
    assert "running" not in clocks.values()
