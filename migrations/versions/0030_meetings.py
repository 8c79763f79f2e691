"""Profiles and suggestions, the round of meetings with its time and tables, requests, runs, the plan, outcomes."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_TIME = sa.DateTime(timezone=True)
_TABLES = (
    "profiles_profile", "profiles_passed", "profiles_away", "profiles_rule", "profiles_suggestions",
    "matchmaking_round", "matchmaking_block", "matchmaking_slot", "matchmaking_table", "matchmaking_absence",
    "matchmaking_request", "matchmaking_attendee", "matchmaking_run", "matchmaking_meeting", "matchmaking_seat",
    "matchmaking_objection", "matchmaking_change", "hall_outcome",
)


def _identity(table: str, *, public: bool = True) -> list[Any]:
    """The row id, and the public id where others name the row."""
    items: list[Any] = [
        sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]  # fmt: skip
    if public:
        items += [sa.Column("public_id", sa.String(length=20), nullable=False),
                  sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id"))]  # fmt: skip
    return items


def _key(table: str, column: str, of: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def _unique_while(condition: str, name: str, table: str, columns: list[str]) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    _create_profiles()
    _create_frame()
    _create_asking()
    _create_plan()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)


def _create_profiles() -> None:
    op.create_table(
        "profiles_profile", *_identity("profiles_profile"),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("offers", _JSON, nullable=False),
        sa.Column("seeks", _JSON, nullable=False),
        sa.Column("topics", _JSON, nullable=False),
        sa.Column("sdgs", _JSON, nullable=False),
        sa.Column("languages", _JSON, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("organisation_key", sa.Text(), nullable=False),
        sa.Column("min_meetings", sa.Integer(), nullable=True),
        sa.Column("max_meetings", sa.Integer(), nullable=True),
        sa.Column("max_per_day", sa.Integer(), nullable=True),
        sa.Column("in_calendars", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.CheckConstraint("state IN ('draft', 'open', 'paused')", name=op.f("ck_profiles_profile_profilestate")),
        sa.CheckConstraint(
            "kind IN ('metropolitan_municipality', 'district_municipality', 'city_administration', "
            "'city_district_office', 'county_administration', 'ministry', 'governorship', "
            "'consulate', 'association_of_cities', 'municipal_company', 'development_agency', "
            "'university', 'professional_chamber', 'chamber_of_commerce', 'company', "
            "'association', 'partnership_association', 'foundation', 'school', "
            "'youth_organisation', 'media', 'trade_union')",
            name=op.f("ck_profiles_profile_organisationkind"),
        ),
        sa.CheckConstraint("level IN ('head', 'deputy', 'council', 'director', 'expert', 'other')",
                           name=op.f("ck_profiles_profile_functionlevel")),
        sa.CheckConstraint("(registration_id IS NULL) <> (delegation_id IS NULL)",
                           name=op.f("ck_profiles_profile_owner")),
        sa.CheckConstraint("max_meetings IS NULL OR max_meetings >= 0",
                           name=op.f("ck_profiles_profile_max_meetings")),
        sa.CheckConstraint("max_per_day IS NULL OR max_per_day >= 0", name=op.f("ck_profiles_profile_max_per_day")),
        sa.CheckConstraint("min_meetings IS NULL OR min_meetings >= 0",
                           name=op.f("ck_profiles_profile_min_meetings")),
        _key("profiles_profile", "delegation_id", "delegations_delegation", "CASCADE"),
        _key("profiles_profile", "registration_id", "registration_registration", "CASCADE"),
        _key("profiles_profile", "summit_id", "summits_summit", "CASCADE"),
        sa.UniqueConstraint("delegation_id", name=op.f("uq_profiles_profile_delegation_id")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_profiles_profile_registration_id")),
    )  # fmt: skip
    op.create_index("ix_profiles_profile_organisation", "profiles_profile", ["summit_id", "organisation_key"])
    op.create_index("ix_profiles_profile_state", "profiles_profile", ["summit_id", "state"])
    op.create_table(
        "profiles_passed", *_identity("profiles_passed", public=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.CheckConstraint("profile_id <> other_id", name=op.f("ck_profiles_passed_oneself")),
        _key("profiles_passed", "other_id", "profiles_profile", "CASCADE"),
        _key("profiles_passed", "profile_id", "profiles_profile", "CASCADE"),
        sa.UniqueConstraint("profile_id", "other_id", name=op.f("uq_profiles_passed_profile_id_other_id")),
    )  # fmt: skip
    op.create_index("ix_profiles_passed_other_id", "profiles_passed", ["other_id"])
    op.create_table(
        "profiles_away", *_identity("profiles_away"),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_profiles_away_times")),
        _key("profiles_away", "registration_id", "registration_registration", "CASCADE"),
    )  # fmt: skip
    op.create_index("ix_profiles_away_registration_id", "profiles_away", ["registration_id"])
    op.create_table(
        "profiles_rule", *_identity("profiles_rule"),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("may_see", sa.Boolean(), nullable=False),
        sa.Column("may_ask", sa.Boolean(), nullable=False),
        sa.CheckConstraint("may_see OR NOT may_ask", name=op.f("ck_profiles_rule_ask_unseen")),
        _key("profiles_rule", "asked_id", "summits_category", "CASCADE"),
        _key("profiles_rule", "asker_id", "summits_category", "CASCADE"),
        _key("profiles_rule", "summit_id", "summits_summit", "CASCADE"),
        sa.UniqueConstraint("summit_id", "asker_id", "asked_id",
                            name=op.f("uq_profiles_rule_summit_id_asker_id_asked_id")),
    )  # fmt: skip
    op.create_index("ix_profiles_rule_asked_id", "profiles_rule", ["asked_id"])
    op.create_table(
        "profiles_suggestions", *_identity("profiles_suggestions", public=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("basis", sa.String(length=32), nullable=False),
        sa.Column("found", _JSON, nullable=False),
        _key("profiles_suggestions", "profile_id", "profiles_profile", "CASCADE"),
        sa.UniqueConstraint("profile_id", name=op.f("uq_profiles_suggestions_profile_id")),
    )  # fmt: skip


def _create_frame() -> None:
    op.create_table(
        "matchmaking_round", *_identity("matchmaking_round"),
        sa.Column("summit_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=32), nullable=False),
        sa.Column("scheduling", sa.String(length=32), nullable=False),
        sa.Column("auto_accept", sa.Boolean(), nullable=False),
        sa.Column("requests_until", _TIME, nullable=True),
        sa.Column("objections_until", _TIME, nullable=True),
        sa.Column("print_at", _TIME, nullable=True),
        sa.Column("request_limit", sa.Integer(), nullable=False),
        sa.Column("must_limit", sa.Integer(), nullable=False),
        sa.Column("expire_hours", sa.Integer(), nullable=False),
        sa.Column("min_meetings", sa.Integer(), nullable=False),
        sa.Column("max_meetings", sa.Integer(), nullable=False),
        sa.Column("max_per_day", sa.Integer(), nullable=True),
        sa.Column("reserve", sa.Integer(), nullable=False),
        sa.Column("interpreter_run", sa.Integer(), nullable=False),
        sa.Column("shortfall_penalty", sa.Integer(), nullable=False),
        sa.Column("gap_penalty", sa.Integer(), nullable=False),
        sa.Column("moved_penalty", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.Column("mend_asked_at", _TIME, nullable=True),
        sa.CheckConstraint("phase IN ('preparing', 'open', 'closed', 'provisional', 'published', 'frozen')",
                           name=op.f("ck_matchmaking_round_roundphase")),
        sa.CheckConstraint("scheduling IN ('planned', 'at_once')", name=op.f("ck_matchmaking_round_scheduling")),
        sa.CheckConstraint("expire_hours BETWEEN 1 AND 720", name=op.f("ck_matchmaking_round_expire_hours")),
        sa.CheckConstraint("interpreter_run >= 1", name=op.f("ck_matchmaking_round_interpreter_run")),
        sa.CheckConstraint("max_per_day IS NULL OR max_per_day >= 1", name=op.f("ck_matchmaking_round_max_per_day")),
        sa.CheckConstraint("min_meetings BETWEEN 0 AND max_meetings", name=op.f("ck_matchmaking_round_meetings")),
        sa.CheckConstraint("must_limit BETWEEN 0 AND 100", name=op.f("ck_matchmaking_round_must_limit")),
        sa.CheckConstraint("request_limit BETWEEN 1 AND 100", name=op.f("ck_matchmaking_round_request_limit")),
        sa.CheckConstraint("reserve BETWEEN 0 AND 50", name=op.f("ck_matchmaking_round_reserve")),
        sa.CheckConstraint("shortfall_penalty >= 0 AND gap_penalty >= 0 AND moved_penalty >= 0",
                           name=op.f("ck_matchmaking_round_weights")),
        _key("matchmaking_round", "summit_id", "summits_summit", "CASCADE"),
        sa.UniqueConstraint("summit_id", name=op.f("uq_matchmaking_round_summit_id")),
    )  # fmt: skip
    op.create_table(
        "matchmaking_block", *_identity("matchmaking_block"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("pause_minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_matchmaking_block_times")),
        sa.CheckConstraint("pause_minutes BETWEEN 0 AND 120", name=op.f("ck_matchmaking_block_pause_minutes")),
        sa.CheckConstraint("slot_minutes BETWEEN 5 AND 240", name=op.f("ck_matchmaking_block_slot_minutes")),
        _key("matchmaking_block", "round_id", "matchmaking_round", "CASCADE"),
    )  # fmt: skip
    op.create_index("ix_matchmaking_block_round_id", "matchmaking_block", ["round_id"])
    op.create_table(
        "matchmaking_slot", *_identity("matchmaking_slot"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_matchmaking_slot_times")),
        _key("matchmaking_slot", "block_id", "matchmaking_block", "CASCADE"),
        _key("matchmaking_slot", "round_id", "matchmaking_round", "CASCADE"),
        sa.UniqueConstraint("round_id", "starts_at", name=op.f("uq_matchmaking_slot_round_id_starts_at")),
    )  # fmt: skip
    op.create_index("ix_matchmaking_slot_block_id", "matchmaking_slot", ["block_id"])
    op.create_table(
        "matchmaking_table", *_identity("matchmaking_table"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("home_delegation_id", sa.Integer(), nullable=True),
        sa.Column("home_registration_id", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("home_delegation_id IS NULL OR home_registration_id IS NULL",
                           name=op.f("ck_matchmaking_table_home")),
        sa.CheckConstraint("seats BETWEEN 2 AND 60", name=op.f("ck_matchmaking_table_seats")),
        _key("matchmaking_table", "home_delegation_id", "delegations_delegation", "SET NULL"),
        _key("matchmaking_table", "home_registration_id", "registration_registration", "SET NULL"),
        _key("matchmaking_table", "room_id", "summits_room", "SET NULL"),
        _key("matchmaking_table", "round_id", "matchmaking_round", "CASCADE"),
        sa.UniqueConstraint("round_id", "code", name=op.f("uq_matchmaking_table_round_id_code")),
    )  # fmt: skip
    op.create_index("ix_matchmaking_table_home_delegation_id", "matchmaking_table", ["home_delegation_id"])
    op.create_index("ix_matchmaking_table_home_registration_id", "matchmaking_table", ["home_registration_id"])
    op.create_index("ix_matchmaking_table_room_id", "matchmaking_table", ["room_id"])
    op.create_table(
        "matchmaking_absence", *_identity("matchmaking_absence"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("interpreter_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_matchmaking_absence_times")),
        _key("matchmaking_absence", "interpreter_id", "agenda_interpreter", "CASCADE"),
        _key("matchmaking_absence", "round_id", "matchmaking_round", "CASCADE"),
    )  # fmt: skip
    op.create_index("ix_matchmaking_absence_interpreter_id", "matchmaking_absence", ["interpreter_id"])
    op.create_index("ix_matchmaking_absence_round_id", "matchmaking_absence", ["round_id"])


def _create_asking() -> None:
    op.create_table(
        "matchmaking_request", *_identity("matchmaking_request"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_key", sa.Text(), nullable=False),
        sa.Column("sameness", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("mutual", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("proposed_slot_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=True),
        sa.Column("nudged_at", _TIME, nullable=True),
        sa.Column("settled_at", _TIME, nullable=True),
        sa.CheckConstraint("kind IN ('person', 'organisation', 'delegation')",
                           name=op.f("ck_matchmaking_request_requestkind")),
        sa.CheckConstraint("source IN ('asked', 'arranged')", name=op.f("ck_matchmaking_request_requestsource")),
        sa.CheckConstraint("state IN ('asked', 'accepted', 'declined', 'withdrawn', 'expired')",
                           name=op.f("ck_matchmaking_request_requeststate")),
        sa.CheckConstraint("(kind = 'delegation') = (delegation_id IS NOT NULL)",
                           name=op.f("ck_matchmaking_request_delegation")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_matchmaking_request_value")),
        _key("matchmaking_request", "asker_id", "registration_registration", "CASCADE"),
        _key("matchmaking_request", "delegation_id", "delegations_delegation", "CASCADE"),
        _key("matchmaking_request", "proposed_by_id", "registration_registration", "SET NULL"),
        _key("matchmaking_request", "proposed_slot_id", "matchmaking_slot", "SET NULL"),
        _key("matchmaking_request", "round_id", "matchmaking_round", "CASCADE"),
    )  # fmt: skip
    op.create_index("ix_matchmaking_request_asker_id", "matchmaking_request", ["asker_id"])
    op.create_index("ix_matchmaking_request_delegation_id", "matchmaking_request", ["delegation_id"])
    op.create_index("ix_matchmaking_request_state", "matchmaking_request", ["round_id", "state"])
    _unique_while("state IN ('asked', 'accepted')", "uq_matchmaking_request_sameness",
                  "matchmaking_request", ["round_id", "sameness"])
    op.create_table(
        "matchmaking_attendee", *_identity("matchmaking_attendee", public=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("reply", sa.String(length=32), nullable=False),
        sa.Column("wish", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("replied_at", _TIME, nullable=True),
        sa.CheckConstraint("role IN ('asker', 'asked', 'guest')", name=op.f("ck_matchmaking_attendee_attendeerole")),
        sa.CheckConstraint("reply IN ('open', 'yes', 'no')", name=op.f("ck_matchmaking_attendee_reply")),
        sa.CheckConstraint("wish IN ('meet', 'must')", name=op.f("ck_matchmaking_attendee_wish")),
        _key("matchmaking_attendee", "registration_id", "registration_registration", "CASCADE"),
        _key("matchmaking_attendee", "request_id", "matchmaking_request", "CASCADE"),
        sa.UniqueConstraint("request_id", "registration_id",
                            name=op.f("uq_matchmaking_attendee_request_id_registration_id")),
    )  # fmt: skip
    op.create_index("ix_matchmaking_attendee_registration_id", "matchmaking_attendee", ["registration_id"])


def _create_plan() -> None:
    op.create_table(
        "matchmaking_run", *_identity("matchmaking_run"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.Column("weights", _JSON, nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=32), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("bound", sa.Integer(), nullable=True),
        sa.Column("report", _JSON, nullable=False),
        sa.Column("proposal", _JSON, nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=20), nullable=False),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("started_at", _TIME, nullable=True),
        sa.Column("heard_at", _TIME, nullable=True),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.Column("cancel_asked_at", _TIME, nullable=True),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'adopted', 'discarded')",
                           name=op.f("ck_matchmaking_run_runstate")),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_matchmaking_run_progress")),
        sa.CheckConstraint("seconds BETWEEN 1 AND 600", name=op.f("ck_matchmaking_run_seconds")),
        _key("matchmaking_run", "round_id", "matchmaking_round", "CASCADE"),
    )  # fmt: skip
    op.create_index("ix_matchmaking_run_round", "matchmaking_run", ["round_id", "id"])
    _unique_while("state IN ('queued', 'running')", "uq_matchmaking_run_one_at_once", "matchmaking_run", ["round_id"])
    op.create_table(
        "matchmaking_meeting", *_identity("matchmaking_meeting"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("interpreter_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.CheckConstraint("state IN ('provisional', 'confirmed', 'cancelled')",
                           name=op.f("ck_matchmaking_meeting_meetingstate")),
        _key("matchmaking_meeting", "interpreter_id", "agenda_interpreter"),
        _key("matchmaking_meeting", "request_id", "matchmaking_request", "CASCADE"),
        _key("matchmaking_meeting", "round_id", "matchmaking_round", "CASCADE"),
        _key("matchmaking_meeting", "slot_id", "matchmaking_slot"),
        _key("matchmaking_meeting", "table_id", "matchmaking_table"),
    )  # fmt: skip
    op.create_index("ix_matchmaking_meeting_interpreter_id", "matchmaking_meeting", ["interpreter_id"])
    op.create_index("ix_matchmaking_meeting_round", "matchmaking_meeting", ["round_id", "state"])
    op.create_index("ix_matchmaking_meeting_table_id", "matchmaking_meeting", ["table_id"])
    _unique_while("state <> 'cancelled'", "uq_matchmaking_meeting_interpreter",
                  "matchmaking_meeting", ["slot_id", "interpreter_id"])
    _unique_while("state <> 'cancelled'", "uq_matchmaking_meeting_request", "matchmaking_meeting", ["request_id"])
    _unique_while("state <> 'cancelled'", "uq_matchmaking_meeting_table",
                  "matchmaking_meeting", ["slot_id", "table_id"])
    op.create_table(
        "matchmaking_seat", *_identity("matchmaking_seat", public=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        _key("matchmaking_seat", "meeting_id", "matchmaking_meeting", "CASCADE"),
        _key("matchmaking_seat", "registration_id", "registration_registration", "CASCADE"),
        _key("matchmaking_seat", "slot_id", "matchmaking_slot"),
        sa.UniqueConstraint("meeting_id", "registration_id",
                            name=op.f("uq_matchmaking_seat_meeting_id_registration_id")),
        sa.UniqueConstraint("registration_id", "slot_id", name=op.f("uq_matchmaking_seat_registration_id_slot_id")),
    )  # fmt: skip
    op.create_index("ix_matchmaking_seat_slot_id", "matchmaking_seat", ["slot_id"])
    op.create_table(
        "matchmaking_objection", *_identity("matchmaking_objection"),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("settled_at", _TIME, nullable=True),
        sa.CheckConstraint("state IN ('open', 'heard', 'kept')",
                           name=op.f("ck_matchmaking_objection_objectionstate")),
        _key("matchmaking_objection", "meeting_id", "matchmaking_meeting", "CASCADE"),
        _key("matchmaking_objection", "registration_id", "registration_registration", "CASCADE"),
        sa.UniqueConstraint("meeting_id", "registration_id",
                            name=op.f("uq_matchmaking_objection_meeting_id_registration_id")),
    )  # fmt: skip
    op.create_index("ix_matchmaking_objection_registration_id", "matchmaking_objection", ["registration_id"])
    op.create_table(
        "matchmaking_change", *_identity("matchmaking_change"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("before", _JSON, nullable=False),
        sa.Column("after", _JSON, nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("facts", _JSON, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("told_at", _TIME, nullable=True),
        sa.CheckConstraint("kind IN ('added', 'moved', 'table', 'interpreter', 'dropped')",
                           name=op.f("ck_matchmaking_change_changekind")),
        _key("matchmaking_change", "meeting_id", "matchmaking_meeting", "CASCADE"),
        _key("matchmaking_change", "round_id", "matchmaking_round", "CASCADE"),
    )  # fmt: skip
    op.create_index("ix_matchmaking_change_meeting_id", "matchmaking_change", ["meeting_id"])
    op.create_index("ix_matchmaking_change_version", "matchmaking_change", ["round_id", "version"])
    op.create_table(
        "hall_outcome", *_identity("hall_outcome"),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.String(length=32), nullable=False),
        sa.Column("valuable", sa.Boolean(), nullable=True),
        sa.Column("follow_up", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.CheckConstraint("held IN ('took_place', 'no_show', 'called_off')", name=op.f("ck_hall_outcome_held")),
        _key("hall_outcome", "meeting_id", "matchmaking_meeting", "CASCADE"),
        _key("hall_outcome", "registration_id", "registration_registration", "CASCADE"),
        sa.UniqueConstraint("meeting_id", "registration_id", name=op.f("uq_hall_outcome_meeting_id_registration_id")),
    )  # fmt: skip
    op.create_index("ix_hall_outcome_registration_id", "hall_outcome", ["registration_id"])
