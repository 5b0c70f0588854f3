"""Fixtures of the bad days: a case at any stage on both databases, as the service's own tests have them."""

from tests.badday.access_world import world
from tests.service.conftest import all_snapshots, at_stage, kind, snapshots

__all__ = ["all_snapshots", "at_stage", "kind", "snapshots", "world"]  # fixtures
