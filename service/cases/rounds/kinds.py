"""Which notice goes to whom, what answer it wants, and which clock runs until then. One row a code. Domain D, A.5."""

from collections.abc import Mapping
from dataclasses import dataclass

CONTACT_ROLES: Mapping[str, str] = {  # of contacts that no lane names; the others are called as in roles.json
    "chief_officer_police": "Chief officer of police",
    "chief_officer_council": "Council chief officer",
    "comms_police": "Communications officer of the police",
    "comms_council": "Communications officer of the council",
    "team": "Member of the inter-agency team",
    "rec": "Race equality body",
    "council_duty": "Duty contact of the council",
    "staff": "Operational staff of council services",
    "police_staff": "Operational staff of the police",
    "member": "Member of the partnership",
    "debrief": "Also invited to debriefs",
    "reader": "Reader of the quarterly report",
    "bridge_builder": "Bridge builder",
    "facilitator": "Facilitator",
    "mediator": "Mediator",
    "community_leader": "Community leader",
    "cohesion_group": "Cohesion group",
    "hate_crime_group": "Hate crime group",
}
ANSWERS = {
    "have_this": "I have this",
    "confirmed": "Confirmed",
    "correction": "Something in it is wrong",
    "more": "I know more",
    "action": "We have done something",
}
KEPT_ANSWERS = frozenset(ANSWERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundKind:
    """How one kind of notice is sent and followed up. Clocks are those of domain A.5."""

    roles: tuple[str, ...] = ()  # of the contacts who get it; none: whoever was told already
    is_by_role: bool = False  # each office gets a text of its own, so each is a round (MI-10)
    is_by_place: bool = False  # only contacts of the place where it happened (MI-13)
    wants_answer: bool = False
    until_answered: str = ""  # the clock that stops when everybody has answered
    until_told: str = ""  # the clock that stops when everybody was told
    deputy_clock: str = ""  # counted from this round: who has not answered then is stood in for (CM-06, MI-23)
    reminder_clock: str = ""  # counted from this round: who has not answered then is reminded (MI-18)
    answers: tuple[str, ...] = ("have_this",)

    @property
    def is_sent_once(self) -> bool:
        """Tell whether a clock waits for this notice: then nobody gets it twice in one band or declaration."""
        return bool(self.until_answered or self.until_told)


_FEEDBACK = ("confirmed", "correction", "more", "action")  # MI-18
KINDS: Mapping[str, RoundKind] = {
    "L-TE-01": RoundKind(
        roles=("commander", "council_officer", "director", "team"),  # TE-12, TE-13
        wants_answer=True,
        until_answered="te_alert",
        deputy_clock="te_alert_deputy",
    ),
    "L-TE-02": RoundKind(roles=("commander", "council_officer", "director", "team"), until_told="te_inform"),  # TE-17
    "L-TE-03": RoundKind(roles=("comms_police", "comms_council")),  # TE-16, TE-19
    "L-TE-04": RoundKind(),  # TE-27 to TE-29
    "L-TE-07": RoundKind(
        roles=("chief_officer_police", "chief_officer_council"),
        until_told="te_chief_officers",  # TE-18
    ),
    "L-MI-01": RoundKind(
        roles=("crro",), wants_answer=True, until_answered="mi_crro", deputy_clock="mi_unreachable", answers=_FEEDBACK
    ),
    "L-MI-02": RoundKind(
        roles=("rec", "coordinator", "council_duty"),
        is_by_role=True,
        wants_answer=True,
        until_answered="mi_partners",
        deputy_clock="mi_unreachable",
        answers=_FEEDBACK,
    ),
    "L-MI-03": RoundKind(
        roles=("chief_officer_council",),
        wants_answer=True,
        until_answered="mi_chief_officer",
        deputy_clock="mi_unreachable",
        answers=_FEEDBACK,
    ),
    "L-MI-04": RoundKind(
        roles=("staff", "police_staff"),
        is_by_role=True,
        is_by_place=True,
        wants_answer=True,
        until_told="mi_staff",
        reminder_clock="mi_feedback",
        answers=_FEEDBACK,
    ),
    "L-MI-05": RoundKind(
        roles=("crro", "rec", "coordinator", "council_duty", "police_coordinator", "debrief")
    ),  # MI-15
    "L-MI-06": RoundKind(roles=("member",), answers=_FEEDBACK),  # MI-20
    "L-MI-07": RoundKind(answers=_FEEDBACK),  # MI-18, MI-24
    "L-MI-08": RoundKind(
        roles=("crro", "rec", "coordinator", "council_duty", "chief_officer_council"), answers=_FEEDBACK
    ),  # MI-06
}


def is_notice(code: str) -> bool:
    """Tell whether a letter code goes to contacts as a round of notices."""
    return code in KINDS
