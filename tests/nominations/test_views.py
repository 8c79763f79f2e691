"""The pages of a list: choose, look, mend, take, take back; who may, and what comes out."""

import io
import re

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.core.db import db
from summitapp.nominations.models import ListImport
from summitapp.nominations.services import importing as services
from summitapp.registration.models import Registration
from tests.conftest import Reader, UnitOpener
from tests.factories.doors import staff
from tests.factories.nominations import LIST, Filing, csv_of, make_filing
from tests.factories.visitors import Visitor
from tests.rig.statements import heard

BAD = (LIST[0], "Ayşe;;ayse@example.org;;", *LIST[2:])


@pytest.fixture
def filing(uow: UnitOpener) -> Filing:
    with uow():
        return make_filing()


def home(filing: Filing, language: str = "en") -> str:
    return f"/{language}/delegations/{filing.delegation}/import/"


def upload(visitor: Visitor, page: str, body: bytes, name: str = "liste.csv") -> str:
    """Send a file and return the address of its preview."""
    answer = visitor.send(page, page, {"file": (io.BytesIO(body), name)})
    assert answer.status_code == 303, answer.text[-2000:]
    return answer.location


def fields(text: str) -> dict[str, str]:
    """Return the hidden values of the form of a preview."""
    form = text[text.index('id="rows"'):]
    return {name: re.search(rf'name="{name}" value="([^"]*)"', form)[1] for name in ("revision", "seen")}  # type: ignore[index]


def number_of(reading: Reader) -> int:
    with reading():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Registration)) or 0


def test_a_coordinator_brings_mends_and_takes_a_list(app: Flask, filing: Filing, reading: Reader) -> None:
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing), csv_of(*BAD))
    page = visitor.get(preview).text
    assert "The family name is missing." in page
    assert 'aria-describedby="cell-2-1-said-1 "' in page and 'aria-invalid="true"' in page
    answer = visitor.send(preview, preview + "check", {**fields(page), "cell-2-1": "Yılmaz"})
    assert answer.status_code == 303
    page = visitor.get(preview).text
    assert "Every row of this list can be taken" in page and "Take 3 rows" in page
    answer = visitor.send(preview, preview + "apply", fields(page))
    assert answer.status_code == 303
    assert number_of(reading) == 3
    result = visitor.get(preview).text
    assert "The list was taken" in result and "Take this list back" in result
    visitor.send(preview, preview + "undo")
    assert number_of(reading) == 0
    assert "The list was taken back" in visitor.get(preview).text


def test_pressing_take_twice_takes_once(app: Flask, filing: Filing, reading: Reader) -> None:
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing), csv_of(*LIST))
    sent = {"csrf_token": visitor.csrf(preview), **fields(visitor.get(preview).text)}
    assert [visitor.client.post(preview + "apply", data=sent).status_code for _ in range(2)] == [303, 303]
    assert number_of(reading) == 3


def test_corrections_that_were_not_checked_are_checked_before_anything_is_taken(
    app: Flask, filing: Filing, reading: Reader
) -> None:
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing), csv_of(*BAD))
    visitor.send(preview, preview + "apply", {**fields(visitor.get(preview).text), "cell-2-1": "Yılmaz"})
    assert number_of(reading) == 0
    page = visitor.get(preview).text
    assert "were checked first" in page and "Take 3 rows" in page


def test_what_was_typed_in_an_old_window_is_refused_in_words(app: Flask, filing: Filing) -> None:
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing), csv_of(*BAD))
    old = fields(visitor.get(preview).text)
    visitor.send(preview, preview + "check", {**old, "cell-2-1": "Yılmaz"})
    visitor.send(preview, preview + "check", {**old, "cell-2-1": "Kaya"})
    page = visitor.get(preview).text
    assert "Someone else has changed this" in page and "Yılmaz" in page and "Kaya" not in page


def test_rows_are_narrowed_and_a_single_one_is_opened(app: Flask, filing: Filing) -> None:
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing), csv_of(*BAD))
    faults = visitor.get(preview + "?show=faults").text
    assert 'id="row-2"' in faults and 'id="row-3"' not in faults
    assert 'name="cell-3-0"' in visitor.get(preview + "?row=3").text
    assert 'name="cell-3-0"' not in visitor.get(preview).text
    assert visitor.get(preview + "?show=x&page=99&row=-1").status_code == 200


