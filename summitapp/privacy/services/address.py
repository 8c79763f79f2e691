"""A new address: asked for with a fresh code, valid once the link sent there was opened."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from summitapp.accounts import services as accounts
from summitapp.accounts.values import LinkInvalid, OpenedLink, Purpose
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.outbox.services import enqueue
from summitapp.privacy import queries
from summitapp.privacy.models import AddressChange
from summitapp.privacy.values import AddressInUse, SameAddress
from summitapp.registration import services as registration
from summitapp.registration.values import AlreadyRegistered

LINK_LASTS: Final = timedelta(hours=24)
KEPT: Final = timedelta(days=2)


def ask_new_address(person: Person, email: str) -> None:
    """Send a link to the address somebody wants to move to; until it is opened nothing changes.

    The answer is the same whether or not that address is known already.

    :raises SameAddress: if it is the present one.
    """
    email = email.lower()
    if email == person.email:
        raise SameAddress
    db.session.execute(sa.delete(AddressChange).where(AddressChange.person_id == person.id))
    change = AddressChange(person_id=person.id, email=email, asked_at=now())
    db.session.add(change)
    record("person.address_asked", person)
    db.session.flush()
    enqueue("privacy/address", to=email, language=person.language, person=person.public_id,
            references={"change": change.public_id})  # fmt: skip


def look_at_change(secret: str) -> AddressChange:
    """Return the change behind a link, without using it up.

    :raises LinkInvalid: if it is unknown, used or too old.
    """
    return _change(accounts.open_link(Purpose.ADDRESS, secret))


def take_new_address(secret: str) -> Person:
    """Move somebody to the address whose link they have opened; every link and session of before ends.

    The old address gets a last mail, so that nobody is moved in silence.

    :raises LinkInvalid: if the link is unknown, used or too old.
    :raises AddressInUse: if the same name is registered there already.
    """
    change = _change(accounts.open_link(Purpose.ADDRESS, secret, consume=True))
    person, old, email = change.person, change.person.email, change.email
    db.session.delete(change)
    try:
        with db.session.begin_nested():
            registration.change_address(person, email)
    except (AlreadyRegistered, IntegrityError) as error:
        raise AddressInUse from error
    if old:
        enqueue("privacy/moved", to=old, language=person.language, references={"at": now().isoformat()},
                person=person.public_id)  # fmt: skip
    return person


def forget_change(person_id: int) -> None:
    """Forget the address somebody wanted to move to: they asked from one that is theirs no more."""
    change = sa.delete(AddressChange).where(AddressChange.person_id == person_id)
    db.session.execute(change.execution_options(synchronize_session=False))


def forget_unproven() -> int:
    """Delete addresses whose link was not opened in time; returns how many."""
    old = queries.old_address_changes(now() - KEPT)
    for change in old:
        record("person.address_lapsed", change)
        db.session.delete(change)
    return len(old)


def _change(opened: OpenedLink) -> AddressChange:
    change = queries.address_change(opened.subject)
    if change is None:
        raise LinkInvalid
    return change
