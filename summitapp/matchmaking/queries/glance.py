"""A round in figures, for the first page of its organisers."""

from dataclasses import replace

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.matchmaking.models import Meeting, MeetingRequest, MeetingRound
from summitapp.matchmaking.queries.instance import instance_of
from summitapp.matchmaking.rules import figures
from summitapp.matchmaking.rules.score import count_bound
from summitapp.matchmaking.values import Glance, MeetingState
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState


def glance_of(one: MeetingRound) -> Glance:
    """Return a round in figures, with what an organiser should look at."""
    instance = instance_of(one)
    shut = figures.without_language(instance)
    tables = [table for table in instance.tables if not table.closed]
    glance = Glance(
        profiles=_profiles(one.summit_id), requests=_requests(one.id), slots=len(instance.slots), tables=len(tables),
        seats=sum(table.seats for table in tables), places=len(instance.slots) * len(tables), bound=count_bound(instance),
        agreed=len(instance.requests), silent=len(figures.without_request(instance)), interpreted=len(shut),
        interpreters=len(instance.interpreters), held=_held(one.id), pairs=figures.pairs_of(instance, shut),
    )  # fmt: skip
    return replace(glance, warnings=figures.warnings_of(instance, glance))


def _profiles(summit_id: int) -> int:
    mine = (MatchProfile.summit_id == summit_id) & (MatchProfile.state == ProfileState.OPEN)
    return db.session.scalar(sa.select(sa.func.count()).select_from(MatchProfile).where(mine)) or 0


def _requests(round_id: int) -> dict[str, int]:
    rows = sa.select(MeetingRequest.state, sa.func.count()).where(MeetingRequest.round_id == round_id)
    return {row[0].value: row[1] for row in db.session.execute(rows.group_by(MeetingRequest.state))}


def _held(round_id: int) -> int:
    mine = (Meeting.round_id == round_id) & (Meeting.state != MeetingState.CANCELLED)
    return db.session.scalar(sa.select(sa.func.count()).select_from(Meeting).where(mine)) or 0
