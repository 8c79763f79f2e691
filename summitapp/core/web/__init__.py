"""The door for people: language, rights, the unit of work around each request, pages and errors.

Order on a route: ``@bp.get`` → ``@limited`` → ``@requires`` or ``@public`` → ``@fresh`` → view. A route without
``@requires`` or ``@public`` fails the architecture tests and, at run time, answers 403.

``actors`` knows who asks, ``doors`` what a route declares, ``pages`` how it is answered, ``refusals`` what is said
when it is not.
"""

from datetime import timedelta
from typing import Any, Final

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.exc import IntegrityError
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config
from summitapp.core import i18n
from summitapp.core.db import refusal_of, unit_of_work
from summitapp.core.errors import Forbidden, NotFound
from summitapp.core.security import ANONYMOUS, acting_as
from summitapp.core.text import LANGUAGES, as_language
from summitapp.core.tz import to_local
from summitapp.core.web.actors import (
    SignedIn,
    comes_back,
    current_actor,
    go_on_later,
    login_manager,
    session_identifier,
    sign_in,
    sign_out,
    where_to_go,
)
from summitapp.core.web.doors import (
    FRESH_FOR,
    SAFE_METHODS,
    Predicate,
    SignInNeeded,
    TooMany,
    View,
    check,
    fresh,
    is_fresh,
    known_permissions,
    lang_blueprint,
    limited,
    make_fresh,
    may,
    may_open,
    public,
    register_permissions,
    requires,
    takes_files,
)  # fmt: skip
from summitapp.core.web.pages import (
    asset,
    attachment,
    blame,
    built_worker,
    csrf_field,
    explain,
    flash_done,
    flash_warning,
    page_asked,
    redirect_to,
    render,
    render_public,
    safe_target,
    switch_language,
)  # fmt: skip
from summitapp.core.web.refusals import API_PREFIX, install_errors, preferred_language

__all__ = [
    "SECURITY_HEADERS", "WASM_POLICY", "csrf", "furnish", "init_app", "allow_frames", "allow_wasm", "constant_headers",
    "SignedIn", "comes_back", "current_actor", "go_on_later", "login_manager", "session_identifier", "sign_in", "sign_out",
    "where_to_go",
    "FRESH_FOR", "SAFE_METHODS", "Predicate", "SignInNeeded", "TooMany", "View", "check", "fresh", "is_fresh",
    "known_permissions", "lang_blueprint", "limited", "make_fresh", "may", "may_open", "public",
    "register_permissions", "requires", "takes_files",
    "asset", "attachment", "blame", "built_worker", "explain", "flash_done", "flash_warning", "page_asked", "redirect_to",
    "render", "render_public", "safe_target", "switch_language",
    "API_PREFIX",
]  # fmt: skip

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
_HTTPS_ONLY: Final = ("Strict-Transport-Security", "max-age=31536000")
FRAMED_POLICY: Final = _POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
WASM_POLICY: Final = _POLICY + "; script-src 'self' 'wasm-unsafe-eval'"

csrf = CSRFProtect()


def furnish(app: Flask, config: Config) -> None:
    """Give ``app`` its settings, and what the words of pages and mails are written with."""
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
    _install_templates(app)


def init_app(app: Flask, config: Config) -> None:
    """Hang the door into an ``app`` that is furnished."""
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.before_request(_allow_files)  # before the token of a form is looked for, which reads all of it
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
    install_errors(app)
    _install_door(app)


def _install_door(app: Flask) -> None:
    inner = app.full_dispatch_request

    def full_dispatch_request(*args: Any) -> Response:
        with acting_as(ANONYMOUS), i18n.speaking(preferred_language()):
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


def _allow_files() -> None:
    """Raise the limits of the body where a route takes files; see :func:`takes_files`."""
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, "__most_bytes__", None)
    if most is not None:
        request.max_content_length = most
    field = getattr(view, "__most_in_a_field__", None)
    if field is not None:
        request.max_form_memory_size = field


UNDECLARED: Final = frozenset({"static"})  # built files


def _refuse_undeclared() -> None:
    """Refuse a route that declares neither a right nor that it is public: what nobody thought of is closed."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and request.endpoint not in UNDECLARED and not hasattr(view, "__door__"):
        raise Forbidden


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
    if policy == FRAMED_POLICY:
        del response.headers["X-Frame-Options"]
    config: Config = current_app.extensions["config"]
    if config.secure:
        response.headers[_HTTPS_ONLY[0]] = _HTTPS_ONLY[1]
    if _is_for_one_alone():
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
    if not response.cache_control and not g.get("kept_page") and not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_for_one_alone() -> bool:
    """Whether a page needs a right, or its address holds a secret: no search engine may list either."""
    view = current_app.view_functions.get(request.endpoint or "")
    secret = not {"secret", "token"}.isdisjoint(request.view_args or {})
    return secret or getattr(view, "__door__", "public") != "public"


def constant_headers(config: Config) -> list[tuple[str, str]]:
    """Return the headers of every answer, for pages that are served without asking the application."""
    return [*SECURITY_HEADERS, *([_HTTPS_ONLY] if config.secure else [])]


def allow_frames(response: Response) -> Response:
    """Let any site show this page in a frame; it must hold nothing of its reader and nothing that acts for them."""
    response.headers["Content-Security-Policy"] = FRAMED_POLICY
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
        asset=asset, csrf_field=csrf_field, current_language=i18n.current_language, languages=LANGUAGES,
        switch_language=switch_language, may=may, actor=current_actor, show_dates=i18n.show_dates,
        country_names=i18n.country_names, language_name=i18n.language_name, config_of=lambda: app.extensions["config"],
    )  # fmt: skip
    env.globals["has_page"] = app.view_functions.__contains__
    env.globals["may_open"] = may_open
    env.globals["comes_back"] = comes_back
    env.globals.update(summit=None, demo=False, here="")  # what a page may leave unsaid
    env.filters.update(
        said=i18n.said, local=to_local, show_date=i18n.show_date, show_time=i18n.show_time,
        show_partial_date=i18n.show_partial_date, show_duration=i18n.show_duration,
        show_datetime=i18n.show_datetime, show_list=i18n.show_list, explain=explain,
    )  # fmt: skip
