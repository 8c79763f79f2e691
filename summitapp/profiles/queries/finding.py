"""Finding people among those who want meetings: read as plain rows, of which only one page is loaded whole."""

from dataclasses import dataclass

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.queries.cards import cards_of
from summitapp.profiles.queries.profiles import IS_FOUND, of_references
from summitapp.profiles.queries.sight import sight_of
from summitapp.profiles.rules import finding as rules
from summitapp.profiles.values.finding import PAGE, Choice, Wanted
from summitapp.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Found:
    """One page of people. :param number: on all pages. :param page: from 1."""

    profiles: list[MatchProfile]
    number: int
    page: int
    pages: int
    choice: Choice


def find_people(registration: Registration, wanted: Wanted, page: int = 1) -> Found:
    """Return those who fit and whom a participant may see, by name; never themselves. Six statements."""
    cards = {card.id: card for card in cards_of(registration.summit_id)}
    sight, turkish = sight_of(registration), registration.language == "tr"
    order = Registration.sort_turkish if turkish else Registration.sort_plain
    rows = db.session.execute(
        sa.select(
            MatchProfile.public_id, MatchProfile.headline, MatchProfile.text, Registration.id, Registration.person_id,
            Registration.category_id, Registration.delegation_id, Registration.function, Registration.organisation_text,
            Registration.city_text, Person.given_name, Person.family_name, City.name.label("city"),
        )
        .join(Registration, Registration.id == MatchProfile.registration_id)
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id).outerjoin(City, City.id == Delegation.city_id)
        .where(MatchProfile.summit_id == registration.summit_id, *IS_FOUND)
        .order_by(order, Registration.id)
    ).all()  # fmt: skip
    seen = [row for row in rows if row.id != registration.id and row.public_id in cards and sight.sees(row)]
    choice = rules.choice_of(cards[row.public_id] for row in seen)
    hits = [row.public_id for row in seen if rules.fits(cards[row.public_id], wanted) and _reads(row, wanted)]
    pages = max(-(-len(hits) // PAGE), 1)
    page = min(max(page, 1), pages)
    shown = hits[(page - 1) * PAGE:page * PAGE]
    profiles = of_references(shown)
    return Found([profiles[one] for one in shown if one in profiles], len(hits), page, pages, choice)


def _reads(row: sa.Row, wanted: Wanted) -> bool:  # type: ignore[type-arg]
    if not wanted.words:
        return True
    city = [text for _, text in row.city] if row.city else []
    texts = (row.given_name, row.family_name, row.function, row.organisation_text, row.city_text, row.headline, row.text, *city)
    return rules.reads(texts, wanted)
