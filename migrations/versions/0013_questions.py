"""Let each summit ask its own questions, and keep the answers; let first aid and catering open what they need."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from summitapp.core.migrations import replace_check

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ROLES = "'owner', 'organiser', 'editor', 'desk', 'scanner', 'viewer', 'coordinator'"
_KINDS = (
    "text", "long_text", "number", "yes_no", "date", "phone", "country", "email", "file", "image", "one_choice",
    "many_choices", "travel", "accompanying", "diet", "access", "emergency", "agreement",
)
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def _kind() -> sa.Column:
    listed = sa.Enum(*_KINDS, name="kind", native_enum=False, length=32, create_constraint=True)
    return sa.Column("kind", listed, nullable=False)


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _public(table: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id"))


def _to(table: str, column: str, target: str, ondelete: str | None = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    replace_check(op.get_bind(), "accounts_grant", "ck_accounts_grant_role",
                  f"role IN ({_ROLES}, 'first_aid', 'catering')")
    _questions()
    _answers()


def _questions() -> None:
    table = "questions_section"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("title", _JSON, nullable=False),
        sa.Column("intro", _JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _to(table, "summit_id", "summits_summit"), _key(table), _public(table),
    )
    op.create_index(op.f(f"ix_{table}_summit_id"), table, ["summit_id"])
    table = "questions_question"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        _kind(),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("caption", _JSON, nullable=False),
        sa.Column("help", _JSON, nullable=False),
        sa.Column("purpose", _JSON, nullable=False),
        sa.Column("keep", sa.String(length=10), nullable=False),
        sa.Column("required", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("phase", sa.Enum("registration", "confirmed", name="phase", native_enum=False, length=32,
                                   create_constraint=True), nullable=False),
        sa.Column("categories", _JSON, nullable=False),
        sa.Column("readers", _JSON, nullable=False),
        sa.Column("limits", _JSON, nullable=False),
        sa.Column("show_if", _JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        _to(table, "summit_id", "summits_summit"), _to(table, "section_id", "questions_section", "SET NULL"),
        _key(table), _public(table),
        sa.UniqueConstraint("summit_id", "code", name=op.f(f"uq_{table}_summit_id_code")),
    )
    op.create_index(op.f(f"ix_{table}_section_id"), table, ["section_id"])
    table = "questions_version"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _kind(),
        sa.Column("caption", _JSON, nullable=False),
        sa.Column("limits", _JSON, nullable=False),
        sa.Column("options", _JSON, nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=False),
        _to(table, "question_id", "questions_question"), _key(table),
        sa.UniqueConstraint("question_id", "number", name=op.f(f"uq_{table}_question_id_number")),
    )
    table = "questions_option"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", _JSON, nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.CheckConstraint("taken >= 0", name=op.f(f"ck_{table}_taken")),
        sa.CheckConstraint("places IS NULL OR taken <= places", name=op.f(f"ck_{table}_places")),
        _to(table, "question_id", "questions_question"), _key(table), _public(table),
        sa.UniqueConstraint("question_id", "code", name=op.f(f"uq_{table}_question_id_code")),
    )


def _answers() -> None:
    table = "registration_answer"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", _JSON, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("held", _JSON, nullable=False),
        sa.Column("answered_at", _INSTANT, nullable=False),
        sa.CheckConstraint("(value IS NULL) <> (sealed IS NULL)", name=op.f(f"ck_{table}_plain_or_sealed")),
        _to(table, "registration_id", "registration_registration"),
        _to(table, "question_id", "questions_question", None), _key(table), _public(table),
        sa.UniqueConstraint(
            "registration_id", "question_id", name=op.f(f"uq_{table}_registration_id_question_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_question_id"), table, ["question_id"])
    table = "registration_upload"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.CheckConstraint("size > 0 AND size <= 5242880", name=op.f(f"ck_{table}_size")),
        _to(table, "question_id", "questions_question"),
        _to(table, "registration_id", "registration_registration"), _key(table), _public(table),
    )
    for column in ("question_id", "registration_id", "created_at"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("registration_upload", "registration_answer", "questions_option", "questions_version",
                  "questions_question", "questions_section"):
        op.drop_table(table)
    op.execute("DELETE FROM accounts_grant WHERE role IN ('first_aid', 'catering')")
    replace_check(op.get_bind(), "accounts_grant", "ck_accounts_grant_role", f"role IN ({_ROLES})")
