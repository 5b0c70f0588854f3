"""Cases as lists and headings show them: finding one, listing many, the head of each page. Parts: case_record.py."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from service.store.cases import COMMUNITY_TRIGGER, Case
from service.store.diagrams import ProcessVersion
from service.store.people import Area, Person, RoleMembership
from service.store.queries.running_clocks import is_running, next_limit_at
from service.store.record import Appeal, Attendee, BodyReturn, Meeting, Party
from service.store.search_names import search_name
from service.store.work import Deadline

PAGE = 50
FEWEST_DIGITS = 5  # of a phone number that is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which cases may be listed for somebody: every area, some areas, or single cases."""

    everywhere: bool = False
    area_ids: frozenset[int] = frozenset()
    case_ids: frozenset[int] = frozenset()
    process_id: str = COMMUNITY_TRIGGER
    finds_people: bool = True  # a search may look for names: not where they are the business of a few

    @property
    def is_empty(self) -> bool:
        """Tell whether no case is within it."""
        return not (self.everywhere or self.area_ids or self.case_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What the list of cases is asked for. `not_limits` are clocks that nobody can miss."""

    state: str = "open"  # open, closed, all
    stage: str = ""
    search: str = ""
    page: int = 1
    size: int = PAGE
    not_limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list, with the date that is next."""

    case_id: int
    reference: str
    area_id: int
    process_id: str
    label: str
    stage: str
    is_open: bool
    received_on: date
    closed_at: datetime | None
    next_on: date | None
    next_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLines:
    """A page of cases and how many there are."""

    rows: tuple[CaseLine, ...]
    total: int
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What stands above every page of a case, and what decides who may see it."""

    case_id: int
    reference: str
    area_id: int
    area_name: str
    process_id: str
    is_open_to_opcc: bool
    label: str
    stage: str
    is_open: bool
    received_on: date
    opened_at: datetime
    closed_at: datetime | None
    version: int
    published_at: datetime
    asked_bodies: frozenset[str]
    safe_contact: tuple[str, ...]
    spocs: tuple[tuple[int, str], ...]
    deputies: tuple[tuple[int, str], ...]

    @property
    def person_and_street(self) -> tuple[str, str]:
        """Give the name and the street of the label."""
        return split_label(self.label)


def split_label(label: str) -> tuple[str, str]:
    """Give the person and the street of "Amara Lindqvist-Bell at Tanners Row"; no street gives an empty text."""
    person, is_placed, street = label.rpartition(" at ")
    return (person, street) if is_placed else (label, "")


def find_cases(session: Session, reaches: Sequence[Reach], wanted: str, *, at_most: int = PAGE) -> tuple[CaseLine, ...]:
    """Give the cases that a reference, name, street or phone number leads to, the newest first."""
    ways = [and_(within_reach(reach), found_by(wanted, by_people=reach.finds_people)) for reach in reaches]
    hits = or_(*ways) if ways and wanted.strip() else false()
    rows = session.execute(_lines(()).where(hits).order_by(Case.opened_at.desc(), Case.id.desc()).limit(at_most))
    return tuple(_line(row) for row in rows)


def list_cases(session: Session, reach: Reach, chosen: CaseFilter) -> CaseLines:
    """Give the cases somebody may list, those with the next date first."""
    within = and_(within_reach(reach), _in_state(chosen.state))
    wanted = and_(within, Case.stage == chosen.stage) if chosen.stage else within
    if chosen.search.strip():
        wanted = and_(wanted, found_by(chosen.search))
    lines = _lines(chosen.not_limits)
    next_at = lines.selected_columns["next_at"]
    rows = session.execute(
        lines.where(wanted)
        .order_by(next_at.is_(None), next_at, Case.received_on.desc(), Case.reference)
        .limit(chosen.size)
        .offset((chosen.page - 1) * chosen.size)
    )
    return CaseLines(
        rows=tuple(_line(row) for row in rows),
        total=session.scalar(select(func.count(Case.id)).where(wanted)) or 0,
        stages=tuple(session.scalars(select(Case.stage).where(within).group_by(Case.stage).order_by(Case.stage))),
    )


def _lines(not_limits: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    first = next_limit_at(but_not=not_limits)
    title = (
        select(func.min(Deadline.title))
        .where(Deadline.case_id == Case.id, is_running(but_not=not_limits))
        .where(Deadline.limit_at == first)
        .correlate(Case)
        .scalar_subquery()
    )
    day = (
        select(func.min(Deadline.limit_on))
        .where(Deadline.case_id == Case.id, is_running(but_not=not_limits))
        .correlate(Case)
        .scalar_subquery()
    )
    return select(Case, first.label("next_at"), title.label("next_title"), day.label("next_on"))


def _line(row: Any) -> CaseLine:
    case: Case = row[0]
    return CaseLine(
        case_id=case.id,
        reference=case.reference,
        area_id=case.area_id,
        process_id=case.process_id,
        label=case.label,
        stage=case.stage,
        is_open=case.is_open,
        received_on=case.received_on,
        closed_at=case.closed_at,
        next_on=row.next_on,
        next_title=row.next_title or "",
    )


def within_reach(reach: Reach) -> ColumnElement[bool]:
    """Give the condition that a case may be listed."""
    of_process = Case.process_id == reach.process_id
    if reach.everywhere:
        return of_process
    return and_(of_process, or_(Case.area_id.in_(reach.area_ids), Case.id.in_(reach.case_ids)))


def _in_state(state: str) -> ColumnElement[bool]:
    return {"open": Case.is_open.is_(True), "closed": Case.is_open.is_(False)}.get(state, true())


def found_by(wanted: str, *, by_people: bool = True) -> ColumnElement[bool]:
    """Find a reference, name, street or phone number; % and _ are taken literally."""
    words = wanted.strip()[:160]
    ways: list[ColumnElement[bool]] = [
        Case.reference.icontains(words, autoescape=True),
        Case.label.icontains(words, autoescape=True),
    ]
    return or_(*ways, *(_by_people(words) if by_people else ()))


def _by_people(words: str) -> list[ColumnElement[bool]]:
    """Give the ways in which the people of a case lead to it."""
    ways = [_has_party(Party.street.icontains(words, autoescape=True))]
    if search_name(words):
        ways.append(_has_party(Party.search_name.contains(search_name(words), autoescape=True)))
    digits = "".join(mark for mark in words if mark in "0123456789")
    if len(digits) >= FEWEST_DIGITS and not any(mark.isalpha() for mark in words):
        plain = func.replace(func.replace(Party.phone, " ", ""), "-", "")
        ways.append(_has_party(plain.contains(digits.removeprefix("44").removeprefix("0"))))
    return ways


def _has_party(is_wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    # never the alleged perpetrator: who is restricted must not be found by a search
    return exists(
        select(Party.id).where(Party.case_id == Case.id, Party.is_perpetrator.is_(False), is_wanted).correlate(Case)
    )


def case_head(session: Session, reference: str) -> CaseHead | None:
    """Give the head of a case; None if there is none of that reference."""
    found = session.execute(
        select(Case, Area.name, ProcessVersion.version, ProcessVersion.published_at)
        .join(Area, Area.id == Case.area_id)
        .join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
        .where(Case.reference == reference)
    ).one_or_none()
    if found is None:
        return None
    case, area_name, version, published_at = found
    parties = session.scalars(select(Party.safe_contact).where(Party.case_id == case.id, Party.safe_contact != ""))
    people = _in_charge(session, case.area_id)
    return CaseHead(
        case_id=case.id,
        reference=case.reference,
        area_id=case.area_id,
        area_name=area_name,
        process_id=case.process_id,
        is_open_to_opcc=session.scalars(select(_is_open_to_opcc(case.id))).one(),
        label=case.label,
        stage=case.stage,
        is_open=case.is_open,
        received_on=case.received_on,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        version=version,
        published_at=published_at,
        asked_bodies=asked_bodies(session, case.id),
        safe_contact=tuple(dict.fromkeys(parties)),
        spocs=tuple((person_id, name) for role, person_id, name in people if role == "spoc"),
        deputies=tuple((person_id, name) for role, person_id, name in people if role == "spoc_deputy"),
    )


def _is_open_to_opcc(case_id: int) -> ColumnElement[bool]:
    """Give the condition that a case's file was released for an appeal that still runs. Source: AP-20."""
    return exists(
        select(Appeal.case_id).where(
            Appeal.about_case_id == case_id, Appeal.released_on.is_not(None), Appeal.decided_on.is_(None)
        )
    )


def _in_charge(session: Session, area_id: int) -> list[tuple[str, int, str]]:
    rows = session.execute(
        select(RoleMembership.role, Person.id, Person.name)
        .join(Person, Person.id == RoleMembership.person_id)
        .where(
            RoleMembership.area_id == area_id,
            RoleMembership.role.in_(("spoc", "spoc_deputy")),
            RoleMembership.until_on.is_(None),
            Person.is_active.is_(True),
        )
        .order_by(Person.name)
    )
    return [(role, person_id, name) for role, person_id, name in rows]


def asked_bodies(session: Session, case_id: int) -> frozenset[str]:
    """Give the agencies that were asked or invited in a case: their officers may see what was asked."""
    asked = session.scalars(select(BodyReturn.body_code).where(BodyReturn.case_id == case_id))
    invited = session.scalars(
        select(Attendee.body_code).join(Meeting, Meeting.id == Attendee.meeting_id).where(Meeting.case_id == case_id)
    )
    return frozenset(asked) | frozenset(invited)


def areas_of_cases(session: Session, case_ids: Collection[int]) -> frozenset[int]:
    """Give the areas in which these cases lie."""
    return frozenset(session.scalars(select(Case.area_id).where(Case.id.in_(case_ids))))
