"""Let speakers say about themselves what the programme shows, answer, and bring their slides by a link of their own."""

import sqlalchemy as sa
from alembic import op

from summitapp.core.migrations import replace_check

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")
_PURPOSES = "'log_in', 'set_up', 'manage', 'confirm', 'invite', 'address'"
_CHECK = "ck_accounts_secret_link_purpose"
_CIRCLES = ("team", "participants", "public")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    replace_check(op.get_bind(), "accounts_secret_link", _CHECK, f"purpose IN ({_PURPOSES}, 'speaker')")
    op.execute("ALTER TABLE agenda_appearance ADD COLUMN word TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE agenda_appearance ADD COLUMN without_slides BOOLEAN DEFAULT false NOT NULL")
    _profiles()
    _documents()


def _profiles() -> None:
    op.create_table(
        "speakers_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("biography", _JSON, nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("photo", sa.LargeBinary(), nullable=True),
        sa.Column("photo_small", sa.LargeBinary(), nullable=True),
        sa.Column("photo_mark", sa.String(length=16), nullable=False),
        sa.Column("pronunciation", sa.Text(), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(photo IS NULL) = (photo_mark = '')", name=op.f("ck_speakers_profile_photo")),
        sa.CheckConstraint("(photo IS NULL) = (photo_small IS NULL)", name=op.f("ck_speakers_profile_sizes")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_speakers_profile_summit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["directory_person.id"], name=op.f("fk_speakers_profile_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers_profile")),
        sa.UniqueConstraint("public_id", name=op.f("uq_speakers_profile_public_id")),
        sa.UniqueConstraint("summit_id", "person_id", name=op.f("uq_speakers_profile_summit_id_person_id")),
    )
    op.create_index(op.f("ix_speakers_profile_person_id"), "speakers_profile", ["person_id"])


def _documents() -> None:
    op.create_table(
        "agenda_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", _enum("documentkind", "slides", "paper", "other"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("visibility", _enum("audience", *_CIRCLES), nullable=False),
        sa.Column("allowed", _enum("allowed", *_CIRCLES), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0 AND size <= 20971520", name=op.f("ck_agenda_document_size")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["agenda_session.id"], name=op.f("fk_agenda_document_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["directory_person.id"], name=op.f("fk_agenda_document_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_document")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_document_public_id")),
    )
    op.create_index(op.f("ix_agenda_document_session_id"), "agenda_document", ["session_id"])
    op.create_index(op.f("ix_agenda_document_person_id"), "agenda_document", ["person_id"])


def downgrade() -> None:
    op.drop_table("agenda_document")
    op.drop_table("speakers_profile")
    op.execute("ALTER TABLE agenda_appearance DROP COLUMN without_slides")
    op.execute("ALTER TABLE agenda_appearance DROP COLUMN word")
    op.execute("DELETE FROM accounts_secret_link WHERE purpose = 'speaker'")
    replace_check(op.get_bind(), "accounts_secret_link", _CHECK, f"purpose IN ({_PURPOSES})")
