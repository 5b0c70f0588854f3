"""The invented racial incident: how its people report, decide, tell, answer and close. For demonstration and tests."""

from datetime import date, datetime, timedelta
from typing import Any

from service.cases import (
    PUBLIC,
    AddFurtherIncident,
    AnswerNotice,
    CorrectNotices,
    Delivery,
    DowngradeIncident,
    NoteDelivery,
    SubmitIncident,
    TellBeforeTurn,
    handle,
)
from service.cases.rounds.links import link_to
from service.demo.driver import Driver
from service.demo.incident_contacts import KESTREL
from service.store.queries.demo import case_id_of, link_code_of, queued_mail_of
from workflows import LONDON

INGRID, BRAM = "ingrid.vale@ashmoor.example", "bram.oyelaran@ashmoor.example"
AMOS, DELPHINE = "amos.redfern@ashmoor.example", "delphine.okoro@ashmoor.example"
KIT = "kit.marlowe@ashmoor.example"
WORDS = "Two windows of the prayer room were broken in the night. Nobody was hurt. A gathering is called for tonight."
STEPS = "A patrol stands outside. The street is lit and watched."
Answers = dict[str, Any]
ENQUIRED: Answers = {
    "found": "Two windows are broken. Words were sprayed on the wall. Three neighbours heard shouting.",
    "perceived": True,
    "series": False,
    "danger_now": False,
    "mood": "People are afraid and angry. A gathering is called for tonight.",
}
BRIEFED: Answers = {
    "words": WORDS,
    "watch_for": "Talk of tonight's gathering\nChildren who are afraid to come",
    "not_to_say": "Who may have done it\nWhere the family stays",
}
DEBRIEFED: Answers = {
    "timeline": "7am: found. 7.35am: declared. 8am: patrol.",
    "mood": "Calmer. The gathering was peaceful.",
    "lessons": "Ring the duty desk of the council first.",
}
TO_MEMBERS: Answers = {
    "summary": "Windows of a prayer room were broken at night.",
    "outcome": "The gathering was peaceful. The police inquiry goes on.",
    "next_steps": "Patrols until Friday\nA debrief",
    "nobody_named": ["nobody_named"],
}
CLOSED: Answers = {
    "outcome": "Two people were charged. The windows are mended.",
    "all_answered": ["all_answered"],
    "lessons": "Ring the duty desk of the council first.",
    "strands": ["intelligence"],
    "tension": "goes_on",
}


# -- report and decision ------------------------------------------------------------------------------


def report(driver: Driver, *, by: str = INGRID, reported_at: datetime | None = None, **more: Any) -> str:
    """Report an incident; give the reference of its case."""
    said = {
        "title": "Attack on the prayer room",
        "what": "Two windows were broken and words were sprayed on the wall.",
        "where": "Harbour Road",
        "locality": KESTREL,
    }
    command = SubmitIncident(
        actor=driver.actor(by),
        area_id=driver.area_id,
        reported_at=reported_at or driver.clock.now(),
        **(said | more),
    )
    return handle(driver.toolbox, command).reference


def enquire(driver: Driver, reference: str, **more: Any) -> None:
    """Make the first enquiries."""
    driver.answer(reference, "Task_MakeFirstEnquiries", ENQUIRED | more, by=INGRID)


def decision(answer: str, **more: Any) -> Answers:
    """Give the answers of a decision: `major`, `potential` or `not_major`."""
    is_major = answer == "major"
    answers: Answers = {
        "aggravated": True,
        "aggravated_because": "Racial words were sprayed on the wall.",
        "disorder": is_major,
        "disorder_because": "A gathering is called for tonight." if is_major else "Nobody speaks of a gathering.",
        "disorder_happened": False,
        "answer": answer,
        "steps": STEPS,
        "decided_before": False,
    }
    if answer == "potential":
        answers["words"] = WORDS
    return answers | more


def decide(driver: Driver, reference: str, answer: str = "major", **more: Any) -> None:
    """Decide for the first time."""
    driver.answer(reference, "Task_DecideMajorIncident", decision(answer, **more), by=INGRID)


def decide_again(driver: Driver, reference: str, answer: str, **more: Any) -> None:
    """Decide once more on a potential incident."""
    over = {"over_because": "The inquiry found no racial motive."} if answer == "not_major" else {}
    driver.answer(reference, "Task_DecideAgain", decision(answer, **(over | more)), by=INGRID)


def hand_over(driver: Driver, reference: str) -> None:
    """Hand what is not major to its new owner."""
    answers = {
        "handed_to": "Gareth Pell, environmental health, Ashmoor Council",
        "agreed": ["agreed"],
        "support_offered": True,
        "wanted": "Have the wall cleaned and visit the family.",
    }
    driver.answer(reference, "Task_PassToCasework", answers, by=INGRID)


# -- telling people -----------------------------------------------------------------------------------


def tell_crro(driver: Driver, reference: str, words: str = WORDS) -> None:
    """Refer it to the Community and Race Relations Officer."""
    driver.answer(reference, "Task_TellCrro", {"words": words}, by=INGRID)


def tell_partners(driver: Driver, reference: str, words: str = WORDS) -> None:
    """Tell the Racial Equality Council, the Co-ordinator and the Council."""
    driver.answer(reference, "Task_TellPartners", {"words": words}, by=AMOS)


