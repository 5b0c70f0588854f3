"""A quarterly report put together: its figures counted now, its two versions as letters. It keeps nothing. TE-23."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from letters import Letter, MissingField, render_letter
from service.cases.errors import AnswersRefused
from service.cases.tension_area.quarter_due import ALERT_CLOCK, QuarterDue, clock_of, quarter_due
from service.cases.tension_area.report_rows import FigureGroup, figure_groups, letter_rows
from service.cases.tension_area.report_year import rules_today
from service.cases.text_rules import is_blank
from service.errors import NotFoundForYou
from service.roles import Role
from service.store.people import Area, Person
from service.store.queries.holders import first_holder
from service.store.queries.quarterly import find_issued
from service.store.queries.quarterly_figures import QuarterFigures, quarter_figures
from workflows import AreaRules, local_date
from workflows.rules.tension import Quarter

LETTER = "L-TE-06"
LONGEST = 5000
TITLE = "Partnership co-ordinator"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """What is typed: for everybody, for agencies only, to the comments; and until when comments are heard."""

    words: str
    agencies_note: str
    answers: str
    comments_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedQuarter:
    """The figures of a quarter as counted now, and in words."""

    figures: QuarterFigures
    groups: list[FigureGroup]

    def as_json(self) -> dict[str, Any]:
        """Give the figures as they are kept with the report."""
        return asdict(self.figures) | {"levels": {str(level): n for level, n in self.figures.levels.items()}}


def count_quarter(session: Session, area_id: int, quarter: Quarter, *, today: date) -> CountedQuarter:
    """Count a quarter by the area's settings of today, with the comments on the report before."""
    rules = rules_today(session, area_id, today=today)
    figures = quarter_figures(session, area_id, quarter, alert_minutes=clock_of(session, rules, ALERT_CLOCK).limit)
    before = find_issued(session, area_id, quarter.previous.ends_on)
    comments = before.comments if before else 0
    return CountedQuarter(figures=figures, groups=figure_groups(figures, settings=rules.tension, comments=comments))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReport:
    """A report before or as it is issued: figures, the version for agencies, the one for everybody."""

    due: QuarterDue
    counted: CountedQuarter
    agencies: Letter
    public: Letter


def write_report(session: Session, area_id: int, ends_on: date, told: ReportWords, *, now: datetime) -> WrittenReport:
    """Give the report on the quarter that ends on a day.

    Raises AnswersRefused with a sentence a field; NotFoundForYou where that quarter is not the one to report on.
    """
    today = local_date(now)
    area, due = session.get(Area, area_id), quarter_due(session, area_id, today=today)
    if area is None or due.quarter.ends_on != ends_on or not due.is_over:
        raise NotFoundForYou
    before = find_issued(session, area_id, due.quarter.previous.ends_on)
    _demand_sound(told, has_comments=before is not None and before.comments > 0, today=today)
    counted = count_quarter(session, area_id, due.quarter, today=today)
    shared = _letterhead(session, area, today=today) | _period(area, due) | _typed(told)
    try:
        agencies = render_letter(LETTER, _version(shared, counted, is_public=False, note=told.agencies_note))
        public = render_letter(LETTER, _version(shared, counted, is_public=True, note=""))
    except MissingField as missing:
        lacking = ", ".join(label[:1].lower() + label[1:] for label in missing.labels)
        sentence = f"The report cannot be made yet. The area or its co-ordinator has no: {lacking}"
        raise AnswersRefused({"words": sentence}) from missing
    return WrittenReport(due=due, counted=counted, agencies=agencies, public=public)


def _demand_sound(told: ReportWords, *, has_comments: bool, today: date) -> None:
    """Refuse words that are missing or too long; comments received need an answer. Source: TE-23."""
    problems = {}
    if is_blank(told.words):
        problems["words"] = "Enter what everybody should know about the quarter"
    if has_comments and is_blank(told.answers):
        problems["answers"] = "Enter your answers to the comments on the report before"
    for name, typed in (("words", told.words), ("agencies_note", told.agencies_note), ("answers", told.answers)):
        if len(typed) > LONGEST:
            problems[name] = f"Use {LONGEST:,} characters or fewer"
    if told.comments_by <= today:
        problems["comments_by-day"] = "Enter a day after today by which comments are heard"
    if problems:
        raise AnswersRefused(problems)


def _version(shared: dict[str, Any], counted: CountedQuarter, *, is_public: bool, note: str) -> dict[str, Any]:
    values = shared | {
        "report_version": "public" if is_public else "agencies",
        "figures": letter_rows(counted.groups, is_public=is_public),
        "agencies_note": note,
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def _period(area: Area, due: QuarterDue) -> dict[str, Any]:
    quarter = due.quarter
    begins = quarter.label.removeprefix(f"Q{quarter.number} ")[:4]
    return {
        "case_ref": f"{area.code}-TE-{begins}-Q{quarter.number}",
        "period_from": quarter.begins_on.isoformat(),
        "period_to": quarter.ends_on.isoformat(),
        "next_report_by": due.next_limit_on.isoformat(),
    }


def _typed(told: ReportWords) -> dict[str, Any]:
    return {
        "summary": told.words,
        "comment_answers": told.answers,
        "comments_by": told.comments_by.isoformat(),
    }


def _letterhead(session: Session, area: Area, *, today: date) -> dict[str, Any]:
    rules = rules_today(session, area.id, today=today)
    leads = first_holder(session, Role.COORDINATOR, Role.RISK_LEAD, area_id=area.id, today=today)
    return {
        "area_name": area.partnership_name,
        "area_short_name": area.name,
        "area_address": [str(line) for line in area.address],
        "letter_on": today.isoformat(),
        "contact_name": leads.name if leads else area.partnership_name,
        "contact_role": _title(rules, leads),
        "contact_phone": leads.phone if leads else "",
        "contact_email": leads.email if leads else "",
        "contact_hours": area.contact_hours,
        "support_line": area.support_line,
        "data_notice": area.privacy_at,
    }


def _title(rules: AreaRules, leads: Person | None) -> str:
    return rules.role_titles.get(Role.COORDINATOR) or (leads.job_title if leads else "") or TITLE
