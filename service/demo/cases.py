"""The invented cases, one at each stage, played forward to today by the people of the demonstration."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.cases.application_form import (
    ApplicationForm,
    Basis,
    IncidentDetails,
    PersonDetails,
    ReportDetails,
    VictimDetails,
)
from service.demo import answers as said
from service.demo import appeals
from service.demo.driver import Driver
from service.demo.stories import Story
from service.toolbox import Toolbox
from workflows import LONDON, BusinessCalendar, local_date

POSTED_AFTER = 3  # working days; the letters of newer cases still wait to be posted
ALL = ("police", "council", "health", "housing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An invented applicant and street."""

    name: str
    house: str
    what: str
    email: str = ""
    safe_contact: str = ""
    formats: str = "standard"


AMARA = Applicant(
    name="Amara Lindqvist-Bell",
    house="14 Tanners Row",
    what="Shouting and banging on the stairs",
    email="amara@applicant.example",
    safe_contact="No voicemail. Phone after 4pm.",
    formats="large_print",
)
TEODOR = Applicant(name="Teodor Marsh", house="3 Canal Side", what="Bins set alight", email="teodor@applicant.example")
INES = Applicant(name="Ines Calloway", house="22 Mill Parade", what="Windows broken")
DILYS = Applicant(name="Dilys Penhallow", house="9 Ferry Street", what="Threats at the front door")
OBAFEMI = Applicant(
    name="Obafemi Strand", house="41 Ridge Lane", what="Loud music until 3am", email="oba@applicant.example"
)
HOLLIS = Applicant(name="Robin Hollis", house="7 Quarry View", what="Motorbikes on the green")
WINIFRED = Applicant(name="Winifred Oakes", house="2 Orchard Close", what="Eggs and stones thrown")
SABLE = Applicant(name="Imani Sable", house="5 Weir Walk", what="Shouting and threats", email="imani@applicant.example")
BELL = Applicant(name="Bellweather Café", house="1 Market Street", what="Customers abused at the door")


def load_cases(toolbox: Toolbox) -> None:
    """Play nine cases up to different stages; today they wait for somebody."""
    today = local_date(toolbox.clock.now())
    for working_days_ago, play in _STORIES:
        driver = _driver(toolbox, today, working_days_ago)
        play(driver)
        if working_days_ago > POSTED_AFTER:
            driver.post_letters(by=said.JO)


def _driver(toolbox: Toolbox, today: date, working_days_ago: int) -> Driver:
    began_on = BusinessCalendar.for_nation("ENG").add_working_days(today, working_days=-working_days_ago)
    return Driver(toolbox, area_code="ASH", start=datetime.combine(began_on, time(9, 40), LONDON))


def a_form(who: Applicant, on: date, *, reports: int = 3) -> ApplicationForm:
    """Give a whole application with some reports in the weeks before a day."""
    return ApplicationForm(
        applicant=_person(who),
        incidents=tuple(_incident(who, on, number) for number in range(reports)),
        behaviour="Rowdy or threatening behaviour",
        location=who.house,
        effect="We cannot sleep and the children are frightened.",
        agencies_did="An officer visited twice. It was quiet for a few days each time.",
        unsatisfied_because="Nobody told us what was decided and it began again.",
        outcome_wanted="Somebody to check that it stays quiet.",
        is_declared=True,
    )


def _person(who: Applicant) -> PersonDetails:
    return PersonDetails(
        name=who.name,
        address=(who.house, "Ashmoor"),
        postcode="AS3 7DN",
        phone="07700 900417",
        email=who.email,
        preferred_channel="email" if who.email else "post",
        safe_contact=who.safe_contact,
        formats=who.formats,
        tenant_of="housing",
    )


def _incident(who: Applicant, on: date, number: int) -> IncidentDetails:
    happened_on = on - timedelta(days=18 + 13 * number)
    body = ("police", "council", "housing")[number % 3]
    report = ReportDetails(
        body_code=body,
        reported_on=happened_on + timedelta(days=1),
        channel="phone",
        reference=f"{body[:2].upper()}-{1180 + number}",
    )
    return IncidentDetails(key=str(number + 1), what=who.what, happened_on=happened_on, reports=(report,))


