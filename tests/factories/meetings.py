"""A round of meetings, written as rows: people of different cities, agreed requests, meetings at slots and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from summitapp.agenda.models import Interpreter
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import services as delegations
from summitapp.directory.models import City, Person
from summitapp.directory.values import CityKind, OrganisationKind
from summitapp.matchmaking.models import (
    Attendee,
    Meeting,
    MeetingBlock,
    MeetingRequest,
    MeetingRound,
    MeetingSlot,
    MeetingTable,
    Seat,
)
from summitapp.matchmaking.values import AttendeeRole, MeetingState, Reply, RequestKind, RequestState, RoundPhase
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode, ShapeName
from tests.factories.agenda import OPENS, make_world
from tests.factories.registration import enter, registered

SLUG = "izmir-2027"
CITIES = {
    "Bremen": ("DE", "de"), "Karşıyaka": ("TR", "tr"), "Hannover": ("DE", "de"), "Bornova": ("TR", "tr"),
    "Köln": ("DE", "de"), "Çeşme": ("TR", "tr"),
}  # fmt: skip


@dataclass
class Hall:
    """What :func:`make_hall` made; rows are of the unit of work that made them, ``people`` are public ids."""

    summit: Summit
    round: MeetingRound
    slots: list[MeetingSlot]
    tables: list[MeetingTable]
    registrations: list[Registration]
    people: list[str] = field(default_factory=list)


def make_city(name: str) -> City:
    """Add a city, or return it if it is there."""
    code = name.upper().replace("Ş", "S").replace("Ç", "C").replace("Ö", "O") + "-M"
    found = db.session.scalar(sa.select(City).where(City.code == code))
    if found is not None:
        return found
    country = CITIES.get(name, ("DE", "de"))[0]
    city = City(code=code, name=Translated.same(name), country=country, kind=CityKind.CITY, latitude=53.1, longitude=8.8)
    db.session.add(city)
    record("city.added", city)
    return city


def make_hall(people: int = 4, *, slug: str = SLUG, slots: int = 4, tables: int = 3, starts_at: datetime = OPENS,
              summit: Summit | None = None, **values: Any) -> Hall:  # fmt: skip
    """A summit with delegates of different cities and a round with one block of time; nobody has a meeting yet.

    People are numbered from 1 and come, in turn, from the :data:`CITIES`; their profiles are open.
    """
    if summit is None:
        summit = make_world(slug).summit
        _open_to_delegates(summit)
    round_, made, places = make_round(summit, slots=slots, tables=tables, starts_at=starts_at, **values)
    registrations = [delegate(summit, number) for number in range(1, people + 1)]
    references = [one.person.public_id for one in registrations]
    return Hall(summit, round_, made, places, registrations, references)


def _open_to_delegates(summit: Summit) -> None:
    summit.approval = ApprovalMode.AUTOMATIC
    summit.categories = [
        Category(code="delegate", name=Translated("Delegierte", "Delege", "Delegate"), colour="sea",
                 shape=ShapeName.CIRCLE, position=1),
    ]  # fmt: skip
    db.session.flush()


def make_round(summit: Summit, *, slots: int = 4, tables: int = 3, starts_at: datetime = OPENS, minutes: int = 25,
               pause: int = 5, **values: Any) -> tuple[MeetingRound, list[MeetingSlot], list[MeetingTable]]:  # fmt: skip
    """Add the round of a summit, published unless told otherwise, with one block cut into slots, and tables."""
    given = {"phase": RoundPhase.PUBLISHED, "version": 1, **values}
    round_ = MeetingRound(summit=summit, changed_at=now(), **given)
    step, room = timedelta(minutes=minutes + pause), summit.rooms[0] if summit.rooms else None
    block = MeetingBlock(round=round_, starts_at=starts_at, ends_at=starts_at + slots * step, slot_minutes=minutes,
                         pause_minutes=pause)  # fmt: skip
    db.session.add_all([round_, block])
    db.session.flush()
    made = [
        MeetingSlot(round_id=round_.id, block=block, starts_at=starts_at + number * step,
                    ends_at=starts_at + number * step + timedelta(minutes=minutes))
        for number in range(slots)
    ]  # fmt: skip
    places = [MeetingTable(round=round_, code=str(number), room=room, position=number) for number in range(1, tables + 1)]
    db.session.add_all([*made, *places])
    db.session.flush()
    record("round.opened", round_)
    return round_, made, places


def delegate(summit: Summit, number: int, city: str = "", **values: Any) -> Registration:
    """Let somebody take part for a city, with an open profile and an organisation of that city."""
    name = city or list(CITIES)[(number - 1) % len(CITIES)]
    language = CITIES.get(name, ("DE", "de"))[1]
    delegation = delegations.add_delegation(summit, Translated.same(f"{name} {number}"))
    delegation.city = make_city(name)
    db.session.flush()
    answers = Answers(function="Leitung", organisation=f"Stadt {name}", spoken_languages=(language,))
    found = registered(enter(summit, number, delegation=delegation, language=language, answers=answers, **values))
    open_profile(found)
    return found


def open_profile(registration: Registration, **values: Any) -> MatchProfile:
    """Add somebody's open profile."""
    given = {
        "language": registration.language, "headline": "Waste and water", "offers": ["waste"], "seeks": ["water"],
        "topics": ["mobility"], "sdgs": [11], "languages": [registration.language],
        "kind": OrganisationKind.CITY_ADMINISTRATION, **values,
    }  # fmt: skip
    profile = MatchProfile(
        summit_id=registration.summit_id, registration_id=registration.id, state=ProfileState.OPEN, opened_at=now(),
        created_at=now(), changed_at=now(), **given,
    )  # fmt: skip
    db.session.add(profile)
    db.session.flush()
    record("profile.opened", profile)
    return profile


