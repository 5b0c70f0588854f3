"""A clock that stands still until a test moves it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflows import BusinessCalendar

LONDON = ZoneInfo("Europe/London")
USUAL_START = "Mon 2 Mar 2026 09:00"
FORMAT = "%a %d %b %Y %H:%M"


def at(words: str) -> datetime:
    """Give the instant of a London time such as "Mon 2 Mar 2026 09:00"; a wrong weekday is an error."""
    moment = datetime.strptime(words, FORMAT).replace(tzinfo=LONDON)
    if moment.strftime("%a") != words[:3]:
        raise ValueError(f"{words} is a {moment.strftime('%A')}")
    return moment.astimezone(ZoneInfo("UTC"))


def day(words: str) -> date:
    """Give the date of words such as "Mon 2 Mar 2026"; a wrong weekday is an error."""
    return at(f"{words} 12:00").astimezone(LONDON).date()


class FrozenClock:
    """Answers with the time it was given."""

    def __init__(self, words: str = USUAL_START) -> None:
        """Stand at a London time in words."""
        self._now = at(words)

    def now(self) -> datetime:
        """Give the instant (aware, UTC)."""
        return self._now

    def today(self) -> date:
        """Give the date in London."""
        return self._now.astimezone(LONDON).date()

    def set(self, words: str) -> datetime:
        """Go to a London time in words."""
        self._now = at(words)
        return self._now

    def pass_time(self, **parts: float) -> datetime:
        """Let elapsed time pass, in parts such as minutes=31."""
        self._now += timedelta(**parts)
        return self._now

    def pass_working_days(self, working_days: int, *, to: time | None = None) -> datetime:
        """Go on by working days in England, at the same time of day or at `to`."""
        here = self._now.astimezone(LONDON)
        on = BusinessCalendar.for_nation("ENG").add_working_days(here.date(), working_days=working_days)
        self._now = datetime.combine(on, to or here.time(), LONDON).astimezone(ZoneInfo("UTC"))
        return self._now
