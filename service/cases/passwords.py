"""Passwords: hashed with argon2, checked at the same cost whether the account exists or not. Writes no table."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST = 15
LONGEST = 200
FEWEST_CHARACTERS = 6
HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Give what is stored of a password."""
    return HASHER.hash(_plain(password))


def is_right_password(password: str, *, stored: str | None) -> bool:
    """Tell whether the password fits; without an account it takes as long and is never right. Source: SEC-078."""
    try:
        HASHER.verify(stored or _hash_of_nobody(), _plain(password[: LONGEST * 4]))
    except (Argon2Error, InvalidHashError):
        return False
    return stored is not None


def find_password_fault(password: str, *, about: Iterable[str]) -> str | None:
    """Give what is wrong with a new password, in a sentence; None if it may be used. Source: SEC-079, ASVS 6.2.

    Any characters are welcome; what counts is length. `about`: words that an attacker would try first.
    """
    plain = _plain(password)
    if len(plain) < SHORTEST:
        return f"Enter a password of {SHORTEST} characters or more"
    if len(plain) > LONGEST:
        return f"Enter a password of {LONGEST} characters or fewer"
    if len(set(plain.casefold())) < FEWEST_CHARACTERS or plain.casefold() in "0123456789" * 30:
        return "Enter a password that is not one thing repeated"
    rest = plain.casefold()
    for word in (*about, "folkmoot", "password"):
        if len(word) >= 3:
            rest = rest.replace(word.casefold(), "")
    return None if len(rest) >= SHORTEST // 2 else "Enter a password that is not made of your name or of this service’s"


def _plain(password: str) -> str:
    """Give the same letters however the keyboard composed them."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hash_of_nobody() -> str:
    return HASHER.hash("nobody has this password: it only takes the same time")
