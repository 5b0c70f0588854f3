"""Plays the shipped drawings of a major racial incident on the real engine; a few words say who was told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.diagrams.appeal_office import Office
from workflows import Json, OperationRequest

INCIDENT = "major_racial_incident"
TOLD = "already_told_"
STANDING: Mapping[str, Mapping[str, Json]] = {
    "Task_DecideMajorIncident": {"answer": "major"},
    "Task_DecideAgain": {"answer": "potential"},
    "Task_HoldDebrief": {"held": True},
}

TO_THE_DECISION = ("Task_MakeFirstEnquiries", "Task_DecideMajorIncident")
OFFICERS = ("Task_TellCrro", "Task_TellPartners", "Task_TellChiefOfficer")
FIRST_NOTICES = (*OFFICERS, "Task_TellCouncilStaff", "Task_TellPoliceStaff")
DEBRIEF = ("Task_FixDebrief", "Task_HoldDebrief", "Task_RecordLessons")
MEMBERS = ("Task_InformMembers", "Task_FollowUpReplies")
TO_THE_CLOSING = (*FIRST_NOTICES, *DEBRIEF, *MEMBERS)

UNTIL_ANSWERED = ("mi_crro", "mi_partners", "mi_chief_officer")  # the service stops these when all have answered


class IncidentOffice(Office):
    """One incident, saved and restored between all acts; `told` names who was told before their turn."""

    def __init__(
        self,
        *,
        begins: str = "Wed 11 Jun 2025 14:00",
        told: Sequence[str] = (),
        level: int = 3,
        process_id: str = INCIDENT,
    ) -> None:
        self.already_told = set(told)
        self._level = level
        super().__init__(INCIDENT, process_id, begins=begins)

    def do(self, element_id: str, **facts: Json) -> None:
        """Finish one open task with its standing answers and these."""
        super().do(element_id, **{**STANDING.get(element_id, {}), **facts})

    def answered(self) -> None:
        """Let everybody who was told so far answer, as readers do by their link or on the phone."""
        for clock in UNTIL_ANSWERED:
            self.rows.pop(clock, None)

    def sent(self) -> list[tuple[str, str]]:
        """Give each round of notices and whom it was for."""
        asked = [one.parameters for one in self.asked if one.name == "draft_letter"]
        return [(str(one["letter"]), str(one["to"])) for one in asked]

    def recorded(self) -> list[str]:
        return [str(one.parameters["what"]) for one in self.asked if one.name == "record"]

    def _perform(self, request: OperationRequest) -> Mapping[str, Json]:
        super()._perform(request)
        table = str(request.parameters.get("table", ""))
        if table == "tension_level":
            return {"level": self._level}
        if request.parameters.get("what") == "staff_notices_sent":
            self.rows.pop("mi_staff")  # every mail has left, nobody has to be rung
        return {"told": table.removeprefix(TOLD) in self.already_told} if table.startswith(TOLD) else {}


def declared(*, begins: str = "Wed 11 Jun 2025 14:00", told: Sequence[str] = (), level: int = 3) -> IncidentOffice:
    """Declare an incident at this moment."""
    office = IncidentOffice(begins=begins, told=told, level=level)
    office.do_all(*TO_THE_DECISION)
    return office


def potential() -> IncidentOffice:
    """Mark an incident as potential on a Wednesday afternoon."""
    office = IncidentOffice()
    office.do("Task_MakeFirstEnquiries")
    office.do("Task_DecideMajorIncident", answer="potential")
    return office


def downgrade(office: IncidentOffice, *, debrief: bool = False) -> None:
    """Withdraw the declaration, and say whether the debrief is wanted all the same."""
    office.hear("downgraded", debrief=debrief)


def finish(office: IncidentOffice) -> None:
    """Do whatever is open until the incident is closed."""
    for _ in range(20):
        if office.is_finished:
            break
        office.do_all(*office.open())
    office.answered()
