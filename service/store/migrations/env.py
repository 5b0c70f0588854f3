"""How Alembic reaches our tables; called by service/store/database.py alone, never by Alembic's own command."""

from alembic import context

from service.store.tables import Base


def migrate() -> None:
    """Run the steps on the connection that the caller opened, inside its transaction."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    context.run_migrations()


migrate()
