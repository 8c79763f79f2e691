"""Create badges and their printing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "badges_print_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column(
            "selection",
            sa.Enum(
                "all", "new", "chosen", name="printselection", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "layout",
            sa.Enum("a6", "fold", name="layout", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("badges", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                name="printstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.CheckConstraint("done >= 0 AND done <= total", name=op.f("ck_badges_print_run_done")),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"], name=op.f("fk_badges_print_run_summit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges_print_run")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badges_print_run_public_id")),
    )
    op.create_index(op.f("ix_badges_print_run_summit_id"), "badges_print_run", ["summit_id"], unique=False)
    op.create_table(
        "badges_badge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lookup", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("active", "revoked", name="badgestate", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "revocation",
            sa.Enum(
                "lost",
                "stolen",
                "replaced",
                "misused",
                "misprinted",
                "cancelled",
                "substituted",
                name="revocationreason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(state = 'active') = (revoked_at IS NULL)", name=op.f("ck_badges_badge_revoked")),
        sa.CheckConstraint("number > 0", name=op.f("ck_badges_badge_number")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration_registration.id"], name=op.f("fk_badges_badge_registration_id")
        ),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"], name=op.f("fk_badges_badge_summit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges_badge")),
        sa.UniqueConstraint("lookup", name=op.f("uq_badges_badge_lookup")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badges_badge_public_id")),
        sa.UniqueConstraint("registration_id", "number", name=op.f("uq_badges_badge_registration_id_number")),
    )
    op.create_index("ix_badges_badge_list", "badges_badge", ["summit_id", "state", "id"], unique=False)
    op.create_index(
        "uq_badges_badge_active",
        "badges_badge",
        ["registration_id"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )


def downgrade() -> None:
    op.drop_table("badges_badge")
    op.drop_table("badges_print_run")
