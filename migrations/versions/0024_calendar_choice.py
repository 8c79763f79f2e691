"""Let a person choose how calendars reach them: a feed, or invitations by mail; remember when an entry was made."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    instant = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    op.execute(f"ALTER TABLE calendars_entry ADD COLUMN created_at {instant}")
    op.create_table(
        "calendars_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column(
            "way", sa.Enum("feed", "mail", name="delivery", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("alarm", sa.Integer(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("alarm IS NULL OR alarm BETWEEN 1 AND 1440", name=op.f("ck_calendars_choice_alarm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendars_choice")),
        sa.UniqueConstraint("owner", name=op.f("uq_calendars_choice_owner")),
    )
    op.create_index(op.f("ix_calendars_choice_due_at"), "calendars_choice", ["due_at"])
    op.create_table(
        "calendars_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column(
            "method",
            sa.Enum("PUBLISH", "REQUEST", "CANCEL", name="method", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("entry_sequence", sa.Integer(), nullable=False),
        sa.Column("item", _JSON, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendars_invitation")),
        sa.UniqueConstraint("owner", "subject", name=op.f("uq_calendars_invitation_owner_subject")),
    )


def downgrade() -> None:
    op.drop_table("calendars_invitation")
    op.drop_table("calendars_choice")
    op.drop_column("calendars_entry", "created_at")
