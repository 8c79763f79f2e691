"""Let people show by a one-time code that it is them."""

import sqlalchemy as sa
from alembic import op

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


def downgrade() -> None:
    op.drop_table("accounts_one_time_code")
