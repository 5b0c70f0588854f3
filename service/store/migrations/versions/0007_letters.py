"""Letters and what has to leave."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "letter_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("recipient_words", sa.String(length=200), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("size", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_mark", sa.String(length=64), nullable=False),
        sa.Column("sent_back_words", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by_id"], ["people.id"], name=op.f("fk_letter_drafts_approved_by_id_people")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_letter_drafts_area_id_areas")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_letter_drafts_case_id_cases")),
        sa.ForeignKeyConstraint(["task_id"], ["open_tasks.id"], name=op.f("fk_letter_drafts_task_id_open_tasks")),
        sa.ForeignKeyConstraint(["written_by_id"], ["people.id"], name=op.f("fk_letter_drafts_written_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_drafts")),
    )
    op.create_index("ix_letter_drafts_case", "letter_drafts", ["case_id", "state"], unique=False)
    op.create_index("ix_letter_drafts_task", "letter_drafts", ["task_id"], unique=False)
    op.create_table(
        "sealed_letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html_hash", sa.String(length=64), nullable=False),
        sa.Column("template_version", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("pdf_tries", sa.Integer(), nullable=False),
        sa.Column("pdf_next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_by_id", sa.Integer(), nullable=True),
        sa.Column("promises", sa.Text(), nullable=False),
        sa.Column("delivery", sa.String(length=12), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_sealed_letters_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["letter_drafts.id"], name=op.f("fk_sealed_letters_draft_id_letter_drafts")
        ),
        sa.ForeignKeyConstraint(["sealed_by_id"], ["people.id"], name=op.f("fk_sealed_letters_sealed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_letters")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_sealed_letters_draft_id")),
    )
    op.create_index("ix_sealed_letters_case", "sealed_letters", ["case_id", "code"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("sealed_letter_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_outbox_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["sealed_letter_id"], ["sealed_letters.id"], name=op.f("fk_outbox_sealed_letter_id_sealed_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index(
        "ix_outbox_next",
        "outbox",
        ["next_try_at"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(
        "ix_outbox_next",
        table_name="outbox",
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.drop_table("outbox")
    op.drop_index("ix_sealed_letters_case", table_name="sealed_letters")
    op.drop_table("sealed_letters")
    op.drop_index("ix_letter_drafts_task", table_name="letter_drafts")
    op.drop_index("ix_letter_drafts_case", table_name="letter_drafts")
    op.drop_table("letter_drafts")
