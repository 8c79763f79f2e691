"""What every change of a summit passes through."""

from typing import Any

from summitapp.audit.services import record
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitArchived, SummitState


def refuse_if_archived(summit: Summit) -> None:
    """Pass while the summit takes changes.

    :raises SummitArchived: if it does not any more.
    """
    if summit.state is SummitState.ARCHIVED:
        raise SummitArchived


def changed(summit: Summit, action: str, **changes: Any) -> None:
    """Raise the revision of a summit, so that kept pages are made anew, and say what was done."""
    summit.renew()
    record(action, summit, summit=summit.public_id, **changes)
