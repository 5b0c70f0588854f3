"""Who reads and who changes what an area prepares for tension and incidents. Source: domain C.2, TE-03, MI-02."""

from service.access import TENSION, SignedIn
from service.cases.unit import Actor
from service.errors import NotAllowed
from service.roles import KEEPERS, RULE_MAKERS, SEES_OF_A_TENSION, Role
from service.store.people import OF_TENSION

READ_CONTACTS = (*sorted(OF_TENSION), Role.DIRECTOR, Role.AUDITOR, *RULE_MAKERS)
CHANGE_CONTACTS = (Role.COORDINATOR, Role.RISK_LEAD, Role.CRRO, Role.POLICE_COORDINATOR, *RULE_MAKERS)
READ_PREPARATIONS = tuple(SEES_OF_A_TENSION)
CHANGE_PREPARATIONS = (*KEEPERS[TENSION], *RULE_MAKERS)


def may_read_contacts(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person may read whom the protocols tell: everybody who works by one of them."""
    return who.has_role(*READ_CONTACTS, area_id=area_id)


def may_keep_contacts(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person keeps the list of contacts."""
    return who.has_role(*CHANGE_CONTACTS, area_id=area_id)


def may_read_preparations(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person may read responses, set-up, annual plan and quarterly reports: tension is their work."""
    return who.has_role(*READ_PREPARATIONS, area_id=area_id)


def may_prepare(who: SignedIn, *, area_id: int) -> bool:
    """Tell whether the person writes them: those who keep the area's tension cases, and its rule makers."""
    return who.has_role(*CHANGE_PREPARATIONS, area_id=area_id)


def require_contact_keeper(actor: Actor, *, area_id: int) -> None:
    """Raise NotAllowed unless the person may change the contacts."""
    if actor.signed_in is None or not may_keep_contacts(actor.signed_in, area_id=area_id):
        raise NotAllowed


def require_preparer(actor: Actor, *, area_id: int) -> None:
    """Raise NotAllowed unless the person may change the preparations."""
    if actor.signed_in is None or not may_prepare(actor.signed_in, area_id=area_id):
        raise NotAllowed
