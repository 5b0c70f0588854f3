"""The tasks from the decision to the accepted plan, each as the person does it on its page. One function a page."""

from datetime import date

from service.demo import answers as said
from tests.journeys.answering import answer
from tests.journeys.office_pages import (
    answer_task,
    ask_approval,
    choose,
    finish_task,
    keys_on,
    open_task,
    seal_letters,
)
from tests.journeys.staff_tasks import PREVIEW, SEND_ANSWER, without
from tests.journeys.town import Town

TOM = "Tom Ashdown"


# -- preparing ------------------------------------------------------------------------------------------------------


def contact_applicant(town: Town, email: str) -> None:
    """Tell of the call in which the applicant was reached."""
    answers = said.contacted(town.clock.today())
    answer_task(town, email, "Contact the applicant", answers, button="Save the contact")


def appoint_chair(town: Town, email: str) -> None:
    """Appoint an independent chair and a minute-taker, by name."""
    page = open_task(town, email, "Appoint the chair")
    choose(page, "chair", "Nadia Farrow")
    choose(page, "minute_taker", "Cal Reddy")
    answers = without(said.appointed(0, 0, town.clock.today()), "chair", "minute_taker")
    finish_task(page, answers, button="Appoint the chair")


def give_information(town: Town, email: str) -> None:
    """Give what an agency holds."""
    answers = without(said.information(town.clock.today()), "withholds")
    answer_task(town, email, "Give the information", answers, button=SEND_ANSWER)


def fix_meeting(town: Town, email: str, on: date) -> None:
    """Fix the day of the meeting."""
    answer_task(town, email, "Fix the meeting", said.meeting_on(on), button="Fix the meeting")


def decide_victim_part(town: Town, email: str) -> None:
    """Invite the victim to a part of the meeting."""
    task = "Decide how the victim is heard"
    answer_task(town, email, task, said.VICTIM_PART, button=task)


def send_invitations(town: Town, email: str) -> str:
    """Seal the invitations of chair and partners."""
    return seal_letters(open_task(town, email, "Invite chair and partners"))


def send_papers(town: Town, email: str) -> None:
    """Record what was sent to whom."""
    page = open_task(town, email, "Send the papers")
    answers = said.papers(town.clock.today(), keys_on(page, "comes"))
    finish_task(page, answers, button="Record that the papers went out")


# -- the meeting and its outcome --------------------------------------------------------------------------------------


def hold_meeting(town: Town, email: str) -> None:
    """Record the meeting and its two recommendations."""
    page = open_task(town, email, "Hold the meeting")
    held = said.held(town.clock.today(), keys_on(page, "attendance"), 0)
    leads = [without(row, "lead") for row in held["recommendations"]]
    answer(page, {**held, "recommendations": leads})
    for number in range(1, len(leads) + 1):
        choose(page, f"recommendations-{number}-lead", TOM)
    finish_task(page, {}, button="Record the meeting")


def approve_outcome(town: Town, email: str) -> None:
    """Approve what the applicant is told."""
    answer_task(town, email, "Approve the outcome", said.OUTCOME, button="Approve the outcome")


def draft_minutes(town: Town, email: str) -> None:
    """Write the minutes."""
    answer_task(town, email, "Draft the minutes", said.MINUTES, button="Draft the minutes")


def approve_minutes(town: Town, email: str) -> None:
    """Approve the minutes as drafted."""
    answer_task(town, email, "Approve the minutes", said.MINUTES_APPROVED, button="Approve the minutes")


def circulate_minutes(town: Town, email: str) -> None:
    """Record to whom the minutes went."""
    answers = said.circulated(town.clock.today())
    answer_task(town, email, "Circulate the minutes", answers, button="Record that the minutes went out")


def call_applicant(town: Town, email: str) -> None:
    """Record the call with the outcome."""
    answer_task(town, email, "Call the applicant", said.called(town.clock.today()), button="Record the call")


def ask_approval_of_outcome(town: Town, email: str) -> None:
    """Check the outcome letter and ask somebody else to approve it."""
    ask_approval(open_task(town, email, "Write: the outcome"))


# -- the plan ---------------------------------------------------------------------------------------------------------


def agree_plan(town: Town, email: str) -> None:
    """Agree each recommendation with the applicant."""
    page = open_task(town, email, "Agree the action plan")
    keys = keys_on(page, "items")
    plan = said.plan(keys, 0, town.clock.today())
    plan["items"] = {key: without(row, "owner") for key, row in plan["items"].items()}
    answer(page, plan)
    for key in keys:
        choose(page, f"items-{key}-owner", TOM)
    finish_task(page, {}, button="Agree the action plan")


def send_plan(town: Town, email: str) -> str:
    """Seal the letter with the plan."""
    return seal_letters(open_task(town, email, "Write: the action plan"))


def hand_over_plan(town: Town, email: str) -> str:
    """Name the lead officer, look at the letter, seal it."""
    page = open_task(town, email, "Hand over the plan")
    choose(page, "lead", TOM)
    finish_task(page, {}, button=PREVIEW)
    return seal_letters(page)


def accept_plan(town: Town, email: str) -> None:
    """Accept the plan as its lead officer."""
    answer_task(town, email, "Accept the plan", {"accepts": "yes"}, button="Accept the plan")
