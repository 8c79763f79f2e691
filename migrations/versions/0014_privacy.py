"""Let people show by a one-time code that it is them, and keep what they ask about their data."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts_one_time_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("fresh", "merge", name="codepurpose", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "attempts >= 0 AND attempts <= 5", name=op.f("ck_accounts_one_time_code_attempts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_one_time_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_accounts_one_time_code_public_id")),
    )
    op.create_index("ix_accounts_one_time_code_subject", "accounts_one_time_code", ["subject", "created_at"])
    op.create_index("ix_accounts_one_time_code_address", "accounts_one_time_code", ["address", "created_at"])
    op.execute(f"ALTER TABLE outbox_message ADD COLUMN forget BOOLEAN DEFAULT {_no()} NOT NULL")
    op.create_table(
        "privacy_address_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["directory_person.id"], name=op.f("fk_privacy_address_change_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_address_change")),
        sa.UniqueConstraint("public_id", name=op.f("uq_privacy_address_change_public_id")),
    )
    op.create_index(op.f("ix_privacy_address_change_person_id"), "privacy_address_change", ["person_id"])
    op.create_table(
        "privacy_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", _words("requestkind", "access", "erasure", "rectification", "restriction", "objection"),
                  nullable=False),
        sa.Column("channel", _words("channel", "letter", "mail", "phone", "person", "self"), nullable=False),
        sa.Column("state", _words("requeststate", "open", "done", "refused"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_privacy_request_closed")),
        sa.ForeignKeyConstraint(["person_id"], ["directory_person.id"], name=op.f("fk_privacy_request_person_id")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_privacy_request_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_privacy_request_public_id")),
    )
    op.create_index(op.f("ix_privacy_request_person_id"), "privacy_request", ["person_id"])
    op.create_index(op.f("ix_privacy_request_summit_id"), "privacy_request", ["summit_id"])
    op.create_index("ix_privacy_request_open", "privacy_request", ["state", "due_on"])
    op.create_table(
        "privacy_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_run")),
        sa.UniqueConstraint("scope", "day", name=op.f("uq_privacy_run_scope_day")),
    )


def downgrade() -> None:
    op.drop_table("privacy_run")
    op.drop_table("privacy_request")
    op.drop_table("privacy_address_change")
    op.execute("ALTER TABLE outbox_message DROP COLUMN forget")
    op.drop_table("accounts_one_time_code")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _no() -> str:
    return "false" if op.get_bind().dialect.name == "postgresql" else "0"
