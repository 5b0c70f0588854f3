"""Every page there is, and who may read it. A route without a line here fails the walk."""

from service.demo.answers import CAL, DEV, GARETH, IRIS, JO, LENA, MARIAN, NADIA, PRIYA, TOM
from service.demo.appeals import ODILE, SUNNIVA
from service.demo.tension import AMOS, BRAM, DELPHINE, INGRID, JUNO, KIT, MABEL, NELL, YUSUF
from service.store.holidays import HolidayChange
from service.store.letters import SealedLetter
from service.store.people import Person
from service.store.record import Party, RefusedApplication
from service.store.work import Deadline, OpenTask
from tests.journeys.demo_extras import HONOR
from tests.journeys.demo_town import ROWAN, DemoTown
from tests.journeys.incident_stops import INCIDENTS
from tests.journeys.preparation_stops import PREPARATIONS
from tests.journeys.public_stops import PUBLIC
from tests.journeys.stops import EVERYBODY, Make, Stop, fixed
from tests.journeys.tension_stops import TENSIONS

EDWIN, WYN, ADA = "edwin.sark@ashmoor.example", "wyn.prosser@ashmoor.example", "ada.crane@ashmoor.example"
SPOCS = frozenset({JO, PRIYA})
KEEPERS = frozenset({JO, PRIYA, ROWAN})  # of both areas
RULE_MAKERS = frozenset({MARIAN, HONOR})
SETTINGS = RULE_MAKERS | {EDWIN, WYN, ADA}
LIBRARY = SETTINGS | KEEPERS
PRINTED = "Print and post: we will hold a review"  # no appeal, and no code in it
FIGURES = RULE_MAKERS | {EDWIN}  # clocks and counts of a case, nobody's name
READERS = SPOCS | FIGURES
OFFICE = frozenset({SUNNIVA, ODILE})
OFFICERS = frozenset({IRIS, GARETH, LENA, DEV})
OF_TENSION = frozenset({MABEL, BRAM, YUSUF, NELL, JUNO, DELPHINE, INGRID, AMOS, KIT})


def _of_case(number: int, rest: str = "") -> Make:
    return lambda town: f"/cases/{town.reference(number)}{rest}"


def _task(element_id: str, rest: str = "", *, item: str = "") -> Make:
    return lambda town: f"/tasks/{town.task(element_id, item=item)}{rest}"


def _first_of(table: type, before: str, after: str = "", **wanted: object) -> Make:
    return lambda town: f"{before}{town.rows(table, **wanted)[0].id}{after}"


def _letter(town: DemoTown, rest: str = "") -> str:
    case_id = town.case_id(6)
    sealed = town.rows(SealedLetter, case_id=case_id, code="L-CT-01")[0]
    return f"/cases/{town.reference(6)}/letters/{sealed.id}{rest}"


def _clock(town: DemoTown) -> str:
    asked = town.rows(Deadline, case_id=town.case_id(6), clock="ct_threshold_return", key="housing")
    return f"/cases/{town.reference(6)}/clocks/{asked[0].id}"


def _applicant(town: DemoTown) -> str:
    party = town.rows(Party, case_id=town.case_id(6))[0]
    return f"/cases/{town.reference(6)}/corrections/person/{party.id}"


def _written_letter(element_id: str) -> Make:
    return lambda town: f"/tasks/{town.task(element_id)}/letters/{town.draft(town.task(element_id))}"


def _print_task(rest: str = "") -> Make:
    return lambda town: f"/tasks/{town.rows(OpenTask, kind='print', name=PRINTED)[0].id}{rest}"


ACCOUNT = (
    Stop(endpoint="account.your_account", path=fixed("/account"), reader=JO),
    Stop(endpoint="account.password_page", path=fixed("/account/password"), reader=JO),
    Stop(endpoint="account.keys_page", path=fixed("/account/keys"), reader=JO),
    Stop(endpoint="account.people", path=fixed("/people"), reader=ADA, may=frozenset({ADA})),
    Stop(endpoint="account.new_person", path=fixed("/people/new"), reader=ADA, may=frozenset({ADA})),
    Stop(
        endpoint="account.person_page",
        path=_first_of(Person, "/people/", email=IRIS),
        reader=ADA,
        may=frozenset({ADA}),
    ),
)

