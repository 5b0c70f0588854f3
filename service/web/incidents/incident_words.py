"""States, times and roles of racial incidents in the words of the pages. Source: MI-05 to MI-08, MI-24, MI-26."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from service.access import OF_TENSION, Role, SignedIn
from service.web.role_words import ROLE_SHORT
from workflows import and_list, clock_time, list_date, local_date

STATUS = {
    "reported": "Reported, not decided",
    "potential": "Potential",
    "declared": "Declared",
    "not_major": "Not major",
    "downgraded": "Downgraded",
    "closed": "Closed",
}
KINDS = {
    "reported": "Racial incident, not decided yet",
    "potential": "Potential major racial incident",
    "not_major": "Racial incident, not major",
}
MAJOR = "Major racial incident"
FEW = 2


def kind_of(status: str) -> str:
    """Give what an incident is called above its heading: only a declared one is major."""
    return KINDS.get(status, MAJOR)


def time_words(at: datetime, *, now: datetime) -> str:
    """Give "7:35am", with the day where it is not today."""
    day, today = local_date(at), local_date(now)
    return clock_time(at) if day == today else f"{clock_time(at)}, {list_date(day, today=today)}"


def roles_here(who: SignedIn, area_id: int, titles: Mapping[str, str]) -> str:
    """Give "You are the Partnership Co-ordinator." for somebody with a part in the protocol of this area."""
    held = [m.role for m in who.memberships if m.area_id in (None, area_id) and m.role in {*OF_TENSION, Role.DIRECTOR}]
    named = [titles.get(role) or ROLE_SHORT.get(role, role) for role in dict.fromkeys(held)]
    return f"You are the {and_list(named)}." if named else ""


def few_names(names: Sequence[str]) -> str:
    """Give "Harbour Road School, Youth Service and 4 others"."""
    shown, rest = list(names[:FEW]), len(names) - FEW
    if rest == 1:
        return and_list(names)
    return and_list([*shown, f"{rest} others"]) if rest > 0 else and_list(shown)
