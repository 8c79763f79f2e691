"""Breaks, and times at which a room is kept free."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.services.placing import place_session
from summitapp.agenda.services.sessions import add_session
from summitapp.agenda.values import SessionDetails, SessionKind, SessionText
from summitapp.core.text import Translated
from summitapp.summits.models import Summit

_TITLES: Final = {
    SessionKind.BREAK: Translated("Pause", "Ara", "Break"),
    SessionKind.BLOCKER: Translated("Raum gesperrt", "Salon kapalı", "Room blocked"),
}


def hold_time(summit: Summit, kind: SessionKind, room: str, starts_at: datetime, ends_at: datetime,
              also_in: Collection[str] = ()) -> AgendaSession:  # fmt: skip
    """Put a break or a blocker into the draft in one step; it is a session like others and can be renamed.

    :raises Invalid: naming the fields. :raises SummitArchived: if the summit takes no changes any more.
    :raises KeyError: for any other kind.
    """
    text = SessionText(_TITLES[kind], kind=kind, is_break=kind is SessionKind.BREAK)
    session = add_session(summit, SessionDetails(text))
    place_session(session, room, starts_at, ends_at, session.revision, also_in)
    return session
