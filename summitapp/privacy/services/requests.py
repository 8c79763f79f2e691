"""Requests about data that came by letter, mail or telephone: entered, handled, answered, written down."""

from dataclasses import dataclass
from datetime import date

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.privacy import queries, rules
from summitapp.privacy.models import DataRequest
from summitapp.privacy.services import own
from summitapp.privacy.services.personal import erase_person, export_person
from summitapp.privacy.values import (
    AnswerMissing,
    Channel,
    Exempt,
    Export,
    PersonMissing,
    RequestClosed,
    RequestKind,
    RequestState,
)
from summitapp.summits.models import Summit


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked, as an organiser writes it down."""

    kind: RequestKind
    channel: Channel
    received_on: date
    name: str = ""
    contact: str = ""
    note: str = ""


def enter_request(summit: Summit, asked: Asked, person: Person | None = None) -> DataRequest:
    """Write down what somebody asked; it has to be answered within thirty days."""
    request = DataRequest(
        summit_id=summit.id, person_id=person.id if person else None, kind=asked.kind, channel=asked.channel,
        name=asked.name, contact=asked.contact, note=asked.note, received_on=asked.received_on,
        due_on=rules.due_on(asked.received_on), created_at=now(),
    )  # fmt: skip
    db.session.add(request)
    record("request.entered", request, summit=summit.public_id, kind=asked.kind, channel=asked.channel)
    return request


def say_who(request: DataRequest, person: Person) -> None:
    """Say whose data a request is about, once somebody has made sure who asks.

    :raises RequestClosed: if it was answered already.
    """
    request = _open(request)
    request.person_id = person.id
    record("request.person_named", request, summit=_summit(request))


def hand_over(request: DataRequest) -> Export:
    """Make the file of everything that is kept of the person of a request; written down in the trail.

    :raises PersonMissing: if the request names nobody yet.
    """
    return export_person(_person(request), _summit(request))


def erase(request: DataRequest) -> list[Exempt]:
    """Erase the person of a request and close it; the row stays as the proof and names nobody.

    :raises RequestClosed: if it was answered already. :raises PersonMissing: if it names nobody yet.
    """
    request = _open(request)
    kept = erase_person(_person(request), _summit(request))
    _close(request, RequestState.DONE)
    return kept


def answer(request: DataRequest, state: RequestState, text: str) -> None:
    """Close a request with what was answered.

    :raises RequestClosed: if it was answered already. :raises AnswerMissing: if it is refused without reasons.
    """
    request = _open(request)
    if state is RequestState.REFUSED and not text.strip():
        raise AnswerMissing
    request.answer = text.strip()
    _close(request, state)


def note_own(person: Person, kind: RequestKind) -> DataRequest:
    """Write down, as the proof, that somebody did on their own page what others ask for by letter."""
    today = now().date()
    request = DataRequest(person_id=person.id, kind=kind, channel=Channel.SELF, state=RequestState.DONE,
                          received_on=today, due_on=rules.due_on(today), created_at=now(), closed_at=now())  # fmt: skip
    db.session.add(request)
    record("request.entered", request, kind=kind, channel=Channel.SELF)
    return request


def hide(person: Person, reason: str, summit: Summit) -> bool:
    """Let a name be shown nowhere any more: pages, feeds, lists and searches, within a second."""
    return directory.hide_person(person, reason, summit.public_id)


def show_again(person: Person, summit: Summit) -> bool:
    """Take the hiding of a name back."""
    return directory.show_person(person, summit.public_id)


def today() -> date:
    """Return the day by which requests are counted."""
    return now().date()


def pressing(summit: Summit) -> int:
    """Return how many requests of a summit are overdue or will be within a week."""
    return queries.open_before(summit.id, now().date() + rules.SOON)


def _open(request: DataRequest) -> DataRequest:
    request = lock(DataRequest, request.id)
    if request.state is not RequestState.OPEN:
        raise RequestClosed
    return request


def _close(request: DataRequest, state: RequestState) -> None:
    request.state, request.closed_at = state, now()
    if request.kind is RequestKind.ERASURE and state is RequestState.DONE:
        own.blank(request)
    record("request.closed", request, summit=_summit(request), state=state)


def _person(request: DataRequest) -> Person:
    if request.person is None:
        raise PersonMissing
    return request.person


def _summit(request: DataRequest) -> str:
    return request.summit.public_id if request.summit else ""
