"""An appeal, act by act on the pages of the appellant and of the Commissioner's office. One function an act."""

from datetime import date

from service.demo.answers import JO, PRIYA, Answers
from service.demo.appeals import ODILE, REGISTERED, RELEASED, SUNNIVA
from tests.journeys.http_people import Person, Worker
from tests.journeys.http_town import HttpTown

WORDS = "You left out my phone call of February."
REMIT = (
    "They look at whether the decision was open to the people who made it.",
    "They cannot order an agency to act, or choose what it does.",
    "Their decision is final.",
)
TESTS = ("facts", "procedure", "policy", "evidence", "recount", "result")


def send_appeal(appellant: Person) -> None:
    """Read what an appeal is and is not, then send one from the tracking page that is open."""
    appellant.follow("Appeal against the decision")
    appellant.reads(*REMIT, "You hear from them within 1 working day. They decide within 20 working days after that.")
    appellant.press("Send my appeal", {"words": WORDS, "wish": "Somebody to count again."})
    appellant.reads("We have your appeal. The people who hear it write to you within 1 working day.")


def register(town: HttpTown, **more: object) -> Worker:
    """Register the only appeal of the register; the acknowledgement is shown by itself."""
    officer = town.at(SUNNIVA)
    officer.open("/appeals")
    officer.follow("ASH-AP-2026-0001")
    officer.follow("Register the appeal")
    officer.press("Register the appeal", {**REGISTERED, **more})
    officer.reads("Check the letter: we have the appeal")
    return officer


def release_file(town: HttpTown) -> None:
    """Put the file together; the one who did it may not check it, a second person does."""
    jo = town.at(JO)
    jo.do("Put the file together", RELEASED, button="Put the file together")
    jo.misses("Next on this case")
    jo.all_work()
    jo.misses("Check what is released")  # it is not offered: she waits for a second person
    jo.open("/work?whose=others&later=yes")
    jo.reads("Why not you: you did the step before this one. A second person must do this.")
    jo.follow("Check what is released")
    jo.reads("You did the step before this one. Somebody else must do this.")
    town.at(PRIYA).do("Check what is released", {"agreed": True}, button="Check what is released")


def found(test: str, because: str, *, of: tuple[str, ...] = TESTS) -> Answers:
    """Give an assessment in which one test fails."""
    fine = {"finding": "yes", "because": "We found nothing wrong."}
    return {
        "tests": {one: {"finding": "no", "because": because} if one == test else fine for one in of},
        "evidence": "The application form\nThe phone log of the council",
        "proposal": "upheld",
        "proposal_reason": because,
    }


def upheld(ground: str, because: str, *, what: str, asked: str, due_on: date) -> Answers:
    """Give a decision for the appellant that asks for one thing."""
    return {
        "outcome": "upheld",
        "reasons": {ground: {"words": because}},
        "remit_points": [{"what": what, "words": asked, "due_on": due_on}],
    }


def decide(town: HttpTown, assessment: Answers, decision: Answers) -> None:
    """Assess, decide, write the decision and have it approved: the officer and the head of the office."""
    officer, head = town.at(SUNNIVA), town.at(ODILE)
    officer.do("Assess the appeal", assessment, button="Assess the appeal")
    head.do("Decide the appeal", decision, button="Decide the appeal")
    officer.find_task("Write: the decision")
    officer.reads("needs approval by a second person")
    officer.ask_approval()
    officer.reads("waits for approval by Odile Varga")


def approve(town: HttpTown, letter: str) -> str:
    """Approve and send a letter as head of the office; give its words."""
    head = town.at(ODILE)
    head.find_task(f"Approve: {letter}")
    words = head.read_letters()
    head.press("Save my answer", {"answer": "send"})
    head.reads("It leaves within minutes")
    return words


def post(town: HttpTown, letter: str) -> None:
    """Print a letter and post it as appeals officer, once the worker has made it."""
    town.wait(minutes=5)
    officer = town.at(SUNNIVA)
    officer.find_task(f"Print and post: {letter}")
    officer.misses("Back to letters")  # the office has no such page
    officer.press("Confirm printed and posted")


def put_right(town: HttpTown, *, asked: str, done: str) -> None:
    """Carry out what the appeal asks for, as the single point of contact, and report it."""
    jo = town.at(JO)
    jo.find_task("Put right and report")
    jo.reads("What the Commissioner’s office asks for", asked)
    (key,) = [key for key in jo.keys("points") if key.isdigit()]
    point = {"done": "done", "done_on": town.clock.today(), "words": done}
    report = {"points": {key: point}, "applicant_told": True, "report": done}
    jo.press("Put right and report", report)


def read_report(town: HttpTown) -> None:
    """Read the report as the appeals officer; the appeal is closed."""
    town.at(SUNNIVA).do("Read the report", {"carried_out": "yes"}, button="Read the report")


def enter_appeal(town: HttpTown, about: str, **more: object) -> Worker:
    """Write down an appeal that reached the office by letter, email or phone; its page is shown."""
    officer = town.at(SUNNIVA)
    officer.open("/appeals")
    officer.follow("Register an appeal")
    officer.press("Register this appeal", {"reference": about, "words": WORDS, **more})
    officer.reads("You registered ASH-AP-2026-0001.")
    return officer
