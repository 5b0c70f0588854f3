"""A racial incident, act by act on the pages: report, decision, notices by link and phone. One function an act."""

from typing import Any

from service.demo.contacts import list_people
from service.demo.driver import Driver
from service.demo.incident import DELPHINE, ENQUIRED, INGRID, Answers, decision
from service.demo.incident_contacts import KESTREL, OF_INCIDENT
from tests.journeys.http_people import Person, Worker
from tests.journeys.http_tension import follow_mail
from tests.journeys.http_town import HttpTown

REFERENCE = "ASH-MI-2026-0001"
ROOM = f"/incidents/{REFERENCE}"


def list_contacts(town: HttpTown) -> None:
    """List everybody whom the protocol tells, as its owner did before."""
    list_people(Driver(town.toolbox, area_code="ASH", start=town.clock.now()), OF_INCIDENT)


def report(town: HttpTown) -> Worker:
    """Report the incident as senior police officer; its room is shown."""
    senior = town.at(INGRID)
    senior.open("/incidents")
    senior.follow("Report an incident")
    told = {
        "title": "Attack on the prayer room",
        "where": "Harbour Road",
        "locality": KESTREL,
        "what": "Two windows were broken and words were sprayed on the wall.",
        "perceived": "yes",
    }
    senior.press("Report this incident", told)
    senior.reads(f"You reported {REFERENCE}.")
    return senior


def decide(town: HttpTown, answer: str, **more: Any) -> Worker:
    """Make first enquiries and decide, from the room of the incident."""
    senior = town.at(INGRID)
    senior.open(ROOM)
    senior.follow("Make first enquiries")
    senior.press("Make first enquiries", ENQUIRED)
    senior.follow("Decide if it is major")
    senior.press("Decide if it is major", decision(answer, **more))
    senior.open(ROOM)
    return senior


def do(town: HttpTown, email: str, task: str, answers: Answers) -> Worker:
    """Find a task in somebody's list of work, answer it, and show the room again."""
    worker = town.at(email)
    worker.do(task, answers, button=task)
    worker.open(ROOM)
    return worker


def confirm_here(town: HttpTown, email: str) -> Worker:
    """Confirm one's own notice in the room of the incident."""
    worker = town.at(email)
    worker.open(ROOM)
    worker.press("Confirm that you have it")
    worker.reads("Your answer was recorded at")
    return worker


def reply(town: HttpTown, reader: str, kind: str = "confirmed", words: str = "", *, back: int = 1) -> Person:
    """Answer by the personal link of a mail; its page is shown."""
    person = follow_mail(town, reader, back=back)
    person.press("Send my reply", {"kind": kind, **({"words": words} if words else {})})
    return person


def ring(town: HttpTown, name: str) -> None:
    """Ring somebody from the list of work and record that it is confirmed."""
    keeper = town.at(DELPHINE)
    keeper.all_work()
    keeper.follow(f"Ring {name}: …")
    keeper.reads("Read this out", f"Did you reach {name}?")
    keeper.press("Record the call", {"got_through": True, "kind": "confirmed"})
    keeper.reads("You answered this at")
