"""Writing a profile: words, photo, and whether they may be shown."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.core.errors import Invalid
from summitapp.directory.models import Person
from summitapp.speakers import queries, rules
from summitapp.speakers.documents import Photo
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import ProfileDetails
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitArchived, SummitState


def ensure_profile(summit: Summit, person: Person) -> SpeakerProfile:
    """Return what a person wrote for a summit, made now if there is nothing.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    known = queries.profile_of(summit.id, person.id)
    if known is not None:
        return known
    lock(Summit, summit.id)
    known = queries.profile_of(summit.id, person.id)
    if known is not None:
        return known
    _refuse_if_archived(summit)
    profile = SpeakerProfile(summit=summit, person=person, created_at=now())
    db.session.add(profile)
    audit.record("speaker.added", profile, summit=summit.public_id)
    return profile


def write_profile(profile: SpeakerProfile, details: ProfileDetails) -> None:
    """Change what somebody says about themselves.

    :raises Invalid: naming the fields. :raises SummitArchived: if the summit takes no changes any more.
    """
    profile = _claim(profile)
    if faults := rules.find_profile_faults(details):
        raise Invalid(faults)
    changes = {
        name: value
        for name in ("biography", "pronunciation", "equipment", "link")
        if getattr(profile, name) != (value := getattr(details, name))
    }
    for name, value in changes.items():
        setattr(profile, name, value)
    _changed(profile, "speaker.written", fields=sorted(changes))


def put_photo(profile: SpeakerProfile, photo: Photo) -> None:
    """Keep a photo in both sizes in place of the one before.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    profile = _claim(profile)
    profile.photo, profile.photo_small, profile.photo_mark = photo.large, photo.small, photo.mark
    _changed(profile, "speaker.photo_put")


def remove_photo(profile: SpeakerProfile) -> None:
    """Take the photo away, everywhere and at once."""
    profile = _claim(profile, also_archived=True)
    profile.photo, profile.photo_small, profile.photo_mark = None, None, ""
    _changed(profile, "speaker.photo_removed")


def release(profile: SpeakerProfile, shown: bool) -> bool:
    """Let words and photo be shown to everybody, or to nobody any more; returns whether that is a change."""
    profile = _claim(profile, also_archived=not shown)
    if (profile.released_at is not None) is shown:
        return False
    profile.released_at = now() if shown else None
    audit.record("speaker.released" if shown else "speaker.kept_back", profile, summit=profile.summit.public_id)
    _renew_pages(profile.summit_id)
    return True


def copy_last(profile: SpeakerProfile) -> bool:
    """Fill what is still empty with the words and the photo of the person's last summit; returns whether there are any.

    That they may be shown is asked anew: a yes was given for one summit.
    """
    profile = _claim(profile)
    last = queries.last_profile(profile)
    if last is None:
        return False
    profile.biography = profile.biography or last.biography
    profile.link = profile.link or last.link
    profile.pronunciation = profile.pronunciation or last.pronunciation
    if not profile.photo_mark:
        profile.photo, profile.photo_small, profile.photo_mark = last.photo, last.photo_small, last.photo_mark
    _changed(profile, "speaker.copied")
    return True


def _claim(profile: SpeakerProfile, *, also_archived: bool = False) -> SpeakerProfile:
    lock(Summit, profile.summit_id)  # before the profile, as whoever changes a programme does
    profile = lock(SpeakerProfile, profile.id)
    if not also_archived:
        _refuse_if_archived(profile.summit)
    return profile


def _refuse_if_archived(summit: Summit) -> None:
    if summit.state is SummitState.ARCHIVED:
        raise SummitArchived


def _changed(profile: SpeakerProfile, action: str, **changes: Any) -> None:
    audit.record(action, profile, summit=profile.summit.public_id, **changes)
    if profile.released_at is not None:
        _renew_pages(profile.summit_id)


def _renew_pages(summit_id: int) -> None:
    """Raise the redaction counter, so that every kept page of the summit is made anew."""
    table = table_of(Summit)
    db.session.execute(sa.update(table).where(table.c.id == summit_id).values(redactions=table.c.redactions + 1))
    if (summit := db.session.get(Summit, summit_id)) is not None:
        db.session.expire(summit, ["redactions"])
