"""Racial incidents: the register, the room of one, reporting one, and what may be done to it at any time."""