OWNERS = (
    Stop(endpoint="owners.library", path=fixed("/procedures"), reader=HONOR, may=LIBRARY),
    *(
        Stop(endpoint=f"owners.{name}", path=fixed(f"/procedures/community_trigger{path}"), reader=HONOR, may=LIBRARY)
        for name, path in (
            ("procedure", ""),
            ("procedure_version", "/1"),
            ("procedure_part", "/1/ct_threshold"),
        )
    ),
    Stop(
        endpoint="owners.procedure_xml",
        path=fixed("/procedures/community_trigger/1/ct_threshold.bpmn"),
        reader=HONOR,
        may=LIBRARY,
        is_page=False,
    ),
    Stop(endpoint="owners.settings", path=fixed("/settings"), reader=HONOR, may=SETTINGS, is_page=False),
    *(
        Stop(endpoint=f"owners.{name}", path=fixed(f"/settings/ASH/{path}"), reader=MARIAN, may=SETTINGS)
        for name, path in (
            ("settings_page", "threshold"),
            ("settings_page", "meeting"),
            ("settings_page", "lists"),
            ("settings_page", "guidance"),
            ("clocks", "clocks"),
            ("proposal", "proposal"),
            ("versions", "versions"),
            ("version_page", "versions/1"),
        )
    ),
    Stop(
        endpoint="owners.clocks",
        path=fixed("/settings/ASH/clocks?change=ct_contact"),
        reader=HONOR,
        may=SETTINGS,
    ),
    Stop(endpoint="owners.contacts", path=fixed("/settings/ASH/contacts"), reader=MARIAN, may=SETTINGS),
    Stop(endpoint="owners.contacts", path=fixed("/settings/ASH/contacts?change=1"), reader=ADA, may=SETTINGS),
    Stop(endpoint="owners.profile_page", path=fixed("/settings/ASH/profile"), reader=MARIAN, may=SETTINGS),
    Stop(endpoint="owners.holidays", path=fixed("/settings/holidays"), reader=HONOR, may=SETTINGS),
    Stop(
        endpoint="owners.holiday",
        path=_first_of(HolidayChange, "/settings/holidays/"),
        reader=MARIAN,
        may=SETTINGS,
    ),
)

OVERSIGHT = (
    Stop(endpoint="oversight.audit", path=fixed("/audit"), reader=WYN, may=frozenset({WYN})),
    Stop(endpoint="oversight.audit_chain", path=fixed("/audit/chain"), reader=WYN, may=frozenset({WYN})),
    Stop(endpoint="oversight.figures", path=fixed("/figures"), reader=MARIAN, may=KEEPERS | FIGURES | {WYN}),
    Stop(endpoint="oversight.stuck_cases", path=fixed("/stuck"), reader=HONOR, may=KEEPERS | FIGURES | OFFICE | {WYN}),
)

APPEALS = (
    Stop(endpoint="appeals.register", path=fixed("/appeals"), reader=SUNNIVA, may=OFFICE),
    Stop(endpoint="appeals.register", path=fixed("/appeals?show=decided"), reader=ODILE, may=OFFICE),
    Stop(endpoint="appeals.enter_appeal", path=fixed("/appeals/new"), reader=SUNNIVA, may=OFFICE),
    Stop(endpoint="appeals.appeal_page", path=fixed("/appeals/ASH-AP-2026-0001"), reader=SUNNIVA, may=OFFICE),
    Stop(endpoint="casework.case_now", path=fixed("/cases/ASH-AP-2026-0001"), reader=ODILE, may=OFFICE | READERS),
    Stop(
        endpoint="casework.case_drawing",
        path=fixed("/cases/ASH-AP-2026-0001/drawing"),
        reader=SUNNIVA,
        may=OFFICE | READERS,
    ),
    Stop(endpoint="casework.case_history", path=fixed("/cases/ASH-AP-2026-0001/history"), reader=SUNNIVA, may=OFFICE),
    Stop(endpoint="casework.case_now", path=_of_case(5), reader=SUNNIVA, may=READERS | OFFICE),
    Stop(endpoint="casework.task_page", path=_task("Task_Assess"), reader=SUNNIVA, may=frozenset({SUNNIVA})),
)

