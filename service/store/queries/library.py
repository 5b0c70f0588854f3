"""Reading the published procedures: versions, who published them, how many open cases run on each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from service.store.cases import Case
from service.store.diagrams import ProcessVersion
from service.store.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One published version."""

    version_id: int
    process_id: str
    version: int
    content_hash: str
    published_at: datetime
    published_by: str  # empty: from the command line
    reason: str
    looks: int  # what the checks asked to look at
    open_cases: int


def list_versions(session: Session) -> dict[str, list[VersionRow]]:
    """Give the versions of each procedure, the newest first."""
    open_cases = dict(
        session.execute(
            select(Case.process_version_id, func.count())
            .where(Case.is_open.is_(True))
            .group_by(Case.process_version_id)
        ).all()
    )
    rows = session.execute(
        select(ProcessVersion, Person.name)
        .outerjoin(Person, Person.id == ProcessVersion.published_by_id)
        .options(defer(ProcessVersion.files))
        .order_by(ProcessVersion.process_id, ProcessVersion.version.desc())
    )
    found: dict[str, list[VersionRow]] = {}
    for row, name in rows:
        found.setdefault(row.process_id, []).append(
            VersionRow(
                version_id=row.id,
                process_id=row.process_id,
                version=row.version,
                content_hash=row.content_hash,
                published_at=row.published_at,
                published_by=name or "",
                reason=row.reason,
                looks=len(row.findings),
                open_cases=open_cases.get(row.id, 0),
            )
        )
    return found


def find_version(session: Session, process_id: str, version: int) -> VersionRow | None:
    """Give one version of a procedure, or None."""
    versions = list_versions(session).get(process_id, [])
    return next((row for row in versions if row.version == version), None)


def findings_of(session: Session, version_id: int) -> list[dict[str, str]]:
    """Give what the checks asked to look at when the version was published."""
    found = session.scalars(select(ProcessVersion.findings).where(ProcessVersion.id == version_id)).one_or_none()
    return list(found or [])
