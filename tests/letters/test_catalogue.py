"""The list of letters: 24 of a case review, 9 of an appeal, 8 of an incident, 7 of a tension; and their rules."""

import re
from dataclasses import astuple

import pytest

from letters import Audience, FieldKind, LetterField, LetterKind, UnknownLetter, find_letter, letter_catalogue
from letters.appeal_fields import APPEAL_BODY
from letters.kinds import PARTNERSHIP

KINDS = list(letter_catalogue().values())
WITH_LETTERHEAD = [kind for kind in KINDS if not kind.is_notice]
RULE = re.compile(r"\b(CM|CT|AP|DP|TE|MI)-\d\d\b")
MAPPING_METHODS = {"items", "keys", "values", "get", "copy"}


def all_fields(kind: LetterKind) -> list[LetterField]:
    return [*kind.fields, *(column for field in kind.fields for column in field.columns)]


def test_catalogue_holds_the_letters_of_all_four_procedures_in_the_order_of_their_codes() -> None:
    how_many = {"AP": 9, "CT": 24, "MI": 8, "TE": 7}
    codes = [f"L-{process}-{number:02d}" for process, last in how_many.items() for number in range(1, last + 1)]
    assert list(letter_catalogue()) == codes


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_letter_cites_its_rules_and_its_own_code(kind: LetterKind) -> None:
    assert RULE.search(kind.source)
    assert f"domain D, {kind.key}" in kind.source


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_each_field_says_in_words_what_it_is_and_where_it_comes_from(kind: LetterKind) -> None:
    for field in all_fields(kind):
        assert re.fullmatch(r"[a-z][a-z_]*", field.name)
        assert field.label[0].isupper()
        assert len(field.from_case) > 5
        assert (field.kind is FieldKind.ONE_OF) == bool(field.options)
        assert (field.kind is FieldKind.ROWS) == bool(field.columns)
        assert not field.promise or field.kind is FieldKind.DATE
    names = [field.name for field in kind.fields]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_no_column_has_the_name_of_something_a_record_can_do(kind: LetterKind) -> None:
    columns = {column.name for field in kind.fields for column in field.columns}
    assert not columns & MAPPING_METHODS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_field_that_depends_on_another_names_a_value_that_exists(kind: LetterKind) -> None:
    for family in (kind.fields, *(field.columns for field in kind.fields)):
        known = {field.name: field for field in family}
        for field in family:
            if field.only_when is None:
                continue
            other = known[field.only_when.field]
            allowed: set[str | bool] = set(other.options) or {True, False}
            assert set(field.only_when.values) <= allowed


def test_same_name_means_the_same_kind_of_value_in_every_letter() -> None:
    # given  every field of every letter
    kinds: dict[str, set[FieldKind]] = {}
    for kind in KINDS:
        for field in kind.fields:
            kinds.setdefault(field.name, set()).add(field.kind)

    # then   a name is never a date here and a text there
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_refusals_and_decisions_need_a_second_person() -> None:
    # then   a refusal, a decision, a closing without review and a moved promise are approved by someone else
    needing = {kind.key for kind in KINDS if kind.needs_approval}
    assert needing == {
        *("L-CT-05", "L-CT-07", "L-CT-08", "L-CT-12", "L-CT-13", "L-CT-16", "L-CT-24"),
        *("L-AP-05", "L-AP-06", "L-AP-07", "L-AP-08"),
    }
    assert all(kind.approval_reason.endswith(".") for kind in KINDS if kind.needs_approval)


def test_ct_05_ct_06_ap_07_te_12_receipt_answer_to_no_name_and_notices_go_by_themselves() -> None:
    # then   nobody adds words to them or approves them
    automatic = [kind for kind in KINDS if kind.automatic]
    letters = [kind.key for kind in automatic if not kind.is_notice]
    assert letters == ["L-AP-03", "L-AP-04", "L-CT-03", "L-CT-22"]
    assert {kind.key for kind in KINDS if kind.is_notice} <= {kind.key for kind in automatic}
    assert all(kind.own_words == () for kind in automatic)
    assert not any(kind.needs_approval for kind in automatic)


@pytest.mark.parametrize("kind", WITH_LETTERHEAD, ids=lambda kind: kind.key)
def test_letter_has_a_field_for_each_place_of_its_letterhead_and_none_of_another_sender(kind: LetterKind) -> None:
    # given  the fields that name the sender of a case review's letter and of an appeal's letter
    names = {field.name for field in kind.fields}
    partnership, appeal_body = (set(astuple(sender)) for sender in (PARTNERSHIP, APPEAL_BODY))

    # then   an appeal's letter carries no contact of the partnership but its name
    assert kind.sender is not None
    assert set(astuple(kind.sender)) <= names
    assert (kind.sender is APPEAL_BODY) == kind.key.startswith("L-AP-")
    if kind.sender is APPEAL_BODY:
        assert names & (partnership - appeal_body) == {"area_name"}


def test_ct_45_decisions_are_copied_to_a_victim_whom_an_advocate_stands_for() -> None:
    copied = {kind.key for kind in KINDS if kind.copies_to_victim}
    assert {"L-CT-07", "L-CT-08", "L-CT-13"} <= copied
    assert all("written_to" in {field.name for field in letter_catalogue()[key].fields} for key in copied)


def test_unknown_letter_is_refused_by_its_code() -> None:
    with pytest.raises(UnknownLetter, match="L-XX-01"):
        find_letter("L-XX-01")


def test_field_is_found_by_name_and_a_strange_name_is_not() -> None:
    kind = find_letter("L-CT-07")
    assert kind.field("review_limit").promise == "The review by"
    assert kind.audience is Audience.APPLICANT
    with pytest.raises(KeyError):
        kind.field("perpetrator_name")
