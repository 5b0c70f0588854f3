"""Filled in by the package itself."""
