"""Keep the lists that delegations bring, sealed, until they were looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nominations_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Enum("preview", "applied", "undone", name="importstate", native_enum=False,
                                   create_constraint=True, length=32), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("filed_by", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("added", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("refused", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations_delegation.id"], name=op.f("fk_nominations_import_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq_nominations_import_public_id")),
    )
    op.create_index(op.f("ix_nominations_import_delegation_id"), "nominations_import", ["delegation_id"])
    op.create_index("ix_nominations_import_created_at", "nominations_import", ["created_at"])


def downgrade() -> None:
    op.drop_table("nominations_import")
