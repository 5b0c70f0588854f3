"""Models and migrations agree, on both databases, forwards and back."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from service.store.database import is_up_to_date, make_sessions, migration_config, upgrade
from service.store.tables import Base


def test_models_and_migrations_agree(database_url: str) -> None:
    # given a database that went through every step
    sessions = make_sessions(database_url)
    # when its tables are compared with the models
    with sessions.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    sessions.close()
    # then nothing differs
    assert differences == []


def test_constraints_carry_the_names_of_the_models(database_url: str) -> None:
    sessions = make_sessions(database_url)
    with sessions.engine.connect() as connection:
        found = {
            name
            for table in Base.metadata.tables
            for name in (
                inspect(connection).get_pk_constraint(table)["name"],
                *(key["name"] for key in inspect(connection).get_foreign_keys(table)),
                *(key["name"] for key in inspect(connection).get_unique_constraints(table)),
            )
        }
    sessions.close()
    assert None not in found
    assert {"pk_cases", "fk_cases_area_id_areas", "uq_people_email"} <= found


def test_every_step_goes_back(database_url: str) -> None:
    # given a database at the newest step
    sessions = make_sessions(database_url)
    # when all steps are taken back
    with sessions.engine.connect() as connection, connection.begin():
        command.downgrade(migration_config(connection), "base")
    # then only Alembic's own table is left
    with sessions.engine.connect() as connection:
        left = inspect(connection).get_table_names()
    sessions.close()
    assert left == ["alembic_version"]


def test_upgrade_twice_changes_nothing_the_second_time(database_url: str) -> None:
    upgrade(database_url)
    sessions = make_sessions(database_url)
    assert is_up_to_date(sessions)
    sessions.close()


def test_an_empty_database_is_not_up_to_date(tmp_path: Path) -> None:
    sessions = make_sessions(f"sqlite:///{tmp_path / 'new.db'}")
    assert not is_up_to_date(sessions)
    sessions.close()


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_sqlite_is_opened_safely(tmp_path: Path, pragma: str, value: object) -> None:
    sessions = make_sessions(f"sqlite:///{tmp_path / 'safe.db'}")
    with sessions.engine.connect() as connection:
        assert connection.exec_driver_sql(f"pragma {pragma}").scalar_one() == value
    sessions.close()


def test_the_comparison_would_see_a_missing_table(tmp_path: Path) -> None:
    # given a database without tables, when compared, then every table is named
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert {"add_table"} <= {change[0] for change in differences if isinstance(change, tuple)}
