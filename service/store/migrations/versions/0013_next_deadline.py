"""An index of running clocks by the one that ends first: the board asks each case for its next duty."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_deadlines_next",
        "deadlines",
        ["case_id", "limit_at", "clock"],
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_deadlines_next", table_name="deadlines")
