"""Tell points apart (entrance, session, meal, bus, headsets), let doors of one place count together, give badges a contact code."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('entrance', 'session', 'meal', 'bus', 'headset')"


def upgrade() -> None:
    true = "true" if op.get_bind().dialect.name == "postgresql" else "1"
    false = "false" if op.get_bind().dialect.name == "postgresql" else "0"
    for column in (
        f"kind VARCHAR(32) DEFAULT 'entrance' NOT NULL CONSTRAINT ck_checkin_point_pointkind CHECK ({_KINDS})",
        f"reentry BOOLEAN DEFAULT {true} NOT NULL",
        "session_id INTEGER CONSTRAINT fk_checkin_point_session_id"
        " REFERENCES agenda_session (id)",
        f"enrolled_only BOOLEAN DEFAULT {false} NOT NULL",
        "room_id INTEGER CONSTRAINT fk_checkin_point_room_id"
        " REFERENCES summits_room (id)",
        "counts_with_id INTEGER CONSTRAINT fk_checkin_point_counts_with_id"
        " REFERENCES checkin_point (id)"
        " CONSTRAINT ck_checkin_point_counts_with CHECK (counts_with_id IS NULL OR counts_with_id <> id)",
    ):
        op.execute(f"ALTER TABLE checkin_point ADD COLUMN {column}")
    for column in ("session_id", "room_id", "counts_with_id"):
        op.create_index(op.f(f"ix_checkin_point_{column}"), "checkin_point", [column])
    op.execute("ALTER TABLE badges_badge ADD COLUMN contact VARCHAR(32)")
    op.create_index("uq_badges_badge_contact", "badges_badge", ["contact"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_badges_badge_contact", "badges_badge")
    op.drop_column("badges_badge", "contact")
    for column in ("session_id", "room_id", "counts_with_id"):
        op.drop_index(op.f(f"ix_checkin_point_{column}"), "checkin_point")
    for column in ("counts_with_id", "room_id", "enrolled_only", "session_id", "reentry", "kind"):
        op.drop_column("checkin_point", column)
