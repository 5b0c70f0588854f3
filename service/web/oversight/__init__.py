"""The pages of those who watch over the work and do none of it: figures, what is late, the audit."""
