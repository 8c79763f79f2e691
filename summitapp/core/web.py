"""The door for people: language, rights, the unit of work around each request, pages and errors.

Order on a route: ``@bp.get`` → ``@limited`` → ``@requires`` or ``@public`` → view. A route without
one of the last two fails the architecture tests and, at run time, answers 403.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from babel.core import negotiate_locale
from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from config import ROOT, Config
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.db import refusal_of, unit_of_work
from summitapp.core.errors import DomainError, Forbidden, NotFound
from summitapp.core.security import ANONYMOUS, Actor, acting, acting_as, become
from summitapp.core.text import LANGUAGES, N_, Language, as_language
from summitapp.core.tz import to_local

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Predicate = Callable[[Actor, Any], bool]
View = Callable[..., Any]

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
API_PREFIX: Final = "/api/"
FRESH_FOR: Final = timedelta(minutes=15)
_POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS: Final = [
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
]
WASM_POLICY: Final = _POLICY + "; script-src 'self' 'wasm-unsafe-eval'"

csrf = CSRFProtect()
login_manager = LoginManager()
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


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login carries: an actor, and the name under which the session remembers it."""

    def __init__(self, identifier: str, actor: Actor) -> None:
        self.id = identifier
        self.actor = actor


# --- who asks -----------------------------------------------------------------------------------


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


# --- what a route declares ----------------------------------------------------------------------


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


def lang_blueprint(name: str, import_name: str) -> Blueprint:
    """Return a blueprint whose addresses begin with the language."""
    return Blueprint(name, import_name, url_prefix=f"/<any({','.join(LANGUAGES)}):lang>")


# --- pages --------------------------------------------------------------------------------------


def render(template: str, /, **context: Any) -> str:
    """Render a page for the person at hand."""
    current_actor()
    return render_template(template, **context)


def render_public(template: str, /, **context: Any) -> Response:
    """Render a page that holds nothing of its reader, so that it may be kept and shared."""
    g.kept_page = True
    text = current_app.jinja_env.get_template(template).render(**context)
    return Response(text, content_type="text/html; charset=utf-8")


def redirect_to(endpoint: str, **values: Any) -> AnyResponse:
    """Answer 303 See Other, so that a reload does not send the form again."""
    return redirect(url_for(endpoint, **values), code=303)


def safe_target(target: str) -> str:
    """Return an address of this site as it is, and an empty text for any other."""
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if own else ""


def flash_done(message: str) -> None:
    """Say on the next page what was done and whom it told."""
    flash(message, "done")


def flash_warning(message: str) -> None:
    """Say on the next page what needs attention."""
    flash(message, "warning")


def explain(error: DomainError) -> str:
    """Return the words of a refusal in the reader's language."""
    return i18n.gettext(error.message, **error.facts)


@cache
def _manifest(path: Path, _stamp: float) -> dict[str, str]:
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))


def asset(name: str) -> str:
    """Return the address of a built file such as ``theme.css``."""
    path = ROOT / "static" / "dist" / "manifest.json"
    built = _manifest(path, path.stat().st_mtime) if path.is_file() else {}
    return f"/static/dist/{built.get(name, name)}"


def switch_language(language: str) -> str:
    """Return the address of this page in another language."""
    if request.view_args is None or request.endpoint is None or "lang" not in g:
        return f"/{language}/"
    query = request.args.to_dict(flat=False)
    return url_for(request.endpoint, **{**request.view_args, **query, "lang": language})


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


# --- the application ----------------------------------------------------------------------------


def init_app(app: Flask, config: Config) -> None:
    """Hang the door into ``app``."""
    app.extensions["config"] = config
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-summit" if config.secure else "summit",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=8 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=config.secure,
        TESTING=config.testing,
    )
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    csrf.init_app(app)
    login_manager.init_app(app)
    login_manager.session_protection = None  # a phone changes its network address all day
    # It reads the session on every answer and so would mark every page as personal.
    app.after_request_funcs[None] = [
        hook for hook in app.after_request_funcs.get(None, []) if "remember" not in getattr(hook, "__name__", "")
    ]
    app.after_request(_add_headers)
    app.url_value_preprocessor(_take_language)
    app.before_request(_refuse_undeclared)
    app.url_defaults(_give_language)
    _install_templates(app)
    _install_errors(app)
    _install_door(app)


def _install_door(app: Flask) -> None:
    inner = app.full_dispatch_request

    def full_dispatch_request(*args: Any) -> Response:
        with acting_as(ANONYMOUS), i18n.speaking(_preferred_language()):
            if request.method in SAFE_METHODS:
                return inner(*args)
            try:
                with unit_of_work() as unit:
                    response = inner(*args)
                    if response.status_code >= 400:
                        unit.refuse()
                    return response
            except IntegrityError as error:  # found by the last flush, after the view had answered
                if (refusal := refusal_of(error)) is None:
                    raise
                return app.make_response(app.handle_user_exception(refusal))

    app.full_dispatch_request = full_dispatch_request  # type: ignore[method-assign]


