"""Writing a profile, opening, pausing and closing it, and deleting it."""

from dataclasses import fields

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.consents import queries as consents_queries
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid, Stale
from summitapp.core.events import announce
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.profiles import queries
from summitapp.profiles.models import Away, MatchProfile, Passed, Suggestions
from summitapp.profiles.rules.saying import find_faults, house_key, says_enough
from summitapp.profiles.services.suggesting import suggest_live, wake
from summitapp.profiles.values import (
    ConsentMissing,
    NothingSaid,
    NotTakingPart,
    ProfileClosed,
    ProfileOpened,
    ProfileState,
    Said,
)
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit


def save(owner: Registration | Delegation, said: Said, revision: int | None = None) -> MatchProfile:
    """Write what somebody, or a delegation as a whole, says of themselves; the first time as a draft that nobody sees.

    :param revision: that with which the form was opened; ``None`` where nobody else can have written.
    :raises Invalid: naming the fields. :raises Stale: if somebody else has saved since.
    """
    faults = find_faults(said)
    if faults:
        raise Invalid(faults)
    lock(type(owner), owner.id)
    profile = _own(owner)
    if profile is None:
        profile = _begin(owner)
    elif revision is not None and revision != profile.revision:
        raise Stale
    changed = _write(profile, said)
    if changed:
        profile.revision, profile.changed_at = (profile.revision or 0) + 1, now()
        audit.record("profile.saved", profile, summit=owner.summit.public_id)
        refresh_lists(profile)
    return profile


def _own(owner: Registration | Delegation) -> MatchProfile | None:
    if isinstance(owner, Registration):
        return queries.profile_of(owner.id)
    return queries.profile_of_delegation(owner.id)


def _begin(owner: Registration | Delegation) -> MatchProfile:
    moment = now()
    profile = MatchProfile(summit_id=owner.summit_id, language="en", state=ProfileState.DRAFT, revision=0,
                           created_at=moment, changed_at=moment)  # fmt: skip
    if isinstance(owner, Registration):
        profile.registration = owner
    else:
        profile.delegation = owner
    db.session.add(profile)
    return profile


def _write(profile: MatchProfile, said: Said) -> bool:
    values = {field.name: getattr(said, field.name) for field in fields(said)}
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    values["organisation_key"] = _house(profile)
    changed = {name for name, value in values.items() if getattr(profile, name) != value}
    for name in changed:
        setattr(profile, name, values[name])
    return bool(changed) or profile.revision == 0


def _house(profile: MatchProfile) -> str:
    owner = profile.registration
    return house_key(owner.organisation_text, queries.city_of(owner).best("de")) if owner is not None else ""


def refresh_lists(profile: MatchProfile) -> None:
    """Let whoever is shown this profile, or reads its list, see what it is now."""
    db.session.flush()
    summit = db.session.get_one(Summit, profile.summit_id)
    if profile.registration_id is not None and profile.state is ProfileState.OPEN:
        suggest_live(profile)
    wake(summit)


# --- how it stands -----------------------------------------------------------------------------------------------------


def open_profile(profile: MatchProfile, *, agreed: bool = False) -> None:
    """Let others find a profile.

    :param agreed: the owner has just agreed to it; who agreed before need not again.
    :raises NotTakingPart: :raises ConsentMissing: :raises NothingSaid: each for what is missing.
    """
    profile = lock(MatchProfile, profile.id)
    if profile.state is ProfileState.OPEN:
        return
    if not says_enough(_said(profile)):
        raise NothingSaid
    owner = profile.registration
    if owner is not None:
        if owner.state is not State.CONFIRMED:
            raise NotTakingPart
        _agree(owner.person, profile, agreed=agreed)
    profile.state, profile.opened_at, profile.changed_at = ProfileState.OPEN, now(), now()
    profile.revision += 1
    audit.record("profile.opened", profile, summit=profile.summit.public_id)
    if owner is not None:
        announce(ProfileOpened(owner.id, profile.summit_id))
    refresh_lists(profile)


def _said(profile: MatchProfile) -> Said:
    return Said(offers=tuple(profile.offers), seeks=tuple(profile.seeks), topics=tuple(profile.topics),
                sdgs=tuple(profile.sdgs), headline=profile.headline, text=profile.text)  # fmt: skip


def _agree(person: Person, profile: MatchProfile, *, agreed: bool) -> None:
    if consents_queries.agrees(person.id, Purpose.MEETINGS):
        return
    if not agreed:
        raise ConsentMissing
    if Purpose.MEETINGS not in consents_queries.current_texts():
        consents.ensure_texts()
    consents.give(person.id, [Purpose.MEETINGS], f"profile {profile.public_id}")


def pause(profile: MatchProfile) -> None:
    """Let nobody find a profile for a while; what is agreed stands."""
    _leave(profile, ProfileState.PAUSED, "profile.paused")


def close(profile: MatchProfile) -> None:
    """Let nobody find a profile any more; what it says is kept for its owner."""
    _leave(profile, ProfileState.DRAFT, "profile.closed")


def _leave(profile: MatchProfile, state: ProfileState, action: str) -> None:
    profile = lock(MatchProfile, profile.id)
    if profile.state is state:
        return
    profile.state, profile.changed_at = state, now()
    profile.revision += 1
    db.session.execute(sa.delete(Suggestions).where(Suggestions.profile_id == profile.id))
    audit.record(action, profile, summit=profile.summit.public_id)
    if profile.registration_id is not None:
        announce(ProfileClosed(profile.registration_id, profile.summit_id))
    wake(profile.summit)


def delete(profile: MatchProfile) -> None:
    """Delete a profile with whom it passed over, what was suggested, and the time kept free."""
    registration_id, summit = profile.registration_id, profile.summit
    mine = (Passed.profile_id == profile.id) | (Passed.other_id == profile.id)
    db.session.execute(sa.delete(Passed).where(mine))
    db.session.execute(sa.delete(Suggestions).where(Suggestions.profile_id == profile.id))
    if registration_id is not None:
        db.session.execute(sa.delete(Away).where(Away.registration_id == registration_id))
    reference = profile.public_id
    db.session.delete(profile)
    db.session.flush()
    audit.write("profile.deleted", "profiles.profile", reference, summit=summit.public_id)
    if registration_id is not None:
        announce(ProfileClosed(registration_id, summit.id, gone=True))
    wake(summit)
