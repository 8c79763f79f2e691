"""Keep the order of protocol, and numbered versions of lists."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lists_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("why", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "ordering",
            sa.Enum(
                "alphabetical", "partnership", name="ordering", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "takes",
            sa.Enum(
                "nobody",
                "heads",
                "deputies",
                "guests",
                name="takes",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_lists_class_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists_class")),
        sa.UniqueConstraint("public_id", name=op.f("uq_lists_class_public_id")),
    )
    op.create_index(op.f("ix_lists_class_summit_id"), "lists_class", ["summit_id"], unique=False)

    op.create_table(
        "lists_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "participants",
                "everyone",
                "delegations",
                "protocol",
                "no-photo",
                "diet",
                name="listkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_lists_version_number")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_lists_version_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_lists_version_public_id")),
        sa.UniqueConstraint("summit_id", "kind", "number", name=op.f("uq_lists_version_summit_id_kind_number")),
    )
    op.create_table(
        "lists_rank",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("level_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(length=60), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_lists_rank_reason")),
        sa.CheckConstraint("place IS NULL OR place > 0", name=op.f("ck_lists_rank_place")),
        sa.ForeignKeyConstraint(["level_id"], ["lists_class.id"], name=op.f("fk_lists_rank_level_id")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration_registration.id"],
            name=op.f("fk_lists_rank_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists_rank")),
        sa.UniqueConstraint("public_id", name=op.f("uq_lists_rank_public_id")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_lists_rank_registration_id")),
    )
    op.create_index(op.f("ix_lists_rank_level_id"), "lists_rank", ["level_id"], unique=False)


def downgrade() -> None:

    op.drop_index(op.f("ix_lists_rank_level_id"), "lists_rank")

    op.drop_table("lists_rank")
    op.drop_table("lists_version")
    op.drop_index(op.f("ix_lists_class_summit_id"), "lists_class")

    op.drop_table("lists_class")
