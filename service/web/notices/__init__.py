"""Notices of a tension or an incident: the page of a personal link, and calls that staff write down."""
