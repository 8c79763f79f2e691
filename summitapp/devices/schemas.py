"""The shape of what devices send and are told."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError

from summitapp.checkin.values import PersonShown
from summitapp.core.errors import Invalid
from summitapp.core.fields import clean_email
from summitapp.core.text import N_, Language
from summitapp.devices.documents import told_lock
from summitapp.devices.values import Enrolled, Found, Report, WalkedIn, WalkIn
from summitapp.registration.values import NAME_LENGTH, TEXT_LENGTH, Answers, Applicant


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


def _printable(text: str) -> str:
    if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("this is no text")
    return text


Text = Annotated[StrictStr, AfterValidator(_printable)]
Build = Annotated[Text, Field(max_length=40)]
#: What a clock of a device can tell; beyond these there is nothing to compare with.
_YEARS = range(1970, 2101)


class EnrolIn(_Open):
    """The code of the QR symbol, and which build of the scanner asks."""

    code: Annotated[Text, Field(min_length=1, max_length=100)]
    build: Build = ""


class EnrolThisIn(_Open):
    """What the device at hand is to be called, and where it stands."""

    name: Annotated[Text, Field(max_length=80)] = ""
    point: Annotated[Text, Field(max_length=40)] = ""
    direction: Literal["in", "out"] = "in"
    build: Build = ""


class ReportIn(_Open):
    """What a device says of itself: battery from 0 to 1, scans not sent, when the oldest of them was made."""

    battery: Annotated[float, Field(ge=0, le=1)] | None = None
    pending: Annotated[int, Field(ge=0, le=10**6)] = 0
    oldest: datetime | None = None
    build: Build = ""
    revision: Annotated[int, Field(ge=0, lt=2**53)] = 0
    point: Annotated[Text, Field(max_length=40)] | None = None

    def report(self) -> Report:
        """Return what was said; a time without its offset is not believed."""
        oldest = self.oldest if self.oldest is not None and self.oldest.tzinfo and self.oldest.year in _YEARS else None
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


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip()


def _address(text: str | None) -> str | None:
    return clean_email(text.strip()) if text and text.strip() else None


Name = Annotated[StrictStr, Field(max_length=NAME_LENGTH), AfterValidator(_one_line)]
Line = Annotated[StrictStr, Field(max_length=TEXT_LENGTH), AfterValidator(_one_line)]


class WalkInIn(_Open):
    """Somebody who stands at the desk. ``id`` is made by the device; ``family_name`` may be empty with ``single_name``."""

    id: UUID
    given_name: Name
    family_name: Name = ""
    single_name: StrictBool = False
    email: Annotated[Annotated[StrictStr, Field(max_length=254)] | None, AfterValidator(_address)] = None
    language: Language
    category: Annotated[Text, Field(max_length=40)]
    delegation: Annotated[Text, Field(max_length=60)] | None = None
    city: Line = ""
    organisation: Line = ""
    function: Line = ""
    spoken_languages: list[Language] = Field(default_factory=list, max_length=3)

    def wanted(self) -> WalkIn:
        """Return the person."""
        applicant = Applicant(self.given_name, self.family_name, self.email, self.language, self.single_name)
        spoken = tuple(dict.fromkeys(self.spoken_languages))
        answers = Answers(self.function, self.city, self.organisation, spoken)
        return WalkIn(str(self.id), applicant, answers, self.category, self.delegation or "")


class WalkedInOut(BaseModel):
    """What became of it: the badge to print, where there was room and the summit lets people in by itself."""

    id: str
    code: str
    state: Literal["confirmed", "submitted", "waiting"]
    badge: str | None
    lookup: str | None
    person: dict[str, Any] | None = Field(description="As in the answer to a scan.")


class FoundOut(BaseModel):
    """Somebody with a valid badge; scanned as ``lookup:`` and the look-up."""

    lookup: str
    person: dict[str, Any] = Field(description="As in the answer to a scan.")


class PeopleOut(BaseModel):
    """The first people found, and the categories that may be given to who walks in."""

    people: list[FoundOut]
    categories: list[str]


def _person(person: PersonShown) -> dict[str, Any]:
    category = {**person.category.as_dict(), "code": person.category_code, "colour": person.colour, "shape": person.shape}
    return {
        "name": person.name, "given_name": person.given_name, "family_name": person.family_name,
        "function": person.function, "organisation": person.organisation, "city": person.city.as_dict(),
        "category": category, "languages": list(person.languages), "code": person.code,
    }  # fmt: skip


def write_walked_in(made: WalkedIn) -> dict[str, Any]:
    """Return what became of somebody who walked in."""
    return {"id": made.id, "code": made.code, "state": made.state.value, "badge": made.badge, "lookup": made.lookup or None,
            "person": _person(made.person) if made.person is not None else None}  # fmt: skip


def write_found(found: list[Found]) -> list[dict[str, Any]]:
    """Return who was found."""
    return [{"lookup": one.lookup, "person": _person(one.person)} for one in found]
