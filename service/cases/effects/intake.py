"""Intake: risk, completeness, consent, what came in later. Source: CT-07 to CT-13."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.effects.registry import Typed, day, decided, effect, rows_of, words
from service.cases.errors import AnswersRefused
from service.cases.moments import noon_of
from service.store.cases import Case
from service.store.record import Application, Consent, Party, RiskCheck
from service.store.work import OpenTask
from workflows import LONDON, local_date, long_date

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

JOINED = ("merge", "attach")
RISK_FLAGS = ("danger_now", "safeguarding_adult", "safeguarding_child", "hate", "repeat_victim", "vulnerable")
CONSENT_WORDS = "The written consent of everyone who was harmed"


@effect("Task_CheckImmediateRisk")
def check_risk(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the risk check; hate strands found here join those of the form. Source: CT-11."""
    work.session.add(
        RiskCheck(
            case_id=work.case.id,
            level=words(answers.get("risk_level")),
            flags=[flag for flag in RISK_FLAGS if answers.get(flag)],
            actions=words(answers.get("action_taken"))[:2000],
            by_id=work.actor.person_id,
            at=work.now,
        )
    )
    application = work.session.get_one(Application, work.case.id)
    found = [*application.hate_strands, *(answers.get("hate_strands") or [])]
    application.hate_strands = list(dict.fromkeys(found))
    decided(
        work,
        task,
        code="risk",
        answer=words(answers.get("risk_level")),
        reasons=words(answers.get("reasons")),
        inputs=answers,
    )


@effect("Task_CheckApplication")
def check_application(work: "CaseWork", task: OpenTask, answers: Typed) -> dict[str, Any]:
    """Write down consents and what is missing; a whole one is complete from the day it was. Source: CT-08, CT-10."""
    del task
    application = work.session.get_one(Application, work.case.id)
    _keep_consents(work, rows_of(answers, "consents"))
    missing_consents = _missing_consents(work)
    _demand_agreement(answers, consent_missing=bool(missing_consents), faults=_has_faults(answers))
    application.attached_to_id = _same_problem(work, answers)
    application.missing = _missing_list(answers, consent=bool(missing_consents))
    if not application.missing:
        application.completed_at = _completed(work, application, day(answers.get("completed_on")))
    return {"consent_missing": bool(missing_consents), "details_missing": bool(rows_of(answers, "missing"))}


def _demand_agreement(answers: Typed, *, consent_missing: bool, faults: bool) -> None:
    """The two ways of saying it must agree: a missing consent, a faulty report. Source: CT-08, CT-13."""
    problems = {}
    if consent_missing and not answers.get("consent_missing"):
        problems["consent_missing"] = "Select yes: a written consent above is missing"
    if faults and not answers.get("details_missing"):
        problems["details_missing"] = "Select yes, and ask for the reports with faults to be corrected"
    if problems:
        raise AnswersRefused(problems)


def _same_problem(work: "CaseWork", answers: Typed) -> int | None:
    """Give the other case about the same problem: an outcome there starts the count anew. Source: CT-47, CT-57."""
    choice = words(answers.get("same_problem"))
    if choice in ("", "none"):
        return None
    reference = words(answers.get("same_problem_reference")).strip().upper()
    other = work.session.scalars(
        select(Case).where(Case.reference == reference, Case.area_id == work.case.area_id, Case.id != work.case.id)
    ).one_or_none()
    if other is None:
        raise AnswersRefused({"same_problem_reference": "Enter the reference of another case of this area"})
    if choice in JOINED:
        raise AnswersRefused({"same_problem": f"Join this case to {reference} on its page. It is then closed here."})
    return other.id


def _has_faults(answers: Typed) -> bool:
    """Tell whether the SPOC found a fault in a report: it goes back to the applicant. Source: CT-13."""
    return any(row.get("faults") for row in rows_of(answers, "reports"))


