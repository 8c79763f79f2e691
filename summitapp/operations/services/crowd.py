"""The people of a demo summit: a confirmed crowd of any size, or a small one in mixed states."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import sqlalchemy as sa

from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.db import db
from summitapp.directory import services as directory
from summitapp.directory.values import OrganisationKind
from summitapp.operations.services.summit import YOUTH_PLACES, Frame
from summitapp.operations.services.world import World
from summitapp.operations.values.organisations import ORGANISATIONS
from summitapp.operations.values.people import PersonSeed, people
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.services import Newcomer, approve, bulk_register, register
from summitapp.registration.values import Answers, Applicant, Receipt, Source, State

CONFIRMED, SUBMITTED, WAITING = 96, 18, 6
PART: Final = 10_000
_BY_BODY: Final = {
    OrganisationKind.MEDIA: "press",
    OrganisationKind.COMPANY: "interpreter",
    OrganisationKind.UNIVERSITY: "speaker",
}
_GIVEN: Final = (
    (Purpose.PARTICIPANT_LIST, Purpose.PHOTO, Purpose.MATCHING),
    (Purpose.PARTICIPANT_LIST,),
    (Purpose.PARTICIPANT_LIST, Purpose.PUBLIC_LIST, Purpose.PHOTO),
    (),
    (Purpose.MATCHING, Purpose.NEXT_SUMMIT),
)


def admit_crowd(world: World, frame: Frame, number: int) -> int:
    """Let ``number`` delegates take part, all confirmed, each with a badge."""
    crowd = people(number)
    while part := list(islice(crowd, PART)):
        bulk_register(frame.summit, [_newcomer(world, frame, person, "delegate") for person in part])
    return number


def admit_company(world: World, frame: Frame) -> int:
    """Let the people of the small demo in: most confirmed, some waiting for a decision or for a place."""
    crowd = list(people(CONFIRMED + SUBMITTED + WAITING))
    confirmed, submitted, waiting = (
        crowd[:CONFIRMED], crowd[CONFIRMED:CONFIRMED + SUBMITTED], crowd[CONFIRMED + SUBMITTED:],
    )  # fmt: skip
    receipts = bulk_register(frame.summit, [
        _newcomer(world, frame, person, category)
        for person, category in zip(confirmed, _categories(confirmed), strict=True)
    ])  # fmt: skip
    for person in submitted:
        _ask(world, frame, person, "delegate")
    for person in waiting:
        approve(_ask(world, frame, person, "youth"))
    _complete(confirmed, receipts)
    return len(crowd)


def _categories(crowd: Sequence[PersonSeed]) -> Iterator[str]:
    young, heads = 0, set[str]()
    for person in crowd:
        special = _BY_BODY.get(ORGANISATIONS[person.organisation].kind)
        if special is not None:
            yield special
        elif person.number % 13 == 12 and young < YOUTH_PLACES:
            young += 1
            yield "youth"
        elif person.number >= 14 and person.city not in heads:
            heads.add(person.city)
            yield "head"
        elif person.number % 29 == 20:
            yield "accompanying"
        else:
            yield "delegate"


def _newcomer(world: World, frame: Frame, person: PersonSeed, category: str) -> Newcomer:
    return Newcomer(_applicant(person), frame.categories[category], _answers(world, person),
                    frame.delegations[person.city])  # fmt: skip


def _applicant(person: PersonSeed) -> Applicant:
    return Applicant(person.name.given, person.name.family, person.email, person.language,
                     single_name=not person.name.family)  # fmt: skip


def _answers(world: World, person: PersonSeed) -> Answers:
    native = person.function.source
    return Answers(
        function=person.function.text[native], city=world.cities[person.city].name[native],
        organisation=world.bodies[person.organisation].name[native], spoken_languages=person.speaks,
        interpretation="" if len(person.speaks) > 1 else person.speaks[0],
    )  # fmt: skip


def _ask(world: World, frame: Frame, person: PersonSeed, category: str) -> Registration:
    form = registrations.entry_form(frame.summit.id, category)
    assert form is not None, category
    receipt = register(form, _applicant(person), _answers(world, person),
                       delegation=frame.delegations[person.city], source=Source.LIST)  # fmt: skip
    registration = registrations.by_reference(receipt.public_id)
    assert registration is not None and registration.state is State.SUBMITTED, receipt
    return registration


def _complete(crowd: Sequence[PersonSeed], receipts: Iterable[Receipt]) -> None:
    """Add what a list does not carry: academic titles, and what people agreed to."""
    chosen = [receipt.registration_id for receipt in receipts]
    found = sa.select(Registration.person_id).where(Registration.id.in_(chosen)).order_by(Registration.id)
    rows = list(db.session.scalars(found))
    directory.give_academic_titles({
        row: person.name.academic_title for row, person in zip(rows, crowd, strict=True) if person.name.academic_title
    })  # fmt: skip
    for number, row in enumerate(rows):
        consents.give(row, _GIVEN[number % len(_GIVEN)], "registration")
