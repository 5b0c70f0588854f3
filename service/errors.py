"""What can go wrong in the service itself; each docstring is what a person reads. Case errors: service/cases."""

from datetime import datetime


class ServiceError(Exception):
    """Sorry, this could not be done."""

    def __str__(self) -> str:
        """Give the sentence: the class docstring unless one was passed."""
        return str(self.args[0]) if self.args else (self.__doc__ or "").strip()


class NotFoundForYou(ServiceError):
    """There is no such page, or it is not yours to see."""


class NotAllowed(ServiceError):
    """You may not do this. Ask the person who gave you your role."""


class SignInNeeded(ServiceError):
    """Sign in to see this page."""


class WrongSignIn(ServiceError):
    """Enter a correct email address and password."""


class TooManyTries(ServiceError):
    """Too many tries. Wait and try again."""

    def __init__(self, *, again_at: datetime) -> None:
        """Keep the instant (aware, UTC) from which another try is heard."""
        super().__init__()
        self.again_at = again_at


class PutRight(ServiceError):
    """Some answers must be put right."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep one sentence for each field."""
        super().__init__()
        self.problems = problems


class SettingsChanged(ServiceError):
    """Somebody changed these settings or decided on them meanwhile. Open the page again."""


class SettingsWrong(ServiceError):
    """Folkmoot cannot start with these settings."""


class DatabaseNotReady(ServiceError):
    """The database has not been brought up to date. Run: folkmoot db upgrade."""
