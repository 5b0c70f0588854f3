"""Reporting a concern: by anybody from the public pages, by staff, one more about the same. TE-05, TE-06, TE-31."""

from typing import Any

from sqlalchemy import select

from service.demo.driver import posted
from service.demo.tension import BRAM, DELPHINE, JUNO, MABEL, YUSUF, report
from service.store.cases import TENSION, Case
from service.store.record import Party, Tension, TensionReport
from service.store.work import Deadline
from tests.browser import Browser
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage
from tests.web.office import Office, open_office
from tests.web.text_of import text_of

PAGE = "/report-a-concern/ash"
SAID = {
    "danger": False,
    "what": "Two groups shout at each other every night.",
    "is_violent": False,
    "ward": "Kestrel",
    "where": "Market hall",
    "when": "Every night",
    "source": "individual",
    "reply": "none",
}
ENTERED = {
    "ward": "Kestrel ward",
    "title": "after the market-hall fire",
    "channel": "phone",
    "received_on": day("Mon 2 Mar 2026"),
    "received_time": "9:10am",
    "source": "community",
    "what": "They say more will come tonight.",
    "is_violent": False,
}


def quiet_office(at_stage: AtStage) -> Office:
    """Give an office without a case, on Monday 2 March at 9:40am."""
    return open_office(at_stage("empty"))


def anybody(office: Office) -> Browser:
    office.app.test_client_class = type(office.at(MABEL).client)
    return Browser(office.app.test_client())


def cases(office: Office) -> list[Case]:
    return office.played.all(select(Case).where(Case.process_id == TENSION).order_by(Case.id))


def newest(office: Office) -> Played:
    return Played(office.played.driver, cases(office)[-1].reference)


def test_te_05_anybody_reports_without_a_name_and_hears_what_happens_next(at_stage: AtStage) -> None:
    office = quiet_office(at_stage)
    seat = anybody(office)
    # given somebody who finds the way from the public start page
    assert 'href="/report-a-concern/ash"' in seat.get("/ask/ash").page
    assert "If anyone is in danger now, call 999." in text_of(seat.get("/report-a-concern").page)
    assert "In danger now? Call 999." in text_of(seat.get(PAGE).page)
    # when a part is missing / then it is asked for at its field and the rest is kept
    wrong = posted({**SAID, "what": "", "where": "By the <old> hall"})
    assert seat.post(PAGE, seen=PAGE, **wrong).status == 422
    assert 'href="#what"' in seat.page
    assert "Enter what is happening or may happen" in text_of(seat.page)
    assert "By the &lt;old&gt; hall" in seat.page
    # when all is there / then a case runs and the page says by when it is looked at
    assert seat.post(PAGE, seen=PAGE, **posted(SAID)).status == 303, text_of(seat.page)
    shown = text_of(seat.get(seat.location).page)
    assert "Your reference: ASH-TE-2026-0001" in shown
    assert "look at it by Tuesday 3 March 2026." in shown
    assert "We reply to you" not in shown
    (tension,) = office.played.all(select(Tension))
    (kept,) = newest(office).rows(TensionReport)
    assert (tension.ward, tension.what) == ("Kestrel", "concern reported online")
    assert (kept.what, kept.channel, kept.source, kept.reporter_id) == (SAID["what"], "online", "individual", None)
    assert newest(office).rows(Party) == []
    # then what was written stands in no heading
    assert "shout at each other" not in office.at(YUSUF).get("/tension").page


def test_te_05_a_name_brings_a_reply_and_te_06_danger_the_faster_clock(at_stage: AtStage) -> None:
    office = quiet_office(at_stage)
    seat = anybody(office)
    asked = {**SAID, "danger": True, "reply": "email"}
    assert seat.post(PAGE, seen=PAGE, **posted(asked)).status == 422
    for words in ("Enter your name", "Enter your email address"):
        assert words in text_of(seat.page)
    named = {**asked, "name": "Tamsin Vale", "email": "tamsin@home.example", "safe_contact": "Not at weekends"}
    assert seat.post(PAGE, seen=PAGE, **posted(named)).status == 303, text_of(seat.page)
    shown = text_of(seat.get(seat.location).page)
    assert "If anyone is still in danger, call 999 now." in shown
    assert "look at it by 11:40am, Monday 2 March 2026." in shown
    assert "We reply to you by Wednesday 4 March 2026." in shown
    running = {row.clock for row in newest(office).rows(Deadline) if row.state == "running"}
    assert running == {"te_first_level_violence", "te_reply"}
    (party,) = newest(office).rows(Party)
    assert (party.name, party.safe_contact) == ("Tamsin Vale", "Not at weekends")
    # when the same form is sent twice / then one case runs; another browser has no receipt
    assert len(cases(office)) == 1
    assert anybody(office).get(f"{PAGE}/sent").status == 303


