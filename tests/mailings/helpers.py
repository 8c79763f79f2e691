"""An organiser who is signed in, and a summit with a reader of each language."""

from typing import Any

from flask import Flask

from summitapp.accounts.values import Role
from tests.factories.doors import staff
from tests.factories.mailings import enter_three
from tests.factories.registration import make_summit
from tests.factories.visitors import Visitor

SLUG = "izmir-2027"


def base(language: str = "en") -> str:
    """Return where the pages of mailings begin."""
    return f"/{language}/organise/{SLUG}/mailings/"


def organiser(app: Flask, uow: Any, role: Role = Role.ORGANISER) -> Visitor:
    """Make the summit with three readers and sign somebody of its team in."""
    with uow():
        summit = make_summit(contact_email="desk@example.org")
        enter_three(summit)
        identifier = staff(summit.public_id, role)
    return Visitor(app, identifier)


def filled(text: str = "Hello {full_name}", subject: str = "News of {summit}", **given: Any) -> dict[str, Any]:
    """Return what an organiser types into the form of a mailing."""
    words = {f"body-{lang}": f"{lang.upper()}: {text}" for lang in ("de", "tr", "en")}
    words |= {f"subject-{lang}": f"{subject} ({lang})" for lang in ("de", "tr", "en")}
    return {**words, "circle": "people", "fallback": "", "essential": "y", **given}
