"""Empties the outbox: makes the PDF, hands mail to SMTP, readies prints. Decides nothing about a case."""
