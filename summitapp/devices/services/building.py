"""The roster is made in the background: compared with what it was made of, and sealed anew where that changed.

Reading and sealing happen outside of any unit of work; what is ready is written in small ones, each a revision of its own.
"""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from summitapp.badges import queries as badges
from summitapp.badges.values import BadgeRevoked
from summitapp.checkin.documents import point_for_scanners
from summitapp.core.clock import now
from summitapp.core.db import db, end_read, insert_missing, table_of, unit_of_work
from summitapp.core.text import Translated
from summitapp.devices import queries, rules
from summitapp.devices.models import Record, Roster
from summitapp.devices.services.sealing import Places, Plain, RoleKeys, described, sealed_row
from summitapp.devices.values import ALIVE, COMPARED_EACH, GONE_KEPT, SETTLES
from summitapp.jobs.services import wake
from summitapp.registration import services as registration
from summitapp.summits.models import Summit

FRESHEN: Final = "devices.freshen"
SLICE: Final = 500
_RECORDS, _ROSTERS = table_of(Record), table_of(Roster)


def ask_fresh(summit_id: int, *, anew: bool = False) -> None:
    """Let the roster of a summit be looked at in the background.

    :param anew: also where the trail tells of nothing, since a key has changed.
    """
    if anew:
        stale = sa.update(_ROSTERS).where(_ROSTERS.c.summit_id == summit_id).values(trail=-1)
        db.session.connection().execute(stale)
    wake(FRESHEN, str(summit_id))


def ask_if_stale(summit_id: int) -> None:
    """Let the roster be looked at if something happened since, and the last look is a moment ago."""
    roster = queries.looked_at(summit_id)
    if roster is None or (roster.made_at <= now() - COMPARED_EACH and queries.trail(now())[0] != roster.trail):
        wake(FRESHEN, str(summit_id))


def sweep() -> None:
    """Look at the roster of each summit whose devices are in use; costs two questions where nothing happened."""
    for summit_id in queries.summits_with_devices(now() - ALIVE):
        freshen(summit_id)


def freshen(summit_id: int) -> int:
    """Bring the roster of a summit up to date; returns how many records were sealed. Safe to run twice."""
    if not _begin(summit_id):
        return 0
    last, settled = queries.trail(now() - 2 * SETTLES)
    places = _write_frame(summit_id)
    end_read()
    roles, after, sealed = RoleKeys.of(summit_id), 0, 0
    while rows := queries.people(summit_id, after, SLICE):
        after = rows[-1].id
        changed = [one for one in described(rows, places, roles) if one.changed]
        end_read()
        sealed += _write_records(summit_id, changed, roles)
    _drop_ended(summit_id)
    with unit_of_work():
        # an entry that was written a moment ago may have overtaken one that is still on its way
        _set(summit_id, trail=last if last == settled else settled, made_at=now())
    return sealed


def _begin(summit_id: int) -> bool:
    """Whether there is something to do; a summit gets its roster with its first device."""
    roster = queries.looked_at(summit_id)
    if roster is not None and queries.trail(now())[0] == roster.trail:
        end_read()
        return False
    missing = roster is None
    end_read()
    if missing:
        with unit_of_work():
            values = {"summit_id": summit_id, "revision": 0, "floor": 0, "header": {}, "trail": -1, "made_at": now()}
            db.session.connection().execute(insert_missing(_ROSTERS), values)
    return True


def _set(summit_id: int, **values: Any) -> None:
    db.session.connection().execute(sa.update(_ROSTERS).where(_ROSTERS.c.summit_id == summit_id).values(**values))


def _next_revision(summit_id: int) -> int | None:
    """Return the number of the change that is being made; from here on no other is until we commit."""
    statement = sa.update(_ROSTERS).where(_ROSTERS.c.summit_id == summit_id)
    found = db.session.connection().execute(statement.values(revision=_ROSTERS.c.revision + 1).returning(_ROSTERS.c.revision))
    return found.scalar()


# --- the frame ----------------------------------------------------------------------------------


def _write_frame(summit_id: int) -> Places:
    """Compare what is not about people, and return at which number records find it."""
    before = queries.header(summit_id)
    present = _frame(summit_id, before.get("keys", {}))
    end_read()
    if present != before:
        with unit_of_work():
            _next_revision(summit_id)
            _set(summit_id, header=present)
    keys = present["keys"]
    return Places(*({key: place for place, key in enumerate(keys[name])} for name in ("cities", "categories", "delegations")))


