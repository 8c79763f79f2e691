"""Coming in by the link of a mail, and asking for that link again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.rules import LOG_IN_LINK_LASTS, MOST_LINKS
from summitapp.accounts.values import LinkInvalid, Purpose
from summitapp.agenda import queries as agenda
from summitapp.consents import queries as consents_queries
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose as ConsentPurpose
from summitapp.core.clock import now
from summitapp.core.security import Actor, acting_as
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.portal.services.feeds import start_calendar
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE, State

NEW_LINK_LASTS: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one registration of a person stands."""

    registration: Registration
    position: int | None
    active: bool
    changeable: bool
    badge: bool
    speaks: bool = False


def enter(secret: str) -> tuple[str, Actor]:
    """Open My summit by the link of a mail; returns what the session remembers, and who acts from now on.

    Opening it proves the address: whoever holds the link has received the mail.

    :raises LinkInvalid: if the link is unknown, ended or too old.
    """
    opened = accounts.open_link(Purpose.MANAGE, secret, consume=True)
    person = directory.person_by_reference(opened.subject)
    if person is None:
        raise LinkInvalid
    with acting_as(Actor("person", person.public_id, person=person.public_id)):
        for one in registrations.of_person(person.id):
            if one.state in ACTIVE and (not one.proven or one.person.proven_at is None):
                registration.prove(one)
        link = accounts_queries.link_by_reference(opened.reference)
        owner = directory.person_by_reference(link.subject) if link else None
        if owner is None:
            raise LinkInvalid
        if owner.merged_into_id is None:
            start_calendar(owner)
    identifier = f"link:{opened.reference}"
    return identifier, Actor("person", owner.public_id, owner.name.full, owner.public_id)


def go_on(reference: str, before: str) -> tuple[str, Actor]:
    """Open My summit as the person somebody goes on as, once they have shown by a code that it is them.

    From now on the passkeys of the other entry open this one, too: whoever added them has just shown it.

    :param reference: public id of the person who was kept when two entries were merged.
    :param before: public id of the person they were before.
    :raises LinkInvalid: if there is no such person any more.
    """
    person = directory.person_by_reference(reference)
    if person is None:
        raise LinkInvalid
    accounts.hand_over_passkeys(before, person.public_id)
    return enter(new_link(person))


def new_link(person: Person) -> str:
    """Return the secret of a new link to My summit, for somebody who has just shown that it is them."""
    return accounts.mint_link(Purpose.MANAGE, person.public_id, NEW_LINK_LASTS, single_use=False)


def ask_again(email: str) -> None:
    """Mail the link to My summit to everybody who registered with this address; nobody else learns of it."""
    since = now() - LOG_IN_LINK_LASTS
    for person in registrations.people_with(email):
        found = [one for one in registrations.of_person(person.id) if one.state is not State.DRAFT]
        if found and accounts_queries.links_since(Purpose.MANAGE, person.public_id, since) < MOST_LINKS:
            registration.register_again(found[0].public_id)


def standing_of(person: Person) -> list[Standing]:
    """Return where each registration of a person stands, the newest first."""
    return [
        Standing(one, registrations.position(one), one.state in ACTIVE, registration.changes_open(one),
                 one.state is State.CONFIRMED, agenda.appears_at(one.summit_id, person.id))
        for one in registrations.of_person(person.id)
    ]  # fmt: skip


def change_consents(person: Person, given: set[ConsentPurpose]) -> int:
    """Say yes to these purposes and no to every other one; returns how many answers changed."""
    changed = 0
    for decision in consents_queries.decisions(person.id):
        wanted = decision.purpose in given
        if bool(decision.given) is not wanted:
            changed += consents.decide(person, decision.purpose, wanted, "my")
    return changed
