"""Create the ledger of calendar entries and feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendars_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("text_mark", sa.String(length=32), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "confirmed",
                "tentative",
                "cancelled",
                name="entrystatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("last_modified", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_calendars_entry_sequence")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendars_entry")),
        sa.UniqueConstraint("subject", name=op.f("uq_calendars_entry_subject")),
        sa.UniqueConstraint("uid", name=op.f("uq_calendars_entry_uid")),
    )
    op.create_table(
        "calendars_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("personal", name="feedkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendars_feed")),
        sa.UniqueConstraint("digest", name=op.f("uq_calendars_feed_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_calendars_feed_public_id")),
    )
    op.create_index(
        "uq_calendars_feed_standing",
        "calendars_feed",
        ["kind", "owner"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("calendars_feed")
    op.drop_table("calendars_entry")
