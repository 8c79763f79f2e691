"""Create cities, bodies, people, ties and consents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consents_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("body", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents_text")),
        sa.UniqueConstraint("public_id", name=op.f("uq_consents_text_public_id")),
        sa.UniqueConstraint("purpose", "version", name=op.f("uq_consents_text_purpose_version")),
    )
    op.create_table(
        "directory_city",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "metropolitan",
                "district",
                "city",
                "city_district",
                "county",
                name="citykind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_city")),
        sa.UniqueConstraint("code", name=op.f("uq_directory_city_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_directory_city_public_id")),
    )
    op.create_table(
        "directory_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("academic_title", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_person")),
        sa.UniqueConstraint("public_id", name=op.f("uq_directory_person_public_id")),
    )
    op.create_index("ix_directory_person_email", "directory_person", ["email"], unique=False)
    op.create_index(
        "uq_directory_person_proven_email",
        "directory_person",
        ["email"],
        unique=True,
        sqlite_where=sa.text("proven_at IS NOT NULL"),
        postgresql_where=sa.text("proven_at IS NOT NULL"),
    )
    op.create_table(
        "consents_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["directory_person.id"], name=op.f("fk_consents_consent_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["text_id"], ["consents_text.id"], name=op.f("fk_consents_consent_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents_consent")),
        sa.UniqueConstraint("public_id", name=op.f("uq_consents_consent_public_id")),
    )
    op.create_index(op.f("ix_consents_consent_person_id"), "consents_consent", ["person_id"], unique=False)
    op.create_table(
        "directory_organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "metropolitan_municipality",
                "district_municipality",
                "city_administration",
                "city_district_office",
                "county_administration",
                "ministry",
                "governorship",
                "consulate",
                "association_of_cities",
                "municipal_company",
                "development_agency",
                "university",
                "professional_chamber",
                "chamber_of_commerce",
                "company",
                "association",
                "partnership_association",
                "foundation",
                "school",
                "youth_organisation",
                "media",
                "trade_union",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["directory_city.id"], name=op.f("fk_directory_organisation_city_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_organisation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_directory_organisation_public_id")),
    )
    op.create_index(op.f("ix_directory_organisation_city_id"), "directory_organisation", ["city_id"], unique=False)
    op.create_table(
        "partnerships_partnership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("german_city_id", sa.Integer(), nullable=False),
        sa.Column("izmir_city_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "partnership",
                "friendship",
                "district_partnership",
                "declaration",
                "contact",
                name="partnershipkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "prospect",
                "unconfirmed",
                "transferred",
                name="partnershipstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("topics", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("doubt", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("predecessor", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["german_city_id"], ["directory_city.id"], name=op.f("fk_partnerships_partnership_german_city_id")
        ),
        sa.ForeignKeyConstraint(
            ["izmir_city_id"], ["directory_city.id"], name=op.f("fk_partnerships_partnership_izmir_city_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships_partnership")),
        sa.UniqueConstraint("key", name=op.f("uq_partnerships_partnership_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_partnerships_partnership_public_id")),
    )
    op.create_index(
        op.f("ix_partnerships_partnership_german_city_id"), "partnerships_partnership", ["german_city_id"], unique=False
    )
    op.create_index(
        op.f("ix_partnerships_partnership_izmir_city_id"), "partnerships_partnership", ["izmir_city_id"], unique=False
    )
    op.create_table(
        "directory_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("title", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source_language", sa.String(length=2), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["city_id"], ["directory_city.id"], name=op.f("fk_directory_position_city_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["directory_organisation.id"], name=op.f("fk_directory_position_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_position")),
        sa.UniqueConstraint("public_id", name=op.f("uq_directory_position_public_id")),
    )
    op.create_index(op.f("ix_directory_position_city_id"), "directory_position", ["city_id"], unique=False)
    op.create_index(
        op.f("ix_directory_position_organisation_id"), "directory_position", ["organisation_id"], unique=False
    )
    op.create_table(
        "partnerships_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("happened", sa.String(length=10), nullable=False),
        sa.Column("what", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships_partnership.id"],
            name=op.f("fk_partnerships_event_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_partnerships_event_public_id")),
    )
    op.create_index(
        op.f("ix_partnerships_event_partnership_id"), "partnerships_event", ["partnership_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("partnerships_event")
    op.drop_table("directory_position")
    op.drop_table("partnerships_partnership")
    op.drop_table("directory_organisation")
    op.drop_table("consents_consent")
    op.drop_table("directory_person")
    op.drop_table("directory_city")
    op.drop_table("consents_text")
