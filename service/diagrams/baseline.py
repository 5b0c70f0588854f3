"""The bpmn folder on disk as a bundle of texts: drawings, forms, stages of one protocol, and the shared lists."""

from pathlib import Path

SHARED = ("roles.json", "clocks.json")
KINDS = (".bpmn", ".json")


def protocols_in(folder: Path) -> list[str]:
    """Give the protocols of a bpmn folder: each of its folders that holds a drawing of its own name."""
    return sorted(each.name for each in folder.iterdir() if (each / f"{each.name}.bpmn").is_file())


def read_bundle(folder: Path, process_id: str) -> dict[str, str]:
    """Give every file of one protocol: name inside its folder to text; the shared lists by their own names.

    Raises OSError, UnicodeDecodeError.
    """
    home = folder / process_id
    files = {
        path.relative_to(home).as_posix(): path.read_text("utf-8")
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.suffix in KINDS
    }
    return files | {name: (folder / name).read_text("utf-8") for name in SHARED}
