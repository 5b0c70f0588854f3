"""Whom the answer to a mail reaches: the sender of the letter, not the mailbox that all mail leaves from."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("outbox", "notice_rounds")


def upgrade() -> None:
    """Add the column to what leaves; what left earlier named nobody."""
    for table in TABLES:
        op.add_column(table, sa.Column("reply_to", sa.String(254), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    for table in TABLES:
        op.drop_column(table, "reply_to")
