"""What a drawn PDF still lacks to be read aloud well: the direction of table headers. Needs pikepdf."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf


def with_scoped_headers(drawn: bytes) -> bytes:
    """Return the PDF with a scope on every table header, always written the same way.

    Source: rec (WeasyPrint 70 leaves `/Scope` out, which PDF/UA-1 asks for).
    """
    with pikepdf.open(BytesIO(drawn)) as document:
        for header, inside_head in _headers(document.Root.StructTreeRoot, inside_head=False):
            scope = pikepdf.Name.Column if inside_head else pikepdf.Name.Row
            header.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope)
        finished = BytesIO()
        document.save(finished, deterministic_id=True)
    return finished.getvalue()


def _headers(element: Any, *, inside_head: bool) -> Iterator[tuple[Any, bool]]:
    for child in _children(element):
        if child.S == pikepdf.Name.TH:
            yield child, inside_head
        yield from _headers(child, inside_head=inside_head or pikepdf.Name.THead == child.S)


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in many if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
