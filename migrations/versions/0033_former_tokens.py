"""Keep the digests of the tokens that a device had before it was set up again, so that the old telephone forgets."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "devices_former_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices_device.id"], ondelete="CASCADE",
                                name=op.f("fk_devices_former_token_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices_former_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_devices_former_token_digest")),
    )  # fmt: skip
    op.create_index(op.f("ix_devices_former_token_device_id"), "devices_former_token", ["device_id"])


def downgrade() -> None:
    op.drop_table("devices_former_token")
