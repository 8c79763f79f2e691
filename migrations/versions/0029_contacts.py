"""Exchanges of contacts between two people, with their sides; what people share by default, and whom they block."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _key(table: str, column: str, of: str = "directory_person", ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "contacts_exchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('asked', 'accepted', 'declined', 'taken_back', 'ended')",
                           name=op.f("ck_contacts_exchange_exchangestate")),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_contacts_exchange_order")),
        sa.CheckConstraint("asker_id IN (one_id, other_id)", name=op.f("ck_contacts_exchange_asker")),
        sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_contacts_exchange_ended")),
        _key("contacts_exchange", "summit_id", "summits_summit", "CASCADE"),
        _key("contacts_exchange", "one_id"),
        _key("contacts_exchange", "other_id"),
        _key("contacts_exchange", "asker_id"),
        _key("contacts_exchange", "ended_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts_exchange")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contacts_exchange_public_id")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_contacts_exchange_one_id_other_id")),
    )  # fmt: skip
    op.create_index("ix_contacts_exchange_summit", "contacts_exchange", ["summit_id", "state"])
    op.create_index(op.f("ix_contacts_exchange_other_id"), "contacts_exchange", ["other_id"])
    op.create_index(op.f("ix_contacts_exchange_asker_id"), "contacts_exchange", ["asker_id"])
    op.create_table(
        "contacts_side",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exchange_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shared", _JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("tags", _JSON, nullable=False),
        _key("contacts_side", "exchange_id", "contacts_exchange", "CASCADE"),
        _key("contacts_side", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts_side")),
        sa.UniqueConstraint("exchange_id", "person_id", name=op.f("uq_contacts_side_exchange_id_person_id")),
    )
    op.create_index(op.f("ix_contacts_side_person_id"), "contacts_side", ["person_id"])
    op.create_table(
        "contacts_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shared", _JSON, nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        _key("contacts_card", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts_card")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contacts_card_public_id")),
        sa.UniqueConstraint("person_id", name=op.f("uq_contacts_card_person_id")),
    )
    op.create_table(
        "contacts_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("blocked_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("person_id <> blocked_id", name=op.f("ck_contacts_block_oneself")),
        _key("contacts_block", "person_id"),
        _key("contacts_block", "blocked_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts_block")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contacts_block_public_id")),
        sa.UniqueConstraint("person_id", "blocked_id", name=op.f("uq_contacts_block_person_id_blocked_id")),
    )
    op.create_index(op.f("ix_contacts_block_blocked_id"), "contacts_block", ["blocked_id"])


def downgrade() -> None:
    for table in ("contacts_block", "contacts_card", "contacts_side", "contacts_exchange"):
        op.drop_table(table)
