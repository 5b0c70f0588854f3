"""Which address a browser may be sent back to: a plain path of this service, nothing else. Source: SEC-086."""

import re

PLAIN = re.compile(r"/(?:[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*/?)?(?:\?[A-Za-z0-9._~=&%+-]*)?")
LONGEST = 300
NOT_BACK_TO = ("/sign-in", "/sign-out", "/signed-out")


def safe_way_back(wanted: str) -> str:
    """Give the address if it is a plain path on this site; else an empty text, which leads to the first page."""
    if len(wanted) > LONGEST or not PLAIN.fullmatch(wanted) or "/." in wanted:
        return ""
    return "" if wanted.partition("?")[0].rstrip("/") in NOT_BACK_TO or wanted == "/" else wanted
