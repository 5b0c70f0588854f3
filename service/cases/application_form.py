"""The whole application as frozen values, and what it lacks. Reading stored answers: application_answers.py.

Personal data: never in the engine, logs or addresses of pages (D-005).
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from service.cases.text_rules import is_blank

PRIVACY_NOTICE_VERSION = "2026-11"
EARLIEST = date(1900, 1, 1)
_HOUSE = re.compile(
    r"(?:(?:flat|unit|room|apartment)\s+\w{1,6},?\s+)?(?:\d{1,5}[a-z]?(?:[-/]\d{1,5}[a-z]?)?,?\s+)?", re.IGNORECASE
)


class Channel(StrEnum):
    """How the form reached us. Source: CT-04, CT-05."""

    ONLINE = "online"
    PAPER = "paper"
    PHONE = "phone"
    EMAIL = "email"


class Basis(StrEnum):
    """For whom the applicant asks. Source: CT-07, CT-08."""

    OWN = "own"
    ADVOCATE = "advocate"
    ONE_OF_SEVERAL = "one_of_several"


class ConsentForm(StrEnum):
    """How a victim's written consent came; NONE is not yet. Source: CT-08."""

    NONE = ""
    PAPER = "paper"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """One applicant, advocate or victim, and how to write and speak to them safely."""

    name: str = ""
    kind: str = "individual"  # individual, business, group
    organisation: str = ""
    relation: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    phone: str = ""
    email: str = ""
    preferred_channel: str = "post"  # post, email
    safe_contact: str = ""
    formats: str = "standard"
    language: str = ""
    is_under_18: bool | None = None
    tenant_of: str = ""

    @property
    def street(self) -> str:
        """Give the street of the first address line, without the number of the house or flat."""
        return street_of(self.address[0]) if self.address else ""

    @property
    def can_be_written_to(self) -> bool:
        """Tell whether a letter can reach this person."""
        return bool(self.email) or bool(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimDetails:
    """A victim for whom somebody else applies, with the consent that came. Source: CT-07, CT-08."""

    key: str
    person: PersonDetails
    consent: ConsentForm = ConsentForm.NONE
    consent_on: date | None = None
    consent_name: str = ""  # as typed by the victim when the consent is online


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetails:
    """One incident as told to one body. Source: CT-13, CT-14."""

    body_code: str = ""
    body_words: str = ""  # only for a body we do not know
    reported_on: date | None = None
    reported_words: str = ""  # where the date is not known
    reported_by: str = ""  # "" is the applicant, else the key of a victim
    channel: str = ""
    officer_kind: str = ""
    reference: str = ""
    action_known: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDetails:
    """One thing that happened, and everybody who was told. Source: CT-13, CT-17."""

    key: str
    what: str = ""
    happened_on: date | None = None
    happened_words: str = ""
    told_nobody: bool = False
    reports: tuple[ReportDetails, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingItem:
    """One thing to ask the applicant for, in words for L-CT-04 and L-CT-06. Source: CT-08, CT-10, CT-13."""

    code: str
    words: str

    @property
    def is_consent(self) -> bool:
        """Tell whether it is a victim's written consent (L-CT-04) or another detail (L-CT-06)."""
        return self.code.startswith("consent:")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationForm:
    """What the applicant told us, whole. Source: CT-05, CT-07, CT-08, domain B."""

    basis: Basis = Basis.OWN
    applicant: PersonDetails = field(default_factory=PersonDetails)
    victims: tuple[VictimDetails, ...] = ()  # other than an applicant who is a victim too
    incidents: tuple[IncidentDetails, ...] = ()
    behaviour: str = ""
    location: str = ""
    suspected_source: str = ""  # restricted
    effect: str = ""
    agencies_did: str = ""
    unsatisfied_because: str = ""
    outcome_wanted: str = ""
    previous_reviews: str = ""
    hate_strands: tuple[str, ...] = ()
    is_declared: bool = False
    privacy_notice_version: str = PRIVACY_NOTICE_VERSION

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody has said who asks. Source: CT-06."""
        return is_blank(self.applicant.name)

    @property
    def is_applicant_victim(self) -> bool:
        """Tell whether the applicant is one of the victims."""
        return self.basis is not Basis.ADVOCATE

    @property
    def has_advocate(self) -> bool:
        """Tell whether the applicant acts for somebody else too, so that written consent is needed. Source: CT-08."""
        return self.basis is not Basis.OWN

    def label(self) -> str:
        """Give what staff lists show: the person it happened to, and the street."""
        victims = [self.applicant] if self.is_applicant_victim else [victim.person for victim in self.victims]
        person = next((victim for victim in victims if not is_blank(victim.name)), self.applicant)
        street = person.street or self.applicant.street
        return f"{person.name} at {street}" if street else person.name

    def missing_items(self, *, received_on: date) -> tuple[MissingItem, ...]:
        """Give what must be asked for before the application is complete; nothing means completed.

        Incident dates are judged on the day of receipt. Source: CT-08, CT-10, CT-13.
        """
        missing = [*_missing_details(self), *_missing_consents(self)]
        for number, incident in enumerate(self.incidents, start=1):
            missing += incident_faults(incident, number=number, received_on=received_on)
        return tuple(missing)


def _missing_details(form: ApplicationForm) -> list[MissingItem]:
    wanted = (
        ("contact", "an address or an email address that we can write to", form.applicant.can_be_written_to),
        ("behaviour", "what kind of behaviour it is", not is_blank(form.behaviour)),
        ("effect", "how it has affected you", not is_blank(form.effect)),
        ("outcome_wanted", "what you would like to happen", not is_blank(form.outcome_wanted)),
        ("incidents", "what happened, when, and whom you told", bool(form.incidents)),
        ("victims", "the name of each person it happened to", form.basis is Basis.OWN or bool(form.victims)),
        ("declaration", "your signature on the form", form.is_declared),
    )
    return [MissingItem(code=code, words=words) for code, words, is_there in wanted if not is_there]


def _missing_consents(form: ApplicationForm) -> list[MissingItem]:
    missing = []
    for victim in form.victims:
        if is_blank(victim.person.name):
            missing.append(MissingItem(code=f"victim:{victim.key}", words="the name of a person it happened to"))
        if victim.consent is ConsentForm.NONE:
            name = victim.person.name or "each person it happened to"
            missing.append(MissingItem(code=f"consent:{victim.key}", words=f"written consent from {name}"))
    return missing


def incident_faults(incident: IncidentDetails, *, number: int, received_on: date) -> list[MissingItem]:
    """Give what is wrong with one incident and its reports; dates are never changed for anyone. Source: CT-13."""
    faults = [(code, words) for code, words, is_wrong in _incident_checks(incident, received_on) if is_wrong]
    for report in incident.reports:
        faults += [(code, words) for code, words, is_wrong in _report_checks(incident, report, received_on) if is_wrong]
    return [
        MissingItem(code=f"incident:{incident.key}:{code}", words=f"incident {number}: {words}")
        for code, words in dict.fromkeys(faults)
    ]


def _incident_checks(incident: IncidentDetails, received_on: date) -> tuple[tuple[str, str, bool], ...]:
    on = incident.happened_on
    return (
        ("what", "what happened", is_blank(incident.what)),
        ("happened_on", "the date it happened", on is None),
        ("happened_later", "the date it happened, because the one given is in the future", is_after(on, received_on)),
        ("happened_early", "the date it happened, because the one given is before 1900", is_after(EARLIEST, on)),
        ("body", "whom you told", not incident.reports and not incident.told_nobody),
    )


def _report_checks(
    incident: IncidentDetails, report: ReportDetails, received_on: date
) -> tuple[tuple[str, str, bool], ...]:
    on = report.reported_on
    return (
        ("body", "whom you told", not report.body_code),
        ("reported_on", "the date you told them", on is None),
        ("reported_later", "the date you told them, because the one given is in the future", is_after(on, received_on)),
        (
            "reported_before",
            "the dates, because it was reported before it happened",
            is_after(incident.happened_on, on),
        ),
        ("channel", "how you told them", not report.channel),
    )


def street_of(line: str) -> str:
    """Give an address line without its leading flat and house number."""
    return _HOUSE.sub("", line.strip(), count=1)[:120] or line.strip()[:120]


def is_after(later: date | None, earlier: date | None) -> bool:
    """Tell whether both dates are known and the first is after the second."""
    return later is not None and earlier is not None and later > earlier
