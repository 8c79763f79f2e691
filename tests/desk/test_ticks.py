"""What was ticked on paper, typed in later with its real times."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.audit.services import record
from summitapp.checkin.models import Scan
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.desk import rules, services
from summitapp.desk.values import Tick, TickFault
from summitapp.summits import queries as summits
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor

TICKS = "/en/organise/izmir-2027/door/ticks/"


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        built = doors.build(people=4)
        summit = summits.by_slug(built.slug)
        assert summit is not None
        summit.starts_on, summit.ends_on = (now() - timedelta(days=2)).date(), (now() + timedelta(days=1)).date()
        record("summit.changed", summit)
        return built


def yesterday() -> str:
    return (now() - timedelta(days=1)).date().isoformat()


def carried(page: str) -> str:
    import html
    import re

    found = re.search(r'name="carried" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def taken(reading: Callable[..., Any]) -> list[tuple[str, bool]]:
    with reading():
        return [(one.happened_at.strftime("%H:%M"), one.offline) for one in db.session.scalars(sa.select(Scan).order_by(Scan.id))]


def test_a_list_filled_in_on_a_computer_is_taken_once(
    app: Flask, desk: Visitor, world: World, reading: Callable[..., Any]
) -> None:
    with app.app_context():
        services.make_pack(world.summit)
    (name,) = [one.split(".xlsx")[0].split("/")[-1] for one in desk.get("/en/organise/izmir-2027/door/paper/").text.split('"') if one.endswith(".xlsx")]
    book = openpyxl.load_workbook(io.BytesIO(desk.get(f"/en/organise/izmir-2027/door/paper/{name}.xlsx").data))
    sheet = book.active
    row_of = {row[0].value: row[0].row for row in sheet.iter_rows()}
    for code, written in zip(world.codes, (time(9, 5), "9.07", "soon", datetime(2020, 1, 1, 9, 5)), strict=True):
        sheet.cell(row_of[code], 5, written)
    out = io.BytesIO()
    book.save(out)
    form = {"point": "entrance", "direction": "in", "day": yesterday()}
    seen = desk.send(TICKS, TICKS, {**form, "file": (io.BytesIO(out.getvalue()), "list.xlsx")})
    assert "2 lines cannot be taken" in seen.text and "This is no time" in seen.text and "not on the day" in seen.text
    assert "Take 2 lines" in seen.text and taken(reading) == []
    sent = {**form, "carried": carried(seen.text)}
    assert "2 lines have been taken" in desk.send(TICKS, f"{TICKS}take", sent).text
    again = desk.send(TICKS, f"{TICKS}take", sent)
    assert "0 lines have been taken" in again.text and "2 had been taken before" in again.text
    assert sorted(taken(reading)) == [("06:05", True), ("06:07", True)]  # İzmir is three hours ahead


def test_one_time_is_written_for_many_and_another_beside_a_name(
    desk: Visitor, world: World, reading: Callable[..., Any]
) -> None:
    page = desk.get(f"{TICKS}?q={world.codes[0]}").text
    assert f'name="time-{world.codes[0]}"' in page and f'name="time-{world.codes[1]}"' not in page
    form = {"point": "entrance", "direction": "in", "day": yesterday()}
    seen = desk.send(TICKS, TICKS, {**form, "many": "8:30", "ticked": world.codes[:2], f"time-{world.codes[0]}": "",
                                    f"time-{world.codes[1]}": "8:40", f"time-{world.codes[2]}": ""}).text  # fmt: skip
    desk.send(TICKS, f"{TICKS}take", {**form, "carried": carried(seen)})
    assert sorted(one for one, _offline in taken(reading)) == ["05:30", "05:40"]


def test_an_empty_list_and_a_strange_file_are_refused_in_words(desk: Visitor) -> None:
    form = {"point": "entrance", "direction": "in", "day": yesterday()}
    assert "No time has been written" in desk.send(TICKS, TICKS, form).text
    strange = desk.send(TICKS, TICKS, {**form, "file": (io.BytesIO(b"PK\x03\x04 nonsense"), "list.xlsx")})
    assert strange.status_code == 422
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["a", "b"])
    book.save(out)
    other = desk.send(TICKS, TICKS, {**form, "file": (io.BytesIO(out.getvalue()), "list.xlsx")})
    assert other.status_code == 422 and "none of our paper lists" in other.text
    for carried_ in ('{"a": 1}', "[[Infinity, 1, 1]]", "[" * 100_000):
        assert desk.send(TICKS, f"{TICKS}take", {**form, "carried": carried_}).status_code == 422


@pytest.mark.parametrize(
    ("text", "read"),
    [("9:05", (None, time(9, 5))), ("9.05", (None, time(9, 5))), ("0905", (None, time(9, 5))), ("9", (None, time(9))),
     ("09:05:00", (None, time(9, 5))), ("2027-10-13 09:05", (date(2027, 10, 13), time(9, 5))),
     ("0.378472222222222", (None, time(9, 5))), ("25:00", None), ("9:5x", None), ("", None), ("2027-13-45 9:05", None)],
)  # fmt: skip
def test_times_are_read_as_people_and_spreadsheets_write_them(text: str, read: object) -> None:
    assert rules.read_time(text) == read


def test_what_is_wrong_stands_beside_the_line() -> None:
    noon, day = datetime(2027, 10, 13, 9, tzinfo=UTC), date(2027, 10, 13)

    def judged(text: str, badge: tuple[str, str] | None = ("lookup", "Wu")) -> TickFault | None:
        return rules.judge_tick(Tick(1, "ABC", text), badge, day, "Europe/Istanbul", noon).fault

    assert judged("9:05") is None
    assert judged("9:05", None) is TickFault.UNKNOWN
    assert judged("13:05") is TickFault.NOT_YET
    assert judged("2027-10-12 09:05") is TickFault.OTHER_DAY
    assert judged("late") is TickFault.TIME_UNREADABLE
    lines = [rules.judge_tick(Tick(n, "ABC", "9:05"), ("lookup", "Wu"), day, "Europe/Istanbul", noon) for n in (1, 2)]
    assert [one.fault for one in rules.without_twins(lines)] == [None, TickFault.TWICE]
