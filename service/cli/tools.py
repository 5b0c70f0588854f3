"""What every command begins with: settings read, tools opened, drawings published. No command lives here."""

import click

from service.config import Settings, from_environment
from service.diagrams import CannotPublish, PublishBundle, publish_bundle, read_bundle
from service.diagrams.baseline import protocols_in
from service.errors import DatabaseNotReady, SettingsWrong
from service.log import start_logging
from service.store.database import is_up_to_date
from service.toolbox import Toolbox
from service.wiring import build_toolbox


def read_settings(*, demo_by_default: bool = False) -> Settings:
    """Read the settings; what is wrong with them is said in one sentence."""
    try:
        return from_environment(demo_by_default=demo_by_default)
    except SettingsWrong as err:
        raise click.ClickException(str(err)) from err


def open_tools(*, demo_by_default: bool = False) -> Toolbox:
    """Open the tools, with the log on standard error."""
    settings = read_settings(demo_by_default=demo_by_default)
    start_logging()
    return build_toolbox(settings)


def open_ready_tools() -> Toolbox:
    """Open the tools on a database that has been brought up to date."""
    toolbox = open_tools()
    if not is_up_to_date(toolbox.sessions):
        raise click.ClickException(str(DatabaseNotReady()))
    return toolbox


def publish_all(toolbox: Toolbox, reason: str) -> list[str]:
    """Publish each protocol of the bpmn folder that has changed; give one line each."""
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
