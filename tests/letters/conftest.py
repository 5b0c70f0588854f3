"""What the letter tests may ask for: the PDF library, skipped outside CI and demanded inside."""

import os

import pytest

from letters import PdfUnavailable, has_pdf_library


@pytest.fixture(scope="session")
def pdf_library() -> None:
    """Pango is here. Without it the test is skipped, but fails where FOLKMOOT_REQUIRE_PDF=1 is set."""
    if has_pdf_library():
        return
    if os.environ.get("FOLKMOOT_REQUIRE_PDF") == "1":
        pytest.fail(f"FOLKMOOT_REQUIRE_PDF=1, but: {PdfUnavailable()}")
    pytest.skip(f"No PDF library on this machine. {PdfUnavailable()}")
