"""Profiles when people ask for their data, are replaced, turn out to be one, take their consent back, or time has passed."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.db import db, lock
from summitapp.directory.models import Person
from summitapp.profiles import queries
from summitapp.profiles.models import Away, MatchProfile, Passed, Suggestions
from summitapp.profiles.services.keeping import close, delete
from summitapp.profiles.services.suggesting import wake
from summitapp.profiles.values import ProfileState
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import Reason


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return what a person says of themselves at each summit, whom they passed over, and the time they keep free.

    Who passed *them* over is not among it, nor whose suggestions they stood in.
    """
    return [_export(one) for one in registrations.of_person(person.id)
            if queries.profile_of(one.id) is not None or queries.free_times(one.id)]  # fmt: skip


def _export(registration: Registration) -> dict[str, Any]:
    profile = queries.profile_of(registration.id)
    return {
        "summit": registration.summit.slug,
        "profile": _profile(profile) if profile is not None else None,
        "time_kept_free": [
            {"from": one.starts_at.isoformat(), "to": one.ends_at.isoformat(), "note": one.note}
            for one in queries.free_times(registration.id)
        ],
    }


def _profile(profile: MatchProfile) -> dict[str, Any]:
    plain = ("headline", "text", "offers", "seeks", "topics", "sdgs", "languages", "min_meetings", "max_meetings",
             "max_per_day", "in_calendars", "language")  # fmt: skip
    kept = queries.suggestions_of(profile)
    names = queries.of_references([one["other"] for one in kept.found]) if kept else {}
    return {
        **{name: getattr(profile, name) for name in plain},
        "state": profile.state.value, "kind": profile.kind.value if profile.kind else None, "level": profile.level.value,
        "opened_at": profile.opened_at.isoformat() if profile.opened_at else None,
        "changed_at": profile.changed_at.isoformat(),
        "passed_over": [queries.who(one.other).name.best("en") for one in queries.passed_by(profile)],
        "suggested": [queries.who(names[one["other"]]).name.best("en") for one in (kept.found if kept else ())
                      if one["other"] in names],
    }  # fmt: skip


def erase_personal(person: Person) -> None:
    """Delete every profile of a person, wherever they stand in the lists of others, and the time they kept free."""
    for registration in registrations.of_person(person.id):
        forget_registration(registration.id)


def forget_registration(registration_id: int) -> None:
    """Delete what belongs to whoever held a registration: nothing of it is for the next one."""
    profile = queries.profile_of(registration_id)
    if profile is not None:
        _drop_from_lists(profile)
        delete(profile)
    for one in queries.free_times(registration_id):
        audit.record("profile.time_given_back", one)
        db.session.delete(one)


def _drop_from_lists(profile: MatchProfile) -> None:
    """Take a profile out of what others were shown, so that no reason of it is kept."""
    here = sa.select(Suggestions).join(Suggestions.profile).where(MatchProfile.summit_id == profile.summit_id)
    for kept in db.session.scalars(here):
        left = [one for one in kept.found if one["other"] != profile.public_id]
        if len(left) < len(kept.found):
            kept.found = left


def close_of(registration_id: int) -> None:
    """Let nobody find somebody who no longer comes; one that was merged waits for :func:`hand_over`."""
    profile = queries.profile_of(registration_id)
    if profile is None or profile.registration is None or profile.registration.reason == Reason.MERGED.value:
        return
    if profile.state is not ProfileState.DRAFT:
        close(profile)


def end_of_consent(person: Person) -> None:
    """Delete every profile of somebody who took the consent back."""
    erase_personal(person)


def hand_over(gone_id: int, kept_id: int) -> None:
    """Let the registration that goes on have the profile of the other, if it has none, and the time kept free by both."""
    for row in sorted((gone_id, kept_id)):
        lock(Registration, row)
    theirs, own = queries.profile_of(gone_id), queries.profile_of(kept_id)
    moved = sa.update(Away).where(Away.registration_id == gone_id).values(registration_id=kept_id)
    db.session.execute(moved)
    db.session.expire_all()
    if theirs is None:
        return
    if own is not None:
        _hand_over_passes(theirs, own)
        delete(theirs)
        return
    theirs.registration_id = kept_id
    audit.record("profile.handed_over", theirs, summit=theirs.summit.public_id)
    db.session.flush()
    db.session.expire_all()
    wake(theirs.summit)


def _hand_over_passes(theirs: MatchProfile, own: MatchProfile) -> None:
    """Whom either passed over stays passed over."""
    for one in queries.passed_by(theirs):
        if one.other_id != own.id and queries.passed(own.id, one.other_id) is None:
            db.session.add(Passed(profile_id=own.id, other_id=one.other_id, at=one.at))
    db.session.flush()


def renew_around(person: Person) -> None:
    """Work suggestions out anew wherever somebody is found, whose name is to be seen again or no more."""
    for registration in registrations.of_person(person.id):
        if queries.profile_of(registration.id) is not None:
            wake(registration.summit)


# --- in time -----------------------------------------------------------------------------------------------------------


def forget_quiet(summit_id: int, most: int) -> int:
    """Delete what only the days of the summit needed: passes, time kept free, suggestions; returns how many."""
    own = sa.select(MatchProfile.id).where(MatchProfile.summit_id == summit_id)
    here = sa.select(Registration.id).where(Registration.summit_id == summit_id)
    gone = 0
    for model, where in ((Passed, Passed.profile_id.in_(own)), (Suggestions, Suggestions.profile_id.in_(own)),
                         (Away, Away.registration_id.in_(here))):  # fmt: skip
        rows = sa.select(model.id).where(where).limit(most)
        gone += len(db.session.execute(sa.delete(model).where(model.id.in_(rows)).returning(model.id)).all())
    return gone


def forget_profiles(summit_id: int, most: int) -> int:
    """Delete the profiles of a summit that is long over; returns how many, ``most`` at once."""
    rows = sa.select(MatchProfile.id).where(MatchProfile.summit_id == summit_id).limit(most)
    gone = db.session.execute(sa.delete(MatchProfile).where(MatchProfile.id.in_(rows)).returning(MatchProfile.id))
    number = len(gone.all())
    db.session.expire_all()
    return number


