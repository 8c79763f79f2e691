"""What the people of the small demo are to each other: heads of delegations, a list that is being filed, and mail to come."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Final

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation
from summitapp.letters import services as letters
from summitapp.letters.values import LetterKind, Passport, Payer, Request
from summitapp.lists import services as lists
from summitapp.lists.values import Preset
from summitapp.mailings import services as mailings
from summitapp.mailings.values import Anchor, Audience
from summitapp.mailings.values.starters import STARTERS
from summitapp.operations.services.summit import Frame
from summitapp.operations.services.world import World
from summitapp.operations.values.people import PersonSeed, people
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, Applicant, DelegationRole, State
from summitapp.summits.models import Category

#: A delegation that is no city's: the one whose list is still open. Code, organisation, places.
FILING: Final = ("YOUTH_BRIDGE", "youth-bridge", 8)
FILED: Final = 5
COORDINATOR: Final = ("coordinator@demo.example.org", "Çiğdem Işık", "tr")
NOMINATE_BY: Final = datetime(2027, 9, 3, 15, 0, tzinfo=UTC)
CONFIRM_BY: Final = datetime(2027, 9, 17, 15, 0, tzinfo=UTC)
CHANGES_CLOSE: Final = datetime(2027, 10, 6, 15, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Role:
    category: str
    role: DelegationRole


_ROLES: Final = (_Role("head", DelegationRole.HEAD), _Role("delegate", DelegationRole.DEPUTY))


def complete_company(world: World, frame: Frame, seen: int) -> int:
    """Let the people of the demo be more than a list; returns how many were added.

    :param seen: how many invented people take part already; the next ones are nominated.
    """
    frame.summit.nominations_close_at, frame.summit.changes_close_at = NOMINATE_BY, CHANGES_CLOSE
    for delegation in frame.delegations.values():
        _give_roles(delegation)
    added = _file_a_list(world, frame, seen)
    _ask_for_a_letter(frame)
    lists.begin_with(frame.summit, Preset.TURKISH)  # the host's order; every class may be moved
    mailings.begin(frame.summit, STARTERS["practical"].wording, Audience(states=(State.CONFIRMED,)))
    mailings.add_reminder(frame.summit, STARTERS["bring"].wording, Audience(states=(State.CONFIRMED,)),
                          Anchor.SUMMIT_BEGINS, -5, time(9))  # fmt: skip
    return added


def _give_roles(delegation: Delegation) -> None:
    for wanted in _ROLES:
        fits = (
            (Registration.delegation_id == delegation.id) & (Registration.state == State.CONFIRMED)
            & (Registration.delegation_role == DelegationRole.MEMBER) & (Category.code == wanted.category)
        )  # fmt: skip
        found = sa.select(Registration).join(Registration.category).where(fits).order_by(Registration.id).limit(1)
        one = db.session.scalar(found)
        if one is None:
            return
        registration.set_delegation_role(one, wanted.role)


def _file_a_list(world: World, frame: Frame, seen: int) -> int:
    code, key, places = FILING
    body = world.bodies[key]
    delegation = delegations.add_delegation(
        frame.summit, body.name, code=code, quota=places, organisation=body, nominate_by=NOMINATE_BY, confirm_by=CONFIRM_BY
    )
    db.session.flush()
    delegations.set_category_quota(delegation, frame.categories["delegate"], places - 2)
    office = delegations.add_office(
        delegation, Translated("Geschäftsführung", "Genel Müdür", "Managing Director"), "de", leads=True
    )
    email, name, language = COORDINATOR
    delegations.invite(delegation, name, email, language)
    roles = [DelegationRole.HEAD, DelegationRole.DEPUTY, *[DelegationRole.MEMBER] * FILED]
    for place, person in enumerate(islice(people(seen + FILED), seen, None)):
        registration.nominate(
            frame.summit, _applicant(person), Answers(function=person.function.text[person.function.source]),
            category=frame.categories["delegate"], delegation=delegation, role=roles[place],
            position=office if roles[place] is DelegationRole.HEAD else None,
        )  # fmt: skip
    return FILED


def _applicant(person: PersonSeed) -> Applicant:
    return Applicant(person.name.given, person.name.family, person.email, person.language, single_name=not person.name.family)


def _ask_for_a_letter(frame: Frame) -> None:
    coming = (Registration.summit_id == frame.summit.id) & (Registration.state == State.CONFIRMED)
    german = sa.select(Registration).where(coming, Registration.language == "de").order_by(Registration.id).limit(1)
    one = db.session.scalar(german)
    if one is not None:
        letters.ask(one, Request(
            LetterKind.VISA, "de", consulate="Hannover", passport=Passport.ORDINARY, arrives_on=date(2027, 10, 12),
            leaves_on=date(2027, 10, 16), travel_paid_by=Payer.EMPLOYER, stay_paid_by=Payer.ORGANISER,
        ))  # fmt: skip
