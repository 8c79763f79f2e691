"""What a participant and an organiser are shown now: whether places can be taken still, and which feedback is asked for."""

from collections.abc import Callable, Sequence
from typing import Final

from summitapp.core.clock import now
from summitapp.core.context import extension
from summitapp.enrolment import queries, rules
from summitapp.enrolment.services.feedback import presence
from summitapp.enrolment.values import Beside, Day, Item, NoSuchSession, Presence
from summitapp.registration.models import Registration
from summitapp.registration.values import State

#: What higher features bring into a personal agenda; ``app.py`` hangs a list of sources in under this name.
BESIDE: Final = "own_agenda"
Source = Callable[[Registration], Sequence[Beside]]


def besides_of(registration: Registration) -> list[Beside]:
    """Return what higher features have put into somebody's time, such as meetings."""
    others: list[Source] = extension(BESIDE)
    return [one for source in others for one in source(registration)]


def agenda_of(registration: Registration) -> tuple[Day, ...]:
    """Return a participant's own agenda by day, with what clashes, how long they are free, and what is asked of them."""
    if registration.state is not State.CONFIRMED:
        return ()
    items = _now(registration, queries.items_of(registration))
    return rules.days_of(items, registration.summit.timezone, beside=besides_of(registration))


def offered_to(registration: Registration) -> tuple[Item, ...]:
    """Return everything a participant may choose from, with what they have of it and at its time."""
    return _now(registration, queries.offered_to(registration))


def item_at(registration: Registration, code: str) -> Item:
    """Return one session as a participant has it, with what they have at its time.

    :raises NoSuchSession: if there is none they may see.
    """
    item = queries.item_for(registration, code)
    if item is None:
        raise NoSuchSession
    (item,) = rules.with_clashes([item], queries.items_of(registration))
    return _now(registration, [item])[0]


def _now(registration: Registration, items: Sequence[Item]) -> tuple[Item, ...]:
    moment = now()
    asked = any(rules.can_rate(item.placement, moment) for item in items)
    present = presence(registration) if asked else Presence()
    given = queries.given_by(registration.person_id, registration.summit) if asked else {}
    return tuple(rules.at_moment(item, moment, present=present.at(item.released.session_id), given=given) for item in items)
