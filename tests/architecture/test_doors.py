"""Every address says who may use it, and every name it uses is known."""

import pytest
from flask import Flask

from summitapp.core import web

BUILT_IN = {"static"}  # files that were built from the repository


@pytest.mark.on("sqlite")
def test_every_route_declares_its_door(app: Flask) -> None:
    silent = [
        f"{rule.endpoint} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in BUILT_IN and not hasattr(app.view_functions[rule.endpoint], "__door__")
    ]
    assert silent == []


@pytest.mark.on("sqlite")
def test_every_door_asks_for_a_right_that_exists(app: Flask) -> None:
    doors = {getattr(view, "__door__", "public") for view in app.view_functions.values()}
    rights = {door for door in doors if ":" in door and not door.startswith("token:")}
    assert rights - web.known_permissions() == set()


@pytest.mark.on("sqlite")
def test_pages_speak_the_language_their_address_begins_with(app: Flask) -> None:
    """Only feeds, programs, the first redirect and what is printed on badges have addresses without a language."""
    free = ("/api/", "/static/", "/summits/", "/calendars/", "/embed/", "/dev/", "/c/")
    plain = {"/", "/healthz", "/readyz", "/metrics", "/robots.txt", "/favicon.ico", "/venue-sw.js", "/my-sw.js"}
    without = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "lang" not in rule.arguments and not rule.rule.startswith(free) and rule.rule not in plain
    ]
    assert without == []
