"""Values of the letters of an appeal: who hears it, its stage, findings, remit. Source: AP-01 to AP-19, L-AP-01 ff."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from service.cases.appeal_recount import both_counts
from service.cases.case_file import CaseFile
from service.cases.letters.values.appeal_routes import ROUTED, always, appeal_in
from service.cases.letters.values.view import Provider, View
from service.store.cases import Case
from service.store.letters import SealedLetter
from service.store.people import Person
from service.store.queries.holders import first_holder
from service.store.queries.record_lists import GROUND_WORDS
from service.store.record import ActionItem
from workflows import local_date
from workflows.rules.appeal import remit_dates

OFFICER_TITLE = "Appeals officer"
PAPERS = {
    "form": "The application form",
    "returns": "What the bodies answered",
    "letters": "The letters",
    "minutes": "The minutes of the review",
    "plan": "The action plan",
    "logs": "The notes and logs of the case",
}


def _of(name: str) -> Provider:
    """Give a provider that reads one column; a date as ISO text, an empty text as nothing."""

    def read(view: View) -> Any:
        value = getattr(appeal_in(view), name)
        return value.isoformat() if isinstance(value, date) else value or None

    return read


def _area(name: str) -> Provider:
    def read(view: View) -> Any:
        value = getattr(view.file.area, name)
        return [str(line) for line in value] if isinstance(value, list) else value or None

    return read


def _about_ref(view: View) -> str:
    return view.file.session.get_one(Case, appeal_in(view).about_case_id).reference


def _officer(view: View) -> Person | None:
    """Give who took the appeal; before that, the first appeals officer of the area."""
    declared = appeal_in(view).no_part_declared_by_id
    if declared is not None:
        return view.file.session.get(Person, declared)
    file = view.file
    return first_holder(file.session, "appeals_officer", area_id=file.case.area_id, today=file.today)


def _officer_name(view: View) -> str | None:
    officer = _officer(view)
    return officer.name if officer else None


def _written_to(view: View) -> str:
    if view.code == "L-AP-04":
        return "chair" if view.reader.ref != _spoc_ref(view) else "spoc"
    return "advocate" if view.file.applicant.is_advocate else "applicant"


def _spoc_ref(view: View) -> str:
    spoc = view.spoc()
    return f"person:{spoc.id}" if spoc else ""


def _grounds(view: View) -> list[str]:
    return [GROUND_WORDS.get(str(one), str(one)) for one in appeal_in(view).grounds]


def _plan_agreed(view: View) -> bool:
    rows = select(ActionItem.id).where(ActionItem.case_id == appeal_in(view).about_case_id).limit(1)
    return view.file.session.scalars(rows).first() is not None


def _missing_for(view: View) -> str:
    appeal = appeal_in(view)
    if appeal.consent_held is False:
        return "both" if len(_missing_lines(view)) > 1 else "consent"
    return "details"


def _missing_lines(view: View) -> list[str]:
    return [line.strip() for line in appeal_in(view).missing_words.splitlines() if line.strip()]


def _victims(view: View) -> list[str]:
    about = CaseFile.read(view.file.session, case_id=appeal_in(view).about_case_id, now=view.file.now)
    return [party.name for party in about.victims] or [view.file.applicant.name]


def _appeal_event(view: View) -> str:
    return "decided" if appeal_in(view).decided_on else "registered"


def _reasons(view: View) -> list[dict[str, str]]:
    return [
        {"ground": GROUND_WORDS.get(str(row["ground"]), str(row["ground"])), "words": str(row["words"])}
        for row in appeal_in(view).reasons
    ]


def _remit_points(view: View) -> list[dict[str, str]]:
    return [{"text": str(row["text"]), "due_on": str(row["due_on"])} for row in appeal_in(view).remit_points]


def _remit_due(view: View) -> str:
    """Give by when the bodies report back: 5 working days at stage 1, 20 at stage 2. Source: AP-13, AP-16."""
    dates = remit_dates(
        view.file.register.rule("ct_remit"),
        stage=1 if appeal_in(view).stage == 1 else 2,
        decided_at=view.file.now,
        calendar=view.file.calendar,
    )
    return dates.limit_on.isoformat()


def _updates_sent(view: View) -> list[date]:
    rows = select(SealedLetter.letter_on).where(
        SealedLetter.case_id == view.file.case.id, SealedLetter.code == "L-AP-06"
    )
    return list(view.file.session.scalars(rows.order_by(SealedLetter.id)))


def _last_update(view: View) -> str | None:
    sent = _updates_sent(view)
    return sent[-1].isoformat() if sent else None


def _from_update(question: str) -> Provider:
    """Give what was last written for an update, or for the first wish for more time. Source: AP-14."""

    def read(view: View) -> Any:
        asked = view.answer("Task_AskMoreTime", question)
        return view.answer("Task_SendUpdate", question) or asked if _updates_sent(view) else asked

    return read


def _evidence(view: View) -> list[str]:
    found = [PAPERS[str(one)] for one in appeal_in(view).released if str(one) in PAPERS]
    return [*found, "What the appellant wrote to us"]


def _recount(view: View) -> str | None:
    counts = both_counts(view.file.session, view.file.case.id, now=view.file.now)
    return counts.sentence if counts else None


def _spoc(name: str) -> Callable[[View], str | None]:
    def read(view: View) -> str | None:
        spoc = view.spoc()
        return str(getattr(spoc, name)) or None if spoc else None

    return read


def _asked_on(view: View) -> str | None:
    rows = select(SealedLetter.letter_on).where(
        SealedLetter.case_id == view.file.case.id, SealedLetter.code == "L-AP-02"
    )
    on = view.file.session.scalars(rows.order_by(SealedLetter.id.desc()).limit(1)).first()
    return on.isoformat() if on else None


def _lapsed_on(view: View) -> str:
    row = view.file.deadline("ap_missing_lapse")
    return (row.limit_on if row else view.file.today).isoformat()


def _body_name(view: View) -> str:
    return view.file.rules.appeal.body_name.removeprefix("the ").removeprefix("The ")


APPEAL: dict[str, Provider] = {
    **ROUTED,
    "about_ref": _about_ref,
    "appeal_body_name": _body_name,
    "appeal_address": _area("appeal_address"),
    "appeal_phone": _area("appeal_phone"),
    "appeal_email": _area("appeal_email"),
    "officer_name": _officer_name,
    "officer_role": lambda view: view.file.rules.role_titles.get("appeals_officer", OFFICER_TITLE),
    "written_to": _written_to,
    "victim_names": _victims,
    "stage": lambda view: str(appeal_in(view).stage or 1),
    "appeal_received_on": lambda view: local_date(appeal_in(view).received_at).isoformat(),
    "appeal_how": _of("channel"),
    "appeal_words": _of("words"),
    "appeal_completed_on": lambda view: view.answer("Task_NoteMissing", "came_on"),
    "late_accepted": lambda view: appeal_in(view).late_accepted_by_id is not None,
    "grounds": _grounds,
    "is_marked": lambda view: bool(view.answer("Task_RegisterAppeal", "marked")),
    "plan_agreed": _plan_agreed,
    "decision_limit": lambda view: view.limit("ap_decision"),
    "missing_for": _missing_for,
    "victims_missing": _victims,
    "missing_items": _missing_lines,
    "decision_working_days": lambda view: view.file.register.rule("ap_decision").limit,
    "lapse_date": lambda view: view.limit("ap_missing_lapse"),
    "file_items": always(list(PAPERS.values())),
    "file_due": lambda view: view.limit("ap_case_file"),
    "answer_at": lambda view: f"{view.file.base_url}/work",
    "appeal_event": _appeal_event,
    "appeal_outcome": _of("outcome"),
    "decided_on": _of("decided_on"),
    "reasons": _reasons,
    "remit_points": _remit_points,
    "remit_due": _remit_due,
    "late_answer": lambda view: view.answer("Task_AcceptLate", "reasons"),
    "is_repeat": lambda view: bool(_updates_sent(view)),
    "promised": lambda view: view.limit("ap_decision"),
    "last_update_on": _last_update,
    "reason": _from_update("reason"),
    "progress": _from_update("progress"),
    "next_update": lambda view: view.next_limit("ap_update"),
    "update_working_days": lambda view: view.file.register.rule("ap_update").limit,
    "decision_maker": always("head_of_office"),
    "evidence": _evidence,
    "recount": _recount,
    "spoc_name": _spoc("name"),
    "spoc_phone": _spoc("phone"),
    "conceded": lambda view: bool(view.answer("Task_ConfirmAppealWithdrawn", "conceded")),
    "conceded_words": lambda view: view.answer("Task_ConfirmAppealWithdrawn", "conceded_words"),
    "decide_by": _from_update("decide_by"),
    "ended_how": lambda view: "lapsed" if appeal_in(view).outcome == "lapsed" else "withdrawn",
    "withdrawn_on": lambda view: view.answer("Task_ConfirmAppealWithdrawn", "withdrawn_on"),
    "asked_on": _asked_on,
    "lapsed_on": _lapsed_on,
}
