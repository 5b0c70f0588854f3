"""The tasks up to the decision, each as the person does it on its page. One function a page."""

from playwright.sync_api import Page

from service.demo import answers as said
from service.demo.answers import Answers
from tests.journeys.office_pages import (
    answer_task,
    ask_approval,
    finish_task,
    keys_on,
    open_task,
    seal_letters,
    take_task,
)
from tests.journeys.town import Town

PREVIEW = "Save and preview the letter"
SEND_ANSWER = "Send this answer"


def without(answers: Answers, *names: str) -> Answers:
    """Give the answers less some questions that the page asks in another way."""
    return {name: value for name, value in answers.items() if name not in names}


# -- intake ---------------------------------------------------------------------------------------------------------


def check_risk(town: Town, email: str) -> None:
    """Take and answer the risk check."""
    take_task(town, email, "Check immediate risk")
    answer_task(town, email, "Check immediate risk", said.RISK, button="Save the risk check")


def check_application(town: Town, email: str) -> None:
    """Say that nothing is missing."""
    answer_task(town, email, "Check the application", said.COMPLETE, button="Save the check")


def acknowledge(town: Town, email: str) -> str:
    """Seal the acknowledgement; give its words."""
    return seal_letters(open_task(town, email, "Acknowledge the application"))


# -- the threshold --------------------------------------------------------------------------------------------------


def confirm_reports(town: Town, email: str, *, view: str = "met") -> None:
    """Answer for an agency: every report as stated."""
    page = open_task(town, email, "Confirm what you hold")
    answers = without(said.confirmed(keys_on(page, "reports"), view=view), "withholds")
    finish_task(page, answers, button=SEND_ANSWER)


def group_reports(town: Town, email: str) -> None:
    """Put every report into one group."""
    page = open_task(town, email, "Group the reports")
    finish_task(page, said.grouped(keys_on(page, "reports")), button="Group the reports")


def decide_threshold_met(town: Town, email: str) -> Page:
    """Decide that a review is held; the letter is shown."""
    return answer_task(town, email, "Decide the threshold", said.THRESHOLD_MET, button=PREVIEW)


def ask_approval_of_met(town: Town, email: str) -> None:
    """Check the letter and ask somebody else to approve it."""
    ask_approval(open_task(town, email, "Write: we will hold a review"))


def decide_threshold_not_met(town: Town, email: str) -> Page:
    """Decide that no review is held."""
    return answer_task(town, email, "Decide the threshold", said.THRESHOLD_NOT_MET, button=PREVIEW)


def hand_over_what_goes_on(town: Town, email: str) -> Page:
    """Hand what continues to a named officer."""
    answers = said.hand_over(town.clock.today())
    return answer_task(town, email, "Hand over what goes on", answers, button=PREVIEW)


def ask_approval_of_not_met(town: Town, email: str) -> None:
    """Check the refusal and ask somebody else to approve it."""
    ask_approval(open_task(town, email, "Write: threshold not met"))
