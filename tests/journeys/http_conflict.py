"""The work of each band of tension, act by act on the pages: meetings, authorising, assessment, one media line."""

from service.demo.tension import BRAM, DELPHINE, JUNO, MABEL, NELL, Answers
from tests.journeys.http_tension import follow_mail
from tests.journeys.http_town import HttpTown

PRESENT = ["police", "council", "partnership", "asb"]
PATROLS: Answers = {"what": "Two patrols around the hall", "lead": "Police", "by_when": "Tonight"}
YOUTH: Answers = {"what": "Youth workers at the hall", "lead": "Youth Service", "by_when": "Friday"}
ASSESSED: Answers = {
    "version": "new",
    "communities": "Stallholders and families of Kestrel ward",
    "effect": "Fear after dark.",
    "worse": "Another fire.",
    "better": "The traders’ meeting.",
    "reassurance": "Officers in the street.",
    "overall": "medium",
}
SAID: Answers = {
    "audience": "Kestrel ward",
    "public_lines": "The hall is safe. We are looking into the fire.",
    "sensitive": "Who may have lit it.",
    "channels": ["press", "website"],
    "spokesperson": "Nell Ashdown, council",
}


def meet_at_once(town: HttpTown) -> None:
    """Start the meeting by phone and record what it found and asks for."""
    keeper = town.at(DELPHINE)
    keeper.find_task("Start the meeting")
    keeper.press("Start the meeting", {"held_as": "phone", "present": PRESENT, "began": "now"})
    keeper.follow("Record the meeting")
    met = {
        "attendance": "Superintendent Oyelaran\nNell Ashdown",
        "analysis": "Two groups blame each other for the fire.",
        "decisions": "Patrols and youth work.",
        "responses": [PATROLS, YOUTH],
    }
    keeper.press("Record the meeting", met)


def authorise(town: HttpTown) -> None:
    """Both seniors authorise, the police first; only then are the responses deployed."""
    lead = town.at(MABEL)
    lead.all_work()
    lead.misses("Deploy the responses")
    task = "Authorise the responses"
    town.at(BRAM).do(task, {"authorised": "all", "post": "Superintendent"}, button=task)
    council, task = town.at(NELL), "Authorise for the council"
    council.find_task(task)
    council.reads("The police Authorised All of the responses.", "Two patrols around the hall Police Tonight")
    council.press(task, {"authorised": "all", "post": "Head of communities"})
    task = "Deploy the responses"
    lead.do(task, {"deployed": "Two patrols from 7pm. Youth workers on Friday."}, button=task)


def assess_impact(town: HttpTown) -> None:
    """Write the community impact assessment and have it approved by somebody else."""
    town.at(MABEL).do("Write the assessment", ASSESSED, button="Write the assessment")
    commander = town.at(BRAM)
    commander.find_task("Approve the assessment")
    commander.reads("Fear after dark.", "Impact in all Medium")
    commander.press("Approve the assessment", {"approved": True})


def agree_media(town: HttpTown, reference: str) -> None:
    """One line for the public: drafted, approved by both, released; nothing is said before."""
    officer, task = town.at(JUNO), "Draft the media strategy"
    officer.do(task, SAID, button=task)
    officer.open(f"/tension/{reference}")
    officer.reads("Nothing can be released until police and council both approve.")
    town.at(BRAM).do("Approve for the police", {"approved": True}, button="Approve for the police")
    officer.all_work()
    officer.misses("Release the statement")
    town.at(NELL).do("Approve for the council", {"approved": True}, button="Approve for the council")
    task = "Release the statement"
    officer.do(task, {"release": "now", "released_by": ["website"]}, button=task)


def hold_meeting(town: HttpTown) -> None:
    """Hold the meeting of a heightened tension; the chief officers are told what was agreed."""
    keeper = town.at(DELPHINE)
    keeper.find_task("Hold the meeting")
    held = {
        "held_on": town.clock.today(),
        "held_as": "room",
        "present": ["police", "council"],
        "attendance": "Superintendent Oyelaran\nNell Ashdown",
        "victims": "Stallholders",
        "offenders": "Not known",
        "hotspots": "Market Street in the evening",
        "intelligence": "Rumours online",
        "decisions": "Youth work goes on.",
        "responses": [YOUTH],
    }
    assert "Not enough of the team" in keeper.try_to("Record the meeting", held)
    keeper.press("Record the meeting", {"present": ["police", "council", "partnership"]})
    chief = follow_mail(town, "philippa.strode@contacts.example")
    chief.reads("Youth workers at the hall")


def consult(town: HttpTown) -> None:
    """Consult a community leader, and answer whether an impact assessment is needed."""
    leader = {"who": "Comfort Asante, for the traders", "spoken_on": town.clock.today(), "said": "It is calm."}
    council, task = town.at(NELL), "Consult community leaders"
    council.do(task, {"leaders": [leader], "mediators": False}, button=task)
    task = "Consider an assessment"
    town.at(MABEL).do(task, {"wanted": False, "reasons": "The last one still holds."}, button=task)
