"""The tree of what can go wrong in workflows; each docstring is the sentence a caseworker reads.

Nothing here knows of pages or tables.
"""

from __future__ import annotations


class WorkflowError(Exception):
    """The process could not go on."""