def test_a_column_is_chosen_and_a_sensitive_one_cannot_be(app: Flask, filing: Filing) -> None:
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing), csv_of("Ad;Soyad;Kontakt;Alerji", "Işıl;Su;isil@example.org;Fındık"))
    page = visitor.get(preview).text
    assert "Fındık" not in page
    assert 'name="column-2"' in page and 'name="column-3"' not in page
    visitor.send(preview, preview + "columns", {**fields(page), "column-2": "email", "column-3": "function", "column-9": "code"})
    page = visitor.get(preview).text
    assert "isil@example.org" in page and "Fındık" not in page


def test_a_file_that_is_no_list_is_refused_beside_the_field(app: Flask, filing: Filing, reading: Reader) -> None:
    visitor = Visitor(app, filing.identifier)
    for body in (b"", b"\x89PNG\r\n\x1a\n", b"a;b\n1;2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        answer = visitor.send(home(filing), home(filing), {"file": (io.BytesIO(body), "x.xlsx")})
        assert answer.status_code == 422
        assert 'id="file-fault"' in answer.text
    assert visitor.send(home(filing), home(filing)).status_code == 422
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(ListImport)) == 0


def test_a_list_is_deleted_without_taking_anything(app: Flask, filing: Filing, reading: Reader) -> None:
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing), csv_of(*LIST))
    assert visitor.send(preview, preview + "discard").location.endswith(home(filing))
    assert visitor.get(preview).status_code == 404
    assert number_of(reading) == 0


def test_only_the_coordinator_of_this_delegation_and_the_organisers_come_in(app: Flask, filing: Filing, uow: UnitOpener) -> None:
    with uow():
        other = make_filing("Bremen", "berlin-2028")
        organiser, viewer = staff(filing.summit, "organiser"), staff(filing.summit, "viewer")  # type: ignore[arg-type]
    own = Visitor(app, filing.identifier)
    preview = upload(own, home(filing), csv_of(*LIST))
    token = own.csrf(preview)
    steps = ("check", "columns", "apply", "discard", "undo")
    for identifier, expected in ((other.identifier, 403), (viewer, 403), ("", 303)):
        stranger = Visitor(app, identifier)
        assert stranger.get(home(filing)).status_code == expected
        assert stranger.get(preview).status_code == expected
        assert stranger.get(home(filing) + "template.xlsx").status_code == expected
    stranger = Visitor(app, other.identifier)
    token = stranger.csrf(home(other))
    for step in steps:
        assert stranger.client.post(preview + step, data={"csrf_token": token}).status_code == 403
    for kind in ("xlsx", "csv"):
        address = f"/en/delegations/{filing.delegation}/export.{kind}"
        assert stranger.client.post(address, data={"csrf_token": token}).status_code == 403
    crossed = preview.replace(filing.delegation, other.delegation)
    assert stranger.get(crossed).status_code == 404
    assert Visitor(app, organiser).get(preview).status_code == 200


@pytest.mark.parametrize("language", ["de", "tr", "en"])
def test_the_empty_list_can_be_filled_and_read_in_every_language(app: Flask, filing: Filing, language: str) -> None:
    visitor = Visitor(app, filing.identifier)
    answer = visitor.get(home(filing, language) + "template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    book.worksheets[0].append(["Işıl", "Su", "isil@example.org"])
    filled = io.BytesIO()
    book.save(filled)
    draft = services.read_list(filled.getvalue())
    assert None not in draft.mapped and draft.remarks == ()
    assert draft.table.rows == ((2, ("Işıl", "Su", "isil@example.org", *[""] * 8)),)
    assert len(book.worksheets) == 2


def test_the_number_of_questions_does_not_grow_with_the_rows(app: Flask, filing: Filing, uow: UnitOpener) -> None:
    visitor = Visitor(app, filing.identifier)
    counts = []
    for size in (1, 3):
        rows = [f"Ayşe {number};Yılmaz;a{number}@example.org;;" for number in range(size)]
        preview = upload(visitor, home(filing), csv_of(LIST[0], *rows))
        with heard(app) as seen:
            visitor.get(preview)
        counts.append(len(seen))
    assert counts[0] == counts[1]
