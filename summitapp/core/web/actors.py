"""Who asks: the session of a browser, and how it begins and ends."""

from flask import g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from summitapp.core.security import ANONYMOUS, Actor, acting, become

login_manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login carries: an actor, and the name under which the session remembers it."""

    def __init__(self, identifier: str, actor: Actor) -> None:
        self.id = identifier
        self.actor = actor


def current_actor() -> Actor:
    """Return who asks; reads the session, so never call it from a page that is kept."""
    actor = acting()
    if actor.kind == "anonymous" and not g.get("actor_known"):
        g.actor_known = True
        user = current_user._get_current_object()
        if isinstance(user, SignedIn):
            actor = user.actor
            become(actor)
    return actor


def session_identifier() -> str:
    """Return the name under which the session remembers who asks; empty for a stranger."""
    user = current_user._get_current_object()
    return user.id if isinstance(user, SignedIn) else ""


def sign_in(identifier: str, actor: Actor) -> None:
    """Remember ``identifier`` in a fresh session and act as ``actor`` from here on."""
    kept = {name: session[name] for name in ("language",) if name in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    login_user(SignedIn(identifier, actor))
    become(actor)
    g.actor_known = True


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()
    become(ANONYMOUS)
