"""Who a device's token is, remembered for a moment."""

from datetime import datetime
from threading import Lock as Mutex
from time import monotonic
from typing import Final

from summitapp.accounts.values import SUMMIT
from summitapp.checkin.values import Batch
from summitapp.core.clock import now
from summitapp.core.security import Actor, GrantRef, digest
from summitapp.devices import queries, rules
from summitapp.devices.values import GRACE, POSTS, TOKEN_PREFIX, DeviceRevoked, DeviceRole

MEMORY_SECONDS: Final = 1.0
MOST_REMEMBERED: Final = 1000
REVOKED: Final = "device:revoked"
_KIOSK: Final = f"device:{DeviceRole.KIOSK.value}"


class DeviceMemory:
    """Remembers the devices of good tokens for one second, so that a busy door costs no statement each time.

    A revocation is known everywhere within that second.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Actor]] = {}
        self._mutex = Mutex()

    def actor(self, secret: str) -> Actor | None:
        """Return the actor of a device's token, ``None`` if it is not one.

        A device that was revoked within the last day is an actor that may only hand its waiting scans in.

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
    if row is None:
        return None
    if row.revoked_at is not None and now() - row.revoked_at > GRACE:
        raise DeviceRevoked
    own = REVOKED if row.revoked_at is not None else f"device:{row.role.value}"
    grants = frozenset(GrantRef(role, SUMMIT, row.summit) for role in ("token:checkin", own, POSTS[row.role].grant))
    return Actor("device", row.public_id, row.name, grants=grants)


def check_scans(sender: Actor, batch: Batch, received: datetime | None = None) -> bool:
    """Look whether a device may hand these scans in; called by the door for scans, which stands below.

    Returns whether the answers may say who somebody is: whoever found a revoked device, with the look-ups of everybody
    on it, could ask for all their names by scans that were never made. A kiosk, which nobody watches, shows no names.

    :raises DeviceRevoked: if it was revoked, and not all of them were made before that and without network.
    """
    roles = {grant.role for grant in sender.grants}
    if REVOKED not in roles:
        return _KIOSK not in roles
    ended = queries.revoked_at(sender.reference)
    if ended is None or not rules.may_bring(batch, ended, received or now()):
        raise DeviceRevoked
    return False
