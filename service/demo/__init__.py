"""Invented areas, people and cases, for demonstration only. Loaded in demo mode and nowhere else. Source: D-023."""

from service.demo.cases import load_cases
from service.demo.people import PASSWORD, demo_sign_ins, load_areas
from service.demo.running_incident import load_incident
from service.demo.running_tension import load_tensions
from service.store.queries.demo import has_areas
from service.toolbox import Toolbox

__all__ = ["PASSWORD", "demo_sign_ins", "load"]


def load(toolbox: Toolbox) -> bool:
    """Load the demonstration into an empty database; tell whether anything was loaded. Safe to run twice."""
    with toolbox.sessions.read() as session:
        if has_areas(session):
            return False
    load_areas(toolbox)
    load_cases(toolbox)
    load_incident(toolbox)
    load_tensions(toolbox)
    return True
