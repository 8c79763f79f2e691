"""``flask delegations import``: one JSON object and nothing else, and an error that programs see."""

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.core.db import db
from summitapp.registration.models import Registration
from tests.conftest import Reader, UnitOpener
from tests.factories.nominations import LIST, Filing, csv_of, make_filing


@pytest.fixture
def filing(uow: UnitOpener) -> Filing:
    with uow():
        return make_filing()


def run(app: Flask, path: Path, filing: Filing, *more: str, code: str = "") -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=[
        "delegations", "import", str(path), "--summit", filing.slug, "--delegation", code or filing.code, *more,
    ])  # fmt: skip
    return result.exit_code, result.stdout, result.stderr


def answer(app: Flask, path: Path, filing: Filing, *more: str, code: str = "") -> tuple[int, dict[str, Any]]:
    status, out, _err = run(app, path, filing, "--json", *more, code=code)
    return status, json.loads(out)


def count(reading: Reader) -> int:
    with reading():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Registration)) or 0


ROWS = (
    "Zirve heyeti;;;;", "", "Soyad;Ad;E-posta;Telefon;Diyet;Not",
    "Yılmaz;Ayşe;ayse@example.org;0532 123 45 67;vegan;x", "Yılmaz;Ayşe;AYSE@example.org;;;", "Öğüt;Şükrü;sukru.example.org;;;",
    ";Işıl;isil@example.org;;;", ";;;;;", "Su;;su@example.org;;;", "Kaya;Ali;ayse@example.org;12;;",
)  # fmt: skip


def test_every_refused_row_is_named_with_its_column_and_reason(app: Flask, filing: Filing, tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of(*ROWS, encoding="cp1254"))
    status, told = answer(app, path, filing)
    assert status == 0
    assert (told["rows"], told["accepted"], told["updated"], told["unchanged"], told["error"]) == (6, 2, 0, 0, None)
    assert [(one["row"], one["column"], one["reason"]) for one in told["refused"]] == [
        (5, "Soyad", "duplicate"), (6, "E-posta", "email"), (7, "Soyad", "family_name"), (9, "Ad", "given_name"),
    ]  # fmt: skip
    assert all(one["message"] for one in told["refused"])
    assert [(one["row"], one["column"], one["reason"]) for one in told["warnings"]] == [
        (None, "Diyet", "sensitive_column"), (None, "Not", "unknown_column"),
        (10, "Telefon", "phone"), (10, "E-posta", "same_address"),
    ]  # fmt: skip
    assert count(reading) == 2


def test_a_dry_run_does_nothing(app: Flask, filing: Filing, tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of(*LIST))
    assert answer(app, path, filing, "--dry-run")[1]["accepted"] == 3
    assert count(reading) == 0


def test_a_second_import_updates_what_changed_and_says_so(app: Flask, filing: Filing, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of(*LIST))
    assert answer(app, path, filing)[1]["new"] == 3
    again = answer(app, path, filing)[1]
    assert (again["accepted"], again["updated"], again["unchanged"], again["refused"]) == (3, 0, 3, [])
    path.write_bytes(csv_of(LIST[0], LIST[1].replace("Müdür", "Şef"), *LIST[2:]))
    again = answer(app, path, filing)[1]
    assert (again["accepted"], again["updated"], again["unchanged"]) == (3, 1, 2)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 no zip", b"\x00\x01\x02", b"Farbe;Zahl\nrot;1\n"])
def test_a_file_that_is_no_list_is_an_error_in_json(app: Flask, filing: Filing, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(body)
    status, told = answer(app, path, filing)
    assert status == 1
    assert told["error"] and (told["rows"], told["accepted"], told["refused"]) == (0, 0, [])


def test_a_list_of_which_nothing_can_be_taken_is_told_row_by_row(app: Flask, filing: Filing, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of(LIST[0], "Ayşe;;;;"))
    status, told = answer(app, path, filing)
    assert (status, told["rows"], told["accepted"], told["error"]) == (0, 1, 0, None)
    assert [one["reason"] for one in told["refused"]] == ["family_name"]


def test_what_is_not_there_is_an_error(app: Flask, filing: Filing, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    assert answer(app, path, filing)[0] == 1
    path.write_bytes(csv_of(*LIST))
    status, told = answer(app, path, filing, code="NOWHERE")
    assert status == 1 and "NOWHERE" in told["error"]
    assert run(app, path, filing, code="NOWHERE")[0] == 1


def test_people_read_sentences(app: Flask, filing: Filing, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of(*LIST, "Ayşe;;;;"))
    status, out, _err = run(app, path, filing)
    assert status == 0
    assert out.splitlines() == [
        "refused: row 5, Soyad: The family name is missing. If the person has one name only, say yes in a column “Single name”.",
        "took 3 of 4 rows: 3 new, 0 changed, 0 as they were, 1 refused",
    ]
