"""Finished letters out of typed values: the list of letters, HTML, plain text, PDF and checks.

Pure: no clock, no database, no network. `service` fills the fields, seals and sends.
"""

from letters.catalogue import letter_catalogue
from letters.checks import (
    CheckContext,
    CheckGrade,
    LetterCheck,
    Promise,
    check_letter,
    letter_promises,
)
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
from letters.kinds import (
    LINK_TOKEN,
    Audience,
    FieldKind,
    Json,
    LetterField,
    LetterKind,
    LetterSize,
    OwnWords,
)
from letters.own_words import PreviewPart, count_words, preview_parts
from letters.pdf import has_pdf_library, letter_pdf
from letters.postal_address import address_lines, is_postcode, postal_address
from letters.render import (
    SAFE_SUBJECT,
    Letter,
    check_template,
    find_letter,
    render_letter,
    reply_address,
    template_version,
)

__all__ = [
    "LINK_TOKEN",
    "SAFE_SUBJECT",
    "AddressRefused",
    "Audience",
    "CheckContext",
    "CheckGrade",
    "FieldKind",
    "Json",
    "Letter",
    "LetterCheck",
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
    "Promise",
    "TemplateRefused",
    "UnknownField",
    "UnknownLetter",
    "UnknownOwnWords",
    "WrongValue",
    "address_lines",
    "check_letter",
    "check_template",
    "count_words",
    "find_letter",
    "has_pdf_library",
    "is_postcode",
    "letter_catalogue",
    "letter_pdf",
    "letter_promises",
    "postal_address",
    "preview_parts",
    "render_letter",
    "reply_address",
    "template_version",
]
