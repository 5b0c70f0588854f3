"""Every page there is: how its address is made, and who may read it. A route without a line here fails the walk."""

from collections.abc import Callable
from dataclasses import dataclass, field

from service.demo.answers import CAL, DEV, GARETH, IRIS, JO, LENA, MARIAN, NADIA, PRIYA, TOM
from service.store.holidays import HolidayChange
from service.store.letters import SealedLetter
from service.store.people import Person
from service.store.record import RefusedApplication
from service.store.work import Deadline, OpenTask
from tests.journeys.demo_extras import FILLING, FOLLOWING, HONOR
from tests.journeys.demo_town import ANYBODY, ROWAN, DemoTown, demo_people

EDWIN, WYN, ADA = "edwin.sark@ashmoor.example", "wyn.prosser@ashmoor.example", "ada.crane@ashmoor.example"
EVERYBODY = frozenset(demo_people())
SPOCS = frozenset({JO, PRIYA})
KEEPERS = frozenset({JO, PRIYA, ROWAN})  # of both areas
RULE_MAKERS = frozenset({MARIAN, HONOR})
SETTINGS = RULE_MAKERS | {EDWIN, WYN, ADA}
LIBRARY = SETTINGS | KEEPERS
FIGURES = RULE_MAKERS | {EDWIN}  # clocks and counts of a case, nobody's name
READERS = SPOCS | FIGURES
OFFICERS = frozenset({IRIS, GARETH, LENA, DEV})

