"""The shape of what devices send and are told."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.devices.documents import told_lock
from summitapp.devices.values import Enrolled, Report


class _Open(BaseModel):
    """Leaves alone what it does not know, so that a newer scanner can talk to an older server."""

    model_config = ConfigDict(extra="ignore")

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Return the request in its shape.

        :raises Invalid: with a fault for each field that is wrong.
        """
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            fields = {".".join(str(part) for part in one["loc"]) or "body" for one in error.errors(include_url=False)}
            raise Invalid({field: N_("This cannot be accepted.") for field in fields}) from error


Build = Annotated[StrictStr, Field(max_length=40)]


class EnrolIn(_Open):
    """The code of the QR symbol, and which build of the scanner asks."""

    code: Annotated[StrictStr, Field(min_length=1, max_length=100)]
    build: Build = ""


class EnrolThisIn(_Open):
    """What the device at hand is to be called, and where it stands."""

    name: Annotated[StrictStr, Field(max_length=80)] = ""
    point: Annotated[StrictStr, Field(max_length=40)] = ""
    direction: Literal["in", "out"] = "in"
    build: Build = ""


class ReportIn(_Open):
    """What a device says of itself: battery from 0 to 1, scans not sent, when the oldest of them was made."""

    battery: Annotated[float, Field(ge=0, le=1)] | None = None
    pending: Annotated[int, Field(ge=0, le=10**6)] = 0
    oldest: datetime | None = None
    build: Build = ""
    revision: Annotated[int, Field(ge=0, lt=2**53)] = 0
    point: Annotated[StrictStr, Field(max_length=40)] | None = None

    def report(self) -> Report:
        """Return what was said; a time without its offset is not believed."""
        oldest = self.oldest if self.oldest is not None and self.oldest.tzinfo is not None else None
        return Report(self.battery, self.pending, oldest, self.build, self.revision, self.point or "")


class LockOut(BaseModel):
    """The key of the role: AES-KW (RFC 3394) under PBKDF2-SHA-256 of the PIN; base 64."""

    salt: str
    iterations: int
    wrapped: str


class DeviceOut(BaseModel):
    """What the device is."""

    id: str
    name: str
    role: Literal["door", "desk", "aid", "kiosk"]
    point: str
    direction: Literal["in", "out"]
    language: str


class EnrolledOut(BaseModel):
    """The token, told this once; the device; its summit; and the lock of a device for desk or first aid."""

    token: str
    device: DeviceOut
    summit: str
    lock: LockOut | None


class HeardOut(BaseModel):
    """The newest revision of the roster, when somebody last passed a door, and the lock, which may have changed."""

    revision: int
    standing_at: datetime | None
    lock: LockOut | None


def write_enrolled(made: Enrolled) -> dict[str, Any]:
    """Return what a device is told when it is set up."""
    device = made.device
    return {
        "token": made.token, "summit": made.summit, "lock": told_lock(made.lock),
        "device": {"id": device.public_id, "name": device.name, "role": device.role.value, "point": made.point,
                   "direction": device.direction.value, "language": device.language},
    }  # fmt: skip
