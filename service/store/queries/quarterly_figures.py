"""Counting what a quarterly report shows: situations, reports, scores, what was kept in time. Source: TE-23, RP-02.

Only numbers leave this module, and names of places and communities that stand in no closed report (TE-31).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from service.store.cases import TENSION, Case
from service.store.notices import ContactNotice, NoticeRound
from service.store.record import Tension, TensionReport, ThreatAssessment
from service.store.work import Deadline
from workflows import fires_at, local_date
from workflows.rules.tension import Dimension, Quarter

ALERT = "L-TE-01"
HELD_BACK = "Held back"  # where every report of a situation is restricted
NOT_GIVEN = "Not given"
NO_LEVEL = 0
KEPT_CLOCKS = {
    "first_level": ("te_first_level", "te_first_level_violence"),
    "informed": ("te_inform",),
    "meetings": ("te_meet_urgent", "te_meet"),
    "reviews": ("te_review_conflict", "te_review_heightened", "te_review_normal"),
    "evaluations": ("te_evaluation",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many of some duties were done in time."""

    in_time: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFigures:
    """The counts of one quarter. `levels`: number of situations by the most serious level; 0: none agreed yet."""

    situations: int
    levels: dict[int, int]
    wards: tuple[tuple[str, int], ...]
    racial: int
    settled: int
    false_alarms: int
    merged: int
    reports: dict[str, int]  # by source
    communities: tuple[tuple[str, int], ...]  # of open reports only
    restricted: int
    violent: int
    scores: dict[str, tuple[float | None, float | None]]  # mean of the quarter before, and of this one
    alerts: Kept
    kept: dict[str, Kept]


def quarter_figures(session: Session, area_id: int, quarter: Quarter, *, alert_minutes: int) -> QuarterFigures:
    """Count one quarter of an area. A situation counts where it was open on any day of it; a false alarm apart."""
    begin, end = span(quarter)
    found = _situations(session, area_id, quarter)
    counted = [tension for tension in found if tension.outcome not in ("unfounded", "merged")]
    ids = [tension.case_id for tension in counted]
    reports = _reports(session, area_id, begin, end)
    ended = [tension for tension in found if tension.closed_on and quarter.holds(tension.closed_on)]
    return QuarterFigures(
        situations=len(counted),
        levels=_levels(session, ids, begin, end),
        wards=_by_name(_wards(session, counted)),
        racial=sum(tension.is_racial for tension in counted),
        settled=sum(tension.outcome == "settled" for tension in ended),
        false_alarms=sum(tension.outcome == "unfounded" for tension in ended),
        merged=sum(tension.outcome == "merged" for tension in ended),
        reports=dict(Counter(report.source for report in reports)),
        communities=_by_name(report.communities.strip() or NOT_GIVEN for report in reports if not report.is_restricted),
        restricted=sum(report.is_restricted for report in reports),
        violent=sum(report.is_violent for report in reports),
        scores=_scores(session, area_id, quarter),
        alerts=_alerts(session, area_id, begin, end, within=timedelta(minutes=alert_minutes)),
        kept={name: _kept(session, area_id, clocks, begin, end) for name, clocks in KEPT_CLOCKS.items()},
    )


def span(quarter: Quarter) -> tuple[datetime, datetime]:
    """Give the instant at which a quarter begins in London, and that at which it is over."""
    return fires_at(quarter.previous.ends_on), fires_at(quarter.ends_on)


def _situations(session: Session, area_id: int, quarter: Quarter) -> list[Tension]:
    """Give the situations that were open on any day of the quarter, false alarms and merged ones among them."""
    _, end = span(quarter)
    rows = session.execute(
        select(Tension, Case.closed_at)
        .join(Case, Case.id == Tension.case_id)
        .where(
            Case.area_id == area_id,
            Case.process_id == TENSION,
            Case.opened_at < end,
            or_(Tension.closed_on.is_(None), Tension.closed_on >= quarter.begins_on),
        )
        .order_by(Tension.case_id)
    )
    return [tension for tension, closed_at in rows if _was_open(tension, closed_at, quarter)]


def _was_open(tension: Tension, closed_at: datetime | None, quarter: Quarter) -> bool:
    ended_on = tension.closed_on or (local_date(closed_at) if closed_at else None)
    return ended_on is None or ended_on >= quarter.begins_on


def _reports(session: Session, area_id: int, begin: datetime, end: datetime) -> Sequence[TensionReport]:
    return session.scalars(
        select(TensionReport)
        .join(Case, Case.id == TensionReport.case_id)
        .where(Case.area_id == area_id, TensionReport.received_at >= begin, TensionReport.received_at < end)
    ).all()


