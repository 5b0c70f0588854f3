"""Tension over HTTP: from 4 to 2 to 4 to 6, closed and evaluated; a false alarm. Every act goes through a page."""

from service.demo.tension import BRAM, DELPHINE, EDWIN, JUNO, MABEL, NELL, scored
from service.store.notices import NoticeRound
from service.store.record import Tension, ThreatAssessment
from service.store.work import Deadline, OpenTask
from tests.databases import ON_SQLITE
from tests.frozen_clock import day
from tests.journeys import http_conflict as conflict
from tests.journeys import http_tension as tension
from tests.journeys.http_town import HttpTown
from tests.journeys.post_office import words_of

CALM = {"direction": "falling", "normality": True, "normality_by": "Superintendent Oyelaran and Nell Ashdown"}
NEWS = "a change of level or a stand-down"
OF_OTHERS = ("Applicant", "applicant", "SPOC", "case review", "Community Trigger")  # words of the other protocol


def test_te_12_to_te_27_from_four_to_two_to_four_to_six_closed_and_evaluated(http_town: HttpTown) -> None:
    """From a resident's concern to the evaluation, no act but through a page."""
    town = http_town
    tension.list_contacts(town)
    resident = town.somebody()
    reference = tension.report_in_public(resident)
    resident.reads("look at it by Tuesday 3 March 2026.", "We reply to you by Wednesday 4 March 2026.")

    heightened(town, reference)
    conflict_breaks_out(town, reference)
    alert_is_answered(town, reference)
    town.go_to("Tue 3 Mar 2026 18:45")
    conflict.meet_at_once(town)
    conflict.authorise(town)
    conflict.assess_impact(town)
    conflict.agree_media(town, reference)
    duties_are_done(town, reference)
    calmer(town, reference)
    quiet(town, reference)
    closed(town, reference)
    check_words(town, reference)
    check_record(town, reference)


def heightened(town: HttpTown, reference: str) -> None:
    """Level 4 is agreed on Monday: the officers are informed the same day, the team meets in five working days."""
    town.go_to("Mon 2 Mar 2026 11:00")
    lead = town.at(MABEL)
    lead.open("/tension")
    lead.reads("Ashmoor has a concern without a level. You must agree the first level by Tuesday 3 March.")
    tension.set_level(town, reference, (4, 5, 4), 4)
    lead.reads("Level 4 Heightened", "Agreed today at 11am by Mabel Thorne and Yusuf Carrow.")
    told = words_of(town.mails_to(BRAM)[-1])
    assert "Ashmoor is at level 4, Heightened: heightened tension, more risk" in told
    assert "The team must meet by Monday 9 March 2026." in told
    tension.ring(town, reference, "Edwin Sark")
    keeper = town.at(DELPHINE)
    keeper.all_work()
    keeper.reads("5 working days left Monday 9 March Hold the meeting")
    council = town.at(NELL)
    council.find_task("Reply to the reporter")
    council.seal()
    (reply,) = town.mails_to(tension.REPORTER)
    assert reply["Subject"] == f"A letter for you: {reference}"


def conflict_breaks_out(town: HttpTown, reference: str) -> None:
    """On Tuesday at 6pm the level is 2: everything slower ends, an alert leaves at once."""
    town.go_to("Tue 3 Mar 2026 18:00")
    lead = town.at(MABEL)
    lead.open(f"/tension/{reference}")
    lead.follow("Reports")
    lead.follow("Add a report")
    fought = {"channel": "phone", "source": "agency", "what": "Four people fought.", "is_violent": True}
    lead.press("Add this report", {**fought, "is_restricted": False})
    tension.set_level(town, reference, (3, 2, 2), 2)
    lead.reads(
        "Level 2 Significant Conflict happening or happened Rising, from 4 Heightened.",
        "Meet by 10pm today, Tuesday 3 March 2026 4 hours left. Target 8pm. This clock runs day and night.",
        "Who was alerted 0 of 4 have answered",
        "Deputy Piers Amadi is told at 6:30pm.",
        "Review the level by 6pm, Wednesday 4 March.",
    )
    lead.misses("Hold the meeting", "Consult community leaders")
    keeper = town.at(DELPHINE)
    keeper.all_work()
    keeper.reads("4 hours left by 10pm today Start the meeting")
    keeper.misses("Hold the meeting")


