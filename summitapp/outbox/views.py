"""``/dev/mail``: the mails of a developer's machine, kept as files and read back by another parser.

The door exists in development only; elsewhere its addresses are not there.
"""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response

from summitapp.core.context import settings
from summitapp.core.errors import NotFound
from summitapp.core.web import attachment, public, render_public

bp = Blueprint("dev_mail", __name__, url_prefix="/dev/mail")
FOLDER = "mail"


def _folder() -> Path:
    if not settings().development:
        raise NotFound
    return settings().instance / FOLDER


def _letter(name: str) -> EmailMessage:
    path = _folder() / f"{Path(name).name}.eml"
    if not path.is_file():
        raise NotFound
    return _read(path)


def _read(path: Path) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(path.read_bytes(), policy=cast(Any, default)))


@bp.get("/")
@public
def inbox() -> Response:
    """List what was sent, newest first."""
    paths = sorted(_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    letters = [(path.stem, _read(path)) for path in paths[:200]]
    return render_public("outbox/inbox.html", letters=letters)


@bp.get("/<name>/")
@public
def letter(name: str) -> Response:
    """Show one mail: its head, its text, and links to its other parts."""
    message = _letter(name)
    text = message.get_body(("plain",))
    parts = [(number, part.get_filename() or "") for number, part in enumerate(message.iter_attachments())]
    return render_public("outbox/letter.html", name=name, message=message, parts=parts,
                         text=text.get_content() if text else "")  # fmt: skip


@bp.get("/<name>/html/")
@public
def html(name: str) -> Response:
    """Show the HTML part as a mail program would, under a policy that lets its styles and nothing else in."""
    body = _letter(name).get_body(("html",))
    response = Response(body.get_content() if body else "", content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@bp.get("/<name>/parts/<int:number>/")
@public
def part(name: str, number: int) -> Response:
    """Give one attachment."""
    attachments = list(_letter(name).iter_attachments())
    if number >= len(attachments):
        raise NotFound
    found = attachments[number]
    content = found.get_content()
    return attachment(content, found.get_content_type(), Path(found.get_filename() or "part").name)
