"""Who may open what: every page of the service with the people who may. Filled in from domain C.2, not from the code.

Letters stand for people: S single point of contact, D deputy, M community safety manager, O process owner, R director,
N nominated officers, C review chair, T minute-taker, L lead officer, A auditor, X administrator, P appeals officer and
H head of the Commissioner's office, Z the single point of contact of the other area. Of tension and racial incidents:
K police risk lead, B commander, Y ASB team manager, E council officer, J communications officer, G partnership
co-ordinator, V senior police officer, W Community and Race Relations Officer, Q Police Partnership Co-ordinator.
`known`: who may know the case is there and gets 403; everybody else gets 404.
"""

from dataclasses import dataclass

EVERYBODY = "SDMORNCTLAXZPHKBYEJGVWQ"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase:
    """A page of one case: asked of six cases in different states and of one in the other area."""

    may: str
    known: str = ""
    only_open: bool = False  # not there once the case is closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A page about no case; those who may not get `refusal`."""

    may: str
    address: str
    refusal: int = 403


CASE_PAGES = {
    "casework.case_now": OfCase(may="SDMORCTL", known="N"),
    "casework.why_date": OfCase(may="SDMORCTL"),  # an officer: those of the own agency, in a test of its own
    "casework.case_drawing": OfCase(may="SDMORCTL", known="N"),
    "casework.drawing_xml": OfCase(may="SDMORCTL", known="N"),
    "casework.case_reports": OfCase(may="SDC", known="MORNTL"),
    "casework.case_history": OfCase(may="SDC", known="MORNTL"),
    "casework.restricted_page": OfCase(may="SDC", known="MORNTL"),
    "casework.sealed_letter_page": OfCase(may="SDC", known="MORNTL"),
    "casework.sealed_letter_sheet": OfCase(may="SDC", known="MORNTL"),
    "casework.sealed_letter_file": OfCase(may="SDC", known="MORNTL"),
    "casework.act_page": OfCase(may="SD", known="MORNCTL"),
    "casework.corrections": OfCase(may="SD", known="MORNCTL", only_open=True),
    "casework.correction_page": OfCase(may="SD", known="MORNCTL", only_open=True),
}
APPEALED = "ASH-CT-2026-0005"  # its file was released for an appeal that is not decided (AP-20)
COMMISSIONERS = "PH"
SHUT_TO_COMMISSIONERS = frozenset(
    {"casework.restricted_page", "casework.act_page", "casework.corrections", "casework.correction_page"}
)
APPEAL_PAGES = {  # of an appeal: the office reads and acts, the area's own people see that it runs
    "appeals.appeal_page": "PH",
    "casework.case_now": "PHSDMOR",
    "casework.why_date": "PHSDMOR",
    "casework.case_drawing": "PHSDMOR",
    "casework.case_history": "PH",
    "casework.act_page": "PH",
    "casework.restricted_page": "",
}
APPOINTED = "CTL"  # by case, not by area
AFTER_A_REASON = frozenset(CASE_PAGES) - {
    "casework.act_page",
    "casework.corrections",
    "casework.correction_page",
}  # what an auditor reads of a case of the own area

