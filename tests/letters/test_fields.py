"""A letter is never written with a gap, a surplus or a value that cannot be printed."""

import pytest

from letters import (
    FieldKind,
    LetterField,
    LetterTooLong,
    MissingField,
    UnknownField,
    WrongValue,
    letter_catalogue,
    render_letter,
)
from letters.kinds import Json
from tests.letters.branches import branch_changes, every_branch
from tests.letters.sample_values import sample_values

EMPTY: tuple[Json, ...] = (None, "", "   ", "\u3000", [], ["", " "])


def is_needed_in_ordinary_letter(key: str, field: LetterField) -> bool:
    values = sample_values(key)
    if not field.required:
        return False
    return field.only_when is None or values[field.only_when.field] in field.only_when.values


NEEDED = [
    (key, field.name)
    for key, kind in letter_catalogue().items()
    for field in kind.fields
    if is_needed_in_ordinary_letter(key, field)
]


@pytest.mark.parametrize(("key", "name"), NEEDED)
def test_missing_field_is_refused_by_its_name(key: str, name: str) -> None:
    # given  a letter that lacks one value
    values = sample_values(key)
    del values[name]

    # then   it is not written, and the name of the gap is told
    with pytest.raises(MissingField) as refused:
        render_letter(key, values)
    assert refused.value.names == (name,)
    assert letter_catalogue()[key].field(name).label in str(refused.value)


@pytest.mark.parametrize("empty", EMPTY)
def test_empty_value_is_a_missing_value(empty: Json) -> None:
    name = "area_address" if isinstance(empty, list) else "contact_name"
    with pytest.raises(MissingField) as refused:
        render_letter("L-CT-01", sample_values("L-CT-01", **{name: empty}))
    assert refused.value.names == (name,)


def test_all_gaps_are_told_at_once_in_the_order_of_the_letter() -> None:
    values = sample_values("L-CT-07", review_limit=None, contact_by=None, case_ref="")
    with pytest.raises(MissingField) as refused:
        render_letter("L-CT-07", values)
    assert refused.value.names == ("case_ref", "review_limit", "contact_by")


def test_ct_25_report_that_does_not_count_needs_its_reason() -> None:
    # given  a refusal where one report does not count and says no reason
    rows: Json = [
        {"what": "Noise", "happened_on": "2026-11-02", "reported_on": "2026-11-03", "counts": True},
        {"what": "Fire", "happened_on": "2026-09-01", "reported_on": "2026-10-05", "counts": False},
    ]

    # then   only the second row's reason is missing
    with pytest.raises(MissingField) as refused:
        render_letter("L-CT-08", sample_values("L-CT-08", complaint_rows=rows))
    assert refused.value.names == ("complaint_rows.2.reason",)


@pytest.mark.parametrize(
    ("key", "changes", "missing"),
    [
        ("L-CT-01", {"written_to": "advocate", "victim_names": None}, "victim_names"),
        ("L-CT-01", {"written_to": "victim", "advocate_name": None}, "advocate_name"),
        ("L-CT-04", {"is_reminder": True, "asked_on": None}, "asked_on"),
        ("L-CT-07", {"decided_by": "discretion", "discretion_reason": None}, "discretion_reason"),
        ("L-CT-07", {"decided_by": "group", "people_counted": None}, "people_counted"),
        ("L-CT-10", {"invitee_role": "chair", "declare_by": None}, "declare_by"),
        ("L-CT-13", {"decision": "not_in_good_faith", "good_faith_reason": None}, "good_faith_reason"),
        ("L-CT-13", {"decision": "further_actions", "recommendations": []}, "recommendations"),
        ("L-CT-16", {"concern_result": "chair_asked", "changes_by": None}, "changes_by"),
    ],
)
def test_field_of_a_branch_is_needed_in_that_branch(key: str, changes: dict[str, Json], missing: str) -> None:
    with pytest.raises(MissingField) as refused:
        render_letter(key, sample_values(key, **changes))
    assert refused.value.names == (missing,)


