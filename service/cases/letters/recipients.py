"""Who gets a letter, where and how: one entry a reader. What it says: values/."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from letters import Audience, LetterKind, letter_catalogue
from service.cases.case_file import CaseFile
from service.cases.letters.fitting import fits
from service.store.letters import LetterDraft
from service.store.people import Person
from service.store.queries.holders import first_holder
from service.store.record import Appeal, Appointment, Attendee, BodyReturn, Party, Recommendation, TensionReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One reader of one letter."""

    ref: str  # party:12, body:police, person:4: by reference, so that the audit names nobody
    name: str
    address: tuple[str, ...]
    email: str
    channel: str
    size: str = "standard"
    is_safe_subject: bool = False
    body_code: str = ""
    party_id: int | None = None


def recipients_of(file: CaseFile, kind: LetterKind, *, item: str = "") -> list[Recipient]:
    """Give everyone who gets this letter now: nobody where it does not fit the case; copies where it says so."""
    if not fits(file, kind.key):
        return []
    found = (_BY_LETTER.get(kind.key) or _BY_AUDIENCE[str(kind.audience)])(file, item)
    if kind.copies_to_victim:
        known = {reader.ref for reader in found}
        found += [reader for reader in _victims(file, item) if reader.ref not in known]
    return found


def whom(draft: LetterDraft) -> str:
    """Give whom the history says a letter went to: who reported a concern is named to nobody else. Source: TE-05."""
    kind = letter_catalogue().get(draft.code)
    return "whoever reported it" if kind and kind.audience is Audience.REPORTER else draft.recipient_words


def of_party(party: Party) -> Recipient:
    """Give the way to write to someone in the case: their channel, size and safe subject. Source: DP-12."""
    by_email = party.preferred_channel == "email" and bool(party.email)
    return Recipient(
        ref=f"party:{party.id}",
        name=party.name,
        address=_on_envelope(party),
        email=party.email,
        channel="email" if by_email else "post",
        size="large_print" if party.formats == "large_print" else "standard",
        is_safe_subject=bool(party.safe_contact),
        party_id=party.id,
    )


def _on_envelope(party: Party) -> tuple[str, ...]:
    """Give the lines of an address with the postcode last."""
    lines = tuple(str(line) for line in party.address if str(line).strip())
    return (*lines, party.postcode) if party.postcode and party.postcode not in lines else lines


def _applicant(file: CaseFile, item: str) -> list[Recipient]:
    """Write to the applicant, and to each victim who ended the role of an advocate. Source: CT-58."""
    del item
    applicant = file.applicant
    has_left = applicant.is_advocate and applicant.withdrawn_at is not None and not applicant.is_victim
    parties = [*([] if has_left else [applicant]), *file.victims_on_their_own]
    return [of_party(party) for party in parties]


def _parted(file: CaseFile, item: str) -> list[Recipient]:
    """Write to the victims who ended the advocate's role and were not told yet, and to the advocate. Source: CT-58."""
    del item
    told = set(
        file.session.scalars(
            select(LetterDraft.recipient).where(
                LetterDraft.case_id == file.case.id, LetterDraft.code == "L-CT-18", LetterDraft.state == "sealed"
            )
        )
    )
    ended = {row.victim_id for row in file.consents if row.withdrawn_on}
    victims = [of_party(party) for party in file.victims if party.id in ended and f"party:{party.id}" not in told]
    return victims + [of_party(party) for party in file.parties if party.is_advocate]


def _victims(file: CaseFile, item: str) -> list[Recipient]:
    del item
    return [of_party(party) for party in file.represented_victims]


def _every_victim(file: CaseFile, item: str) -> list[Recipient]:
    return _victims(file, item) or [of_party(party) for party in file.victims]


def _advocate(file: CaseFile, item: str) -> list[Recipient]:
    del item
    return [of_party(file.advocate)] if file.advocate else [of_party(file.applicant)]


def _agencies(file: CaseFile, item: str) -> list[Recipient]:
    """Write to one body, or to all that were asked in this case."""
    return [of_body(file, code) for code in ([item] if item else asked_bodies(file))]


def asked_bodies(file: CaseFile) -> list[str]:
    """Give the codes of the bodies asked so far, each once."""
    rows = file.session.scalars(
        select(BodyReturn.body_code).where(BodyReturn.case_id == file.case.id).order_by(BodyReturn.id)
    )
    return list(dict.fromkeys(rows))