PLAIN_PAGES = {
    "account.your_account": Plain(may=EVERYBODY, address="/account"),
    "account.password_page": Plain(may=EVERYBODY, address="/account/password"),
    "account.keys_page": Plain(may=EVERYBODY, address="/account/keys"),
    "account.people": Plain(may="X", address="/people"),
    "account.new_person": Plain(may="X", address="/people/new"),
    "account.person_page": Plain(may="X", address="/people/1"),
    "casework.my_work_page": Plain(may=EVERYBODY, address="/work"),
    "casework.cases": Plain(may="SDMORCTLAZ", address="/cases"),
    "casework.find_case": Plain(may=EVERYBODY, address="/cases/find"),
    "casework.enter_application": Plain(may="SDZ", address="/applications/new"),
    "casework.letters": Plain(may="SDMZ", address="/letters"),
    "casework.letters_on": Plain(may="SDZ", address="/letters/draft"),
    "casework.refused_forms": Plain(may="SDZ", address="/forms-without-a-name"),
    "casework.refused_form": Plain(may="SD", address="/forms-without-a-name/1", refusal=404),
    "appeals.register": Plain(may="PH", address="/appeals"),
    "appeals.enter_appeal": Plain(may="PH", address="/appeals/new"),
    "oversight.audit": Plain(may="A", address="/audit"),
    "oversight.audit_chain": Plain(may="A", address="/audit/chain"),
    "oversight.figures": Plain(may="SDMORAZ", address="/figures"),
    "oversight.stuck_cases": Plain(may="SDMORAZPH", address="/stuck"),
    "owners.library": Plain(may="SDMORAXZ", address="/procedures"),
    "owners.procedure": Plain(may="SDMORAXZ", address="/procedures/community_trigger"),
    "owners.procedure_version": Plain(may="SDMORAXZ", address="/procedures/community_trigger/1"),
    "owners.procedure_part": Plain(may="SDMORAXZ", address="/procedures/community_trigger/1/ct_threshold"),
    "owners.procedure_xml": Plain(may="SDMORAXZ", address="/procedures/community_trigger/1/ct_threshold.bpmn"),
    "owners.settings": Plain(may="MORAX", address="/settings"),
    "owners.settings_page": Plain(may="MORAX", address="/settings/ASH/names", refusal=404),
    "owners.clocks": Plain(may="MORAX", address="/settings/ASH/clocks", refusal=404),
    "owners.profile_page": Plain(may="MORAX", address="/settings/ASH/profile", refusal=404),
    "owners.proposal": Plain(may="MORAX", address="/settings/ASH/proposal", refusal=404),
    "owners.versions": Plain(may="MORAX", address="/settings/ASH/versions", refusal=404),
    "owners.version_page": Plain(may="MORAX", address="/settings/ASH/versions/1", refusal=404),
    "owners.contacts": Plain(may="MORAX", address="/settings/ASH/contacts", refusal=404),
    "owners.holidays": Plain(may="MORAX", address="/settings/holidays"),
    "tension.report_concern": Plain(may="KBYEGW", address="/tension/report"),
    "tension.board": Plain(may="RAKBYEJGW", address="/tension"),
    "tension.contacts": Plain(may="MORAKBYEJGVWQ", address="/tension/contacts"),
    "tension.contacts_of_area": Plain(may="MORAKBYEJGVWQ", address="/tension/contacts/ASH", refusal=404),
    "tension.responses": Plain(may="MORAKBYEJGW", address="/tension/responses"),
    "tension.set_up": Plain(may="MORAKBYEJGW", address="/tension/set-up"),
    "tension.set_up_of_area": Plain(may="MORAKBYEJGW", address="/tension/set-up/ASH", refusal=404),
    "tension.plan": Plain(may="MORAKBYEJGW", address="/tension/plan"),
    "tension.plan_of_area": Plain(may="MORAKBYEJGW", address="/tension/plan/ASH", refusal=404),
    "tension.quarterly": Plain(may="MORAKBYEJGW", address="/tension/quarterly"),
    "tension.quarterly_of_area": Plain(may="MORAKBYEJGW", address="/tension/quarterly/ASH", refusal=404),
    "incidents.register": Plain(may="VBWGQERA", address="/incidents"),
    "incidents.report_incident": Plain(may="VBWGKY", address="/incidents/new"),
    "tension.responses_of_area": Plain(may="MORAKBYEJGW", address="/tension/responses/ASH", refusal=404),
}
OF_THE_OTHER_AREA = (
    "/settings/CAR/names",
    "/settings/CAR/clocks",
    "/settings/CAR/profile",
    "/settings/CAR/proposal",
    "/settings/CAR/versions",
    "/settings/CAR/versions/1",
    "/forms-without-a-name/2",
    "/tension/contacts/CAR",
    "/tension/contacts/CAR/new",
    "/tension/responses/CAR",
    "/tension/set-up/CAR",
    "/tension/plan/CAR",
    "/tension/quarterly/CAR",
)

