"""A case, tab "Where it is": the drawing with the present steps marked, and the same in words. Source: brief page 2."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from service.access import CasePart
from service.errors import NotFoundForYou
from service.store.queries.case_places import RunRow, runs_of_case, steps_of_case
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.opening import OpenCase, frame, open_case
from service.web.casework.place_words import Line, StepTeller, best_part, now_sentence, parts_with_tokens
from service.web.security import draws_diagrams
from workflows import OutlineStep, Position, StateError, Where, WrongVersion, outline, positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One drawing of the procedure in which the case stands."""

    text: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one running process of the case stands."""

    run: RunRow
    places: tuple[Position, ...]
    steps: list[OutlineStep]


@blueprint.get("/cases/<reference>/drawing")
@draws_diagrams
def case_drawing(reference: str) -> str:
    """Show where the case is."""
    opened = open_case(reference, CasePart.SUMMARY, CasePart.FIGURES, page="drawing")
    runs = [_standing(opened, run) for run in runs_of_case(context.read_session(), opened.head.case_id)]
    live = [one for one in runs if one.run.finished_at is None] or runs[:1]
    drawn, part = _chosen(live)
    lead, sentence = now_sentence([step for one in live for step in one.steps])
    return render_template(
        "casework/case_drawing.html",
        **frame(opened, "casework.case_drawing"),
        lead=lead,
        sentence=sentence,
        parts=_parts(opened, live, part),
        part_name=_name(opened, part),
        xml_url=url_for("casework.drawing_xml", reference=reference, process_id=part),
        done=_ids(drawn.places, part, Where.DONE),
        now=_ids(drawn.places, part, Where.NOW),
        outlines=_outlines(opened, live),
    )


@blueprint.get("/cases/<reference>/drawing/<process_id>.bpmn")
def drawing_xml(reference: str, process_id: str) -> Response:
    """Give one drawing of the version this case runs on."""
    opened = open_case(reference, CasePart.SUMMARY, CasePart.FIGURES)
    files = opened.file.procedure.diagrams
    text = next((xml for name, xml in files.items() if name.rsplit("/", 1)[-1] == f"{process_id}.bpmn"), None)
    if text is None:
        raise NotFoundForYou
    return Response(text, mimetype="application/xml")


def _standing(opened: OpenCase, run: RunRow) -> Standing:
    definition = opened.file.procedure.part(run.process_id)
    try:
        places = positions(definition, run.state)
    except (WrongVersion, StateError):
        places = ()  # an unreadable position must not take the words of the case away
    return Standing(run=run, places=places, steps=outline(definition, places))


def _chosen(live: list[Standing]) -> tuple[Standing, str]:
    """Give the process and the drawing that the address asks for, else the one that shows the present steps."""
    asked = request.args.get("part", "")
    for one in live:
        if asked and asked in {one.run.process_id, *parts_with_tokens(one.steps)}:
            return one, asked
    return live[0], best_part(live[0].steps, live[0].run.process_id)


def _parts(opened: OpenCase, live: list[Standing], part: str) -> list[Part]:
    found = dict.fromkeys(name for one in live for name in (one.run.process_id, *parts_with_tokens(one.steps)))
    names = [*found] if part in found else [*found, part]
    return [
        Part(
            text=_name(opened, name),
            href=url_for("casework.case_drawing", reference=opened.head.reference, part=name),
            is_current=name == part,
        )
        for name in names
    ]


def _name(opened: OpenCase, process_id: str) -> str:
    info = opened.file.procedure.definition.processes.get(process_id)
    return info.name if info else process_id


def _ids(places: Iterable[Position], part: str, where: Where) -> list[str]:
    return [place.element_id for place in places if place.process_id == part and place.where is where]


def _outlines(opened: OpenCase, live: list[Standing]) -> list[tuple[str, list[Line]]]:
    teller = StepTeller(rows=steps_of_case(context.read_session(), opened.head.case_id))
    return [(_name(opened, one.run.process_id), teller.lines(one.steps)) for one in live]
