"""Create delegations and registrations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registration_idempotency_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("caller", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_idempotency_key")),
        sa.UniqueConstraint("caller", "key", name=op.f("uq_registration_idempotency_key_caller_key")),
    )
    op.create_table(
        "delegations_delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.CheckConstraint("quota IS NULL OR quota >= 0", name=op.f("ck_delegations_delegation_quota")),
        sa.ForeignKeyConstraint(["city_id"], ["directory_city.id"], name=op.f("fk_delegations_delegation_city_id")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_delegations_delegation_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations_delegation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_delegations_delegation_public_id")),
        sa.UniqueConstraint("summit_id", "code", name=op.f("uq_delegations_delegation_summit_id_code")),
    )
    op.create_index(op.f("ix_delegations_delegation_city_id"), "delegations_delegation", ["city_id"], unique=False)
    op.create_table(
        "registration_registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "nominated",
                "submitted",
                "waiting",
                "offered",
                "approved",
                "confirmed",
                "declined",
                "cancelled",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("holds_place", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("waiting_rank", sa.Integer(), nullable=True),
        sa.Column("proven", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("proof_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("city_text", sa.Text(), nullable=False),
        sa.Column("organisation_text", sa.Text(), nullable=False),
        sa.Column("spoken_languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("interpretation", sa.String(length=2), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sameness", sa.String(length=32), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "form", "api", "list", "organiser", name="source", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'waiting') = (waiting_rank IS NOT NULL)", name=op.f("ck_registration_registration_rank")
        ),
        sa.CheckConstraint(
            "NOT (holds_place AND state IN ('waiting', 'declined', 'cancelled', 'withdrawn'))",
            name=op.f("ck_registration_registration_place"),
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["summits_category.id"], name=op.f("fk_registration_registration_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations_delegation.id"], name=op.f("fk_registration_registration_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["directory_person.id"], name=op.f("fk_registration_registration_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["summit_id"],
            ["summits_summit.id"],
            name=op.f("fk_registration_registration_summit_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_registration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registration_registration_public_id")),
        sa.UniqueConstraint("summit_id", "code", name=op.f("uq_registration_registration_summit_id_code")),
    )
    op.create_index(
        "ix_registration_registration_category",
        "registration_registration",
        ["summit_id", "category_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_registration_registration_category_id"), "registration_registration", ["category_id"], unique=False
    )
    op.create_index(
        "ix_registration_registration_delegation",
        "registration_registration",
        ["summit_id", "delegation_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_registration_registration_delegation_id"), "registration_registration", ["delegation_id"], unique=False
    )
    op.create_index(
        "ix_registration_registration_newest", "registration_registration", ["summit_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_registration_registration_person_id"), "registration_registration", ["person_id"], unique=False
    )
    op.create_index(
        "ix_registration_registration_rank", "registration_registration", ["summit_id", "waiting_rank"], unique=False
    )
    op.create_index(
        "ix_registration_registration_state", "registration_registration", ["summit_id", "state", "id"], unique=False
    )
    op.create_index(
        "uq_registration_registration_active",
        "registration_registration",
        ["summit_id", "sameness"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('draft', 'nominated', 'submitted', 'waiting', 'offered', 'approved', 'confirmed') AND sameness IS NOT NULL"
        ),
        postgresql_where=sa.text(
            "state IN ('draft', 'nominated', 'submitted', 'waiting', 'offered', 'approved', 'confirmed') AND sameness IS NOT NULL"
        ),
    )
    op.create_table(
        "registration_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column(
            "word", sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration_registration.id"],
            name=op.f("fk_registration_word_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_word")),
        sa.UniqueConstraint("registration_id", "word", name=op.f("uq_registration_word_registration_id_word")),
    )
    op.create_index(
        "ix_registration_word_word", "registration_word", ["summit_id", "word", "registration_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("registration_word")
    op.drop_table("registration_registration")
    op.drop_table("delegations_delegation")
    op.drop_table("registration_idempotency_key")
