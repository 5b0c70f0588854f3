"""The command line: start, look after and check Folkmoot. Each command is one call into the service."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from waitress import serve

from letters import letter_catalogue
from service import create_app, demo
from service.cases import handle
from service.cases.people import COMMAND_LINE, AddPerson, RoleWish
from service.config import Settings, from_environment
from service.delivery.sender import empty_outbox
from service.demo_clock import DemoClock
from service.diagrams import CannotPublish, PublishBundle, publish_bundle, read_bundle
from service.diagrams.baseline import protocols_in
from service.errors import PutRight, SettingsWrong
from service.log import start_logging
from service.store.database import upgrade
from service.store.queries.case_file import case_file
from service.store.queries.demo import area_id_of
from service.timers.scheduler import run_loop, start_loop
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from workflows import LONDON, SystemClock, exit_code, findings_json, long_date
from workflows.diagram_checks import UnreadableVocabulary
from workflows.diagram_checks.folder import check_paths


def _settings(*, demo_by_default: bool = False) -> Settings:
    try:
        return from_environment(demo_by_default=demo_by_default)
    except SettingsWrong as err:
        raise click.ClickException(str(err)) from err


def _tools(*, demo_by_default: bool = False) -> Toolbox:
    settings = _settings(demo_by_default=demo_by_default)
    start_logging()
    return build_toolbox(settings)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Folkmoot runs ASB case reviews for a community-safety partnership.

    Begin with "folkmoot run": it sets everything up on this machine, with invented cases to try.
    """


@main.command()
def run() -> None:
    """Set up, then serve the pages and watch the clocks in one process."""
    toolbox = _tools(demo_by_default=True)
    settings = toolbox.settings
    upgrade(settings.database_url)
    _publish(toolbox, "Shipped with Folkmoot")
    if settings.demo and demo.load(toolbox):
        click.echo("Invented areas, people and cases were loaded.")
    scheduler = start_loop(toolbox, empty_outbox)
    click.echo(f"Folkmoot is at {settings.base_url}")
    if settings.demo:
        click.echo(f"To apply as the public: {settings.base_url}/ask/ash")
        click.echo(f"To sign in: {settings.base_url}/sign-in with the password {demo.PASSWORD} as")
        for email, name, job in demo.demo_sign_ins():
            click.echo(f"  {email:38} {name}, {job}")
    try:
        _serve(toolbox)
    finally:
        scheduler.shutdown(wait=True)
        toolbox.close()


@main.command()
def web() -> None:
    """Serve the pages only; run "folkmoot worker" beside it."""
    toolbox = _tools()
    _serve(toolbox)


@main.command()
def worker() -> None:
    """Watch the clocks and send the letters; any number may run side by side."""
    run_loop(_tools(), empty_outbox)


def _serve(toolbox: Toolbox) -> None:
    settings = toolbox.settings
    serve(create_app(toolbox), host=settings.host, port=settings.port, threads=settings.threads, ident=None)


@main.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the tables up to date; safe to run again."""
    upgrade(_settings(demo_by_default=True).database_url)
    click.echo("The database is up to date.")


@main.group()
def diagrams() -> None:
    """Check and publish the drawings of the procedures."""


@diagrams.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, one line a file.")
def diagrams_check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check drawings; without PATHS, those in the bpmn folder.

    Ends with 2 if a file cannot be read, 1 if something must be put right, else 0.
    """
    wanted = list(paths) or [_settings(demo_by_default=True).bpmn_folder]
    try:
        checked = check_paths(wanted, letters=letter_catalogue().keys())
    except (OSError, UnreadableVocabulary) as err:
        click.echo(str(err), err=True)
        sys.exit(2)
    if as_json:
        for line in findings_json(checked):
            click.echo(line)
    else:
        _print_findings(checked)
    sys.exit(exit_code([finding for _, findings in checked for finding in findings]))


def _print_findings(checked: list[tuple[str, list[Any]]]) -> None:
    for name, findings in checked:
        click.echo(f"{name}: {'passed' if not findings else ''}")
        for finding in findings:
            where = f"{finding.element_id} {finding.element_name or ''}".strip()
            click.echo(f"  {finding.grade.value.replace('_', ' ')}: {where}: {finding.what}")
            click.echo(f"    Why: {finding.why}")
            click.echo(f"    How to mend it: {finding.how}")


