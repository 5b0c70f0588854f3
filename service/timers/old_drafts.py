"""Public forms half filled are deleted when their time is over, whether or not anybody comes by. Source: brief 5a."""

from service.cases import handle
from service.cases.application_drafts import ForgetOldDrafts, has_old_drafts
from service.toolbox import Toolbox


def forget_drafts(toolbox: Toolbox) -> None:
    """Delete the drafts that were kept long enough; nothing is written when there are none."""
    with toolbox.sessions.read() as session:
        if not has_old_drafts(session, now=toolbox.clock.now()):
            return
    handle(toolbox, ForgetOldDrafts())
