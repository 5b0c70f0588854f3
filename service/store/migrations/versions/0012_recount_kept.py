"""The recount of an appeal, kept as the assessment saw it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; earlier appeals have none."""
    op.add_column("appeals", sa.Column("recount", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("appeals", "recount")
