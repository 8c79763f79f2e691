"""Let a summit say how long an offer stands and what is looked at again; count how often a party is passed over."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_COLUMNS = [
    ("summits_summit", "offer_hours",
     "INTEGER DEFAULT 72 NOT NULL CONSTRAINT ck_summits_summit_offer_hours CHECK (offer_hours BETWEEN 1 AND 720)"),
    ("summits_summit", "review_fields", "{json} DEFAULT '[]' NOT NULL"),
    ("registration_registration", "passed_over",
     "INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_registration_registration_passed_over CHECK (passed_over >= 0)"),
]  # fmt: skip


def upgrade() -> None:
    json = "JSONB" if op.get_bind().dialect.name == "postgresql" else "JSON"
    for table, column, kind in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind.format(json=json)}")


def downgrade() -> None:
    for table, column, _kind in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
