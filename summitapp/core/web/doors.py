"""What a route declares: who may use it, how often, and whether a fresh proof is needed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Blueprint, current_app, request, session
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from config import Config
from summitapp.core.clock import now
from summitapp.core.errors import DomainError, Forbidden, NotFound
from summitapp.core.security import Actor
from summitapp.core.text import LANGUAGES, N_
from summitapp.core.web.actors import current_actor
from summitapp.core.web.pages import redirect_to

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Predicate = Callable[[Actor, Any], bool]
View = Callable[..., Any]

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
FRESH_FOR: Final = timedelta(minutes=15)
_predicates: dict[str, Predicate] = {}
_limiter = FixedWindowRateLimiter(MemoryStorage())


class TooMany(DomainError):
    """The same caller asked too often."""

    code = "too_many_requests"
    status = 429
    message = N_("That was a little fast. Please wait a minute and try again.")


class SignInNeeded(DomainError):
    """Nobody is signed in, and this page needs somebody."""

    code = "sign_in_needed"
    status = 401
    message = N_("Please sign in first.")


def register_permissions(permissions: Mapping[str, Predicate]) -> None:
    """Make the predicates of a feature known; names are unique over all features."""
    _predicates.update(permissions)


def known_permissions() -> frozenset[str]:
    """Return every registered permission name."""
    return frozenset(_predicates)


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that anyone may use this route."""
    view.__door__ = "public"  # type: ignore[attr-defined]
    return view


def requires(permission: str, on: Callable[..., T | None] | None = None) -> Callable[[View], View]:
    """Declare the right a route needs: load the object (404), ask the predicate (403), hand it over.

    :param on: called with the route's values, language aside; its answer is the view's only argument.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            actor = current_actor()
            if on is None:
                check(permission, actor, None)
                return view(**values)
            thing = on(**values)
            if thing is None and actor.signed_in:
                raise NotFound
            check(permission, actor, thing)
            return view(thing)

        guarded.__door__ = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def fresh(view: View) -> View:
    """Let in only whoever has typed a one-time code within the last fifteen minutes; stands below ``@requires``.

    Everybody else is sent to the page of the code and from there back to where they were. What they were about to
    send is not sent again: they press the button once more.
    """

    @wraps(view)
    def proven(*args: Any, **values: Any) -> Any:
        if not is_fresh():
            return redirect_to("code.show", next=_where_from())
        return view(*args, **values)

    proven.__fresh__ = True  # type: ignore[attr-defined]
    return proven


def is_fresh() -> bool:
    """Whether the present actor has shown by a one-time code, not long ago, that it is them."""
    proof = session.get("fresh") or {}
    own = bool(proof) and proof.get("of") == current_actor().reference
    return own and proof.get("until", 0) > now().timestamp()


def make_fresh() -> None:
    """Take note that the present actor has typed the right code."""
    session["fresh"] = {"of": current_actor().reference, "until": int((now() + FRESH_FOR).timestamp())}


def _where_from() -> str:
    """Return where to go on after the code: the page itself, or the one whose form was sent."""
    if request.method in SAFE_METHODS:
        return request.full_path.rstrip("?")
    came = urlsplit(request.referrer or "")
    return came._replace(scheme="", netloc="", fragment="").geturl() if came.netloc == request.host else ""


def check(permission: str, actor: Actor, thing: Any) -> None:
    """Ask a predicate.

    :raises SignInNeeded: if nobody is signed in. :raises Forbidden: if the answer is no.
    """
    if not actor.signed_in:
        raise SignInNeeded
    if not _predicates[permission](actor, thing):
        raise Forbidden


def may(permission: str, thing: Any = None) -> bool:
    """Whether the present actor may do this; for showing or hiding a control."""
    actor = current_actor()
    return actor.signed_in and _predicates[permission](actor, thing)


def may_open(endpoint: str, thing: Any = None) -> bool:
    """Whether there is such a page and the present actor may open it for ``thing``; for navigations."""
    door = getattr(current_app.view_functions.get(endpoint), "__door__", None)
    return door == "public" or (door in _predicates and may(door, thing))


def limited(rule: str, methods: Iterable[str] | None = None) -> Callable[[View], View]:
    """Refuse a caller's address that asks more often than ``rule`` says, such as ``20 per minute``."""
    item, only = parse(rule), frozenset(methods or ())

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(*args: Any, **values: Any) -> Any:
            config: Config = current_app.extensions["config"]
            counts = config.rate_limits and (not only or request.method in only)
            if counts and not _limiter.hit(item, request.endpoint or "", request.remote_addr or ""):
                raise TooMany
            return view(*args, **values)

        counted.__limit__ = rule  # type: ignore[attr-defined]
        return counted

    return decorate


def takes_files(most: int, in_a_field: int | None = None) -> Callable[[View], View]:
    """Let a route take a body of so many bytes, where the usual limit is too small for a file.

    :param in_a_field: bytes that one field of text may have, for a page that carries a file along in its form.
    """

    def decorate(view: View) -> View:
        view.__most_bytes__ = most  # type: ignore[attr-defined]
        view.__most_in_a_field__ = in_a_field  # type: ignore[attr-defined]
        return view

    return decorate


def lang_blueprint(name: str, import_name: str) -> Blueprint:
    """Return a blueprint whose addresses begin with the language."""
    return Blueprint(name, import_name, url_prefix=f"/<any({','.join(LANGUAGES)}):lang>")
