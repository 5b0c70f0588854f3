"""The clock of the service: one loop that looks for what is due. It owns no timer (D-007)."""
