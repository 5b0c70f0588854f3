"""What the answers of a task mean for the case record: one function a task, by its id in the diagram."""

import service.cases.effects.agencies
import service.cases.effects.appeal
import service.cases.effects.incident
import service.cases.effects.intake
import service.cases.effects.meeting
import service.cases.effects.outcome
import service.cases.effects.plan
import service.cases.effects.review
import service.cases.effects.tension
import service.cases.effects.tension_work
import service.cases.effects.threshold  # noqa: F401 - each registers its own tasks
from service.cases.effects.registry import apply_effect

__all__ = ["apply_effect"]
