"""What counts of everybody for suggestions, as cards of codes; read as plain rows, since there may be thousands."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from summitapp.core.db import db
from summitapp.core.text import fold
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.partnerships.models import Partnership
from summitapp.partnerships.values import PartnershipKind, PartnershipStatus
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.queries.profiles import IS_FOUND
from summitapp.profiles.rules.saying import house_key
from summitapp.profiles.values import Card, Part, ProfileState, function_of
from summitapp.registration.models import Registration
from summitapp.summits.models import Category

#: A declaration or a contact is not yet a tie one would say "your cities are partners" of.
_TIES: Final = (PartnershipKind.PARTNERSHIP, PartnershipKind.FRIENDSHIP, PartnershipKind.DISTRICT_PARTNERSHIP)
_SAID: Final = (
    MatchProfile.public_id, MatchProfile.offers, MatchProfile.seeks, MatchProfile.topics, MatchProfile.sdgs,
    MatchProfile.languages, MatchProfile.kind, MatchProfile.level,
)  # fmt: skip
_OF_PEOPLE: Final = (
    sa.select(*_SAID, Registration.spoken_languages, Registration.city_text, Registration.organisation_text,
              Category.code.label("category"), Delegation.public_id.label("delegation"), City.code.label("city"),
              City.name.label("city_name"))
    .join(Registration, Registration.id == MatchProfile.registration_id)
    .join(Person, Person.id == Registration.person_id).join(Category, Category.id == Registration.category_id)
    .outerjoin(Delegation, Delegation.id == Registration.delegation_id).outerjoin(City, City.id == Delegation.city_id)
    .where(*IS_FOUND).order_by(MatchProfile.id)
)  # fmt: skip


def cards_of(summit_id: int) -> list[Card]:
    """Return the card of everybody who wants meetings, in the order of their profiles; its id is that of the profile."""
    return _cards(MatchProfile.summit_id == summit_id)


def cards_by_reference(references: Collection[str]) -> dict[str, Card]:
    """Return the cards of these profiles by public id, of those that are open."""
    return {card.id: card for card in _cards(MatchProfile.public_id.in_(list(references)))} if references else {}


def _cards(where: sa.ColumnElement[bool]) -> list[Card]:
    rows = db.session.execute(_OF_PEOPLE.where(where)).all()
    cities = city_codes() if any(row.city is None and row.city_text for row in rows) else {}
    return [_card(row, cities) for row in rows]


def card_of(profile: MatchProfile) -> Card | None:
    """Return the card of one person's profile, whether or not it is open to others yet."""
    owner = profile.registration
    if owner is None:
        return None
    group = owner.delegation
    city = group.city if group is not None else None
    cities = city_codes() if city is None and owner.city_text else {}
    row = _Row(profile, spoken_languages=owner.spoken_languages, city_text=owner.city_text,
               city=city.code if city else None, city_name=city.name if city else None,
               organisation_text=owner.organisation_text, category=owner.category.code,
               delegation=group.public_id if group else None)  # fmt: skip
    return _card(row, cities)


class _Row:
    """A loaded profile with what the statement of many would have brought along."""

    def __init__(self, profile: MatchProfile, **more: Any) -> None:
        self._profile = profile
        self.__dict__.update(more)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._profile, name)


def _card(row: Any, cities: Mapping[str, str]) -> Card:
    function = function_of(row.level, row.kind)
    return Card(
        row.public_id, city=row.city or cities.get(fold(row.city_text), ""), organisation=house_of(row),
        delegation=row.delegation or "", category=row.category, kind=row.kind.value if row.kind else "",
        offers=frozenset(row.offers), seeks=frozenset(row.seeks), topics=frozenset(row.topics), sdgs=frozenset(row.sdgs),
        languages=frozenset(row.languages or row.spoken_languages), level=function.value if function else "",
        # What was said at the registration only counts, since nobody wants an interpreter too many; it is not told.
        hidden=frozenset() if row.languages else frozenset({Part.LANGUAGES}),
    )  # fmt: skip


def house_of(row: Any) -> str:
    """Return by what those of one house are known, from what stands in the registration now."""
    return house_key(row.organisation_text, row.city_name.best("de") if row.city_name else row.city_text)


def stale_houses(summit_id: int) -> dict[int, str]:
    """Return the profiles, by row id, of people whose house is another by now, with by what it is known."""
    rows = db.session.execute(
        sa.select(MatchProfile.id, MatchProfile.organisation_key, Registration.organisation_text, Registration.city_text,
                  City.name.label("city_name"))
        .join(Registration, Registration.id == MatchProfile.registration_id)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id).outerjoin(City, City.id == Delegation.city_id)
        .where(MatchProfile.summit_id == summit_id)
    )  # fmt: skip
    return {row.id: house for row in rows if (house := house_of(row)) != row.organisation_key}


def city_codes() -> dict[str, str]:
    """Return the code of each city by its folded name in each language, for what people wrote themselves."""
    found: dict[str, str] = {}
    for row in db.session.execute(sa.select(City.code, City.name).order_by(City.id)):
        for _, name in row.name:
            found.setdefault(fold(name), row.code)
    return found


def delegation_cards_of(summit_id: int) -> list[Card]:
    """Return a card for each delegation of a city, with what its own profile says if it has an open one.

    The id is that of the delegation, which the cards of its people name as theirs.
    """
    rows = db.session.execute(
        sa.select(Delegation.public_id.label("group"), City.code.label("city"), MatchProfile.state, *_SAID)
        .join(City, City.id == Delegation.city_id)
        .outerjoin(MatchProfile, MatchProfile.delegation_id == Delegation.id)
        .where(Delegation.summit_id == summit_id).order_by(Delegation.id)
    )  # fmt: skip
    return [
        Card(row.group, city=row.city, kind=row.kind.value if row.kind else "", offers=frozenset(row.offers),
             seeks=frozenset(row.seeks), topics=frozenset(row.topics), sdgs=frozenset(row.sdgs),
             languages=frozenset(row.languages))
        if row.state is ProfileState.OPEN else Card(row.group, city=row.city)
        for row in rows
    ]  # fmt: skip


def links_of(cards: Iterable[Card]) -> set[tuple[str, str]]:
    """Return which of the cards' cities are partners of each other, as pairs of their codes in the order of the alphabet."""
    here = {card.city for card in cards if card.city}
    if not here:
        return set()
    german, izmir = aliased(City), aliased(City)
    rows = (
        sa.select(german.code, izmir.code).select_from(Partnership)
        .join(german, german.id == Partnership.german_city_id).join(izmir, izmir.id == Partnership.izmir_city_id)
        .where(Partnership.kind.in_(_TIES), Partnership.status == PartnershipStatus.ACTIVE)
    )  # fmt: skip
    pairs = {(min(row[0], row[1]), max(row[0], row[1])) for row in db.session.execute(rows)}
    return {pair for pair in pairs if pair[0] in here and pair[1] in here}


