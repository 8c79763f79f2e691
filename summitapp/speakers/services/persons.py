"""Profiles of people: told on request, removed on request, put right after a merge, forgotten in time."""

from typing import Any

import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.audit import services as audit
from summitapp.core.db import db, table_of
from summitapp.directory.models import Person
from summitapp.speakers import queries
from summitapp.speakers.models import SpeakerProfile


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return what a person wrote about themselves; the photos are handed over as files."""
    return [
        {
            "summit": one.summit.slug, "biography": one.biography.as_dict(), "link": one.link,
            "pronunciation": one.pronunciation, "equipment": one.equipment, "photo": bool(one.photo_mark),
            "released_at": one.released_at.isoformat() if one.released_at else None,
            "invited_at": one.invited_at.isoformat() if one.invited_at else None,
            "seen_at": one.seen_at.isoformat() if one.seen_at else None,
        }
        for one in queries.of_person(person.id)
    ]  # fmt: skip


def erase_personal(person: Person) -> None:
    """Remove every profile of a person with its links; pages follow at once, as the agenda renews them."""
    if mine := queries.of_person(person.id):
        _delete(mine)
        audit.record("speaker.erased", person)


def drop_profile(person: Person, summit_id: int) -> None:
    """Forget what somebody wrote for a summit at which another person stands in; nothing of it is handed over."""
    found = queries.profile_of(summit_id, person.id)
    if found is not None:
        _delete([found])
        audit.record("speaker.dropped", person, summit=found.summit.public_id)


def hand_over(old: Person, new: Person) -> None:
    """After a merge both were one: what the one wrote is the other's, where that one wrote nothing.

    The old links end; the organisers send a new one to the address that goes on.
    """
    known = {one.summit_id: one for one in queries.of_person(new.id)}
    mine = queries.of_person(old.id)
    double = [one for one in mine if one.summit_id in known]
    for one in mine:
        accounts.erase_personal([one.public_id], "")
        if one not in double:
            one.person = new
    _delete(double)
    if mine:
        audit.record("speaker.merged", new, person=(old.public_id, new.public_id))


def _delete(profiles: list[SpeakerProfile]) -> None:
    accounts.erase_personal([one.public_id for one in profiles], "")
    for one in profiles:
        one.summit.redact()
        db.session.delete(one)
    db.session.flush()


def forget_needs(summit_id: int, most: int) -> int:
    """Empty what only the days of the summit needed; returns of how many, ``most`` at once."""
    table = table_of(SpeakerProfile)
    said = (table.c.summit_id == summit_id) & ((table.c.pronunciation != "") | (table.c.equipment != ""))
    rows = sa.select(table.c.id).where(said).limit(most)
    emptied = sa.update(table).where(table.c.id.in_(rows)).values(pronunciation="", equipment="")
    return len(db.session.execute(emptied.returning(table.c.id)).all())


def forget_profiles(summit_id: int, most: int) -> int:
    """Delete the profiles of a summit that is long over, with their links; returns how many, ``most`` at once."""
    statement = sa.select(SpeakerProfile).where(SpeakerProfile.summit_id == summit_id).limit(most)
    found = list(db.session.scalars(statement))
    _delete(found)
    return len(found)
