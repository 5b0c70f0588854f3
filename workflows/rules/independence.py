"""Whether a person may chair a review: blocks, which cannot be passed over, and warnings. Source: CT-31."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairCandidate:
    """The person proposed as chair. Ids are whatever names a person uniquely."""

    person_id: str
    division: str = ""
    is_senior_manager: bool = False
    is_spoc_of_another_area: bool = False
    declares_involvement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """Who has had to do with the case, as recorded. `supervisors` maps a person to those who supervise them."""

    handlers: Collection[str] = ()
    complainants: Collection[str] = ()
    spocs: Collection[str] = ()
    supervisors: dict[str, frozenset[str]] = field(default_factory=dict)
    division: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependenceResult:
    """What was found; a person with any block may not be appointed."""

    blocks: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def may_chair(self) -> bool:
        """Whether nothing bars the appointment."""
        return not self.blocks


def check_independence(
    candidate: ChairCandidate, involvement: Involvement, *, warns_same_division: bool = True
) -> IndependenceResult:
    """Return what bars a candidate from the chair, and what to think about.

    Blocked: whoever handled or made a complaint, the SPOC of this case, who supervises one of them, and who
    declares earlier involvement. Warned: the same police division (an area with few divisions could find
    nobody else). Source: CT-31, CT-53, domain C.1.
    """
    roles = (
        (involvement.handlers, "handled a complaint in this case"),
        (involvement.complainants, "made a complaint in this case"),
        (involvement.spocs, "is the SPOC of this case"),
    )
    blocks = [f"This person {words}." for people, words in roles if candidate.person_id in people]
    blocks += [
        f"This person supervises somebody who {words}."
        for people, words in roles
        if any(candidate.person_id in involvement.supervisors.get(one, ()) for one in people)
    ]
    if candidate.declares_involvement:
        blocks.append("This person says they were involved before.")
    division = involvement.division if warns_same_division else ""
    return IndependenceResult(blocks=tuple(blocks), warnings=tuple(_warnings(candidate, division)))


def _warnings(candidate: ChairCandidate, division: str) -> list[str]:
    warnings = []
    if division and candidate.division == division:
        warnings.append("This person works in the same police division. Another division is better.")
    if not candidate.is_senior_manager and not candidate.is_spoc_of_another_area:
        warnings.append("A chair should be a senior manager of a relevant body or the SPOC of another area.")
    return warnings
