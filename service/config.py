"""What a running Folkmoot is told from outside, once, at the start: FOLKMOOT_*. Area settings live in tables."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.errors import SettingsWrong

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 10  # different ones in a secret
ON = ("1", "yes", "true", "on")
OFF = ("", "0", "no", "false", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one running Folkmoot; see `folkmoot --help` for the words."""

    database_url: str
    secret_key: str
    base_url: str
    earlier_secret_keys: tuple[str, ...] = ()
    demo: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    var_folder: Path = Path("var")
    bpmn_folder: Path = Path("bpmn")
    smtp_url: str = ""
    mail_from: str = ""
    proxies: int = 0
    nation: str = "ENG"

    def __post_init__(self) -> None:
        """Refuse to start with a weak secret, a public demo or a plain http address."""
        if self.demo and self.host not in LOOPBACK:
            raise SettingsWrong("The demonstration runs on this machine only: set FOLKMOOT_HOST to 127.0.0.1.")
        for secret in (self.secret_key, *self.earlier_secret_keys):
            refuse_weak_secret(secret)
        if not self.is_secure and not self.is_loopback:
            raise SettingsWrong("Set FOLKMOOT_BASE_URL to the https address that people type.")

    @property
    def is_secure(self) -> bool:
        """True when people reach the service by https, so that cookies may insist on it."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """True when the address leads to this machine only."""
        return urlsplit(self.base_url).hostname in LOOPBACK

    @property
    def cookie_name(self) -> str:
        """The name of the session cookie; the browser itself guards the `__Host-` one. Source: SEC-074."""
        return "__Host-folkmoot" if self.is_secure else "folkmoot"


def refuse_weak_secret(secret: str) -> None:
    """Raise SettingsWrong unless the secret is long and mixed enough to sign cookies. Source: SEC-075."""
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS:
        raise SettingsWrong(
            f"Set FOLKMOOT_SECRET_KEY to a random text of at least {SHORTEST_SECRET} characters, "
            'for example from: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )


def from_environment(environment: Mapping[str, str] | None = None, *, demo_by_default: bool = False) -> Settings:
    """Read the settings; raises SettingsWrong with a sentence that says what to set."""
    given = os.environ if environment is None else environment
    demo = _switch(given, "FOLKMOOT_DEMO", default=demo_by_default)
    var_folder = Path(given.get("FOLKMOOT_VAR", "var"))
    host = given.get("FOLKMOOT_HOST", "127.0.0.1")
    port = _number(given, "FOLKMOOT_PORT", default=8000)
    return Settings(
        database_url=given.get("FOLKMOOT_DATABASE_URL") or f"sqlite:///{var_folder / 'folkmoot.db'}",
        secret_key=given.get("FOLKMOOT_SECRET_KEY") or (_kept_demo_secret(var_folder) if demo else ""),
        earlier_secret_keys=tuple(given.get("FOLKMOOT_EARLIER_SECRET_KEYS", "").split()),
        base_url=(given.get("FOLKMOOT_BASE_URL") or f"http://{host}:{port}").rstrip("/"),
        demo=demo,
        host=host,
        port=port,
        threads=_number(given, "FOLKMOOT_THREADS", default=8),
        var_folder=var_folder,
        bpmn_folder=Path(given.get("FOLKMOOT_BPMN") or default_bpmn_folder()),
        smtp_url=given.get("FOLKMOOT_SMTP_URL", ""),
        mail_from=given.get("FOLKMOOT_MAIL_FROM", ""),
        proxies=_number(given, "FOLKMOOT_PROXIES", default=0),
        nation=given.get("FOLKMOOT_NATION", "ENG"),
    )


def default_bpmn_folder() -> Path:
    """Give the shipped diagrams: beside the code, in a clone and in an installed package alike."""
    return Path(__file__).resolve().parent.parent / "bpmn"


def _switch(given: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = given.get(name)
    if value is None:
        return default
    if value.strip().lower() in ON + OFF:
        return value.strip().lower() in ON
    raise SettingsWrong(f"Set {name} to yes or no.")


def _number(given: Mapping[str, str], name: str, *, default: int) -> int:
    value = given.get(name, "").strip()
    if not value:
        return default
    if value.isascii() and value.isdigit() and len(value) <= 5:
        return int(value)
    raise SettingsWrong(f"Set {name} to a whole number.")


def _kept_demo_secret(var_folder: Path) -> str:
    """Make a secret once for the demonstration, so that a restart signs nobody out."""
    path = var_folder / "demo-secret"
    if not path.exists():
        var_folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