def tell_chief_officer(driver: Driver, reference: str) -> None:
    """Tell the chief officer of the council; the next update is promised for tomorrow."""
    answers = {
        "words": WORDS,
        "services": "Schools\nHousing",
        "next_update_on": driver.today + timedelta(days=1),
        "next_update_at": "09:00",
    }
    driver.answer(reference, "Task_TellChiefOfficer", answers, by=DELPHINE)


def tell_council_staff(driver: Driver, reference: str) -> None:
    """Brief the services of the council."""
    driver.answer(reference, "Task_TellCouncilStaff", BRIEFED, by=DELPHINE)


def tell_police_staff(driver: Driver, reference: str) -> None:
    """Brief police staff."""
    driver.answer(reference, "Task_TellPoliceStaff", BRIEFED, by=AMOS)


def tell_everybody(driver: Driver, reference: str) -> None:
    """Give every first notice in its order."""
    for tell in (tell_crro, tell_partners, tell_chief_officer, tell_council_staff, tell_police_staff):
        tell(driver, reference)


def inform_members(driver: Driver, reference: str, **more: Any) -> None:
    """Write to all members of the partnership."""
    driver.answer(reference, "Task_InformMembers", TO_MEMBERS | more, by=DELPHINE)


def follow_up(driver: Driver, reference: str) -> None:
    """Confirm that every reply was dealt with."""
    driver.answer(reference, "Task_FollowUpReplies", {"all_read": ["all_read"]}, by=DELPHINE)


# -- debrief and end ----------------------------------------------------------------------------------


def fix_debrief(driver: Driver, reference: str, on: date, **more: Any) -> None:
    """Fix the debrief for a day."""
    answers = {
        "debrief_on": on,
        "debrief_at": "14:00",
        "debrief_place": "Police station, room 2",
        "agenda": "What happened\nWhat we learn",
        "send_items": "What you did and when",
        "send_by": min(on, driver.today + timedelta(days=2)),
    }
    driver.answer(reference, "Task_FixDebrief", answers | more, by=KIT)


def hold_debrief(driver: Driver, reference: str, *, on: date | None = None) -> None:
    """Hold the debrief and write down its lessons."""
    held = {"held": True, "debriefed_on": on or driver.today, "present": "Amos Redfern and Delphine Okoro"}
    driver.answer(reference, "Task_HoldDebrief", held, by=KIT)
    driver.answer(reference, "Task_RecordLessons", DEBRIEFED, by=KIT)


def close(driver: Driver, reference: str, **more: Any) -> None:
    """Close it with its outcome."""
    driver.answer(reference, "Task_CloseIncident", CLOSED | more, by=DELPHINE)


# -- at any time --------------------------------------------------------------------------------------


def tell_early(driver: Driver, reference: str, role: str, reason: str = "She stands beside me.") -> None:
    """Tell an office before its turn."""
    command = TellBeforeTurn(actor=driver.actor(INGRID), case_id=_case_id(driver, reference), role=role, reason=reason)
    handle(driver.toolbox, command)


def correct(driver: Driver, reference: str) -> None:
    """Correct what was sent."""
    command = CorrectNotices(
        actor=driver.actor(DELPHINE),
        case_id=_case_id(driver, reference),
        was_wrong="That two windows are broken.",
        is_right="One window is broken. The other was boarded up before.",
    )
    handle(driver.toolbox, command)


def add_further(driver: Driver, reference: str, *, happened_at: datetime | None = None) -> None:
    """Attach another incident of the series."""
    command = AddFurtherIncident(
        actor=driver.actor(AMOS),
        case_id=_case_id(driver, reference),
        happened_at=happened_at or driver.clock.now(),
        what="Stones were thrown at a shop.",
        where="Quay Street",
    )
    handle(driver.toolbox, command)


def stand_down(driver: Driver, reference: str, kind: str = "downgraded", *, wants_debrief: bool = False) -> None:
    """Downgrade the incident, or withdraw the declaration."""
    command = DowngradeIncident(
        actor=driver.actor(INGRID),
        case_id=_case_id(driver, reference),
        kind=kind,
        reason="The inquiry found no racial motive.",
        wants_debrief=wants_debrief,
    )
    handle(driver.toolbox, command)


def reply(driver: Driver, reference: str, name: str, kind: str = "confirmed", words: str = "") -> None:
    """Answer by the personal link that somebody has."""
    with driver.toolbox.sessions.read() as session:
        code = link_code_of(session, reference, name)
    key = link_to(driver.toolbox.settings, code).rpartition("/")[2]
    handle(driver.toolbox, AnswerNotice(actor=PUBLIC, key=key, kind=kind, words=words))


def send_mail(driver: Driver, reference: str) -> None:
    """Let every mail of the case leave that waits."""
    with driver.toolbox.sessions.read() as session:
        waiting = queued_mail_of(session, reference)
    for item_id in waiting:
        handle(driver.toolbox, NoteDelivery(outbox_id=item_id, outcome=Delivery.SENT))


def at(on: date, hour: int, minute: int = 0) -> datetime:
    """Give an instant of a day in London."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON)


def _case_id(driver: Driver, reference: str) -> int:
    with driver.toolbox.sessions.read() as session:
        return case_id_of(session, reference)
