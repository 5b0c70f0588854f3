"""A bundle becomes an immutable process version: new cases run it, running ones keep theirs. Source: D-018, CM-12."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from letters import letter_catalogue
from service.store.audit_chain import append_audit
from service.store.diagrams import ProcessVersion
from workflows import Grade, check_bundle, content_hash_of, read_vocabulary


class CannotPublish(Exception):
    """The drawings have faults that must be put right first. Nothing was published."""

    def __init__(self, faults: Mapping[str, list[str]]) -> None:
        """Keep the sentences by file."""
        lines = [f"{name}: {words}" for name, sentences in faults.items() for words in sentences]
        super().__init__("\n".join([str(self.__doc__), *lines]))
        self.faults = dict(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishBundle:
    """Publish the files of one protocol."""

    process_id: str
    files: Mapping[str, str]
    reason: str
    by_words: str
    by_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The version in force after publishing, and whether it is a new one."""

    version: int
    is_new: bool
    looks: int


def publish_bundle(session: Session, command: PublishBundle, *, now: datetime) -> Published:
    """Check the bundle and keep it as the next version; the same files again change nothing. Raises CannotPublish."""
    newest = session.scalars(
        select(ProcessVersion)
        .where(ProcessVersion.process_id == command.process_id)
        .order_by(ProcessVersion.version.desc())
        .limit(1)
    ).first()
    content_hash = content_hash_of(command.files)
    if newest is not None and newest.content_hash == content_hash:
        return Published(version=newest.version, is_new=False, looks=len(newest.findings))
    looks = _check(command.files)
    row = ProcessVersion(
        process_id=command.process_id,
        version=newest.version + 1 if newest else 1,
        content_hash=content_hash,
        files=dict(command.files),
        findings=looks,
        published_at=now,
        published_by_id=command.by_id,
        reason=command.reason,
    )
    session.add(row)
    append_audit(
        session,
        at=now,
        actor=command.by_words,
        action="procedure_published",
        object_=f"{command.process_id} {row.version}",
        purpose=command.reason,
        detail={"hash": content_hash},
    )
    return Published(version=row.version, is_new=True, looks=len(looks))


def _check(files: Mapping[str, str]) -> list[dict[str, str]]:
    """Give what is worth a look; refuse what must be put right. Source: D-021."""
    drawings = {name: text for name, text in files.items() if name.endswith(".bpmn")}
    vocabulary = read_vocabulary(dict(files), letters=letter_catalogue().keys())
    checked = check_bundle(drawings, vocabulary)
    faults = {
        name: [f"{one.element_id}: {one.what} {one.how}" for one in findings if one.grade is not Grade.LOOK]
        for name, findings in checked.items()
    }
    if any(faults.values()):
        raise CannotPublish({name: sentences for name, sentences in faults.items() if sentences})
    return [
        {"file": name, "element": one.element_id or "", "what": one.what}
        for name, findings in checked.items()
        for one in findings
    ]
