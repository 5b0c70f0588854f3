"""The library of procedures, read only: versions, drawings, the same in words. Source: brief page 9, issue 2 item 9."""

from dataclasses import dataclass

from flask import Response, render_template

from service.access import may_see_library
from service.cases.procedures import Procedure, procedure_of
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.library import VersionRow, find_version, findings_of, list_versions
from service.web import context
from service.web.owners.blueprint import blueprint
from service.web.owners.step_words import definition_with, forms_of, parts_of, steps_of
from service.web.security import draws_diagrams


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One drawing of a version, for the list."""

    process_id: str
    name: str
    why: str


@blueprint.get("/procedures")
def library() -> str:
    """List the procedures with the version in force."""
    _reader()
    found = list_versions(context.read_session())
    procedures = [(_name(_open(rows[0]), process_id), rows) for process_id, rows in found.items()]
    return render_template("owners/library.html", procedures=procedures)


@blueprint.get("/procedures/<process_id>")
def procedure(process_id: str) -> str:
    """List the versions of one procedure with who, when and why."""
    _reader()
    rows = list_versions(context.read_session()).get(process_id)
    if not rows:
        raise NotFoundForYou
    return render_template("owners/procedure.html", name=_name(_open(rows[0]), process_id), rows=rows)


@blueprint.get("/procedures/<process_id>/<int:version>")
def procedure_version(process_id: str, version: int) -> str:
    """Show one version: its drawings, and what the checks asked to look at."""
    row, opened = _version(process_id, version)
    return render_template(
        "owners/procedure_version.html",
        row=row,
        name=_name(opened, process_id),
        parts=[_part(opened, part) for part in parts_of(opened)],
        findings=findings_of(context.read_session(), row.version_id),
    )


@blueprint.get("/procedures/<process_id>/<int:version>/<part>")
@draws_diagrams
def procedure_part(process_id: str, version: int, part: str) -> str:
    """Show one drawing and the same in words."""
    row, opened = _version(process_id, version)
    if part not in parts_of(opened):
        raise NotFoundForYou
    return render_template(
        "owners/procedure_part.html",
        row=row,
        name=_name(opened, process_id),
        part=_part(opened, part),
        names={each: _name(opened, each) for each in parts_of(opened)},
        steps=steps_of(opened, part),
        forms=forms_of(opened, part),
    )


@blueprint.get("/procedures/<process_id>/<int:version>/<part>.bpmn")
def procedure_xml(process_id: str, version: int, part: str) -> Response:
    """Give one drawing as it was published."""
    _, opened = _version(process_id, version)
    text = next((xml for name, xml in opened.diagrams.items() if name.rsplit("/", 1)[-1] == f"{part}.bpmn"), None)
    if text is None:
        raise NotFoundForYou
    return Response(text, mimetype="application/xml")


def _reader() -> None:
    if not may_see_library(context.person()):
        raise NotAllowed


def _version(process_id: str, version: int) -> tuple[VersionRow, Procedure]:
    _reader()
    row = find_version(context.read_session(), process_id, version)
    if row is None:
        raise NotFoundForYou
    return row, _open(row)


def _open(row: VersionRow) -> Procedure:
    return procedure_of(context.read_session(), version_id=row.version_id, content_hash=row.content_hash)


def _name(opened: Procedure, process_id: str) -> str:
    info = definition_with(opened, process_id).processes.get(process_id)
    return info.name if info else process_id


def _part(opened: Procedure, process_id: str) -> Part:
    info = definition_with(opened, process_id).processes.get(process_id)
    why = (info.documentation or "") if info else ""
    return Part(process_id=process_id, name=_name(opened, process_id), why=why)
