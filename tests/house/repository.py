"""The files that the house rules look at. No rule lives here."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("workflows", "letters", "service")


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that git keeps, as paths below the root; deleted ones are left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = (Path(name) for name in listed.decode().split("\0") if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


def source_files(*suffixes: str) -> Iterator[Path]:
    """Give the kept files that end so."""
    return (path for path in kept_files() if path.suffix in suffixes)


def text_of(path: Path) -> str:
    """Return the file's text; an empty string for pictures and other binary files."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def syntax_of(path: Path) -> ast.Module:
    """Return the parsed Python file."""
    return ast.parse(text_of(path), filename=str(path))
