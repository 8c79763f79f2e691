"""Whether a sender may still hand its scans in: asked of the feature that knows devices, which stands above."""

from typing import Final

from summitapp.checkin.values import Batch
from summitapp.core.context import extension
from summitapp.core.security import Actor

#: Under this name the application keeps the question: ``(sender, batch)``, raises a refusal, and
#: returns whether the sender may be told names.
SENDERS: Final = "scan_senders"


def check_sender(sender: Actor, batch: Batch) -> bool:
    """Refuse a batch as a whole if its sender may not hand it in; return whether its answers may say who somebody is.

    :raises DomainError: the refusal of the feature that knows the sender.
    """
    return sender.kind != "device" or bool(extension(SENDERS)(sender, batch))
