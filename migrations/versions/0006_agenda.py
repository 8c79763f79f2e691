"""Create sessions, versions and slots."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("draft", "published", name="versionstate", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("note", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(length=40), nullable=False),
        sa.CheckConstraint("(state = 'draft') = (number IS NULL)", name=op.f("ck_agenda_version_numbered")),
        sa.CheckConstraint("(state = 'draft') = (published_at IS NULL)", name=op.f("ck_agenda_version_published")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_agenda_version_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_version_public_id")),
        sa.UniqueConstraint("summit_id", "number", name=op.f("uq_agenda_version_summit_id_number")),
    )
    op.create_index(
        "uq_agenda_version_draft",
        "agenda_version",
        ["summit_id"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_table(
        "agenda_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("abstract", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "plenary",
                "panel",
                "workshop",
                "round_table",
                "meetings",
                "visit",
                "ceremony",
                "reception",
                "press",
                "break",
                name="sessionkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("track_id", sa.Integer(), nullable=True),
        sa.Column("sdgs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("topics", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("spoken_languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("interpretation", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public", "delegates", "closed", name="visibility", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("is_break", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("planned", "cancelled", name="sessionstate", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name=op.f("ck_agenda_session_capacity")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_agenda_session_summit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["track_id"], ["summits_track.id"], name=op.f("fk_agenda_session_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_session")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_session_public_id")),
        sa.UniqueConstraint("summit_id", "code", name=op.f("uq_agenda_session_summit_id_code")),
    )
    op.create_index(op.f("ix_agenda_session_track_id"), "agenda_session", ["track_id"], unique=False)
    op.create_table(
        "agenda_appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "speaker",
                "moderator",
                "host",
                "rapporteur",
                name="appearancerole",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("function", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (position_id IS NULL)", name=op.f("ck_agenda_appearance_one_of_both")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["directory_person.id"], name=op.f("fk_agenda_appearance_person_id")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["directory_position.id"], name=op.f("fk_agenda_appearance_position_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["agenda_session.id"], name=op.f("fk_agenda_appearance_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_appearance")),
    )
    op.create_index(op.f("ix_agenda_appearance_person_id"), "agenda_appearance", ["person_id"], unique=False)
    op.create_index(op.f("ix_agenda_appearance_position_id"), "agenda_appearance", ["position_id"], unique=False)
    op.create_index(op.f("ix_agenda_appearance_session_id"), "agenda_appearance", ["session_id"], unique=False)
    op.create_table(
        "agenda_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("frozen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_agenda_slot_times")),
        sa.ForeignKeyConstraint(["room_id"], ["summits_room.id"], name=op.f("fk_agenda_slot_room_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["agenda_session.id"], name=op.f("fk_agenda_slot_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agenda_version.id"], name=op.f("fk_agenda_slot_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_slot")),
        sa.UniqueConstraint("version_id", "session_id", name=op.f("uq_agenda_slot_version_id_session_id")),
    )
    op.create_index(op.f("ix_agenda_slot_room_id"), "agenda_slot", ["room_id"], unique=False)
    op.create_index(op.f("ix_agenda_slot_session_id"), "agenda_slot", ["session_id"], unique=False)
    op.create_table(
        "agenda_released_appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "speaker",
                "moderator",
                "host",
                "rapporteur",
                name="appearancerole",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("function", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (position_id IS NULL)", name=op.f("ck_agenda_released_appearance_one_of_both")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["directory_person.id"], name=op.f("fk_agenda_released_appearance_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["directory_position.id"], name=op.f("fk_agenda_released_appearance_position_id")
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["agenda_slot.id"], name=op.f("fk_agenda_released_appearance_slot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_released_appearance")),
    )
    op.create_index(
        op.f("ix_agenda_released_appearance_person_id"), "agenda_released_appearance", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_agenda_released_appearance_position_id"), "agenda_released_appearance", ["position_id"], unique=False
    )
    op.create_index(
        op.f("ix_agenda_released_appearance_slot_id"), "agenda_released_appearance", ["slot_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("agenda_released_appearance")
    op.drop_table("agenda_slot")
    op.drop_table("agenda_appearance")
    op.drop_table("agenda_session")
    op.drop_table("agenda_version")
