"""SQLAlchemy 2: what the service remembers. Knows no Flask."""
