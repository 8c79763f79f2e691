"""Tell when a device asked for many people without their badges, so that somebody looks at it."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    op.execute(f"ALTER TABLE devices_device ADD COLUMN suspected_at {instant}")


def downgrade() -> None:
    op.execute("ALTER TABLE devices_device DROP COLUMN suspected_at")
