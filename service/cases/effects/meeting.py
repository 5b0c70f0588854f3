"""The review meeting: fixed, prepared, held, adjourned; its minutes. Source: CT-32 to CT-43."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from service.cases.case_file import CaseFile
from service.cases.effects.registry import Typed, day, decided, demand_not_future, effect, rows_of, words
from service.cases.errors import AnswersRefused
from service.cases.stopping import stop_review
from service.store.record import Attendee, Lesson, Meeting, Minutes, Party, Recommendation
from service.store.work import OpenTask
from workflows import long_date

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

AGENDA = ("adequate", "adequate_why", "persistence", "harm", "good_faith", "more_information", "decision_words")


def latest_meeting(work: "CaseWork") -> Meeting:
    """Give the meeting that is being prepared or was just held."""
    rows = select(Meeting).where(Meeting.case_id == work.case.id).order_by(Meeting.number.desc()).limit(1)
    return work.session.scalars(rows).one()


@effect("Task_FixMeeting")
def fix_meeting(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Fix date, place and format inside the limit; note what decides who must come. Source: CT-32, CT-34, CT-35."""
    del task
    planned_on = day(answers.get("planned_on")) or work.unit.today
    _demand_inside_limit(work, planned_on)
    number = work.session.scalar(select(func.count(Meeting.id)).where(Meeting.case_id == work.case.id)) or 0
    work.session.add(
        Meeting(
            case_id=work.case.id,
            number=number + 1,
            planned_on=planned_on,
            planned_time=words(answers.get("planned_time"))[:5],
            format=words(answers.get("format")),
            place=words(answers.get("place"))[:300],
            victim_mode="",
            agenda={},
        )
    )
    _note_landlord_and_age(work, answers)
    work.session.flush()
    work.timeline.say("meeting_fixed", f"The review meeting is on {long_date(planned_on)}.")


def _demand_inside_limit(work: "CaseWork", planned_on: Any) -> None:
    row = work.clocks.running.get(("ct_review_meeting", None))
    if planned_on < work.unit.today:
        raise AnswersRefused({"planned_on": "The meeting must be today or later"})
    if row is not None and planned_on > row.limit_on:
        raise AnswersRefused(
            {"planned_on": f"The meeting must be by {long_date(row.limit_on)}, the limit. Ask for more time first."}
        )


def _note_landlord_and_age(work: "CaseWork", answers: Typed) -> None:
    """Keep landlord and age of a suspected person, which decide attendance. Source: CT-32, CT-42."""
    file = CaseFile.of(work)
    victim = next(iter(file.victims), None)
    if answers.get("landlord") and victim is not None:
        victim.tenant_of = words(answers.get("landlord"))
    suspect = next((party for party in file.parties if party.is_perpetrator), None)
    if suspect is None:
        suspect = Party(case_id=work.case.id, name="Not named", is_perpetrator=True, address=[])
        work.session.add(suspect)
    suspect.is_under_18 = {"yes": True, "no": False}.get(words(answers.get("under_18")))