def an_advocates_form(who: Applicant, on: date) -> ApplicationForm:
    """Give an application for somebody else, whose written consent has not come."""
    form = a_form(who, on)
    son = VictimDetails(
        key="1", person=PersonDetails(name="Leon Oakes", address=("2 Orchard Close", "Ashmoor"), postcode="AS3 7DN")
    )
    return ApplicationForm(
        basis=Basis.ADVOCATE,
        applicant=form.applicant,
        victims=(son,),
        incidents=form.incidents,
        behaviour=form.behaviour,
        location=form.location,
        effect=form.effect,
        agencies_did=form.agencies_did,
        unsatisfied_because=form.unsatisfied_because,
        outcome_wanted=form.outcome_wanted,
        is_declared=True,
    )


def _begin(driver: Driver, who: Applicant, *, reports: int = 3) -> Story:
    story = Story(driver, driver.apply(a_form(who, driver.today, reports=reports)))
    driver.pass_working_days(1)
    story.check()
    return story


def _to_review(driver: Driver, who: Applicant) -> Story:
    story = _begin(driver, who)
    story.acknowledge()
    driver.pass_working_days(2)
    story.confirm(*ALL)
    driver.pass_working_days(2)
    story.group()
    story.decide_met()
    driver.pass_working_days(2)
    return story


def just_received(driver: Driver) -> None:
    """An application that nobody has opened yet."""
    driver.apply(a_form(HOLLIS, driver.today))


def waits_for_consent(driver: Driver) -> None:
    """An advocate was asked for the victim's consent."""
    story = Story(driver, driver.apply(an_advocates_form(WINIFRED, driver.today), channel="paper", by=said.JO))
    driver.pass_working_days(1)
    story.check(missing=True)


def deciding_threshold(driver: Driver) -> None:
    """Three of four bodies have answered."""
    story = _begin(driver, AMARA, reports=5)
    story.acknowledge()
    driver.pass_working_days(2)
    story.confirm("police", "council", "health")


def not_met(driver: Driver) -> None:
    """Refused with reasons; the applicant appeals, and the file is with the Commissioner's office."""
    story = _begin(driver, BELL, reports=2)
    story.acknowledge()
    driver.pass_working_days(2)
    story.confirm(*ALL)
    story.group()
    story.decide_not_met()
    driver.pass_working_days(2)
    appeal = appeals.submit(driver, story.reference)
    appeals.hear(driver, appeal)
    driver.pass_working_days(1)
    appeals.release(driver, appeal)


def waits_for_approval(driver: Driver) -> None:
    """The decision is taken; the letter waits for the community safety manager."""
    story = _begin(driver, SABLE)
    story.acknowledge()
    driver.pass_working_days(2)
    story.confirm(*ALL)
    story.group()
    story.ask_approval_of_met()


def preparing_review(driver: Driver) -> None:
    """Threshold met; one agency has not answered."""
    story = _to_review(driver, INES)
    story.contact_and_appoint()
    story.give_returns("police", "council", "health")


def returns_late(driver: Driver) -> None:
    """Nobody has phoned and two agencies are late."""
    story = _to_review(driver, OBAFEMI)
    story.give_returns("police", "council")
    driver.pass_working_days(4)


def telling_outcome(driver: Driver) -> None:
    """The meeting was held; the outcome waits for the letter."""
    story = _to_review(driver, TEODOR)
    story.contact_and_appoint()
    story.give_returns(*ALL)
    story.prepare_meeting()
    story.hold_meeting()


def following_plan(driver: Driver) -> None:
    """The plan is agreed and handed over."""
    story = _to_review(driver, DILYS)
    story.contact_and_appoint()
    story.give_returns(*ALL)
    story.prepare_meeting()
    story.hold_meeting()
    story.tell_outcome()
    story.agree_plan()
    story.accept_plan()


_STORIES = (
    (34, following_plan),
    (22, telling_outcome),
    (15, returns_late),
    (12, preparing_review),
    (9, not_met),
    (6, deciding_threshold),
    (3, waits_for_consent),
    (0, just_received),
    (7, waits_for_approval),
)
