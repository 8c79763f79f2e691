"""Keep letters: requests, approvals by two people, numbers, papers, and how often a code was looked up."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters_look_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_look_up")),
        sa.UniqueConstraint("letter", "day", name=op.f("uq_letters_look_up_letter_day")),
    )
    op.create_table(
        "letters_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_letters_series_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_series")),
        sa.UniqueConstraint("prefix", "year", name=op.f("uq_letters_series_prefix_year")),
        sa.UniqueConstraint("summit_id", "year", name=op.f("uq_letters_series_summit_id_year")),
    )
    op.create_table(
        "letters_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("visa", "attendance", name="letterkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "issued",
                "refused",
                "withdrawn",
                "revoked",
                "superseded",
                name="letterstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("requested_by", sa.String(length=60), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("consulate", sa.Text(), nullable=False),
        sa.Column(
            "passport",
            sa.Enum(
                "ordinary",
                "special",
                "service",
                "diplomatic",
                name="passport",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("arrives_on", sa.Date(), nullable=True),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column(
            "travel_paid_by",
            sa.Enum(
                "self",
                "employer",
                "organiser",
                "city",
                name="payer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "stay_paid_by",
            sa.Enum(
                "self",
                "employer",
                "organiser",
                "city",
                name="staypayer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("serial", sa.String(length=40), nullable=True),
        sa.Column("lookup", sa.String(length=64), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("first_approver", sa.String(length=20), nullable=False),
        sa.Column("second_approver", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "(state IN ('issued', 'revoked', 'superseded')) = (number IS NOT NULL)",
            name=op.f("ck_letters_letter_numbered"),
        ),
        sa.CheckConstraint(
            "number IS NULL OR (first_approver <> '' AND second_approver <> '' AND first_approver <> second_approver AND first_approver <> requested_by AND second_approver <> requested_by)",
            name=op.f("ck_letters_letter_two_people"),
        ),
        sa.CheckConstraint(
            "number IS NULL OR (number > 0 AND year IS NOT NULL AND serial IS NOT NULL AND lookup IS NOT NULL AND issued_on IS NOT NULL AND valid_until IS NOT NULL)",
            name=op.f("ck_letters_letter_issued"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["directory_person.id"], name=op.f("fk_letters_letter_person_id")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration_registration.id"],
            name=op.f("fk_letters_letter_registration_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_letters_letter_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_letter")),
        sa.UniqueConstraint("lookup", name=op.f("uq_letters_letter_lookup")),
        sa.UniqueConstraint("public_id", name=op.f("uq_letters_letter_public_id")),
        sa.UniqueConstraint("serial", name=op.f("uq_letters_letter_serial")),
        sa.UniqueConstraint("summit_id", "year", "number", name=op.f("uq_letters_letter_summit_id_year_number")),
    )
    op.create_index(op.f("ix_letters_letter_person_id"), "letters_letter", ["person_id"], unique=False)
    op.create_index("ix_letters_letter_queue", "letters_letter", ["summit_id", "state", "id"], unique=False)
    op.create_index(op.f("ix_letters_letter_registration_id"), "letters_letter", ["registration_id"], unique=False)
    op.create_index(
        "uq_letters_letter_open",
        "letters_letter",
        ["registration_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_index(
        "uq_letters_letter_valid",
        "letters_letter",
        ["registration_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'issued'"),
        postgresql_where=sa.text("state = 'issued'"),
    )

    op.create_table(
        "letters_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("place IN (1, 2)", name=op.f("ck_letters_approval_place")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters_letter.id"], name=op.f("fk_letters_approval_letter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_approval")),
        sa.UniqueConstraint("letter_id", "place", name=op.f("uq_letters_approval_letter_id_place")),
        sa.UniqueConstraint("letter_id", "user", name=op.f("uq_letters_approval_letter_id_user")),
    )
    op.create_table(
        "letters_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters_letter.id"], name=op.f("fk_letters_document_letter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_document")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_letters_document_letter_id")),
    )
    _never_changed("letters_document")


def downgrade() -> None:
    op.drop_table("letters_document")
    op.drop_table("letters_approval")
    op.drop_index("uq_letters_letter_valid", "letters_letter")
    op.drop_index("uq_letters_letter_open", "letters_letter")
    op.drop_index("ix_letters_letter_registration_id", "letters_letter")
    op.drop_index("ix_letters_letter_queue", "letters_letter")
    op.drop_index("ix_letters_letter_person_id", "letters_letter")

    op.drop_table("letters_letter")
    op.drop_table("letters_series")
    op.drop_table("letters_look_up")


def _never_changed(table: str) -> None:
    """Let rows be added and never changed; as a whole they are removed when the time to keep them is over."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
