"""How the invented cases go on from one stage to the next, each step by the person whose task it is."""

from service.demo import answers as said
from service.demo.driver import Driver
from service.store.queries.record_lists import keys_of


class Story:
    """One case played forward; every method is one stage."""

    def __init__(self, driver: Driver, reference: str) -> None:
        self.driver = driver
        self.reference = reference

    def keys(self, name: str, item: str = "") -> list[str]:
        """Give the keys of one list of the record."""
        with self.driver.toolbox.sessions.read() as session:
            return keys_of(session, self.reference, name, item=item)

    def check(self, *, missing: bool = False) -> None:
        """Check the risk and the application."""
        driver = self.driver
        driver.answer(self.reference, "Task_CheckImmediateRisk", said.RISK, by=said.JO)
        driver.pass_minutes(20)
        answers = said.missing_consent(self.keys("represented_victims")) if missing else said.COMPLETE
        driver.answer(self.reference, "Task_CheckApplication", answers, by=said.JO)
        if missing:
            driver.pass_minutes(20)
            driver.send(self.reference, "Task_AskForMissing", by=said.JO)

    def acknowledge(self) -> None:
        """Acknowledge the application."""
        self.driver.send(self.reference, "Task_AcknowledgeApplication", by=said.JO)

    def confirm(self, *bodies: str) -> None:
        """Let bodies confirm the reports."""
        for body in bodies:
            answers = said.confirmed(self.keys("incidents"))
            self.driver.answer(self.reference, "Task_ConfirmReports", answers, by=said.OFFICERS[body], item=body)
            self.driver.pass_minutes(45)

    def group(self) -> None:
        """Group the reports."""
        self.driver.answer(self.reference, "Task_GroupComplaints", said.grouped(self.keys("incidents")), by=said.JO)

    def decide_met(self) -> None:
        """Decide that the threshold is met, and tell the applicant."""
        self.driver.answer(self.reference, "Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
        self.driver.send(self.reference, "Task_SendThresholdMet", by=said.JO, approve=said.MARIAN)

    def ask_approval_of_met(self) -> None:
        """Decide that the threshold is met; the letter waits for a second person."""
        self.driver.answer(self.reference, "Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
        self.driver.ask_approval(self.reference, "Task_SendThresholdMet", by=said.JO)

    def decide_not_met(self) -> None:
        """Decide that it is not met, hand on what continues, and tell the applicant."""
        driver = self.driver
        driver.answer(self.reference, "Task_DecideThreshold", said.THRESHOLD_NOT_MET, by=said.JO)
        driver.answer(self.reference, "Task_HandOverCase", said.hand_over(driver.today), by=said.JO)
        driver.send(self.reference, "Task_SendThresholdNotMet", by=said.JO, approve=said.MARIAN)

    def contact_and_appoint(self) -> None:
        """Phone the applicant; appoint the chair and minute-taker."""
        driver = self.driver
        driver.answer(self.reference, "Task_ContactApplicant", said.contacted(driver.today), by=said.JO)
        chair, taker = driver.person_id(said.NADIA), driver.person_id(said.CAL)
        driver.answer(self.reference, "Task_AppointChair", said.appointed(chair, taker, driver.today), by=said.JO)

    def give_returns(self, *bodies: str) -> None:
        """Let agencies give their information."""
        for body in bodies:
            answers = said.information(self.driver.today)
            self.driver.answer(self.reference, "Task_GiveReturn", answers, by=said.OFFICERS[body], item=body)
            self.driver.pass_minutes(60)

    def prepare_meeting(self, *, in_working_days: int = 5) -> None:
        """Fix the meeting, decide how the victim is heard, invite."""
        driver = self.driver
        on = driver.calendar.add_working_days(driver.today, working_days=in_working_days)
        driver.answer(self.reference, "Task_FixMeeting", said.meeting_on(on), by=said.JO)
        driver.answer(self.reference, "Task_DecideVictimPart", said.VICTIM_PART, by=said.NADIA)
        driver.send(self.reference, "Task_SendInvitations", by=said.JO)
        driver.pass_working_days(1)
        bodies = self.keys("attendees")
        driver.answer(self.reference, "Task_SendPapers", said.papers(driver.today, bodies), by=said.JO)
        driver.go_to(on)

    def hold_meeting(self) -> None:
        """Hold the meeting; two recommendations."""
        driver = self.driver
        answers = said.held(driver.today, self.keys("attendees"), driver.person_id(said.TOM))
        driver.answer(self.reference, "Task_HoldMeeting", answers, by=said.NADIA)

    def tell_outcome(self) -> None:
        """Approve the outcome, phone, write; agree and circulate the minutes."""
        driver = self.driver
        driver.answer(self.reference, "Task_ApproveOutcome", said.OUTCOME, by=said.NADIA)
        driver.answer(self.reference, "Task_DraftMinutes", said.MINUTES, by=said.CAL)
        driver.pass_working_days(1)
        driver.answer(self.reference, "Task_ApproveMinutes", said.MINUTES_APPROVED, by=said.NADIA)
        driver.answer(self.reference, "Task_CirculateMinutes", said.circulated(driver.today), by=said.JO)
        driver.answer(self.reference, "Task_CallApplicant", said.called(driver.today), by=said.JO)
        driver.send(self.reference, "Task_SendOutcome", by=said.JO, approve=said.MARIAN)

    def agree_plan(self) -> None:
        """Agree the plan item by item, write it, hand it over."""
        driver = self.driver
        driver.pass_working_days(2)
        answers = said.plan(self.keys("recommendations"), driver.person_id(said.TOM), driver.today)
        driver.answer(self.reference, "Task_AgreePlan", answers, by=said.JO)
        driver.send(self.reference, "Task_SendPlan", by=said.JO)
        driver.send(self.reference, "Task_HandOverPlan", by=said.JO, answers={"lead": driver.person_id(said.TOM)})

    def accept_plan(self) -> None:
        """The lead officer accepts."""
        self.driver.answer(self.reference, "Task_AcceptPlan", {"accepts": "yes"}, by=said.TOM)
