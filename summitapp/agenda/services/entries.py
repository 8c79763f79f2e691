"""What the ledger of calendars is told of sessions."""

from summitapp.agenda import queries
from summitapp.agenda.models import AgendaSession, subject_of
from summitapp.agenda.values import Placement
from summitapp.calendars import services as calendars
from summitapp.calendars.values import EntryFacts, EntryStatus


def entry_of(placement: Placement) -> EntryFacts:
    """Return what calendars have to know of a session at its place in a release."""
    text = placement.text
    shown = (*(words for _, words in text.title), *(words for _, words in text.abstract), text.track, str(text.sdgs))
    return EntryFacts(
        subject_of(placement.reference), placement.starts_at, placement.ends_at, "+".join(placement.rooms),
        EntryStatus.CANCELLED if placement.cancelled else EntryStatus.CONFIRMED,
        (*shown, text.livestream) if text.livestream else shown,
        "" if placement.public else text.visibility.value,
    )  # fmt: skip


def revise_released(session: AgendaSession) -> None:
    """Raise the entry of a released session that is shown to fewer people from now on.

    Public calendars have it as cancelled then, and believe that only of a later revision.
    """
    last = queries.last_release(session.summit)
    if last is not None:
        calendars.revise(
            entry_of(placement) for placement in queries.placements_of(last) if placement.code == session.code
        )
