"""Opening the link of the first mail: the address is somebody's, and the registration theirs."""

from summitapp.accounts import services as accounts
from summitapp.audit.services import record
from summitapp.consents import services as consents
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.events import announce
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.outbox import services as outbox
from summitapp.registration import mails, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.moving import claim, move
from summitapp.registration.values import OfferLapsed, Reason, RegistrationLinked, State


def prove(registration: Registration) -> Registration:
    """Take note that the link was opened; links the person, and confirms a place that was held for it.

    Opening it again changes nothing.

    :raises OfferLapsed: if the day is over and the place was given back.
    """
    places.be_alone(registration.summit_id)
    registration = lock(Registration, registration.id)
    if registration.state is State.WITHDRAWN and registration.reason == Reason.UNPROVEN.value:
        raise OfferLapsed
    first = not registration.proven
    if registration.person.proven_at is None:
        _become(registration, directory.prove_address(registration.person))
    if not first:
        return registration
    registration.proven, registration.proof_due_at = True, None
    record("registration.proven", registration, summit=registration.summit.public_id)
    if registration.state is State.APPROVED:
        move(registration, State.CONFIRMED, "confirmed")
    if registration.state in (State.CONFIRMED, State.WAITING):
        mails.tell(registration, registration.state.value)
    return registration


def _become(registration: Registration, person: Person) -> None:
    """Let a registration belong to the person who proved this address and name before."""
    orphan = registration.person
    if person is orphan:
        return
    registration.person = person
    db.session.flush()
    consents.hand_over(orphan, person)
    directory.lead_on(orphan, person)
    accounts.hand_over_links(orphan.public_id, person.public_id)
    outbox.hand_over(orphan.public_id, person.public_id)
    if orphan.hidden_at is not None:
        directory.hide_person(person, "", registration.summit.public_id)
    db.session.delete(orphan)
    record("registration.linked", registration, summit=registration.summit.public_id,
           person=(orphan.public_id, person.public_id))  # fmt: skip
    announce(RegistrationLinked(registration.public_id, person.public_id))


def accept_offer(registration: Registration) -> Registration:
    """Take the place that was offered from the waiting list. Taking it twice changes nothing.

    :raises OfferLapsed: if the time to answer is over. :raises TransitionRefused: if nothing is offered.
    """
    places.be_alone(registration.summit_id)
    registration = lock(Registration, registration.id)
    if registration.state is State.CONFIRMED:
        return registration
    registration = claim(registration, State.CONFIRMED)
    if rules.offer_has_lapsed(registration.state, registration.offered_until, now()):
        raise OfferLapsed
    registration.proven, registration.proof_due_at = True, None
    move(registration, State.CONFIRMED, "confirmed")
    mails.tell(registration, "confirmed")
    return registration
