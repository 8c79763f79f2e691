"""Who may organise a summit, and which programs may use it: what the command line makes."""

from datetime import timedelta

import sqlalchemy as sa

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import ApiToken, User
from summitapp.accounts.rules import SET_UP_LINK_LASTS
from summitapp.accounts.values import SUMMIT, Purpose, Role, TokenScope
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.operations.values.demo import NoSuchToken, SummitUnknown
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


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
