"""The settings of one area opened for a page: what stands, what waits, who may do what, the side menu."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for

from service.access import RULE_MAKERS, Role, may_approve_settings, may_change_settings, may_see_settings
from service.cases.errors import AreaNotReady
from service.cases.settings_commands import open_weakenings, register_in_force
from service.errors import NotFoundForYou
from service.store.queries.people import names_with_role
from service.store.queries.settings import RulesRow, SettingsHistory, find_settings
from service.web import context
from service.web.navigation import MenuItem
from service.web.owners.settings_fields import PAGES
from workflows import AreaRules, ClockRegister, and_list, effective_register, long_date, parse_area_rules


@dataclass(kw_only=True)
class OpenedSettings:
    """What every settings page of one area shows."""

    history: SettingsHistory
    register: ClockRegister  # as the procedure states it
    here: str

    @cached_property
    def newest(self) -> RulesRow:
        """Give the newest approved version. Raises AreaNotReady."""
        if self.history.newest is None:
            raise AreaNotReady
        return self.history.newest

    @cached_property
    def standing(self) -> AreaRules:
        """Give the rules of the newest approved version."""
        return parse_area_rules(self.newest.settings)

    @cached_property
    def plain(self) -> dict[str, Any]:
        """Give the same rules as stored, with every default filled in."""
        return self.standing.model_dump(mode="json")

    @cached_property
    def clocks(self) -> ClockRegister:
        """Give the clocks as they run in this area."""
        return effective_register(self.register, self.standing)

    @property
    def caption(self) -> str:
        """Give the quiet line over the heading."""
        since = f", in force from {long_date(self.newest.in_force_from)}" if self.newest.in_force_from else ""
        return f"Settings for {self.history.area_name} · rules version {self.newest.version}{since}"

    @property
    def may_propose(self) -> bool:
        """Tell whether this person may ask for a change now: one proposal at a time."""
        return self.history.waiting is None and may_change_settings(context.person(), area_id=self.history.area_id)

    def may_approve(self, row: RulesRow) -> bool:
        """Tell whether this person may put the proposal in force."""
        return may_approve_settings(
            context.person(),
            area_id=self.history.area_id,
            proposed_by_id=row.proposed_by_id,
            is_weaker=self.is_weaker(row),
        )

    def may_refuse(self, row: RulesRow) -> bool:
        """Tell whether this person may refuse the proposal, or take the own one back."""
        who = context.person()
        return row.proposed_by_id == who.person_id or any(
            may_approve_settings(
                who, area_id=self.history.area_id, proposed_by_id=row.proposed_by_id, is_weaker=is_weaker
            )
            for is_weaker in (True, False)
        )

    def is_weaker(self, row: RulesRow) -> bool:
        """Tell whether a proposal needs the director."""
        return bool(open_weakenings(self.register, parse_area_rules(row.settings)))

    def who_must_approve(self, row: RulesRow) -> str:
        """Give "Honor Lacey" or "Marian Holt or Kit Marlowe"; the role where nobody holds it."""
        is_weaker = self.is_weaker(row)
        names = names_with_role(
            context.read_session(),
            area_id=self.history.area_id,
            roles=(Role.DIRECTOR,) if is_weaker else RULE_MAKERS,
            today=context.today(),
        )
        others = [name for name in names if name != row.proposed_by]
        usual = "the partnership director" if is_weaker else "another process owner or manager"
        return and_list(others).replace(" and ", " or ") or usual

    @property
    def menu(self) -> list[MenuItem]:
        """Give the side menu."""
        entries = [("clocks", "Clocks"), *((page.slug, page.title) for page in PAGES.values())]
        items = [self._item(slug, words, "owners.settings_page", slug=slug) for slug, words in entries]
        items.append(self._item("contacts", "Addresses and phone numbers", "owners.contacts"))
        items.append(self._item("profile", "Start from a profile", "owners.profile_page"))
        items.append(MenuItem(text="Bank holidays", href=url_for("owners.holidays"), is_current=False))
        items.append(self._item("versions", "Earlier versions", "owners.versions"))
        return items

    def _item(self, name: str, words: str, endpoint: str, *, slug: str | None = None) -> MenuItem:
        href = url_for(endpoint, area_code=self.history.area_code, slug=slug)
        return MenuItem(text=words, href=href, is_current=name == self.here)


def open_settings(area_code: str, *, here: str) -> OpenedSettings:
    """Open an area's settings for this person. Raises NotFoundForYou for another's or an unknown area."""
    who = context.person()
    history = find_settings(context.read_session(), area_code)
    if history is None or not may_see_settings(who, area_id=history.area_id):
        raise NotFoundForYou
    return OpenedSettings(history=history, register=register_in_force(context.read_session()), here=here)