CASES = (
    Stop(
        endpoint="casework.cases",
        path=fixed("/cases"),
        reader=JO,
        may=EVERYBODY - OFFICERS - {ADA} - OFFICE - OF_TENSION,
    ),
    Stop(endpoint="casework.find_case", path=fixed("/cases/find?q=Nobody"), reader=JO),
    Stop(endpoint="casework.case_now", path=_of_case(1), reader=JO, may=READERS | {NADIA, CAL, TOM}),
    Stop(endpoint="casework.case_now", path=_of_case(6), reader=JO, may=READERS),
    Stop(endpoint="casework.case_now", path=_of_case(2), reader=NADIA, may=READERS | {NADIA, CAL}),
    Stop(endpoint="casework.why_date", path=_clock, reader=DEV, may=READERS | {DEV}),
    Stop(endpoint="casework.case_reports", path=_of_case(6, "/reports"), reader=JO, may=SPOCS),
    Stop(endpoint="casework.case_history", path=_of_case(6, "/history"), reader=JO, may=SPOCS),
    Stop(endpoint="casework.case_drawing", path=_of_case(6, "/drawing"), reader=JO, may=READERS),
    Stop(
        endpoint="casework.drawing_xml",
        path=_of_case(6, "/drawing/ct_threshold.bpmn"),
        reader=JO,
        may=READERS,
        is_page=False,
    ),
    Stop(endpoint="casework.restricted_page", path=_of_case(6, "/restricted"), reader=JO, may=SPOCS),
    *(
        Stop(endpoint="casework.act_page", path=_of_case(6, f"/new/{act}"), reader=JO, may=SPOCS)
        for act in ("calls", "notes", "extensions", "withdrawals")
    ),
    Stop(endpoint="casework.corrections", path=_of_case(6, "/corrections"), reader=JO, may=SPOCS),
    Stop(endpoint="casework.correction_page", path=_of_case(6, "/corrections/new-report"), reader=JO, may=SPOCS),
    Stop(endpoint="casework.correction_page", path=_applicant, reader=JO, may=SPOCS),
    Stop(endpoint="casework.audit_reason", path=_of_case(6, "/audit-reason"), reader=WYN, may=frozenset({WYN})),
    Stop(endpoint="casework.sealed_letter_page", path=_letter, reader=JO, may=SPOCS),
    Stop(
        endpoint="casework.sealed_letter_sheet",
        path=lambda town: _letter(town, "/sheet"),
        reader=JO,
        may=SPOCS,
        is_page=False,
    ),
    Stop(
        endpoint="casework.sealed_letter_file",
        path=lambda town: _letter(town, "/pdf"),
        reader=JO,
        may=SPOCS,
        is_page=False,
    ),
    Stop(endpoint="casework.enter_application", path=fixed("/applications/new"), reader=JO, may=KEEPERS),
    Stop(endpoint="casework.refused_forms", path=fixed("/forms-without-a-name"), reader=JO, may=KEEPERS),
    Stop(
        endpoint="casework.refused_form",
        path=_first_of(RefusedApplication, "/forms-without-a-name/"),
        reader=JO,
        may=SPOCS,
    ),
)

WORK = (
    Stop(endpoint="casework.my_work_page", path=fixed("/work"), reader=JO),
    Stop(endpoint="casework.my_work_page", path=fixed("/work?whose=mine"), reader=PRIYA),
    Stop(endpoint="casework.my_work_page", path=fixed("/work"), reader=IRIS),
    *(
        Stop(endpoint="casework.task_page", path=_task(element_id), reader=JO, may=SPOCS)
        for element_id in (
            "Task_CheckImmediateRisk",
            "Task_ContactApplicant",
            "Task_AppointChair",
            "Task_RecordMissingItems",
            "Task_ReviewPlan",
        )
    ),
    *(
        Stop(endpoint="casework.task_page", path=path, reader=reader, may=frozenset({reader}))
        for reader, path in (
            (DEV, _task("Task_ConfirmReports", item="housing")),
            (LENA, _task("Task_GiveReturn", item="health")),
            (NADIA, _task("Task_ApproveOutcome")),
            (CAL, _task("Task_DraftMinutes")),
        )
    ),
    Stop(
        endpoint="casework.hand_over_page",
        path=_task("Task_CheckImmediateRisk", "/hand-over"),
        reader=JO,
        may=SPOCS,
    ),
    Stop(endpoint="casework.task_page", path=_print_task(), reader=JO, may=SPOCS),
    Stop(endpoint="casework.letter_as_pdf", path=_print_task("/letter.pdf"), reader=JO, may=SPOCS, is_page=False),
    Stop(endpoint="casework.letters", path=fixed("/letters"), reader=JO, may=KEEPERS | {MARIAN}),
    *(
        Stop(endpoint="casework.letters_on", path=fixed(f"/letters/{shelf}"), reader=JO, may=KEEPERS)
        for shelf in ("sent", "to-post")
    ),
    Stop(
        endpoint="casework.letters_of_task",
        path=_task("Task_AcknowledgeApplication", "/letters"),
        reader=JO,
        may=SPOCS | {MARIAN},
        is_page=False,
    ),
    Stop(
        endpoint="casework.letter_page",
        path=_written_letter("Task_AcknowledgeApplication"),
        reader=JO,
        may=SPOCS | {MARIAN},
    ),
    Stop(
        endpoint="casework.letter_page",
        path=_written_letter("Task_SendThresholdMet"),
        reader=MARIAN,
        may=SPOCS | {MARIAN},
    ),
)

HOME = (Stop(endpoint="account.home", path=fixed("/"), is_page=False),)
STOPS = (*PUBLIC, *TENSIONS, *INCIDENTS, *ACCOUNT, *OWNERS, *OVERSIGHT, *APPEALS, *CASES, *WORK, *PREPARATIONS, *HOME)
WITHOUT_PAGE = frozenset({"static"})
