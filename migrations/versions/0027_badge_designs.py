"""Let categories have badge designs of their own, functions an approved translation, and print runs more papers and an end."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from summitapp.core.migrations import replace_check

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_PAPERS = ("a6", "fold", "four_up", "cr80", "label_62x100", "label_90x54", "label_102x152")
_STATES = "'waiting', 'running', 'done', 'failed'"
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    papers = ", ".join(f"'{paper}'" for paper in ("designed", *_PAPERS))
    replace_check(op.get_bind(), "badges_print_run", "ck_badges_print_run_layout", f"layout IN ({papers})")
    replace_check(op.get_bind(), "badges_print_run", "ck_badges_print_run_printstate", f"state IN ({_STATES}, 'cancelled')")
    op.create_table(
        "badges_design",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "paper",
            sa.Enum("designed", *_PAPERS, name="layout", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("both_sides", sa.Boolean(), nullable=False),
        sa.Column("parts", _JSON, nullable=False),
        sa.Column("emergency", _JSON, nullable=False),
        sa.CheckConstraint("paper <> 'designed'", name=op.f("ck_badges_design_real_paper")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_badges_design_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges_design")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badges_design_public_id")),
        sa.UniqueConstraint("summit_id", "name", name=op.f("uq_badges_design_summit_id_name")),
    )
    op.create_table(
        "badges_design_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("design_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["summits_category.id"], name=op.f("fk_badges_design_choice_category_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["design_id"], ["badges_design.id"], name=op.f("fk_badges_design_choice_design_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges_design_choice")),
        sa.UniqueConstraint("category_id", name=op.f("uq_badges_design_choice_category_id")),
    )
    op.create_index(op.f("ix_badges_design_choice_design_id"), "badges_design_choice", ["design_id"], unique=False)
    op.create_table(
        "badges_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("target <> language", name=op.f("ck_badges_wording_other_language")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_badges_wording_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges_wording")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badges_wording_public_id")),
        sa.UniqueConstraint("summit_id", "language", "key", name=op.f("uq_badges_wording_summit_id_language_key")),
    )


def downgrade() -> None:
    op.drop_table("badges_wording")
    op.drop_index(op.f("ix_badges_design_choice_design_id"), "badges_design_choice")
    op.drop_table("badges_design_choice")
    op.drop_table("badges_design")
    op.execute("UPDATE badges_print_run SET layout = 'a6' WHERE layout NOT IN ('a6', 'fold')")
    op.execute("UPDATE badges_print_run SET state = 'failed' WHERE state = 'cancelled'")
    replace_check(op.get_bind(), "badges_print_run", "ck_badges_print_run_layout", "layout IN ('a6', 'fold')")
    replace_check(op.get_bind(), "badges_print_run", "ck_badges_print_run_printstate", f"state IN ({_STATES})")
