"""Where an appeal goes that is not heard, and until when one may appeal or answer. Source: AP-03, AP-04, AP-06."""

from typing import Any

from service.cases.appeal_standing import Standing
from service.cases.letters.values.view import Provider, View
from service.store.queries.record_lists import GROUND_WORDS
from service.store.record import Appeal
from workflows import limit_on

ANSWER_WORKING_DAYS = 20  # rec: the same time in which one may appeal (AP-06)
CPS_CONTACT = "www.cps.gov.uk"


def appeal_in(view: View) -> Appeal:
    """Give the appeal that the letter is about."""
    if "appeal" not in view.file.memo:
        view.file.memo["appeal"] = view.file.session.get_one(Appeal, view.file.case.id)
    found: Appeal = view.file.memo["appeal"]
    return found


def always(value: Any) -> Provider:
    """Give a provider of what is the same in every appeal."""

    def read(view: View) -> Any:
        del view
        return value

    return read


def _route(view: View) -> str:
    """Give why it is not heard: by its route, or because the decision sends it elsewhere."""
    appeal = appeal_in(view)
    return "referred" if appeal.outcome == "referred" and appeal.route == "appeal" else appeal.route


def _route_contact(view: View) -> str | None:
    return CPS_CONTACT if _route(view) == "cps" else None


def _awaited(view: View) -> str:
    codes = {letter.code for letter in _standing(view).letters()}
    return "outcome" if codes else "threshold"


def _standing(view: View) -> Standing:
    return Standing(file=view.file, appeal=appeal_in(view))


def _last_day(view: View) -> str | None:
    letters = _standing(view).letters()
    return _standing(view).last_day_on(letters[-1]).isoformat() if letters else None


def _reply_by(view: View) -> str:
    on = limit_on(view.file.today, working_days=ANSWER_WORKING_DAYS, calendar=view.file.calendar)
    return on.isoformat()


def _other_routes(view: View) -> list[dict[str, str]] | None:
    """Give the grounds that others must answer, each with who. Source: AP-04."""
    found = [
        {"point": GROUND_WORDS[one], "route": route}
        for one, route in (("delivery", "spoc"), ("conduct", "agency"), ("cps", "cps"))
        if one in appeal_in(view).grounds
    ]
    return found or None


ROUTED: dict[str, Provider] = {
    "other_routes": _other_routes,
    "route": _route,
    "route_contact": _route_contact,
    "route_reason": lambda view: view.answer("Task_RegisterAppeal", "route_reason"),
    "referred_to": lambda view: view.answer("Task_Decide", "referred_to"),
    "passed_on": lambda view: _route(view) == "spoc",  # it goes to the case with this letter, nowhere else (AP-04)
    "awaited": _awaited,
    "appeal_last_day": _last_day,
    "reply_by": _reply_by,
}
