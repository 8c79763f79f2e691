"""Asking participants without a profile to write one."""

from typing import Final

from summitapp.audit import services as audit
from summitapp.core.db import lock
from summitapp.profiles import mails, queries
from summitapp.summits.models import Summit

#: As many as one click writes to; the next click goes on.
AT_ONCE: Final = 2000


def invite(summit: Summit) -> int:
    """Write to participants without a profile who were not written to yet; returns to how many."""
    lock(Summit, summit.id)
    number = mails.invite(summit, queries.invitable(summit, AT_ONCE))
    if number:
        audit.record("profile.invited", summit, summit=summit.public_id, people=number)
    return number


def note_export(summit: Summit, number: int) -> None:
    """Write down that the list of profiles left the house."""
    audit.record("profile.exported", summit, summit=summit.public_id, profiles=number)
