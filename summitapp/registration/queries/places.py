"""Reading places and the waiting list, and what is due."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.delegations.models import Delegation, Quota
from summitapp.registration.models import Registration
from summitapp.registration.queries.one import WHOLE
from summitapp.registration.rules import go_through, position_of
from summitapp.registration.values import ACTIVE, Places, Room, State, Turn, Waiting
from summitapp.summits.models import Category, Summit

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class QueueLine:
    """Somebody who waits, on which place, and what keeps them."""

    registration: Registration
    place: int
    turn: Turn


def places(summit_id: int) -> tuple[Places, dict[int, Places]]:
    """Return the places of a summit and of each of its categories as they are now."""
    whole = db.session.execute(sa.select(Summit.capacity, Summit.taken).where(Summit.id == summit_id)).one()
    parts = db.session.execute(
        sa.select(Category.id, Category.capacity, Category.taken).where(Category.summit_id == summit_id)
    )
    return Places(whole.capacity, whole.taken), {row.id: Places(row.capacity, row.taken) for row in parts}


def delegation_places(summit_id: int) -> dict[int, Places]:
    """Return the places of each delegation that has a quota."""
    limited = (Delegation.summit_id == summit_id) & Delegation.quota.is_not(None)
    rows = db.session.execute(sa.select(Delegation.id, Delegation.quota, Delegation.taken).where(limited))
    return {row[0]: Places(row[1], row[2]) for row in rows}


def shares(summit_id: int) -> dict[tuple[int, int], Places]:
    """Return the places of each category that is limited for a delegation, by the ids of delegation and category."""
    rows = db.session.execute(
        sa.select(Quota.delegation_id, Quota.category_id, Quota.places, Quota.taken)
        .join(Quota.delegation).where(Delegation.summit_id == summit_id)
    )  # fmt: skip
    return {(row[0], row[1]): Places(row[2], row[3]) for row in rows}


def limits(summit_id: int, category_id: int, delegation_id: int | None) -> list[Places]:
    """Return every limit that counts for one person: summit, category, delegation, and its share of the category."""
    summit, categories = places(summit_id)
    found = [summit, categories[category_id]]
    if delegation_id is not None:
        nobody = Places(None, 0)
        found.append(delegation_places(summit_id).get(delegation_id, nobody))
        found.append(shares(summit_id).get((delegation_id, category_id), nobody))
    return found


def room(summit_id: int) -> Room:
    """Return every limit of a summit as it is now."""
    whole, parts = places(summit_id)
    return Room(whole, parts, delegation_places(summit_id), shares(summit_id))


def waiting(summit_id: int) -> list[Waiting]:
    """Return everybody on the waiting list, the first in rank first."""
    queue = (Registration.summit_id == summit_id) & (Registration.state == State.WAITING)
    columns = sa.select(
        Registration.id, Registration.waiting_rank, Registration.category_id, Registration.delegation_id,
        Registration.party, Registration.passed_over, Category.protocol,
    ).join(Registration.category)  # fmt: skip
    rows = db.session.execute(columns.where(queue).order_by(Registration.waiting_rank, Registration.id))
    return [
        Waiting(row.id, row.waiting_rank or 0, row.category_id, row.delegation_id, row.party, row.protocol,
                row.passed_over)
        for row in rows
    ]  # fmt: skip


def queue_lines(summit_id: int, page: int) -> tuple[list[QueueLine], int]:
    """Return one page of the waiting list with the reason why each waits, and how many wait."""
    turns = go_through(waiting(summit_id), room(summit_id))
    found = [(one, turn) for turn in turns for one in turn.members]
    shown = sorted(enumerate(sorted(found, key=lambda pair: pair[0].rank), start=1))[PAGE * (page - 1):PAGE * page]
    rows = _whole([one.registration_id for _place, (one, _turn) in shown])
    return [QueueLine(rows[one.registration_id], place, turn) for place, (one, turn) in shown], len(found)


def offers(summit_id: int) -> list[Registration]:
    """Return everybody to whom a place is offered, who has to answer first at the top."""
    fits = (Registration.summit_id == summit_id) & (Registration.state == State.OFFERED)
    rows = sa.select(Registration).where(fits).options(*WHOLE).order_by(Registration.offered_until, Registration.id)
    return list(db.session.scalars(rows.limit(PAGE * 4)))


def _whole(numbers: list[int]) -> dict[int, Registration]:
    rows = sa.select(Registration).where(Registration.id.in_(numbers)).options(*WHOLE)
    return {one.id: one for one in db.session.scalars(rows)}


def last_rank(summit_id: int) -> int:
    """Return the highest rank of the waiting list, or 0."""
    ranks = sa.select(sa.func.max(Registration.waiting_rank)).where(Registration.summit_id == summit_id)
    return db.session.scalar(ranks) or 0


def waiting_count(summit_id: int) -> int:
    """Return how many wait for a place."""
    queue = (Registration.summit_id == summit_id) & (Registration.state == State.WAITING)
    return db.session.scalar(sa.select(sa.func.count()).where(queue)) or 0


def position(registration: Registration) -> int | None:
    """Return the place on the waiting list, from 1, or None for somebody who does not wait."""
    if registration.waiting_rank is None:
        return None
    queue = (Registration.summit_id == registration.summit_id) & (Registration.state == State.WAITING)
    ahead = sa.select(Registration.waiting_rank).where(queue, Registration.waiting_rank < registration.waiting_rank)
    return position_of(registration.waiting_rank, [rank or 0 for rank in db.session.scalars(ahead)])


def positions(summit_id: int) -> dict[int, int]:
    """Return everybody's place on the waiting list, from 1, by row id."""
    return {one.registration_id: place for place, one in enumerate(waiting(summit_id), start=1)}


def waiting_summits() -> list[int]:
    """Return the row ids of the summits in which somebody waits."""
    return list(db.session.scalars(
        sa.select(Registration.summit_id).where(Registration.state == State.WAITING).distinct()
    ))  # fmt: skip


def due_to_lapse(now: datetime) -> list[int]:
    """Return the ids of active registrations whose proof, or whose answer to an offer, is overdue."""
    unproven = Registration.proven.is_(False) & (Registration.proof_due_at <= now)
    unanswered = (Registration.state == State.OFFERED) & (Registration.offered_until <= now)
    active = Registration.state.in_(list(ACTIVE))
    statement = sa.select(Registration.id).where(active, sa.or_(unproven, unanswered))
    return list(db.session.scalars(statement.order_by(Registration.id)))
