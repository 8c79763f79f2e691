"""What the organisers see of profiles. Who passed over whom is not read here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import MessageState
from summitapp.profiles.models import MatchProfile, MeetingRule, Suggestions
from summitapp.profiles.queries.suggestions import exposure_of
from summitapp.profiles.rules.overview import lack_of
from summitapp.profiles.values import ProfileState, Said
from summitapp.profiles.values.overview import Line, Overview
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Category, Summit

INVITATION = "profiles/invitation"
_SILENT = Said()
_GONE = (MessageState.FAILED, MessageState.DROPPED)


def overview_of(summit: Summit) -> Overview:
    """Return how far a summit is with its profiles; seven statements."""
    here = (Registration.summit_id == summit.id) & (Registration.state == State.CONFIRMED)
    confirmed = db.session.scalar(sa.select(sa.func.count(Registration.id)).where(here)) or 0
    lines = _lines(summit.id)
    groups = sa.select(sa.func.count(MatchProfile.id)).where(
        MatchProfile.summit_id == summit.id, MatchProfile.delegation_id.is_not(None), MatchProfile.state == ProfileState.OPEN
    )
    states = {state: sum(line.state is state for line in lines) for state in ProfileState}
    invitable = db.session.scalar(sa.select(sa.func.count()).select_from(_invitable(summit).subquery())) or 0
    return Overview(confirmed, states, db.session.scalar(groups) or 0, invitable, tuple(lines))


def _lines(summit_id: int) -> list[Line]:
    rows = db.session.execute(
        sa.select(
            MatchProfile, Registration.code, Registration.function, Registration.organisation_text, Registration.city_text,
            Registration.category_id, Registration.spoken_languages, Person.given_name, Person.family_name, Person.hidden_at,
            Category.name.label("category"), City.name.label("city"), Suggestions.found,
        )
        .join(Registration, Registration.id == MatchProfile.registration_id).join(Person, Person.id == Registration.person_id)
        .join(Category, Category.id == Registration.category_id)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id).outerjoin(City, City.id == Delegation.city_id)
        .outerjoin(Suggestions, Suggestions.profile_id == MatchProfile.id)
        .where(MatchProfile.summit_id == summit_id, Registration.state == State.CONFIRMED)
        .order_by(Registration.sort_plain, Registration.id)
    ).all()  # fmt: skip
    exposure = exposure_of(row.found or () for row in rows)
    mute = _mute_categories(summit_id)
    return [_line(row, exposure, row.category_id not in mute) for row in rows]


def _line(row: Any, exposure: Mapping[str, int], may_ask: bool) -> Line:
    profile: MatchProfile = row.MatchProfile
    number, open_ = len(row.found or ()), profile.state is ProfileState.OPEN
    told = profile if profile.state is not ProfileState.DRAFT else _SILENT  # what nobody was shown is for its writer only
    said = [*profile.offers, *profile.seeks, *profile.topics, *profile.sdgs]
    lack = lack_of(said, row.found is not None, may_ask, number) if open_ else None
    name = " ".join(part for part in (row.given_name, row.family_name) if part) if row.hidden_at is None else ""
    return Line(
        row.code, name, row.function, row.organisation_text, row.city or Translated.same(row.city_text), row.category,
        profile.state, told.kind.value if told.kind else "", tuple(told.offers), tuple(told.seeks),
        tuple(told.topics), tuple(told.sdgs), tuple(told.languages), number, exposure.get(profile.public_id, 0), lack,
    )  # fmt: skip


def _mute_categories(summit_id: int) -> set[int]:
    """Return the categories that may ask nobody at all."""
    number = db.session.scalar(sa.select(sa.func.count(Category.id)).where(Category.summit_id == summit_id)) or 0
    refused = (
        sa.select(MeetingRule.asker_id).where(MeetingRule.summit_id == summit_id, sa.not_(MeetingRule.may_ask))
        .group_by(MeetingRule.asker_id).having(sa.func.count(MeetingRule.id) >= number)
    )  # fmt: skip
    return set(db.session.scalars(refused))


# --- those who have none yet -------------------------------------------------------------------------------------------


def _invitable(summit: Summit) -> sa.Select[Any]:
    has = sa.select(MatchProfile.registration_id).where(
        MatchProfile.summit_id == summit.id, MatchProfile.registration_id.is_not(None)
    )
    asked = sa.select(OutboxMessage.person).where(
        OutboxMessage.template == INVITATION, OutboxMessage.summit == summit.public_id, OutboxMessage.state.not_in(_GONE)
    )
    return (
        sa.select(Registration.id).join(Person, Person.id == Registration.person_id)
        .where(Registration.summit_id == summit.id, Registration.state == State.CONFIRMED, Person.email.is_not(None),
               Person.hidden_at.is_(None), Registration.id.not_in(has), Person.public_id.not_in(asked))
    )  # fmt: skip


def invitable(summit: Summit, most: int) -> list[Registration]:
    """Return participants without a profile who can be written to and were not yet, the first ones."""
    chosen = _invitable(summit).order_by(Registration.id).limit(most)
    statement = sa.select(Registration).where(Registration.id.in_(chosen))
    return list(db.session.scalars(statement.options(joinedload(Registration.person)).order_by(Registration.id)))


def last_invited(summit: Summit) -> tuple[int, datetime | None]:
    """Return how many participants were asked to write a profile, and when the last one was."""
    own = (OutboxMessage.template == INVITATION) & (OutboxMessage.summit == summit.public_id)
    row = db.session.execute(sa.select(sa.func.count(), sa.func.max(OutboxMessage.created_at)).where(own)).one()
    return row[0], row[1]
