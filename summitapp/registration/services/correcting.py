"""What an organiser puts right for somebody: details, address, what they come as and with whom."""

from dataclasses import dataclass

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.text import N_
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Position
from summitapp.registration import mails, queries, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.assigning import change_category, change_delegation
from summitapp.registration.services.details import change_details, index_again
from summitapp.registration.services.nominating import set_delegation_role
from summitapp.registration.services.reaching import leave_address
from summitapp.registration.values import (
    REASON_LENGTH,
    AlreadyRegistered,
    Answers,
    Applicant,
    DelegationRole,
    ReasonMissing,
)
from summitapp.summits.models import Category


@dataclass(frozen=True, slots=True)
class Belonging:
    """What somebody comes as, with whom, and in which office."""

    category: Category
    delegation: Delegation | None = None
    role: DelegationRole = DelegationRole.MEMBER
    position: Position | None = None
    acting: bool = False


def put_right(registration: Registration, applicant: Applicant, answers: Answers, belonging: Belonging, *,
              phone: str = "", reason: str = "") -> None:  # fmt: skip
    """Put right what is known of somebody; only what is different is changed, and each of it stands in the history.

    :raises ReasonMissing: if the address becomes another one and nobody says why.
    :raises Invalid: if details cannot be accepted, named field by field.
    :raises AlreadyRegistered: if somebody of the same name is registered with that address.
    :raises CategoryFull, DelegationFull: if they hold a place and there is none where they are to go.
    :raises TransitionRefused: if they no longer come.
    """
    reason = " ".join(reason.split())[:REASON_LENGTH]
    change_details(registration, applicant, answers, phone=phone, note=reason)
    if (applicant.email or "").lower() != (registration.person.email or ""):
        correct_address(registration, applicant.email, reason)
    change_category(registration, belonging.category)
    change_delegation(registration, belonging.delegation)
    if belonging.delegation is not None:
        set_delegation_role(registration, belonging.role)
    _set_office(registration, belonging)


def _set_office(registration: Registration, belonging: Belonging) -> None:
    position = belonging.position if belonging.delegation is not None else None
    acting = belonging.acting and position is not None
    if (registration.position, registration.acting) == (position, acting):
        return
    was = registration.position.public_id if registration.position else None, registration.acting
    registration.position, registration.acting = position, acting
    record("registration.office_set", registration, summit=registration.summit.public_id,
           position=(was[0], position.public_id if position else None), acting=(was[1], acting))  # fmt: skip


def correct_address(registration: Registration, email: str | None, reason: str) -> None:
    """Write down another address for somebody, or that they have none; the organiser vouches for it, with a reason.

    Whoever had the links of the old address can no longer use them; the person receives a new one, and the old
    address is told that it is not used any more.

    :raises ReasonMissing: without a reason. :raises Invalid: if the address cannot be one.
    :raises AlreadyRegistered: if somebody of the same name is registered with that address.
    """
    if not reason:
        raise ReasonMissing({"reason": N_("Please say why the address is another one.")})
    person, summit = registration.person, registration.summit
    places.be_alone(summit.id)
    old, person.email, person.proven_at = person.email, email.lower() if email else None, None
    for one in queries.of_person(person.id):
        one.sameness = rules.sameness_key(person.email, person.given_name, person.family_name)
        _refuse_double(one)
        index_again(one)
    leave_address(person, old)
    record("registration.address_corrected", registration, summit=summit.public_id, note=reason)
    record("person.address_changed", person)
    mails.tell_old_address(registration, old)
    mails.remind(registration)


def _refuse_double(registration: Registration) -> None:
    with db.session.no_autoflush:
        same, _in_use = queries.clash(registration.summit_id, registration.sameness, "")
    if same not in (None, registration.public_id):
        raise AlreadyRegistered(reference=same)
