"""A summit of three days with rooms, tracks and people, and what is needed to fill its agenda."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask.testing import FlaskClient

from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant, User
from summitapp.accounts.values import Role
from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import AgendaSession, AgendaVersion
from summitapp.agenda.values import AppearanceDetails, SessionDetails, SessionText
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import City, Person, Position
from summitapp.directory.values import CityKind
from summitapp.summits.models import Room, Summit, SummitDay, Track, Venue
from summitapp.summits.queries import by_slug
from summitapp.summits.values import SummitState

MOMENT = datetime(2027, 1, 10, 9, tzinfo=UTC)
OPENS = datetime(2027, 10, 13, 6, tzinfo=UTC)  # 09:00 in İzmir
NOTE = Translated("Neu", "Yeni", "News")


@dataclass
class World:
    """What :func:`make_world` made."""

    summit: Summit
    ayse: Person
    mayor: Position


def make_world(slug: str = "izmir-2027", starts_on: date = date(2027, 10, 13)) -> World:
    """Add a public summit with two rooms, two tracks, three days, one person and one office."""
    summit = Summit(
        slug=slug, name=Translated("Gipfel der Partnerstädte", "Kardeş Kentler Zirvesi", "Sister Cities Summit"),
        motto=Translated("Drei Tage", "Üç gün", "Three days"), starts_on=starts_on, ends_on=starts_on + timedelta(days=2),
        state=SummitState.PUBLIC, created_at=MOMENT,
    )  # fmt: skip
    venue = Venue(name=Translated.same("Tarihi Havagazı Fabrikası"), address="Alsancak, İzmir", latitude=38.4338, longitude=27.1487)
    summit.venues = [venue]
    for position, (code, name, seats) in enumerate((("HALL-B", "Salon B", 120), ("HALL-C", "Salon C", 60))):
        room = Room(venue=venue, code=code, name=Translated.same(name), capacity=seats, languages=["de", "tr"], position=position)
        summit.rooms.append(room)
    for number in range(3):
        summit.days.append(SummitDay(day=starts_on + timedelta(days=number), opens=time(9), closes=time(18)))
    summit.tracks = [
        Track(code="CLIMATE", name=Translated("Klima", "İklim", "Climate"), colour="tile", position=0),
        Track(code="PORTS", name=Translated("Häfen", "Limanlar", "Ports"), colour="sea", position=1),
    ]
    ayse = Person(academic_title="Prof. Dr.", given_name="Ayşe İnci", family_name="Çağlayan", created_at=MOMENT)
    ayse.search_key = ayse.name.search_key
    bremen = City(code=f"BREMEN{slug[-4:]}", name=Translated.same("Bremen"), country="DE", kind=CityKind.CITY, latitude=53.1, longitude=8.8)
    mayor = Position(title=Translated("Bürgermeisterin", "Belediye Başkanı", "Mayor"), source_language="de", city=bremen)
    db.session.add_all([summit, ayse, mayor])
    record("summit.created", summit)
    return World(summit, ayse, mayor)


def details(title: str = "Cooling the city", *people: Person | Position, code: str = "", **text: object) -> SessionDetails:
    """Return what an organiser would write."""
    words = text.pop("words", None) or Translated(f"{title} (de)", f"{title} (tr)", title)
    cast = tuple(
        AppearanceDetails(person=one.public_id) if isinstance(one, Person) else AppearanceDetails(position=one.public_id)
        for one in people
    )
    return SessionDetails(SessionText(words, **{"track": "CLIMATE", **text}), cast, code)


def add(world: World, code: str, hour: float | None = 1, room: str = "HALL-B", *people: Person | Position,
        length: float = 1, **text: object) -> AgendaSession:  # fmt: skip
    """Add a session and, unless ``hour`` is none, place it so many hours after the first door."""
    title = str(text.pop("title", f"Session {code}"))
    session = services.add_session(world.summit, details(title, *people, code=code, **text))
    if hour is not None:
        starts = OPENS + timedelta(hours=hour)
        services.place_session(session, room, starts, starts + timedelta(hours=length), session.revision)
    return session


def the_summit(slug: str = "izmir-2027") -> Summit:
    """Return the summit afresh."""
    summit = by_slug(slug)
    assert summit is not None
    return summit


def publish(summit: Summit | None = None, note: Translated = NOTE, name: str = "") -> AgendaVersion:
    """Publish the draft as an organiser does who has read every notice; without a word, that of İzmir."""
    summit = summit or the_summit()
    notices = services.judge_draft(summit, queries.draft_placements(summit))
    return services.publish_agenda(summit, note, rules.notices_mark(notices), name)


def team_member(summit: Summit, role: Role = Role.EDITOR, email: str = "editor@example.org") -> str:
    """Add somebody of the team and return under which name their session remembers them."""
    user = User(email=email, name="Işıl Su", created_at=MOMENT)
    db.session.add(user)
    db.session.flush()
    user.grants = [Grant(role=role, scope_kind="summit", scope=summit.public_id, given_at=MOMENT)]
    record("user.added", user)
    return accounts.identifier(user)


def enter(client: FlaskClient, identifier: str) -> None:
    """Let ``client`` be signed in."""
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = identifier, True


def send(client: FlaskClient, address: str, page: str = "", **fields: Any) -> Any:
    """Fill the form of ``page`` (or of the same address) and send it."""
    text = client.get(page or address).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
    assert found, text[:400]
    return client.post(address, data={"csrf_token": found[1], **fields})
