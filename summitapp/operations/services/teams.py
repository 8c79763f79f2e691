"""Who may sign in: the first organiser of an installation, and the random log-ins of a demo."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import ApiToken, User
from summitapp.accounts.rules import SET_UP_LINK_LASTS
from summitapp.accounts.values import SUMMIT, Purpose, Role, TokenScope
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.core.security import new_secret
from summitapp.directory.models import Person
from summitapp.operations.values.demo import DemoNotHere, LogIn, NoSuchToken, SummitUnknown
from summitapp.operations.values.people import people
from summitapp.operations.values.programme import SLUG
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_TEAM: Final = (
    ("organiser@demo.example.org", "Deniz Aksu", Role.OWNER),
    ("desk@demo.example.org", "Toni Brandt", Role.DESK),
)
_LINK_LASTS: Final = timedelta(days=365)
_SHOWN_DELEGATE: Final = 10


def create_organiser(email: str, slug: str | None) -> tuple[User, str | None]:
    """Let somebody organise a summit, or without one the whole platform; the first of a summit owns it.

    Returns the user and the address of a one-time set-up link; ``None`` for who has a password already.

    :raises SummitUnknown: if there is no such summit.
    """
    user = accounts_queries.user_by_email(email) or accounts.create_user(email, email.split("@")[0])
    if slug is None:
        accounts.make_platform_owner(user)
    else:
        summit = _summit(slug)
        owned = accounts_queries.owners(SUMMIT, summit.public_id)
        accounts.give_role(user, Role.ORGANISER if owned and user.public_id not in owned else Role.OWNER,
                           summit.public_id)  # fmt: skip
    db.session.flush()
    if user.password_hash is not None:
        return user, None
    secret = accounts.mint_link(Purpose.SET_UP, user.public_id, SET_UP_LINK_LASTS, single_use=True)
    return user, f"{settings().base_url}/{user.language}/set-up/{secret}/"


def make_logins() -> list[LogIn]:
    """Make fresh random log-ins for the demo summit, ending the ones before.

    :raises DemoNotHere: in production, or before the demo summit was loaded.
    """
    summit = summits.by_slug(SLUG)
    if settings().environment == "production" or summit is None:
        raise DemoNotHere
    return [*(_member(summit, *one) for one in _TEAM), *_delegate(summit)]


def _member(summit: Summit, email: str, name: str, role: Role) -> LogIn:
    user = accounts_queries.user_by_email(email) or accounts.create_user(email, name, is_demo=True)
    password = new_secret(12)
    accounts.store_password(user, accounts.passwords().hash(password))
    accounts.give_role(user, role, summit.public_id)
    if role is Role.OWNER:
        accounts.make_platform_owner(user)
    return LogIn(role.value, f"{settings().base_url}/en/sign-in/", email, password)


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


def create_token(slug: str, scope: TokenScope, name: str, days: int) -> str:
    """Return a new API token for a summit; it is shown this once.

    :raises SummitUnknown: if there is no such summit.
    """
    _, secret = accounts.create_token(name, scope, _summit(slug).public_id, timedelta(days=days))
    return secret


def tokens(slug: str | None = None) -> list[tuple[ApiToken, str]]:
    """Return every token, or those of one summit, each with the summit's address.

    :raises SummitUnknown: if there is no such summit.
    """
    found = sa.select(ApiToken, Summit.slug).join(Summit, Summit.public_id == ApiToken.summit).order_by(ApiToken.id)
    if slug is not None:
        found = found.where(Summit.id == _summit(slug).id)
    return [(token, of) for token, of in db.session.execute(found)]


def revoke_token(reference: str) -> None:
    """End a token.

    :raises NoSuchToken: if there is none of that reference.
    """
    token = db.session.scalar(sa.select(ApiToken).where(ApiToken.public_id == reference))
    if token is None:
        raise NoSuchToken
    accounts.revoke_token(token)


def _summit(slug: str) -> Summit:
    summit = summits.by_slug(slug)
    if summit is None:
        raise SummitUnknown(slug=slug)
    return summit
