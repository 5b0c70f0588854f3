"""Rounds of notices: one text to many people, who has it, who stands in, what they answered. Source: TE-12, MI-14."""
