"""Rule tables of tension and racial incidents: what is suggested, whether it was acted on, who was told already."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.cases.rounds.kinds import KINDS
from service.store.notices import ContactNotice, NoticeRound
from service.store.record import Tension
from workflows.rules.tension import Level, suggest_after_declaration, was_acted_on

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

FIRST_TOLD = {  # the word of the drawing, the notice, the offices that must have it (MI-19)
    "crro": ("L-MI-01", ("crro",)),
    "partners": ("L-MI-02", ("rec", "coordinator", "council_duty")),
    "chief_officer": ("L-MI-03", ("chief_officer_council",)),
    "council_staff": ("L-MI-04", ("staff",)),
    "police_staff": ("L-MI-04", ("police_staff",)),
    "members": ("L-MI-06", ("member",)),
}
ALREADY_TOLD = "already_told_"


def tension_level(work: "CaseWork") -> dict[str, Any]:
    """Give the level to suggest for the tension that a declaration opens. Source: TE-32."""
    file = CaseFile.of(work)
    answers = file.answers_to("Task_DecideAgain") or file.answers_to("Task_DecideMajorIncident")
    return {"level": int(suggest_after_declaration(has_disorder_happened=bool(answers.get("disorder_happened"))))}


def tension_acted(work: "CaseWork") -> dict[str, Any]:
    """Tell whether the case was ever at levels 1 to 4, so that what was done is evaluated. Source: TE-21."""
    highest = work.session.get_one(Tension, work.case.id).highest_level
    return {"acted": bool(highest) and was_acted_on([Level(highest)])}


def already_told(work: "CaseWork", who: str) -> dict[str, Any]:
    """Tell whether every office of this step was told already, before its turn. Source: MI-19."""
    code, roles = FIRST_TOLD[who]
    return {"told": all(has_notice(work, code, role) for role in roles)}


def has_notice(work: "CaseWork", code: str, role: str) -> bool:
    """Tell whether somebody of an office has this notice."""
    rows = select(ContactNotice.id).join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
    found = rows.where(ContactNotice.case_id == work.case.id, ContactNotice.role == role, NoticeRound.code == code)
    return work.session.scalars(found.limit(1)).first() is not None


def roles_of_step(code: str, to: str) -> tuple[str, ...]:
    """Give the offices that a drawing's word means where one notice has several steps; else all of them."""
    wanted = FIRST_TOLD.get(to, ("", ()))
    return wanted[1] if wanted[0] == code and set(wanted[1]) < set(KINDS[code].roles) else ()
