"""Let the organiser's table sort by name and keep views, and let probable duplicates be found and merged."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from summitapp.registration.rules import place_words, sort_names

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLE = "registration_registration"
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_INDEXES = [
    ("plain", ["summit_id", "sort_plain", "id"], None),
    ("turkish", ["summit_id", "sort_turkish", "id"], None),
    ("submitted", ["summit_id", "submitted_at"], None),
    ("unproven", ["summit_id", "id"], "NOT proven"),
    ("leads", ["summit_id", "delegation_role", "id"], "delegation_role <> 'member'"),
    ("uncompared", ["id"], "compared_at IS NULL"),
    ("merged_into_id", ["merged_into_id"], None),
]


def _columns() -> list[tuple[str, str, str]]:
    postgres = op.get_bind().dialect.name == "postgresql"
    text = "VARCHAR(120) COLLATE \"C\" DEFAULT '' NOT NULL" if postgres else "VARCHAR(120) DEFAULT '' NOT NULL"
    instant = "TIMESTAMP WITH TIME ZONE" if postgres else "DATETIME"
    return [
        (_TABLE, "sort_plain", text),
        (_TABLE, "sort_turkish", text),
        (_TABLE, "compared_at", instant),
        (_TABLE, "merged_into_id", f"INTEGER CONSTRAINT fk_{_TABLE}_merged_into_id REFERENCES {_TABLE} (id)"),
        ("directory_person", "merged_into_id",
         "INTEGER CONSTRAINT fk_directory_person_merged_into_id REFERENCES directory_person (id)"),
    ]


def upgrade() -> None:
    for table, column, kind in _columns():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    _fill()
    for name, columns, where in _INDEXES:
        only = sa.text(where) if where else None
        op.create_index(f"ix_{_TABLE}_{name}", _TABLE, columns, sqlite_where=only, postgresql_where=only)
    op.create_index("ix_directory_person_merged_into_id", "directory_person", ["merged_into_id"])
    _create_views()
    _create_likeness()


def _fill() -> None:
    """Write what lists are sorted by, and the words of places, for everybody who is registered already."""
    connection = op.get_bind()
    named = sa.text(
        f"SELECT r.id, r.summit_id, p.given_name, p.family_name, r.city_text, r.organisation_text, d.name AS delegation "
        f"FROM {_TABLE} AS r JOIN directory_person AS p ON p.id = r.person_id "
        "LEFT JOIN delegations_delegation AS d ON d.id = r.delegation_id WHERE r.id > :after ORDER BY r.id LIMIT 1000"
    ).columns(delegation=_JSON)
    sort = sa.text(f"UPDATE {_TABLE} SET sort_plain = :sort_plain, sort_turkish = :sort_turkish WHERE id = :row")
    word = sa.text("INSERT INTO registration_word (registration_id, summit_id, word) VALUES (:row, :summit, :word)")
    after = 0
    while rows := connection.execute(named, {"after": after}).all():
        after = rows[-1].id
        connection.execute(sort, [{"row": r.id, **sort_names(r.given_name, r.family_name)} for r in rows])
        words = [
            {"row": r.id, "summit": r.summit_id, "word": found}
            for r in rows
            for found in sorted(place_words(r.city_text, r.organisation_text, *(r.delegation or {}).values()))
        ]
        if words:
            connection.execute(word, words)


def _create_views() -> None:
    op.create_table(
        "registration_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("narrowed", _JSON, nullable=False),
        sa.Column("columns", _JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"], name="fk_registration_view_summit_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_registration_view"),
        sa.UniqueConstraint("public_id", name="uq_registration_view_public_id"),
    )
    kept = sa.text("deleted_at IS NULL")
    op.create_index(
        "uq_registration_view_name", "registration_view", ["summit_id", "owner", "name"], unique=True,
        sqlite_where=kept, postgresql_where=kept,
    )
    op.create_table(
        "registration_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("columns", _JSON, nullable=False),
        sa.Column("view_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"], name="fk_registration_layout_summit_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["view_id"], ["registration_view.id"], name="fk_registration_layout_view_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_registration_layout"),
        sa.UniqueConstraint("summit_id", "owner", name="uq_registration_layout_summit_id_owner"),
    )


def _create_likeness() -> None:
    op.create_table(
        "registration_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["registration_id"], [f"{_TABLE}.id"], name="fk_registration_mark_registration_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_registration_mark"),
        sa.UniqueConstraint("registration_id", "mark", name="uq_registration_mark_registration_id_mark"),
    )
    op.create_index("ix_registration_mark_mark", "registration_mark", ["summit_id", "mark", "registration_id"])
    op.create_table(
        "registration_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", _JSON, nullable=False),
        sa.Column("state", sa.Enum("open", "distinct", "merged", name="pairstate", native_enum=False,
                                   create_constraint=True, length=32), nullable=False),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_registration_pair_order")),
        sa.ForeignKeyConstraint(["summit_id"], ["summits_summit.id"], name="fk_registration_pair_summit_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["one_id"], [f"{_TABLE}.id"], name="fk_registration_pair_one_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], [f"{_TABLE}.id"], name="fk_registration_pair_other_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_registration_pair"),
        sa.UniqueConstraint("public_id", name="uq_registration_pair_public_id"),
        sa.UniqueConstraint("one_id", "other_id", name="uq_registration_pair_one_id_other_id"),
    )
    op.create_index("ix_registration_pair_open", "registration_pair", ["summit_id", "state", "score", "id"])
    op.create_index("ix_registration_pair_other_id", "registration_pair", ["other_id"])


def downgrade() -> None:
    for table in ("registration_pair", "registration_mark", "registration_layout", "registration_view"):
        op.drop_table(table)
    op.execute("DELETE FROM registration_word WHERE word LIKE '~%'")
    op.drop_index("ix_directory_person_merged_into_id", "directory_person")
    for name, _columns_of, _where in reversed(_INDEXES):
        op.drop_index(f"ix_{_TABLE}_{name}", _TABLE)
    for table, column, _kind in reversed(_columns()):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
