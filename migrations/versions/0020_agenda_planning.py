"""Let an agenda know who sits where: enrolment, interpreters, availability, room hours, ways, several rooms at once."""

import sqlalchemy as sa
from alembic import op

from summitapp.core.migrations import replace_check

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_KINDS = "'plenary', 'panel', 'workshop', 'round_table', 'meetings', 'visit', 'ceremony', 'reception', 'press', 'break'"
_COLUMNS = [
    ("summits_summit", "changeover_minutes",
     "INTEGER DEFAULT 10 NOT NULL CONSTRAINT ck_summits_summit_changeover_minutes "
     "CHECK (changeover_minutes BETWEEN 0 AND 120)"),
    ("summits_summit", "slides_due_at", "{instant}"),
    ("agenda_version", "name", "VARCHAR(40) DEFAULT '' NOT NULL"),
    ("agenda_session", "attendance",
     "VARCHAR(32) DEFAULT 'free' NOT NULL CONSTRAINT ck_agenda_session_attendance "
     "CHECK (attendance IN ('free', 'enrol', 'compulsory'))"),
    ("agenda_session", "taken",
     "INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_agenda_session_taken CHECK (taken >= 0) CONSTRAINT "
     "ck_agenda_session_places CHECK (attendance <> 'enrol' OR capacity IS NULL OR taken <= capacity)"),
    ("agenda_session", "channels", "{json} DEFAULT '{{}}' NOT NULL"),
    ("agenda_session", "livestream", "VARCHAR(300) DEFAULT '' NOT NULL"),
    ("agenda_session", "minutes", "{json} DEFAULT '{{}}' NOT NULL"),
    ("agenda_session", "outcome", "{json} DEFAULT '{{}}' NOT NULL"),
    ("agenda_session", "minutes_for",
     "VARCHAR(32) DEFAULT 'closed' NOT NULL CONSTRAINT ck_agenda_session_minutes_for "
     "CHECK (minutes_for IN ('public', 'delegates', 'closed'))"),
    ("agenda_appearance", "answer",
     "VARCHAR(32) DEFAULT 'open' NOT NULL CONSTRAINT ck_agenda_appearance_answer "
     "CHECK (answer IN ('open', 'confirmed', 'declined'))"),
    ("agenda_appearance", "answered_at", "{instant}"),
]  # fmt: skip


def upgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    kinds = {"json": "JSONB" if postgres else "JSON", "instant": "TIMESTAMP WITH TIME ZONE" if postgres else "DATETIME"}
    for table, column, kind in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind.format(**kinds)}")
    replace_check(op.get_bind(), "agenda_session", "ck_agenda_session_sessionkind", f"kind IN ({_KINDS}, 'blocker')")
    _rooms()
    _people()


def _rooms() -> None:
    op.create_table(
        "summits_room_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("closes > opens", name=op.f("ck_summits_room_hours_hours")),
        sa.ForeignKeyConstraint(
            ["room_id"], ["summits_room.id"], name=op.f("fk_summits_room_hours_room_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_room_hours")),
        sa.UniqueConstraint("room_id", "day", "opens", name=op.f("uq_summits_room_hours_room_id_day_opens")),
    )
    op.create_table(
        "summits_walk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_summits_walk_pair")),
        sa.CheckConstraint("minutes BETWEEN 0 AND 600", name=op.f("ck_summits_walk_minutes")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["summits_venue.id"], name=op.f("fk_summits_walk_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["summits_venue.id"], name=op.f("fk_summits_walk_second_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_walk")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_summits_walk_first_id_second_id")),
    )
    op.create_index(op.f("ix_summits_walk_second_id"), "summits_walk", ["second_id"])
    op.create_table(
        "agenda_slot_room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["agenda_slot.id"], name=op.f("fk_agenda_slot_room_slot_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["summits_room.id"], name=op.f("fk_agenda_slot_room_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_slot_room")),
        sa.UniqueConstraint("slot_id", "room_id", name=op.f("uq_agenda_slot_room_slot_id_room_id")),
    )
    op.create_index(op.f("ix_agenda_slot_room_room_id"), "agenda_slot_room", ["room_id"])


def _people() -> None:
    op.create_table(
        "agenda_availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_agenda_availability_times")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_agenda_availability_summit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["directory_person.id"], name=op.f("fk_agenda_availability_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_availability")),
        sa.UniqueConstraint(
            "summit_id", "person_id", "starts_at", name=op.f("uq_agenda_availability_summit_id_person_id_starts_at")
        ),
    )
    op.create_index(op.f("ix_agenda_availability_person_id"), "agenda_availability", ["person_id"])
    op.create_table(
        "agenda_interpreter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("languages", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_agenda_interpreter_summit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["directory_person.id"], name=op.f("fk_agenda_interpreter_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_interpreter")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_interpreter_public_id")),
        sa.UniqueConstraint("summit_id", "person_id", name=op.f("uq_agenda_interpreter_summit_id_person_id")),
    )
    op.create_index(op.f("ix_agenda_interpreter_person_id"), "agenda_interpreter", ["person_id"])
    op.create_table(
        "agenda_interpreting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("interpreter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["agenda_session.id"], name=op.f("fk_agenda_interpreting_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["agenda_interpreter.id"], name=op.f("fk_agenda_interpreting_interpreter_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_interpreting")),
        sa.UniqueConstraint(
            "session_id", "interpreter_id", name=op.f("uq_agenda_interpreting_session_id_interpreter_id")
        ),
    )
    op.create_index(op.f("ix_agenda_interpreting_interpreter_id"), "agenda_interpreting", ["interpreter_id"])


def downgrade() -> None:
    for table in ("agenda_interpreting", "agenda_interpreter", "agenda_availability", "agenda_slot_room",
                  "summits_walk", "summits_room_hours"):  # fmt: skip
        op.drop_table(table)
    op.execute("DELETE FROM agenda_session WHERE kind = 'blocker'")
    replace_check(op.get_bind(), "agenda_session", "ck_agenda_session_sessionkind", f"kind IN ({_KINDS})")
    for name, columns in _GONE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {name} DROP COLUMN {column}")


_GONE = {
    "agenda_appearance": ("answered_at", "answer"),
    "agenda_session": ("minutes_for", "outcome", "minutes", "livestream", "channels", "taken", "attendance"),
    "agenda_version": ("name",),
    "summits_summit": ("slides_due_at", "changeover_minutes"),
}  # fmt: skip
