"""Who gets a mailing: once for each person, and nobody who cannot or does not want to be written to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from summitapp.mailings.values import Addressee, LeftOut, Roll
from summitapp.registration.values import State


def sort_out(found: Iterable[Addressee], *, essential: bool, opted_out: Collection[str] = (),
             already: Collection[str] = ()) -> Roll:  # fmt: skip
    """Return the roll of those who fit; of several registrations of a person the first one counts.

    Each person gets a mail of their own, also where several share an address, since it may hold a personal
    link; ``shared`` lists these addresses.
    """
    people: list[Addressee] = []
    left_out: list[tuple[Addressee, LeftOut]] = []
    seen: set[str] = set()
    for one in found:
        reason = LeftOut.TWICE if one.reference in seen else _reason(one, essential, opted_out, already)
        seen.add(one.reference)
        if reason is None:
            people.append(one)
        else:
            left_out.append((one, reason))
    return Roll(tuple(people), tuple(left_out), _shared(people))


def _reason(one: Addressee, essential: bool, opted_out: Collection[str], already: Collection[str]) -> LeftOut | None:
    if one.gone:
        return LeftOut.GONE
    if not one.email:
        return LeftOut.NO_ADDRESS
    if one.reference in already:
        return LeftOut.ALREADY
    if not one.proven:
        return LeftOut.UNPROVEN
    if not essential and one.reference in opted_out:
        return LeftOut.OPTED_OUT
    return None


def _shared(people: Iterable[Addressee]) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for one in people:
        names[one.email or ""].append(one.full_name)
    return {address: tuple(found) for address, found in sorted(names.items()) if len(found) > 1}


def deadline_of(state: State, *, offered_until: datetime | None, confirm_by: datetime | None,
                nominations_close: datetime | None, registration_closes: datetime | None,
                changes_close: datetime | None) -> datetime | None:  # fmt: skip
    """Return until when somebody has to answer or, once they take part, can change something."""
    if state is State.OFFERED:
        return offered_until
    if state is State.NOMINATED:
        return confirm_by or nominations_close
    if state is State.APPROVED:
        return confirm_by or registration_closes
    return changes_close
