"""Check your answers, send them once, and the receipt. Source: CT-05, CT-10, brief pages 5c and 5d."""

from collections.abc import Sequence
from datetime import time

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from service.cases import handle
from service.cases.application_answers import read_application
from service.cases.application_drafts import DraftGone, NameWanted, SendDraft
from service.cases.case_file import CaseFile
from service.store.queries.public import PublicArea, ReceiptView, find_receipt
from service.web.context import actor, now, read_session, today, toolbox
from service.web.public import route
from service.web.public.apply import APPLICATION, spot_address
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import BrowserDraft, the_draft
from service.web.public.frame import show
from service.web.public.items import CONSENT_WORDS, incident_label, spot_lines
from service.web.public.route import Spot
from workflows import LONDON, and_list, area_calendar, clock_time, local_date, long_date, working_days_words

OFFICE_CLOSES = time(17)
SECTIONS = (
    ("About you", route.ABOUT_YOU),
    ("What has happened", ("incidents", *route.WHAT_HAS_HAPPENED)),
    ("How we write to you", route.WRITING),
    ("Who we may speak to", ("victims",)),
)


@blueprint.route(f"{APPLICATION}/check", methods=["GET", "POST"])
def check(area_code: str) -> Response | str | tuple[str, int]:
    """Read the answers back; send them."""
    draft = the_draft(area_code)
    if draft.view.sent_case_id is not None:
        return redirect(url_for("public.sent", area_code=area_code), code=303)
    still_to_do = _still_to_do(draft)
    if request.method == "GET":
        return _show(draft, still_to_do)
    if still_to_do:
        return _show(draft, still_to_do, is_error=True), 422
    try:
        handle(toolbox(), SendDraft(actor=actor(), draft_key=draft.key))
    except NameWanted:
        return redirect(url_for("public.no_name", area_code=area_code), code=303)
    return redirect(url_for("public.sent", area_code=area_code), code=303)


def _still_to_do(draft: BrowserDraft) -> list[tuple[str, str]]:
    """Give what is not answered yet, each with the address of its page."""
    answers, area = draft.view.answers, draft.area
    open_spots = route.unanswered(route.main_route(answers, area), answers, area)
    found = [(_stop_words(draft, spot), spot_address(draft, spot, change=True)) for spot in open_spots]
    applicant = read_application(answers, received_on=today()).applicant
    if not found and not applicant.can_be_written_to:
        address = Spot(slug="your-address")
        found.append(("An address or an email address, so that we can write to you", spot_address(draft, address)))
    return found


def _stop_words(draft: BrowserDraft, spot: Spot) -> str:
    if spot.slug in route.LISTS:
        return "Incidents" if spot.slug == "incidents" else "The people you ask for"
    page = route.page_at(spot, draft.area, draft.view.answers)
    return page.form.title if page else ""


def _show(draft: BrowserDraft, still_to_do: list[tuple[str, str]], *, is_error: bool = False) -> str:
    return show(
        "check.html",
        draft.area,
        answers=draft.view.answers,
        sections=check_sections(draft),
        still_to_do=still_to_do,
        errors=[("Answer what is still to do before you send", "still-to-do")] if is_error else [],
        shared_with=_shared_with(draft.area),
        back_href=spot_address(draft, route.main_route(draft.view.answers, draft.area)[-1]),
    )


def _shared_with(area: PublicArea) -> str:
    return and_list([body.name for body in area.bodies]) or "the agencies"


def check_sections(draft: BrowserDraft) -> list[tuple[str, list[dict[str, object]]]]:
    """Give every answer in words, by section, each with its link."""
    way = route.main_route(draft.view.answers, draft.area)
    sections = []
    for heading, slugs in SECTIONS:
        rows = [row for spot in way if spot.slug in slugs for row in _rows_of(draft, spot)]
        if rows:
            sections.append((heading, rows))
    return sections


def _rows_of(draft: BrowserDraft, spot: Spot) -> list[dict[str, object]]:
    if spot.slug == "incidents":
        return [_incidents_row(draft)]
    if spot.slug == "victims":
        return _consent_rows(draft)
    return spot_lines(draft, spot)


