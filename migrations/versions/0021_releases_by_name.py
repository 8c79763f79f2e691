"""Let releases of an agenda have names and an origin, and keep who is told what of each."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_COLUMNS = [
    ("name_key", "VARCHAR(80) DEFAULT '' NOT NULL"),
    ("origin",
     "VARCHAR(32) DEFAULT 'draft' NOT NULL CONSTRAINT ck_agenda_version_releaseorigin "
     "CHECK (origin IN ('draft', 'restored', 'urgent'))"),
    ("origin_of", "VARCHAR(20) DEFAULT '' NOT NULL"),
]  # fmt: skip


def upgrade() -> None:
    for column, kind in _COLUMNS:
        op.execute(f"ALTER TABLE agenda_version ADD COLUMN {column} {kind}")
    # what was released before had no other name than its number
    op.execute("UPDATE agenda_version SET name = CAST(number AS VARCHAR(40)) WHERE number IS NOT NULL AND name = ''")
    op.execute("UPDATE agenda_version SET name_key = name WHERE number IS NOT NULL")
    op.create_index(
        "uq_agenda_version_name", "agenda_version", ["summit_id", "name_key"], unique=True,
        sqlite_where=sa.text("name_key <> ''"), postgresql_where=sa.text("name_key <> ''"),
    )  # fmt: skip
    op.create_table(
        "agenda_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("news", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("message", sa.String(length=20), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('prepared', 'released', 'sent', 'dropped', 'unreachable', 'superseded')",
            name=op.f("ck_agenda_notice_noticestate"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agenda_version.id"], name=op.f("fk_agenda_notice_version_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["directory_person.id"], name=op.f("fk_agenda_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_notice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_notice_public_id")),
        sa.UniqueConstraint("version_id", "person_id", name=op.f("uq_agenda_notice_version_id_person_id")),
    )
    op.create_index(op.f("ix_agenda_notice_person_id"), "agenda_notice", ["person_id"])
    op.create_index("ix_agenda_notice_state", "agenda_notice", ["version_id", "state"])


def downgrade() -> None:
    op.drop_table("agenda_notice")
    op.drop_index("uq_agenda_version_name", "agenda_version")
    for column, _kind in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE agenda_version DROP COLUMN {column}")
