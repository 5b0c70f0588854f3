"""Nothing of one machine gets into the repository: no paths, no registry hosts, no secrets."""

import re

import pytest

from tests.house.repository import ROOT, kept_files, text_of

# Written in two parts, so that this file does not find itself.
MACHINE_PATHS = ["/" + folder + "/" for folder in ("work", "tmp", "root", "home")]
REGISTRY_HOSTS = ["registry." + "npmjs", "pypi." + "org", "python" + "hosted.org", "registry." + "yarnpkg"]
SECRETS = re.compile("-----BEGIN" + r"[A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b")
LEGAL_MENTIONS = {"tests/corpora", "tests/oracle"}  # hostile inputs name such paths on purpose


def test_no_file_names_a_path_of_one_machine() -> None:
    files = [path for path in kept_files() if path.parent.as_posix() not in LEGAL_MENTIONS]
    found = [f"{path}: {words}" for path in files for words in MACHINE_PATHS if mentions(text_of(path), words)]
    assert found == []


def test_no_file_names_a_registry_host() -> None:
    found = [f"{path}: {host}" for path in kept_files() for host in REGISTRY_HOSTS if host in text_of(path)]
    assert found == []


def test_the_lock_file_carries_checksums_and_no_addresses() -> None:
    lock = text_of((ROOT / "service/frontend/package-lock.json").relative_to(ROOT))
    assert '"resolved"' not in lock
    assert '"integrity": "sha512-' in lock


@pytest.mark.parametrize("pins", ["service/constraints.txt", "service/constraints-test.txt"])
def test_every_pin_carries_a_hash(pins: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / pins).read_text(encoding="utf-8"))
    assert [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []


def test_both_lists_of_pins_agree() -> None:
    run, test = (pinned_in(f"service/constraints{kind}.txt") for kind in ("", "-test"))
    assert run <= test


def test_no_file_holds_a_secret() -> None:
    assert [str(path) for path in kept_files() if SECRETS.search(text_of(path))] == []


def pinned_in(pins: str) -> set[str]:
    """Return the name==version of each pin."""
    return set(re.findall(r"^[A-Za-z0-9_.-]+==[^ ]+", (ROOT / pins).read_text(encoding="utf-8"), re.MULTILINE))


def mentions(text: str, path: str) -> bool:
    """True when the text names this absolute path, not a folder of that name in an address."""
    return re.search(r"(?<![\w.\-/])" + re.escape(path), text) is not None
