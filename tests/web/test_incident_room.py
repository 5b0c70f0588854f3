"""The room of a racial incident: what comes next, who was told in order, clocks, replies, states. Brief page 8."""

from collections.abc import Callable

import pytest

from service.demo import incident as story
from service.demo.incident import AMOS, BRAM, DELPHINE, INGRID, KIT
from tests.service.incident_desk import answer_all, later, ring, told_everybody
from tests.stages import ON_BOTH
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]
JO, MARIAN, NELL = "jo.whitlock@ashmoor.example", "marian.holt@ashmoor.example", "nell.ashdown@ashmoor.example"


def room(office: Office, *, by: str = DELPHINE) -> str:
    """Give the words of the incident room as somebody reads it."""
    browser = office.at(by).get(f"/incidents/{office.played.reference}")
    assert browser.status == 200, browser.page
    return text_of(browser.page)


def told(office: Office, *steps: str) -> None:
    """Tell these steps of the ladder now, each mail sent."""
    for step in steps:
        getattr(story, f"tell_{step}")(office.played.driver, office.played.reference)
        story.send_mail(office.played.driver, office.played.reference)


def test_mi_05_the_room_says_who_declared_it_why_and_what_comes_next(office_at: OfficeAt) -> None:
    # given an incident declared at 10am / when the senior officer opens it
    office = office_at("declared")
    words = room(office, by=INGRID)
    assert "Attack on the prayer room" in words
    assert "Declared Monday 2 March 2026 at 10am by Ingrid Vale." in words
    assert "It is now 10am. You are the senior police officer." in words
    # then the next duty is hers, with its limit in minutes, and the button leads to its task
    assert "What comes next, and it is yours" in words
    assert "Tell the Community and Race Relations Officer by 10:30am today" in words
    assert "Caused or aggravated by racial prejudice: yes. “Racial words were sprayed on the wall.”" in words
    assert "Likely to cause disorder: yes. “A gathering is called for tonight.”" in words
    assert f"What police have done {story.STEPS}" in words
    assert "Questions go to Amos Redfern, not to the investigators." in words
    assert f'href="{office.path("Task_TellCrro")}"' in office.at(INGRID).page
    # and to somebody else it says whose duty it is
    assert "What comes next: Ingrid Vale" in room(office, by=KIT)


def test_mi_19_the_rungs_stand_in_their_fixed_order_and_fill_as_people_are_told(office_at: OfficeAt) -> None:
    # given nobody was told yet
    office = office_at("declared")
    words = room(office)
    rungs = words.partition("Who has been told, in order")[2].partition("Clocks")[0]
    order = (
        "Community and Race Relations Officer",
        "Racial Equality Council",
        "Partnership Co-ordinator",
        "Duty contact of the council",
        "Chief officer of the council",
        "Operational services",
        "All partnership members, 5 people",
    )
    places = [rungs.index(name) for name in order]
    assert places == sorted(places)
    assert "Now by 10:30am today Community and Race Relations Officer" in rungs
    assert "Opens when the Community and Race Relations Officer has been told" in rungs
    assert "Not yet by Monday 16 March All partnership members" in rungs
    assert "You write to them within 14 days." in rungs
    # when the officer and the partners are told, and one of them corrects something
    told(office, "crro")
    answer_all(office.played, "Amos Redfern")
    later(office.played, 20)
    told(office, "partners")
    answer_all(office.played, "Delphine Okoro")
    story.reply(
        office.played.driver, office.played.reference, "Comfort Asante", "correction", "Two windows, not a door."
    )
    # then each rung has its time, by whom, its limit and its answer
    rungs = room(office).partition("Who has been told, in order")[2].partition("Clocks")[0]
    assert "10am Done Community and Race Relations Officer, Amos Redfern Told by Ingrid Vale. Limit 10:30am." in rungs
    assert "Confirmed 10am" in rungs
    assert "10:20am Done Racial Equality Council, Comfort Asante Told by Amos Redfern. Limit 12pm." in rungs.replace(
        "midday", "12pm"
    )
    assert "Confirmed 10:20am, with a correction. Read it" in rungs
    assert "Partnership Co-ordinator, you" in rungs
    assert "No answer yet. Ruben Castell is told at 10:50am." in rungs
    assert "Now by 12:20pm today Chief officer of the council" in rungs
    # and what comes next names those who were told and have not answered
    assert "What comes next: Amos Redfern Answer from Council duty desk by midday today" in room(office)


def test_mi_13_services_are_counted_and_the_silent_are_named(office_at: OfficeAt) -> None:
    # given all briefings went, and one service has to be rung
    office = office_at("declared")
    told(office, "crro", "partners", "chief_officer", "council_staff", "police_staff")
    answer_all(office.played)
    story.reply(office.played.driver, office.played.reference, "Harbour Road School", "action", "Staff at the gate.")
    words = room(office)
    # then the promise counts those who wait
    assert "Brief 1 more service by Tuesday 3 March 2026" in words
    assert "6 of 7 operational services have the notice." in words
    assert "Operational services, 6 of 7" in words
    assert "Street Cleansing does not." in words
    assert "5 replies outstanding. Each has until Tuesday 3 March. See who" in words
    # and the replies say what was written, who is silent, and when a reminder goes
    replies = words.partition("From Answer When")[2]
    assert replies.startswith(" Harbour Road School Action taken: Staff at the gate. 10am")
    assert (
        "Kestrel Youth Centre No answer yet. Told 10am; a reminder goes after Tuesday 3 March. Record a call" in replies
    )
    assert "5 people confirmed and wrote nothing more." in replies
    # when the last is rung / then the rung is done
    ring(office.played, "Street Cleansing", got_through=True)
    assert "Done Operational services, 7 people" in room(office)


