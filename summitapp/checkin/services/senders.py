"""Whether a sender may still hand its scans in: asked of the feature that knows devices, which stands above."""

from collections.abc import Collection, Iterable
from typing import Final

from summitapp.accounts import queries as accounts
from summitapp.checkin.values import Batch, Logged
from summitapp.core.context import extension
from summitapp.core.security import Actor

#: Under this name the application keeps the question: ``(sender, batch)``, raises a refusal, and
#: returns whether the sender may be told names.
SENDERS: Final = "scan_senders"
#: And under this one: references of devices → their names.
DEVICE_NAMES: Final = "scan_device_names"


def check_sender(sender: Actor, batch: Batch) -> bool:
    """Refuse a batch as a whole if its sender may not hand it in; return whether its answers may say who somebody is.

    :raises DomainError: the refusal of the feature that knows the sender.
    """
    return sender.kind != "device" or bool(extension(SENDERS)(sender, batch))


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
