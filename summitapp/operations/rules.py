"""What may be asked of the demo loader."""

from summitapp.operations.values.demo import MOST_DELEGATES, MOST_SESSIONS, TooFewPlaces, TooLarge


def check_size(delegates: int | None, sessions: int | None, capacity: int | None) -> None:
    """Pass when a summit of this size can be made.

    :raises TooFewPlaces: if the delegates do not fit into ``capacity``.
    :raises TooLarge: if there would be too many of either.
    """
    if (delegates or 0) > MOST_DELEGATES or (sessions or 0) > MOST_SESSIONS:
        raise TooLarge(delegates=MOST_DELEGATES, sessions=MOST_SESSIONS)
    if capacity is not None and (delegates or 0) > capacity:
        raise TooFewPlaces
