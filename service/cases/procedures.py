"""A published bundle made ready to run: diagrams, forms, roles, clocks, stages. Parsed once per content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.diagrams import ProcessVersion
from workflows import ClockRegister, Element, ProcessDefinition, QuestionForm, load_definition, parse_clock_register

KEPT = 64


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One process version, ready: what to run, what to ask, who answers, which clocks run."""

    version_id: int
    version: int
    process_id: str
    content_hash: str
    files: Mapping[str, str] = field(repr=False)

    @cached_property
    def definition(self) -> ProcessDefinition:
        """Give the parsed diagrams; every part can be started on its own (D-017)."""
        return self.part(self.process_id)

    def part(self, process_id: str) -> ProcessDefinition:
        """Give the definition that starts at one of the bundle's diagrams."""
        if process_id not in self._parts:
            self._parts[process_id] = load_definition(self.diagrams, process_id=process_id)
        return self._parts[process_id]

    @cached_property
    def _parts(self) -> dict[str, ProcessDefinition]:
        return {}

    @cached_property
    def diagrams(self) -> dict[str, str]:
        """Give the drawings: file name to XML."""
        return {name: text for name, text in self.files.items() if name.endswith(".bpmn")}

    @cached_property
    def register(self) -> ClockRegister:
        """Give the clocks as the protocol states them, before an area's settings."""
        return parse_clock_register(orjson.loads(self.files["clocks.json"]))

    @cached_property
    def lanes(self) -> Mapping[str, tuple[str, ...]]:
        """Give lane name to the role codes that may answer it, the first one leading."""
        data: dict[str, Any] = orjson.loads(self.files["roles.json"])
        return {entry["lane"]: tuple(entry["codes"]) for entry in data["roles"]}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Give what roles are called unless the area says otherwise."""
        titles: Mapping[str, str] = orjson.loads(self.files["roles.json"]).get("titles", {})
        return titles

    def role_of(self, lane: str | None) -> str:
        """Give the leading role of a lane: the one that lists and notices use."""
        return self.lanes.get(lane or "", ("spoc",))[0]

    @cached_property
    def stages(self) -> Mapping[str, str]:
        """Give process id to the bold word under a case's name (brief, "Case states")."""
        data: dict[str, Any] = orjson.loads(self.files.get("stages.json", "{}"))
        stages: Mapping[str, str] = data.get("stages", {})
        return stages

    @cached_property
    def endings(self) -> Mapping[str, str]:
        """Give end event to the reason for which the case is then closed."""
        data: dict[str, Any] = orjson.loads(self.files.get("stages.json", "{}"))
        endings: Mapping[str, str] = data.get("endings", {})
        return endings

    @cached_property
    def closed_because(self) -> Mapping[str, str]:
        """Give the reason for closing in words."""
        data: dict[str, Any] = orjson.loads(self.files.get("stages.json", "{}"))
        found: Mapping[str, str] = data.get("closed_because", {})
        return found

    def element(self, process_id: str, element_id: str) -> Element | None:
        """Give one element of one of the bundle's diagrams; None if there is none."""
        return self.definition.element(process_id, element_id)

    def form(self, process_id: str, element_id: str) -> QuestionForm | None:
        """Give the questions of one task, or none where it only handles letters."""
        key = f"forms/{process_id}/{element_id}.json"
        if key not in self._forms:
            text = self.files.get(key)
            self._forms[key] = QuestionForm.parse(orjson.loads(text)) if text else None
        return self._forms[key]

    @cached_property
    def _forms(self) -> dict[str, QuestionForm | None]:
        return {}


_SHELF: dict[str, Procedure] = {}


def procedure_of(session: Session, *, version_id: int, content_hash: str) -> Procedure:
    """Give a published bundle; its files are read from the database only the first time."""
    found = _SHELF.get(f"{version_id}:{content_hash}")
    if found is None:
        row = session.execute(select(ProcessVersion).where(ProcessVersion.id == version_id)).scalar_one()
        found = Procedure(
            version_id=row.id,
            version=row.version,
            process_id=row.process_id,
            content_hash=row.content_hash,
            files=row.files,
        )
        if len(_SHELF) >= KEPT:
            _SHELF.pop(next(iter(_SHELF)))
        _SHELF[f"{version_id}:{content_hash}"] = found
    return found


def newest_versions(session: Session) -> dict[str, Procedure]:
    """Give the version that new cases run, of every process."""
    newest = (
        select(ProcessVersion.process_id, func.max(ProcessVersion.version).label("version"))
        .group_by(ProcessVersion.process_id)
        .subquery()
    )
    rows = session.execute(
        select(ProcessVersion.process_id, ProcessVersion.id, ProcessVersion.content_hash).join(
            newest,
            (newest.c.process_id == ProcessVersion.process_id) & (newest.c.version == ProcessVersion.version),
        )
    )
    return {row.process_id: procedure_of(session, version_id=row.id, content_hash=row.content_hash) for row in rows}


def newest_version(session: Session, process_id: str) -> Procedure | None:
    """Give the version that new cases run. Source: engine.md 5, policy 1."""
    row = session.execute(
        select(ProcessVersion.id, ProcessVersion.content_hash)
        .where(ProcessVersion.process_id == process_id)
        .order_by(ProcessVersion.version.desc())
        .limit(1)
    ).first()
    return None if row is None else procedure_of(session, version_id=row.id, content_hash=row.content_hash)
