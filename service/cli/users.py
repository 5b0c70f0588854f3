"""Commands for the people who sign in."""

import click

from service.cases import handle
from service.cases.passwords import find_password_fault
from service.cases.people import COMMAND_LINE, AddPerson, RoleWish
from service.cli.tools import open_tools
from service.errors import PutRight
from service.store.database import upgrade
from service.store.queries.settings import area_codes
from service.toolbox import Toolbox


@click.group()
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
    toolbox = open_tools(demo_by_default=True)
    upgrade(toolbox.settings.database_url)
    area_id = _area(toolbox, area_code.upper()) if area_code else None
    if fault := find_password_fault(password, about=(*name.split(), email.partition("@")[0])):
        raise click.ClickException(f"{fault}.")
    wish = RoleWish(role=role, area_id=area_id, body_code=body_code)
    try:
        handle(toolbox, AddPerson(actor=COMMAND_LINE, name=name, email=email, role=wish, password=password))
    except PutRight as err:
        raise click.ClickException(" ".join(err.problems.values())) from err
    click.echo(f"{name} may sign in.")


def _area(toolbox: Toolbox, code: str) -> int:
    with toolbox.sessions.read() as session:
        found = [area_id for area_id, known in area_codes(session).items() if known == code]
    if not found:
        raise click.ClickException(f"There is no area {code}.")
    return found[0]
