"""Settings from outside: weak secrets, public demos and plain http are refused with a sentence."""

from pathlib import Path

import pytest

from service.config import Settings, from_environment
from service.errors import SettingsWrong

SECRET = "kT7-a-long-and-mixed-secret-0123456789"
LIVE = {"FOLKMOOT_SECRET_KEY": SECRET, "FOLKMOOT_BASE_URL": "https://reviews.example.org"}


@pytest.mark.parametrize("secret", ["", "x", "changeme", "a" * 64, "ab" * 32, "secret-secret", "0123456789"])
def test_sec_075_a_weak_secret_keeps_the_service_from_starting(secret: str) -> None:
    with pytest.raises(SettingsWrong, match="FOLKMOOT_SECRET_KEY"):
        from_environment(LIVE | {"FOLKMOOT_SECRET_KEY": secret})


def test_sec_075_a_weak_earlier_secret_is_refused_too() -> None:
    with pytest.raises(SettingsWrong):
        from_environment(LIVE | {"FOLKMOOT_EARLIER_SECRET_KEYS": "short"})


def test_without_demo_there_is_no_default_secret() -> None:
    with pytest.raises(SettingsWrong):
        from_environment({"FOLKMOOT_BASE_URL": "https://reviews.example.org"})


def test_sec_080_a_demonstration_stays_on_this_machine(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="this machine only"):
        from_environment({"FOLKMOOT_DEMO": "yes", "FOLKMOOT_HOST": "192.0.2.7", "FOLKMOOT_VAR": str(tmp_path)})


def test_sec_120_plain_http_serves_this_machine_only() -> None:
    with pytest.raises(SettingsWrong, match="https"):
        from_environment(LIVE | {"FOLKMOOT_BASE_URL": "http://reviews.example.org"})


def test_the_demonstration_makes_its_secret_once(tmp_path: Path) -> None:
    # given a fresh folder, when the demonstration starts twice
    environment = {"FOLKMOOT_VAR": str(tmp_path / "var")}
    first = from_environment(environment, demo_by_default=True)
    second = from_environment(environment, demo_by_default=True)
    # then both use one secret that nobody else may read
    assert first.secret_key == second.secret_key
    assert (tmp_path / "var" / "demo-secret").stat().st_mode & 0o777 == 0o600
    assert first.database_url == f"sqlite:///{tmp_path / 'var' / 'folkmoot.db'}"


def test_the_demonstration_is_switched_off_by_name(tmp_path: Path) -> None:
    environment = LIVE | {"FOLKMOOT_DEMO": "no", "FOLKMOOT_VAR": str(tmp_path)}
    assert not from_environment(environment, demo_by_default=True).demo


@pytest.mark.parametrize(
    ("name", "value"),
    [("FOLKMOOT_PORT", "eighty"), ("FOLKMOOT_PORT", "-1"), ("FOLKMOOT_THREADS", "1e9"), ("FOLKMOOT_DEMO", "perhaps")],
)
def test_a_value_that_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsWrong, match=name):
        from_environment(LIVE | {name: value})


def test_cookies_insist_on_https_wherever_people_use_it() -> None:
    live = from_environment(LIVE)
    demo = Settings(database_url="sqlite:///x", secret_key=SECRET, base_url="http://127.0.0.1:8000", demo=True)
    assert (live.is_secure, live.cookie_name) == (True, "__Host-folkmoot")
    assert (demo.is_secure, demo.cookie_name) == (False, "folkmoot")