@diagrams.command("publish")
@click.option("--reason", default="", help="Why this version; it is shown in the library.")
def diagrams_publish(reason: str) -> None:
    """Publish what changed in the bpmn folder: new cases run it, running ones keep theirs."""
    toolbox = _tools(demo_by_default=True)
    upgrade(toolbox.settings.database_url)
    for line in _publish(toolbox, reason):
        click.echo(line)


def _publish(toolbox: Toolbox, reason: str) -> list[str]:
    folder = toolbox.settings.bpmn_folder
    lines = []
    for process_id in protocols_in(folder):
        command = PublishBundle(
            process_id=process_id, files=read_bundle(folder, process_id), reason=reason, by_words="command line"
        )
        try:
            with toolbox.sessions.write() as session, session.begin():
                done = publish_bundle(session, command, now=toolbox.clock.now())
        except CannotPublish as err:
            raise click.ClickException(str(err)) from err
        state = "published" if done.is_new else "unchanged"
        lines.append(f"{process_id}: version {done.version} {state}")
    return lines


@main.group()
def users() -> None:
    """Look after the people who sign in."""


@users.command("add")
@click.option("--name", required=True, prompt=True)
@click.option("--email", required=True, prompt=True)
@click.option("--role", required=True, prompt=True, help="spoc, spoc_deputy, csp_manager, administrator, ...")
@click.option("--area", "area_code", default="", help="The area's code, like ASH; empty for every area.")
@click.option("--body", "body_code", default="", help="The agency's code, where the role has one.")
@click.password_option()
def users_add(name: str, email: str, role: str, area_code: str, body_code: str, password: str) -> None:
    """Add someone who may sign in, with one role."""
    toolbox = _tools(demo_by_default=True)
    upgrade(toolbox.settings.database_url)
    with toolbox.sessions.read() as session:
        area_id = area_id_of(session, area_code.upper()) if area_code else None
    wish = RoleWish(role=role, area_id=area_id, body_code=body_code)
    try:
        handle(toolbox, AddPerson(actor=COMMAND_LINE, name=name, email=email, role=wish, password=password))
    except PutRight as err:
        raise click.ClickException(" ".join(err.problems.values())) from err
    click.echo(f"{name} may sign in.")


@main.group()
def case() -> None:
    """Look at one case."""


@case.command("show")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def case_show(reference: str, as_json: bool) -> None:
    """Show where a case stands: stage, clocks with their dates, open tasks, letters, events."""
    toolbox = _tools(demo_by_default=True)
    with toolbox.sessions.read() as session:
        found = case_file(session, reference.upper())
    if found is None:
        raise click.ClickException(f"There is no case {reference}.")
    if as_json:
        click.echo(json.dumps(found, default=str, indent=2))
        return
    click.echo(f"{found['reference']}: {found['stage']}")
    for row in found["deadlines"]:
        click.echo(f"  {row['title']}: limit {long_date(row['limit'])}, {row['state']}")
    for row in found["open_tasks"]:
        due = f", due {long_date(row['due'])}" if row["due"] else ""
        click.echo(f"  To do: {row['name']}{due}")


@main.group("demo")
def demo_group() -> None:
    """Invented areas, people and cases; only in demo mode."""


@demo_group.command("load")
def demo_load() -> None:
    """Load the invented areas, people and cases into an empty database."""
    toolbox = _demo_tools()
    upgrade(toolbox.settings.database_url)
    _publish(toolbox, "Shipped with Folkmoot")
    click.echo("Loaded." if demo.load(toolbox) else "There is data already. Nothing was loaded.")


@demo_group.group("clock")
def demo_clock() -> None:
    """Move the clock of the demonstration."""


@demo_clock.command("set")
@click.argument("time", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"]))
def demo_clock_set(time: datetime) -> None:
    """Set the clock to TIME in UK local time, such as 2026-12-22T09:00; it goes on from there."""
    toolbox = _demo_tools()
    instant = time.replace(tzinfo=LONDON)
    DemoClock(system=SystemClock(), folder=toolbox.settings.var_folder).set_to(instant)
    click.echo(f"The demonstration's clock now says {long_date(instant.date())}, {instant:%H:%M}.")


def _demo_tools() -> Toolbox:
    toolbox = _tools(demo_by_default=True)
    if not toolbox.settings.demo:
        raise click.ClickException("This works in demo mode only. Set FOLKMOOT_DEMO to yes.")
    return toolbox
