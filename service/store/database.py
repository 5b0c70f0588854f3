"""Opening the database: SQLite or PostgreSQL, reading and writing sessions, bringing tables up to date."""

from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from service.errors import SettingsWrong

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 20
DISCREET: dict[str, Any] = {"hide_parameters": True}  # an error never repeats the values of a row: they may be names
MIGRATION_LOCK = 4_611_686_018  # any number, the same in every process


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """How to reach the database: `read()` for pages, `write()` for commands."""

    engine: Engine
    read: sessionmaker[Session]
    write: sessionmaker[Session]

    def close(self) -> None:
        """Give every connection back to the operating system."""
        for maker in (self.read, self.write):
            maker.kw["bind"].dispose()
        self.engine.dispose()


def make_sessions(database_url: str) -> Sessions:
    """Open the database; `read` sessions cannot write. Source: reliability 3.2, D-009."""
    url = readable_url(database_url)
    reading, writing = (_sqlite_engines if url.get_backend_name() == "sqlite" else _postgresql_engines)(url)
    return Sessions(
        engine=writing,
        read=sessionmaker(reading, expire_on_commit=False),
        write=sessionmaker(writing, expire_on_commit=False),
    )


def readable_url(database_url: str) -> URL:
    """Parse the address of the database; raises SettingsWrong for kinds we do not know."""
    try:
        url = make_url(database_url)
    except ArgumentError as err:
        raise SettingsWrong("Set FOLKMOOT_DATABASE_URL to an address such as sqlite:///var/folkmoot.db.") from err
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        return url.set(drivername="sqlite+pysqlite")
    raise SettingsWrong("FOLKMOOT_DATABASE_URL must name a SQLite file or a PostgreSQL database.")


def _sqlite_engines(url: URL) -> tuple[Engine, Engine]:
    """Two pools on one file: readers never block, writers queue up one by one (BEGIN IMMEDIATE)."""
    reading, writing = (create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **DISCREET) for _ in range(2))
    event.listen(reading, "connect", _prepare_sqlite_reader)
    event.listen(writing, "connect", _prepare_sqlite)
    event.listen(reading, "begin", _begin_reading)
    event.listen(writing, "begin", _begin_writing)
    return reading, writing


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin on its own: we say IMMEDIATE
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _prepare_sqlite_reader(connection: SqliteConnection, record: object) -> None:
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA query_only=ON").close()


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql_engines(url: URL) -> tuple[Engine, Engine]:
    limits = "-c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
    writing = create_engine(url, pool_pre_ping=True, pool_size=10, connect_args={"options": limits}, **DISCREET)
    return writing.execution_options(postgresql_readonly=True), writing


def upgrade(database_url: str) -> None:
    """Bring the tables to the newest shape; safe when several processes start at once."""
    sessions = make_sessions(database_url)
    try:
        with sessions.engine.connect() as connection:
            _let_tables_be_rebuilt(connection)
            with connection.begin():
                _wait_for_other_upgrades(connection)
                command.upgrade(migration_config(connection), "head")
    finally:
        sessions.close()


def migration_config(connection: Connection) -> Config:
    """Give Alembic's configuration without a file: our own command line is its only door."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _let_tables_be_rebuilt(connection: Connection) -> None:
    # SQLite changes a table by making it anew; with foreign keys on, dropping the old one would empty its children
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF").close()


def _wait_for_other_upgrades(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})


def is_up_to_date(sessions: Sessions) -> bool:
    """Tell whether the tables have the shape that this code expects."""
    newest: Any = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with sessions.engine.connect() as connection:
        return bool(MigrationContext.configure(connection).get_current_revision() == newest)
