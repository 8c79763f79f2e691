"""Looking again at what was approved, when the person or the delegation changes what the organisers watch."""

from collections.abc import Iterable

from summitapp.core.db import db
from summitapp.core.security import acting
from summitapp.registration import mails, permissions, rules
from summitapp.registration.models import Registration
from summitapp.registration.services.moving import claim, move
from summitapp.registration.values import State


def ask_review(registration: Registration, changed: Iterable[str]) -> bool:
    """Let a confirmed registration wait for a decision again if a watched detail has changed; tells the person.

    The place is kept; the badge, which says what is no longer approved, ends, and a new one comes with the
    approval. What the organisers change themselves needs no review. Returns whether one was asked.
    """
    summit = registration.summit
    watched = rules.needs_review(changed, summit.review_fields)
    if not watched or registration.state is not State.CONFIRMED or not permissions.is_own_doing(acting(), summit):
        return False
    registration = claim(registration, State.SUBMITTED)
    move(registration, State.SUBMITTED, "review_asked", fields=watched)
    registration.decided_at = None
    db.session.flush()
    mails.tell(registration, "review")
    return True
