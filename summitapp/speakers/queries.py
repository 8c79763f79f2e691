"""Loading profiles: one, those that may be shown, those of a summit, and photos."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import PhotoSize, SpeakerCard
from summitapp.summits.models import Summit

_WHOLE = (joinedload(SpeakerProfile.person), joinedload(SpeakerProfile.summit))


def by_reference(reference: str) -> SpeakerProfile | None:
    """Return the profile of a public id, with its person and summit."""
    statement = sa.select(SpeakerProfile).where(SpeakerProfile.public_id == reference).options(*_WHOLE)
    return db.session.scalar(statement)


def profile_of(summit_id: int, person_id: int) -> SpeakerProfile | None:
    """Return what a person wrote for a summit."""
    own = (SpeakerProfile.summit_id == summit_id) & (SpeakerProfile.person_id == person_id)
    return db.session.scalar(sa.select(SpeakerProfile).where(own).options(*_WHOLE))


def profiles_in(summit_id: int) -> dict[int, SpeakerProfile]:
    """Return every profile of a summit by the row id of its person, without the photos."""
    found = db.session.scalars(sa.select(SpeakerProfile).where(SpeakerProfile.summit_id == summit_id))
    return {profile.person_id: profile for profile in found}


def profiles_of(summit_id: int, people: Collection[str]) -> dict[str, SpeakerCard]:
    """Return what everybody may see of these people, by public id; who said nothing or is hidden is left out."""
    if not people:
        return {}
    statement = (
        sa.select(Person.public_id, SpeakerProfile.biography, SpeakerProfile.photo_mark, SpeakerProfile.link)
        .join(Person, Person.id == SpeakerProfile.person_id)
        .where(SpeakerProfile.summit_id == summit_id, SpeakerProfile.released_at.is_not(None),
               Person.hidden_at.is_(None), Person.public_id.in_(list(people)))
    )  # fmt: skip
    return {row[0]: SpeakerCard(*row[1:]) for row in db.session.execute(statement)}


def shown_mark(summit_id: int, person: str) -> str:
    """Return the mark of a photo that everybody may see; empty if there is none."""
    card = profiles_of(summit_id, [person]).get(person)
    return card.mark if card is not None else ""


def photo_of(summit_id: int, person: str, size: PhotoSize) -> bytes | None:
    """Return the photo of a person (public id), whether or not it may be shown: whoever asks has seen to that."""
    column = SpeakerProfile.photo if size is PhotoSize.LARGE else SpeakerProfile.photo_small
    statement = (
        sa.select(column).join(Person, Person.id == SpeakerProfile.person_id)
        .where(SpeakerProfile.summit_id == summit_id, Person.public_id == person)
    )  # fmt: skip
    return db.session.scalar(statement)


def last_profile(profile: SpeakerProfile) -> SpeakerProfile | None:
    """Return what the same person wrote for the newest other summit, if anything."""
    statement = (
        sa.select(SpeakerProfile).join(Summit, Summit.id == SpeakerProfile.summit_id)
        .where(SpeakerProfile.person_id == profile.person_id, SpeakerProfile.id != profile.id)
        .options(joinedload(SpeakerProfile.summit)).order_by(Summit.starts_on.desc(), SpeakerProfile.id.desc())
    )  # fmt: skip
    return next((one for one in db.session.scalars(statement) if one.biography or one.photo_mark), None)


def of_person(person_id: int) -> list[SpeakerProfile]:
    """Return every profile of a person, the oldest first."""
    own = sa.select(SpeakerProfile).where(SpeakerProfile.person_id == person_id)
    return list(db.session.scalars(own.options(joinedload(SpeakerProfile.summit)).order_by(SpeakerProfile.id)))


def photos_of_person(person_id: int) -> list[tuple[str, bytes]]:
    """Return the photos of a person as files, for handing them over."""
    own = sa.select(SpeakerProfile.public_id, SpeakerProfile.photo).where(SpeakerProfile.person_id == person_id)
    rows = db.session.execute(own.where(SpeakerProfile.photo.is_not(None)).order_by(SpeakerProfile.id))
    return [(f"{reference}-photo.jpg", photo) for reference, photo in rows if photo is not None]