def _missing_list(answers: Typed, *, consent: bool) -> list[dict[str, Any]]:
    asked = [{"code": "consent", "words": CONSENT_WORDS}] if consent else []
    details = rows_of(answers, "missing") if answers.get("details_missing") else []
    asked += [{"code": f"detail-{number}", "words": words(row.get("words"))} for number, row in enumerate(details, 1)]
    return [{**item, "asked_on": None, "came_on": None} for item in asked]


def _keep_consents(work: "CaseWork", rows: list[dict[str, Any]]) -> None:
    """Write the date each consent came, by victim. Source: CT-08."""
    given = {str(row["key"]): row for row in rows}
    for consent in work.session.scalars(select(Consent).where(Consent.case_id == work.case.id)):
        row = given.get(str(consent.victim_id))
        if row is None:
            continue
        if row.get("consent") == "held":
            consent.received_on = day(row.get("consent_on")) or consent.received_on or work.unit.today
            consent.recorded_by_id = work.actor.person_id
        else:
            consent.received_on = None
    work.session.flush()


def _missing_consents(work: "CaseWork") -> list[Consent]:
    rows = work.session.scalars(select(Consent).where(Consent.case_id == work.case.id))
    return [row for row in rows if row.received_on is None]


def _completed(work: "CaseWork", application: Application, on: date | None) -> datetime:
    """Give the instant of completion: the form's own, or the day the last item came. Raises AnswersRefused."""
    received_on = local_date(application.received_at)
    if on is None or on == received_on:
        return application.received_at
    if on < received_on:
        raise AnswersRefused({"completed_on": f"The date must be {long_date(received_on)} or later"})
    if on > work.unit.today:
        raise AnswersRefused({"completed_on": "The date the last item came must be today or in the past"})
    return noon_of(on) if on < work.unit.today else min(work.now, datetime.combine(on, time(23, 59), LONDON))


@effect("Task_AskForMissing")
def asked_for_missing(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Note the day on which each missing item was asked for. Source: CT-09."""
    del task, answers
    application = work.session.get_one(Application, work.case.id)
    today = work.unit.today.isoformat()
    application.missing = [{**item, "asked_on": item.get("asked_on") or today} for item in application.missing]


@effect("Task_RecordMissingItems")
def record_missing_items(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Everything is in, or the application goes on for those who consent. Source: CT-09, CT-10, CT-12."""
    application = work.session.get_one(Application, work.case.id)
    _keep_consents(work, rows_of(answers, "consents"))
    came = {str(row["key"]): row.get("came_on") for row in rows_of(answers, "items")}
    some = answers.get("result") == "some_victims"
    _demand_everything(work, application, came, some=some)
    if some:
        _leave_out_refusers(work)
    application.missing = [
        {**item, "came_on": came.get(item["code"]) or item["came_on"]} for item in application.missing
    ]
    application.completed_at = _completed(work, application, day(answers.get("completed_on")))
    decided(work, task, code="complete", answer=words(answers.get("result")), reasons="", inputs=answers)


def _demand_everything(work: "CaseWork", application: Application, came: dict[str, Any], *, some: bool) -> None:
    problems = {}
    waiting = [
        i
        for i in application.missing
        if not i["code"].startswith("consent") and not came.get(i["code"]) and not i["came_on"]
    ]
    if waiting:
        problems["items"] = "Something is still missing. Save as draft until all of it is here."
    consents = list(work.session.scalars(select(Consent).where(Consent.case_id == work.case.id)))
    held = [row for row in consents if row.received_on]
    if consents and (not held or (len(held) < len(consents) and not some)):
        problems["consents"] = "A consent is still missing. Wait for it, or go on for those who consent."
    if problems:
        raise AnswersRefused(problems)


def _leave_out_refusers(work: "CaseWork") -> None:
    """Go on only for the victims who consent: the others are not victims of this case. Source: CT-09."""
    for consent in _missing_consents(work):
        party = work.session.get_one(Party, consent.victim_id)
        party.is_victim = False
        work.session.delete(consent)
    work.timeline.say("some_consent", "The review goes on for those who gave their written consent.")
