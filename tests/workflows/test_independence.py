"""Who may not chair a review."""

import pytest

from workflows.rules.independence import ChairCandidate, Involvement, check_independence

CASE = Involvement(
    handlers={"handler"},
    complainants={"complainant"},
    spocs={"spoc"},
    supervisors={
        "handler": frozenset({"head of handler"}),
        "spoc": frozenset({"head of spoc"}),
        "nobody here": frozenset({"stranger"}),
    },
    division="B",
)


@pytest.mark.parametrize(
    ("person", "blocks"),
    [
        ("stranger", ()),
        ("handler", ("This person handled a complaint in this case.",)),
        ("complainant", ("This person made a complaint in this case.",)),
        ("spoc", ("This person is the SPOC of this case.",)),
        ("head of handler", ("This person supervises somebody who handled a complaint in this case.",)),
        ("head of spoc", ("This person supervises somebody who is the SPOC of this case.",)),
    ],
)
def test_ct_31_who_is_involved_or_supervises_them_may_not_chair(person: str, blocks: tuple[str, ...]) -> None:
    result = check_independence(ChairCandidate(person_id=person, is_senior_manager=True), CASE)

    assert result.blocks == blocks
    assert result.may_chair is (not blocks)


def test_ct_31_who_declares_involvement_may_not_chair() -> None:
    candidate = ChairCandidate(person_id="stranger", is_senior_manager=True, declares_involvement=True)

    assert check_independence(candidate, CASE).blocks == ("This person says they were involved before.",)


def test_ct_31_the_same_division_is_a_warning_that_an_area_may_switch_off() -> None:
    near = ChairCandidate(person_id="stranger", is_senior_manager=True, division="B")

    result = check_independence(near, CASE)

    assert result.may_chair
    assert result.warnings == ("This person works in the same police division. Another division is better.",)
    assert check_independence(near, CASE, warns_same_division=False).warnings == ()
    assert check_independence(near, Involvement()).warnings == ()


def test_ct_31_a_chair_should_be_a_senior_manager_or_another_areas_spoc() -> None:
    words = ("A chair should be a senior manager of a relevant body or the SPOC of another area.",)

    assert check_independence(ChairCandidate(person_id="stranger"), CASE).warnings == words
    neighbour = ChairCandidate(person_id="stranger", is_spoc_of_another_area=True)
    assert check_independence(neighbour, CASE).warnings == ()
