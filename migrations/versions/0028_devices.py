"""Let scanner devices be enrolled, heard and revoked, and keep a sealed roster ready for them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_ROLES = "role IN ('door', 'desk', 'aid', 'kiosk')"


def _key(table: str, column: str, of: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=gone)


def _json() -> sa.JSON:
    from sqlalchemy.dialects.postgresql import JSONB

    return sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _devices()
    op.create_table(
        "devices_role_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_ROLES, name=op.f("ck_devices_role_key_devicerole")),
        _key("devices_role_key", "summit_id", "summits_summit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices_role_key")),
        sa.UniqueConstraint("summit_id", "role", name=op.f("uq_devices_role_key_summit_id_role")),
    )
    op.create_table(
        "devices_roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.Column("header", _json(), nullable=False),
        sa.Column("trail", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _key("devices_roster", "summit_id", "summits_summit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices_roster")),
        sa.UniqueConstraint("summit_id", name=op.f("uq_devices_roster_summit_id")),
    )
    _records()


def _devices() -> None:
    op.create_table(
        "devices_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=True),
        sa.Column("direction", sa.String(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=True),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("iterations", sa.Integer(), nullable=False),
        sa.Column("kek", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=60), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("battery", sa.Double(), nullable=True),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("oldest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("build", sa.String(length=40), nullable=False),
        sa.Column("roster_revision", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(length=60), nullable=False),
        sa.Column("wiped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(_ROLES, name=op.f("ck_devices_device_devicerole")),
        sa.CheckConstraint("direction IN ('in', 'out')", name=op.f("ck_devices_device_direction")),
        sa.CheckConstraint(
            "battery IS NULL OR (battery >= 0 AND battery <= 1)", name=op.f("ck_devices_device_battery")
        ),
        sa.CheckConstraint("pending >= 0", name=op.f("ck_devices_device_pending")),
        _key("devices_device", "summit_id", "summits_summit"),
        _key("devices_device", "point_id", "checkin_point", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices_device")),
        sa.UniqueConstraint("public_id", name=op.f("uq_devices_device_public_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_devices_device_token_digest")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_devices_device_code_digest")),
    )
    op.create_index(op.f("ix_devices_device_summit_id"), "devices_device", ["summit_id"])


def _records() -> None:
    op.create_table(
        "devices_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("desk_key", sa.LargeBinary(), nullable=True),
        sa.Column("aid_key", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        _key("devices_record", "summit_id", "summits_summit"),
        _key("devices_record", "badge_id", "badges_badge"),
        _key("devices_record", "registration_id", "registration_registration"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices_record")),
        sa.UniqueConstraint("badge_id", name=op.f("uq_devices_record_badge_id")),
    )
    op.create_index("ix_devices_record_revision", "devices_record", ["summit_id", "revision"])
    op.create_index(op.f("ix_devices_record_registration_id"), "devices_record", ["registration_id"])


def downgrade() -> None:
    for table in ("devices_record", "devices_roster", "devices_role_key", "devices_device"):
        op.drop_table(table)
