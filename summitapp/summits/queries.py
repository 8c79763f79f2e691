"""Loading summits."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Any, Final, TypeVar, cast

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.core.tz import from_local
from summitapp.directory.models import City
from summitapp.summits.models import Category, Room, RoomHours, Summit, SummitDay, Track, Venue, Walk
from summitapp.summits.rules import estimate_walk
from summitapp.summits.values import SummitState

P = TypeVar("P", Venue, Room, SummitDay, Track, Category)
KINDS: Final[dict[str, type[Venue] | type[Room] | type[SummitDay] | type[Track] | type[Category]]] = {
    "venues": Venue, "rooms": Room, "days": SummitDay, "tracks": Track, "categories": Category,
}  # fmt: skip


def by_slug(slug: str) -> Summit | None:
    """Return the summit of an address, whatever its state; for organisers and programs."""
    return db.session.scalar(sa.select(Summit).where(Summit.slug == slug))


def ids_by_slug(slug: str) -> tuple[int, str] | None:
    """Return row id and public id of the summit of an address; one short statement for hot paths."""
    row = db.session.execute(sa.select(Summit.id, Summit.public_id).where(Summit.slug == slug)).first()
    return (row.id, row.public_id) if row is not None else None


def visible(slug: str) -> Summit | None:
    """Return the summit of an address if everybody may see it."""
    seen = Summit.state != SummitState.DRAFT
    return db.session.scalar(sa.select(Summit).where(Summit.slug == slug, seen))


def by_reference(reference: str) -> Summit | None:
    """Return the summit of a public id."""
    return db.session.scalar(sa.select(Summit).where(Summit.public_id == reference))


def public_summits() -> list[Summit]:
    """Return every summit that everybody may see, the next or newest first."""
    statement = sa.select(Summit).where(Summit.state != SummitState.DRAFT).order_by(Summit.starts_on.desc())
    return list(db.session.scalars(statement))


def all_summits() -> list[Summit]:
    """Return every summit, the newest first."""
    return list(db.session.scalars(sa.select(Summit).order_by(Summit.starts_on.desc())))


def category(summit_id: int, code: str) -> Category | None:
    """Return one category of a summit."""
    return db.session.scalar(sa.select(Category).where(Category.summit_id == summit_id, Category.code == code))


def of_references(references: Collection[str]) -> list[Summit]:
    """Return the summits of these public ids, the newest first."""
    statement = sa.select(Summit).where(Summit.public_id.in_(references)).order_by(Summit.starts_on.desc())
    return list(db.session.scalars(statement))


def parts(kind: type[P], summit_id: int) -> list[P]:
    """Return the venues, rooms, days, tracks or categories of a summit in their order."""
    order = SummitDay.day if kind is SummitDay else getattr(kind, "position")  # noqa: B009
    return list(db.session.scalars(sa.select(kind).where(kind.summit_id == summit_id).order_by(order, kind.id)))


def part(slug: str, kind: str, reference: str) -> Venue | Room | SummitDay | Track | Category | None:
    """Return one part of a summit by its public id."""
    model = KINDS.get(kind)
    if model is None:
        return None
    where = (Summit.slug == slug) & (model.public_id == reference)
    found: Any = db.session.scalar(sa.select(model).join(Summit, Summit.id == model.summit_id).where(where))
    return cast("Venue | Room | SummitDay | Track | Category | None", found)


def next_position(kind: type[P], summit_id: int) -> int:
    """Return the position after the last part of a kind."""
    last = sa.select(sa.func.max(getattr(kind, "position"))).where(kind.summit_id == summit_id)  # noqa: B009
    highest = db.session.scalar(last)
    return 0 if highest is None else int(highest) + 1


def free_code(kind: type[Room] | type[Track] | type[Category], summit_id: int, wish: str) -> str:
    """Return ``wish``, or ``wish-2`` and so on if it is taken."""
    taken = set(db.session.scalars(sa.select(kind.code).where(kind.summit_id == summit_id)))
    numbered = (f"{wish[:16]}-{number}" for number in range(2, len(taken) + 3))
    return wish if wish not in taken else next(code for code in numbered if code not in taken)


def room_hours_of(summit: Summit) -> dict[int, list[tuple[datetime, datetime]]]:
    """Return when each room is open that has hours of its own, by row id, as instants in order."""
    def instant(day: date, wall: time) -> datetime:
        return from_local(datetime.combine(day, wall), summit.timezone, second=False)

    rows = db.session.scalars(
        sa.select(RoomHours).join(Room, Room.id == RoomHours.room_id).where(Room.summit_id == summit.id)
        .order_by(RoomHours.day, RoomHours.opens)
    )  # fmt: skip
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in rows:
        found[row.room_id].append((instant(row.day, row.opens), instant(row.day, row.closes)))
    return found


def walks_of(summit: Summit) -> dict[frozenset[str], timedelta]:
    """Return how long the way between each two venues takes, by their public ids: as written, else as estimated.

    Venues whose way nobody wrote down and whose places are not known are left out.
    """
    venues = parts(Venue, summit.id)
    written = {(walk.first_id, walk.second_id): timedelta(minutes=walk.minutes) for walk in written_walks(summit)}
    walks = {}
    for first, second in combinations(sorted(venues, key=lambda venue: venue.id), 2):
        walk = written.get((first.id, second.id))
        if walk is None:
            walk = estimate_walk(_place(first), _place(second))
        if walk is not None:
            walks[frozenset((first.public_id, second.public_id))] = walk
    return walks


def written_walks(summit: Summit) -> list[Walk]:
    """Return the ways between venues of a summit that somebody wrote down."""
    own = sa.select(Venue.id).where(Venue.summit_id == summit.id)
    return list(db.session.scalars(sa.select(Walk).where(Walk.first_id.in_(own))))


def ways_between(summit: Summit) -> list[tuple[Venue, Venue, int | None, timedelta | None]]:
    """Return each two venues in their order, the minutes somebody wrote down, and what we would estimate."""
    written = {(walk.first_id, walk.second_id): walk.minutes for walk in written_walks(summit)}
    return [
        (first, second, written.get((min(first.id, second.id), max(first.id, second.id))),
         estimate_walk(_place(first), _place(second)))
        for first, second in combinations(parts(Venue, summit.id), 2)
    ]  # fmt: skip


def _place(venue: Venue) -> tuple[float, float] | None:
    return (venue.latitude, venue.longitude) if venue.latitude is not None and venue.longitude is not None else None


def cities() -> list[City]:
    """Return the cities that can be host."""
    return list(db.session.scalars(sa.select(City)))
