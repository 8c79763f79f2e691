"""Points and badges as the door sees them. Columns, not entities: this is a hot path."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession
from summitapp.badges import rules as badges
from summitapp.badges.models import Badge
from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.checkin.values import (
    Admission,
    Answer,
    Direction,
    Passage,
    PersonShown,
    StandingNow,
    Verdict,
)
from summitapp.core.db import db, table_of
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Category, Summit

Place = tuple[int, int]
Stood = tuple[StandingNow, datetime]
_ENDED: Final = frozenset({State.CANCELLED, State.WITHDRAWN, State.DECLINED})


@dataclass(frozen=True, slots=True)
class Door:
    """A summit as the door needs it, and the points asked for."""

    summit_id: int
    public_id: str
    timezone: str
    points: Mapping[str, sa.Row[Any]]


_summit, _point, _badge, _registration = table_of(Summit), table_of(CheckInPoint), table_of(Badge), table_of(Registration)
_person, _category, _delegation, _city = table_of(Person), table_of(Category), table_of(Delegation), table_of(City)
_scan, _standing, _session = table_of(Scan), table_of(Standing), table_of(AgendaSession)

_DOOR: Final = (
    sa.select(_summit.c.id, _summit.c.public_id, _summit.c.timezone, _point.c.id.label("point_id"), _point.c.code,
              _point.c.opens_at, _point.c.closes_at, _point.c.closed_at, _point.c.categories, _point.c.daily,
              _point.c.reentry, _point.c.desk_decides, sa.func.coalesce(_point.c.counts_with_id, _point.c.id).label("place_id"),
              _session.c.id.label("session_id"), _session.c.code.label("session_code"))
    .select_from(_summit.join(_point, _point.c.summit_id == _summit.c.id).outerjoin(
        _session, sa.and_(_session.c.id == _point.c.session_id, _point.c.enrolled_only)))
    .where(_summit.c.slug == sa.bindparam("slug"), _point.c.code.in_(sa.bindparam("codes", expanding=True)))
    .with_for_update(of=_point, read=True)
)  # fmt: skip
_SUMMIT: Final = sa.select(_summit.c.id, _summit.c.public_id, _summit.c.timezone).where(
    _summit.c.slug == sa.bindparam("slug")
)


def _run(statement: sa.Select[Any], **given: Any) -> Sequence[sa.Row[Any]]:
    """Columns by the connection itself: entities and their session cost as much as the database does."""
    return db.session.connection().execute(statement, given).all()


def door(slug: str, codes: Iterable[str]) -> Door | None:
    """Return the summit of an address with its points of these codes, for taking scans.

    The points cannot be counted anew or told to count with others until we commit.
    """
    rows = _run(_DOOR, slug=slug, codes=sorted(set(codes))) or _run(_SUMMIT, slug=slug)
    if not rows:
        return None
    points = {row.code: row for row in rows if hasattr(row, "point_id")}
    return Door(rows[0].id, rows[0].public_id, rows[0].timezone, points)


CARD: Final = (
    sa.select(_badge.c.id, _badge.c.lookup, _badge.c.state, _badge.c.number, _badge.c.registration_id,
              _badge.c.revoked_at, _badge.c.revocation,
              _registration.c.state.label("registration"), _registration.c.code, _registration.c.function,
              _registration.c.city_text, _registration.c.organisation_text, _registration.c.spoken_languages,
              _person.c.given_name, _person.c.family_name, _category.c.code.label("category_code"),
              _category.c.name.label("category"), _category.c.colour, _category.c.shape, _city.c.name.label("city"))
    .select_from(
        _badge.join(_registration, _registration.c.id == _badge.c.registration_id)
        .join(_person, _person.c.id == _registration.c.person_id)
        .join(_category, _category.c.id == _registration.c.category_id)
        .outerjoin(_delegation, _delegation.c.id == _registration.c.delegation_id)
        .outerjoin(_city, _city.c.id == _delegation.c.city_id)
    )
)  # fmt: skip
_other: Final = _badge.alias("scanned")
_CARDS_LOCKED: Final = (
    CARD.where(_badge.c.registration_id.in_(
        sa.select(_other.c.registration_id).where(
            _other.c.lookup.in_(sa.bindparam("lookups", expanding=True)), _other.c.summit_id == sa.bindparam("summit")
        )
    )).order_by(_badge.c.registration_id, _badge.c.id).with_for_update(of=_badge, key_share=True)
)  # fmt: skip


def cards(summit_id: int, lookups: Iterable[str]) -> dict[str, sa.Row[Any]]:
    """Return lookup → badge with its person; nobody else judges these people until we commit.

    Badges that were replaced come along: an old one scanned somewhere else must wait for us, too.
    """
    given = sorted(set(lookups))
    return {row.lookup: row for row in _run(_CARDS_LOCKED, summit=summit_id, lookups=given)} if given else {}


def cards_of_badges(badge_ids: Iterable[int]) -> dict[int, sa.Row[Any]]:
    """Return badge id → badge with its person, for telling a first verdict again."""
    return {row.id: row for row in _run(CARD.where(_badge.c.id.in_(sorted(set(badge_ids)))))}


def admission(state: State) -> Admission:
    """Return what a registration's state means at the door."""
    if state is State.CONFIRMED:
        return Admission.CONFIRMED
    return Admission.CANCELLED if state in _ENDED else Admission.PENDING


