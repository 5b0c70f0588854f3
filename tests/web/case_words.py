"""The tabs of a case as tests read them: addresses, words, and the looks that were kept."""

from collections.abc import Callable

from sqlalchemy import select

from service.store.audit import AuditEvent
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]
ROWAN, WYN, HONOR, ADA = (f"{n}@ashmoor.example" for n in ("rowan.pike", "wyn.prosser", "honor.lacey", "ada.crane"))
TABS = ("", "/reports", "/history", "/drawing")


def case_path(office: Office, tab: str = "") -> str:
    """Give the address of a tab."""
    return f"/cases/{office.played.reference}{tab}"


def words_of(office: Office, email: str, tab: str = "") -> str:
    """Open a tab as somebody and give its words."""
    browser = office.at(email).get(case_path(office, tab))
    assert browser.status == 200, browser.status
    return text_of(browser.page)


def looks(office: Office) -> list[tuple[str, str, str]]:
    """Give action, page and purpose of every look at the case, in order."""
    rows = office.played.all(
        select(AuditEvent)
        .where(AuditEvent.object == office.played.reference, AuditEvent.action.like("%_read"))
        .order_by(AuditEvent.number)
    )
    return [(row.action, row.detail["page"], row.purpose) for row in rows]