def alert_is_answered(town: HttpTown, reference: str) -> None:
    """One presses the button of the mail, one's deputy stands in, one is rung, one is rung after a quarter hour."""
    team = tension.follow_mail(town, tension.TEAM)
    team.reads("Ashmoor is at level 2, Significant", "Meet by 10pm today.", "How to join Police station, room 2.")
    team.press("I have this")
    team.reads("Recorded at 6pm.")
    tension.ring(town, reference, "Edwin Sark")
    town.wait(minutes=16)
    tension.ring(town, reference, "Nell Ashdown", because="They have not answered.")
    town.wait(minutes=15)
    deputy = tension.follow_mail(town, tension.DEPUTY)
    deputy.reads("Alert for Piers Amadi", "You get this for Bram Oyelaran.")
    deputy.press("I have this")
    commander = town.at(BRAM)
    commander.open("/tension")
    commander.reads("Ashmoor is at level 2, Significant, and rising. You must meet by 10pm today.")
    commander.follow("Kestrel ward…")
    commander.reads("4 of 4 have answered", "6:31pm, by deputy", "Piers Amadi for Bram Oyelaran 6:31pm, email 6:31pm")


def duties_are_done(town: HttpTown, reference: str) -> None:
    """What level 2 asked for is done the same evening; the director reads it without a task of his own."""
    director = town.at(EDWIN)
    director.open(f"/tension/{reference}")
    director.reads(
        "Done Meet",
        "Done Write the community impact assessment",
        "Done Responses authorised by police and council",
        "Done One media line, approved by police and council",
        "Released on Tuesday 3 March at 6:45pm. Nell Ashdown, council speaks for both.",
        "“The hall is safe. We are looking into the fire.”",
    )


def calmer(town: HttpTown, reference: str) -> None:
    """On Wednesday afternoon, inside 24 hours, it comes down to 4: normality is checked, a new meeting is due."""
    town.go_to("Wed 4 Mar 2026 16:00")
    lead = town.at(MABEL)
    lead.open(f"/tension/{reference}")
    lead.reads("Review the level by 6pm today, Wednesday 4 March 2026 2 hours left.")
    tension.set_level(town, reference, (4, 4, 4), 4, **CALM)
    lead.reads("Falling, from 2 Significant.", "Meet: target Monday 9 March, limit Wednesday 11 March")
    told = [words_of(mail) for mail in town.mails_to(NELL)[-2:]]
    assert any("This is less serious than before. It was at level 2" in words for words in told)
    assert any("The team must meet by Wednesday 11 March 2026." in words for words in told)
    town.go_to("Mon 9 Mar 2026 10:00")
    conflict.hold_meeting(town)
    conflict.consult(town)


def quiet(town: HttpTown, reference: str) -> None:
    """On Wednesday 11 March it is level 6: whoever was alerted is told to stand down."""
    town.go_to("Wed 11 Mar 2026 10:00")
    lead = tension.set_level(town, reference, (6, 6, 6), 6, direction="falling")
    lead.reads("Level 6 Insignificant Normal range", "Monthly review by Friday 10 April 2026", "Who was told 7 people")
    council = tension.follow_mail(town, NELL)
    council.reads("Stand down: Ashmoor is back at level 6, Insignificant", "You need do nothing more")
    watch = {"police_by": "PC on the ward", "partnership_by": "The co-ordinator", "signs": "Posts about the hall."}
    lead.do("Note who watches", watch, button="Note who watches")
    town.at(BRAM).open("/tension")
    town.at(BRAM).reads("Monthly review by Friday 10 April")


def closed(town: HttpTown, reference: str) -> None:
    """Closed as settled after Easter; what was done is evaluated in twenty working days."""
    town.go_to("Tue 7 Apr 2026 10:00")
    lead = town.at(MABEL)
    lead.do("Score the tension", scored(6, 6, 6), button="Score the tension")
    lead.follow("Agree the level")
    said = {"reasons": "Quiet for four weeks.", "asb_answer": "agreed", "asb_by": "Yusuf Carrow"}
    lead.press("Agree the level", {"level": "0", "close_as": "settled", **said})
    last = words_of(town.mails_to(NELL)[-1])
    assert "Stand down: the matter in Ashmoor is settled and closed" in last
    lead.all_work()
    assert [words for words, _ in lead.shown.links() if words.startswith("Ring")] == [f"Ring Edwin Sark: {NEWS}"]
    tension.ring(town, reference, "Edwin Sark")
    keeper = town.at(DELPHINE)
    keeper.open(f"/tension/{reference}")
    keeper.reads("Evaluate what was done by Wednesday 6 May 2026 20 working days left.")
    done = {"done": "Patrols, youth work.", "effect": "From 2 to 6.", "worked": "yes", "worked_why": "It stayed calm."}
    keeper.do("Evaluate what was done", done, button="Evaluate what was done")
    keeper.open(f"/tension/{reference}")
    keeper.reads("Closed: settled. Nothing is due. The record stays as it is.")


def check_words(town: HttpTown, reference: str) -> None:
    """No page of a tension and no mail speaks of the other protocol's people and papers."""
    for path in (f"/tension/{reference}", f"/tension/{reference}/reports", f"/cases/{reference}"):
        for email in (MABEL, DELPHINE, BRAM):
            town.at(email).open(path)
            town.at(email).misses(*OF_OTHERS)
    for page in ("history", "drawing"):
        town.at(MABEL).open(f"/cases/{reference}/{page}")
        town.at(MABEL).misses(*OF_OTHERS)
    for mail in town.post.mails:
        assert not [words for words in OF_OTHERS if words in words_of(mail)], words_of(mail)


