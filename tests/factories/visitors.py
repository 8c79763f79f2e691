"""Callers without a browser who are signed in and send forms as a browser would."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_FIELD = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_META = re.compile(r'name="csrf-token"[^>]*content="([^"]+)"')


class Visitor:
    """A test client with a session; :meth:`send` takes the CSRF token from the page the form stands on."""

    def __init__(self, app: Flask, identifier: str = "") -> None:
        self.client: FlaskClient = app.test_client()
        if identifier:
            with self.client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = identifier, True

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path)

    def csrf(self, page: str) -> str:
        """Return the token a page holds for its forms or scripts."""
        text = self.client.get(page).text
        found = _FIELD.search(text) or _META.search(text)
        assert found, f"no CSRF token on {page}"
        return found[1]

    def send(self, page: str, target: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Send a form that stands on ``page`` to ``target``."""
        return self.client.post(target, data={"csrf_token": self.csrf(page), **(data or {})})
