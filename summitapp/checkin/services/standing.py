"""Where people stand: kept up with each scan, and computed anew from the ledger where one came late."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import islice, pairwise
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from summitapp.checkin import queries, rules
from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.checkin.queries import Place, Stood
from summitapp.checkin.values import Attempt, Passage, Rhythm, StandingNow
from summitapp.core.db import db, lock, table_of

_SCANS: Final = table_of(Scan)
_STANDINGS: Final = table_of(Standing)


class Standings:
    """Where the people of one batch stand, at the places of it.

    A scan that is the latest only moves on what is known. For one that came late the whole past of its person at its
    place is loaded, put in order, and replayed.
    """

    def __init__(self, known: dict[Place, Stood]) -> None:
        self.before, self.now = known, dict(known)
        self.moved: dict[Place, Rhythm] = {}
        self.past: dict[Place, list[Passage]] = {}
        self.loaded: dict[Place, tuple[Passage, ...]] = {}
        self.turned: set[Place] = set()

    def prepare(self, coming: Iterable[tuple[Place, datetime]]) -> None:
        """Load, in one statement, the past of those who were scanned later than one of the scans to come."""
        moments: dict[Place, list[datetime]] = defaultdict(list)
        for key, at in coming:
            moments[key].append(at)
        late = [
            key for key, ats in moments.items() if key in self.before
            and (min(ats) <= self.before[key][1] or any(one >= other for one, other in pairwise(ats)))
        ]  # fmt: skip
        self.past = queries.passages(late)
        self.loaded = {key: tuple(past) for key, past in self.past.items()}
        self.past |= {key: [] for key in moments.keys() - self.before.keys()}

    def history(self, key: Place, attempt: Attempt) -> list[Passage]:
        """Return what a scan is judged by: made now, by where somebody stands; without network, by its past."""
        if attempt.offline and key in self.past:
            return self.past[key]
        return rules.as_history(self.now[key][0]) if key in self.now else []

    def move(self, key: Place, passage: Passage, rhythm: Rhythm) -> None:
        """Add a passage."""
        if key in self.past:
            self.past[key].append(passage)
        before = standing, last_at = self.now.get(key, (StandingNow(), None))
        if last_at is None or passage.at > last_at:
            self.now[key] = rules.pass_on(standing, passage, rhythm), passage.at
        else:
            self.now[key] = rules.recompute_standing(self.past[key], rhythm), last_at
            if key in self.before and passage.at <= self.before[key][1] and _shown(self.now[key]) != _shown(before):
                self.turned.add(key)
        self.moved[key] = rhythm

    def new_doubles(self, key: Place) -> frozenset[str]:
        """Return the scans that are doubles only since late ones are known."""
        if key not in self.loaded:
            return frozenset()
        rhythm = self.moved[key]
        return rules.doubles_among(self.past[key], rhythm) - rules.doubles_among(self.loaded[key], rhythm)

    def changed_late(self, key: Place) -> bool:
        """Whether a late scan changed where somebody was known to stand."""
        return key in self.turned and _shown(self.now[key]) != _shown(self.before[key])

    def rows(self) -> list[dict[str, Any]]:
        """Return what is to be written down of those who have moved."""
        return [_row(key, *self.now[key]) for key in sorted(self.moved)]


def store_standings(rows: list[dict[str, Any]]) -> None:
    """Write down where people stand."""
    connection = db.session.connection()
    connection.execute(_put_standings(connection.dialect.name), alone(rows))


def store_both(scan: dict[str, Any], stood: dict[str, Any]) -> bool:
    """Add one scan and where its person stands then in one statement, which spares PostgreSQL's clients a round trip.

    False, and nothing is written, if the id of the scan is taken.
    """
    given = {f"scan_{name}": value for name, value in scan.items()} | {f"stood_{name}": value for name, value in stood.items()}
    return db.session.connection().execute(_put_both(tuple(scan), tuple(stood)), given).first() is not None


def recount(point: CheckInPoint) -> int:
    """Compute the standings of a point's place anew from its scans; returns how many people passed it.

    Nobody is scanned there meanwhile.
    """
    place = lock(CheckInPoint, point.place_id)
    rhythm = Rhythm(place.reentry, place.summit.timezone if place.daily else "")
    db.session.execute(sa.delete(_STANDINGS).where(_STANDINGS.c.point_id == place.id))
    rows = (
        _row((registration, place.id), rules.recompute_standing(past, rhythm), past[-1].at)
        for registration, past in queries.passages_of_place(place.id)
    )
    number = 0
    while some := list(islice(rows, 1000)):
        db.session.execute(sa.insert(_STANDINGS), some)
        number += len(some)
    return number


def _shown(stood: tuple[StandingNow, datetime | None]) -> tuple[bool, datetime | None]:
    return stood[0].inside, stood[0].since


def _row(key: Place, stood: StandingNow, last_at: datetime) -> dict[str, Any]:
    return {
        "registration_id": key[0], "point_id": key[1], "inside": stood.inside, "since": stood.since,
        "entered_at": stood.entered_at, "last_at": last_at, "entries": stood.entries, "doubles": stood.doubles,
    }  # fmt: skip


def alone(rows: list[dict[str, Any]]) -> Any:
    """A list of one would be sent as if it were many, which costs PostgreSQL two round trips more."""
    return rows[0] if len(rows) == 1 else rows


def insert_into(table: sa.Table, dialect: str) -> Any:
    """Return an INSERT that can say what happens on a conflict."""
    return postgres_insert(table) if dialect == "postgresql" else sqlite_insert(table)


def _renewed(statement: Any) -> Any:
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["registration_id", "point_id"],
        set_={name: new[name] for name in ("inside", "since", "entered_at", "last_at", "entries", "doubles")},
    )


@cache
def _put_standings(dialect: str) -> Any:
    return _renewed(insert_into(_STANDINGS, dialect))


@cache
def _put_both(scan: tuple[str, ...], stood: tuple[str, ...]) -> Any:
    kept = (
        postgres_insert(_SCANS).values({name: sa.bindparam(f"scan_{name}", type_=_SCANS.c[name].type) for name in scan})
        .on_conflict_do_nothing().returning(_SCANS.c.id).cte("kept")
    )  # fmt: skip
    columns = [
        sa.cast(sa.bindparam(f"stood_{name}", type_=_STANDINGS.c[name].type), _STANDINGS.c[name].type).label(name)
        for name in stood
    ]
    both = sa.select(*columns).select_from(kept)
    statement = postgres_insert(_STANDINGS).from_select(list(stood), both, include_defaults=False)
    return _renewed(statement).returning(_STANDINGS.c.id)