def _levels(session: Session, ids: Collection[int], begin: datetime, end: datetime) -> dict[int, int]:
    """Count situations by the most serious level in force in the quarter, that of its first day included."""
    rows = session.execute(
        select(ThreatAssessment.case_id, ThreatAssessment.agreed, ThreatAssessment.agreed_at)
        .where(
            ThreatAssessment.case_id.in_(ids), ThreatAssessment.agreed.is_not(None), ThreatAssessment.agreed_at < end
        )
        .order_by(ThreatAssessment.agreed_at, ThreatAssessment.number)
    )
    before: dict[int, int] = {}
    within: dict[int, list[int]] = {}
    for case_id, level, agreed_at in rows:
        if level is not None and agreed_at is not None and agreed_at < begin:
            before[case_id] = level
        elif level is not None:
            within.setdefault(case_id, []).append(level)
    in_force = [[*within.get(one, ()), *([before[one]] if one in before else [])] for one in ids]
    return dict(Counter(min(levels, default=NO_LEVEL) for levels in in_force))


def _wards(session: Session, counted: Sequence[Tension]) -> Iterable[str]:
    """Give the ward of each situation; that of one known from the closed part only is held back. Source: TE-31."""
    open_reports = select(TensionReport.case_id).where(TensionReport.is_restricted.is_(False))
    closed_reports = select(TensionReport.case_id).where(TensionReport.is_restricted.is_(True))
    ids = [tension.case_id for tension in counted]
    told_openly = set(session.scalars(open_reports.where(TensionReport.case_id.in_(ids))))
    closed = set(session.scalars(closed_reports.where(TensionReport.case_id.in_(ids)))) - told_openly
    return [HELD_BACK if one.case_id in closed else one.ward.strip() or NOT_GIVEN for one in counted]


def _by_name(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count the same name once however it is spelled in capitals; the most frequent first, then by name."""
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name in names:
        counts[name.casefold()] += 1
        words.setdefault(name.casefold(), name)
    return tuple((words[key], number) for key, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _scores(session: Session, area_id: int, quarter: Quarter) -> dict[str, tuple[float | None, float | None]]:
    before, now = _means(session, area_id, quarter.previous), _means(session, area_id, quarter)
    return {one.value: (before[one], now[one]) for one in Dimension}


def _means(session: Session, area_id: int, quarter: Quarter) -> dict[Dimension, float | None]:
    begin, end = span(quarter)
    columns = [func.avg(getattr(ThreatAssessment, one.value) * 1.0) for one in Dimension]
    row = session.execute(
        select(*columns)
        .join(Case, Case.id == ThreatAssessment.case_id)
        .where(Case.area_id == area_id, ThreatAssessment.at >= begin, ThreatAssessment.at < end)
    ).one()
    return {one: None if mean is None else round(float(mean), 1) for one, mean in zip(Dimension, row, strict=True)}


def _alerts(session: Session, area_id: int, begin: datetime, end: datetime, *, within: timedelta) -> Kept:
    """Count the people alerted first, not those who stood in, and who of them answered in time. Source: TE-12."""
    rows = session.execute(
        select(NoticeRound.sent_at, ContactNotice.answered_at)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .join(Case, Case.id == NoticeRound.case_id)
        .where(
            Case.area_id == area_id,
            NoticeRound.code == ALERT,
            NoticeRound.sent_at >= begin,
            NoticeRound.sent_at < end,
            ContactNotice.stands_in_for_id.is_(None),
        )
    ).all()
    return Kept(
        in_time=sum(answered is not None and answered <= sent + within for sent, answered in rows), due=len(rows)
    )


def _kept(session: Session, area_id: int, clocks: Collection[str], begin: datetime, end: datetime) -> Kept:
    """Count the duties whose limit fell in the quarter, and those done before it. What was withdrawn is no duty."""
    rows = session.execute(
        select(Deadline.state, Deadline.ended_at, Deadline.limit_at)
        .join(Case, Case.id == Deadline.case_id)
        .where(
            Case.area_id == area_id,
            Case.process_id == TENSION,
            Deadline.clock.in_(clocks),
            Deadline.limit_at > begin,
            Deadline.limit_at <= end,
            Deadline.state.not_in(("cancelled", "replaced")),
        )
    ).all()
    in_time = sum(state == "done" and ended is not None and ended < limit for state, ended, limit in rows)
    return Kept(in_time=in_time, due=len(rows))
