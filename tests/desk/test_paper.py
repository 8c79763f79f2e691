"""The lists for the doors when nothing else works."""

import io
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from flask import Flask

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.desk import rules, services
from summitapp.registration.models import Registration
from summitapp.summits import queries as summits
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor

PAPER = "/en/organise/izmir-2027/door/paper/"


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        built = doors.build(people=4)
        summit = summits.by_slug(built.slug)
        assert summit is not None
        delegation = doors.make_delegation(summit)
        db.session.get_one(Registration, built.registrations[0]).delegation_id = delegation.id
        return built


def folder_of(app: Flask, world: World) -> Path:
    return Path(app.extensions["config"].instance) / "paper" / world.summit


def test_the_desk_makes_lists_that_everybody_stands_on(app: Flask, desk: Visitor, world: World) -> None:
    assert "There are no lists yet" in desk.get(PAPER).text
    assert desk.send(PAPER, f"{PAPER}make").status_code == 303
    (name,) = {path.stem for path in folder_of(app, world).iterdir()}
    assert stat.S_IMODE(folder_of(app, world).stat().st_mode) == 0o700
    paper = desk.get(f"{PAPER}{name}.pdf")
    assert paper.status_code == 200 and "public" not in paper.headers["Cache-Control"]
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper.data))
    assert all(one in words for one in ("Nilüfer", "Iğdırlı", "Šķēps", "Karşıyaka", world.codes[2], "Zeit"))
    sheet = openpyxl.load_workbook(io.BytesIO(desk.get(f"{PAPER}{name}.xlsx").data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(number for number, row in enumerate(rows) if all(row))
    assert rows[top + 1][0] == world.codes[0] and len(rows) - top == 5
    assert rows[top + 1][2] == "Karşıyaka"


def test_no_more_than_three_packs_are_kept_and_none_after_the_summit(app: Flask, world: World, uow: Callable[..., Any]) -> None:
    folder = folder_of(app, world)
    folder.mkdir(parents=True, exist_ok=True)
    for hour in range(4):
        for ending in ("pdf", "xlsx"):
            (folder / f"20270101T0{hour}0000Z.{ending}").write_bytes(b"old")
    with app.app_context():
        services.make_pack(world.summit)
    assert len(list(folder.glob("*.pdf"))) == len(list(folder.glob("*.xlsx"))) == 3
    with uow():
        summit = summits.by_slug(world.slug)
        assert summit is not None
        summit.starts_on, summit.ends_on = (now() - timedelta(days=9)).date(), (now() - timedelta(days=8)).date()
        record("summit.changed", summit)
    with app.app_context():
        services.sweep()
        services.make_pack(world.summit)
    assert not folder.exists()


def test_the_worker_makes_lists_in_the_days_of_the_summit(app: Flask, world: World, uow: Callable[..., Any]) -> None:
    with app.app_context():
        services.sweep()
    assert not folder_of(app, world).exists()
    with uow():
        summit = summits.by_slug(world.slug)
        assert summit is not None
        summit.starts_on = now().date()
        record("summit.changed", summit)
    for _minute in range(2):
        with app.app_context():
            services.sweep()
    assert len(list(folder_of(app, world).glob("*.pdf"))) == 1


@pytest.mark.parametrize(
    ("hours", "newest", "due"),
    [(-7, None, False), (-5, None, True), (5, 4.5, False), (5, 4, True), (50, None, False)],
    ids=["too early", "the evening before", "made just now", "an hour old", "over"],
)
def test_lists_are_due_each_hour(hours: int, newest: float | None, due: bool) -> None:
    begins = datetime(2027, 10, 13, tzinfo=UTC)
    made = begins + timedelta(hours=newest) if newest is not None else None
    assert rules.pack_is_due(begins + timedelta(hours=hours), begins, begins + timedelta(hours=48), made) is due


@pytest.mark.parametrize("name", ["20270101T000000Z.pdf", "..%2f..%2fsettings.pdf", "x.xlsx"])
def test_no_other_file_is_handed_over(desk: Visitor, name: str) -> None:
    assert desk.get(PAPER + name).status_code == 404
