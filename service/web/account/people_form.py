"""What an administrator types about a person, read once; the choices offered."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from service.access import Role
from service.cases.people import BY_APPOINTMENT_ONLY, RoleWish
from service.store.queries.people import list_areas
from service.web.role_words import ROLE_WORDS

EVERY_AREA = "all"
LONGEST_TYPED = 2000  # far more than the command takes: it refuses what is too long, and the page shows it as typed


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """The form as typed."""

    name: str = ""
    email: str = ""
    job_title: str = ""
    phone: str = ""
    role_code: str = ""
    area: str = ""  # the area's number, or "all"
    body: str = ""  # area number and code of the agency: "3:police"
    has_role: bool = False

    @property
    def role(self) -> RoleWish | None:
        """Give the role that is wished for; None if none was selected."""
        return self.role_or_nothing if self.role_code or self.has_role else None

    @property
    def role_or_nothing(self) -> RoleWish:
        """Give the wish as far as it was told; an agency brings its own area."""
        body_area, _, body_code = self.body.partition(":")
        area = body_area if body_code else self.area
        is_number = area.isascii() and area.isdigit() and len(area) < 10
        area_id = int(area) if is_number else None if area == EVERY_AREA else 0
        return RoleWish(role=self.role_code, area_id=area_id, body_code=body_code[:40])


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoices:
    """What can be selected: (value, words)."""

    roles: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]


def read_person_form(posted: Mapping[str, str]) -> PersonForm:
    """Read what was posted; the command judges it."""
    return PersonForm(
        name=posted.get("name", "")[:LONGEST_TYPED],
        email=posted.get("email", "")[:LONGEST_TYPED],
        job_title=posted.get("job_title", "")[:LONGEST_TYPED],
        phone=posted.get("phone", "")[:LONGEST_TYPED],
        role_code=posted.get("role", "")[:30],
        area=posted.get("area", "")[:12],
        body=posted.get("body", "")[:60],
    )


def role_choices(session: Session) -> RoleChoices:
    """Give the roles that can be given, the areas, and each area's agencies."""
    areas = list_areas(session)
    return RoleChoices(
        roles=tuple((role.value, ROLE_WORDS[role]) for role in Role if role not in BY_APPOINTMENT_ONLY),
        areas=(*((str(area.area_id), area.name) for area in areas), (EVERY_AREA, "Every area")),
        bodies=tuple(
            (f"{area.area_id}:{body.code}", f"{body.name} ({area.name})") for area in areas for body in area.bodies
        ),
    )
