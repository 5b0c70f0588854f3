"""The pages of racial incidents, of personal links and of telephone tasks. The rest of the map: sitemap.py."""

from service.cases.rounds.links import link_to
from service.demo.incident import AMOS, BRAM, DELPHINE, INGRID, KIT
from service.store.cases import INCIDENT, Case
from service.store.notices import ContactNotice
from service.store.people import Person
from service.store.work import OpenTask
from tests.journeys.demo_town import DemoTown
from tests.journeys.incident_extras import SILENT, WROTE
from tests.journeys.preparation_stops import OWNERS, holders
from tests.journeys.stops import Make, Stop, fixed

WORK_BY_IT = holders(
    *("senior_officer", "commander", "crro", "coordinator", "police_coordinator", "council_officer", "director")
)
KEEP = holders("senior_officer", "commander", "crro", "coordinator")
REPORT = holders("senior_officer", "commander", "crro", "coordinator", "risk_lead", "asb_manager")
EVERY_STEP = WORK_BY_IT | OWNERS


def _incident(town: DemoTown) -> Case:
    """Give the newest incident."""
    found: Case = town.rows(Case, process_id=INCIDENT)[-1]
    return found


def _of_incident(before: str, after: str = "") -> Make:
    return lambda town: f"{before}{_incident(town).reference}{after}"


def _address(town: DemoTown, notice: ContactNotice) -> str:
    settings = town.toolbox.settings
    return link_to(settings, notice.link_code).removeprefix(settings.base_url)


def _notice(town: DemoTown, name: str) -> ContactNotice:
    found: ContactNotice = town.rows(ContactNotice, name=name, case_id=_incident(town).id)[0]
    return found


def _link(name: str, after: str = "") -> Make:
    return lambda town: f"{_address(town, _notice(town, name))}{after}"


def _alert(town: DemoTown) -> str:
    """Give the personal link of somebody who was alerted of the tension at level 2."""
    return _address(town, town.rows(ContactNotice, role="director")[0])


def _own(town: DemoTown) -> str:
    """Give where the commander, who was alerted and has an account, answers."""
    (bram,) = town.rows(Person, email=BRAM)
    return f"/notices/own/{town.rows(ContactNotice, person_id=bram.id)[0].id}"


def _call_task(town: DemoTown) -> str:
    return f"/tasks/{town.rows(OpenTask, kind='call', case_id=_incident(town).id, state='open')[0].id}"


INCIDENTS = (
    Stop(endpoint="incidents.register", path=fixed("/incidents"), reader=INGRID, may=WORK_BY_IT | holders("auditor")),
    Stop(
        endpoint="incidents.register",
        path=fixed("/incidents?show=closed"),
        reader=DELPHINE,
        may=WORK_BY_IT | holders("auditor"),
    ),
    Stop(endpoint="incidents.report_incident", path=fixed("/incidents/new"), reader=INGRID, may=REPORT),
    Stop(endpoint="incidents.incident_page", path=_of_incident("/incidents/"), reader=DELPHINE, may=WORK_BY_IT),
    Stop(endpoint="incidents.incident_page", path=_of_incident("/incidents/"), reader=KIT, may=WORK_BY_IT),
    *(
        Stop(endpoint="incidents.act_page", path=_of_incident("/incidents/", f"/new/{act}"), reader=AMOS, may=KEEP)
        for act in ("information", "correction", "further")
    ),
    Stop(
        endpoint="incidents.act_page",
        path=_of_incident("/incidents/", "/new/downgrade"),
        reader=INGRID,
        may=holders("senior_officer", "commander"),
    ),
    Stop(endpoint="casework.case_now", path=_of_incident("/cases/"), reader=DELPHINE, may=EVERY_STEP),
    Stop(endpoint="casework.case_history", path=_of_incident("/cases/", "/history"), reader=KIT, may=WORK_BY_IT),
    Stop(endpoint="casework.case_drawing", path=_of_incident("/cases/", "/drawing"), reader=AMOS, may=EVERY_STEP),
    Stop(
        endpoint="notices.record_call",
        path=lambda town: f"/notices/calls/{_notice(town, SILENT).id}",
        reader=AMOS,
        may=KEEP,
    ),
    Stop(endpoint="casework.task_page", path=_call_task, reader=DELPHINE, may=holders("coordinator")),
    Stop(endpoint="notices.own_notice", path=_own, reader=BRAM, may=frozenset({BRAM}), is_page=False),
    Stop(endpoint="notices.notice_page", path=_alert),
    Stop(endpoint="notices.notice_page", path=_link(WROTE)),
    Stop(endpoint="notices.pass_page", path=_link(SILENT, "/pass")),
)
