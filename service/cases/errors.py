"""What can be wrong with an act on a case, in a sentence for a caseworker."""

from collections.abc import Mapping


class CaseError(Exception):
    """This could not be done."""

    def __str__(self) -> str:
        """Give the sentence: the class docstring unless one was passed."""
        return str(self.args[0]) if self.args else (self.__doc__ or "").strip()


class CaseNotFound(CaseError):
    """There is no such case."""


class TaskNotOpen(CaseError):
    """This task is no longer open."""

    def __init__(self, *, answered_by: str = "", at_words: str = "") -> None:
        """Say who answered it and when, if known."""
        words = f"{answered_by} answered this at {at_words}." if answered_by else "This task is no longer open."
        super().__init__(words)


class TaskTakenByOther(CaseError):
    """Someone else has already taken this task."""


class NotYours(CaseError):
    """You may not do this."""


class FormChanged(CaseError):
    """This page was already sent, with other answers or by someone else. Open the task again."""


class CaseIsClosed(CaseError):
    """This case is closed."""


class CaseIsStuck(CaseError):
    """The procedure could not go on. Nothing was changed, and the process owner has been told."""


class AnswersRefused(CaseError):
    """Some answers must be put right."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """Keep a sentence for each field."""
        super().__init__("Some answers must be put right.")
        self.problems = dict(problems)


class LetterNotReady(CaseError):
    """The letter cannot go yet."""


class AreaNotReady(CaseError):
    """This area has no settings or no published procedure yet."""