def check_record(town: HttpTown, reference: str) -> None:
    """Five assessments, the notices in their order, every clock of a band ended with it, nothing left open."""
    record = town.of_case(Tension, reference)
    assert (record.level, record.highest_level, record.outcome) == (6, 2, "settled")
    assert [row.agreed for row in town.rows(ThreatAssessment, reference)] == [4, 2, 4, 6, None]
    codes = list(dict.fromkeys(row.code for row in town.rows(NoticeRound, reference)))
    assert codes == ["L-TE-02", "L-TE-03", "L-TE-01", "L-TE-04", "L-TE-07"]
    clocks = [(row.clock, row.limit_on, row.state) for row in town.rows(Deadline, reference)]
    assert ("te_meet", day("Mon 9 Mar 2026"), "cancelled") in clocks  # of the first Monday: level 2 came between
    assert ("te_meet", day("Wed 11 Mar 2026"), "done") in clocks
    assert ("te_meet_urgent", day("Tue 3 Mar 2026"), "done") in clocks
    assert "running" not in {state for _, _, state in clocks}
    assert not [row.name for row in town.rows(OpenTask, reference) if row.state == "open"]


# -- a false alarm ----------------------------------------------------------------------------------------------------


@ON_SQLITE
def test_te_29_a_false_alarm_stands_down_everybody_who_was_alerted(http_town: HttpTown) -> None:
    """A caller tells of a fight; level 2 within two hours; it never happened; the record stays."""
    town = http_town
    tension.list_contacts(town)
    town.go_to("Sat 7 Mar 2026 21:00")
    reference = rumour(town)
    lead = tension.set_level(town, reference, (3, 2, 2), 2)
    lead.reads("Meet by 1:05am, Sunday 8 March 2026 4 hours left.")
    team = tension.follow_mail(town, tension.TEAM)
    team.press("I have this")

    # when the patrols find nobody, an hour later / then the level cannot simply be closed as settled
    town.wait(minutes=55)
    lead.open(f"/tension/{reference}")
    lead.follow("Change the level")
    lead.press("Score the tension", scored(6, 6, 6))
    lead.follow("Agree the level")
    said = {"level": "0", "asb_answer": "agreed", "asb_by": "Yusuf Carrow", "reasons": "Patrols met nobody at all."}
    words = {"close_as": "unfounded", "reassurance": "There was no fight. The market is open as usual."}
    lead.press("Agree the level", {**said, **words})

    # then everybody who was alerted stands down, and the line for the public goes with it
    for reader in (BRAM, tension.TEAM):
        told = tension.follow_mail(town, reader)
        told.reads("Stand down", "Patrols met nobody at all.")
    assert "There was no fight. The market is open as usual." in words_of(town.mails_to(JUNO)[-1])
    lead.open(f"/tension/{reference}")
    lead.reads("Level 6 Insignificant")
    tension.ring(town, reference, "Edwin Sark")
    evaluated(town, reference)


def rumour(town: HttpTown) -> str:
    """Write down the call as police risk lead on duty; the first level is due in two hours."""
    lead = town.at(MABEL)
    lead.open("/tension")
    lead.follow("Report a concern")
    call = {
        "ward": "Kestrel ward",
        "title": "rumour of a fight",
        "channel": "phone",
        "source": "individual",
        "what": "A caller says that thirty people fight at the market.",
        "is_violent": True,
        "is_restricted": False,
    }
    lead.press("Report this concern", call)
    lead.reads("You reported ASH-TE-2026-0001.", "Agree the first level by 11pm today, Saturday 7 March 2026")
    town.wait(minutes=5)
    return "ASH-TE-2026-0001"


def evaluated(town: HttpTown, reference: str) -> None:
    """People were alerted, so what was done is evaluated; the case is counted as unfounded."""
    town.go_to("Mon 9 Mar 2026 10:00")
    keeper = town.at(DELPHINE)
    keeper.open(f"/tension/{reference}")
    keeper.reads("Evaluate what was done by Tuesday 7 April 2026")
    keeper.misses("Note how police and partnership monitor it")
    done = {"done": "Two patrols.", "effect": "None: nothing was there.", "worked": "yes", "worked_why": "Quick."}
    keeper.do("Evaluate what was done", done, button="Evaluate what was done")
    keeper.open(f"/tension/{reference}")
    keeper.reads("Closed: unfounded")
    record = town.of_case(Tension, reference)
    assert (record.level, record.highest_level, record.outcome) == (6, 2, "unfounded")
    assert {row.state for row in town.rows(Deadline, reference)} <= {"done", "cancelled"}
