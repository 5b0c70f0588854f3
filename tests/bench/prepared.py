"""A database with an area of eight bodies and cases that wait for their answers, made through the real commands."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from service.config import Settings
from service.demo import answers as said
from service.demo.cases import INES, a_form
from service.demo.driver import Driver, posted
from service.demo.people import load_areas
from service.demo.stories import Story
from service.diagrams import PublishBundle, publish_bundle, read_bundle
from service.store.cases import Case
from service.store.database import upgrade
from service.store.people import AreaBody
from service.store.work import OpenTask
from service.toolbox import Toolbox
from service.wiring import build_toolbox

BPMN = Path(__file__).parents[2] / "bpmn"
SECRET = "only-for-measuring-0123456789-abcdefghij"
START = datetime(2026, 9, 1, 9, tzinfo=UTC)
MORE_BODIES = ("fire", "probation", "schools", "voluntary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The service ready to be measured."""

    toolbox: Toolbox
    driver: Driver
    bundle: dict[str, str]

    def new_case(self) -> Story:
        """Open a case and bring it to the point where all eight bodies are asked."""
        story = Story(self.driver, self.driver.apply(a_form(INES, self.driver.today)))
        story.check()
        return story

    def return_of_police(self, story: Story) -> dict[str, list[str]]:
        """Give what the police would post."""
        return posted(said.confirmed(story.keys("incidents")))


def prepare(folder: Path) -> Prepared:
    """Make the database, publish the procedure, add the area."""
    address = f"sqlite:///{folder / 'bench.db'}"
    upgrade(address)
    settings = Settings(
        database_url=address, secret_key=SECRET, base_url="http://127.0.0.1:8000", var_folder=folder, demo=True
    )
    toolbox = build_toolbox(settings)
    bundle = read_bundle(BPMN, "community_trigger")
    with toolbox.sessions.write() as session, session.begin():
        command = PublishBundle(process_id="community_trigger", files=bundle, reason="bench", by_words="bench")
        publish_bundle(session, command, now=START)
    load_areas(toolbox)
    driver = Driver(toolbox, area_code="ASH", start=START)
    with toolbox.sessions.write() as session, session.begin():
        session.add_all(
            AreaBody(area_id=driver.area_id, code=code, name=code.title(), kind="other", email=f"{code}@example.org")
            for code in MORE_BODIES
        )
    return Prepared(toolbox=toolbox, driver=driver, bundle=bundle)


def add_open_tasks(prepared: Prepared, number: int) -> None:
    """Add plain open tasks to one case, due on the coming days, for the list page."""
    with prepared.toolbox.sessions.write() as session, session.begin():
        case_id, area_id = session.execute(select(Case.id, Case.area_id).limit(1)).one()
        rows = [
            {
                "id": f"bench-{n}",
                "case_id": case_id,
                "area_id": area_id,
                "kind": "questions",
                "process_id": "ct_threshold",
                "element_id": "Task_GroupComplaints",
                "name": "Group the reports",
                "role": "spoc",
                "body_code": "",
                "item": "",
                "properties": {"rule": "CT-18"},
                "because": "Measured",
                "opened_at": START,
                "clock": "",
                "due_at": START + timedelta(hours=8 * n),
                "due_on": (START + timedelta(hours=8 * n)).date(),
                "state": "open",
                "has_draft": False,
            }
            for n in range(number)
        ]
        session.execute(insert(OpenTask), rows)
