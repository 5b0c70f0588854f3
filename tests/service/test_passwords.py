"""Passwords: what is stored, what is refused, and the same cost for accounts that do not exist."""

import pytest
from argon2 import extract_parameters

from service.cases import passwords
from service.cases.accounts import first_password
from service.cases.passwords import find_password_fault, hash_password, is_right_password


def test_only_a_hash_is_stored_and_each_is_another() -> None:
    first, second = hash_password("four quiet herons"), hash_password("four quiet herons")
    assert first.startswith("$argon2id$")
    assert first != second
    assert is_right_password("four quiet herons", stored=first)
    assert not is_right_password("four quiet heronz", stored=first)


def test_sec_078_nobody_costs_as_much_as_somebody() -> None:
    # the hash that is checked for an unknown account has the parameters of a real one
    assert extract_parameters(passwords._hash_of_nobody()) == extract_parameters(hash_password("x"))
    assert not is_right_password("anything at all", stored=None)


def test_a_damaged_hash_opens_nothing() -> None:
    assert not is_right_password("x", stored="not a hash")
    assert not is_right_password("", stored="")


def test_the_same_letters_count_however_the_keyboard_composed_them() -> None:
    assert is_right_password("cafe\u0301 with seven tables", stored=hash_password("café with seven tables"))


@pytest.mark.parametrize("password", ["a b c d e f g h i", "correct horse battery", "пароль из шести слов"])
def test_long_passwords_of_any_kind_are_welcome(password: str) -> None:
    assert find_password_fault(password, about=("Jo", "Whitlock", "jo.whitlock")) is None


def test_a_first_password_is_the_same_for_the_same_form_and_long_enough() -> None:
    first = first_password("1|/people/new|key", secret="s" * 32)
    assert first == first_password("1|/people/new|key", secret="s" * 32)
    assert first != first_password("1|/people/new|other", secret="s" * 32)
    assert first != first_password("1|/people/new|key", secret="t" * 32)
    assert [len(group) for group in first.split("-")] == [5, 5, 5, 5]
    assert find_password_fault(first, about=()) is None
