"""Make a delegation an object: quotas, coordinators, offices and their holders, and deadlines."""

import sqlalchemy as sa
from alembic import op

from summitapp.core.migrations import replace_check

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ROLES = "'owner', 'organiser', 'editor', 'desk', 'scanner', 'viewer'"
_PURPOSES = "'log_in', 'set_up', 'manage', 'confirm'"
_ACTIVE = "'draft', 'nominated', 'submitted', 'waiting', 'offered', 'approved', 'confirmed'"

# Plain ADD COLUMN with its constraint inside means the same on both databases and copies no table.
_COLUMNS = [
    ("summits_summit", "nominations_close_at", "{instant}"),
    ("summits_summit", "changes_close_at", "{instant}"),
    ("summits_category", "holds_place", "BOOLEAN DEFAULT {no} NOT NULL"),
    ("summits_category", "protocol", "BOOLEAN DEFAULT {no} NOT NULL"),
    ("delegations_delegation", "organisation_id",
     "INTEGER CONSTRAINT fk_delegations_delegation_organisation_id REFERENCES directory_organisation (id)"),
    ("delegations_delegation", "head_position_id",
     "INTEGER CONSTRAINT fk_delegations_delegation_head_position_id REFERENCES directory_position (id)"),
    ("delegations_delegation", "nominate_by", "{instant}"),
    ("delegations_delegation", "confirm_by", "{instant}"),
    ("registration_registration", "delegation_role",
     "VARCHAR(32) DEFAULT 'member' NOT NULL CONSTRAINT ck_registration_registration_delegationrole "
     "CHECK (delegation_role IN ('head', 'deputy', 'member'))"),
    ("registration_registration", "position_id",
     "INTEGER CONSTRAINT fk_registration_registration_position_id REFERENCES directory_position (id)"),
    ("registration_registration", "acting", "BOOLEAN DEFAULT {no} NOT NULL"),
    ("registration_registration", "party", "VARCHAR(20)"),
    ("registration_registration", "phone", "VARCHAR(20) DEFAULT '' NOT NULL"),
]
_TAKEN = (
    "INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_delegations_delegation_taken CHECK (taken >= 0) "
    "CONSTRAINT ck_delegations_delegation_places CHECK (quota IS NULL OR taken <= quota)"
)
_COUNT = (
    "UPDATE delegations_delegation SET taken = (SELECT count(*) FROM registration_registration AS r "
    "WHERE r.delegation_id = delegations_delegation.id AND r.holds_place)"
)


def _words() -> dict[str, str]:
    postgres = op.get_bind().dialect.name == "postgresql"
    return {"instant": "TIMESTAMP WITH TIME ZONE" if postgres else "DATETIME", "no": "false" if postgres else "0"}


def upgrade() -> None:
    connection = op.get_bind()
    for table, column, kind in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind.format(**_words())}")
    # Whoever had a smaller quota than people keeps the people: the quota follows, before the constraint is there.
    op.execute(
        "UPDATE delegations_delegation SET quota = (SELECT count(*) FROM registration_registration AS r "
        "WHERE r.delegation_id = delegations_delegation.id AND r.holds_place) WHERE quota < (SELECT count(*) FROM "
        "registration_registration AS r WHERE r.delegation_id = delegations_delegation.id AND r.holds_place)"
    )
    op.execute(f"ALTER TABLE delegations_delegation ADD COLUMN taken {_TAKEN}")
    op.execute(_COUNT)
    op.create_index(
        "uq_registration_registration_head", "registration_registration", ["delegation_id"], unique=True,
        sqlite_where=sa.text(f"state IN ({_ACTIVE}) AND delegation_role = 'head' AND delegation_id IS NOT NULL"),
        postgresql_where=sa.text(f"state IN ({_ACTIVE}) AND delegation_role = 'head' AND delegation_id IS NOT NULL"),
    )
    replace_check(connection, "accounts_grant", "ck_accounts_grant_role", f"role IN ({_ROLES}, 'coordinator')")
    replace_check(connection, "accounts_grant", "ck_accounts_grant_scope_kind",
                  "scope_kind IN ('summit', 'platform', 'delegation')")
    replace_check(connection, "accounts_secret_link", "ck_accounts_secret_link_purpose",
                  f"purpose IN ({_PURPOSES}, 'invite', 'address')")
    op.create_table(
        "directory_tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.CheckConstraint("until IS NULL OR since IS NULL OR until >= since", name=op.f("ck_directory_tenure_dates")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["directory_person.id"], name=op.f("fk_directory_tenure_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["directory_position.id"], name=op.f("fk_directory_tenure_position_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_tenure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_directory_tenure_public_id")),
    )
    op.create_index(op.f("ix_directory_tenure_person_id"), "directory_tenure", ["person_id"])
    op.create_index(op.f("ix_directory_tenure_position_id"), "directory_tenure", ["position_id"])
    op.create_table(
        "delegations_quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_delegations_quota_taken")),
        sa.CheckConstraint("taken <= places", name=op.f("ck_delegations_quota_places")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["summits_category.id"], name=op.f("fk_delegations_quota_category_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations_delegation.id"], name=op.f("fk_delegations_quota_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations_quota")),
        sa.UniqueConstraint("public_id", name=op.f("uq_delegations_quota_public_id")),
        sa.UniqueConstraint("delegation_id", "category_id", name=op.f("uq_delegations_quota_delegation_id_category_id")),
    )
    op.create_index(op.f("ix_delegations_quota_category_id"), "delegations_quota", ["category_id"])
    op.create_table(
        "delegations_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("user", sa.String(length=20), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations_delegation.id"], name=op.f("fk_delegations_invitation_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations_invitation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_delegations_invitation_public_id")),
    )
    op.create_index(op.f("ix_delegations_invitation_delegation_id"), "delegations_invitation", ["delegation_id"])
    op.create_index(op.f("ix_delegations_invitation_user"), "delegations_invitation", ["user"])


def downgrade() -> None:
    connection = op.get_bind()
    op.drop_table("delegations_invitation")
    op.drop_table("delegations_quota")
    op.drop_table("directory_tenure")
    op.execute("DELETE FROM accounts_secret_link WHERE purpose IN ('invite', 'address')")
    op.execute("DELETE FROM accounts_grant WHERE scope_kind = 'delegation' OR role = 'coordinator'")
    replace_check(connection, "accounts_secret_link", "ck_accounts_secret_link_purpose", f"purpose IN ({_PURPOSES})")
    replace_check(connection, "accounts_grant", "ck_accounts_grant_scope_kind", "scope_kind IN ('summit', 'platform')")
    replace_check(connection, "accounts_grant", "ck_accounts_grant_role", f"role IN ({_ROLES})")
    op.drop_index("uq_registration_registration_head", "registration_registration")
    op.execute("ALTER TABLE delegations_delegation DROP COLUMN taken")
    for table, column, _kind in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
