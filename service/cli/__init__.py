"""The command line: start, look after and check Folkmoot. Each command is one call into the service."""

import click
from waitress import serve

from service import create_app, demo
from service.cli.cases import case
from service.cli.demonstration import demo_group
from service.cli.diagrams import diagrams
from service.cli.tools import open_ready_tools, open_tools, publish_all, read_settings
from service.cli.users import users
from service.delivery.sender import empty_outbox
from service.store.audit_chain import find_break
from service.store.database import upgrade
from service.timers.old_drafts import forget_drafts
from service.timers.scheduler import run_loop, start_loop
from service.toolbox import Toolbox

ENVIRONMENT = """
\b
Folkmoot reads these from the environment:
  FOLKMOOT_DEMO          yes or no; "folkmoot run" is a demonstration unless it says no
  FOLKMOOT_DATABASE_URL  sqlite:///var/folkmoot.db, or a PostgreSQL address
  FOLKMOOT_SECRET_KEY    a random text of 32 characters or more, the same for every process
  FOLKMOOT_BASE_URL      the https address that people type
  FOLKMOOT_HOST, _PORT   where the pages are served: 127.0.0.1 and 8000
  FOLKMOOT_SMTP_URL      the mail server, like smtp://mail.example.org:25
  FOLKMOOT_MAIL_FROM     the address that letters by email come from
  FOLKMOOT_PROXIES       how many proxies of yours stand before the pages
  FOLKMOOT_VAR, _BPMN    the folder for data, the folder of drawings
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=ENVIRONMENT)
def main() -> None:
    """Folkmoot runs ASB case reviews for a community-safety partnership.

    Begin with "folkmoot run": it sets everything up on this machine, with invented cases to try.
    """


@main.command(short_help="Set everything up and serve the pages.")
def run() -> None:
    """Set up, then serve the pages and watch the clocks in one process."""
    toolbox = open_tools(demo_by_default=True)
    settings = toolbox.settings
    upgrade(settings.database_url)
    publish_all(toolbox, "Shipped with Folkmoot")
    if settings.demo and demo.load(toolbox):
        click.echo("Invented areas, people and cases were loaded.")
    scheduler = start_loop(toolbox, empty_outbox, forget_drafts)
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
    _serve(open_ready_tools())


@main.command(short_help="Watch the clocks and send the letters.")
def worker() -> None:
    """Watch the clocks and send the letters; any number may run side by side."""
    run_loop(open_ready_tools(), empty_outbox, forget_drafts)


def _serve(toolbox: Toolbox) -> None:
    settings = toolbox.settings
    serve(create_app(toolbox), host=settings.host, port=settings.port, threads=settings.threads, ident=None)


@main.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the tables up to date; safe to run again."""
    upgrade(read_settings(demo_by_default=True).database_url)
    click.echo("The database is up to date.")


@db.command("check")
def db_check() -> None:
    """Check that nobody changed the audit trail behind Folkmoot's back; ends with 1 if somebody did."""
    toolbox = open_tools(demo_by_default=True)
    with toolbox.sessions.read() as session:
        broken_at = find_break(session)
    if broken_at is not None:
        raise click.ClickException(f"The audit trail was changed: entry {broken_at} is not what was written.")
    click.echo("The audit trail is whole.")


for group in (diagrams, users, case, demo_group):
    main.add_command(group)
