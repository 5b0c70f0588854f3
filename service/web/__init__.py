"""Pages: parse, one command or one query, render or redirect. Writes only through service.cases."""