@effect("Task_DecideVictimPart")
def decide_victim_part(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep how the victim is heard, and why they are not invited. Source: CT-36."""
    meeting = latest_meeting(work)
    meeting.victim_mode = words(answers.get("victim_mode"))
    meeting.not_invited_reason = words(answers.get("not_invited_reason"))[:2000]
    decided(
        work, task, code="victim_part", answer=meeting.victim_mode, reasons=meeting.not_invited_reason, inputs=answers
    )


@effect("Task_SendPapers")
def send_papers(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Note the day the papers went out. Source: CT-35."""
    del task
    demand_not_future(work, answers, sent_on="The date the papers went out must be today or in the past")
    latest_meeting(work).papers_sent_on = day(answers.get("sent_on"))


@effect("Task_HoldMeeting")
def hold_meeting(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write attendance, the eight answers, the decision, recommendations and lessons. Source: CT-33, CT-37 to CT-44."""
    demand_not_future(work, answers, held_on="The date of the meeting must be today or in the past")
    _demand_sense(work, answers)
    meeting = latest_meeting(work)
    _attendance(work, meeting, rows_of(answers, "attendance"))
    decision = words(answers.get("decision"))
    meeting.decision = decision
    if decision == "adjourned":
        meeting.adjourned_because = words(answers.get("adjourned_because"))[:2000]
    else:
        _closed(work, meeting, answers)
    meeting.agenda = {name: answers.get(name) for name in AGENDA if answers.get(name)}
    decided(
        work,
        task,
        code="meeting",
        answer=decision,
        reasons=words(answers.get("decision_words")) or meeting.adjourned_because,
        inputs=meeting.agenda,
    )
    work.session.add_all(
        Lesson(area_id=work.case.area_id, case_id=work.case.id, words=words(row.get("words"))[:2000], at=work.now)
        for row in rows_of(answers, "lessons")
    )
    if answers.get("reachable") == "stop":
        work.timeline.say("stopped", f"The chair ended the review: {words(answers.get('reachable_reason'))}")
        work.after_step(lambda: stop_review(work, reason="not_reachable"))


def _demand_sense(work: "CaseWork", answers: Typed) -> None:
    """Refuse answers that contradict each other, or that meet again too late. Source: CT-33, CT-38."""
    problems = {}
    is_adjourned = answers.get("decision") == "adjourned"
    stayed_away = [row for row in rows_of(answers, "attendance") if row.get("presence") == "absent"]
    if stayed_away and answers.get("absence") == "nobody":
        problems["absence"] = "Select how you go on without the body that took no part"
    if answers.get("absence") == "fixed_again" and not is_adjourned:
        problems["decision"] = "Select that the meeting is adjourned, because you fix it again"
    limit = work.clocks.running.get(("ct_review_meeting", None))
    again_on = day(answers.get("meets_again_by")) if is_adjourned else None
    if again_on and limit is not None and again_on > limit.limit_on:
        problems["meets_again_by"] = f"Meet again by {long_date(limit.limit_on)}, the limit, or ask for more time first"
    if problems:
        raise AnswersRefused(problems)


def _attendance(work: "CaseWork", meeting: Meeting, rows: list[dict[str, Any]]) -> None:
    bodies = CaseFile.of(work).bodies
    given = {str(row["key"]): row for row in rows}
    for attendee in work.session.scalars(select(Attendee).where(Attendee.meeting_id == meeting.id)):
        row = given.get(attendee.body_code, {})
        attendee.presence = words(row.get("presence"))
        attendee.person_words = words(row.get("person_words"))[:160]
        if attendee.presence == "absent":
            body = bodies.get(attendee.body_code)
            name = body.name if body else attendee.body_code
            work.timeline.say("absent", f"{name} took no part and sent no report.", body=attendee.body_code)


def _closed(work: "CaseWork", meeting: Meeting, answers: Typed) -> None:
    """A meeting that decided: the statutory event date of the review. Source: RP-01, CT-39, CT-41."""
    meeting.held_on = day(answers.get("held_on"))
    work.case.review_held_on = work.case.review_held_on or meeting.held_on
    if meeting.decision == "not_in_good_faith":
        if not answers.get("malicious_signed"):
            raise AnswersRefused({"malicious_signed": "The chair must sign this finding"})
        meeting.malicious_evidence = words(answers.get("malicious_evidence"))
    start = work.session.scalar(select(func.count(Recommendation.id)).where(Recommendation.case_id == work.case.id))
    work.session.add_all(
        Recommendation(
            case_id=work.case.id,
            meeting_id=meeting.id,
            number=(start or 0) + number,
            text=words(row.get("text"))[:2000],
            body_code=words(row.get("body")),
            lead_id=int(row["lead"]) if row.get("lead") else None,
            due_on=day(row.get("due_on")),
        )
        for number, row in enumerate(rows_of(answers, "recommendations"), 1)
    )
    work.session.flush()


@effect("Task_DraftMinutes")
def draft_minutes(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the draft of the minutes. Source: CT-43."""
    del task
    meeting = latest_meeting(work)
    number = work.session.scalar(select(func.count(Minutes.id)).where(Minutes.meeting_id == meeting.id)) or 0
    work.session.add(
        Minutes(
            case_id=work.case.id,
            meeting_id=meeting.id,
            version=number + 1,
            words=words(answers.get("minutes")),
            drafted_by_id=work.actor.person_id,
            drafted_at=work.now,
        )
    )


def _latest_minutes(work: "CaseWork") -> Minutes:
    rows = select(Minutes).where(Minutes.case_id == work.case.id).order_by(Minutes.id.desc()).limit(1)
    return work.session.scalars(rows).one()


@effect("Task_ApproveMinutes")
def approve_minutes(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Approve the minutes; corrections make a new version. Their date is a statutory one. Source: CT-43, RP-01."""
    minutes = _latest_minutes(work)
    if answers.get("approved") == "with_corrections":
        minutes = Minutes(
            case_id=work.case.id,
            meeting_id=minutes.meeting_id,
            version=minutes.version + 1,
            words=f"{minutes.words}\n\nCorrections by the chair:\n{words(answers.get('corrections'))}",
            drafted_by_id=minutes.drafted_by_id,
            drafted_at=work.now,
        )
        work.session.add(minutes)
    minutes.approved_by_id = work.actor.person_id
    minutes.approved_at = work.now
    has_recommendations = work.session.scalars(
        select(Recommendation.id).where(Recommendation.case_id == work.case.id).limit(1)
    ).first()
    if has_recommendations:
        work.case.recommendations_on = work.unit.today
    decided(work, task, code="minutes", answer=words(answers.get("approved")), reasons="", inputs={})


@effect("Task_CirculateMinutes")
def circulate_minutes(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Note when the minutes went to the partners. Source: CT-43."""
    del task
    demand_not_future(work, answers, circulated_on="The date they went out must be today or in the past")
    _latest_minutes(work).circulated_on = day(answers.get("circulated_on"))
