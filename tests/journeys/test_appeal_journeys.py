"""Appeals over HTTP: upheld at stage 1, upheld at stage 2. Every act goes through a page."""

from datetime import date

from service.demo.answers import JO
from service.demo.appeals import SUNNIVA
from service.store.record import Appeal
from service.store.work import Deadline
from tests.frozen_clock import FrozenClock, day
from tests.journeys import http_appeal as appeal
from tests.journeys.http_application import apply, follow, refuse
from tests.journeys.http_people import Person
from tests.journeys.http_town import HttpTown, open_http_town
from tests.journeys.post_office import pdf_of, words_of
from tests.journeys.public_pages import RESIDENT, Incident, Receipt
from tests.stages import ON_SQLITE, AtStage

REFERENCE = "ASH-AP-2026-0001"
TWO_INCIDENTS = [
    Incident(happened_on=date(2026, 1, 20), reported_on=date(2026, 1, 20)),
    Incident(happened_on=date(2026, 2, 10), reported_on=date(2026, 2, 12), body="council"),
]


# -- stage 1 ----------------------------------------------------------------------------------------------------------


def test_ap_01_to_ap_16_an_appeal_against_a_refusal_is_upheld_and_put_right(http_town: HttpTown) -> None:
    """From the public form over the refusal to the report on what was done, no act but through a page."""
    town = http_town
    amara = town.somebody()
    receipt = apply(amara, TWO_INCIDENTS)
    refuse(town, receipt)
    town.go_to("Fri 6 Mar 2026 10:00")
    follow(amara, receipt)
    appeal.send_appeal(amara)
    amara.reads("Your appeal ASH-AP-2026-0001. Received.")

    acknowledge(town)
    file_is_asked_for(town, receipt.reference)
    appeal.release_file(town)
    town.go_to("Mon 9 Mar 2026 10:00")
    assess_with_the_file(town, receipt.reference)
    send_decision(town)
    check_told(town, amara, receipt)
    town.go_to("Thu 12 Mar 2026 10:00")
    appeal.put_right(town, asked="Decide the threshold again with the phone call.", done="Counted again: it is met.")
    close(town, amara, receipt)


def acknowledge(town: HttpTown) -> None:
    """The office reads of it by its nearest promise, registers it, and writes the same day."""
    officer = town.at(SUNNIVA)
    officer.open("/appeals")
    officer.reads("1 working day left Monday 9 March", "Acknowledge the appeal", f"“{appeal.WORDS}”")
    appeal.register(town)
    letter = officer.seal()
    for words in (
        "This is a stage 1 appeal. It is about the decision not to hold a review.",
        "You will have our decision by Tuesday 7 April 2026.",
        "The Commissioner cannot give them orders or choose what they do.",
    ):
        assert words in letter, words
    officer.reads("It started Decide the appeal by Tuesday 7 April 2026.")
    mail = town.mails_to(RESIDENT)[-1]
    assert mail["Subject"] == "A letter for you"  # safe contact: others may see her mail
    assert "Office of the Police and Crime Commissioner" in words_of(mail)
    assert pdf_of(mail).startswith(b"%PDF-")


def file_is_asked_for(town: HttpTown, reference: str) -> None:
    """The single point of contact hears of it by letter and by task, and sees no more of it."""
    subjects = [str(mail["Subject"]) for mail in town.mails_to(JO)]
    assert f"Please send us the file of a case review, {REFERENCE}" in subjects
    jo = town.at(JO)
    jo.all_work()
    jo.reads("5 working days left Friday 13 March Put the file together")
    jo.open(f"/cases/{reference}")
    jo.reads(f"Appeal {REFERENCE}: Waiting for the file.")
    jo.open(f"/appeals/{REFERENCE}", status=403)
    town.at(SUNNIVA).open(f"/cases/{reference}", status=404)


def assess_with_the_file(town: HttpTown, reference: str) -> None:
    """Released, the file can be read; both counts stand beside the tests; the head decides."""
    officer = town.at(SUNNIVA)
    officer.open(f"/appeals/{REFERENCE}")
    officer.reads("Decide the appeal, by Tuesday 7 April 2026", "The two counts side by side")
    officer.follow(reference)
    officer.reads("Closed: threshold not met.")
    officer.misses("Show with a reason")  # what is restricted stays so
    because = "The phone call to the council in February was left out."
    asked = "Decide the threshold again with the phone call."
    decision = appeal.upheld("threshold", because, what="decide_again", asked=asked, due_on=day("Mon 16 Mar 2026"))
    appeal.decide(town, appeal.found("facts", because), decision)
    officer.open(f"/appeals/{REFERENCE}")
    officer.reads(f"1. Were the facts right? No {because}", "6. Was the result open to the bodies? Yes")


def send_decision(town: HttpTown) -> None:
    """What the appellant is sent says what was wrong, what is asked for, and that it is final."""
    letter = appeal.approve(town, "the decision")
    for words in (
        "We have upheld your appeal.",
        "The phone call to the council in February was left out.",
        "Decide the threshold again with the phone call. By Monday 16 March 2026.",
        "We asked them to tell us by Monday 16 March 2026 what was done.",
        "This decision is final.",
    ):
        assert words in letter, words


