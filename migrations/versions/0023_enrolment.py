"""Let participants take places in sessions, mark what they like, and say how it was."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def _key(table: str, column: str, of: str, cascade: bool = True) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=name, ondelete="CASCADE" if cascade else None)


def upgrade() -> None:
    op.create_table(
        "enrolment_enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('enrolled', 'waiting')", name=op.f("ck_enrolment_enrolment_enrolmentstate")),
        sa.CheckConstraint("(state = 'waiting') = (rank IS NOT NULL)", name=op.f("ck_enrolment_enrolment_rank")),
        _key("enrolment_enrolment", "session_id", "agenda_session"),
        _key("enrolment_enrolment", "registration_id", "registration_registration"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_enrolment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_enrolment_enrolment_public_id")),
        sa.UniqueConstraint(
            "session_id", "registration_id", name=op.f("uq_enrolment_enrolment_session_id_registration_id")
        ),
    )
    op.create_index("ix_enrolment_enrolment_queue", "enrolment_enrolment", ["session_id", "state", "rank"])
    op.create_index(op.f("ix_enrolment_enrolment_registration_id"), "enrolment_enrolment", ["registration_id"])
    op.create_table(
        "enrolment_favourite",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _key("enrolment_favourite", "person_id", "directory_person", cascade=False),
        _key("enrolment_favourite", "session_id", "agenda_session"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_favourite")),
        sa.UniqueConstraint("person_id", "session_id", name=op.f("uq_enrolment_favourite_person_id_session_id")),
    )
    op.create_index(op.f("ix_enrolment_favourite_session_id"), "enrolment_favourite", ["session_id"])
    op.create_table(
        "enrolment_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_enrolment_feedback_stars")),
        _key("enrolment_feedback", "session_id", "agenda_session"),
        _key("enrolment_feedback", "person_id", "directory_person", cascade=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_feedback")),
        sa.UniqueConstraint("session_id", "person_id", name=op.f("uq_enrolment_feedback_session_id_person_id")),
    )
    op.create_index(op.f("ix_enrolment_feedback_person_id"), "enrolment_feedback", ["person_id"])


def downgrade() -> None:
    for table in ("enrolment_feedback", "enrolment_favourite", "enrolment_enrolment"):
        op.drop_table(table)
    # nobody can have a place any more
    op.execute("UPDATE agenda_session SET taken = 0")
