"""How an appeal stands, in one line: for the page of its case and for the appellant. Source: AP-13, AP-16, AP-20."""

from collections.abc import Iterable

from service.store.queries.appeals import AppealAbout
from workflows import long_date

OUTCOMES = {
    "upheld": "Upheld",
    "partly": "Upheld in part",
    "not_upheld": "Not upheld",
    "referred": "Sent the right way",
    "withdrawn": "Withdrawn",
    "lapsed": "Lapsed",
}


PROMISES = {
    "decision_limit": "A decision is promised by",
    "next_update": "News or a decision is promised by",
    "lapse_date": "Something is missing. The appeal closes if it has not come by",
}


def appeal_lines(appeals: Iterable[AppealAbout]) -> list[tuple[str, str]]:
    """Give the reference of each appeal and how it stands."""
    return [(appeal.reference, _stands(appeal)) for appeal in appeals]


def _stands(appeal: AppealAbout) -> str:
    if appeal.decided_on is None or appeal.outcome not in OUTCOMES:
        return f"{appeal.state}{_promised(appeal)}"
    decided = f"{OUTCOMES[appeal.outcome]} on {long_date(appeal.decided_on)}"
    if appeal.report_by is None or not appeal.outcome.startswith(("upheld", "partly")):
        return decided
    return f"{decided}. What is done about it is to be reported by {long_date(appeal.report_by)}"


def _promised(appeal: AppealAbout) -> str:
    """Give what the appellant was promised while the appeal runs; nothing before the first letter. Source: AP-08."""
    if appeal.decided_on is not None or appeal.promised is None:
        return ""
    field, on = appeal.promised
    return f". {PROMISES[field]} {long_date(on)}"
