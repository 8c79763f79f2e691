"""Create summits and what they are made of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "summits_summit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("motto", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("description", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("practical", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("registration_intro", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("default_language", sa.String(length=2), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "public", "archived", name="summitstate", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "approval",
            sa.Enum("manual", "automatic", name="approvalmode", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("registration_opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registration_closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("redactions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("copied_from", sa.String(length=20), nullable=False),
        sa.CheckConstraint("capacity IS NULL OR taken <= capacity", name=op.f("ck_summits_summit_capacity")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_summits_summit_dates")),
        sa.CheckConstraint(
            "registration_opens_at IS NULL OR registration_closes_at IS NULL OR registration_closes_at > registration_opens_at",
            name=op.f("ck_summits_summit_registration_dates"),
        ),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_summits_summit_taken")),
        sa.ForeignKeyConstraint(["city_id"], ["directory_city.id"], name=op.f("fk_summits_summit_city_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_summit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summits_summit_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_summits_summit_slug")),
    )
    op.create_table(
        "summits_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column(
            "shape",
            sa.Enum(
                "circle",
                "square",
                "triangle",
                "diamond",
                "star",
                "hexagon",
                "cross",
                "bar",
                name="shapename",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("open_to_public", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity IS NULL OR taken <= capacity", name=op.f("ck_summits_category_capacity")),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_summits_category_taken")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_summits_category_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_category")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summits_category_public_id")),
        sa.UniqueConstraint("summit_id", "code", name=op.f("uq_summits_category_summit_id_code")),
    )
    op.create_table(
        "summits_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("label", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("closes > opens", name=op.f("ck_summits_day_hours")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_summits_day_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_day")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summits_day_public_id")),
        sa.UniqueConstraint("summit_id", "day", name=op.f("uq_summits_day_summit_id_day")),
    )
    op.create_table(
        "summits_track",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_summits_track_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_track")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summits_track_public_id")),
        sa.UniqueConstraint("summit_id", "code", name=op.f("uq_summits_track_summit_id_code")),
    )
    op.create_table(
        "summits_venue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("directions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_summits_venue_summit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_venue")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summits_venue_public_id")),
    )
    op.create_index(op.f("ix_summits_venue_summit_id"), "summits_venue", ["summit_id"], unique=False)
    op.create_table(
        "summits_room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name=op.f("ck_summits_room_capacity")),
        sa.ForeignKeyConstraint(
            ["summit_id"], ["summits_summit.id"], name=op.f("fk_summits_room_summit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["summits_venue.id"], name=op.f("fk_summits_room_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summits_room")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summits_room_public_id")),
        sa.UniqueConstraint("summit_id", "code", name=op.f("uq_summits_room_summit_id_code")),
    )
    op.create_index(op.f("ix_summits_room_venue_id"), "summits_room", ["venue_id"], unique=False)


def downgrade() -> None:
    op.drop_table("summits_room")
    op.drop_table("summits_venue")
    op.drop_table("summits_track")
    op.drop_table("summits_day")
    op.drop_table("summits_category")
    op.drop_table("summits_summit")