def check_told(town: HttpTown, amara: Person, receipt: Receipt) -> None:
    """The news reaches the case as a task with its date; both sides read that it was upheld, and by when."""
    town.wait(minutes=10)
    assert pdf_of(town.mails_to(RESIDENT)[-1]).startswith(b"%PDF-")
    follow(amara, receipt)
    stands = "Upheld on Monday 9 March 2026. What is done about it is to be reported by Monday 16 March 2026."
    amara.reads(f"Your appeal {REFERENCE}. {stands}")
    jo = town.at(JO)
    jo.all_work()
    jo.reads("5 working days left Monday 16 March Put right and report")
    jo.open(f"/cases/{receipt.reference}")
    jo.reads("Putting right what an appeal found.", f"Appeal {REFERENCE}: {stands}")
    officer = town.at(SUNNIVA)
    officer.open(f"/appeals/{REFERENCE}")
    officer.reads("Being put right.", "Upheld on Monday 9 March 2026 by Odile Varga.")
    officer.open(f"/cases/{receipt.reference}", status=404)  # the file is shut again


def close(town: HttpTown, amara: Person, receipt: Receipt) -> None:
    """The report is read, both cases are closed, and the record says it all."""
    town.wait(minutes=10)
    appeal.read_report(town)
    officer = town.at(SUNNIVA)
    officer.open("/appeals")
    officer.reads("There are no open appeals.")
    officer.follow("Decided 1")
    officer.follow(REFERENCE)
    officer.reads(
        "Closed: upheld and reported.",
        "They reported back on Thursday 12 March 2026: Counted again: it is met.",
        "Acknowledge the appeal Met Friday 6 March",
        "Decide the appeal Met Monday 9 March",
    )
    follow(amara, receipt)
    amara.reads(f"Your appeal {REFERENCE}. Upheld on Monday 9 March 2026.")
    record = town.of_case(Appeal, REFERENCE)
    assert (record.channel, record.remit_version, record.outcome) == ("online", 1, "upheld")
    assert (record.acknowledged_on, record.decided_on) == (day("Fri 6 Mar 2026"), day("Mon 9 Mar 2026"))
    for reference in (REFERENCE, receipt.reference):
        assert not town.case(reference).is_open
        assert not [row.clock for row in town.rows(Deadline, reference) if row.state == "running"]


# -- stage 2 ----------------------------------------------------------------------------------------------------------


@ON_SQLITE
def test_ap_16_an_appeal_about_a_plan_is_upheld_beside_the_plan_that_goes_on(
    at_stage: AtStage, pdf_library: None
) -> None:
    # given a review whose plan is being followed since Thursday 19 March
    about = at_stage("following")
    plan_clocks = about.running()
    with open_http_town(about.driver.toolbox, FrozenClock("Mon 23 Mar 2026 10:00")) as town:
        appeal_by_phone(town, about.reference)
        letter = uphold_the_plan(town)
        # then the bodies have twenty working days from the decision, whatever day the head wrote
        assert "Look again at action 2, which has no date to measure. By Tuesday 14 April 2026." in letter
        town.wait(minutes=10)
        jo = town.at(JO)
        jo.open(f"/cases/{about.reference}")
        jo.reads(
            "Putting right what an appeal found.", "What is done about it is to be reported by Thursday 23 April 2026"
        )
        assert about.running() == {**plan_clocks, "ct_remit": day("Thu 23 Apr 2026")}
        # when it is reported and read / then the appeal is closed and the plan is still followed
        town.go_to("Mon 13 Apr 2026 10:00")
        appeal.put_right(town, asked="Look again at action 2", done="Action 2 is measured from 1 May.")
        jo.reads("You answered this at 10am today.")
        town.wait(minutes=10)
        appeal.read_report(town)
        record = town.of_case(Appeal, REFERENCE)
        assert (record.stage, record.channel, record.outcome) == (2, "transcribed", "upheld")
        assert town.case(REFERENCE).stage == "Closed: upheld and reported"
        assert (town.case(about.reference).is_open, town.case(about.reference).stage) == (True, "Following the plan")
        assert "ct_plan_review" in about.running()


def appeal_by_phone(town: HttpTown, about: str) -> None:
    """The applicant phones on Friday evening; the office writes it down on Monday with its true time."""
    told = {"channel": "transcribed", "received_on": day("Fri 20 Mar 2026"), "received_time": "4:40pm"}
    officer = appeal.enter_appeal(town, about, **told)
    officer.reads("Tell Amara that we have the appeal, by Monday 23 March 2026 Due today.")
    appeal.register(town, grounds=["plan"], stage="2")
    officer.reads(
        "How it came By phone, and written down", "Please read it. Tell me if it is right, or what to change."
    )
    letter = officer.seal()
    assert "The plan goes on while we look at your appeal" in letter
    assert "You will have our decision by Wednesday 22 April 2026." in letter  # Easter lies between


def uphold_the_plan(town: HttpTown) -> str:
    """Five tests, no recount; the decision asks to look again at one action."""
    appeal.release_file(town)
    town.go_to("Tue 24 Mar 2026 10:00")
    officer = town.at(SUNNIVA)
    officer.find_task("Assess the appeal")
    officer.misses("Do the counts stand on a recount?")
    because = "Action 2 has no date from which it is measured."
    asked = "Look again at action 2, which has no date to measure."
    decision = appeal.upheld("plan", because, what="reopen_plan", asked=asked, due_on=day("Tue 14 Apr 2026"))
    five = tuple(one for one in appeal.TESTS if one != "recount")
    appeal.decide(town, appeal.found("evidence", because, of=five), decision)
    return appeal.approve(town, "the decision")
