"""Commands of the demonstration: load it, move its clock."""

from datetime import datetime

import click

from service import demo
from service.cli.tools import open_tools, publish_all
from service.demo_clock import DemoClock
from service.store.database import upgrade
from service.toolbox import Toolbox
from workflows import LONDON, SystemClock, long_date


@click.group("demo")
def demo_group() -> None:
    """Invented areas, people and cases; only in demo mode."""


@demo_group.command("load")
def demo_load() -> None:
    """Load the invented areas, people and cases into an empty database."""
    toolbox = _demo_tools()
    upgrade(toolbox.settings.database_url)
    publish_all(toolbox, "Shipped with Folkmoot")
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
    toolbox = open_tools(demo_by_default=True)
    if not toolbox.settings.demo:
        raise click.ClickException("This works in demo mode only. Set FOLKMOOT_DEMO to yes.")
    return toolbox
