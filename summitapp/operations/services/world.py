"""What every summit stands on: places, bodies, offices, ties and the consent texts. Safe to run again."""

from dataclasses import dataclass

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.directory import services as directory
from summitapp.directory.models import City, Organisation
from summitapp.operations.values.cities import CITIES
from summitapp.operations.values.organisations import ORGANISATIONS
from summitapp.operations.values.partnerships import TIES
from summitapp.partnerships import services as partnerships
from summitapp.partnerships.models import Partnership


@dataclass(frozen=True, slots=True)
class World:
    """The rows the demo refers to, by the keys of its values."""

    cities: dict[str, City]
    bodies: dict[str, Organisation]


def ensure_world() -> World:
    """Write down what is not there yet, and return all of it."""
    cities = _cities()
    bodies = _bodies(cities)
    _ties(cities)
    return World(cities, bodies)


def _cities() -> dict[str, City]:
    known = {city.code: city for city in db.session.scalars(sa.select(City))}
    for seed in CITIES.values():
        if seed.code not in known:
            known[seed.code] = directory.add_city(
                seed.code, seed.name, country=seed.country, state=seed.state, kind=seed.kind,
                latitude=seed.latitude, longitude=seed.longitude,
            )  # fmt: skip
    return known


def _bodies(cities: dict[str, City]) -> dict[str, Organisation]:
    known = {
        (body.name.en, body.city_id): body for body in db.session.scalars(sa.select(Organisation))
    }  # fmt: skip
    return {
        seed.key: known.get((seed.name.en, cities[seed.city].id))
        or directory.add_organisation(seed.name, seed.kind, cities[seed.city])
        for seed in ORGANISATIONS.values()
    }


def _ties(cities: dict[str, City]) -> None:
    known = set(db.session.scalars(sa.select(Partnership.key)))
    for seed in TIES:
        if seed.key not in known:
            partnerships.add_partnership(
                seed.key, cities[seed.german], cities[seed.izmir], kind=seed.kind, status=seed.status,
                topics=seed.topics, doubt=seed.doubt, predecessor=seed.predecessor,
                events=[(event.when, event.what, event.source) for event in seed.events],
            )  # fmt: skip
