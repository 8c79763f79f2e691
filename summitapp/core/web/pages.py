"""Pages and answers: rendering, redirects, notes for the next page, built files."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from flask import Response, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from config import ROOT
from summitapp.core import i18n
from summitapp.core.errors import DomainError, Invalid, NotFound
from summitapp.core.fields import Form
from summitapp.core.web.actors import current_actor


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


def page_asked(found: int, size: int) -> tuple[int, int]:
    """Return which page of a list is asked for by ``?page=``, and how many there are; beyond the last it is the last.

    :param found: how many lines the list has. :param size: how many stand on a page.
    """
    pages = max(1, -(-found // size))
    return min(max(request.args.get("page", 1, type=int), 1), pages), pages


def safe_target(target: str) -> str:
    """Return an address of this site as it is, and an empty text for any other."""
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if own else ""


def attachment(content: bytes | str, media_type: str, name: str) -> Response:
    """Answer with a file that is kept and not shown; its name may hold letters of any language (RFC 6266)."""
    plain = name.encode("ascii", "replace").decode().replace('"', "'")
    other = "" if plain == name else f"; filename*=UTF-8''{quote(name)}"
    return Response(content, content_type=media_type, headers={
        "Content-Disposition": f'attachment; filename="{plain}"{other}',
    })  # fmt: skip


def built_worker(name: str) -> Response:
    """Answer with a built service worker, at the address whose pages it may serve; browsers look for a newer one.

    :param name: such as ``scanner/venue-sw.js``.
    :raises NotFound: if it has not been built.
    """
    path = ROOT / "static" / "dist" / name
    if not path.is_file():
        raise NotFound
    return Response(path.read_bytes(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def flash_done(message: str) -> None:
    """Say on the next page what was done and whom it told; once, where a second click says it again."""
    if ("done", message) not in [tuple(one) for one in session.get("_flashes", ())]:
        flash(message, "done")


def flash_warning(message: str) -> None:
    """Say on the next page what needs attention."""
    flash(message, "warning")


def explain(error: DomainError) -> str:
    """Return the words of a refusal in the reader's language."""
    return i18n.gettext(error.message, **error.facts)


def blame(form: Form, error: DomainError, beside: Mapping[str, str] | None = None) -> None:
    """Put what a service refused beside the field it speaks of; what speaks of no field of the form stands above it.

    :param beside: fault → the field by which this form asks for it.
    """
    faults = error.faults if isinstance(error, Invalid) else {}
    for name, message in faults.items():
        field = name if name in form else (beside or {}).get(name, name)
        if field in form:
            form[field].errors = [*form[field].errors, i18n.gettext(message)]
        else:
            form.form_errors.append(i18n.gettext(message))
    if not faults:
        form.form_errors.append(explain(error))


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


def csrf_field() -> Markup:
    """Return the hidden field that proves a form came from our own page."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