def shown(row: sa.Row[Any]) -> PersonShown:
    """Return what the door shows of the person of a badge."""
    return PersonShown(
        name=f"{row.given_name} {row.family_name}".strip(), given_name=row.given_name, family_name=row.family_name,
        function=row.function, organisation=row.organisation_text, city=row.city or Translated.same(row.city_text),
        category=row.category, category_code=row.category_code, colour=row.colour, shape=row.shape.value,
        languages=tuple(row.spoken_languages), code=badges.serial(row.code, row.number),
    )  # fmt: skip


_STANDINGS: Final = sa.select(
    _standing.c.registration_id, _standing.c.point_id, _standing.c.inside, _standing.c.since, _standing.c.last_at,
    _standing.c.entries, _standing.c.doubles, _standing.c.entered_at,
).where(
    _standing.c.registration_id.in_(sa.bindparam("registrations", expanding=True)),
    _standing.c.point_id.in_(sa.bindparam("places", expanding=True)),
)  # fmt: skip


def standings(registrations: Iterable[int], places: Iterable[int]) -> dict[Place, Stood]:
    """Return (registration, place) → where they stand, and when they last passed.

    :param places: row ids of points that count with no other, as :attr:`CheckInPoint.place_id` gives them.
    """
    given, where = sorted(set(registrations)), sorted(set(places))
    rows = _run(_STANDINGS, registrations=given, places=where) if given and where else ()
    return {
        (row.registration_id, row.point_id): (
            StandingNow(row.inside, row.since, row.entries, row.doubles, row.entered_at), row.last_at
        ) for row in rows
    }  # fmt: skip


_PLACE: Final = sa.func.coalesce(_point.c.counts_with_id, _point.c.id)
_PAST: Final = (
    sa.select(_scan.c.registration_id, _PLACE.label("place_id"), _scan.c.happened_at, _scan.c.direction, _scan.c.scan_id,
              _scan.c.verdict, _scan.c.told)
    .select_from(_scan.join(_point, _point.c.id == _scan.c.point_id))
    .where(_scan.c.verdict != Verdict.REFUSED)
    .order_by(_scan.c.registration_id, _scan.c.happened_at, _scan.c.scan_id)
)  # fmt: skip
_PAST_OF: Final = _PAST.where(
    _scan.c.registration_id.in_(sa.bindparam("registrations", expanding=True)),
    sa.or_(_point.c.id.in_(sa.bindparam("places", expanding=True)),
           _point.c.counts_with_id.in_(sa.bindparam("others", expanding=True))),
)  # fmt: skip


def passages(keys: Iterable[Place]) -> dict[Place, list[Passage]]:
    """Return (registration, place) → every scan there that nothing but their own coming and going stood against."""
    wanted = set(keys)
    people, places = sorted({key[0] for key in wanted}), sorted({key[1] for key in wanted})
    found: dict[Place, list[Passage]] = {key: [] for key in wanted}
    for row in _run(_PAST_OF, registrations=people, places=places, others=places) if wanted else ():
        if (key := (row.registration_id, row.place_id)) in found:
            found[key].append(_passage(row))
    return found


def passages_of_place(place_id: int) -> Iterator[tuple[int, list[Passage]]]:
    """Yield each registration that was scanned at a place with its passages there, in the order of events."""
    here = sa.or_(_point.c.id == place_id, _point.c.counts_with_id == place_id)
    rows = db.session.connection().execute(_PAST.where(here, _scan.c.registration_id.is_not(None)))
    for registration, group in groupby(rows, key=lambda row: row.registration_id):
        yield registration, [_passage(row) for row in group]


def _passage(row: Any) -> Passage:
    let_in = row.verdict is Verdict.ADMITTED or row.told == Verdict.ADMITTED
    return Passage(row.happened_at, row.direction or Direction.IN, row.scan_id or "", let_in)


_FIRST: Final = sa.select(_scan.c.scan_id, _scan.c.verdict, _scan.c.reason, _scan.c.badge_id).where(
    _scan.c.summit_id == sa.bindparam("summit"), _scan.c.scan_id.in_(sa.bindparam("ids", expanding=True))
)


def first_answers(summit_id: int, scan_ids: Iterable[str]) -> dict[str, Answer]:
    """Return scan id → the answer that was given when it first came."""
    given = sorted(set(scan_ids))
    rows = _run(_FIRST, summit=summit_id, ids=given) if given else []
    known = cards_of_badges(row.badge_id for row in rows if row.badge_id is not None) if rows else {}
    return {
        row.scan_id: Answer(
            row.scan_id, row.verdict, row.reason, shown(known[row.badge_id]) if row.badge_id in known else None
        ) for row in rows
    }  # fmt: skip
