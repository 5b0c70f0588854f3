"""Areas, their rules, the people who sign in and what they may be. No case data."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.base import Base, Json

OF_THE_COMMISSIONER = frozenset({"appeals_officer", "opcc_head"})  # roles of the office that hears appeals
OF_TENSION = frozenset(  # roles of the two protocols for tension and racial incidents; no case review is theirs
    {
        *("risk_lead", "asb_manager", "commander", "council_officer", "comms_officer"),
        *("coordinator", "senior_officer", "crro", "police_coordinator"),
    }
)


class Area(Base):
    """One community-safety partnership area. Source: domain B, CT-04, CM-15."""

    __tablename__ = "areas"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    partnership_name: Mapped[str] = mapped_column(String(160))
    police_division: Mapped[str] = mapped_column(String(40), default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
    address: Mapped[list[Json]] = mapped_column(default=list)
    contact_hours: Mapped[str] = mapped_column(String(120), default="Monday to Friday, 9am to 5pm")
    support_line: Mapped[str] = mapped_column(String(200), default="")
    privacy_at: Mapped[str] = mapped_column(String(200), default="")
    appeal_address: Mapped[list[Json]] = mapped_column(default=list)
    appeal_email: Mapped[str] = mapped_column(String(254), default="")
    appeal_phone: Mapped[str] = mapped_column(String(40), default="")


class AreaBody(Base):
    """A relevant body of an area, and others a review may ask. Source: CT-03, CT-22, CT-29."""

    __tablename__ = "area_bodies"
    __table_args__ = (UniqueConstraint("area_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(30))  # police, council, health, housing, youth, other
    is_relevant: Mapped[bool] = mapped_column(default=True)
    is_public: Mapped[bool] = mapped_column(default=True)
    email: Mapped[str] = mapped_column(String(254), default="")


class AreaRulesVersion(Base):
    """One version of an area's settings; a case keeps the one it began on. Source: CM-12, CM-16."""

    __tablename__ = "area_rules"
    __table_args__ = (UniqueConstraint("area_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    version: Mapped[int]
    settings: Mapped[dict[str, Json]]
    state: Mapped[str] = mapped_column(String(12))  # proposed, in_force, replaced, refused
    in_force_from: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(2000), default="")
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str] = mapped_column(String(2000), default="")


class ExtraHoliday(Base):
    """A one-off bank holiday added to or taken from the list. Source: CM-01, CM-10."""

    __tablename__ = "extra_holidays"
    __table_args__ = (UniqueConstraint("on", "change"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date]
    name: Mapped[str] = mapped_column(String(120))
    change: Mapped[str] = mapped_column(String(8))  # add, remove
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Person(Base):
    """Someone who signs in: staff of a partner, never a victim. Source: domain C.2."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    job_title: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    police_division: Mapped[str] = mapped_column(String(40), default="")
    uses_keys: Mapped[bool] = mapped_column(default=True)  # single keys of the pages: the person's own choice
    memberships: Mapped[list["RoleMembership"]] = relationship(lazy="raise", back_populates="person")


class RoleMembership(Base):
    """A role that a person holds in an area, for an agency where the role has one."""

    __tablename__ = "role_memberships"
    __table_args__ = (
        UniqueConstraint("person_id", "area_id", "role", "body_code"),
        Index("ix_role_memberships_area_role", "area_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    role: Mapped[str] = mapped_column(String(30))
    body_code: Mapped[str] = mapped_column(String(40), default="")
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    person: Mapped[Person] = relationship(lazy="raise", back_populates="memberships")


class SignInSession(Base):
    """One signed-in browser: the cookie holds a random key, this row its hash."""

    __tablename__ = "sign_in_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """A failed sign-in or tracking try, kept to slow guessing. The key is a hash, not a name."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        CheckConstraint("purpose in ('sign_in', 'track')", name="purpose"),
        Index("ix_sign_in_attempts_key", "purpose", "key_hash", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime]
