"""Who stands where on a list, how far a delegation is filled, and what may still be done with it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import phonenumbers

from summitapp.core.text import sort_key
from summitapp.delegations.rules import is_over
from summitapp.delegations.values import Deadlines
from summitapp.nominations.values.desk import Filled, Powers
from summitapp.registration.values import ACTIVE, DelegationRole, State

_ORDER: Final = list(DelegationRole)
_ASKED: Final = ACTIVE - {State.NOMINATED, State.CONFIRMED}


def arrange(members: Iterable[Any], language: str) -> list[Any]:
    """Return registrations in the order of a list: head, deputies, then by name as readers of ``language`` sort."""
    return sorted(members, key=lambda one: (_ORDER.index(one.delegation_role),
                                            sort_key(one.person.name.list_form, language)))  # fmt: skip


def count_filled(numbers: Mapping[State, int], places: int | None, taken: int) -> Filled:
    """Return how far something is filled, from how many stand in each state."""
    return Filled(
        places, nominated=numbers.get(State.NOMINATED, 0), asked=sum(numbers.get(state, 0) for state in _ASKED),
        confirmed=numbers.get(State.CONFIRMED, 0), taken=taken,
    )  # fmt: skip


def decide_powers(organises: bool, deadlines: Deadlines, changes_close: datetime | None, now: datetime) -> Powers:
    """Return what may be done with a list at ``now``; the deadlines bind the delegation, not the organisers."""
    return Powers(
        organises,
        nominate=organises or not is_over(deadlines.nominate, now),
        confirm=organises or not is_over(deadlines.confirm, now),
        change=organises or not is_over(changes_close, now),
        nominate_until=deadlines.nominate, confirm_until=deadlines.confirm, change_until=changes_close,
    )  # fmt: skip


def read_phone(text: str, country: str = "") -> str | None:
    """Return a telephone number as E.164 (ITU-T), or None when it is none.

    :param country: ISO code of the country a number without country code belongs to.
    """
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
