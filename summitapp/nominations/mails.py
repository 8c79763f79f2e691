"""The mails of nominating: telling somebody that their delegation took them off its list."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from summitapp.nominations.queries import importing as queries
from summitapp.outbox import queries as outbox
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.registration.models import Registration

_INFORMED: Final = "registration/nominated"
_AT_ONCE: Final = 500


def tell_removed(registrations: Sequence[Registration]) -> None:
    """Tell people that they are on the list no longer; who was not told yet that they were, is told nothing."""
    reachable = [one for one in registrations if one.person.email]
    told: set[str] = set()
    for start in range(0, len(reachable), _AT_ONCE):
        part = [one.person.public_id for one in reachable[start : start + _AT_ONCE]]
        told |= outbox.written_to(part, _INFORMED)
    for one in reachable:
        if one.person.public_id in told and one.delegation is not None:
            enqueue("nominations/removed", to=one.person.email or "", language=one.language,
                    summit=one.summit.public_id, references={"delegation": one.delegation.public_id})  # fmt: skip


def contexts() -> dict[str, Context]:
    """Return the context function of each template. The person is not known any more when the mail is composed."""

    def removed(references: Mapping[str, Any]) -> Mail | None:
        delegation = queries.delegation_at(str(references["delegation"]))
        return None if delegation is None else Mail({"delegation": delegation, "summit": delegation.summit})

    return {"nominations/removed": removed}
