"""A letter approved and not sent yet: its writer sends it later, on that day's date, if nothing changed. D-041."""

from collections.abc import Callable

from sqlalchemy import update

from service.demo import answers as said
from service.store.record import Party
from tests.frozen_clock import day
from tests.stages import ON_BOTH
from tests.web.letter_acts import a_met_letter, approve, ask, seen_in
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]


def approve_for_later(office: Office, letter: str) -> None:
    """Let Marian approve a letter that Jo sends later."""
    marian = office.at(said.MARIAN).get(letter)
    marian.post(letter, act="answer", answer="approve", **seen_in(marian))
    assert marian.status == 303, text_of(marian.page)


def a_day_later(office: Office) -> None:
    """Go on by a working day; everybody signs in anew."""
    office.played.pass_days(1)
    office.seats.clear()


def test_a_letter_approved_for_later_is_sealed_on_the_day_its_writer_sends_it(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    # given  Marian approves it on Thursday 5 March 2026, to be sent later
    marian = office.at(said.MARIAN).get(letter)
    assert "Approve, do not send yet" in marian.page
    marian.post(letter, act="answer", answer="approve", **seen_in(marian))
    assert (marian.status, marian.location) == (303, "/letters/approved")
    assert "Thursday 5 March 2026, not sent yet." in text_of(marian.get(marian.location).page)
    assert "It is approved. Its writer sends it." in marian.get(letter).page
    assert "Letters 1" not in text_of(marian.page)  # it is not her work any more
    # then   nothing was sealed, promised or stopped, and the history and the list of work say who approved
    assert not office.played.letters("L-CT-07")
    assert office.played.clock("ct_threshold_decision").state == "running"
    assert "Marian Holt approved" in office.played.events("letter_approved")[0]
    assert "to be sent later" in office.played.task_row("Task_SendThresholdMet").because
    # when   Jo, on whose list it is, sends it the day after
    a_day_later(office)
    assert "Marian Holt approved “Write: we will hold a review”" in text_of(
        office.at(said.JO).get("/work?whose=mine&later=yes").page
    )
    jo = office.at(said.JO).get(letter)
    shown = text_of(jo.page)
    assert "Not sent. Written by Jo Whitlock; approved by Marian Holt on Thursday 5 March 2026" in shown
    assert "on Thursday 5 March 2026; it must go by Monday 16 March 2026." in shown
    assert "It carries today’s date" in shown
    jo.post(letter, act="seal", **seen_in(jo))
    assert jo.status == 303, text_of(jo.page)
    # then   it bears the date of that day and counts from it; the sealed page names both people
    (sealed,) = office.played.letters("L-CT-07")
    assert sealed.letter_on == day("Fri 6 Mar 2026")
    assert "Friday 6 March 2026" in sealed.text
    assert office.played.running()["ct_review_outcome"] == day("Tue 7 Apr 2026")  # Easter counted out
    page = text_of(jo.get(f"/cases/{office.played.reference}/letters/{sealed.id}").page)
    assert "Thursday 5 March 2026, Marian Holt" in page
    assert "Friday 6 March 2026, Jo Whitlock" in page


def test_ct_45_an_approved_letter_does_not_go_once_the_case_changed(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    approve_for_later(office, letter)
    # given  the applicant's name is put right the day after, while Jo has the letter open
    a_day_later(office)
    jo = office.at(said.JO).get(letter)
    seen = seen_in(jo)
    assert "Send now" in jo.page
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Party).values(name="Amara Lindqvist"))
    # when   / then  the page asks for approval again, and a button pressed on an old page sends nothing
    jo.get(letter)
    assert "The case changed after this letter was approved." in jo.page
    assert "Send now" not in jo.page
    jo.post(letter, act="seal", **seen)
    assert (jo.status, office.played.letters("L-CT-07")) == (409, [])
    assert "Ask for approval again." in jo.page
    # and    approved again, it goes
    ask(office, letter)
    assert approve(office, letter).status == 303
    assert office.played.letters("L-CT-07")


@ON_BOTH
def test_own_words_after_an_approval_need_a_new_one(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    approve_for_later(office, letter)
    jo = office.at(said.JO).get(letter)
    jo.post(letter, seen=letter, act="seal", **seen_in(jo), **{"own-note": "Please bring your diary."})
    assert jo.status == 409
    assert "They were not approved: ask for approval again." in jo.page
    assert "Ask Marian Holt to approve" in jo.get(letter).page
    assert not office.played.letters("L-CT-07")


def test_the_writer_cannot_approve_for_later_and_an_old_page_approves_nothing(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    # given / when  Jo, who wrote it, posts the approver's answer / then  it stays as it was
    jo = office.at(said.JO).get(letter)
    jo.post(letter, act="answer", answer="approve", **seen_in(jo))
    assert office.played.drafts("L-CT-07")[0].state == "waiting"
    # when   the case changes while Marian reads / then  her answer approves nothing
    marian = office.at(said.MARIAN).get(letter)
    seen = seen_in(marian)
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Party).values(name="Amara Lindqvist"))
    marian.post(letter, act="answer", answer="approve", **seen)
    assert marian.status == 409
    assert "The case changed after you opened this letter." in text_of(marian.page)
    assert office.played.drafts("L-CT-07")[0].state == "waiting"
