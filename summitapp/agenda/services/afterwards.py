"""What a session left behind: its minutes and its outcome, beside every release."""

from typing import Any

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.services.sessions import claim
from summitapp.agenda.values import Aftermath, Visibility
from summitapp.audit import services as audit


def write_minutes(session: AgendaSession, after: Aftermath, readers: Visibility, revision: int) -> None:
    """Write down what was said and what came of it; whoever may read it does so at once, without a release.

    :param readers: everybody, the participants of the summit, or only those who appear in the session.
    :raises Stale: if somebody changed the session meanwhile. :raises SummitArchived: if its summit is.
    """
    session = claim(session, revision)
    changes: dict[str, Any] = {
        "minutes_for": (session.minutes_for, readers),
        "minutes": [language for language, words in after.minutes if words != session.minutes[language]],
        "outcome": [language for language, words in after.outcome if words != session.outcome[language]],
    }
    session.minutes, session.outcome, session.minutes_for = after.minutes, after.outcome, readers
    session.summit.redact()
    audit.record("session.minutes_written", session, summit=session.summit.public_id, **changes)
