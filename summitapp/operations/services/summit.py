"""The demo summit's frame: dates, houses, rooms, days, tracks, categories, delegations and a door."""

from dataclasses import dataclass
from datetime import time

from summitapp.audit.services import record
from summitapp.checkin.services import add_point
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.delegations.services import add_delegation
from summitapp.operations.services.world import World
from summitapp.operations.values import programme
from summitapp.operations.values.cities import DELEGATIONS
from summitapp.operations.values.sessions import hall_key, summit_days
from summitapp.summits.models import Category, Room, Summit, SummitDay, Track, Venue
from summitapp.summits.values import ApprovalMode, SummitState

OPENS, CLOSES = time(7, 0), time(23, 0)
PLACES = 800
YOUTH_PLACES = 6
ENTRANCE = Translated("Haupteingang", "Ana giriş", "Main entrance")


@dataclass(frozen=True, slots=True)
class Frame:
    """A fresh summit with its parts by their keys."""

    summit: Summit
    categories: dict[str, Category]
    delegations: dict[str, Delegation]


def build_frame(world: World, slug: str, *, capacity: int | None, automatic: bool, halls: int) -> Frame:
    """Add an empty public summit, open for registration, with a door ``entrance`` and its delegations."""
    first, last = summit_days()
    summit = Summit(
        slug=slug, name=_name(slug), motto=programme.MOTTO, description=programme.DESCRIPTION,
        practical=programme.PRACTICAL, registration_intro=programme.REGISTER_INTRO, city=world.cities["IZMIR"],
        timezone=programme.TIMEZONE, starts_on=first, ends_on=last, default_language="en",
        contact_email="zirve@society.example.org", state=SummitState.PUBLIC,
        approval=ApprovalMode.AUTOMATIC if automatic else ApprovalMode.MANUAL, capacity=capacity,
        is_demo=True, created_at=now(),
    )  # fmt: skip
    db.session.add(summit)
    record("summit.added", summit, slug=slug)
    _add_rooms(summit, halls)
    _add_days(summit)
    for position, track in enumerate(programme.TRACKS):
        db.session.add(Track(summit=summit, code=track.key, name=track.name, colour=track.colour, position=position))
    categories = _categories(summit, limited=slug == programme.SLUG and not automatic)
    db.session.flush()
    delegations = {
        code: add_delegation(summit, world.cities[code].name, code=code, city=world.cities[code])
        for code in DELEGATIONS
    }
    add_point(summit, "entrance", ENTRANCE)
    db.session.flush()
    return Frame(summit, categories, delegations)


def _name(slug: str) -> Translated:
    if slug == programme.SLUG:
        return programme.NAME
    return Translated(*(f"{text} ({slug})" for _, text in programme.NAME))


def _add_rooms(summit: Summit, halls: int) -> None:
    venues = {}
    for position, house in enumerate(programme.VENUES):
        venues[house.key] = Venue(
            summit=summit, name=house.name, address="\n".join(house.address), directions=house.directions,
            latitude=house.latitude, longitude=house.longitude, position=position,
        )  # fmt: skip
        db.session.add(venues[house.key])
    for position, room in enumerate(programme.ROOMS):
        db.session.add(Room(
            summit=summit, venue=venues[room.venue], code=room.key, name=room.name, capacity=room.capacity,
            languages=list(room.booths), position=position,
        ))  # fmt: skip
    for number in range(len(programme.ROOMS), halls):
        name = Translated(f"Saal {number + 1}", f"Salon {number + 1}", f"Hall {number + 1}")
        db.session.add(Room(
            summit=summit, venue=venues["gas-factory"], code=hall_key(number), name=name, capacity=100,
            languages=["de", "tr", "en"], position=number,
        ))  # fmt: skip


def _add_days(summit: Summit) -> None:
    for day, label in zip(programme.DAYS, programme.DAY_NAMES, strict=True):
        db.session.add(SummitDay(summit=summit, day=day, label=label, opens=OPENS, closes=CLOSES))


def _categories(summit: Summit, *, limited: bool) -> dict[str, Category]:
    found = {}
    for position, seed in enumerate(programme.CATEGORIES):
        found[seed.key] = Category(
            summit=summit, code=seed.key, name=seed.name, colour=seed.colour, shape=seed.shape,
            open_to_public=seed.open_to_all, position=position,
            capacity=YOUTH_PLACES if limited and seed.key == "youth" else None,
        )  # fmt: skip
        db.session.add(found[seed.key])
    return found