@pytest.mark.parametrize(("key", "branch"), every_branch())
def test_a_branch_is_written_from_only_the_fields_it_needs(key: str, branch: str) -> None:
    # given  the values of a branch without those that it does not need
    values = sample_values(key, **branch_changes(key, branch))
    needed = {
        field.name: values[field.name]
        for field in letter_catalogue()[key].fields
        if field.required and (field.only_when is None or values.get(field.only_when.field) in field.only_when.values)
    }

    # then   the letter is written, so no wording leans on a field that may be absent
    assert render_letter(key, needed).text


@pytest.mark.parametrize("key", list(letter_catalogue()))
def test_unknown_field_is_refused_by_its_name(key: str) -> None:
    with pytest.raises(UnknownField) as refused:
        render_letter(key, sample_values(key, perpetrator_name="Nobody at all"))
    assert refused.value.names == ("perpetrator_name",)
    assert "Nobody at all" not in str(refused.value)


def test_unknown_column_is_refused_by_its_name() -> None:
    rows: Json = [{"question": "What?", "answer": "That.", "minutes": "secret"}]
    with pytest.raises(UnknownField) as refused:
        render_letter("L-CT-13", sample_values("L-CT-13", findings=rows))
    assert refused.value.names == ("findings.1.minutes",)


WRONG: dict[FieldKind, list[Json]] = {
    FieldKind.DATE: ["30/12/2026", "2026-02-30", "2026-12-30T10:00", "١٢", 20261230, "today"],
    FieldKind.DATETIME: ["2026-12-30T10:00:00", "yesterday", 5],
    FieldKind.NUMBER: [-1, 2.5, "3", True],
    FieldKind.YES_NO: ["sure", 1, 0],
    FieldKind.ONE_OF: ["nobody", 3, ["applicant"]],
    FieldKind.TEXT: [3, True, ["a"], {"a": "b"}, "x" * 501, "a\0b", "\ud800"],
    FieldKind.LONG_TEXT: [3, "x" * 4001, "a\x07b"],
    FieldKind.LIST: ["one line", [3], ["x"] * 61, ["x" * 4001], {"a": "b"}],
    FieldKind.ROWS: ["row", ["row"], [["row"]], [{}] * 61],
}
A_FIELD = {
    FieldKind.DATE: ("L-CT-07", "review_limit"),
    FieldKind.DATETIME: ("L-CT-22", "received_at"),
    FieldKind.NUMBER: ("L-CT-07", "reports_counted"),
    FieldKind.YES_NO: ("L-CT-13", "call_made"),
    FieldKind.ONE_OF: ("L-CT-07", "written_to"),
    FieldKind.TEXT: ("L-CT-01", "recipient_name"),
    FieldKind.LONG_TEXT: ("L-CT-12", "reason"),
    FieldKind.LIST: ("L-CT-07", "taking_part"),
    FieldKind.ROWS: ("L-CT-08", "complaint_rows"),
}


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in WRONG.items() for value in values])
def test_value_of_the_wrong_kind_is_refused_without_being_repeated(kind: FieldKind, value: Json) -> None:
    key, name = A_FIELD[kind]
    with pytest.raises(WrongValue) as refused:
        render_letter(key, sample_values(key, **{name: value}))
    assert refused.value.name.split(".")[0] == name
    assert refused.value.label in str(refused.value)
    if isinstance(value, str):
        assert value not in str(refused.value)


def test_line_of_a_list_may_be_as_long_as_a_paragraph() -> None:
    long = "word " * 799 + "word"
    assert f"- {long}." in render_letter("L-MI-06", sample_values("L-MI-06", corrections=[long])).text


def test_letter_past_every_envelope_is_refused() -> None:
    # given  a refusal whose every report carries the longest reason there may be
    row: Json = {"what": "<" * 500, "happened_on": "2026-09-01", "reported_on": "2026-10-05", "counts": False,
                 "reason": "<" * 500}  # fmt: skip
    with pytest.raises(LetterTooLong):
        render_letter("L-CT-08", sample_values("L-CT-08", complaint_rows=[row] * 60))


def test_values_are_left_as_they_were() -> None:
    values = sample_values("L-CT-08")
    before = repr(values)
    render_letter("L-CT-08", values, mark_fields=True)
    assert repr(values) == before
