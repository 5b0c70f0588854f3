"""Appeals to the Commissioner's office."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "appeals",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("about_case_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("wish", sa.String(length=2000), nullable=False),
        sa.Column("remit_version", sa.Integer(), nullable=False),
        sa.Column("decision_letter_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("route", sa.String(length=20), nullable=False),
        sa.Column("consent_held", sa.Boolean(), nullable=True),
        sa.Column("missing_words", sa.String(length=2000), nullable=False),
        sa.Column("late_reason", sa.String(length=2000), nullable=False),
        sa.Column("late_accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("no_part_declared_by_id", sa.Integer(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("released", sa.Text(), nullable=False),
        sa.Column("redacted_words", sa.String(length=2000), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("remit_points", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reported_back", sa.String(length=2000), nullable=False),
        sa.Column("reported_back_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["about_case_id"], ["cases.id"], name=op.f("fk_appeals_about_case_id_cases")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appeals_case_id_cases")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_appeals_decided_by_id_people")),
        sa.ForeignKeyConstraint(
            ["decision_letter_id"], ["sealed_letters.id"], name=op.f("fk_appeals_decision_letter_id_sealed_letters")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["people.id"], name=op.f("fk_appeals_entered_by_id_people")),
        sa.ForeignKeyConstraint(
            ["late_accepted_by_id"], ["people.id"], name=op.f("fk_appeals_late_accepted_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["no_part_declared_by_id"], ["people.id"], name=op.f("fk_appeals_no_part_declared_by_id_people")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_appeals")),
    )
    op.create_index("ix_appeals_about", "appeals", ["about_case_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index("ix_appeals_about", table_name="appeals")
    op.drop_table("appeals")
