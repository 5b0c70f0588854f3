"""Which page of a long list is asked for."""

from flask import request

LARGEST = 10_000


def asked_page() -> int:
    """Give the page that the address asks for; 1 for anything else."""
    asked = request.args.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(LARGEST)) else 1
    return min(max(number, 1), LARGEST)


def last_page(total: int, size: int) -> int:
    """Give how many pages a list has, at least one."""
    return max(1, -(-total // size))
