"""Whether an incident is major: both limbs, with reasons; and what each answer starts."""

import pytest

from tests.workflows.shipped import REGISTER
from workflows.rules.incident import (
    DECLARATION_CLOCKS,
    HateRecording,
    IncidentAnswer,
    IncidentRoute,
    IncidentSettings,
    LimbAnswer,
    TwoLimbs,
    answer_of,
    decide_incident,
    is_treated_as_racial,
)

NO_PREJUDICE = "Enter why it is, or is not, caused or aggravated by racial prejudice"
NO_DISORDER = "Enter why it is, or is not, likely to bring disorder"
NOT_BOTH = "Both parts must be met for a major racial incident. Choose potential, or not major"
BOTH = "Both parts are met: this is a major racial incident. Change a part, or declare it"


def limbs(*, prejudice: bool, disorder: bool, why: str = "Graffiti was seen.", why_disorder: str = "") -> TwoLimbs:
    return TwoLimbs(
        prejudice=LimbAnswer(is_met=prejudice, reasons=why),
        disorder=LimbAnswer(is_met=disorder, reasons=why_disorder or why),
    )


@pytest.mark.parametrize(
    ("prejudice", "disorder", "may_become", "answer"),
    [
        (True, True, False, IncidentAnswer.MAJOR),
        (True, True, True, IncidentAnswer.MAJOR),
        (True, False, True, IncidentAnswer.POTENTIAL),
        (False, True, True, IncidentAnswer.POTENTIAL),
        (True, False, False, IncidentAnswer.NOT_MAJOR),
        (False, True, False, IncidentAnswer.NOT_MAJOR),
        (False, False, False, IncidentAnswer.NOT_MAJOR),
    ],
)
def test_mi_01_only_both_limbs_make_it_major(
    prejudice: bool, disorder: bool, may_become: bool, answer: IncidentAnswer
) -> None:
    given = limbs(prejudice=prejudice, disorder=disorder)

    assert answer_of(given, may_become_major=may_become) is answer
    assert decide_incident(answer, given).faults == ()


def test_mi_05_a_declaration_starts_the_clocks_of_the_protocol() -> None:
    decision = decide_incident(IncidentAnswer.MAJOR, limbs(prejudice=True, disorder=True))

    assert (decision.route, decision.starts) == (IncidentRoute.PROTOCOL, DECLARATION_CLOCKS)
    assert not decision.warns_contacts
    assert not decision.needs_hand_over
    assert all(REGISTER.rule(clock).counted_from == "declared" for clock in decision.starts)


def test_mi_06_a_potential_incident_warns_the_contacts_and_is_decided_again() -> None:
    decision = decide_incident(IncidentAnswer.POTENTIAL, limbs(prejudice=True, disorder=False))

    assert (decision.route, decision.starts) == (IncidentRoute.WATCH, ("mi_redecide",))
    assert decision.warns_contacts


def test_mi_08_not_major_starts_no_clock_and_is_handed_to_somebody() -> None:
    decision = decide_incident(IncidentAnswer.NOT_MAJOR, limbs(prejudice=True, disorder=False))

    assert (decision.route, decision.starts) == (IncidentRoute.ROUTINE_CASEWORK, ())
    assert decision.needs_hand_over


@pytest.mark.parametrize(
    ("answer", "given", "faults"),
    [
        (IncidentAnswer.MAJOR, limbs(prejudice=True, disorder=True, why=" "), (NO_PREJUDICE, NO_DISORDER)),
        (
            IncidentAnswer.NOT_MAJOR,
            limbs(prejudice=False, disorder=False, why="", why_disorder="A quiet street."),
            (NO_PREJUDICE,),
        ),
        (IncidentAnswer.MAJOR, limbs(prejudice=True, disorder=False), (NOT_BOTH,)),
        (IncidentAnswer.POTENTIAL, limbs(prejudice=True, disorder=True), (BOTH,)),
        (IncidentAnswer.NOT_MAJOR, limbs(prejudice=True, disorder=True), (BOTH,)),
    ],
)
def test_mi_05_an_answer_needs_reasons_and_must_fit_the_limbs(
    answer: IncidentAnswer, given: TwoLimbs, faults: tuple[str, ...]
) -> None:
    assert decide_incident(answer, given).faults == faults


@pytest.mark.parametrize(
    ("is_perceived", "officer_agrees", "by_perception", "by_judgement"),
    [(True, False, True, False), (False, True, True, True), (True, True, True, True), (False, False, False, False)],
)
def test_mi_07_anybodys_view_counts_unless_the_area_records_by_judgement(
    is_perceived: bool, officer_agrees: bool, by_perception: bool, by_judgement: bool
) -> None:
    judged = IncidentSettings(hate_recording=HateRecording.JUDGEMENT)

    assert is_treated_as_racial(is_perceived=is_perceived, officer_agrees=officer_agrees) is by_perception
    assert (
        is_treated_as_racial(is_perceived=is_perceived, officer_agrees=officer_agrees, settings=judged) is by_judgement
    )
