"""Letters of a case: drafted, checked, sealed, sent. The words live in the letters package."""
