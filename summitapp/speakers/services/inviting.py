"""The link by which a speaker comes in: sent, renewed, ended, and opened."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.accounts.values import LinkInvalid, Purpose
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.context import extension
from summitapp.core.db import db, lock, table_of, writing
from summitapp.directory import services as directory
from summitapp.speakers import mails, queries
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import AddressConfirmed, NoAddress

_NOTED_EACH_MINUTES: Final = 10
_OWN_LASTS: Final = timedelta(days=1)


def invite(profile: SpeakerProfile) -> None:
    """Mail the link to a speaker; whoever was asked before is reminded, and older links go on working.

    :raises NoAddress: if nothing can be sent.
    """
    profile = lock(SpeakerProfile, profile.id)
    if not profile.person.email:
        raise NoAddress
    again = profile.invited_at is not None
    profile.invited_at = now()
    audit.record("speaker.reminded" if again else "speaker.invited", profile, summit=profile.summit.public_id)
    mails.tell(profile, "reminder" if again else "invitation")


def renew_link(profile: SpeakerProfile) -> None:
    """End every link a speaker has and mail a new one.

    :raises NoAddress: if nothing can be sent.
    """
    accounts.end_links(profile.public_id, Purpose.SPEAKER)
    invite(profile)


def end_link(profile: SpeakerProfile) -> None:
    """End every link a speaker has; a mail that waits is not sent any more."""
    profile = lock(SpeakerProfile, profile.id)
    accounts.end_links(profile.public_id, Purpose.SPEAKER)
    profile.invited_at = None
    audit.record("speaker.link_ended", profile, summit=profile.summit.public_id)


def own_link(profile: SpeakerProfile) -> str:
    """Return the secret of a link that works for a day, for somebody who has shown already that it is them."""
    return accounts.mint_link(Purpose.SPEAKER, profile.public_id, _OWN_LASTS, single_use=False)


def open_profile(secret: str) -> SpeakerProfile:
    """Return whose link this is; that they were here is written down behind the page.

    :raises LinkInvalid: if the link is unknown, ended or too old, or the person goes on under another entry.
    """
    opened = accounts.open_link(Purpose.SPEAKER, secret)
    profile = queries.by_reference(opened.subject)
    if profile is None or profile.person.merged_into_id is not None:
        raise LinkInvalid
    if not writing() and (profile.seen_at is None or (now() - profile.seen_at).total_seconds() > 60 * _NOTED_EACH_MINUTES):
        extension("jobs").wake("speakers.note_seen", profile.public_id)  # reading never writes; the worker does
    return profile


def note_seen(reference: str) -> None:
    """Write down that a speaker opened the page just now."""
    table = table_of(SpeakerProfile)
    db.session.execute(sa.update(table).where(table.c.public_id == reference).values(seen_at=now()))


def set_address(profile: SpeakerProfile, email: str, language: str) -> None:
    """Write down where a speaker's mail goes and in which language it speaks.

    :raises AddressConfirmed: if its owner has confirmed another address.
    """
    person = profile.person
    if (person.email or "") != email.lower():
        if person.proven_at is not None:
            raise AddressConfirmed
        accounts.end_links(profile.public_id, Purpose.SPEAKER)
        directory.correct_address(person, email or None)
    directory.rename_person(person, person.given_name, person.family_name, language)
