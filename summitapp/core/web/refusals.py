"""What is said when something is refused or breaks: a page in the reader's language."""

from typing import Any, Final

from babel.core import negotiate_locale
from flask import Flask, current_app, g, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError
from werkzeug.exceptions import BadRequest, HTTPException

from summitapp.core import i18n
from summitapp.core.db import refusal_of
from summitapp.core.errors import DomainError, Forbidden, NotFound
from summitapp.core.text import LANGUAGES, N_, Language, as_language
from summitapp.core.web.doors import SAFE_METHODS, SignInNeeded
from summitapp.core.web.pages import explain

API_PREFIX: Final = "/api/"


def install_errors(app: Flask) -> None:
    """Let every refusal and every fault of ``app`` answer with a page, or in the words of the API."""
    app.register_error_handler(DomainError, _refuse)
    app.register_error_handler(IntegrityError, _broken)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _http_error)


def _broken(error: IntegrityError) -> Any:
    refusal = refusal_of(error)
    if refusal is None:
        raise error
    return current_app.handle_user_exception(refusal)


def _unreadable(error: DataError) -> Any:
    """PostgreSQL holds no text with a zero byte, and no browser types one: what was sent is at fault."""
    if "NUL (0x00)" not in str(error.orig):
        raise error
    return _http_error(BadRequest())


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
    413: N_("This is too large. %(megabytes)s megabytes are the most we can take."),
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
    return _error_page(code, i18n.gettext(
        _HTTP_WORDS.get(code, _HTTP_WORDS[500 if code >= 500 else 400]),
        megabytes=(request.max_content_length or 0) // 1024**2,
    ))  # fmt: skip


def _language_of_address() -> Language:
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    return as_language(first, preferred_language())


def _error_page(status: int, message: str) -> tuple[str, int]:
    template = current_app.jinja_env.get_template("base/error.html")
    return template.render(status=status, message=message), status


def preferred_language() -> Language:
    """Return the language the reader's browser asks for."""
    chosen = negotiate_locale([code[:2] for code in request.accept_languages.values()], LANGUAGES)
    return as_language(chosen)
