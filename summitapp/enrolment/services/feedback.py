"""Somebody says how a session was."""

from summitapp.core.clock import now
from summitapp.core.context import extension
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.directory.models import Person
from summitapp.enrolment import queries, rules
from summitapp.enrolment.models import Feedback
from summitapp.enrolment.values import (
    FEWEST_STARS,
    MOST_STARS,
    TEXT_LENGTH,
    FeedbackClosed,
    NoSuchSession,
    NotParticipant,
    Presence,
)
from summitapp.registration.models import Registration
from summitapp.registration.values import State

#: Who was let in is known to the doors, which stand above; ``app.py`` hangs the question in under this name.
PRESENCE = "presence"


def rate(registration: Registration, code: str, stars: int, text: str = "") -> Feedback:
    """Write down, or change, what a participant says of a session; one answer of each person.

    :param stars: 1 to 5.
    :raises NotParticipant: if their place was not confirmed. :raises NoSuchSession: if there is none they may see.
    :raises FeedbackClosed: if it is not over, too long over, or they were not there.
    :raises Invalid: naming the field.
    """
    if registration.state is not State.CONFIRMED:
        raise NotParticipant
    item = queries.item_for(registration, code)
    if item is None:
        raise NoSuchSession
    moment = now()
    present = presence(registration).at(item.released.session_id)
    if not rules.can_rate(item.placement, moment) or not rules.was_there(item, present=present):
        raise FeedbackClosed
    if not FEWEST_STARS <= stars <= MOST_STARS:
        raise Invalid({"stars": N_("Please choose one to five stars.")})
    person = lock(Person, registration.person_id)  # so that two tabs are one answer
    found = queries.feedback_of(item.released.session_id, person.id)
    if found is None:
        found = Feedback(session_id=item.released.session_id, person_id=person.id, created_at=moment)
        db.session.add(found)
    found.stars, found.text, found.changed_at = stars, text.strip()[:TEXT_LENGTH], moment
    db.session.flush()
    return found


def presence(registration: Registration) -> Presence:
    """Return where somebody was let in."""
    known: Presence = extension(PRESENCE)(registration.summit_id, registration.id)
    return known
