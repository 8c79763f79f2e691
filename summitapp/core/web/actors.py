"""Who asks: the session of a browser, and how it begins and ends."""

from datetime import timedelta
from typing import Final

from flask import g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from summitapp.core.clock import now
from summitapp.core.security import ANONYMOUS, Actor, acting, become

login_manager = LoginManager()
#: Long enough for a mail to arrive and to be opened.
_REMEMBERED: Final = timedelta(hours=1)


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
    kept = {name: session[name] for name in ("language", "then") if name in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    login_user(SignedIn(identifier, actor))
    become(actor)
    g.actor_known = True


def go_on_later(target: str) -> None:
    """Remember where a stranger wanted to go, an address of this site, until they have come in."""
    session["then"] = {"to": target, "until": int((now() + _REMEMBERED).timestamp())}


def comes_back() -> bool:
    """Whether a stranger wanted to go somewhere and is led there once they have come in."""
    return bool(session.get("then", {}).get("until", 0) > now().timestamp())


def where_to_go() -> str:
    """Return where somebody who has come in now wanted to go, once; empty when nowhere, or too long ago."""
    going = comes_back()
    kept = session.pop("then", {})
    return str(kept.get("to", "")) if going else ""


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()
    become(ANONYMOUS)
