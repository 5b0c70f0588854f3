"""Where the words of a page lead; a page that is not built is not linked."""

from flask import current_app, url_for

from service.web.casework.blueprint import blueprint

TASK_PAGE = "casework.task_page"


def href_if_built(endpoint: str, **values: object) -> str:
    """Give the address of a page, or an empty text where there is no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""  # type: ignore[arg-type]


@blueprint.app_template_global("task_href")
def task_href(task_id: str) -> str:
    """Give the address of a task."""
    return href_if_built(TASK_PAGE, task_id=task_id)
