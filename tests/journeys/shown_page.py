"""What a page shows to somebody without scripts: its links, its forms, their fields and buttons. Knows no Folkmoot."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import html as markup

Pairs = list[tuple[str, str]]
CHOSEN = ("radio", "checkbox")
PRESSED = ("submit", "button", "image", "reset")


def words_in(element: Any) -> str:
    """Give the words of an element in one line, those for screen readers too."""
    return re.sub(r"\s+([.,;:])", r"\1", " ".join("".join(element.itertext()).split()))


def is_called(words: str, wanted: str) -> bool:
    """Tell whether words are those wanted; a wanted text that ends in "…" is only their beginning."""
    return words.startswith(wanted[:-1]) if wanted.endswith("…") else words == wanted


@dataclass
class Control:
    """Everything on a form that bears one name; `offered` are the values one can choose, by their words."""

    kind: str
    offered: dict[str, str] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)

    def choose(self, name: str, wanted: Sequence[str]) -> None:
        """Type or choose; a value that is not offered is an error."""
        if self.kind in (*CHOSEN, "select"):
            strange = [value for value in wanted if value not in self.offered.values()]
            assert not strange, f"{name} offers {self.offered}, not {strange}"
        self.values = list(wanted)


@dataclass
class ShownForm:
    """A form: what it sends, by name; where; what one can press."""

    action: str
    method: str
    controls: dict[str, Control]
    buttons: dict[str, Pairs]  # what each button adds, by its words

    def answer(self, posted: Mapping[str, Sequence[str]]) -> None:
        """Fill in fields by name; one that is not asked is an error."""
        for name, values in posted.items():
            assert name in self.controls, f"{name} is not asked: {sorted(self.controls)}"
            self.controls[name].choose(name, values)

    def sends(self, button: str) -> Pairs:
        """Give what goes to the service when a button is pressed."""
        own = [(name, value) for name, control in self.controls.items() for value in control.values]
        return own + self.buttons[button]

    def button(self, wanted: str) -> str:
        """Give the words of a button of this form; empty where there is none."""
        return next((words for words in self.buttons if is_called(words, wanted)), "")


@dataclass
class ShownPage:
    """One page as it came."""

    root: Any

    @classmethod
    def read(cls, page: str) -> "ShownPage":
        """Read a page."""
        return cls(markup.fromstring(page or "<p></p>"))

    def links(self) -> list[tuple[str, str]]:
        """Give words and address of every link, in order."""
        return [(words_in(one), str(one.get("href"))) for one in self.root.iter("a") if one.get("href")]

    def href(self, wanted: str) -> str:
        """Give the address of the first link so called. Raises AssertionError telling which there are."""
        for words, href in self.links():
            if is_called(words, wanted):
                return href
        raise AssertionError(f"no link “{wanted}”: {[words for words, _ in self.links()]}")

    def has_link(self, wanted: str) -> bool:
        """Tell whether there is a link so called."""
        return any(is_called(words, wanted) for words, _ in self.links())

    def forms(self) -> list[ShownForm]:
        """Give every form, in order."""
        return [_form(one) for one in self.root.iter("form")]

    def form_with(self, button: str) -> ShownForm:
        """Give the first form that has a button so called. Raises AssertionError telling which there are."""
        for form in self.forms():
            if form.button(button):
                return form
        raise AssertionError(f"no button “{button}”: {[list(form.buttons) for form in self.forms()]}")

    def errors(self) -> str:
        """Give the words of the box that tells what is wrong; empty where nothing is."""
        found = self.root.xpath('//*[contains(concat(" ", @class, " "), " govuk-error-summary ")]')
        return " ".join(words_in(one) for one in found)


def _form(element: Any) -> ShownForm:
    shown = ShownForm(str(element.get("action") or ""), str(element.get("method") or "get"), {}, {})
    labels = {one.get("for"): words_in(one) for one in element.iter("label")}
    for one in element.iter("input", "select", "textarea", "button"):
        _add(shown, one, labels)
    return shown


def _add(shown: ShownForm, one: Any, labels: Mapping[str, str]) -> None:
    kind = str(one.get("type") or "text") if one.tag == "input" else str(one.tag)
    name, value = one.get("name"), str(one.get("value") or "")
    if kind in ("button", *PRESSED):
        shown.buttons.setdefault(words_in(one), [(name, value)] if name else [])
        return
    if not name or one.get("disabled") is not None:
        return
    control = shown.controls.setdefault(str(name), Control(kind))
    if kind in CHOSEN:
        control.offered[labels.get(one.get("id"), value)] = value
        control.values += [value] if one.get("checked") is not None else []
    elif kind == "select":
        _add_options(control, one)
    else:
        control.values.append(str(one.text or "") if kind == "textarea" else value)


def _add_options(control: Control, one: Any) -> None:
    options = list(one.iter("option"))
    control.offered = {words_in(option): str(option.get("value") or "") for option in options}
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    control.values = [str(option.get("value") or "") for option in chosen]
