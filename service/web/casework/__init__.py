"""The pages of caseworkers: my work, cases, why a date, letters as sent, acts on a case."""