def profile_of(registration: Registration) -> MatchProfile:
    """Return somebody's profile as it is now."""
    found = db.session.scalar(sa.select(MatchProfile).where(MatchProfile.registration_id == registration.id))
    assert found is not None
    return found


def agreed(round_: MeetingRound, asker: Registration, *others: Registration, language: str = "en",
           **values: Any) -> MeetingRequest:  # fmt: skip
    """Add a request to which everybody said yes."""
    sides = sorted(one.public_id for one in (asker, others[0]))
    request = MeetingRequest(
        round=round_, kind=RequestKind.PERSON, asker=asker, sameness=":".join(sides), state=RequestState.ACCEPTED,
        language=language, asked_at=now() - timedelta(days=2), settled_at=now() - timedelta(days=1), **values,
    )  # fmt: skip
    roles = [AttendeeRole.ASKER, AttendeeRole.ASKED, *[AttendeeRole.GUEST] * (len(others) - 1)]
    request.attendees = [
        Attendee(registration=one, role=role, reply=Reply.YES, replied_at=now() - timedelta(days=1))
        for one, role in zip((asker, *others), roles, strict=True)
    ]
    db.session.add(request)
    db.session.flush()
    record("request.accepted", request)
    return request


def placed(request: MeetingRequest, slot: MeetingSlot, table: MeetingTable, interpreter: Interpreter | None = None,
           state: MeetingState = MeetingState.CONFIRMED) -> Meeting:  # fmt: skip
    """Give a request its time and table; everybody who said yes has a seat."""
    meeting = Meeting(round_id=request.round_id, request=request, slot=slot, table=table, interpreter=interpreter,
                      state=state, changed_at=now())  # fmt: skip
    meeting.seats = [Seat(slot_id=slot.id, registration=one.registration) for one in request.attendees if one.reply is Reply.YES]
    db.session.add(meeting)
    db.session.flush()
    record("meeting.placed", meeting)
    return meeting


def meet(hall: Hall, one: int, other: int, slot: int = 0, table: int = 0, **values: Any) -> Meeting:
    """Let two people of a hall, by their numbers from 1, meet at a slot and a table by their numbers from 0."""
    interpreter, state = values.pop("interpreter", None), values.pop("state", MeetingState.CONFIRMED)
    people = hall.registrations
    request = agreed(hall.round, people[one - 1], people[other - 1], **values)
    return placed(request, hall.slots[slot], hall.tables[table], interpreter, state)


def placed_alone(registration: Registration) -> Meeting:
    """Give somebody's summit a round with one slot and table, at which they are to sit alone."""
    round_, slots, tables = make_round(registration.summit, slots=1, tables=1)
    request = MeetingRequest(
        round=round_, kind=RequestKind.PERSON, asker=registration, sameness="alone", state=RequestState.ACCEPTED,
        language="en", asked_at=now(), message="m",
    )  # fmt: skip
    request.attendees = [Attendee(registration=registration, role=AttendeeRole.ASKER, reply=Reply.YES, note="n", replied_at=now())]
    db.session.add(request)
    db.session.flush()
    return placed(request, slots[0], tables[0])


def moved(meeting: Meeting, slot: MeetingSlot | None = None, table: MeetingTable | None = None) -> Meeting:
    """Put a meeting elsewhere."""
    meeting.slot, meeting.table, meeting.changed_at = slot or meeting.slot, table or meeting.table, now()
    for seat in meeting.seats:
        seat.slot_id = meeting.slot.id
    record("meeting.moved", meeting)
    db.session.flush()
    return meeting


def called_off(meeting: Meeting) -> Meeting:
    """Cancel a meeting; its seats are free again."""
    meeting.state, meeting.changed_at, meeting.seats = MeetingState.CANCELLED, now(), []
    record("meeting.cancelled", meeting)
    db.session.flush()
    return meeting


def interpreter(summit: Summit, name: str = "Defne", languages: Sequence[str] = ("de", "tr")) -> Interpreter:
    """Add somebody to the summit's pool of interpreters."""
    person = Person(given_name=name, family_name="Tercüman", language="tr", created_at=now())
    person.search_key = person.name.search_key
    found = Interpreter(summit=summit, person=person, languages=list(languages))
    db.session.add_all([person, found])
    db.session.flush()
    record("interpreter.added", found)
    return found


def the_meeting(reference: str) -> Meeting:
    """Return a meeting afresh by its public id."""
    db.session.expire_all()
    found = db.session.scalar(sa.select(Meeting).where(Meeting.public_id == reference))
    assert found is not None
    return found
