"""Saying "not this one", and taking it back. Nobody but the one who says it ever reads it."""

from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.profiles import queries
from summitapp.profiles.models import MatchProfile, Passed
from summitapp.profiles.services.suggesting import suggest_live, wake
from summitapp.profiles.values import ProfileState
from summitapp.summits.models import Summit


def pass_over(profile: MatchProfile, other: MatchProfile) -> None:
    """Suggest somebody to the owner of a profile no more. The log is not told: it would tell the organisers."""
    lock(MatchProfile, profile.id)
    if other.id != profile.id and queries.passed(profile.id, other.id) is None:
        db.session.add(Passed(profile_id=profile.id, other_id=other.id, at=now()))
        _renew(profile)


def take_back(profile: MatchProfile, other: MatchProfile) -> None:
    """Let somebody be suggested again."""
    lock(MatchProfile, profile.id)
    found = queries.passed(profile.id, other.id)
    if found is not None:
        db.session.delete(found)
        _renew(profile)


def _renew(profile: MatchProfile) -> None:
    db.session.flush()
    if profile.state is ProfileState.OPEN:
        suggest_live(profile)
    wake(db.session.get_one(Summit, profile.summit_id))
