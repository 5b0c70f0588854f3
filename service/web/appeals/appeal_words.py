"""Stages of an appeal and the appellant’s words as the pages of the desk give them. Source: AP-03, AP-11."""

AGAINST = {1: "Stage 1: threshold not met", 2: "Stage 2: outcome of the review"}
AGAINST_WHAT = {1: "“threshold not met”", 2: "the outcome of the review"}
LONGEST_QUOTE = 90


def first_words(text: str) -> str:
    """Give the beginning of what the appellant wrote, cut at a word."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST_QUOTE:
        return plain
    return f"{plain[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
