"""What in one person's time falls on the same moment."""

from collections import defaultdict
from collections.abc import Iterable

from summitapp.agenda.values import Booking


def find_clashes(wanted: Booking, own: Iterable[Booking]) -> tuple[Booking, ...]:
    """Return what somebody has at the time of something they want, in order of time; a star is no obstacle."""
    found = (
        one for one in own
        if one.reference != wanted.reference and one.overlaps(wanted) and (one.kind.firm or one.kind.placed)
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.reference)))


def clashes_among(bookings: Iterable[Booking]) -> dict[str, tuple[str, ...]]:
    """Return for each booking the references of those it overlaps with; who overlaps with none is left out.

    Runs once through the bookings in order of time, so that a full week costs no more than its overlaps.
    """
    found: dict[str, list[str]] = defaultdict(list)
    running: list[Booking] = []
    for one in sorted(bookings, key=lambda booking: (booking.starts_at, booking.ends_at)):
        running = [other for other in running if other.ends_at > one.starts_at]
        for other in running:
            found[one.reference].append(other.reference)
            found[other.reference].append(one.reference)
        running.append(one)
    return {reference: tuple(others) for reference, others in found.items()}
