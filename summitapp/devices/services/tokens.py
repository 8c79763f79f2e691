"""Who a device's token is, remembered for a moment."""

from datetime import datetime
from functools import partial
from threading import Lock as Mutex
from time import monotonic
from typing import Final

from summitapp.accounts.values import SUMMIT
from summitapp.checkin.services.senders import Tell
from summitapp.checkin.values import Answer, Batch
from summitapp.core.clock import now
from summitapp.core.security import Actor, GrantRef, digest
from summitapp.devices import queries, rules
from summitapp.devices.services.asking import tell
from summitapp.devices.values import GRACE, POSTS, TOKEN_PREFIX, DeviceRevoked, DeviceRole

MEMORY_SECONDS: Final = 1.0
MOST_REMEMBERED: Final = 1000
REVOKED: Final = "device:revoked"
#: Held for the digest of a token that ended because its device was set up again.
_REPLACED: Final = "device:replaced"


class DeviceMemory:
    """Remembers the devices of good tokens for one second, so that a busy door costs no statement each time.

    A revocation is known everywhere within that second.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Actor]] = {}
        self._mutex = Mutex()

    def actor(self, secret: str) -> Actor | None:
        """Return the actor of a device's token, ``None`` if it is not one.

        A device that was revoked within the last day is an actor that may only hand its waiting scans in, and so is the
        telephone that was the device before it was set up again.

        :raises DeviceRevoked: if it was revoked longer ago.
        """
        if not secret.startswith(TOKEN_PREFIX):
            return None
        key, moment = digest(secret), monotonic()
        held = self._known.get(key)
        if held is not None and held[0] > moment:
            return held[1]
        actor = _device_actor(key)
        with self._mutex:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            if actor is not None:
                self._known[key] = (moment + MEMORY_SECONDS, actor)
        return actor


def _device_actor(key: str) -> Actor | None:
    row = queries.of_token(key)
    replaced = row is None
    row = row or queries.of_former_token(key)
    if row is None:
        return None
    if row.revoked_at is not None and now() - row.revoked_at > GRACE:
        raise DeviceRevoked
    own = REVOKED if row.revoked_at is not None else f"device:{row.role.value}"
    grants = frozenset(GrantRef(role, SUMMIT, row.summit) for role in ("token:checkin", own, POSTS[row.role].grant))
    grants |= {GrantRef(_REPLACED, "token", key)} if replaced else set()
    return Actor("device", row.public_id, row.name, grants=grants)


def check_scans(sender: Actor, batch: Batch, received: datetime | None = None) -> Tell:
    """Look whether a device may hand these scans in; called by the door for scans, which stands below.

    Returns how the answers are told: whoever found a revoked device, with the look-ups of everybody on it, could ask for all
    their names by scans that were never made. A kiosk, which nobody watches, shows no names; any other device is told few
    without the badges (:mod:`.asking`).

    :raises DeviceRevoked: if it was revoked, and not all of them were made before that and without network.
    """
    held = {grant.role for grant in sender.grants}
    role = next((role for role in DeviceRole if f"device:{role.value}" in held), None)
    if role is None:
        ended = _ended_at(sender)
        if ended is None or not rules.may_bring(batch, ended, received or now()):
            raise DeviceRevoked
    if role is None or role is DeviceRole.KIOSK:
        return _nameless
    return partial(tell, sender.reference, role, batch)


def _ended_at(sender: Actor) -> datetime | None:
    former = next((grant.scope for grant in sender.grants if grant.role == _REPLACED), None)
    return queries.ended_at(former) if former is not None else queries.revoked_at(sender.reference)


def _nameless(answers: list[Answer]) -> list[Answer]:
    return [one.nameless() for one in answers]
