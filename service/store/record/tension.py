"""Community tension: reports, scores, agreed levels, and what an area prepares. Source: TE-01 to TE-33."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class Tension(Base):
    """One situation: where it stands now. Its case runs `tension_escalation`. Source: TE-09, TE-10."""

    __tablename__ = "tensions"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    ward: Mapped[str] = mapped_column(String(120), default="")
    what: Mapped[str] = mapped_column(String(200))  # after the ward: "after the market-hall fire"
    level: Mapped[int] = mapped_column(default=0)  # 0: none agreed yet
    earlier_level: Mapped[int] = mapped_column(default=0)
    highest_level: Mapped[int] = mapped_column(default=0)  # the most serious so far
    level_at: Mapped[datetime | None]  # when it was agreed
    level_since: Mapped[datetime | None]  # when this band began
    reviewed_at: Mapped[datetime | None]
    direction: Mapped[str] = mapped_column(String(8), default="")  # rising, steady, falling
    is_disputed: Mapped[bool] = mapped_column(default=False)  # police and ASB team named different levels (TE-09)
    is_racial: Mapped[bool] = mapped_column(default=False)  # racially aggravated and likely to bring disorder (TE-32)
    outcome: Mapped[str] = mapped_column(String(12), default="")  # settled, unfounded, merged
    closed_on: Mapped[date | None]
    incident_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))  # a major racial incident
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    spokesperson: Mapped[str] = mapped_column(String(160), default="")
    public_lines: Mapped[str] = mapped_column(String(2000), default="")
    police_approved_at: Mapped[datetime | None]
    council_approved_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]


class TensionReport(Base):
    """One report of a concern, by anyone; it may be restricted. Source: TE-05, TE-30, TE-31."""

    __tablename__ = "tension_reports"
    __table_args__ = (Index("ix_tension_reports_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    received_at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(12))  # online, phone, email, letter, agency, incident
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    source: Mapped[str] = mapped_column(String(20))  # agency, community, individual, incident
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))  # none: anonymous
    what: Mapped[str]
    where: Mapped[str] = mapped_column(String(300), default="")
    when: Mapped[str] = mapped_column(String(300), default="")
    communities: Mapped[str] = mapped_column(String(300), default="")
    first_action: Mapped[str] = mapped_column(String(2000), default="")
    is_violent: Mapped[bool] = mapped_column(default=False)
    is_restricted: Mapped[bool] = mapped_column(default=False)
    handling: Mapped[str] = mapped_column(String(500), default="")  # conditions of a restricted report
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))  # the case it was merged or split from


class ThreatAssessment(Base):
    """Three scores and what was agreed from them. Source: TE-07 to TE-09."""

    __tablename__ = "threat_assessments"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    experienced: Mapped[int]
    evidenced: Mapped[int]
    potential: Mapped[int]
    findings: Mapped[list[Json]]  # one a score: narrative, source, reliability
    suggested: Mapped[int]
    is_held: Mapped[bool] = mapped_column(default=False)  # held at 3 by the cap (TE-08)
    police_level: Mapped[int | None]
    asb_level: Mapped[int | None]
    asb_by: Mapped[str] = mapped_column(String(160), default="")
    agreed: Mapped[int | None]  # in force: the more serious of the two until settled (TE-09)
    agreed_at: Mapped[datetime | None]
    direction: Mapped[str] = mapped_column(String(8), default="")
    reasons: Mapped[str] = mapped_column(String(2000), default="")
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class ResponseOption(Base):
    """One possible response of the area's matrix. Source: TE-04."""

    __tablename__ = "response_options"
    __table_args__ = (Index("ix_response_options_area", "area_id", "band"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    band: Mapped[str] = mapped_column(String(10))  # conflict, heightened, normal
    what: Mapped[str] = mapped_column(String(300))
    who: Mapped[str] = mapped_column(String(160), default="")
    ended_on: Mapped[date | None]


class SetUpAnswer(Base):
    """One line of the set-up checklist: yes, or an action with an owner and a date. Source: TE-01."""

    __tablename__ = "set_up_answers"
    __table_args__ = (UniqueConstraint("area_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    step: Mapped[str] = mapped_column(String(30))
    is_in_place: Mapped[bool]
    owner: Mapped[str] = mapped_column(String(160), default="")
    action: Mapped[str] = mapped_column(String(500), default="")
    due_on: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class AnnualPlan(Base):
    """The plan of a year: review, training, events, members. Source: TE-24."""

    __tablename__ = "annual_plans"
    __table_args__ = (UniqueConstraint("area_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    year: Mapped[int]  # the year in which it begins, on 1 April
    review: Mapped[str]
    training: Mapped[str]
    events: Mapped[str]
    members: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class QuarterlyReport(Base):
    """One quarterly report as it was issued, figures and words. Source: TE-23, RP-02."""

    __tablename__ = "quarterly_reports"
    __table_args__ = (UniqueConstraint("area_id", "quarter_ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    quarter_ends_on: Mapped[date]
    figures: Mapped[dict[str, Json]]
    words: Mapped[str]
    agencies_note: Mapped[str] = mapped_column(default="")  # not in the public version
    answers_words: Mapped[str] = mapped_column(default="")  # what is said to the comments on the report before
    comments_by: Mapped[date]
    text: Mapped[str]  # as the agencies got it
    html: Mapped[str]
    public_text: Mapped[str]  # as community representatives got it, and as anybody may read it
    public_html: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sent_to: Mapped[list[Json]]  # readers with an address: name, and which email (outbox_id)


class ReportComment(Base):
    """A reader's comment on a quarterly report, to be answered in the next. Source: TE-23."""

    __tablename__ = "report_comments"
    __table_args__ = (Index("ix_report_comments_report", "report_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("quarterly_reports.id"))
    from_words: Mapped[str] = mapped_column(String(160))
    words: Mapped[str] = mapped_column(String(2000))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
