"""Let a person choose how calendars reach them: a feed, or invitations by mail; remember when an entry was made."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    op.execute(f"ALTER TABLE calendars_entry ADD COLUMN created_at {instant}")


def downgrade() -> None:
    op.drop_column("calendars_entry", "created_at")
