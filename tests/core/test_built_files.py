"""Built files are served compressed, with a year to keep them; pages find them by their plain names."""

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.core.web import asset

pytestmark = pytest.mark.on("sqlite")


def test_the_style_sheet_comes_compressed_and_may_be_kept_for_ever(app: Flask, client: FlaskClient) -> None:
    address = asset("theme/theme.css")
    assert address != "/static/dist/theme/theme.css"
    answer = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content_type.startswith("text/css")
    assert b"--sea-700" in brotli.decompress(answer.data)
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code in {200, 304}


def test_a_font_is_served_as_one(client: FlaskClient) -> None:
    answer = client.get(asset("fonts/fraunces-600.woff2"))
    assert answer.content_type == "font/woff2"
    assert answer.data[:4] == b"wOF2"


def test_nothing_beside_the_built_files_is_served(client: FlaskClient) -> None:
    assert client.get("/static/dist/../../config.py").status_code == 404
    assert client.get("/static/dist/no-such-file.css").status_code == 404