Make = Callable[[DemoTown], str]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A page: its route, its address in the demonstration, who looks at it, who else may."""

    endpoint: str
    path: Make
    reader: str = ANYBODY
    may: frozenset[str] = field(default=EVERYBODY)  # of those who sign in; public pages are for all
    is_page: bool = True  # a drawing, a PDF or a signpost to another page is none

    @property
    def is_public(self) -> bool:
        """True when nobody need sign in."""
        return self.reader in (ANYBODY, FILLING, FOLLOWING)


def _fixed(address: str) -> Make:
    return lambda _town: address


def _of_case(number: int, rest: str = "") -> Make:
    return lambda town: f"/cases/{town.reference(number)}{rest}"


def _task(element_id: str, rest: str = "", *, item: str = "") -> Make:
    return lambda town: f"/tasks/{town.task(element_id, item=item)}{rest}"


def _first_of(table: type, before: str, after: str = "", **wanted: object) -> Make:
    return lambda town: f"{before}{town.rows(table, **wanted)[0].id}{after}"


def _letter(town: DemoTown, rest: str = "") -> str:
    case_id = town.case_id(6)
    sealed = town.rows(SealedLetter, case_id=case_id)[0]
    return f"/cases/{town.reference(6)}/letters/{sealed.id}{rest}"


def _clock(town: DemoTown) -> str:
    asked = town.rows(Deadline, case_id=town.case_id(6), clock="ct_threshold_return", key="housing")
    return f"/cases/{town.reference(6)}/clocks/{asked[0].id}"


def _written_letter(element_id: str) -> Make:
    return lambda town: f"/tasks/{town.task(element_id)}/letters/{town.draft(town.task(element_id))}"


def _print_task(rest: str = "") -> Make:
    return lambda town: f"/tasks/{town.rows(OpenTask, kind='print')[-1].id}{rest}"


PUBLIC = (
    *(
        Stop(endpoint=f"public.{name}", path=_fixed(path))
        for name, path in (
            ("areas", "/ask"),
            ("start", "/ask/ash"),
            ("accessibility", "/accessibility"),
            ("accessibility", "/ask/ash/accessibility"),
            ("application_form", "/ask/ash/application-form"),
            ("come_back", "/ask/ash/come-back"),
            ("consent_form", "/ask/ash/consent-form"),
            ("other_formats", "/formats"),
            ("other_formats", "/ask/ash/formats"),
            ("no_name", "/ask/ash/no-name"),
            ("no_name_done", "/ask/ash/no-name/done"),
            ("privacy", "/privacy"),
            ("privacy", "/ask/ash/privacy"),
            ("follow", "/follow"),
        )
    ),
    *(
        Stop(endpoint=f"public.{name}", path=_fixed(f"/ask/ash/application/{path}"), reader=FILLING)
        for name, path in (
            ("question", "for-whom"),
            ("question", "your-address"),
            ("question", "phone-and-email"),
            ("question", "behaviour"),
            ("question", "because-of-who-you-are"),
            ("question", "language"),
            ("about_consent", "about-consent"),
            ("items", "incidents"),
            ("items", "victims"),
            ("item", "incidents/1"),
            ("item_question", "incidents/1/when"),
            ("item_question", "incidents/1/told"),
            ("item_question", "victims/1/name"),
            ("remove_item", "incidents/1/remove"),
            ("report_question", "incidents/1/police/reported"),
            ("check", "check"),
        )
    ),
    Stop(endpoint="public.saved", path=_fixed("/ask/ash/saved"), reader=FILLING),
    *(
        Stop(endpoint=f"public.{name}", path=_fixed(path), reader=FOLLOWING)
        for name, path in (
            ("sent", "/ask/ash/application/sent"),
            ("answers", "/ask/ash/application/answers"),
            ("followed", "/follow/application"),
            ("ask_for", "/follow/application/new-incident"),
            ("ask_for", "/follow/application/call"),
            ("ask_for", "/follow/application/stop"),
        )
    ),
    Stop(endpoint="account.sign_in_page", path=_fixed("/sign-in")),
    Stop(endpoint="account.signed_out", path=_fixed("/signed-out")),
)

ACCOUNT = (
    Stop(endpoint="account.your_account", path=_fixed("/account"), reader=JO),
    Stop(endpoint="account.password_page", path=_fixed("/account/password"), reader=JO),
    Stop(endpoint="account.people", path=_fixed("/people"), reader=ADA, may=frozenset({ADA})),
    Stop(endpoint="account.new_person", path=_fixed("/people/new"), reader=ADA, may=frozenset({ADA})),
    Stop(
        endpoint="account.person_page",
        path=_first_of(Person, "/people/", email=IRIS),
        reader=ADA,
        may=frozenset({ADA}),
    ),
)

OWNERS = (
    Stop(endpoint="owners.library", path=_fixed("/procedures"), reader=HONOR, may=LIBRARY),
    *(
        Stop(endpoint=f"owners.{name}", path=_fixed(f"/procedures/community_trigger{path}"), reader=HONOR, may=LIBRARY)
        for name, path in (
            ("procedure", ""),
            ("procedure_version", "/1"),
            ("procedure_part", "/1/ct_threshold"),
        )
    ),
    Stop(
        endpoint="owners.procedure_xml",
        path=_fixed("/procedures/community_trigger/1/ct_threshold.bpmn"),
        reader=HONOR,
        may=LIBRARY,
        is_page=False,
    ),
    Stop(endpoint="owners.settings", path=_fixed("/settings"), reader=HONOR, may=SETTINGS, is_page=False),
    *(
        Stop(endpoint=f"owners.{name}", path=_fixed(f"/settings/ASH/{path}"), reader=MARIAN, may=SETTINGS)
        for name, path in (
            ("settings_page", "threshold"),
            ("settings_page", "meeting"),
            ("settings_page", "lists"),
            ("clocks", "clocks"),
            ("proposal", "proposal"),
            ("versions", "versions"),
            ("version_page", "versions/1"),
        )
    ),
    Stop(
        endpoint="owners.clocks",
        path=_fixed("/settings/ASH/clocks?change=ct_contact"),
        reader=HONOR,
        may=SETTINGS,
    ),
    Stop(endpoint="owners.profile_page", path=_fixed("/settings/ASH/profile"), reader=MARIAN, may=SETTINGS),
    Stop(endpoint="owners.holidays", path=_fixed("/settings/holidays"), reader=HONOR, may=SETTINGS),
    Stop(
        endpoint="owners.holiday",
        path=_first_of(HolidayChange, "/settings/holidays/"),
        reader=MARIAN,
        may=SETTINGS,
    ),
)

OVERSIGHT = (
    Stop(endpoint="oversight.audit", path=_fixed("/audit"), reader=WYN, may=frozenset({WYN})),
    Stop(endpoint="oversight.audit_chain", path=_fixed("/audit/chain"), reader=WYN, may=frozenset({WYN})),
    Stop(endpoint="oversight.figures", path=_fixed("/figures"), reader=MARIAN, may=KEEPERS | FIGURES | {WYN}),
)

CASES = (
    Stop(endpoint="casework.cases", path=_fixed("/cases"), reader=JO, may=EVERYBODY - OFFICERS - {ADA}),
    Stop(endpoint="casework.find_case", path=_fixed("/cases/find?q=Nobody"), reader=JO),
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
    Stop(endpoint="casework.enter_application", path=_fixed("/applications/new"), reader=JO, may=KEEPERS),
    Stop(endpoint="casework.refused_forms", path=_fixed("/forms-without-a-name"), reader=JO, may=KEEPERS),
    Stop(
        endpoint="casework.refused_form",
        path=_first_of(RefusedApplication, "/forms-without-a-name/"),
        reader=JO,
        may=SPOCS,
    ),
)

WORK = (
    Stop(endpoint="casework.my_work_page", path=_fixed("/work"), reader=JO),
    Stop(endpoint="casework.my_work_page", path=_fixed("/work?whose=mine"), reader=PRIYA),
    Stop(endpoint="casework.my_work_page", path=_fixed("/work"), reader=IRIS),
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
    Stop(endpoint="casework.letters", path=_fixed("/letters"), reader=JO, may=KEEPERS | {MARIAN}),
    *(
        Stop(endpoint="casework.letters_on", path=_fixed(f"/letters/{shelf}"), reader=JO, may=KEEPERS)
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

HOME = (Stop(endpoint="account.home", path=_fixed("/"), is_page=False),)
STOPS = (*PUBLIC, *ACCOUNT, *OWNERS, *OVERSIGHT, *CASES, *WORK, *HOME)
WITHOUT_PAGE = frozenset({"static"})