def test_te_05_staff_write_a_concern_down_with_its_true_time(at_stage: AtStage) -> None:
    office = quiet_office(at_stage)
    seat = office.at(DELPHINE)
    assert "Report a concern" in text_of(seat.get("/tension").page)
    # the form stands at now; a time to come and a way to reach nobody are told at their fields
    assert 'value="9:40am"' in seat.get("/tension/report").page
    later = posted({**ENTERED, "received_time": "11:59pm", "title": "after a <march>"})
    assert seat.post("/tension/report", seen="/tension/report", **later).status == 422
    assert 'href="#received_time"' in seat.page
    assert "after a &lt;march&gt;" in seat.page
    nameless = posted({**ENTERED, "email": "someone@home.example"})
    assert seat.post("/tension/report", seen="/tension/report", **nameless).status == 422
    assert "Enter the name, or take out how to reach them" in text_of(seat.page)
    # when it is right / then the case opens on its page
    assert seat.post("/tension/report", seen="/tension/report", **posted(ENTERED)).status == 303, text_of(seat.page)
    shown = text_of(seat.get(seat.location).page)
    assert "You reported ASH-TE-2026-0001." in shown
    assert "Kestrel ward after the market-hall fire" in shown
    assert "Agree the first level by Tuesday 3 March 2026" in shown
    # who does not enter reports has neither button nor page
    assert "Report a concern" not in text_of(office.at(JUNO).get("/tension").page)
    assert office.at(JUNO).get("/tension/report").status == 403


def test_te_31_a_report_is_closed_by_the_police_alone(at_stage: AtStage) -> None:
    office = quiet_office(at_stage)
    played = Played(office.played.driver, report(office.played.driver))
    page = f"/tension/{played.reference}/reports/new"
    more: dict[str, Any] = {name: value for name, value in ENTERED.items() if name not in ("ward", "title")}
    # given the co-ordinator, who is not asked / then the question does not come back
    assert "Is this report restricted?" not in text_of(office.at(DELPHINE).get(page).page)
    # when the commander closes one without saying how it is handled / then that is asked for
    seat = office.at(BRAM)
    closed = {**more, "is_restricted": True, "what": "A source says who will come."}
    assert seat.post(page, seen=page, **posted(closed)).status == 422
    assert "Enter how this report must be handled" in text_of(seat.page)
    assert seat.post(page, seen=page, **posted({**closed, "handling": "Police only"})).status == 303, text_of(seat.page)
    assert "You added a report." in text_of(seat.get(seat.location).page)
    # then others read that it is there, and no word of it
    shown = office.at(DELPHINE).get(f"/tension/{played.reference}/reports").page
    assert "1 report is held in a closed part of this case. You see the level only." in text_of(shown)
    assert "A source says" not in shown
    assert len(played.rows(TensionReport)) == 2


def test_te_30_two_cases_about_one_situation_become_one_and_a_report_goes_its_own_way(at_stage: AtStage) -> None:
    # given two cases, the second reported twice
    office = quiet_office(at_stage)
    driver = office.played.driver
    first, second = (
        Played(driver, report(driver)),
        Played(driver, report(driver, ward="Mill ward", title="at the mill")),
    )
    more = {name: value for name, value in ENTERED.items() if name not in ("ward", "title")} | {"is_restricted": False}
    seat, address = office.at(MABEL), f"/tension/{second.reference}"
    assert seat.post(f"{address}/reports/new", seen=f"{address}/reports/new", **posted(more)).status == 303
    # when the risk lead opens a case for the second report without saying why / then the reason is asked for
    (_, other) = second.rows(TensionReport)
    split = f"{address}/reports/{other.id}/split"
    assert split in seat.get(f"{address}/reports").page
    said = {"ward": "Mill ward", "title": "over the river"}
    assert seat.post(split, seen=split, **posted(said)).status == 422
    assert "Enter why it is something else" in text_of(seat.page)
    assert seat.post(split, seen=split, **posted(said | {"reason": "Other people."})).status == 303, text_of(seat.page)
    shown = text_of(seat.get(seat.location).page)
    assert f"You split this from {second.reference}." in shown
    assert "Mill ward over the river" in shown
    # when the second is joined with the first / then it is closed and each leads to the other
    merge = f"{address}/merge"
    assert f"{first.reference}: Kestrel ward after the market-hall fire" in text_of(seat.get(merge).page)
    joined = {"reference": first.reference, "reason": "One fire."}
    assert seat.post(merge, seen=merge, **posted(joined)).status == 303, text_of(seat.page)
    shown = text_of(seat.get(seat.location).page)
    assert f"You joined {second.reference} with this case." in shown
    assert f"Merged into this case: {second.reference}" in shown
    ended = text_of(seat.get(address).page)
    assert "Closed: joined with another case." in ended
    assert f"Merged into {first.reference}" in ended
    assert seat.get(merge).status == 404
    # only those who keep the case may do either
    assert office.at(YUSUF).get(f"/tension/{first.reference}/merge").status == 403
