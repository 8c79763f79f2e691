"""The requests of a round as organisers see them: who with whom, never the words, and not how they ended."""

from collections.abc import Iterable

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.core.text import fold
from summitapp.matchmaking.models import Attendee, MeetingRequest
from summitapp.matchmaking.queries.asking.requests import WHOLE
from summitapp.matchmaking.queries.asking.seen import parties_of, side_asked
from summitapp.matchmaking.values import (
    STANDING,
    Reply,
    RequestFigures,
    RequestKind,
    RequestRow,
    RequestSearch,
    RequestSource,
    RequestState,
    Wish,
)
from summitapp.registration.models import SearchWord

_OVER = [one for one in RequestState if one not in STANDING]
#: Who of a house said no before another was asked is not found by their name: the row does not name them either.
_IS_NAMED = (Attendee.reply != Reply.NO) | Attendee.request_id.in_(
    sa.select(MeetingRequest.id).where(MeetingRequest.kind == RequestKind.PERSON)
)
_STATES = {"open": [RequestState.ASKED], "agreed": [RequestState.ACCEPTED], "over": _OVER}


def _matching(round_id: int, summit_id: int, search: RequestSearch) -> sa.Select[MeetingRequest]:
    statement = sa.select(MeetingRequest).where(MeetingRequest.round_id == round_id)
    if search.state in _STATES:
        statement = statement.where(MeetingRequest.state.in_(_STATES[search.state]))
    if search.kind in set(RequestKind):
        statement = statement.where(MeetingRequest.kind == RequestKind(search.kind))
    if search.pinned:
        statement = statement.where(MeetingRequest.pinned)
    for term in fold(search.text).split()[:5]:
        begins = SearchWord.word.startswith(term, autoescape=True) & (SearchWord.summit_id == summit_id)
        known = sa.select(Attendee.request_id).join(SearchWord, SearchWord.registration_id == Attendee.registration_id)
        statement = statement.where(MeetingRequest.id.in_(known.where(begins, _IS_NAMED)))
    return statement


def count(round_id: int, summit_id: int, search: RequestSearch) -> int:
    """Return how many requests fit a search."""
    rows = _matching(round_id, summit_id, search).with_only_columns(MeetingRequest.id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(rows)) or 0


def listed(round_id: int, summit_id: int, search: RequestSearch, first: int = 0, most: int | None = None) -> list[RequestRow]:
    """Return the requests that fit a search, the newest first; a constant number of statements."""
    statement = _matching(round_id, summit_id, search).options(*WHOLE).order_by(MeetingRequest.id.desc())
    found = list(db.session.scalars(statement.offset(first).limit(most)))
    return rows_of(found)


def rows_of(found: Iterable[MeetingRequest]) -> list[RequestRow]:
    """Return requests as organisers see them."""
    requests = list(found)
    known = parties_of(one.registration for request in requests for one in request.attendees)
    return [
        RequestRow(
            one.public_id, one.kind, one.source, one.state in STANDING, one.state is RequestState.ACCEPTED, one.pinned,
            any(at.wish is Wish.MUST for at in one.attendees), one.value, known[one.asker_id], side_asked(one, known),
            sum(1 for at in one.attendees if at.reply is not Reply.NO), one.asked_at,
        )
        for one in requests
    ]  # fmt: skip


def figures_of(round_id: int) -> RequestFigures:
    """Return the requests of a round in figures."""
    here = MeetingRequest.round_id == round_id
    states = sa.select(MeetingRequest.state, sa.func.count()).where(here).group_by(MeetingRequest.state)
    people = (
        sa.select(sa.func.count(sa.distinct(Attendee.registration_id)))
        .join(MeetingRequest, MeetingRequest.id == Attendee.request_id).where(here)
    )  # fmt: skip
    arranged = sa.select(sa.func.count()).select_from(MeetingRequest).where(here, MeetingRequest.source == RequestSource.ARRANGED)
    return RequestFigures({row[0]: row[1] for row in db.session.execute(states)}, db.session.scalar(people) or 0,
                          db.session.scalar(arranged) or 0)  # fmt: skip

