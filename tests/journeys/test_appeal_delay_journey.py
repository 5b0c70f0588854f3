"""An appeal over HTTP that takes longer: exceptional circumstances, with two updates. Every act goes through a page."""

from service.demo.appeals import ODILE, SUNNIVA
from service.store.letters import SealedLetter
from service.store.work import Deadline
from tests.frozen_clock import FrozenClock, day
from tests.journeys import http_appeal as appeal
from tests.journeys.http_town import HttpTown, open_http_town
from tests.service.test_rules_of_appeal import refused_case
from tests.stages import ON_SQLITE, AtStage

REFERENCE = "ASH-AP-2026-0001"


@ON_SQLITE
def test_ap_14_more_time_is_told_and_two_updates_follow_each_counted_from_the_last_one_sent(
    at_stage: AtStage, pdf_library: None
) -> None:
    # given a café that gets its letters by post and appeals against a refusal by letter, on Friday 6 March
    about = refused_case(at_stage)
    with open_http_town(about.driver.toolbox, FrozenClock("Fri 6 Mar 2026 10:00")) as town:
        came = {"channel": "letter", "received_on": day("Fri 6 Mar 2026"), "received_time": "9:10am"}
        appeal.enter_appeal(town, about.reference, **came)
        appeal.register(town).seal()
        appeal.post(town, "we have the appeal")
        appeal.release_file(town)
        # when more time is asked for on Wednesday 25 March / then the first update is due 20 working days later
        town.go_to("Wed 25 Mar 2026 10:00")
        letter = ask_for_more_time(town)
        assert "We said that you would have our decision by Tuesday 7 April 2026." in letter
        assert "By Friday 24 April 2026 I will write to you again" in letter
        # when it goes on Monday 20 April, early / then the next one is counted from that day
        town.go_to("Mon 20 Apr 2026 10:00")
        letter = send_update(town, progress="Half of the log is back.", decide_by="Fri 29 May 2026")
        assert "I last wrote to you about this on Wednesday 25 March 2026." in letter
        assert "By Tuesday 19 May 2026 I will write to you again" in letter
        # when that one goes on its last day / then the next one again
        town.go_to("Tue 19 May 2026 10:00")
        town.at(SUNNIVA).open("/work")
        town.at(SUNNIVA).reads("1 due today.", "Due today Tuesday 19 May Write: how it stands")
        letter = send_update(town, progress="The whole log is back.", decide_by="Tue 9 Jun 2026")
        assert "I last wrote to you about this on Monday 20 April 2026." in letter
        assert "By Wednesday 17 June 2026 I will write to you again" in letter
        decide_at_last(town)


def ask_for_more_time(town: HttpTown) -> str:
    """The officer asks, the head approves, the appellant is told by post; give the letter."""
    officer, head = town.at(SUNNIVA), town.at(ODILE)
    officer.open("/appeals")
    officer.follow(REFERENCE)
    officer.follow("Ask for an extension")
    officer.reads("Only in exceptional circumstances.")
    officer.press("Ask for an extension")
    task = "Ask for more time, if needed"
    why = {"reason": "The phone log of the council is being restored.", "progress": "We have read the file."}
    officer.do(task, {**why, "decide_by": day("Tue 5 May 2026")}, button=task)
    officer.misses("Next on this case Approve more time")
    said = {"approved": True, "reasons": "The log decides the appeal."}
    head.do("Approve more time", said, button="Approve more time")
    officer.find_task("Write: it takes longer")
    officer.ask_approval()
    letter = appeal.approve(town, "it takes longer")
    appeal.post(town, "the appeal needs more time")
    officer.open(f"/appeals/{REFERENCE}")
    officer.reads("Decide the appeal — Tuesday 5 May 2026", "extended from Tuesday 7 April 2026")
    return letter


def send_update(town: HttpTown, *, progress: str, decide_by: str) -> str:
    """Tell the appellant how it stands, approved by the head and posted; give the letter."""
    officer = town.at(SUNNIVA)
    answers = {"progress": progress, "reason": "The log decides the appeal.", "decide_by": day(decide_by)}
    officer.do("Write: how it stands", answers, button="Save and preview the letter")
    officer.ask_approval()
    letter = appeal.approve(town, "how it stands")
    appeal.post(town, "the appeal needs more time")
    return letter


def decide_at_last(town: HttpTown) -> None:
    """Decided, no update is owed any more; the history names the three letters that went before."""
    town.go_to("Mon 8 Jun 2026 10:00")
    reasons = {"threshold": {"words": "The log holds no call that was left out."}}
    assessment = {**appeal.found("", "Nothing was left out."), "proposal": "not_upheld"}
    appeal.decide(town, assessment, {"outcome": "not_upheld", "reasons": reasons})
    letter = appeal.approve(town, "the decision")
    assert "The log holds no call that was left out." in letter
    appeal.post(town, "the appeal is not upheld")
    assert town.case(REFERENCE).stage == "Closed: the decision stands"
    clocks = {(row.clock, row.limit_on): row.state for row in town.rows(Deadline, REFERENCE)}
    updates = [on for clock, on in sorted(clocks) if clock == "ap_update"]
    assert updates == [day("Fri 24 Apr 2026"), day("Tue 19 May 2026"), day("Wed 17 Jun 2026")]
    assert "running" not in clocks.values()
    letters = [row.code for row in town.rows(SealedLetter, REFERENCE) if row.code in ("L-AP-06", "L-AP-07")]
    assert letters == ["L-AP-06", "L-AP-06", "L-AP-06", "L-AP-07"]
