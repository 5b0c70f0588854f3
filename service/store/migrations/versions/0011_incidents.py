"""Major racial incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "further_incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=2000), nullable=False),
        sa.Column("where", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_further_incidents_by_id_people")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_further_incidents_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_further_incidents")),
    )
    op.create_index(op.f("ix_further_incidents_case_id"), "further_incidents", ["case_id"], unique=False)
    op.create_table(
        "racial_incidents",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("where", sa.String(length=300), nullable=False),
        sa.Column("locality", sa.String(length=120), nullable=False),
        sa.Column("is_perceived", sa.Boolean(), nullable=True),
        sa.Column("injuries", sa.String(length=1000), nullable=False),
        sa.Column("steps", sa.String(length=2000), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("is_aggravated", sa.Boolean(), nullable=True),
        sa.Column("aggravated_because", sa.String(length=2000), nullable=False),
        sa.Column("is_disorder_likely", sa.Boolean(), nullable=True),
        sa.Column("disorder_because", sa.String(length=2000), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("downgraded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("downgraded_because", sa.String(length=2000), nullable=False),
        sa.Column("handed_to", sa.String(length=160), nullable=False),
        sa.Column("debrief_on", sa.Date(), nullable=True),
        sa.Column("debrief_late_because", sa.String(length=1000), nullable=False),
        sa.Column("debriefed_on", sa.Date(), nullable=True),
        sa.Column("lessons", sa.String(length=4000), nullable=False),
        sa.Column("outcome", sa.String(length=4000), nullable=False),
        sa.Column("tension_case_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_racial_incidents_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_racial_incidents_decided_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["people.id"], name=op.f("fk_racial_incidents_entered_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["tension_case_id"], ["cases.id"], name=op.f("fk_racial_incidents_tension_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_racial_incidents")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("racial_incidents")
    op.drop_index(op.f("ix_further_incidents_case_id"), table_name="further_incidents")
    op.drop_table("further_incidents")
