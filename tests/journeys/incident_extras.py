"""A racial incident in the demonstration: declared, its first people told, one of whom has answered with words."""

from service.cases.procedures import newest_version
from service.demo import incident
from service.demo.driver import Driver
from service.store.cases import INCIDENT
from service.store.notices import ProtocolContact
from tests.journeys.demo_town import DemoTown
from tests.ready_area import publish_procedure

SILENT, WROTE = "Council duty desk", "Comfort Asante"
LISTED = (("rec", WROTE), ("council_duty", SILENT), ("staff", "Harbour Road School"))


def declare_incident(town: DemoTown) -> None:
    """Report an incident, declare it, and tell the officer and the partners; nobody is listed as chief officer."""
    with town.toolbox.sessions.write() as session, session.begin():
        if newest_version(session, INCIDENT) is None:
            publish_procedure(session, INCIDENT)
    driver = Driver(town.toolbox, area_code="ASH", start=town.toolbox.clock.now())
    _list_contacts(town, driver)
    reference = incident.report(driver)
    incident.enquire(driver, reference)
    incident.decide(driver, reference)
    incident.tell_crro(driver, reference)
    incident.tell_partners(driver, reference)
    incident.send_mail(driver, reference)
    incident.reply(driver, reference, WROTE, "correction", "One window, not two.")
    incident.tell_chief_officer(driver, reference)
    incident.send_mail(driver, reference)


def _list_contacts(town: DemoTown, driver: Driver) -> None:
    with town.toolbox.sessions.write() as session, session.begin():
        for role, name in LISTED:
            reached = {"email": f"{role}@office.example", "phone": "01632 960 444"}
            session.add(ProtocolContact(area_id=driver.area_id, role=role, name=name, localities=[], **reached))
