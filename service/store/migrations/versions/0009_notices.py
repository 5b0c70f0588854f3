"""Contacts, rounds of notices and replies."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "protocol_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("agency", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("night_phone", sa.String(length=40), nullable=False),
        sa.Column("localities", sa.Text(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_protocol_contacts_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["protocol_contacts.id"], name=op.f("fk_protocol_contacts_deputy_id_protocol_contacts")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_protocol_contacts_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protocol_contacts")),
    )
    op.create_index("ix_protocol_contacts_role", "protocol_contacts", ["area_id", "role", "ended_on"], unique=False)
    op.create_table(
        "notice_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("template_version", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("wants_answer", sa.Boolean(), nullable=False),
        sa.Column("out_of_order", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_notice_rounds_by_id_people")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notice_rounds_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_rounds")),
    )
    op.create_index("ix_notice_rounds_case", "notice_rounds", ["case_id", "code"], unique=False)
    op.create_table(
        "contact_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("link_code", sa.String(length=24), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stands_in_for_id", sa.Integer(), nullable=True),
        sa.Column("passed_to_id", sa.Integer(), nullable=True),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_contact_notices_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["protocol_contacts.id"], name=op.f("fk_contact_notices_contact_id_protocol_contacts")
        ),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_contact_notices_outbox_id_outbox")),
        sa.ForeignKeyConstraint(
            ["passed_to_id"], ["contact_notices.id"], name=op.f("fk_contact_notices_passed_to_id_contact_notices")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_contact_notices_person_id_people")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["notice_rounds.id"], name=op.f("fk_contact_notices_round_id_notice_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["stands_in_for_id"],
            ["contact_notices.id"],
            name=op.f("fk_contact_notices_stands_in_for_id_contact_notices"),
        ),
        sa.ForeignKeyConstraint(["told_by_id"], ["people.id"], name=op.f("fk_contact_notices_told_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_notices")),
        sa.UniqueConstraint("link_code", name=op.f("uq_contact_notices_link_code")),
        sa.UniqueConstraint("round_id", "contact_id", name=op.f("uq_contact_notices_round_id_contact_id")),
    )
    op.create_index("ix_contact_notices_case", "contact_notices", ["case_id", "role"], unique=False)
    op.create_index("ix_contact_notices_person", "contact_notices", ["person_id", "answered_at"], unique=False)
    op.create_table(
        "notice_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("dealt_with_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dealt_with_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notice_replies_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["dealt_with_by_id"], ["people.id"], name=op.f("fk_notice_replies_dealt_with_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["contact_notices.id"], name=op.f("fk_notice_replies_notice_id_contact_notices")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_notice_replies_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_replies")),
    )
    op.create_index("ix_notice_replies_case", "notice_replies", ["case_id", "at"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index("ix_notice_replies_case", table_name="notice_replies")
    op.drop_table("notice_replies")
    op.drop_index("ix_contact_notices_person", table_name="contact_notices")
    op.drop_index("ix_contact_notices_case", table_name="contact_notices")
    op.drop_table("contact_notices")
    op.drop_index("ix_notice_rounds_case", table_name="notice_rounds")
    op.drop_table("notice_rounds")
    op.drop_index("ix_protocol_contacts_role", table_name="protocol_contacts")
    op.drop_table("protocol_contacts")
