"""Loading points, badges as the door sees them, and what happened there. Columns, not entities: this is a hot path."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from summitapp.badges import rules as badges
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.checkin.values import (
    Admission,
    Answer,
    Direction,
    Logged,
    Passage,
    PersonShown,
    PointCount,
    StandingNow,
    Verdict,
)
from summitapp.core.db import db, table_of
from summitapp.core.text import Translated, fold
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Category, Summit

LOG_SIZE: Final = 50
_FOUND: Final = 12
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
_scan, _standing = table_of(Scan), table_of(Standing)

_DOOR: Final = (
    sa.select(_summit.c.id, _summit.c.public_id, _summit.c.timezone, _point.c.id.label("point_id"), _point.c.code,
              _point.c.opens_at, _point.c.closes_at, _point.c.categories, _point.c.daily)
    .select_from(_summit.outerjoin(_point, sa.and_(_point.c.summit_id == _summit.c.id,
                                                   _point.c.code.in_(sa.bindparam("codes", expanding=True)))))
    .where(_summit.c.slug == sa.bindparam("slug"))
)  # fmt: skip


def _run(statement: sa.Select[Any], **given: Any) -> Sequence[sa.Row[Any]]:
    """Columns by the connection itself: entities and their session cost as much as the database does."""
    return db.session.connection().execute(statement, given).all()


def door(slug: str, codes: Iterable[str]) -> Door | None:
    """Return the summit of an address with its points of these codes."""
    rows = _run(_DOOR, slug=slug, codes=sorted(set(codes)))
    if not rows:
        return None
    points = {row.code: row for row in rows if row.point_id is not None}
    return Door(rows[0].id, rows[0].public_id, rows[0].timezone, points)


_CARD: Final = (
    sa.select(_badge.c.id, _badge.c.lookup, _badge.c.state, _badge.c.number, _badge.c.registration_id,
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
_CARDS_LOCKED: Final = (
    _CARD.where(_badge.c.lookup.in_(sa.bindparam("lookups", expanding=True)),
                _badge.c.summit_id == sa.bindparam("summit"))
    .order_by(_badge.c.registration_id).with_for_update(of=_badge, key_share=True)
)  # fmt: skip


def cards(summit_id: int, lookups: Iterable[str]) -> dict[str, sa.Row[Any]]:
    """Return lookup → badge with its person; nobody else judges these badges until we commit."""
    given = sorted(set(lookups))
    return {row.lookup: row for row in _run(_CARDS_LOCKED, summit=summit_id, lookups=given)} if given else {}


def cards_of_badges(badge_ids: Iterable[int]) -> dict[int, sa.Row[Any]]:
    """Return badge id → badge with its person, for telling a first verdict again."""
    return {row.id: row for row in _run(_CARD.where(_badge.c.id.in_(sorted(set(badge_ids)))))}


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
    _standing.c.entries, _standing.c.doubles,
).where(_standing.c.registration_id.in_(sa.bindparam("registrations", expanding=True)))  # fmt: skip


def standings(registrations: Iterable[int]) -> dict[tuple[int, int], tuple[StandingNow, datetime]]:
    """Return (registration, point) → where they stand, and when they last passed."""
    given = sorted(set(registrations))
    rows = _run(_STANDINGS, registrations=given) if given else ()
    return {
        (row.registration_id, row.point_id): (
            StandingNow(row.inside, row.since, row.entries, row.doubles), row.last_at
        ) for row in rows
    }  # fmt: skip


def passages(registration_id: int, point_id: int) -> list[Passage]:
    """Return every scan that let somebody through a point, in the order of events."""
    columns = sa.select(Scan.happened_at, Scan.direction).where(
        Scan.registration_id == registration_id, Scan.point_id == point_id, Scan.verdict == Verdict.ADMITTED
    )
    rows = db.session.execute(columns.order_by(Scan.happened_at, Scan.id))
    return [Passage(row.happened_at, row.direction or Direction.IN) for row in rows]


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


def registrations_of_person(person_id: int) -> list[int]:
    """Return the row ids of a person's registrations."""
    return list(db.session.scalars(sa.select(Registration.id).where(Registration.person_id == person_id)))


def scans_of_person(person_id: int) -> list[sa.Row[Any]]:
    """Return every scan of a person's badges, the earliest first."""
    statement = (
        sa.select(_point.c.code.label("point"), _scan.c.happened_at, _scan.c.direction, _scan.c.verdict, _scan.c.reason)
        .select_from(_scan.outerjoin(_point, _point.c.id == _scan.c.point_id))
        .where(_scan.c.registration_id.in_(registrations_of_person(person_id))).order_by(_scan.c.happened_at, _scan.c.id)
    )  # fmt: skip
    return list(_run(statement))


