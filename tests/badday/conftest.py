"""The fixture that the tests of access share: the demonstration as everybody meets it."""

from tests.badday.access_world import world

__all__ = ["world"]  # a fixture
