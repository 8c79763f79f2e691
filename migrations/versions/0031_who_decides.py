"""Let organisers say at which check-in points the desk alone decides against the list."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    op.execute(f"ALTER TABLE checkin_point ADD COLUMN desk_decides BOOLEAN DEFAULT {'false' if postgres else '0'} NOT NULL")


def downgrade() -> None:
    op.execute("ALTER TABLE checkin_point DROP COLUMN desk_decides")