def test_mi_15_calendar_days_are_said_to_count(office_at: OfficeAt) -> None:
    office = office_at("declared")
    clocks = room(office).partition("Plan for Limit Where it stands")[2]
    assert "Organise the debrief Kit Marlowe Thursday 5 March 2026 Thursday 5 March 2026 Why?" in clocks
    assert "3 days left. Calendar days" in clocks
    assert "Tell all members You Monday 16 March 2026" in clocks
    assert "14 days left. Calendar days: the weekend counts" in clocks


def test_mi_06_a_potential_incident_has_no_clock_of_the_protocol(office_at: OfficeAt) -> None:
    # given an incident that may become major
    office = office_at("enquired")
    story.decide(office.played.driver, office.played.reference, "potential")
    story.send_mail(office.played.driver, office.played.reference)
    words = room(office, by=INGRID)
    assert "Potential major racial incident" in words
    assert "Decide again by 9:40am, Tuesday 3 March 2026." in words
    assert "No clock of the protocol runs." in words
    assert "What comes next, and it is yours Decide again by 9:40am, Tuesday 3 March 2026" in words
    # then those who were warned are listed, and no rung
    assert "Who was warned" in words
    assert "Comfort Asante Racial Equality Council 9:40am" in words
    assert "Who has been told, in order" not in words
    assert "Tell all members" not in words


def test_mi_24_a_downgraded_incident_still_owes_the_report_to_members(office_at: OfficeAt) -> None:
    # given the partners were told / when it is downgraded
    office = office_at("declared")
    told(office, "crro", "partners")
    story.stand_down(office.played.driver, office.played.reference)
    words = room(office)
    assert "Downgraded Monday 2 March 2026 at 10am. The inquiry found no racial motive." in words
    assert "Stand-down sent to 4 people; the report to members still goes by Monday 16 March 2026." in words
    # then the rungs that were never told say so, and the members still have their limit
    assert "Not told Chief officer of the council" in words
    assert "by Monday 16 March All partnership members" in words
    assert "Downgrade or withdraw" not in words


def test_mi_26_a_closed_incident_keeps_its_record_and_offers_nothing(office_at: OfficeAt) -> None:
    office = office_at("declared")
    played = office.played
    told_everybody(played)
    story.inform_members(played.driver, played.reference)
    story.send_mail(played.driver, played.reference)
    story.follow_up(played.driver, played.reference)
    story.fix_debrief(played.driver, played.reference, played.driver.today)
    story.hold_debrief(played.driver, played.reference)
    story.close(played.driver, played.reference)
    words = room(office)
    assert "Nothing is due. The record stays as it is." in words
    assert "Two people were charged." in words
    assert "Ring the duty desk of the council first." in words
    for act in ("Pass on information", "Correct what was sent", "Add a further incident"):
        assert act not in words
    assert office.at(DELPHINE).get(f"/incidents/{played.reference}/new/correction").status == 404


def test_mi_08_not_major_says_who_has_it_now(office_at: OfficeAt) -> None:
    office = office_at("enquired")
    story.decide(office.played.driver, office.played.reference, "not_major")
    words = room(office, by=INGRID)
    assert "Racial incident, not major" in words
    assert "It is being handed over." in words


@ON_BOTH
def test_te_32_the_tension_that_a_declaration_opened_is_linked(office_at: OfficeAt) -> None:
    office = office_at("declared")
    words = room(office)
    assert "Linked ASH-TE-2026-0001" in words
    assert office.at(DELPHINE).get("/tension/ASH-TE-2026-0001").status == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (INGRID, 200),
        (BRAM, 200),
        (AMOS, 200),
        (DELPHINE, 200),
        (KIT, 200),
        (NELL, 200),
        (MARIAN, 403),  # clocks and counts only
        (JO, 404),
        ("mabel.thorne@ashmoor.example", 404),
        ("juno.faraday@ashmoor.example", 404),
    ],
)
def test_only_those_who_work_by_the_protocol_open_the_room(office_at: OfficeAt, who: str, status: int) -> None:
    office = office_at("declared")
    assert office.at(who).get(f"/incidents/{office.played.reference}").status == status


def test_a_tension_case_has_no_incident_room_and_nobody_is_let_in_without_signing_in(office_at: OfficeAt) -> None:
    office = office_at("declared")
    assert office.at(DELPHINE).get("/incidents/ASH-TE-2026-0001").status == 404
    assert office.at(DELPHINE).get("/incidents/ASH-MI-2026-9999").status == 404
    browser = office.at(DELPHINE)
    browser.client.delete_cookie("__Host-folkmoot", domain="folkmoot.example.org")
    assert browser.get(f"/incidents/{office.played.reference}").location.startswith("/sign-in")
