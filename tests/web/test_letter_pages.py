"""Letters on their pages: checked, asked for, approved, sealed, sent back; never unseen, never by the writer alone."""

import re
from collections.abc import Callable
from html import unescape

from sqlalchemy import update

from service.demo import answers as said
from service.store.letters import LetterDraft
from service.store.record import Party
from tests.stages import ON_BOTH
from tests.web.letter_acts import a_met_letter, approve, ask, seen_in
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]


@ON_BOTH
def test_ct_27_a_letter_is_checked_approved_by_another_and_sealed(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    shown = text_of(office.at(said.JO).page)
    assert "Not sent. Written by Jo Whitlock; needs approval by Marian Holt or Priya Raman" in shown
    assert "Passed Every field has a value" in shown
    assert "Look Safe contact: the email subject will be “A letter for you”" in shown
    assert "The outcome by" in shown
    # given  Marian was asked
    ask(office, letter)
    # when   she approves, looking at the very letter
    marian = office.at(said.MARIAN).get(letter)
    assert "Approve the letter: we will hold a review" in marian.page
    assert approve(office, letter).status == 303
    # then   it is sealed and the case goes on; the page says when it went and what it started
    assert len(office.played.letters("L-CT-07")) == 1
    done = text_of(marian.get(marian.location).page)
    assert "Sealed on Thursday 5 March 2026." in done
    assert "Contact" in office.played.task_row("Task_ContactApplicant").name
    jo = text_of(office.at(said.JO).get(letter).page)
    assert "It started" in jo
    assert "Thursday 2 April 2026" in jo  # 20 working days on


def test_the_writer_cannot_approve(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    jo = office.at(said.JO).get(letter)
    assert "Save my answer" not in jo.page
    jo.post(letter, act="answer", answer="send", **seen_in(jo))
    jo.get(letter).post(letter, act="seal", **seen_in(jo))
    assert jo.status in (303, 403, 409)
    assert not office.played.letters("L-CT-07")


def test_the_deputy_may_approve_what_the_spoc_wrote(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    assert approve(office, letter, by=said.PRIYA).status == 303
    assert office.played.letters("L-CT-07")


def test_nothing_is_approved_before_it_was_asked_for(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    marian = office.at(said.MARIAN).get(letter)
    assert "The writer has not asked for approval yet." in marian.page
    marian.post(letter, act="seal", **seen_in(marian))
    assert marian.status in (403, 409)
    assert not office.played.letters("L-CT-07")


def test_a_letter_is_sent_back_with_what_to_change(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    marian = office.at(said.MARIAN).get(letter)
    # given  the words are missing
    marian.post(letter, act="answer", answer="back", words="")
    assert (marian.status, "Enter what to change" in marian.page) == (422, True)
    # when
    marian.post(letter, seen=letter, act="answer", answer="back", words="Say that the children may come too.")
    assert marian.status == 303
    # then
    shown = text_of(office.at(said.JO).get(letter).page)
    assert "It was sent back to you: Say that the children may come too." in shown
    assert "Ask Marian Holt to approve" in shown


def test_an_approver_must_select_an_answer(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    marian = office.at(said.MARIAN).post(letter, seen=letter, act="answer")
    assert (marian.status, 'href="#answer"' in marian.page) == (422, True)
    assert "<title>Error: Approve the letter" in marian.page


def test_own_words_are_kept_within_their_limit_and_shown_in_the_letter(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    jo = office.at(said.JO)
    # given  too many words
    many = " ".join(["word"] * 71)
    jo.post(letter, seen=letter, act="save", **{"own-note": many})
    assert jo.status == 422
    assert "Shorten your own words to 60 words. You have 71." in jo.page
    assert many in jo.page
    # when   they are short enough
    jo.post(letter, seen=letter, act="save", **{"own-note": "I know these weeks have been hard."})
    assert jo.status == 303
    # then   they stand in the letter, the plain text and what differs from the template
    for show in ("standard", "plain", "own"):
        assert "I know these weeks have been hard." in jo.get(f"{letter}?show={show}").page
    assert office.played.drafts("L-CT-07")[0].own_words == {"note": "I know these weeks have been hard."}


def test_words_typed_and_not_saved_go_with_the_asking(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    office.at(said.JO).post(letter, seen=letter, act="ask", **{"own-note": "Thank you for the dates."})
    (draft,) = office.played.drafts("L-CT-07")
    assert (draft.state, draft.own_words) == ("waiting", {"note": "Thank you for the dates."})


def test_ct_45_a_letter_that_changed_since_it_was_opened_does_not_go(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    ask(office, letter)
    marian = office.at(said.MARIAN).get(letter)
    seen = seen_in(marian)
    # given  the applicant's name was put right meanwhile
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Party).values(name="Amara Lindqvist"))
    marian.post(letter, act="answer", answer="send", **seen)
    assert marian.status == 409
    shown = text_of(marian.page)
    assert "The case changed after you opened this letter. Look at the new letter." in shown
    assert "Show the letter as it is now" in shown
    assert not office.played.letters("L-CT-07")
    # and the letter as it is now can be sent
    assert approve(office, letter).status == 303
    assert office.played.letters("L-CT-07")


def test_ct_12_letters_to_several_readers_are_each_looked_at(office_at: OfficeAt) -> None:
    office = office_at("prepared")
    driver = office.played.driver
    on = driver.calendar.add_working_days(driver.today, working_days=5)
    office.press("Task_FixMeeting", said.meeting_on(on), by=said.JO)
    office.press("Task_DecideVictimPart", said.VICTIM_PART, by=said.NADIA)
    letter = office.letter("Task_SendInvitations", by=said.JO)
    jo = office.at(said.JO)
    total = len(office.played.drafts("L-CT-10"))
    assert total > 1
    assert f"Goes to {total} readers" in jo.page
    assert "Seal and send" not in jo.page
    # when   sealing is tried before all were looked at
    jo.post(letter, act="seal", **seen_in(jo))
    assert jo.status == 409
    assert "Look at each letter before you seal them." in jo.page
    assert not office.played.letters("L-CT-10")
    # then   the links lead through all of them, and the last page has the button
    jo.get(letter)
    for _ in range(total - 1):
        address = unescape(re.findall(r'href="([^"]+)">Look at the next', jo.page)[0])
        jo.get(address)
    assert f"Seal and send {total} letters" in jo.page
    jo.post(address, act="seal", **seen_in(jo))
    assert jo.status == 303
    assert len(office.played.letters("L-CT-10")) == total


def test_a_letter_without_a_second_person_is_sealed_by_its_writer(office_at: OfficeAt) -> None:
    office = office_at("checked")
    letter = office.letter("Task_AcknowledgeApplication", by=said.JO)
    jo = office.at(said.JO)
    assert "Seal and send" in jo.page
    jo.post(letter, act="seal", **seen_in(jo))
    assert jo.status == 303
    done = text_of(jo.get(jo.location).page)
    assert "It leaves within minutes, by email." in done


def test_sealing_twice_sends_once(office_at: OfficeAt) -> None:
    office = office_at("checked")
    letter = office.letter("Task_AcknowledgeApplication", by=said.JO)
    jo = office.at(said.JO)
    page, seen = jo.page, seen_in(jo)
    jo.post(letter, act="seal", **seen)
    jo.page = page
    jo.post(letter, act="seal", **seen)
    assert jo.status == 409  # nothing more to seal: the page shows the letter that went
    assert "You answered this at" in jo.page
    assert len(office.played.letters("L-CT-01")) == 1


def test_a_letter_that_must_be_put_right_cannot_go(office_at: OfficeAt) -> None:
    office = office_at("checked")
    letter = office.letter("Task_AcknowledgeApplication", by=said.JO)
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(LetterDraft).where(LetterDraft.code == "L-CT-01").values(channel="post"))
        session.execute(update(Party).values(postcode=""))
    jo = office.at(said.JO).get(letter)
    assert "It cannot go yet." in jo.page
    assert "Seal and send" not in jo.page
    jo.post(letter, act="seal", **seen_in(jo))
    assert jo.status == 409
    assert not office.played.letters("L-CT-01")


def test_letters_with_questions_are_written_from_the_answers(office_at: OfficeAt) -> None:
    office = office_at("planned")
    path = office.path("Task_AcceptPlan")
    assert office.at(said.TOM).get(path).status == 200


def test_ct_48_the_plan_is_handed_over_with_the_letter_to_its_lead(office_at: OfficeAt) -> None:
    office = office_at("told")
    office.played.pass_days(2)
    driver = office.played.driver
    plan = said.plan(office.played.keys("recommendations"), driver.person_id(said.TOM), driver.today)
    office.press("Task_AgreePlan", plan, by=said.JO)
    office.played.send("Task_SendPlan", by=said.JO)
    # given  the questions come first
    path = office.path("Task_HandOverPlan")
    jo = office.at(said.JO).get(path)
    assert "Lead officer for the whole plan" in jo.page
    assert "Save and preview the letter" in jo.page
    # when   they are answered, the letter to the lead officer is shown
    jo.post(path, lead=str(driver.person_id(said.TOM)))
    assert jo.location == f"{path}/letters"
    jo.get(jo.location)
    letter = jo.location
    jo.get(letter)
    assert "Tom Ashdown" in jo.page
    # and they can be changed: the letter is written anew
    assert "Lead officer for the whole plan" in jo.get(f"{path}?questions=1").page
    assert re.search(rf'value="{driver.person_id(said.TOM)}"[^>]*(checked|selected)', jo.page)
    jo.get(letter).post(letter, act="seal", **seen_in(jo))
    assert jo.status == 303
    assert office.played.letters("L-CT-15")


def test_nobody_else_opens_an_unsealed_letter(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    for email, status in ((said.IRIS, 403), (said.TOM, 404), ("rowan.pike@ashmoor.example", 404)):
        assert office.at(email).get(letter).status == status, email
    assert office.at(said.JO).get(f"{letter}9999").status == 404
