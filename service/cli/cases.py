"""Commands that look at one case."""

import json

import click

from service.cli.tools import open_tools
from service.store.queries.case_file import case_file
from workflows import long_date


@click.group()
def case() -> None:
    """Look at one case."""


@case.command("show")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def case_show(reference: str, as_json: bool) -> None:
    """Show where a case stands: stage, clocks with their dates, open tasks, letters, events."""
    toolbox = open_tools(demo_by_default=True)
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
