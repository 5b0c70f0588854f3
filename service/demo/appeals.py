"""The invented appeal: against a refusal, registered, acknowledged, its file released, waiting to be assessed."""

from service.cases import SubmitAppeal, handle
from service.demo import answers as said
from service.demo.answers import Answers
from service.demo.driver import APPEALS_OFFICER, Driver
from service.store.queries.cases import case_head

SUNNIVA, ODILE = APPEALS_OFFICER, "odile.varga@northmoor-pcc.example"
REGISTERED: Answers = {
    "no_part": ["no_part"],
    "marked": True,
    "grounds": ["threshold"],
    "route": "appeal",
    "stage": "1",
    "late": False,
    "consent": "own",
    "complete": True,
}
RELEASED: Answers = {"released": ["form", "returns", "letters"], "redacted": False}
WORDS = "We phoned the council in the spring as well. They gave us a number. Your letter says nothing about it."


def submit(driver: Driver, about: str, *, channel: str = "email", words: str = WORDS) -> str:
    """Enter an appeal about a case as the Commissioner's office; give its reference."""
    with driver.toolbox.sessions.read() as session:
        head = case_head(session, about)
    if head is None:
        raise LookupError(about)
    command = SubmitAppeal(
        actor=driver.actor(SUNNIVA),
        about_case_id=head.case_id,
        channel=channel,
        received_at=driver.clock.now(),
        words=words,
    )
    return handle(driver.toolbox, command).reference


def hear(driver: Driver, reference: str) -> None:
    """Register and acknowledge an appeal."""
    driver.answer(reference, "Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    driver.pass_minutes(30)
    driver.send(reference, "Task_Acknowledge", by=SUNNIVA)


def release(driver: Driver, reference: str) -> None:
    """Release the case file: one person prepares it, another checks it."""
    driver.answer(reference, "Task_ReleaseFile", RELEASED, by=said.JO)
    driver.pass_minutes(50)
    driver.answer(reference, "Task_CheckRelease", {"agreed": True}, by=said.PRIYA)
