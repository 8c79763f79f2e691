"""Whether a sender may hand its scans in, and whom it is told: asked of the feature that knows devices, which stands above."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from summitapp.accounts import queries as accounts
from summitapp.checkin.values import LOOKUP, Answer, Batch, Logged, ScanRequest
from summitapp.core.context import extension
from summitapp.core.security import Actor

#: The answers as their sender may have them: names are left out where it is not to learn them.
Tell = Callable[[list[Answer]], list[Answer]]
#: Under this name the application keeps the question: ``(sender, batch)``, raises a refusal, and returns a ``Tell``.
SENDERS: Final = "scan_senders"
#: And under this one: references of devices → their names.
DEVICE_NAMES: Final = "scan_device_names"


def check_sender(sender: Actor, batch: Batch) -> Tell:
    """Refuse a batch as a whole if its sender may not hand it in; return how its answers are told.

    :raises DomainError: the refusal of the feature that knows the sender.
    """
    if sender.kind != "device":
        return list
    told: Tell = extension(SENDERS)(sender, batch)
    return told


def names_its_badge(scan: ScanRequest) -> bool:
    """Whether a scan tells the code of a badge, which only that badge bears; a look-up stands in every roster."""
    return not scan.badge.startswith(LOOKUP)


def sender_names(lines: Iterable[Logged]) -> dict[str, str]:
    """Return who scanned by name: people, programs and devices, each asked for only if there is one among them."""
    kinds: dict[str, set[str]] = {}
    for line in lines:
        kinds.setdefault(line.sender_kind, set()).add(line.sender)
    found: dict[str, str] = {}
    for kind, references in kinds.items():
        found |= _names(kind, references)
    return found


def _names(kind: str, references: Collection[str]) -> dict[str, str]:
    if kind == "device":
        return dict(extension(DEVICE_NAMES)(references))
    return accounts.token_names(references) if kind == "token" else accounts.names(set(references))