def _incidents_row(draft: BrowserDraft) -> dict[str, object]:
    rows = draft.view.answers.get("incidents") or []
    href = url_for("public.items", area_code=draft.area.code.lower(), name="incidents")
    return {"label": "Incidents", "value": [incident_label(row) for row in rows], "change_href": href}


def _consent_rows(draft: BrowserDraft) -> list[dict[str, object]]:
    code = draft.area.code.lower()
    rows: list[dict[str, object]] = [
        {
            "label": f"Consent from {row.get('name') or 'this person'}",
            "value": CONSENT_WORDS.get(row.get("consent") or "", "Not answered"),
            "change_href": url_for("public.item", area_code=code, name="victims", number=row["n"]),
        }
        for row in draft.view.answers.get("victims") or []
    ]
    list_href = url_for("public.items", area_code=code, name="victims")
    return rows or [{"label": "People you ask for", "value": "None yet", "change_href": list_href}]


@blueprint.get(f"{APPLICATION}/sent")
def sent(area_code: str) -> str:
    """The receipt: reference, code, what happens next and when. Source: CT-05."""
    draft, receipt = _sent_draft(area_code)
    return show(
        "sent.html",
        draft.area,
        is_neutral=receipt.is_neutral,
        receipt=receipt,
        tracking_code=draft.view.answers.get("tracking_code", ""),
        sent_words=f"{long_date(local_date(receipt.received_at))}, {clock_time(receipt.received_at)}",
        steps=next_steps(draft, receipt),
    )


def _sent_draft(area_code: str) -> tuple[BrowserDraft, ReceiptView]:
    draft = the_draft(area_code)
    if draft.view.sent_case_id is None:
        raise DraftGone
    return draft, find_receipt(read_session(), case_id=draft.view.sent_case_id)


def next_steps(draft: BrowserDraft, receipt: ReceiptView) -> Sequence[str]:
    """Give what we do next, each with its date, from the clocks that now run. Source: CT-09, CT-11, CT-12."""
    file = CaseFile.read(
        read_session(), case_id=draft.view.sent_case_id or 0, now=now(), base_url=toolbox().settings.base_url
    )
    acknowledge = working_days_words(file.register.rule("ct_acknowledge").limit)
    steps = [_risk_step(draft, receipt)]
    if "ct_ask_missing" in receipt.limits:
        ask_by = long_date(receipt.limits["ct_ask_missing"])
        steps.append(f"If something is missing, we ask you for it by {ask_by}.")
    steps.append(
        f"When we have everything, we write within {acknowledge} to say so. That letter gives the date of our decision."
    )
    return steps


def _risk_step(draft: BrowserDraft, receipt: ReceiptView) -> str:
    """Promise the risk check today only while the office is open; else by its limit. Source: CT-11."""
    local = receipt.received_at.astimezone(LONDON)
    is_open = area_calendar(draft.area.rules).is_working_day(local.date()) and local.time() < OFFICE_CLOSES
    limit = receipt.limits.get("ct_risk_check")
    when = "today" if is_open or limit is None else f"by {long_date(limit)}"
    return f"We check {when} whether anyone is at risk."


@blueprint.get(f"{APPLICATION}/answers")
def answers(area_code: str) -> str:
    """The answers to save or print, for an hour after sending."""
    draft, receipt = _sent_draft(area_code)
    return show(
        "answers.html",
        draft.area,
        is_neutral=receipt.is_neutral,
        receipt=receipt,
        sections=_without_links(check_sections(draft)),
        incidents=_incident_sections(draft),
    )


def _without_links(sections: list[tuple[str, list[dict[str, object]]]]) -> list[tuple[str, list[dict[str, object]]]]:
    return [(heading, [row | {"change_href": ""} for row in rows]) for heading, rows in sections]


def _incident_sections(draft: BrowserDraft) -> list[tuple[str, list[dict[str, object]]]]:
    found = draft.view.answers
    sections = [
        (
            f"Incident {place}",
            [
                line
                for spot in route.item_route("incidents", row["n"], found, draft.area)
                for line in spot_lines(draft, spot)
            ],
        )
        for place, row in enumerate(found.get("incidents") or [], start=1)
    ]
    return _without_links(sections)
