"""The invented racial incident of the last hour: partners told, one of them corrects, the chief officer waits.

It stands beside the cases, with the tension case that its declaration opened and the contacts of both protocols.
"""

from datetime import timedelta

from service.cases.procedures import newest_version
from service.demo import incident as play
from service.demo.contacts import OF_TENSION, list_people
from service.demo.driver import Driver
from service.demo.incident_contacts import OF_INCIDENT
from service.store.cases import INCIDENT, TENSION
from service.toolbox import Toolbox

REPORTED_BEFORE = timedelta(minutes=75)
CORRECTION = "One window is broken, not two. The other was boarded up last week."


def load_incident(toolbox: Toolbox) -> None:
    """Play it up to now; nothing is loaded where one of the two protocols is not published."""
    with toolbox.sessions.read() as session:
        if not all(newest_version(session, process_id) for process_id in (TENSION, INCIDENT)):
            return
    driver = Driver(toolbox, area_code="ASH", start=toolbox.clock.now() - REPORTED_BEFORE)
    list_people(driver, dict.fromkeys((*OF_TENSION, *OF_INCIDENT)))  # who is in both lists is listed once
    reference = play.report(driver, title="Attack on the Harbour Road prayer room")
    driver.pass_minutes(10)
    play.enquire(driver, reference)
    driver.pass_minutes(5)
    play.decide(driver, reference)
    _tell(driver, reference)


def _tell(driver: Driver, reference: str) -> None:
    """Tell officer and partners; the Co-ordinator has not told the chief officer yet."""
    driver.pass_minutes(5)
    play.tell_crro(driver, reference)
    play.send_mail(driver, reference)
    driver.pass_minutes(8)
    play.reply(driver, reference, "Amos Redfern")
    driver.pass_minutes(24)
    play.tell_partners(driver, reference)
    play.send_mail(driver, reference)
    driver.pass_minutes(9)
    play.reply(driver, reference, "Comfort Asante", "correction", CORRECTION)
    driver.pass_minutes(4)
    play.reply(driver, reference, "Council duty desk")
