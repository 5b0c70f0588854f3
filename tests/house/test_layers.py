"""Arrows point inwards: the import contracts of pyproject.toml hold."""

import pytest
from importlinter.cli import lint_imports

from tests.house.repository import ROOT


def test_every_import_contract_is_kept(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    # given the contracts of pyproject.toml
    monkeypatch.chdir(ROOT)
    # when import-linter reads all three packages
    result = lint_imports(config_filename="pyproject.toml", no_cache=True)
    # then none is broken; the report says which line breaks which sentence
    assert result == 0, capsys.readouterr().out