def _frame(summit_id: int, before: dict[str, list[str]]) -> dict[str, Any]:
    summit = db.session.get_one(Summit, summit_id)
    categories, delegations = queries.categories(summit_id), queries.delegations(summit_id)
    cities = queries.cities({one.city_id for one in delegations if one.city_id is not None})
    told: dict[str, dict[str, Any]] = {
        "categories": {one.code: {"code": one.code, "name": one.name.as_dict(), "colour": one.colour,
                                  "shape": one.shape.value} for one in categories},
        "cities": {str(one.id): one.name.as_dict() for one in cities},
        "delegations": {one.code: {"code": one.code, "name": one.name.as_dict()} for one in delegations},
    }  # fmt: skip
    keys = {name: rules.keep_places(before.get(name, ()), found) for name, found in told.items()}
    lists = {name: [found.get(key) or _no_more(name, key) for key in keys[name]] for name, found in told.items()}
    return {
        "summit": {"slug": summit.slug, "name": summit.name.as_dict(), "timezone": summit.timezone,
                   "starts_on": summit.starts_on.isoformat(), "ends_on": summit.ends_on.isoformat()},
        "points": [point_for_scanners(one) for one in queries.points(summit_id)], **lists, "keys": keys,
    }  # fmt: skip


def _no_more(name: str, key: str) -> dict[str, Any]:
    """What stands in the place of something that was removed: numbers behind it must not move."""
    nothing = Translated().as_dict()
    if name == "cities":
        return dict(nothing)
    return {"code": key, "name": nothing} | ({"colour": "", "shape": "circle"} if name == "categories" else {})


# --- the records --------------------------------------------------------------------------------


def _write_records(summit_id: int, changed: Sequence[Plain], roles: RoleKeys) -> int:
    """Seal what changed and write it down, unless its badge has ended meanwhile."""
    if not changed:
        return 0
    rows = [sealed_row(one, roles) for one in changed]
    with unit_of_work():
        revision = _next_revision(summit_id)
        valid = queries.still_valid([row["badge_id"] for row in rows])
        kept = [{**row, "summit_id": summit_id, "revision": revision} for row in rows if row["badge_id"] in valid]
        _put(kept)
        told = [row["registration_id"] for row in kept if row["note"] is not None]
        if told:
            registration.note_contacts_sealed(told)
    return len(kept)


def _put(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    connection = db.session.connection()
    insert: Any = (postgres_insert if connection.dialect.name == "postgresql" else sqlite_insert)(_RECORDS)
    names = [name for name in rows[0] if name not in ("badge_id", "summit_id")]
    new = insert.excluded
    connection.execute(insert.on_conflict_do_update(index_elements=["badge_id"], set_={name: new[name] for name in names}), rows)


def drop(news: BadgeRevoked) -> None:
    """Take a badge that has ended out of the roster, so that the very next answer says so."""
    revision = _next_revision(news.summit_id)
    if revision is None:
        return  # no device ever asked
    _put([_gone_row(news.summit_id, news.registration_id, revision, news.lookup, _badge_id(news.public_id))])


def _badge_id(reference: str) -> int:
    badge = badges.by_reference(reference)
    assert badge is not None, "it was revoked a moment ago"
    return badge.id


def _gone_row(summit_id: int, registration_id: int, revision: int, lookup: str, badge_id: int) -> dict[str, Any]:
    return {
        "badge_id": badge_id, "summit_id": summit_id, "registration_id": registration_id, "lookup": bytes.fromhex(lookup),
        "revision": revision, "sealed": b"", "desk_key": None, "aid_key": None, "note": None, "fingerprint": "",
        "gone": True, "gone_at": now(),
    }  # fmt: skip


def _drop_ended(summit_id: int) -> None:
    """Drop what ended without an announcement, and forget what every device has dropped long ago."""
    ended = queries.ended_records(summit_id)
    end_read()
    with unit_of_work():
        if ended:
            revision = _next_revision(summit_id)
            values = {"revision": revision, "sealed": b"", "desk_key": None, "aid_key": None, "note": None,
                      "fingerprint": "", "gone": True, "gone_at": now()}  # fmt: skip
            for start in range(0, len(ended), SLICE):
                own = _RECORDS.c.badge_id.in_(ended[start:start + SLICE])
                db.session.connection().execute(sa.update(_RECORDS).where(own).values(**values))
        old = sa.and_(_RECORDS.c.summit_id == summit_id, _RECORDS.c.gone, _RECORDS.c.gone_at < now() - GONE_KEPT)
        floor = db.session.scalar(sa.select(sa.func.max(_RECORDS.c.revision)).where(old))
        if floor is not None:
            db.session.connection().execute(sa.delete(_RECORDS).where(old))
            _set(summit_id, floor=floor)
