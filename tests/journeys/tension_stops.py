"""The pages of tension itself: the board, one situation, a concern. What an area prepares: preparation_stops.py."""

from service.demo.tension import BRAM, DELPHINE, MABEL
from service.store.cases import TENSION, Case
from service.store.record import TensionReport
from tests.journeys.demo_extras import REPORTING
from tests.journeys.demo_town import DemoTown
from tests.journeys.preparation_stops import BOTH, OWNERS, holders
from tests.journeys.stops import Make, Stop, fixed

SEE = BOTH | holders("director")  # an auditor gives a reason first
READ = SEE - holders("comms_officer")
ENTER = READ - holders("director")
KEEP = holders("risk_lead", "coordinator")
POLICE = holders("risk_lead", "commander")
EVERY_STEP = SEE | OWNERS  # clocks and drawings, without the situation for those who keep the rules


def _of_tension(before: str, after: str = "") -> Make:
    def path(town: DemoTown) -> str:
        return f"{before}{town.rows(Case, process_id=TENSION)[0].reference}{after}"

    return path


def _split(town: DemoTown) -> str:
    first = town.rows(Case, process_id=TENSION)[0]
    report = town.rows(TensionReport, case_id=first.id, is_restricted=False)[0]
    return f"/tension/{first.reference}/reports/{report.id}/split"


TENSIONS = (
    Stop(endpoint="tension.board", path=fixed("/tension"), reader=BRAM, may=SEE | holders("auditor")),
    Stop(endpoint="tension.board", path=fixed("/tension?show=closed"), reader=DELPHINE, may=SEE | holders("auditor")),
    Stop(endpoint="tension.report_concern", path=fixed("/tension/report"), reader=MABEL, may=ENTER),
    Stop(endpoint="tension.tension_page", path=_of_tension("/tension/"), reader=MABEL, may=SEE),
    Stop(endpoint="tension.reports", path=_of_tension("/tension/", "/reports"), reader=DELPHINE, may=READ),
    Stop(endpoint="tension.add_report", path=_of_tension("/tension/", "/reports/new"), reader=MABEL, may=ENTER),
    Stop(endpoint="tension.merge_page", path=_of_tension("/tension/", "/merge"), reader=MABEL, may=KEEP),
    Stop(endpoint="tension.rename_page", path=_of_tension("/tension/", "/rename"), reader=DELPHINE, may=KEEP),
    Stop(endpoint="tension.split_page", path=_split, reader=DELPHINE, may=KEEP),
    Stop(endpoint="tension.restricted", path=_of_tension("/tension/", "/restricted"), reader=BRAM, may=POLICE),
    Stop(endpoint="casework.case_now", path=_of_tension("/cases/"), reader=MABEL, may=EVERY_STEP),
    Stop(endpoint="casework.case_history", path=_of_tension("/cases/", "/history"), reader=DELPHINE, may=READ),
    Stop(endpoint="casework.case_drawing", path=_of_tension("/cases/", "/drawing"), reader=BRAM, may=EVERY_STEP),
    Stop(endpoint="public.concern_areas", path=fixed("/report-a-concern")),
    Stop(endpoint="public.report_concern", path=fixed("/report-a-concern/ash")),
    Stop(endpoint="public.concern_sent", path=fixed("/report-a-concern/ash/sent"), reader=REPORTING),
)
