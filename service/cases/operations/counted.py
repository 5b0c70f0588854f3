"""Operations that work out a rule table: the threshold count, who must attend. Source: CT-14 to CT-20, CT-32."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.cases.operations.tables import ALREADY_TOLD, already_told, tension_acted, tension_level
from service.cases.threshold_count import count_threshold, write_count
from service.store.record import Attendee
from workflows import SPOC, AttendanceFacts, OperationRequest, RequiredAttendee, decide_attendance

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


ASKED_BY_SPOC = "Invited by the single point of contact."


def decide(work: "CaseWork", request: OperationRequest) -> dict[str, Any]:
    """Work out the named table and write it into the record."""
    table = str(request.parameters["table"])
    if table.startswith(ALREADY_TOLD):
        return already_told(work, table.removeprefix(ALREADY_TOLD))
    return _TABLES[table](work)


def _threshold(work: "CaseWork") -> dict[str, Any]:
    file = CaseFile.of(work)
    result = count_threshold(file)
    write_count(file, result, area_rules_version=work.rules_version)
    return {"met": result.met, "floor": result.statutory_floor}


def _attendance(work: "CaseWork") -> dict[str, Any]:
    """Write down who must be at the latest meeting, and by which rule."""
    file = CaseFile.of(work)
    perpetrators = [party for party in file.parties if party.is_perpetrator]
    found = decide_attendance(
        AttendanceFacts(
            victim_landlords=[party.tenant_of for party in file.victims if party.tenant_of],
            perpetrator_landlords=[party.tenant_of for party in perpetrators if party.tenant_of],
            perpetrators_under_18=[party.is_under_18 for party in perpetrators],
            also_required=file.rules.also_required_attendees,
        )
    )
    meeting = file.meeting
    if meeting is not None:
        have = set(work.session.scalars(select(Attendee.body_code).where(Attendee.meeting_id == meeting.id)))
        also = file.answers_to("Task_FixMeeting").get("also_invited") or []
        codes = dict.fromkeys(also, ASKED_BY_SPOC) | _codes(file, found.required)
        work.session.add_all(
            Attendee(meeting_id=meeting.id, body_code=code, required_by=because)
            for code, because in codes.items()
            if code not in have
        )
    return {"bodies": len(found.required), "to_find_out": len(found.to_find_out)}


def _codes(file: CaseFile, required: tuple[RequiredAttendee, ...]) -> dict[str, str]:
    """Give the bodies of this area that the rule asks for, each with its reason."""
    codes: dict[str, str] = {}
    for attendee in required:
        if attendee.body_code in file.bodies:
            codes.setdefault(str(attendee.body_code), attendee.because)
        elif attendee.who != SPOC:
            kinds = [code for code, body in file.bodies.items() if body.kind == attendee.who]
            codes |= {code: attendee.because for code in kinds if code not in codes}
    return codes


_TABLES: dict[str, Callable[["CaseWork"], dict[str, Any]]] = {
    "threshold": _threshold,
    "attendance": _attendance,
    "tension_level": tension_level,
    "tension_acted": tension_acted,
}