# looked at by tests of their own, below or beside
ELSEWHERE = {
    "casework.audit_reason",  # with the auditor
    "casework.task_page",  # with the tasks
    "casework.hand_over_page",
    "casework.letter_as_pdf",
    "casework.letters_of_task",
    "casework.letter_page",
    "appeals.appeal_page",  # with the appeals
    "owners.holiday",  # there is no proposal in the demonstration
    "tension.tension_page",  # with the tensions: tests/web/test_tension_page.py
    "tension.reports",
    "tension.add_report",
    "tension.merge_page",
    "tension.split_page",
    "tension.rename_page",
    "tension.restricted",
    "tension.new_contact",  # with the contacts of the protocols
    "tension.contact_page",
    "tension.new_response",  # with the possible responses
    "incidents.incident_page",  # with the incident rooms
    "incidents.act_page",
    "notices.record_call",  # with the telephone tasks
    "notices.own_notice",  # by person, not by role: tests/web/test_own_notice.py
    "tension.set_up_step",  # with the checklist
    "tension.plan_of_year",  # with the annual plans
    "tension.plan_form",
    "tension.report_page",  # with the quarterly reports
    "tension.issued_report",
    "tension.report_sheet",
    "tension.comment_page",
}
WITH_A_LINK = {"notices.notice_page", "notices.pass_page"}  # whoever has it, signed in or not
FOR_ANYBODY = {"account.home", "account.sign_in_page", "account.signed_out", "static"} | WITH_A_LINK  # and public.*

# buttons: who may press them at all; a case's and a task's own rules come on top
BUTTONS = {
    "account.add_person": "X",
    "account.close_account": "X",
    "account.reset_password": "X",
    "account.give_role": "X",
    "account.end_role": "X",
    "account.change_password": EVERYBODY,
    "account.end_other_sessions": EVERYBODY,
    "account.change_keys": EVERYBODY,
    "account.stay_signed_in": EVERYBODY,
    "account.sign_in_now": EVERYBODY,
    "account.sign_out": EVERYBODY,
    "appeals.enter_appeal": "PH",
    "casework.enter_application": "SDZ",
    "casework.refused_form": "SD",
    "casework.do_act": "SD",
    "casework.correct": "SD",
    "casework.show_restricted": "SDC",
    "casework.keep_audit_reason": "A",
    "oversight.retry_case": "SDMO",
    "owners.change_settings": "MO",
    "owners.change_clock": "MO",
    "owners.choose_profile": "MO",
    "owners.change_contacts": "MOX",
    "owners.approve": "MOR",
    "owners.refuse": "MOR",
    "owners.propose_holiday": "MOX",
    "owners.approve_holiday": "MOX",
    "owners.refuse_holiday": "MOX",
    "tension.show_restricted_reports": "KB",
    "tension.report_concern": "KBYEGW",
    "tension.add_report": "KBYEGW",
    "tension.merge": "KG",
    "tension.rename": "KG",
    "tension.split": "KG",
    "incidents.report_incident": "VBWGKY",
    "incidents.do_act": "VBWG",
    "notices.keep_call": "VBWGK",
    "notices.answer": EVERYBODY,
    "notices.answer_own": EVERYBODY,  # who was told, whatever their role
    "notices.pass_on": EVERYBODY,
    "tension.add_contact": "MOKGWQ",
    "tension.change_contact": "MOKGWQ",
    "tension.verify_contact": "MOKGWQ",
    "tension.end_contact": "MOKGWQ",
    "tension.add_response": "MOKG",
    "tension.end_response": "MOKG",
    "tension.answer_set_up": "MOKG",
    "tension.write_plan": "MOKG",
    "tension.issue_report": "MOKG",
    "tension.add_comment": "MOKG",
}
TASK_BUTTONS = {
    "casework.answer_task": "",
    "casework.keep_draft": "/draft",
    "casework.take_task": "/taking",
    "casework.put_back_task": "/putting-back",
    "casework.hand_over": "/hand-over",
    "casework.decide_extension": "/extension",
    "casework.seal_without_letter": "/letters",
    "casework.act_on_letter": "/letters/1",
    "casework.confirm_posted": "/posting",
    "casework.send_again": "/sending",
    "notices.keep_call_of_task": "/call",
}
