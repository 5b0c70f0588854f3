"""The shipped calendar and clock register, for tests of what is built on them."""

import json
from pathlib import Path

from workflows.business_calendar import BusinessCalendar
from workflows.clock_register import parse_clock_register

ENGLAND = BusinessCalendar.for_nation()
CLOCKS_FILE = Path(__file__).parents[2] / "bpmn" / "clocks.json"
REGISTER = parse_clock_register(json.loads(CLOCKS_FILE.read_text(encoding="utf-8")))
