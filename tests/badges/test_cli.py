"""Badges from the command line."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from flask import Flask

from tests.factories import doors
from tests.factories.doors import World


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return doors.build(people=3)


def run(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=["badges", *words])


def _codes(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[page].render(scale=3).to_pil() for page in range(0, len(document), 2)]
    return sorted(found.text for page in pages for found in zxingcpp.read_barcodes(page))


def test_one_pdf_holds_all_badges_and_the_next_print_only_what_is_new(
    app: Flask, world: World, tmp_path: Path, uow: Callable[..., Any]
) -> None:
    target = tmp_path / "badges.pdf"
    done = run(app, "print", "--summit", world.slug, "--output", str(target))
    assert done.exit_code == 0, done.output
    assert _codes(target.read_bytes()) == sorted(world.tokens)
    again = run(app, "print", "--summit", world.slug, "--output", str(target), "--since-last-print")
    assert again.exit_code == 1 and "no badge to print" in again.output


def test_a_zip_holds_pdfs_and_a_choice_of_one_delegation(
    app: Flask, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summitapp.badges.cli.CHUNK", 2)
    refused = run(app, "print", "--summit", world.slug, "--output", str(tmp_path / "badges.pdf"))
    assert refused.exit_code == 1 and ".zip" in refused.output and not list(tmp_path.iterdir())
    done = run(app, "print", "--summit", world.slug, "--output", str(tmp_path / "badges.zip"))
    assert done.exit_code == 0, done.output
    pack = zipfile.ZipFile(tmp_path / "badges.zip")
    assert sorted(code for name in pack.namelist() for code in _codes(pack.read(name))) == sorted(world.tokens)
    nobody = run(app, "print", "--summit", world.slug, "--output", str(tmp_path / "x.pdf"), "--delegation", "NOBODY")
    assert nobody.exit_code == 1


def test_the_list_for_a_printer_holds_every_token_once(app: Flask, world: World, tmp_path: Path) -> None:
    target = tmp_path / "badges.csv"
    done = run(app, "export", "--summit", world.slug, "--output", str(target))
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert sorted(row["token"] for row in rows) == sorted(world.tokens)
    assert {row["code"] for row in rows} == set(world.codes)
    assert rows[0].keys() >= {"given_name", "family_name", "function", "city", "category"}
    assert target.stat().st_mode & 0o077 == 0


def test_a_summit_that_does_not_exist_is_told(app: Flask, tmp_path: Path) -> None:
    assert "there is no summit nowhere" in run(app, "export", "--summit", "nowhere", "--output", str(tmp_path / "x")).output
