"""What a delegation is called by lists and programs, its deadlines, and when its coordinators are reminded."""

from datetime import datetime, timedelta
from typing import Final

from summitapp.core.text import N_, slugify
from summitapp.delegations.values import INVITATION_LASTS, REMIND_DAYS, Deadlines, InvitationState

CODE_LENGTH: Final = 40


def code_from(name: str) -> str:
    """Return the code of a delegation from a city's name: ASCII capitals, ``Karşıyaka`` → ``KARSIYAKA``."""
    return slugify(name).replace("-", "_").upper()[:CODE_LENGTH].strip("_")


def normalise_code(code: str) -> str:
    """Return a code as it is kept, whatever case and alphabet somebody typed it in."""
    return code_from(code)


# --- deadlines ------------------------------------------------------------------------------------


def deadlines_of(nominate_by: datetime | None, confirm_by: datetime | None, of_summit: datetime | None) -> Deadlines:
    """Return the deadlines that hold: a delegation's own, else that of the summit; confirming follows naming."""
    nominate = nominate_by or of_summit
    return Deadlines(nominate, confirm_by or nominate)


def find_deadline_faults(nominate_by: datetime | None, confirm_by: datetime | None) -> dict[str, str]:
    """Return what contradicts itself in a delegation's own deadlines, by field."""
    if nominate_by is not None and confirm_by is not None and confirm_by < nominate_by:
        return {"confirm_by": N_("People are confirmed after they were named: please choose a later time.")}
    return {}


def is_over(deadline: datetime | None, now: datetime) -> bool:
    """Whether a deadline has passed; one that was never set does not."""
    return deadline is not None and now >= deadline


def due_reminder(deadline: datetime, accepted_at: datetime, now: datetime) -> int | None:
    """Return of which reminder it is time, in days before the deadline, or None.

    Whoever accepted when a reminder would have gone out already knows the date and is spared it.
    """
    due = [days for days in REMIND_DAYS if deadline - timedelta(days=days) <= now < deadline]
    nearest = min(due, default=None)
    if nearest is None or accepted_at > deadline - timedelta(days=nearest):
        return None
    return nearest


# --- invitations ----------------------------------------------------------------------------------


def invitation_state(invited_at: datetime, accepted_at: datetime | None, ended_at: datetime | None,
                     now: datetime) -> InvitationState:  # fmt: skip
    """Return what became of an invitation."""
    if ended_at is not None:
        return InvitationState.ENDED
    if accepted_at is not None:
        return InvitationState.ACCEPTED
    return InvitationState.LAPSED if now >= invited_at + INVITATION_LASTS else InvitationState.SENT
