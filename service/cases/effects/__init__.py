"""What the answers of a task mean for the case record: one function a task, by its id in the diagram."""

from service.cases.effects import agencies, intake, meeting, outcome, plan, review, threshold
from service.cases.effects.registry import apply_effect

__all__ = ["agencies", "apply_effect", "intake", "meeting", "outcome", "plan", "review", "threshold"]