UNDECLARED: Final = frozenset({"static"})  # built files


def _refuse_undeclared() -> None:
    """Refuse a route that declares neither a right nor that it is public: what nobody thought of is closed."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and request.endpoint not in UNDECLARED and not hasattr(view, "__door__"):
        raise Forbidden


def _preferred_language() -> Language:
    chosen = negotiate_locale([code[:2] for code in request.accept_languages.values()], LANGUAGES)
    return as_language(chosen)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and any("\0" in value for value in values.values() if isinstance(value, str)):
        raise NotFound  # nothing is called so, and PostgreSQL cannot even look for it
    if values and "lang" in values:
        g.lang = as_language(values.pop("lang"))
        i18n.use(g.lang)


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    known = endpoint in current_app.view_functions
    if known and "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = i18n.current_language()


def _add_headers(response: Response) -> Response:
    policy = response.headers.get("Content-Security-Policy")
    response.headers.extend([(name, value) for name, value in SECURITY_HEADERS if name not in response.headers])
    if policy:
        response.headers["Content-Security-Policy"] = policy
    config: Config = current_app.extensions["config"]
    if config.secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if not response.cache_control and not g.get("kept_page") and not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def allow_wasm(response: Response) -> Response:
    """Let the scanner page run its decoder."""
    response.headers["Content-Security-Policy"] = WASM_POLICY
    return response


def _install_templates(app: Flask) -> None:
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, i18n.unfilled_ngettext, newstyle=True, pgettext=i18n.pgettext
    )
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(
        asset=asset, csrf_field=_csrf_field, current_language=i18n.current_language, languages=LANGUAGES,
        switch_language=switch_language, may=may, actor=current_actor, show_dates=i18n.show_dates,
        country_names=i18n.country_names, language_name=i18n.language_name, config_of=lambda: app.extensions["config"],
    )  # fmt: skip
    env.globals["has_page"] = app.view_functions.__contains__
    env.globals["may_open"] = may_open
    env.globals.update(summit=None, demo=False, here="")  # what a page may leave unsaid
    env.filters.update(
        said=i18n.said, local=to_local, show_date=i18n.show_date, show_time=i18n.show_time,
        show_partial_date=i18n.show_partial_date, show_duration=i18n.show_duration,
        show_datetime=i18n.show_datetime, explain=explain,
    )  # fmt: skip


def _install_errors(app: Flask) -> None:
    app.register_error_handler(DomainError, _refuse)
    app.register_error_handler(IntegrityError, _broken)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _http_error)


def _broken(error: IntegrityError) -> Any:
    refusal = refusal_of(error)
    if refusal is None:
        raise error
    return current_app.handle_user_exception(refusal)


def _refuse(error: DomainError) -> Any:
    """Answer a refusal as a page; the API has its own words for it (``core.rest``)."""
    if request.path.startswith(API_PREFIX):
        return current_app.extensions["rest_refusal"](error)
    if isinstance(error, SignInNeeded) and "lang" in g:
        target = request.full_path.rstrip("?") if request.method in SAFE_METHODS else url_for("pages.home")
        return redirect(url_for("accounts.sign_in", next=target), code=303)
    status = 404 if isinstance(error, SignInNeeded) else error.status
    return _error_page(status, explain(error))


_HTTP_WORDS: Final = {
    400: N_("Your browser sent something we could not read. Please go back and try again."),
    403: Forbidden.message,
    404: NotFound.message,
    405: N_("This address cannot be used in that way."),
    413: N_("This is too large. Eight megabytes are the most we can take."),
    500: N_("Something went wrong on our side. Nothing was lost; please try again in a moment."),
}


def _http_error(error: HTTPException) -> Any:
    if request.path.startswith(API_PREFIX):
        return current_app.extensions["rest_http_error"](error)
    if error.response is not None or (error.code or 500) < 400:
        return error
    with i18n.speaking(_language_of_address()):  # a failure ends the language of the request
        return _say(error)


def _say(error: HTTPException) -> tuple[str, int]:
    if isinstance(error, CSRFError):
        return _error_page(
            400,
            i18n.gettext(N_("This form was open for too long. Please go back, reload and send it again.")),
        )
    code = error.code or 500
    return _error_page(code, i18n.gettext(_HTTP_WORDS.get(code, _HTTP_WORDS[500 if code >= 500 else 400])))


def _language_of_address() -> Language:
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    return as_language(first, _preferred_language())


def _error_page(status: int, message: str) -> tuple[str, int]:
    template = current_app.jinja_env.get_template("base/error.html")
    return template.render(status=status, message=message), status
