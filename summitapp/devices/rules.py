"""How a device is, and what one that was revoked may still send."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, Protocol

from summitapp.checkin.rules import correct_time
from summitapp.checkin.values import Batch, ScanRequest
from summitapp.devices.values import GRACE, NAME_LENGTH, PIN_DIGITS, SCANS_BELOW, SILENT_AFTER, Condition, Health

#: Nobody guesses these for long: they are what people try first.
_POOR: Final = frozenset({"123456", "654321", "012345", "111222", "123123", "112233", "121212"})


class DeviceLike(Protocol):
    """What the condition of a device is told by."""

    @property
    def code_expires_at(self) -> datetime | None: ...
    @property
    def enrolled_at(self) -> datetime | None: ...
    @property
    def seen_at(self) -> datetime | None: ...
    @property
    def revoked_at(self) -> datetime | None: ...
    @property
    def wiped_at(self) -> datetime | None: ...
    @property
    def pending(self) -> int: ...
    @property
    def oldest_at(self) -> datetime | None: ...


def _minutes(since: datetime | None, now: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60)) if since is not None else 0


def health_of(device: DeviceLike, now: datetime) -> Health:
    """Return how a device is at this moment."""
    oldest = _minutes(device.oldest_at, now) if device.oldest_at is not None and device.pending else None
    told = Health(Condition.FINE, _minutes(device.seen_at, now), device.pending, oldest)
    return Health(_condition(device, now), told.silent_minutes, told.pending, told.oldest_minutes)


def _condition(device: DeviceLike, now: datetime) -> Condition:
    if device.revoked_at is not None:
        known = device.enrolled_at is None or device.wiped_at is not None
        return Condition.REVOKED if known else Condition.LEAVING
    if device.enrolled_at is None:
        open_ = device.code_expires_at is not None and device.code_expires_at > now
        return Condition.WAITING if open_ else Condition.EXPIRED
    silent = device.seen_at is None or now - device.seen_at > SILENT_AFTER
    return Condition.SILENT if silent else Condition.FINE


def make_pin(draw: Callable[[int], int]) -> str:
    """Return six digits that are not the first ones people try.

    :param draw: an evenly drawn number below its argument, such as :func:`secrets.randbelow`.
    """
    while True:
        pin = f"{draw(10 ** PIN_DIGITS):0{PIN_DIGITS}}"
        if len(set(pin)) > 1 and pin not in _POOR:
            return pin


def may_bring(batch: Batch, revoked_at: datetime, received: datetime) -> bool:
    """Whether a revoked device may still hand these scans in.

    All of them must have been made without network and, by the corrected clock, before the revocation; and a day
    after it nothing is taken any more.
    """
    if received - revoked_at > GRACE:
        return False
    return all(
        isinstance(scan, ScanRequest) and scan.offline
        and correct_time(scan.scanned_at, received, batch.sent_at) < revoked_at
        for scan in batch.scans
    )  # fmt: skip


def free_name(wish: str, taken: Iterable[str]) -> str:
    """Return a name that no other device of the summit bears: the wish itself, or with a number behind it."""
    known, name, number = set(taken), wish, 1
    while name in known:
        number += 1
        end = f" {number}"
        name = f"{wish[:NAME_LENGTH - len(end)].rstrip()}{end}"
    return name


def keep_places(before: Sequence[str], present: Iterable[str]) -> list[str]:
    """Return the keys of a list to which records point by number: each keeps its place, new ones come at the end."""
    kept = list(dict.fromkeys(before))
    return [*kept, *(key for key in dict.fromkeys(present) if key not in set(kept))]


def split_revision(given: int) -> tuple[int, int]:
    """Return the change of the roster and the scan up to which a device knows everything."""
    return divmod(max(0, given), SCANS_BELOW)
