"""The agenda as a file by command, and sessions of a file by command."""

import json
from pathlib import Path

import pytest

from summitapp.agenda import queries
from tests.exchange.test_frab import programme
from tests.exchange.test_import import edited

__all__ = ["programme"]


@pytest.mark.parametrize(("form", "start"), [
    ("ics", b"BEGIN:VCALENDAR"), ("frab-xml", b"<?xml"), ("frab-json", b"{"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF"),
])  # fmt: skip
def test_every_format_is_written(programme, app, tmp_path: Path, form: str, start: bytes) -> None:
    file = tmp_path / form
    done = app.test_cli_runner().invoke(
        args=["agenda", "export", "--summit", "izmir-2027", "--format", form, "--lang", "tr", "--output", str(file)]
    )
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(start)


def test_sessions_are_looked_at_and_taken_by_command(programme, app, reading, tmp_path: Path) -> None:
    file, runner = tmp_path / "a.xlsx", app.test_cli_runner()
    runner.invoke(args=["agenda", "export", "--summit", "izmir-2027", "--format", "xlsx", "--output", str(file)])

    def change(page) -> None:
        page.append(["NEW-1", "2027-10-14 09:00", "2027-10-14 10:00", "Salon C", "Neu"])
        page.append(["BAD", "", "", "Nowhere", "Nirgends"])

    file.write_bytes(edited(file.read_bytes(), change))
    command = ["agenda", "import", str(file), "--summit", "izmir-2027", "--json"]
    looked = json.loads(runner.invoke(args=[*command, "--dry-run"]).output)
    assert (looked["new"], looked["changed"], looked["unchanged"], looked["faulty"]) == (1, 0, 3, 1)
    assert looked["refused"][0]["column"] == "room"
    with reading():
        assert queries.session_of("izmir-2027", "NEW-1") is None
    assert json.loads(runner.invoke(args=command).output) == looked
    with reading():
        assert queries.session_of("izmir-2027", "NEW-1").title.de == "Neu"


def test_what_cannot_be_read_is_said_and_ends_with_a_failure(programme, app, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(b'<!DOCTYPE s [<!ENTITY a "x">]><schedule/>')
    done = app.test_cli_runner().invoke(args=["agenda", "import", str(file), "--summit", "izmir-2027", "--json"])
    assert done.exit_code == 1 and "We cannot read this file" in done.output
