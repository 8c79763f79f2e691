"""Whom a device is told by name without their badge, and when somebody should look at a device that asks too much.

A roster names nobody, but look-ups lie open in it. Whoever scans a badge sends its code and may see a name; whoever sends
look-ups alone is told few. Counted in the memory of each process, as callers are: two processes allow twice as much.
"""

from dataclasses import dataclass
from threading import Lock as Mutex
from time import monotonic
from typing import Any, Final

from summitapp.audit.services import record
from summitapp.checkin.services import names_its_badge
from summitapp.checkin.values import Answer, Batch, Reason, ScanRequest
from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.devices import queries
from summitapp.devices.models import Device
from summitapp.devices.values import IDLE_AN_HOUR, NAMES_AN_HOUR, DeviceRole
from summitapp.jobs.services import wake

SUSPECTED: Final = "devices.suspected"
HOUR: Final = 3600.0
_MOST_REMEMBERED: Final = 10_000


@dataclass(slots=True)
class _Asked:
    until: float
    named: int = 0
    idle: int = 0
    told: bool = False


class Asking:
    """How much each device has asked for by look-ups within the hour."""

    def __init__(self) -> None:
        self._known: dict[str, _Asked] = {}
        self._mutex = Mutex()

    def ask(self, device: str, role: DeviceRole, *, names: int = 1, idle: int = 0) -> bool:
        """Count so many names, and so many look-ups that let nobody in; return whether the names may be told."""
        with self._mutex:
            asked = self._of(device)
            asked.named, asked.idle = asked.named + names, asked.idle + idle
            return asked.named <= NAMES_AN_HOUR.get(role, 0)

    def noticed(self, device: str, role: DeviceRole) -> bool:
        """Whether somebody should look at this device; true once an hour."""
        with self._mutex:
            asked = self._of(device)
            much = asked.idle > IDLE_AN_HOUR or (role is DeviceRole.DESK and asked.named > NAMES_AN_HOUR[role])
            first, asked.told = much and not asked.told, asked.told or much
            return first

    def _of(self, device: str) -> _Asked:
        moment = monotonic()
        found = self._known.get(device)
        if found is None or found.until <= moment:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[device] = _Asked(moment + HOUR)
        return found


asking = Asking()


def tell(device: str, role: DeviceRole, batch: Batch, answers: list[Answer]) -> list[Answer]:
    """Return the answers as this device may have them: who sends a badge's code is told whose it is.

    What a device judged as we do, without network, it knows already. Every other look-up asks for a name.
    """
    told = [_told(device, role, scan, answer) for scan, answer in zip(batch.scans, answers, strict=True)]
    if asking.noticed(device, role):
        wake(SUSPECTED, device)
    return told


def _told(device: str, role: DeviceRole, scan: Any, answer: Answer) -> Answer:
    if answer.person is None or not isinstance(scan, ScanRequest) or names_its_badge(scan):
        return answer
    if scan.offline and scan.told == answer.verdict:
        return answer.nameless()
    return answer if asking.ask(device, role, idle=int(answer.reason is not Reason.ADMITTED)) else answer.nameless()


def suspect(reference: str) -> None:
    """Note that a device asks for people without their badges, so that organisers look at it."""
    device = queries.by_reference(reference)
    if device is not None and device.revoked_at is None:
        device = lock(Device, device.id)
        device.suspected_at = now()
        record("device.suspected", device, summit=device.summit.public_id)


def trust(device: Device) -> None:
    """Note that somebody has looked at a device, and that it is in good hands."""
    device = lock(Device, device.id)
    if device.suspected_at is not None:
        device.suspected_at = None
        record("device.trusted", device, summit=device.summit.public_id)
