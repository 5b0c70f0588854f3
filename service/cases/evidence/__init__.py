"""What a person needs to see before answering a task, by the task's id in the diagram. Reads only.

A task that a process owner added has no evidence of its own. How it looks: templates/casework/_evidence.html.
"""

from service.cases.evidence.registry import Evidence, evidence_for, is_contact_task

__all__ = ["Evidence", "evidence_for", "is_contact_task"]
