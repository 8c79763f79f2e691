"""Files that come with answers: what is taken, what is left of it, who may have it."""

import io
import re
import struct
import zlib
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from summitapp.accounts.values import Role
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.questions.values import Kind
from summitapp.registration import queries, services
from summitapp.registration.documents import (
    EMPTY,
    MOST_BYTES,
    TOO_LARGE,
    TOO_MANY_PIXELS,
    UNREADABLE,
    WRONG_TYPE,
    FileRefused,
    clean_file,
)
from summitapp.registration.models import Answer, Upload
from summitapp.registration.services.uploading import WAITS
from tests.conftest import Reader, UnitOpener
from tests.factories.questions import ask, section
from tests.factories.registration import make_summit, make_texts
from tests.portal.helpers import come_in
from tests.registration.test_views import DETAILS, FORM, csrf, organiser

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **how: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#14688c").save(written, form, **how)
    return written.getvalue()


def located() -> bytes:
    """A picture that says where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x013B] = "Ayşe Çağlayan"
    exif[0x8825] = {1: "N", 2: (38.0, 25.0, 0.0), 3: "E", 4: (27.0, 8.0, 0.0)}
    return picture(exif=exif)


def huge_png(width: int, height: int) -> bytes:
    """The head of a picture that would need gigabytes, in a few bytes."""
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def test_of_a_picture_only_the_points_are_kept() -> None:
    raw = located()
    assert b"Exif" in raw
    clean = clean_file("me.JPG", raw)
    assert (clean.name, clean.media_type) == ("me.jpg", "image/jpeg")
    assert b"Exif" not in clean.content
    assert dict(Image.open(io.BytesIO(clean.content)).getexif()) == {}


@pytest.mark.parametrize(("form", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_each_kind_of_picture_is_drawn_anew(form: str, media_type: str) -> None:
    hidden = picture(form) + b"<script>alert(1)</script>PK\x03\x04"
    clean = clean_file("a.html", hidden)
    assert clean.media_type == media_type
    assert b"script" not in clean.content and b"PK\x03\x04" not in clean.content
    assert Image.open(io.BytesIO(clean.content)).size == (60, 40)


def test_a_large_picture_becomes_one_that_fits() -> None:
    clean = clean_file("wide.jpg", picture(size=(6000, 3000)))
    assert Image.open(io.BytesIO(clean.content)).size == (4000, 2000)


@pytest.mark.parametrize(("content", "fault"), [
    (b"", EMPTY), (PDF + b"0" * MOST_BYTES, TOO_LARGE), (b"MZ\x90\0", WRONG_TYPE), (b"<svg onload=alert(1)>", WRONG_TYPE),
    (b"GIF89a" + b"\0" * 40, WRONG_TYPE), (b" %PDF-1.7", WRONG_TYPE), (b"\xff\xd8\xff\xe0 no picture", UNREADABLE),
    (picture("PNG")[:40], UNREADABLE), (huge_png(60_000, 60_000), TOO_MANY_PIXELS), (huge_png(7_000, 7_000), TOO_MANY_PIXELS),
    (b"RIFF\0\0\0\0WEBPVP8 ", UNREADABLE),
])  # fmt: skip
def test_what_is_no_file_of_ours_is_refused_and_costs_nothing(content: bytes, fault: str) -> None:
    with pytest.raises(FileRefused, match=re.escape(fault)):
        clean_file("it.jpg", content)


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/pass\"wd.exe", "passwd.pdf"), ("C:\\Users\\me\\Vollmacht Müller.PDF", "Vollmacht Müller.pdf"), (".pdf", "file.pdf"),
    ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"), ("İzin belgesi.pdf", "İzin belgesi.pdf"),
])  # fmt: skip
def test_a_name_is_made_safe_for_headers_and_disks(given: str, kept: str) -> None:
    assert clean_file(given, PDF).name == kept


# --- with the form ----------------------------------------------------------------------------------------------------


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(contact_email="desk@example.org")
        home = section(made)
        ask(made, home, "photo", Kind.IMAGE, required=True)
        ask(made, home, "letter", Kind.FILE)
        return made.public_id


def submit(client: FlaskClient, **data: Any) -> Any:
    return client.post(FORM, data={"csrf_token": csrf(client), **DETAILS, **data}, content_type="multipart/form-data")


def uploads(reading: Reader) -> list[tuple[str, bool]]:
    with reading():
        return [(one.name, one.registration_id is not None) for one in db.session.scalars(sa.select(Upload).order_by(Upload.id))]


def test_a_file_is_kept_when_the_form_comes_back_and_needs_no_second_upload(client: FlaskClient, summit: str, reading: Reader) -> None:
    page = submit(client, email="ayse@", **{"q-photo": (io.BytesIO(located()), "Ayşe.jpg")})
    assert page.status_code == 422
    assert "Here already: Ayşe.jpg" in page.text
    assert uploads(reading) == [("Ayşe.jpg", False)]
    ticket = re.search(r'name="q-photo-kept" value="([^"]+)"', page.text)
    assert ticket
    assert submit(client, **{"q-photo-kept": ticket[1]}).status_code == 303
    assert uploads(reading) == [("Ayşe.jpg", True)]
    with reading():
        assert db.session.scalars(sa.select(Answer.value)).one() == db.session.scalars(sa.select(Upload.public_id)).one()


def test_a_made_up_ticket_and_somebody_else_s_file_are_no_answer(client: FlaskClient, summit: str, reading: Reader) -> None:
    assert submit(client, **{"q-photo": (io.BytesIO(picture()), "a.jpg")}).status_code == 303
    with reading():
        taken = db.session.scalars(sa.select(Upload.public_id)).one()
        ticket = services.ticket_of(taken)
    for forged in ("nonsense", "", ticket):
        page = submit(client, email="other@example.org", given_name="Işıl", **{"q-photo-kept": forged})
        assert page.status_code == 422
        assert "Please answer this question." in page.text


def test_a_wrong_file_is_named_beside_its_field_and_the_rest_stays(client: FlaskClient, summit: str, reading: Reader) -> None:
    page = submit(client, **{"q-photo": (io.BytesIO(PDF), "a.pdf"), "q-letter": (io.BytesIO(b"MZ"), "a.exe")})
    assert page.status_code == 422
    assert "Please choose a picture: JPEG, PNG or WebP." in page.text
    assert "Please choose a PDF, JPEG, PNG or WebP file." in page.text
    assert "Çağlayan" in page.text
    assert uploads(reading) == []


def test_files_whose_form_never_came_go_after_a_day(client: FlaskClient, summit: str, uow: UnitOpener, reading: Reader) -> None:
    submit(client, email="ayse@", **{"q-photo": (io.BytesIO(picture()), "a.jpg")})
    with uow():
        assert services.forget_uploads(now()) == 0
        assert services.forget_uploads(now() + WAITS) == 1
    assert uploads(reading) == []


def test_a_file_is_handed_out_as_an_attachment_to_those_who_may_have_it(
    app: Flask, client: FlaskClient, summit: str, uow: UnitOpener, reading: Reader
) -> None:
    assert submit(client, **{"q-photo": (io.BytesIO(picture()), "Ayşe.jpg"), "q-letter": (io.BytesIO(PDF), "v.pdf")}).status_code == 303
    with reading():
        files = {one.name: f"/de/files/{one.public_id}/" for one in db.session.scalars(sa.select(Upload))}
        registration = db.session.scalars(sa.select(Answer)).first().registration.public_id  # type: ignore[union-attr]
    for role, status in ((Role.ORGANISER, 200), (Role.VIEWER, 403), (Role.DESK, 403), (Role.FIRST_AID, 403)):
        assert organiser(app, uow, summit, role).get(files["v.pdf"]).status_code == status
    assert app.test_client().get(files["v.pdf"]).status_code in (303, 404)
    me = app.test_client()
    come_in(me, uow, registration)
    answer = me.get(files["Ayşe.jpg"])
    assert answer.status_code == 200 and Image.open(io.BytesIO(answer.data)).size == (60, 40)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''Ay%C5%9Fe.jpg" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_file_replaces_the_first_and_removed_it_is_gone(
    app: Flask, client: FlaskClient, summit: str, uow: UnitOpener, reading: Reader
) -> None:
    submit(client, **{"q-photo": (io.BytesIO(picture()), "one.jpg"), "q-letter": (io.BytesIO(PDF), "v.pdf")})
    with reading():
        registration = db.session.scalars(sa.select(Answer)).first().registration.public_id  # type: ignore[union-attr]
    me = app.test_client()
    come_in(me, uow, registration)
    mine = f"/en/my/registrations/{registration}/questions/"
    kept = me.post(mine, data={"csrf_token": csrf(me, mine), "q-photo": (io.BytesIO(b""), "")}, content_type="multipart/form-data")
    assert kept.status_code == 303
    assert uploads(reading) == [("one.jpg", True), ("v.pdf", True)]
    me.post(mine, data={"csrf_token": csrf(me, mine), "q-photo": (io.BytesIO(picture("PNG")), "two.png"), "q-letter-drop": "yes"},
            content_type="multipart/form-data")  # fmt: skip
    assert uploads(reading) == [("two.png", True)]
    with uow():
        found = queries.by_reference(registration)
        assert found is not None
        services.forget_answers(found)
    assert uploads(reading) == []
