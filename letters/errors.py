"""The exceptions of the letters package: one tree, each docstring a sentence for a caseworker.

No letter is written here. Facts travel as attributes, never as personal data in the message.
"""

from collections.abc import Sequence


class LetterError(Exception):
    """The letter cannot be written."""

    def __init__(self, message: str | None = None) -> None:
        """Take a sentence for the caseworker, or use the docstring of the class."""
        super().__init__(message or (type(self).__doc__ or "").splitlines()[0])


class UnknownLetter(LetterError):
    """There is no letter with this code."""

    def __init__(self, key: str) -> None:
        """Keep the code that was asked for."""
        self.key = key
        super().__init__(f"There is no letter with the code {key[:20]}.")


class MissingField(LetterError):
    """The letter needs something the case does not hold yet."""

    def __init__(self, names: Sequence[str], labels: Sequence[str] = ()) -> None:
        """Keep the names of the fields without a value, in the order of the letter."""
        self.names = tuple(names)
        self.labels = tuple(labels) or self.names
        super().__init__(f"The letter needs a value for: {', '.join(self.labels)}.")


class UnknownField(LetterError):
    """The letter was given something it has no place for."""

    def __init__(self, names: Sequence[str]) -> None:
        """Keep the names that the letter does not declare."""
        self.names = tuple(names)
        shown = ", ".join(name[:40] for name in self.names[:10])
        super().__init__(f"The letter has no place for: {shown}.")


class WrongValue(LetterError):
    """A value cannot be printed in the letter as it is."""

    def __init__(self, name: str, *, label: str, why: str) -> None:
        """Keep the field's name and a reason that does not repeat the value."""
        self.name = name
        self.label = label
        self.why = why
        super().__init__(f"{label}: {why}.")


class UnknownOwnWords(LetterError):
    """The letter has no place for own words with this name."""

    def __init__(self, name: str) -> None:
        """Keep the name of the place that does not exist."""
        self.name = name
        super().__init__(f"The letter has no place for own words called {name[:40]}.")


class OwnWordsTooLong(LetterError):
    """Shorten your own words."""

    def __init__(self, name: str, *, count: int, max_words: int) -> None:
        """Keep how many words there are and how many may be."""
        self.name = name
        self.count = count
        self.max_words = max_words
        super().__init__(f"Shorten your own words to {max_words} words. You have {count}.")


class LetterTooLong(LetterError):
    """The letter is too long to be sent. Shorten the longest answers."""


class TemplateRefused(LetterError):
    """The wording file of this letter holds something a letter may not do."""

    def __init__(self, template: str, *, line: int, words: str) -> None:
        """Keep the file's name, the line and what is wrong with it."""
        self.template = template
        self.line = line
        self.words = words
        super().__init__(f"{template}, line {line}: {words}")


class AddressRefused(LetterError):
    """The postal address cannot be printed on an envelope."""


class PdfUnavailable(LetterError):
    """The PDF cannot be made yet: this machine lacks a library or fonts."""

    packages = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation")

    def __init__(self) -> None:
        """Name the packages that an administrator installs to mend it."""
        super().__init__(
            "The PDF cannot be made yet. An administrator must install: "
            f"apt-get install --no-install-recommends {' '.join(self.packages)}"
        )


class PdfRefused(LetterError):
    """The letter's page asks for something outside the letter, so no PDF was made."""
