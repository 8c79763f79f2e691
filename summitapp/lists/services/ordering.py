"""The order of protocol: its classes, and who is put where by hand, with a reason that can be told."""

from typing import Any

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.security import acting
from summitapp.lists import queries
from summitapp.lists.models import Placing, PrecedenceLevel
from summitapp.lists.values import PRESETS, REASON_LENGTH, ClassesExist, ClassInUse, Preset, ReasonForRank
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit


def begin_with(summit: Summit, preset: Preset) -> None:
    """Fill an empty order with a usual set of classes.

    :raises ClassesExist: if there are classes already.
    """
    lock(Summit, summit.id)
    if queries.levels(summit.id):
        raise ClassesExist
    for position, draft in enumerate(PRESETS[preset], start=1):
        db.session.add(PrecedenceLevel(
            summit_id=summit.id, name=draft.name, why=draft.why, ordering=draft.ordering, takes=draft.takes,
            position=position * 10,
        ))  # fmt: skip
    record("list.order_begun", summit, summit=summit.public_id, preset=preset)


def add_level(summit: Summit, values: dict[str, Any]) -> PrecedenceLevel:
    """Add a class at the end of the order, unless a position is given."""
    last = max((one.position for one in queries.levels(summit.id)), default=0)
    level = PrecedenceLevel(**{"position": last + 10, **values, "summit_id": summit.id})
    db.session.add(level)
    record("list.class_added", level, summit=summit.public_id)
    return level


def change_level(level: PrecedenceLevel, values: dict[str, Any]) -> None:
    """Change a class: its name, why it stands there, how equals are put in order, and its position."""
    for name, value in values.items():
        setattr(level, name, value)
    record("list.class_changed", level, summit=level.summit.public_id, position=level.position, ordering=level.ordering)


def remove_level(level: PrecedenceLevel) -> None:
    """Remove a class.

    :raises ClassInUse: if somebody was put into it by hand.
    """
    level = lock(PrecedenceLevel, level.id)  # nobody is put into it meanwhile
    if queries.placed_in(level.id):
        raise ClassInUse
    record("list.class_removed", level, summit=level.summit.public_id)
    db.session.delete(level)


def place_guest(registration: Registration, level: PrecedenceLevel, place: int | None, reason: str) -> Placing:
    """Put somebody into a class, at a place in it or among its equals.

    :raises ReasonForRank: without a reason. :raises NotFound: if the class was removed meanwhile.
    """
    words = " ".join(reason.split())[:REASON_LENGTH]
    if not words:
        raise ReasonForRank({"reason": ReasonForRank.message})
    lock(Summit, registration.summit_id)
    level = lock(PrecedenceLevel, level.id)
    placing = queries.placing_of(registration.id) or Placing(registration_id=registration.id)
    placing.level_id, placing.place, placing.reason = level.id, place, words
    placing.changed_by, placing.changed_at = acting().reference, now()
    db.session.add(placing)
    record("list.guest_placed", registration, summit=registration.summit.public_id, level=level.public_id)
    return placing


def release_guest(registration: Registration) -> None:
    """Take a placing by hand back: the person falls where people like them stand."""
    placing = queries.placing_of(registration.id)
    if placing is not None:
        db.session.delete(placing)
        record("list.guest_released", registration, summit=registration.summit.public_id)
