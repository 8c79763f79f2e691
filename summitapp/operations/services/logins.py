"""The random log-ins of a demo, made anew whenever somebody asks."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose, Role
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.core.security import new_secret
from summitapp.delegations import queries as delegations_queries
from summitapp.delegations import services as delegations
from summitapp.directory.models import Person
from summitapp.operations.services.company import COORDINATOR, FILING
from summitapp.operations.values.demo import DemoNotHere, LogIn
from summitapp.operations.values.people import people
from summitapp.operations.values.programme import SLUG
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_TEAM: Final = (
    ("organiser", "Deniz Aksu", Role.OWNER),
    ("desk", "Toni Brandt", Role.DESK),
)
_LINK_LASTS: Final = timedelta(days=365)
_SHOWN_DELEGATE: Final = 10


def make_logins() -> list[LogIn]:
    """Make fresh random log-ins for the demo summit, ending the ones before.

    :raises DemoNotHere: in production, or before the demo summit was loaded.
    """
    summit = summits.by_slug(SLUG)
    if settings().environment == "production" or summit is None:
        raise DemoNotHere
    return [*(_member(summit, *one) for one in _TEAM), *_coordinator(summit), *_delegate(summit)]


def _member(summit: Summit, label: str, name: str, role: Role) -> LogIn:
    email = f"{label}@demo.example.org"
    user = accounts_queries.user_by_email(email) or accounts.create_user(email, name, is_demo=True)
    password = new_secret(12)
    accounts.store_password(user, accounts.passwords().hash(password))
    accounts.give_role(user, role, summit.public_id)
    if role is Role.OWNER:
        accounts.make_platform_owner(user)
    return LogIn(label, f"{settings().base_url}/en/sign-in/", email, password)


def _coordinator(summit: Summit) -> list[LogIn]:
    """Whoever files the list that is still open; at the first time they accept their invitation."""
    delegation = delegations_queries.by_code(summit.id, FILING[0])
    if delegation is None:
        return []
    email, name, language = COORDINATOR
    user = accounts_queries.user_by_email(email) or accounts.create_user(email, name, language=language, is_demo=True)
    password = new_secret(12)
    accounts.store_password(user, accounts.passwords().hash(password))
    db.session.flush()
    for invitation in delegation.invitations:
        if invitation.email == email and invitation.accepted_at is None:
            delegations.accept(accounts.mint_link(Purpose.INVITE, invitation.public_id, _LINK_LASTS, single_use=True))
    return [LogIn("coordinator", f"{settings().base_url}/{language}/sign-in/", email, password)]


def _delegate(summit: Summit) -> list[LogIn]:
    """The page of one delegate is reached by a link, as every delegate's is: they have no password."""
    email = list(people(_SHOWN_DELEGATE + 1))[_SHOWN_DELEGATE].email
    found = (
        sa.select(Person).join(Registration, Registration.person_id == Person.id)
        .where(Registration.summit_id == summit.id, Registration.state == State.CONFIRMED)
        .order_by(sa.case((Person.email == email, 0), else_=1), Registration.id).limit(1)
    )  # fmt: skip
    person = db.session.scalar(found)
    if person is None:
        return []
    accounts.end_links(person.public_id, Purpose.MANAGE)
    secret = accounts.mint_link(Purpose.MANAGE, person.public_id, _LINK_LASTS, single_use=False)
    link = f"{settings().base_url}/{person.language}/my/link/{secret}"
    return [LogIn("delegate", link, person.email or "", "")]
