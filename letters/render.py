"""From a letter's code and values to a finished letter: HTML and plain text out of one source.

Values are checked in `context.py`; what a wording file may hold is in `template_rules.py`; PDF is `pdf.py`.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from letters import filters, template_rules
from letters.catalogue import letter_catalogue
from letters.context import Typed, letter_context
from letters.errors import LetterTooLong, TemplateRefused, UnknownLetter
from letters.kinds import PARTNERSHIP, Json, LetterKind, LetterSize
from letters.own_words import checked_own_words, own_words_html
from letters.plain_text import plain_text

SAFE_SUBJECT = "A letter for you"
MAX_OUTPUT = 200_000
PAGE_NAMES = frozenset({"page", "own_words"})
_SIZE_CLASSES = {
    LetterSize.STANDARD: Markup("letter"),
    LetterSize.LARGE_PRINT: Markup("letter letter--large-print"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A finished letter. `html` is a whole page that needs nothing from outside and is what is sealed.

    `body_html` is the inside of it for showing in a page with its own h1: headings stand one level lower.
    `safe_subject` is for people whose contact must not show what the matter is (DP-12). `reply_to` is the address of
    the sender, empty where the letter names none.
    """

    key: str
    subject: str
    safe_subject: str
    reply_to: str
    html: str
    body_html: str
    text: str
    template_version: str


class _LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with nothing to reach for: no globals, own filters only, calls only to shared wording."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 (Jinja's signature)
        return isinstance(obj, LoopContext) and attr in {"first", "last", "index"}

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> NoReturn:  # noqa: ARG002 (Jinja's signature)
        raise SecurityError("A letter does no sums.")


def find_letter(key: str) -> LetterKind:
    """Return the letter with this code, like "L-CT-07". Raises UnknownLetter."""
    kind = letter_catalogue().get(key)
    if kind is None:
        raise UnknownLetter(key)
    return kind


def render_letter(
    key: str,
    values: Mapping[str, Json],
    *,
    size: LetterSize | str = LetterSize.STANDARD,
    mark_fields: bool = False,
    own_words: Mapping[str, str] | None = None,
) -> Letter:
    """Return the finished letter. `mark_fields` is for the preview only: it shows what came from the case.

    Raises MissingField, UnknownField, WrongValue, OwnWordsTooLong, UnknownOwnWords, LetterTooLong.
    Source: domain D; D-008.
    """
    kind = find_letter(key)
    context = letter_context(kind, values)
    words = checked_own_words(kind, own_words or {})
    page = {
        "title": escape(kind.subject),
        "style": _style(),
        "size_class": _SIZE_CLASSES[LetterSize(size)],
        "sender": _sender(kind, context),
    }
    own = {name: own_words_html(name, text, marked=mark_fields) for name, text in words.items()}
    html = _rendered(kind, {**context, "page": page, "own_words": own}, marked=mark_fields)
    body = html.partition("<body>")[2].partition("</body>")[0].strip()
    return Letter(
        key=key,
        subject=f"{kind.subject}, {context['case_ref']}",
        safe_subject=SAFE_SUBJECT,
        reply_to=reply_address(key, values),
        html=html,
        body_html=_headings_lowered(body),
        text=plain_text(body),
        template_version=template_version(key),
    )


def reply_address(key: str, values: Mapping[str, Json]) -> str:
    """Return the address that an answer to this letter goes to: that of its sender; empty where it names none."""
    return str(values.get((find_letter(key).sender or PARTNERSHIP).email) or "")


def template_version(key: str) -> str:
    """Return the letter's version and the fingerprint of its wording, like "1-3fa9c2d4e5"."""
    kind = find_letter(key)
    names = [kind.template, *sorted(template_rules.SHARED_FILES)]
    digest = hashlib.sha256("\0".join(_source(name) for name in names).encode())
    digest.update(_style().encode())
    return f"{kind.version}-{digest.hexdigest()[:10]}"


def check_template(key: str, source: str) -> None:
    """Check changed wording for a letter before it is used. Raises TemplateRefused with line and words."""
    kind = find_letter(key)
    environment = _environment(marked=False)
    template_rules.refuse_unsafe(environment, kind.template, source)
    known = {field.name for field in kind.fields} | PAGE_NAMES
    template_rules.refuse_unknown_names(environment, kind.template, source, known=known)


def _sender(kind: LetterKind, context: Mapping[str, Typed]) -> dict[str, Typed]:
    """Return what the letterhead and the signature print, by the names of `LetterSender`; nothing for a notice."""
    if kind.sender is None:
        return {}
    return {place.name: context[getattr(kind.sender, place.name)] for place in dataclass_fields(kind.sender)}


def _rendered(kind: LetterKind, context: Mapping[str, object], *, marked: bool) -> str:
    try:
        pieces = _environment(marked=marked).get_template(kind.template).generate(context)
        return _limited(pieces)
    except TemplateError as fault:
        raise TemplateRefused(
            kind.template,
            line=getattr(fault, "lineno", None) or 1,
            words=fault.message or "The wording cannot be used.",
        ) from fault


def _limited(pieces: Any) -> str:
    written: list[str] = []
    length = 0
    for piece in pieces:
        written.append(piece)
        length += len(piece)
        if length > MAX_OUTPUT:
            raise LetterTooLong
    return "".join(written)


@cache
def _environment(*, marked: bool) -> _LetterEnvironment:
    environment = _LetterEnvironment(
        loader=FunctionLoader(_checked_source),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_marked_value if marked else _plain_value,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update({name: _filter(name) for name in template_rules.FILTERS})
    return environment


def _filter(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(filters, name)
    return found


# Every {{ }} passes through one of these two. They escape by themselves, so that even a wording file
# that switched escaping off could not print a value as markup. Macros and own words are Markup already.
def _plain_value(value: Any) -> Markup:
    return value if isinstance(value, Markup) else escape(str(value))


def _marked_value(value: Any) -> Markup:
    if isinstance(value, Markup):
        return value
    return Markup('<span class="from-case">{}</span>').format(str(value))


def _checked_source(name: str) -> str:
    source = _source(name)
    template_rules.refuse_unsafe(_environment(marked=False), name, source)
    return source


@cache
def _source(name: str) -> str:
    known = template_rules.SHARED_FILES | {kind.template for kind in letter_catalogue().values()}
    if name not in known:
        raise TemplateNotFound(name)
    return (files("letters") / "templates" / name).read_text(encoding="utf-8")


@cache
def _style() -> Markup:
    """Return our own style sheet; Markup because it is a packaged file, never a value."""
    return Markup((files("letters") / "templates" / "_letter.css").read_text(encoding="utf-8"))  # noqa: S704


def _headings_lowered(body: str) -> str:
    for level in (3, 2, 1):
        body = body.replace(f"<h{level}>", f"<h{level + 1}>").replace(f"</h{level}>", f"</h{level + 1}>")
    return body


__all__ = ["Letter", "Typed", "check_template", "find_letter", "render_letter", "template_version"]
