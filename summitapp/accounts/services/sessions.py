"""Who a session belongs to."""

from summitapp.accounts import queries
from summitapp.accounts.models import User
from summitapp.core.clock import now
from summitapp.core.security import Actor, GrantRef
from summitapp.core.text import as_language


def identifier(user: User) -> str:
    """Return what a session remembers of a user; a raised epoch ends it."""
    return f"user:{user.public_id}:{user.epoch}"


def actor_of(user: User) -> Actor:
    """Return the actor a user is."""
    grants = frozenset(GrantRef(grant.role.value, grant.scope_kind, grant.scope) for grant in user.grants)
    return Actor("user", user.public_id, user.name, language=as_language(user.language), grants=grants)


def actor_of_identifier(text: str) -> Actor | None:
    """Return the actor of a session: a user, or a person who came by a manage link or a passkey that still holds."""
    kind, _, rest = text.partition(":")
    if kind == "user":
        reference, _, epoch = rest.partition(":")
        user = queries.user_by_reference(reference)
        good = user is not None and user.active and str(user.epoch) == epoch
        return actor_of(user) if user is not None and good else None
    if kind == "link":
        link = queries.link_by_reference(rest)
        if link is None or link.revoked_at is not None or link.expires_at <= now():
            return None
        return Actor("person", link.subject, person=link.subject)
    if kind == "passkey":
        passkey = queries.passkey_by_reference(rest)
        return Actor("person", passkey.subject, person=passkey.subject) if passkey is not None else None
    return None
