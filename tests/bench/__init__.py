"""Measurements, not tests: `python3 bootstrap.py bench` prints one JSON object."""
