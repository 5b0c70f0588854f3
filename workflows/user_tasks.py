"""What a person is asked to do: one open task of a running process, as the diagram describes it.

Who may do it, its due date and its page are the service's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask:
    """One open task. `item` is the agency or person it is about, inside a multi-instance; otherwise None."""

    task_id: str
    process_id: str
    element_id: str
    name: str
    lane: str | None
    documentation: str | None
    properties: Mapping[str, str] = field(default_factory=dict)
    item: str | None = None
