"""Remember which coordinator was reminded of which deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegations_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["delegations_invitation.id"], ondelete="CASCADE",
            name="fk_delegations_reminder_invitation_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delegations_reminder"),
        sa.UniqueConstraint(
            "invitation_id", "deadline", "days", name="uq_delegations_reminder_invitation_id_deadline_days"
        ),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("delegations_reminder")
