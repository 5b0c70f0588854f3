"""Commands for drawings: check and publish. The checks themselves: workflows.diagram_checks."""

import sys
from pathlib import Path
from typing import Any

import click

from letters import letter_catalogue
from service.cli.tools import open_tools, publish_all, read_settings
from service.store.database import upgrade
from workflows import exit_code, findings_json
from workflows.diagram_checks import UnreadableVocabulary
from workflows.diagram_checks.folder import check_paths


@click.group()
def diagrams() -> None:
    """Check and publish the drawings of the procedures."""


@diagrams.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, one line a file.")
def diagrams_check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check drawings; without PATHS, those in the bpmn folder.

    Ends with 2 if a file cannot be read, 1 if something must be put right, else 0.
    """
    wanted = list(paths) or [read_settings(demo_by_default=True).bpmn_folder]
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
def diagramspublish_all(reason: str) -> None:
    """Publish what changed in the bpmn folder: new cases run it, running ones keep theirs."""
    toolbox = open_tools(demo_by_default=True)
    upgrade(toolbox.settings.database_url)
    for line in publish_all(toolbox, reason):
        click.echo(line)
