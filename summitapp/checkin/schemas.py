"""The shape of scans as JSON, in and out; one reading for programs and for the scanner page.

An envelope of the wrong shape is refused as a whole. A single scan of the wrong shape inside it is not: a
device that sends a day's scans must not be stopped by one of them.
"""

import re
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StrictBool,
    StrictStr,
    ValidationError,
)

from summitapp.checkin.values import REASON_WORDS, Answer, Batch, Direction, PersonShown, ScanRequest, Unreadable
from summitapp.core import i18n
from summitapp.core.errors import Invalid
from summitapp.core.text import LANGUAGES, N_

MOST: Final = 500
#: A device whose battery was empty begins in 1970. Rosters tell moments in 32 bits, and beyond is nothing to add to.
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2100
_RFC3339: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")


def _instant(value: object) -> datetime:
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("an RFC 3339 date and time with its offset is needed")
    moment = datetime.fromisoformat(value.upper())
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError("no clock of a device tells such a year")
    return moment


def _identifier(value: object) -> UUID:
    if not isinstance(value, str):
        raise ValueError("a UUID is needed")
    return UUID(value)


def _printable(value: str) -> str:
    if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("this is no text")
    return value


Instant = Annotated[datetime, BeforeValidator(_instant)]
Identifier = Annotated[UUID, BeforeValidator(_identifier)]
Text = Annotated[StrictStr, AfterValidator(_printable)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ScanIn(_Closed):
    """One scan."""

    scan_id: Identifier
    badge: Annotated[Text, Field(min_length=1, max_length=200)]
    point: Annotated[Text, Field(min_length=1, max_length=40)]
    direction: Literal["in", "out"]
    scanned_at: Instant
    offline: StrictBool = False
    override: Annotated[Text, Field(max_length=500)] | None = None
    told: Literal["admitted", "refused", "already_inside"] | None = None


class BatchIn(_Closed):
    """Several scans and the device's clock at the moment of sending."""

    sent_at: Instant | None = None
    scans: Annotated[list[Any], Field(min_length=1, max_length=MOST)]


class SentScan(ScanIn):
    """One scan on its own, which may tell the device's clock at the moment of sending as well."""

    sent_at: Instant | None = None


class SentBatch(_Closed):
    """Several scans and the device's clock at the moment of sending."""

    sent_at: Instant | None = None
    scans: Annotated[list[ScanIn], Field(min_length=1, max_length=MOST)]


class ScansIn(RootModel[SentScan | SentBatch]):
    """What the description of the API shows; scans are read one by one, so that a bad one stops no other."""


class TextOut(BaseModel):
    """A text in the three languages."""

    de: str
    en: str
    tr: str


class CategoryOut(TextOut):
    """A category: its word, and the colour and shape that stand beside it."""

    code: str
    colour: str
    shape: str


class PersonOut(BaseModel):
    """Whom the door shows; empty when the code is not known."""

    name: str
    given_name: str
    family_name: str
    function: str
    organisation: str
    city: TextOut
    category: CategoryOut
    languages: list[str]
    code: str


class ScanOut(BaseModel):
    """What one scan is told."""

    scan_id: str | None
    verdict: Literal["admitted", "refused", "already_inside"]
    reason: str
    text: TextOut
    person: PersonOut | dict[str, str]


class BatchOut(BaseModel):
    """What a batch is told, in its order."""

    scans: list[ScanOut]


class AnswersOut(RootModel[ScanOut | BatchOut]):
    """An object for an object, a batch for a batch."""


def _read_scan(item: Any) -> ScanRequest | Unreadable:
    try:
        scan = ScanIn.model_validate(item)
    except ValidationError:
        given = item.get("scan_id") if isinstance(item, dict) else None
        try:
            return Unreadable(str(_identifier(given)))
        except ValueError:
            return Unreadable(None)
    return ScanRequest(
        str(scan.scan_id), scan.badge, scan.point, Direction(scan.direction), scan.scanned_at, scan.offline,
        scan.override or "", scan.told or "",
    )  # fmt: skip


def read_batch(payload: Any) -> tuple[Batch, bool]:
    """Return what a request body holds, and whether it came as a batch.

    :raises Invalid: if the envelope is not one object, or a batch of 1 to 500 scans with a good ``sent_at``.
    """
    if not isinstance(payload, dict):
        raise Invalid({"body": N_("One scan or a batch of scans is needed.")})
    if "scans" in payload:
        try:
            batch = BatchIn.model_validate(payload)
        except ValidationError as error:
            places = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
            raise Invalid({place: N_("This part of the batch has the wrong shape.") for place in places}) from error
        return Batch(tuple(map(_read_scan, batch.scans)), batch.sent_at), True
    item = dict(payload)
    try:
        sent_at = _instant(item.pop("sent_at")) if "sent_at" in item else None
    except ValueError:
        return Batch((Unreadable(getattr(_read_scan(item), "scan_id", None)),)), False
    return Batch((_read_scan(item),), sent_at), False


def _texts(message: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        with i18n.speaking(language):
            said[language] = i18n.gettext(message)
    return said


_words: dict[str, dict[str, str]] = {}


def _person(person: PersonShown) -> dict[str, Any]:
    category = {**person.category.as_dict(), "code": person.category_code, "colour": person.colour, "shape": person.shape}
    return {
        "name": person.name, "given_name": person.given_name, "family_name": person.family_name,
        "function": person.function, "organisation": person.organisation, "city": person.city.as_dict(),
        "category": category, "languages": list(person.languages), "code": person.code,
    }  # fmt: skip


def write_answer(answer: Answer) -> dict[str, Any]:
    """Return one answer as JSON data; the words of a reason are looked up once."""
    message = REASON_WORDS[answer.reason]
    if message not in _words:
        _words[message] = _texts(message)
    return {
        "scan_id": answer.scan_id, "verdict": answer.verdict.value, "reason": answer.reason.value,
        "text": _words[message], "person": _person(answer.person) if answer.person else {},
    }  # fmt: skip


def write_answers(answers: list[Answer], as_batch: bool) -> dict[str, Any]:
    """Return the body of the response: an object for an object, a batch for a batch."""
    written = [write_answer(answer) for answer in answers]
    return {"scans": written} if as_batch else written[0]
