"""The way through an application: which page comes after which, given what was answered so far. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.cases.application_codes import NOBODY, OTHER_BODY
from service.store.queries.public import PublicArea
from service.web.public.pages import Page, Part, find_page

Path = tuple[str | int, ...]
LISTS = ("victims", "incidents")
INFORMATION = "about-consent"
ABOUT_YOU = (
    "for-whom",
    "your-name",
    "asking-as",
    "relation",
    "your-address",
    "your-landlord",
    "phone-and-email",
    "safe-message",
    "safe-contact",
    "how-to-write",
)
WHAT_HAS_HAPPENED = (
    "behaviour",
    "where",
    "who-is-doing-it",
    "effect",
    "what-was-done",
    "why-not-enough",
    "because-of-who-you-are",
    "what-you-want",
    "earlier-reviews",
)
WRITING = ("format", "language")
REPORT_PAGES = ("reported", "how", "reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One page of one application: where its answers are kept, and which page it is."""

    slug: str
    path: Path = ()

    @property
    def scope(self) -> str:
        """Give the set of pages this one belongs to."""
        return str(self.path[0]) if self.path else "form"


def part_at(answers: Part, path: Path) -> Part:
    """Give the answers kept at a path; nothing yet is an empty part."""
    if not path:
        return answers
    rows: Sequence[Mapping[str, Any]] = answers.get(str(path[0]), [])
    row = next((row for row in rows if row["n"] == path[1]), {})
    if len(path) == 2:
        return row
    report: Part = (row.get("reports") or {}).get(str(path[3]), {})
    return report


def page_at(spot: Spot, area: PublicArea, answers: Part) -> Page | None:
    """Give the page of a spot, with the name of the body it asks about."""
    body = ""
    if len(spot.path) == 4:
        body = body_name(area, str(spot.path[3]), part_at(answers, spot.path[:2]))
    return find_page(spot.scope, spot.slug, body=body)


def body_name(area: PublicArea, code: str, incident: Part) -> str:
    """Give the name of a body that was told, as the person knows it."""
    if code == OTHER_BODY:
        return str(incident.get("told_other") or "the other people you told")
    return next((body.name for body in area.bodies if body.code == code), "them")


def main_route(answers: Part, area: PublicArea) -> list[Spot]:
    """Give every page of the form that these answers call for, in order; the lists are stops of their own."""
    return [Spot(slug=slug) for slug in _main_slugs(answers, area)]


def _main_slugs(answers: Part, area: PublicArea) -> Iterator[str]:
    basis = answers.get("basis")
    has_landlords = any(is_landlord(body.kind) for body in area.bodies)
    wanted = {
        "asking-as": basis == "own",
        "relation": basis == "advocate",
        "your-landlord": basis != "advocate" and has_landlords,
        "safe-message": bool(answers.get("phone")),
        "how-to-write": bool(answers.get("email")) and bool(answers.get("address_1")),
        INFORMATION: basis in ("advocate", "one_of_several"),
        "victims": basis in ("advocate", "one_of_several"),
    }
    slugs = (*ABOUT_YOU, INFORMATION, *LISTS, *WHAT_HAS_HAPPENED, *WRITING)
    yield from (slug for slug in slugs if wanted.get(slug, True))


def is_landlord(kind: str) -> bool:
    """Tell whether a kind of body lets homes. Source: CT-32."""
    return kind.startswith("housing")


def item_route(name: str, number: int, answers: Part, area: PublicArea) -> list[Spot]:
    """Give the pages of one victim or one incident, in order."""
    path: Path = (name, number)
    if name == "victims":
        landlord = ("landlord",) if any(is_landlord(body.kind) for body in area.bodies) else ()
        return [Spot(slug=slug, path=path) for slug in ("name", "asking-as", "address", *landlord, "reach", "consent")]
    told = part_at(answers, path).get("told") or ()
    reporter = ("reporter",) if answers.get("basis") in ("advocate", "one_of_several") else ()
    return [
        *(Spot(slug=slug, path=path) for slug in ("when", "what", "told")),
        *(
            Spot(slug=slug, path=(*path, "reports", code))
            for code in told
            if code != NOBODY
            for slug in (*reporter, *REPORT_PAGES)
        ),
    ]


def is_answered(spot: Spot, answers: Part, area: PublicArea) -> bool:
    """Tell whether a stop needs nothing more."""
    if spot.slug == INFORMATION:
        return True
    if not spot.path and spot.slug in LISTS:
        rows = answers.get(spot.slug) or []
        return bool(rows) and all(is_item_complete(spot.slug, row["n"], answers, area) for row in rows)
    page = page_at(spot, area, answers)
    return page is None or page.is_answered(part_at(answers, spot.path))


def is_item_complete(name: str, number: int, answers: Part, area: PublicArea) -> bool:
    """Tell whether every page of one victim or incident was answered."""
    return all(is_answered(spot, answers, area) for spot in item_route(name, number, answers, area))


def unanswered(spots: Sequence[Spot], answers: Part, area: PublicArea) -> list[Spot]:
    """Give the stops that still need an answer."""
    return [spot for spot in spots if not is_answered(spot, answers, area)]


def after(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    """Give the stop after this one; None at the end, or when it is no longer on the way."""
    at = next((index for index, one in enumerate(spots) if one == spot), len(spots))
    return spots[at + 1] if at + 1 < len(spots) else None


def before(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    """Give the stop before this one; None at the beginning."""
    at = next((index for index, one in enumerate(spots) if one == spot), 0)
    return spots[at - 1] if at > 0 else None


def next_number(answers: Part, name: str) -> int:
    """Give the number of the next victim or incident; a number is never given twice."""
    return int(answers.get(f"last_{name}", 0)) + 1
