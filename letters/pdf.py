"""From a sealed letter's HTML to a tagged PDF, marked PDF/UA-1. WeasyPrint is loaded only when needed.

Nothing outside the HTML is ever read: every address in it is refused.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from letters.errors import PdfRefused, PdfUnavailable

if TYPE_CHECKING:
    import pikepdf

# WeasyPrint writes an identifier by chance into each file; a letter made twice shall be the same file.
_SAME_EVERY_TIME = b"folkmoot letter"


def letter_pdf(html: str) -> bytes:
    """Return the letter as a tagged PDF/UA-1 file: the same HTML gives the same bytes on one machine.

    Raises PdfUnavailable where Pango or fonts are missing, PdfRefused if the HTML asks for an address.
    Source: D-008; rec.
    """
    drawn = _drawn(html)
    import pikepdf

    with pikepdf.open(BytesIO(drawn)) as document:
        if not _has_fonts(document):
            raise PdfUnavailable
        _scope_table_headers(document)
        finished = BytesIO()
        document.save(finished, deterministic_id=True, linearize=False)
    return finished.getvalue()


def has_pdf_library() -> bool:
    """Whether letters can become PDFs on this machine: Pango is found and loads."""
    try:
        _load()
    except PdfUnavailable:
        return False
    return True


def _load() -> Any:
    try:
        import weasyprint
    except OSError as fault:
        raise PdfUnavailable from fault
    return weasyprint


def _drawn(html: str) -> bytes:
    weasyprint = _load()
    asked: list[str] = []

    class NothingFetched(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Refuses every address: a letter carries all it needs."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 (its signature)
            asked.append(url)
            raise ValueError("a letter reads nothing from outside")

    page = weasyprint.HTML(string=html, url_fetcher=NothingFetched(), base_url=None)
    drawn: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=_SAME_EVERY_TIME)
    if asked:
        raise PdfRefused
    return drawn


def _has_fonts(document: "pikepdf.Pdf") -> bool:
    return any("/Font" in page.get("/Resources", {}) and page.Resources.Font for page in document.pages)


def _scope_table_headers(document: "pikepdf.Pdf") -> None:
    """Say for each table header which way it heads: WeasyPrint leaves that out."""
    import pikepdf

    root = document.Root.get("/StructTreeRoot")
    for element, inside_head in _headers(root, inside_head=False) if root is not None else ():
        scope = pikepdf.Name.Column if inside_head else pikepdf.Name.Row
        element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope)


def _headers(element: Any, *, inside_head: bool) -> list[tuple[Any, bool]]:
    found = []
    for child in _children(element):
        kind = str(child.get("/S", ""))
        if kind == "/TH":
            found.append((child, inside_head))
        found += _headers(child, inside_head=inside_head or kind == "/THead")
    return found


def _children(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K")
    many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in many if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
