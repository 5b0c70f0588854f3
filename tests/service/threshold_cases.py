"""Cases played up to the threshold decision, from reported incidents that a test writes down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from service.cases.application_form import (
    Basis,
    ConsentForm,
    IncidentDetails,
    PersonDetails,
    ReportDetails,
    VictimDetails,
)
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.store.people import AreaRulesVersion
from service.store.record import QualifyingResult, QualifyingRow
from tests.service.played import Played
from workflows import AreaRules


def incident(key: str, happened_on: date, *reports: ReportDetails, what: str = "Shouting") -> IncidentDetails:
    """Give one incident with its reports."""
    return IncidentDetails(key=key, what=f"{what} {key}", happened_on=happened_on, reports=reports)


def report(reported_on: date, body: str = "police", *, channel: str = "phone", **more: Any) -> ReportDetails:
    """Give one report."""
    return ReportDetails(body_code=body, reported_on=reported_on, channel=channel, reference="R-1", **more)


def with_rules(played: Played, rules: AreaRules) -> None:
    """Put other settings in force for the area, for cases still to come."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.add(
            AreaRulesVersion(
                area_id=played.driver.area_id,
                version=2,
                settings=rules.model_dump(mode="json"),
                state="in_force",
                in_force_from=played.driver.today,
                proposed_at=played.driver.clock.now(),
            )
        )


def to_grouping(
    played: Played, incidents: Sequence[IncidentDetails], *, neighbours: int = 0, hate: bool = False
) -> Played:
    """Apply with these incidents, for oneself or with neighbours keyed "1", "2", ..., and go on to the grouping."""
    on = played.driver.today
    form = replace(a_form(AMARA, on), incidents=tuple(incidents), hate_strands=("race",) if hate else ())
    if neighbours:
        victims = tuple(
            VictimDetails(
                key=str(number),
                person=PersonDetails(
                    name=f"Neighbour {number}", address=(f"{number} Tanners Row", "Ashmoor"), postcode="AS3 7DN"
                ),
                consent=ConsentForm.PAPER,
                consent_on=on,
            )
            for number in range(1, neighbours + 1)
        )
        form = replace(form, basis=Basis.ONE_OF_SEVERAL, victims=victims)
    played.reference = played.driver.apply(form)
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    held = {"consent": "held", "consent_on": on, "scope": ["act_for_me"]}
    consents = {key: dict(held) for key in played.keys("represented_victims")}
    played.answer("Task_CheckApplication", {**said.COMPLETE, "consents": consents}, by=said.JO)
    played.acknowledge()
    played.confirm(*said.OFFICERS)
    return played


def group(played: Played, *, links: str = "", occasions: Sequence[int] = (), on_site: Sequence[int] = ()) -> None:
    """Group the reports: a letter each ("-" is none), an occasion each, and those on site that count with a reason."""
    keys = played.keys("incidents")
    rows: dict[str, dict[str, Any]] = {}
    for number, key in enumerate(keys):
        link = links[number] if links else "A"
        rows[key] = {
            "link_group": "none" if link == "-" else link,
            "link_reason": "The same flat" if link == "A" else "Another street and other people",
            "occasion": occasions[number] if occasions else number + 1,
        }
        if number in on_site:
            rows[key] |= {"counts_on_site": True, "on_site_reason": "it was written in the officer's book"}
    played.answer("Task_GroupComplaints", {"reports": rows, "reasons": "By place and people."}, by=said.JO)


def count(played: Played) -> QualifyingResult:
    """Give the newest count."""
    result: QualifyingResult = played.rows(QualifyingResult)[-1]
    return result


def found(played: Played) -> dict[str, int]:
    """Give what each test of the newest count found, by its label's first word."""
    return {test["label"]: test["found"] for test in count(played).tests}


def reasons(played: Played) -> list[str]:
    """Give the reason code of each report in the newest count, in the order of the form."""
    rows = select(QualifyingRow).where(QualifyingRow.result_id == count(played).id).order_by(QualifyingRow.incident_id)
    return [row.reason_code for row in played.all(rows)]


def sentences(played: Played) -> list[str]:
    """Give the sentence beside each report in the newest count, in the order of the form."""
    rows = select(QualifyingRow).where(QualifyingRow.result_id == count(played).id).order_by(QualifyingRow.incident_id)
    return [row.sentence for row in played.all(rows)]
