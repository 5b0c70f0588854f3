"""Where an appeal goes that is not heard, and until when one may appeal or answer. Source: AP-03, AP-04, AP-06."""

from typing import Any

from service.cases.appeals.standing import Standing
from service.cases.letters.values.view import Provider, View
from service.store.queries.record_lists import GROUND_WORDS
from service.store.record import Appeal
from workflows import limit_on
from workflows.rules.appeal import Ground

ANSWER_WORKING_DAYS = 20  # rec: the same time in which one may appeal (AP-06)
ROUTES = {
    "spoc": "the single point of contact of {area}",
    "agency": "the complaints service of the agency",
    "cps": "the Crown Prosecution Service",
    "premature": "the single point of contact of {area}",
}
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
    """Give why it is not heard; a decision to send it elsewhere reads as the SPOC's."""
    route = appeal_in(view).route
    return route if route != "appeal" else "spoc"


def _route_contact(view: View) -> str | None:
    route = _route(view)
    if route == "cps":
        return CPS_CONTACT
    spoc = view.spoc()
    return ", ".join(part for part in (spoc.phone, spoc.email) if part) if spoc else None


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
        {"point": GROUND_WORDS[one], "route": _route_name(view, Ground(one))}
        for one in ("delivery", "conduct", "cps")
        if one in appeal_in(view).grounds
    ]
    return found or None


def _route_name(view: View, ground: Ground) -> str:
    key = {Ground.DELIVERY: "spoc", Ground.CONDUCT: "agency", Ground.CPS: "cps"}[ground]
    return ROUTES[key].format(area=view.file.area.name)


ROUTED: dict[str, Provider] = {
    "other_routes": _other_routes,
    "route": _route,
    "route_name": lambda view: ROUTES.get(_route(view), ROUTES["spoc"]).format(area=view.file.area.name),
    "route_contact": _route_contact,
    "passed_on": always(False),  # we say how to reach them; nobody is told behind the appellant's back
    "awaited": _awaited,
    "appeal_last_day": _last_day,
    "reply_by": _reply_by,
}
