"""What the applicant told us: application, people, consents, reports."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "refused_applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("passed_on_words", sa.String(length=2000), nullable=False),
        sa.Column("passed_on_by_id", sa.Integer(), nullable=True),
        sa.Column("passed_on_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_refused_applications_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["passed_on_by_id"], ["people.id"], name=op.f("fk_refused_applications_passed_on_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_applications")),
    )
    op.create_table(
        "application_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_case_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_application_drafts_area_id_areas")),
        sa.ForeignKeyConstraint(["sent_case_id"], ["cases.id"], name=op.f("fk_application_drafts_sent_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_drafts")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_application_drafts_key_hash")),
    )
    op.create_table(
        "applications",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("behaviour", sa.String(length=200), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("suspected_source", sa.String(length=500), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("agencies_did", sa.String(), nullable=False),
        sa.Column("unsatisfied_because", sa.String(), nullable=False),
        sa.Column("outcome_wanted", sa.String(), nullable=False),
        sa.Column("previous_reviews", sa.String(length=500), nullable=False),
        sa.Column("hate_strands", sa.Text(), nullable=False),
        sa.Column("declared_by", sa.String(length=160), nullable=False),
        sa.Column("privacy_notice_version", sa.String(length=20), nullable=False),
        sa.Column("tracking_code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("link_challenge", sa.String(length=500), nullable=False),
        sa.Column("attached_to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["attached_to_id"], ["cases.id"], name=op.f("fk_applications_attached_to_id_cases")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_applications_case_id_cases")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["people.id"], name=op.f("fk_applications_entered_by_id_people")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_applications")),
    )
    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("is_applicant", sa.Boolean(), nullable=False),
        sa.Column("is_victim", sa.Boolean(), nullable=False),
        sa.Column("is_advocate", sa.Boolean(), nullable=False),
        sa.Column("is_perpetrator", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("search_name", sa.String(length=160), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("street", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("preferred_channel", sa.String(length=8), nullable=False),
        sa.Column("safe_contact", sa.String(length=500), nullable=False),
        sa.Column("formats", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=80), nullable=False),
        sa.Column("is_under_18", sa.Boolean(), nullable=True),
        sa.Column("tenant_of", sa.String(length=40), nullable=False),
        sa.Column("support_offered", sa.String(length=20), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_parties_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    op.create_index("ix_parties_case", "parties", ["case_id"], unique=False)
    op.create_index("ix_parties_name", "parties", ["search_name"], unique=False)
    op.create_table(
        "qualifying_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("application_on", sa.Date(), nullable=False),
        sa.Column("reset_on", sa.Date(), nullable=True),
        sa.Column("tests", sa.Text(), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(length=30), nullable=False),
        sa.Column("area_rules_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_qualifying_results_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualifying_results")),
    )
    op.create_index("ix_qualifying_results_case", "qualifying_results", ["case_id"], unique=False)
    op.create_table(
        "risk_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("actions", sa.String(length=2000), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_risk_checks_by_id_people")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_risk_checks_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_checks")),
    )
    op.create_index("ix_risk_checks_case", "risk_checks", ["case_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("victim_id", sa.Integer(), nullable=False),
        sa.Column("advocate_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["advocate_id"], ["parties.id"], name=op.f("fk_consents_advocate_id_parties")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_consents_case_id_cases")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["people.id"], name=op.f("fk_consents_recorded_by_id_people")),
        sa.ForeignKeyConstraint(["victim_id"], ["parties.id"], name=op.f("fk_consents_victim_id_parties")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_case", "consents", ["case_id"], unique=False)
    op.create_table(
        "reported_incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=1000), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("happened_words", sa.String(length=200), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_by_id", sa.Integer(), nullable=True),
        sa.Column("body_code", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("officer_kind", sa.String(length=30), nullable=False),
        sa.Column("body_reference", sa.String(length=80), nullable=False),
        sa.Column("action_known", sa.String(length=1000), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("link_group", sa.String(length=20), nullable=False),
        sa.Column("link_reason", sa.String(length=500), nullable=False),
        sa.Column("on_site_reason", sa.String(length=500), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reported_incidents_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["parties.id"], name=op.f("fk_reported_incidents_reported_by_id_parties")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_incidents")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_reported_incidents_case_id_number")),
    )
    op.create_table(
        "qualifying_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("month_ends_on", sa.Date(), nullable=True),
        sa.Column("six_months_end_on", sa.Date(), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["reported_incidents.id"], name=op.f("fk_qualifying_rows_incident_id_reported_incidents")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["qualifying_results.id"], name=op.f("fk_qualifying_rows_result_id_qualifying_results")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualifying_rows")),
        sa.UniqueConstraint("result_id", "incident_id", name=op.f("uq_qualifying_rows_result_id_incident_id")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("qualifying_rows")
    op.drop_table("reported_incidents")
    op.drop_index("ix_consents_case", table_name="consents")
    op.drop_table("consents")
    op.drop_index("ix_risk_checks_case", table_name="risk_checks")
    op.drop_table("risk_checks")
    op.drop_index("ix_qualifying_results_case", table_name="qualifying_results")
    op.drop_table("qualifying_results")
    op.drop_index("ix_parties_name", table_name="parties")
    op.drop_index("ix_parties_case", table_name="parties")
    op.drop_table("parties")
    op.drop_table("applications")
    op.drop_table("application_drafts")
    op.drop_table("refused_applications")
