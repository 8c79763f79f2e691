"""Create mailings, their recipients, saved texts and reminders; let a mail be held, dropped, or told otherwise."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from summitapp.core.migrations import replace_check

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_STATES = "'pending', 'sent', 'failed'"
_IN_BATCH = sa.text("batch <> ''")


def upgrade() -> None:
    op.execute("ALTER TABLE outbox_message ADD COLUMN body TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE outbox_message ADD COLUMN batch VARCHAR(20) DEFAULT '' NOT NULL")
    op.create_index("ix_outbox_message_batch", "outbox_message", ["batch", "state"], sqlite_where=_IN_BATCH,
                    postgresql_where=_IN_BATCH)
    replace_check(op.get_bind(), "outbox_message", "ck_outbox_message_messagestate",
                  f"state IN ({_STATES}, 'held', 'dropped', 'told')")
    op.create_table(
        "mailings_opt_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"],
            name=op.f("fk_mailings_opt_out_summit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings_opt_out")),
        sa.UniqueConstraint("summit_id", "reference", name=op.f("uq_mailings_opt_out_summit_id_reference")),
    )
    op.create_table(
        "mailings_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("anchor",
                  sa.Enum("registration_closes", "nominations_close", "confirm_by", "offer_ends", "changes_close", "summit_begins", "summit_ends",
                          name="anchor", native_enum=False, create_constraint=True, length=32),
                  nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("active_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", _JSON, nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("fallback", sa.String(length=2), server_default="", nullable=False),
        sa.Column("essential", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("audience", _JSON, nullable=False),
        sa.CheckConstraint("days BETWEEN -365 AND 365", name=op.f("ck_mailings_reminder_days")),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"],
            name=op.f("fk_mailings_reminder_summit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings_reminder")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mailings_reminder_public_id")),
    )
    op.create_index("ix_mailings_reminder_summit_id", "mailings_reminder", ["summit_id"])
    op.create_table(
        "mailings_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", _JSON, nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("fallback", sa.String(length=2), server_default="", nullable=False),
        sa.Column("essential", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"],
            name=op.f("fk_mailings_text_summit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings_text")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mailings_text_public_id")),
        sa.UniqueConstraint("summit_id", "name", name=op.f("uq_mailings_text_summit_id_name")),
    )
    op.create_table(
        "mailings_mailing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=True),
        sa.Column("state",
                  sa.Enum("draft", "planned", "sending", "paused", "stopped", "sent",
                          name="mailingstate", native_enum=False, create_constraint=True, length=32),
                  nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=20), nullable=False),
        sa.Column("released_by", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("subject", _JSON, nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("fallback", sa.String(length=2), server_default="", nullable=False),
        sa.Column("essential", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("audience", _JSON, nullable=False),
        sa.CheckConstraint("(state = 'planned') = (send_at IS NOT NULL)", name=op.f("ck_mailings_mailing_send_at")),
        sa.ForeignKeyConstraint(["reminder_id"], ["mailings_reminder.id"],
            name=op.f("fk_mailings_mailing_reminder_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"],
            name=op.f("fk_mailings_mailing_summit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings_mailing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mailings_mailing_public_id")),
    )
    op.create_index("ix_mailings_mailing_reminder_id", "mailings_mailing", ["reminder_id"])
    op.create_index("ix_mailings_mailing_state", "mailings_mailing", ["summit_id", "state", "id"])
    op.create_table(
        "mailings_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailing_id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("registration", sa.String(length=20), nullable=False),
        sa.Column("message", sa.String(length=20), nullable=False),
        sa.Column("left_out", sa.String(length=20), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailings_mailing.id"],
            name=op.f("fk_mailings_recipient_mailing_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reminder_id"], ["mailings_reminder.id"],
            name=op.f("fk_mailings_recipient_reminder_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings_recipient")),
        sa.UniqueConstraint("mailing_id", "reference", name=op.f("uq_mailings_recipient_mailing_id_reference")),
        sa.UniqueConstraint("reminder_id", "reference", name=op.f("uq_mailings_recipient_reminder_id_reference")),
    )
    op.create_index("ix_mailings_recipient_reference", "mailings_recipient", ["reference"])
    op.create_index("ix_mailings_recipient_waiting", "mailings_recipient", ["mailing_id", "message", "left_out", "id"])
    op.create_table(
        "mailings_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome",
                  sa.Enum("sent", "nobody", "missed", "blocked",
                          name="outcome", native_enum=False, create_constraint=True, length=32),
                  nullable=False),
        sa.Column("mailing_id", sa.Integer(), nullable=True),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailings_mailing.id"],
            name=op.f("fk_mailings_run_mailing_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reminder_id"], ["mailings_reminder.id"],
            name=op.f("fk_mailings_run_reminder_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings_run")),
        sa.UniqueConstraint("reminder_id", "due_at", name=op.f("uq_mailings_run_reminder_id_due_at")),
    )


def downgrade() -> None:
    for table in ("run", "recipient", "mailing", "text", "reminder", "opt_out"):
        op.drop_table(f"mailings_{table}")
    op.execute("UPDATE outbox_message SET state = 'failed' WHERE state IN ('held', 'dropped', 'told')")
    replace_check(op.get_bind(), "outbox_message", "ck_outbox_message_messagestate", f"state IN ({_STATES})")
    op.drop_index("ix_outbox_message_batch", "outbox_message")
    op.execute("ALTER TABLE outbox_message DROP COLUMN batch")
    op.execute("ALTER TABLE outbox_message DROP COLUMN body")
