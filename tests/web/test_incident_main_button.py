"""The main button of an incident room: the task that is due first, and a telephone call only when it is that one."""

from collections.abc import Callable

import pytest

from service.cases import Delivery, NoteDelivery
from service.demo import incident as story
from service.demo.incident import DELPHINE
from service.store.outbox import OutboxItem
from tests.service.incident_desk import answer_all, later
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]
MAIN = 'class="govuk-button" role="button" draggable="false" data-module="govuk-button" href="'


def main_button(office: Office) -> str:
    """Give the words of the main button as the co-ordinator has it."""
    page = office.at(DELPHINE).get(f"/incidents/{office.played.reference}").page
    return page.partition(MAIN)[2].partition(">")[2].partition("</a>")[0]


def tell(office: Office, *steps: str) -> None:
    """Take these steps of the order of notice."""
    for step in steps:
        getattr(story, f"tell_{step}")(office.played.driver, office.played.reference)


def come_back(office: Office, name: str) -> None:
    """Let the newest mail to somebody come back: they are to be rung."""
    address = f"{name.lower().replace(' ', '.')}@"
    item = [row for row in office.played.rows(OutboxItem) if row.to_address.startswith(address)][-1]
    office.played.do(NoteDelivery(outbox_id=item.id, outcome=Delivery.FAILED))


@pytest.fixture
def office(office_at: OfficeAt) -> Office:
    """The officer and the partners were told; the partners have not answered, and the chief officer comes next."""
    found = office_at("declared")
    tell(found, "crro")
    answer_all(found.played, "Amos Redfern")
    later(found.played, 20)
    tell(found, "partners")
    return found


def test_mi_12_a_call_that_has_the_day_does_not_stand_before_a_task_that_is_due_at_midday(office: Office) -> None:
    # given the chief officer is to be told by 12:20pm / when a correction to a partner comes back, to be rung today
    story.send_mail(office.played.driver, office.played.reference)
    assert main_button(office) == "Tell the chief officer"
    story.correct(office.played.driver, office.played.reference)
    come_back(office, "Comfort Asante")
    assert next(row.name for row in office.played.rows_by_kind("call")).startswith("Ring Comfort Asante")
    # then the button is still what is due first
    assert main_button(office) == "Tell the chief officer"


def test_mi_10_a_call_that_a_nearer_clock_waits_for_is_the_main_button(office: Office) -> None:
    # given the chief officer is to be told by 12:20pm / when the notice that is due by midday comes back
    come_back(office, "Comfort Asante")
    # then she is rung first, and her rung does not say that an email is on its way
    assert main_button(office).startswith("Ring Comfort Asante")
    shown = text_of(office.at(DELPHINE).get(f"/incidents/{office.played.reference}").page)
    assert "Racial Equality Council, Comfort Asante To be rung." in shown


def test_mi_13_a_call_stands_before_what_is_due_in_two_weeks(office_at: OfficeAt) -> None:
    # given nothing is due for the co-ordinator but the report to members, in two weeks
    office = office_at("declared")
    tell(office, "crro", "partners", "chief_officer", "council_staff", "police_staff")
    answer_all(office.played)
    # then the service without an email, to be told by tomorrow, comes before that
    assert main_button(office).startswith("Ring Street Cleansing")
