"""Let a door be closed, tell the last entry of a standing, keep what a device said by itself, and raise alerts."""

import sqlalchemy as sa
from alembic import op

from summitapp.core.migrations import replace_check

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_REASONS = (
    "admitted", "left", "overridden", "already_inside", "already_used", "unknown", "revoked", "cancelled", "not_approved",
    "wrong_point", "not_enrolled", "too_early", "too_late", "malformed",
)


def _kind(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    instant = "TIMESTAMP WITH TIME ZONE" if postgres else "DATETIME"
    op.execute(f"ALTER TABLE checkin_point ADD COLUMN exits BOOLEAN DEFAULT {'true' if postgres else '1'} NOT NULL")
    op.execute(f"ALTER TABLE checkin_point ADD COLUMN closed_at {instant}")
    op.execute(
        "ALTER TABLE checkin_scan ADD COLUMN told VARCHAR(20) DEFAULT '' NOT NULL CONSTRAINT ck_checkin_scan_told"
        " CHECK (told IN ('', 'admitted', 'refused', 'already_inside'))"
    )
    replace_check(
        op.get_bind(), "checkin_scan", "ck_checkin_scan_reason", f"reason IN ({', '.join(map(repr, _REASONS))})"
    )
    op.execute(f"ALTER TABLE checkin_standing ADD COLUMN entered_at {instant}")
    op.execute(
        "UPDATE checkin_standing SET entered_at = CASE WHEN inside THEN since ELSE (SELECT max(scan.happened_at)"
        " FROM checkin_scan AS scan WHERE scan.registration_id = checkin_standing.registration_id"
        " AND scan.point_id = checkin_standing.point_id AND scan.direction = 'in' AND scan.verdict = 'admitted') END"
    )
    op.create_table(
        "checkin_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.String(length=36), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("kind", _kind("alertkind", "late_double", "let_in", "dead_badge", "standing"), nullable=False),
        sa.Column("reason", _kind("reason", *_REASONS), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(length=60), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_checkin_alert_{column}"))
            for column, table in (
                ("summit_id", "summits_summit"), ("point_id", "checkin_point"),
                ("registration_id", "registration_registration"), ("badge_id", "badges_badge"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_alert")),
        sa.UniqueConstraint("public_id", name=op.f("uq_checkin_alert_public_id")),
        sa.UniqueConstraint("summit_id", "scan_id", "kind", name=op.f("uq_checkin_alert_summit_id_scan_id_kind")),
    )
    op.create_index("ix_checkin_alert_open", "checkin_alert", ["summit_id", "seen_at", "id"])
    for column in ("point_id", "registration_id"):
        op.create_index(op.f(f"ix_checkin_alert_{column}"), "checkin_alert", [column])


def downgrade() -> None:
    # the reasons stay allowed: scans that were refused for one of the new ones cannot be rewritten
    op.drop_table("checkin_alert")
    op.drop_column("checkin_standing", "entered_at")
    op.drop_column("checkin_scan", "told")
    op.drop_column("checkin_point", "closed_at")
    op.drop_column("checkin_point", "exits")
