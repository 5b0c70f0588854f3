"""Community tension."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "annual_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("training", sa.String(), nullable=False),
        sa.Column("events", sa.String(), nullable=False),
        sa.Column("members", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_annual_plans_area_id_areas")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_annual_plans_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_plans")),
        sa.UniqueConstraint("area_id", "year", name=op.f("uq_annual_plans_area_id_year")),
    )
    op.create_table(
        "quarterly_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("quarter_ends_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("agencies_note", sa.String(), nullable=False),
        sa.Column("answers_words", sa.String(), nullable=False),
        sa.Column("comments_by", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("public_text", sa.String(), nullable=False),
        sa.Column("public_html", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_quarterly_reports_area_id_areas")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["people.id"], name=op.f("fk_quarterly_reports_issued_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarterly_reports")),
        sa.UniqueConstraint("area_id", "quarter_ends_on", name=op.f("uq_quarterly_reports_area_id_quarter_ends_on")),
    )
    op.create_table(
        "response_options",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=160), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_response_options_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_options")),
    )
    op.create_index("ix_response_options_area", "response_options", ["area_id", "band"], unique=False)
    op.create_table(
        "set_up_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=30), nullable=False),
        sa.Column("is_in_place", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(length=160), nullable=False),
        sa.Column("action", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_set_up_answers_area_id_areas")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_set_up_answers_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_up_answers")),
        sa.UniqueConstraint("area_id", "step", name=op.f("uq_set_up_answers_area_id_step")),
    )
    op.create_table(
        "report_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("from_words", sa.String(length=160), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_report_comments_by_id_people")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["quarterly_reports.id"], name=op.f("fk_report_comments_report_id_quarterly_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_comments")),
    )
    op.create_index("ix_report_comments_report", "report_comments", ["report_id"], unique=False)
    op.create_table(
        "tensions",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ward", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("earlier_level", sa.Integer(), nullable=False),
        sa.Column("highest_level", sa.Integer(), nullable=False),
        sa.Column("level_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("level_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("is_disputed", sa.Boolean(), nullable=False),
        sa.Column("is_racial", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("incident_case_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("spokesperson", sa.String(length=160), nullable=False),
        sa.Column("public_lines", sa.String(length=2000), nullable=False),
        sa.Column("police_approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("council_approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tensions_case_id_cases")),
        sa.ForeignKeyConstraint(["incident_case_id"], ["cases.id"], name=op.f("fk_tensions_incident_case_id_cases")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["cases.id"], name=op.f("fk_tensions_merged_into_id_cases")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_tensions")),
    )
    op.create_table(
        "threat_assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("experienced", sa.Integer(), nullable=False),
        sa.Column("evidenced", sa.Integer(), nullable=False),
        sa.Column("potential", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("suggested", sa.Integer(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("police_level", sa.Integer(), nullable=True),
        sa.Column("asb_level", sa.Integer(), nullable=True),
        sa.Column("asb_by", sa.String(length=160), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("reasons", sa.String(length=2000), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_threat_assessments_by_id_people")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_threat_assessments_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["people.id"], name=op.f("fk_threat_assessments_settled_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threat_assessments")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_threat_assessments_case_id_number")),
    )
    op.create_table(
        "tension_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("where", sa.String(length=300), nullable=False),
        sa.Column("when", sa.String(length=300), nullable=False),
        sa.Column("communities", sa.String(length=300), nullable=False),
        sa.Column("first_action", sa.String(length=2000), nullable=False),
        sa.Column("is_violent", sa.Boolean(), nullable=False),
        sa.Column("is_restricted", sa.Boolean(), nullable=False),
        sa.Column("handling", sa.String(length=500), nullable=False),
        sa.Column("came_from_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["came_from_id"], ["cases.id"], name=op.f("fk_tension_reports_came_from_id_cases")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tension_reports_case_id_cases")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["people.id"], name=op.f("fk_tension_reports_entered_by_id_people")),
        sa.ForeignKeyConstraint(["reporter_id"], ["parties.id"], name=op.f("fk_tension_reports_reporter_id_parties")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tension_reports")),
    )
    op.create_index("ix_tension_reports_case", "tension_reports", ["case_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index("ix_tension_reports_case", table_name="tension_reports")
    op.drop_table("tension_reports")
    op.drop_table("threat_assessments")
    op.drop_table("tensions")
    op.drop_index("ix_report_comments_report", table_name="report_comments")
    op.drop_table("report_comments")
    op.drop_table("set_up_answers")
    op.drop_index("ix_response_options_area", table_name="response_options")
    op.drop_table("response_options")
    op.drop_table("quarterly_reports")
    op.drop_table("annual_plans")
