"""The address block of a letter: lines in order, postcode last, and what cannot go on an envelope."""

import re
from collections.abc import Sequence

from letters.errors import AddressRefused

MAX_LINES = 7
MAX_LINE_LENGTH = 45
_POSTCODE = re.compile(r"^(GIR ?0AA|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})$")


def address_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines tidied for print: no empty ones, a postcode in capitals with its space.

    Refuses nothing: an address may be incomplete when a letter goes by email.
    """
    tidy = [re.sub(r"\s+", " ", line).strip(" ,") for line in lines]
    tidy = [line for line in tidy if line]
    if tidy and is_postcode(tidy[-1]):
        tidy[-1] = _spaced(tidy[-1])
    return tuple(tidy)


def postal_address(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines ready for an envelope.

    Raises AddressRefused when they are too few, too many or too long, or no postcode is last.
    Source: rec (Royal Mail's clear addressing: up to seven lines, the postcode last).
    """
    tidy = address_lines(lines)
    if len(tidy) < 2:
        raise AddressRefused("The address needs at least a street line and a postcode.")
    if len(tidy) > MAX_LINES:
        raise AddressRefused(f"The address has {len(tidy)} lines. An envelope has room for {MAX_LINES}.")
    if not is_postcode(tidy[-1]):
        raise AddressRefused("The last line of the address must be the postcode.")
    if any(len(line) > MAX_LINE_LENGTH for line in tidy):
        raise AddressRefused(f"A line of the address is longer than {MAX_LINE_LENGTH} letters.")
    return tidy


def is_postcode(line: str) -> bool:
    """Whether the line is a UK postcode, with or without its space, in any case."""
    return bool(_POSTCODE.match(re.sub(r"\s+", " ", line).strip().upper()))


def _spaced(postcode: str) -> str:
    packed = re.sub(r"\s+", "", postcode).upper()
    return f"{packed[:-3]} {packed[-3:]}"