def presence_of(summit_id: int, registration_id: int) -> bool | None:
    """Return whether somebody was let in at a summit, ``None`` where nobody was: then nothing is known."""
    let_in = sa.select(Standing.id).join(CheckInPoint, CheckInPoint.id == Standing.point_id).where(
        CheckInPoint.summit_id == summit_id, Standing.entries > 0
    )  # fmt: skip
    anybody, them = db.session.execute(
        sa.select(sa.exists(let_in), sa.exists(let_in.where(Standing.registration_id == registration_id)))
    ).one()
    return bool(them) if anybody else None


# --- pages --------------------------------------------------------------------------------------


def points(summit_id: int) -> list[CheckInPoint]:
    """Return the points of a summit in their order."""
    statement = sa.select(CheckInPoint).where(CheckInPoint.summit_id == summit_id)
    return list(db.session.scalars(statement.order_by(CheckInPoint.position, CheckInPoint.id)))


def point_by_code(summit_id: int, code: str) -> CheckInPoint | None:
    """Return one point."""
    where = (CheckInPoint.summit_id == summit_id) & (CheckInPoint.code == code)
    return db.session.scalar(sa.select(CheckInPoint).where(where))


def counts(places: Sequence[CheckInPoint], counts_from: Mapping[int, datetime]) -> list[PointCount]:
    """Return how many are inside at each point.

    :param counts_from: point → since when an entry counts, for points that begin anew each day.
    """
    since = Standing.since >= sa.case(counts_from, value=Standing.point_id) if counts_from else sa.true()
    daily = Standing.point_id.in_(sorted(counts_from))
    inside = Standing.inside & sa.or_(~daily, since)
    statement = (
        sa.select(Standing.point_id, sa.func.count().filter(inside).label("inside"),
                  sa.func.count().filter(Standing.entries > 0).label("entries"),
                  sa.func.sum(Standing.doubles).label("doubles"))
        .where(Standing.point_id.in_([place.id for place in places])).group_by(Standing.point_id)
    )  # fmt: skip
    found = {row.point_id: row for row in db.session.execute(statement)}
    return [
        PointCount(place.code, place.name, *(
            (found[place.id].inside, found[place.id].entries, int(found[place.id].doubles or 0))
            if place.id in found else (0, 0, 0)
        )) for place in places
    ]  # fmt: skip


def log(summit_id: int, point: str = "", show: str = "") -> list[Logged]:
    """Return the last scans of a summit.

    :param show: ``refused`` for those that were not let in, ``offline`` for those that came late.
    """
    statement = (
        sa.select(Scan, CheckInPoint.name.label("point"), Person.given_name, Person.family_name, Registration.code,
                  Badge.number)
        .select_from(Scan).outerjoin(CheckInPoint, CheckInPoint.id == Scan.point_id)
        .outerjoin(Badge, Badge.id == Scan.badge_id).outerjoin(Registration, Registration.id == Scan.registration_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .where(Scan.summit_id == summit_id).order_by(Scan.id.desc()).limit(LOG_SIZE)
    )  # fmt: skip
    if point:
        statement = statement.where(CheckInPoint.code == point)
    if show == "refused":
        statement = statement.where(Scan.verdict != Verdict.ADMITTED)
    if show == "offline":
        statement = statement.where(Scan.offline)
    return [
        Logged(
            row.Scan.happened_at, row.Scan.received_at, row.Scan.offline, row.Scan.direction, row.Scan.verdict,
            row.Scan.reason, row.Scan.override, row.point or Translated(),
            f"{row.given_name or ''} {row.family_name or ''}".strip(),
            badges.serial(row.code, row.number) if row.code and row.number else "", row.Scan.sender,
        ) for row in db.session.execute(statement)
    ]  # fmt: skip


def find_people(summit_id: int, text: str) -> list[sa.Row[Any]]:
    """Return the first people with a valid badge whose words begin as ``text`` does; nothing for less than two letters."""
    if len(fold(text)) < 2:
        return []
    alike = registrations.matching(summit_id, text)
    statement = _CARD.where(_badge.c.summit_id == summit_id, _badge.c.state == BadgeState.ACTIVE, *alike)
    return list(_run(statement.order_by(_person.c.search_key, _badge.c.id).limit(_FOUND)))
