"""The invented tension: how its people report, score, agree and act. Used by the demonstration and by tests."""

from typing import Any

from service.cases import Concern, Reporter, SubmitTension, handle
from service.demo.driver import Driver

MABEL, BRAM = "mabel.thorne@ashmoor.example", "bram.oyelaran@ashmoor.example"
YUSUF, NELL = "yusuf.carrow@ashmoor.example", "nell.ashdown@ashmoor.example"
JUNO, DELPHINE = "juno.faraday@ashmoor.example", "delphine.okoro@ashmoor.example"
INGRID, AMOS, KIT = "ingrid.vale@ashmoor.example", "amos.redfern@ashmoor.example", "kit.marlowe@ashmoor.example"
EDWIN = "edwin.sark@ashmoor.example"
WHAT = "Two groups shouted at each other outside the market hall after the fire. People say it will go on tonight."
DIMENSIONS = ("experienced", "evidenced", "potential")
Answers = dict[str, Any]


def concern(driver: Driver, **more: Any) -> Concern:
    """Give a report that reaches us now."""
    said: Answers = {"channel": "phone", "source": "agency", "what": WHAT, "where": "Around the market hall"}
    return Concern(**({"received_at": driver.clock.now()} | said | more))


def reporter() -> Reporter:
    """Give somebody who left a name."""
    return Reporter(name="Ottilie Brandreth", email="ottilie.brandreth@home.example")


def report(
    driver: Driver, *, ward: str = "Kestrel ward", title: str = "after the market-hall fire", **more: Any
) -> str:
    """Enter a concern as the police risk lead; give the reference of its case."""
    command = SubmitTension(
        actor=driver.actor(MABEL),
        area_id=driver.area_id,
        ward=ward,
        title=title,
        concern=concern(driver, **more),
    )
    return handle(driver.toolbox, command).reference


def scored(experienced: int, evidenced: int, potential: int, *, racial: bool = False) -> Answers:
    """Give the answers of one assessment."""
    words = {
        "experienced": "Shopkeepers close early. Parents keep children at home.",
        "evidenced": "Shouting, and one window broken. Nobody was hurt.",
        "potential": "A gathering is called for tonight.",
    }
    scores = dict(zip(DIMENSIONS, (experienced, evidenced, potential), strict=True))
    answers: Answers = {"racial": racial}
    for name, score in scores.items():
        answers |= {
            f"{name}_score": str(score),
            f"{name}_words": words[name],
            f"{name}_source": "Neighbourhood team",
            f"{name}_reliability": "reliable",
        }
    return answers


def agreed(level: int, **more: Any) -> Answers:
    """Give the answers with which police and ASB team agree a level."""
    answers: Answers = {
        "level": str(level),
        "direction": "rising",
        "reasons": "One clash, nobody hurt. It may go on tonight only.",
        "told_what": "Two groups clashed after the market-hall fire. Nobody is hurt.",
        "told_expected": "A gathering tonight from 7pm.",
        "told_done": "Two patrols. The hall is closed.",
        "asb_answer": "agreed",
        "asb_by": "Yusuf Carrow",
    }
    if level <= 4:
        answers["meeting_place"] = "Police station, room 2"
    return answers | more


def set_level(driver: Driver, reference: str, scores: tuple[int, int, int], level: int, **more: Any) -> None:
    """Score a case and agree its level."""
    driver.answer(reference, "Task_ScoreTension", scored(*scores), by=MABEL)
    driver.answer(reference, "Task_AgreeLevel", agreed(level, **more), by=MABEL)