def of_body(file: CaseFile, code: str) -> Recipient:
    """Give the way to write to a body: its nominated officer in this area, else the body itself."""
    body = file.bodies[code]
    area_id = file.case.area_id
    officer = first_holder(file.session, "nominated_officer", area_id=area_id, today=file.today, body_code=code)
    email = officer.email if officer else body.email
    name = f"{officer.name}, {body.name}" if officer else body.name
    return Recipient(
        ref=f"body:{code}",
        name=name,
        address=(body.name,),
        email=email,
        channel="email" if email else "post",
        body_code=code,
    )


def _invited(file: CaseFile, item: str) -> list[Recipient]:
    """Invite the chair, the minute-taker and every body that must come or was asked to. Source: CT-31, CT-32."""
    del item
    people = [*appointed(file, "review_chair"), *appointed(file, "minute_taker")]
    meeting = file.meeting
    rows = select(Attendee.body_code).where(Attendee.meeting_id == (meeting.id if meeting else 0))
    codes = [code for code in file.session.scalars(rows.order_by(Attendee.id)) if code in file.bodies]
    return [of_person(person) for person in people] + [of_body(file, code) for code in codes]


def appointed(file: CaseFile, role: str) -> list[Person]:
    """Give who holds an appointment to this case now."""
    return list(
        file.session.scalars(
            select(Person)
            .join(Appointment, Appointment.person_id == Person.id)
            .where(Appointment.case_id == file.case.id, Appointment.role == role, Appointment.ended_at.is_(None))
            .order_by(Appointment.id)
        )
    )


def of_person(person: Person) -> Recipient:
    """Give the way to write to someone who signs in."""
    return Recipient(ref=f"person:{person.id}", name=person.name, address=(), email=person.email, channel="email")


def _lead_officers(file: CaseFile, item: str) -> list[Recipient]:
    """Write to one body about its recommendations, or hand the plan to its lead officer. Source: CT-41, CT-48."""
    if item:
        return [of_body(file, item)]
    lead = file.answers_to("Task_HandOverPlan").get("lead")
    person = file.session.get(Person, int(str(lead))) if lead else None
    if person is not None:
        return [of_person(person)]
    codes = file.session.scalars(
        select(Recommendation.body_code).where(Recommendation.case_id == file.case.id).order_by(Recommendation.id)
    )
    return [of_body(file, code) for code in dict.fromkeys(codes) if code in file.bodies]


def _spoc(file: CaseFile, item: str) -> list[Recipient]:
    """Write to the single point of contact of the area. Source: AP-10."""
    del item
    spoc = first_holder(file.session, "spoc", area_id=file.case.area_id, today=file.today)
    return [of_person(spoc)] if spoc else []


def _told_of_appeal(file: CaseFile, item: str) -> list[Recipient]:
    """Tell the single point of contact and the chair of the review. Source: AP-07, AP-16."""
    appeal = file.session.get_one(Appeal, file.case.id)
    chairs = file.session.scalars(
        select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.case_id == appeal.about_case_id,
            Appointment.role == "review_chair",
            Appointment.ended_at.is_(None),
        )
    )
    return [*_spoc(file, item), *(of_person(chair) for chair in chairs)]


def _reporters(file: CaseFile, item: str) -> list[Recipient]:
    """Write to who gave the report `item`, or to each named reporter of a concern. Source: TE-05, TE-30."""
    rows = select(Party).join(TensionReport, TensionReport.reporter_id == Party.id)
    wanted = rows.where(TensionReport.id == int(item)) if item else rows.where(TensionReport.case_id == file.case.id)
    found = file.session.scalars(wanted.order_by(Party.id))
    return [of_party(party) for party in found if party.email or party.address]


_BY_LETTER: dict[str, Callable[[CaseFile, str], list[Recipient]]] = {
    "L-CT-10": _invited,
    "L-CT-18": _parted,
    "L-AP-04": _told_of_appeal,
}
_BY_AUDIENCE: dict[str, Callable[[CaseFile, str], list[Recipient]]] = {
    "applicant": _applicant,
    "victim": _every_victim,
    "advocate": _advocate,
    "agency": _agencies,
    "lead_officer": _lead_officers,
    "partners": _agencies,
    "appellant": _applicant,
    "spoc": _spoc,
    "reporter": _reporters,
}
