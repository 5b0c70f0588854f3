"""A major racial incident: what was reported, the decision on both limbs, what became of it. Source: MI-01 to MI-26."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class RacialIncident(Base):
    """One incident or linked series. Its case runs `major_racial_incident`. Source: MI-01, MI-05, MI-06."""

    __tablename__ = "racial_incidents"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    reported_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    title: Mapped[str] = mapped_column(String(200))  # what everybody may read: "Attack on the prayer room"
    what: Mapped[str]
    where: Mapped[str] = mapped_column(String(300))
    locality: Mapped[str] = mapped_column(String(120), default="")
    is_perceived: Mapped[bool | None]  # seen as racial by the victim or anybody else (MI-07)
    injuries: Mapped[str] = mapped_column(String(1000), default="")
    steps: Mapped[str] = mapped_column(String(2000), default="")  # what police did at once to protect the public
    status: Mapped[str] = mapped_column(String(12), default="reported")  # potential, declared, not_major, ...
    is_aggravated: Mapped[bool | None]  # limb a
    aggravated_because: Mapped[str] = mapped_column(String(2000), default="")
    is_disorder_likely: Mapped[bool | None]  # limb b
    disorder_because: Mapped[str] = mapped_column(String(2000), default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    declared_at: Mapped[datetime | None]  # the start of every clock (MI-05)
    downgraded_at: Mapped[datetime | None]
    downgraded_because: Mapped[str] = mapped_column(String(2000), default="")
    handed_to: Mapped[str] = mapped_column(String(160), default="")  # not major: who has it now (MI-08)
    debrief_on: Mapped[date | None]
    debrief_late_because: Mapped[str] = mapped_column(String(1000), default="")  # later than 10 working days (MI-16)
    debriefed_on: Mapped[date | None]
    lessons: Mapped[str] = mapped_column(String(4000), default="")
    outcome: Mapped[str] = mapped_column(String(4000), default="")
    tension_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))


class FurtherIncident(Base):
    """Another incident of the same series within 14 days: attached, no second set of clocks. Source: MI-25."""

    __tablename__ = "further_incidents"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    happened_at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(2000))
    where: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
