"""The invented tensions: one that has just come to level 2, after a week at 4 and 3, and one that is watched at 5.

They stand beside the cases and use the contacts of the area. What the people say: tension.py.
"""

from datetime import datetime, time, timedelta
from typing import Any

from service.cases import AddTensionReport, handle
from service.cases.procedures import newest_version
from service.demo import tension as play
from service.demo.contacts import list_people
from service.demo.driver import Driver
from service.demo.incident import reply, send_mail
from service.demo.tension import DELPHINE, MABEL, NELL
from service.store.cases import TENSION
from service.store.queries.demo import case_id_of
from service.toolbox import Toolbox
from workflows import LONDON, BusinessCalendar, local_date

BEFORE, WATCHED_BEFORE = 6, 12  # working days before today
ALERTED_BEFORE = timedelta(minutes=9)
HELD: dict[str, Any] = {
    "held_as": "room",
    "present": ["police", "council", "asb", "housing"],
    "attendance": "Mabel Thorne, Northmoor Police\nNell Ashdown, Ashmoor Council\nYusuf Carrow, ASB team",
    "victims": "Stallholders of the market hall, and families who live above it",
    "offenders": "Two groups of young men, not known by name",
    "hotspots": "Market Street and the bus station, after 6pm",
    "intelligence": "Each group blames the other for the fire. Messages call for a gathering.",
    "decisions": "Patrols each evening. Youth workers talk to both groups.",
    "responses": [
        {"what": "Two patrols on Market Street", "lead": "Northmoor Police", "by_when": "Tonight from 6pm"},
        {"what": "Youth workers at the bus station", "lead": "Youth Service", "by_when": "Tomorrow"},
    ],
}
CONSULTED = "The traders want to be told what is known of the fire. They will speak to their sons."
CLOSED_REPORT = "A person known to us says that petrol was bought for tonight."
HANDLING = "Police only. Do not act on it without the Detective Inspector."
WATCH: dict[str, Any] = {
    "police_by": "Otter Neighbourhood Team",
    "partnership_by": "Youth Service",
    "signs": "Fights at the bus stop\nNames on walls",
    "dates": "The last day of term",
}


def load_tensions(toolbox: Toolbox) -> None:
    """Play both up to now; nothing is loaded where the protocol is not published."""
    with toolbox.sessions.read() as session:
        if newest_version(session, TENSION) is None:
            return
    now = toolbox.clock.now()
    _watch(_driver(toolbox, WATCHED_BEFORE))
    driver = _driver(toolbox, BEFORE)
    list_people(driver)
    _escalate(driver, _week_at_4_and_3(driver), now)


def _driver(toolbox: Toolbox, working_days_ago: int) -> Driver:
    today = local_date(toolbox.clock.now())
    began_on = BusinessCalendar.for_nation("ENG").add_working_days(today, working_days=-working_days_ago)
    return Driver(toolbox, area_code="ASH", start=datetime.combine(began_on, time(9, 40), LONDON))


def _watch(driver: Driver) -> None:
    """A quarrel of two schools, at level 5."""
    reference = play.report(
        driver,
        ward="Otter ward",
        title="two schools at one bus stop",
        source="community",
        what="Pupils of two schools push and shout at each other at the bus stop.",
        where="The bus stop on Quay Street",
    )
    driver.pass_working_days(1)
    words = "Pushing and shouting. Teachers stand there now."
    play.set_level(driver, reference, (5, 6, 5), 5, direction="steady", reasons=words, told_what=words)
    driver.answer(reference, "Task_NoteMonitoring", WATCH, by=MABEL)


def _week_at_4_and_3(driver: Driver) -> str:
    """Report, meeting and reviews until yesterday; give the reference."""
    reference = play.report(driver, reporter=play.reporter())
    _level(driver, reference, (4, 5, 4), 4, direction="rising")
    driver.pass_working_days(1)
    _reply_to_reporter(driver, reference)
    driver.answer(reference, "Task_ConsultLeaders", _consulted(driver), by=NELL)
    driver.pass_working_days(1)
    _level(driver, reference, (4, 5, 3), 4, direction="steady", reasons="Talk of a march, but no date and no numbers.")
    driver.answer(reference, "Task_HoldMeeting", HELD | {"held_on": driver.today}, by=DELPHINE)
    send_mail(driver, reference)
    driver.pass_working_days(2)
    _level(driver, reference, (4, 4, 3), 3, direction="rising", reasons="A window was broken. Nobody was hurt.")
    driver.pass_working_days(1)
    _level(driver, reference, (3, 4, 2), 3, direction="rising", reasons="Nothing has happened yet. It may tonight.")
    return reference


def _escalate(driver: Driver, reference: str, now: datetime) -> None:
    """A clash this morning: level 2, the alert is out and two of four have answered."""
    alerted = (now - ALERTED_BEFORE).astimezone(LONDON)
    driver.go_to(alerted.date(), alerted.time())
    closed = play.concern(
        driver,
        what=CLOSED_REPORT,
        where="",
        source="individual",
        is_restricted=True,
        handling=HANDLING,
        is_violent=True,
    )
    command = AddTensionReport(actor=driver.actor(MABEL), case_id=_case_id(driver, reference), concern=closed)
    handle(driver.toolbox, command)
    reasons = "One clash, four people, no injury. Potential is high for tonight only."
    _level(driver, reference, (2, 2, 1), 2, direction="rising", reasons=reasons)
    driver.pass_minutes(2)
    reply(driver, reference, "Bram Oyelaran", "have_this")
    driver.pass_minutes(2)
    reply(driver, reference, "Nell Ashdown", "have_this")


def _level(driver: Driver, reference: str, scores: tuple[int, int, int], level: int, **told: Any) -> None:
    play.set_level(driver, reference, scores, level, **told)
    send_mail(driver, reference)


def _reply_to_reporter(driver: Driver, reference: str) -> None:
    (task,) = [one for one in driver.open_tasks(reference) if one.element_id == "Task_ReplyToReporter"]
    driver.send_task(task.task_id, by=NELL)


def _consulted(driver: Driver) -> dict[str, Any]:
    leader = {"who": "Halima Trent, Kestrel Residents", "spoken_on": driver.today, "said": CONSULTED}
    return {"leaders": [leader], "mediators": False}


def _case_id(driver: Driver, reference: str) -> int:
    with driver.toolbox.sessions.read() as session:
        return case_id_of(session, reference)
