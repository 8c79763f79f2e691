"""Create points, scans and standing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checkin_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("categories", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("daily", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "opens_at IS NULL OR closes_at IS NULL OR closes_at > opens_at", name=op.f("ck_checkin_point_times")
        ),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_checkin_point_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_point")),
        sa.UniqueConstraint("public_id", name=op.f("uq_checkin_point_public_id")),
        sa.UniqueConstraint("summit_id", "code", name=op.f("uq_checkin_point_summit_id_code")),
    )
    op.create_table(
        "checkin_standing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("doubles", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["checkin_point.id"], name=op.f("fk_checkin_standing_point_id")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration_registration.id"], name=op.f("fk_checkin_standing_registration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_standing")),
        sa.UniqueConstraint("registration_id", "point_id", name=op.f("uq_checkin_standing_registration_id_point_id")),
    )
    op.create_index("ix_checkin_standing_point", "checkin_standing", ["point_id", "inside", "since"], unique=False)
    op.create_table(
        "checkin_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.String(length=36), nullable=True),
        sa.Column("point_id", sa.Integer(), nullable=True),
        sa.Column("badge_id", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column(
            "direction",
            sa.Enum("in", "out", name="direction", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offline", sa.Boolean(), nullable=False),
        sa.Column("override", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "admitted",
                "refused",
                "already_inside",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "admitted",
                "left",
                "overridden",
                "already_inside",
                "unknown",
                "revoked",
                "cancelled",
                "not_approved",
                "wrong_point",
                "too_early",
                "too_late",
                "malformed",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("overridden", sa.String(length=20), nullable=False),
        sa.Column("sender_kind", sa.String(length=10), nullable=False),
        sa.Column("sender", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["badge_id"], ["badges_badge.id"], name=op.f("fk_checkin_scan_badge_id")),
        sa.ForeignKeyConstraint(["point_id"], ["checkin_point.id"], name=op.f("fk_checkin_scan_point_id")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration_registration.id"], name=op.f("fk_checkin_scan_registration_id")
        ),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"], name=op.f("fk_checkin_scan_summit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_scan")),
        sa.UniqueConstraint("summit_id", "scan_id", name=op.f("uq_checkin_scan_summit_id_scan_id")),
    )
    op.create_index("ix_checkin_scan_log", "checkin_scan", ["summit_id", "id"], unique=False)
    op.create_index(
        "ix_checkin_scan_passages", "checkin_scan", ["registration_id", "point_id", "happened_at"], unique=False
    )
    _never_changed("checkin_scan")


def downgrade() -> None:
    op.drop_table("checkin_scan")
    op.drop_table("checkin_standing")
    op.drop_table("checkin_point")


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
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
