"""Finished letters out of typed values: the list of letters, HTML, plain text, PDF and checks.

Pure: no clock, no database, no network. `service` fills the fields, seals and sends.
"""

from letters.catalogue import letter_catalogue
from letters.errors import (
    AddressRefused,
    LetterError,
    LetterTooLong,
    MissingField,
    OwnWordsTooLong,
    PdfRefused,
    PdfUnavailable,
    TemplateRefused,
    UnknownField,
    UnknownLetter,
    UnknownOwnWords,
    WrongValue,
)
from letters.kinds import Audience, FieldKind, LetterField, LetterKind, LetterSize, OwnWords
from letters.own_words import PreviewPart, count_words, preview_parts
from letters.postal_address import address_lines, is_postcode, postal_address
from letters.render import Letter, check_template, find_letter, render_letter, template_version

__all__ = [
    "AddressRefused",
    "Audience",
    "FieldKind",
    "Letter",
    "LetterError",
    "LetterField",
    "LetterKind",
    "LetterSize",
    "LetterTooLong",
    "MissingField",
    "OwnWords",
    "OwnWordsTooLong",
    "PdfRefused",
    "PdfUnavailable",
    "PreviewPart",
    "TemplateRefused",
    "UnknownField",
    "UnknownLetter",
    "UnknownOwnWords",
    "WrongValue",
    "address_lines",
    "check_template",
    "count_words",
    "find_letter",
    "is_postcode",
    "letter_catalogue",
    "postal_address",
    "preview_parts",
    "render_letter",
    "template_version",
]
