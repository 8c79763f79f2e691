"""Sessions that come as a file: looked at first, then taken; what was not edited is not touched."""

import base64
import io
import json
import os
import re
import zlib
from datetime import datetime

import openpyxl
import pytest

from summitapp.accounts.values import Role
from summitapp.agenda import queries, services
from summitapp.core.errors import DomainError, Stale
from summitapp.core.text import LANGUAGES
from summitapp.exchange import services as exchange
from summitapp.exchange.rules import read_file
from summitapp.exchange.values import (
    COLUMN_NAMES,
    Column,
    NoSessionColumns,
    Outcome,
    ScheduleTooLarge,
    UnreadableSchedule,
)
from summitapp.summits.queries import by_slug
from tests.factories.agenda import add, enter, make_world, team_member

PAGE = "/en/organise/izmir-2027/agenda/import/"
EVERY_LETTER = "Çağ Ğğ İi Iı Öö Şş Üü ß – „x“ & <b> =1+1"


@pytest.fixture
def editor(uow, client) -> None:
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, world.mayor, title=EVERY_LETTER, languages=("de", "tr"), capacity=80)
        add(world, "BUS", 3, "", title="A walk by the sea")
        add(world, "LATER", None, title="Not placed yet")
        identifier = team_member(world.summit, Role.EDITOR)
    enter(client, identifier)


def draft(reading, language: str = "en") -> bytes:
    with reading():
        return exchange.write_draft(by_slug("izmir-2027"), language)


def edited(body: bytes, change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(body))
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(page, code: str) -> int:
    return next(cell.row for cell in page["A"] if cell.value == code)


def column_of(column: Column) -> int:
    return list(Column).index(column) + 1


def judged(reading, body: bytes) -> dict[str, object]:
    with reading():
        return {one.code: one for one in exchange.judge_file(by_slug("izmir-2027"), body, "en")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_comes_back_unchanged_whatever_language_its_headings_have(editor, reading, language: str) -> None:
    body = draft(reading, language)
    page = openpyxl.load_workbook(io.BytesIO(body)).active
    assert page.cell(1, 1).value == COLUMN_NAMES[Column.CODE][language]
    cells = page[row_of(page, "OPEN")]
    assert cells[column_of(Column.STARTS) - 1].value == datetime(2027, 10, 13, 10)
    assert cells[column_of(Column.CAPACITY) - 1].value == 80 and cells[column_of(Column.TITLE_EN) - 1].value == EVERY_LETTER
    found = judged(reading, body)
    assert {one.outcome for one in found.values()} == {Outcome.UNCHANGED} and len(found) == 3


def test_only_what_was_edited_is_changed_and_who_appears_stays(editor, uow, reading) -> None:
    def change(page) -> None:
        page.cell(row_of(page, "OPEN"), column_of(Column.TITLE_TR)).value = "İzmir'in ışıkları"
        page.cell(row_of(page, "BUS"), column_of(Column.ROOM)).value = "salon c"
        page.append(["NEW-1", datetime(2027, 10, 14, 9), datetime(2027, 10, 14, 10), "HALL-B", "", "", "A new one"])
        page.append(["BAD", datetime(2027, 10, 14, 9), datetime(2027, 10, 14, 8), "Nowhere", "", "", "A bad one"])

    body = edited(draft(reading), change)
    found = judged(reading, body)
    assert {code: one.outcome.value for code, one in found.items()} == {
        "OPEN": "changed", "BUS": "changed", "LATER": "unchanged", "NEW-1": "new", "BAD": "faulty"}  # fmt: skip
    assert list(found["OPEN"].changes) == [Column.TITLE_TR] and list(found["BUS"].changes) == [Column.ROOM]
    assert set(found["BAD"].faults) == {Column.ROOM, Column.ENDS}
    with uow():
        before = {code: queries.session_of("izmir-2027", code).revision for code in ("OPEN", "BUS", "LATER")}
        exchange.take_file(by_slug("izmir-2027"), body, "en")
    with reading():
        after = {code: queries.session_of("izmir-2027", code) for code in ("OPEN", "BUS", "LATER", "NEW-1", "BAD")}
        assert after["BAD"] is None and after["LATER"].revision == before["LATER"]
        assert after["OPEN"].title.tr == "İzmir'in ışıkları" and after["OPEN"].title.en == EVERY_LETTER
        assert len(after["OPEN"].appearances) == 2
        placed = {one.code: one.room for one in queries.draft_placements(by_slug("izmir-2027"))}
        assert placed == {"OPEN": "HALL-B", "BUS": "HALL-C", "NEW-1": "HALL-B"}
    assert {one.outcome.value for one in judged(reading, body).values()} == {"unchanged", "faulty"}


def test_new_sessions_can_be_taken_back_at_once(editor, uow, reading) -> None:
    body = edited(draft(reading), lambda page: page.append(["NEW-1", None, None, None, "", "", "Without a time"]))
    with uow():
        _, moment = exchange.take_file(by_slug("izmir-2027"), body, "en")
    with uow():
        assert services.take_back_copy(by_slug("izmir-2027"), moment) == (1, 0)
        assert queries.session_of("izmir-2027", "NEW-1") is None


def test_what_somebody_did_meanwhile_is_not_overwritten(editor, uow, reading) -> None:
    body = edited(draft(reading), lambda page: page.append(["NEW-1", None, None, None, "", "", "Without a time"]))
    with reading():
        seen = exchange.mark_of(exchange.judge_file(by_slug("izmir-2027"), body, "en"))
    with uow():
        session = queries.session_of("izmir-2027", "BUS")
        services.unplace_session(session, session.revision)
    with uow(), pytest.raises(Stale):
        exchange.take_file(by_slug("izmir-2027"), body, "en", seen)


def test_a_schedule_of_another_program_is_read_and_found_again(editor, uow, reading) -> None:
    event = {"guid": "8079583e-8321-506c-95af-fd2903a5f075", "id": 25, "date": "2027-10-14T09:00:00+03:00", "duration": "00:30",
             "title": "Focused hardware", "track": "Phased", "type": "Talk", "language": "en", "abstract": "Brand."}  # fmt: skip
    days = [{"rooms": {"Salon C": [event], "Gray Room": [{**event, "guid": "another", "id": 3}]}}]
    body = json.dumps({"schedule": {"conference": {"days": days}}}).encode()
    found = judged(reading, body)
    assert [one.outcome.value for one in found.values()] == ["new", "faulty"]
    assert list(found["XANOTHER"].faults) == [Column.ROOM], "the reason stands beside its cell"
    with uow():
        exchange.take_file(by_slug("izmir-2027"), body, "en")
    assert judged(reading, body)["X8079583E83"].outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("form", ["frab-xml", "frab-json"])
def test_our_own_schedule_changes_nothing(editor, uow, reading, form: str) -> None:
    from tests.factories.agenda import publish

    with uow():
        session = queries.session_of("izmir-2027", "BUS")
        start = datetime.fromisoformat("2027-10-14T09:00:00+03:00")
        services.place_session(session, "HALL-C", start, start.replace(hour=10), session.revision)
        publish()
    with reading():
        body = exchange.write_schedule(by_slug("izmir-2027"), "en", form)
    assert {code: one.outcome.value for code, one in judged(reading, body).items()} == {"OPEN": "unchanged", "BUS": "unchanged"}


ENTITY = b'<!DOCTYPE s [<!ENTITY a "x">]><schedule><day><room name="&a;"/></day></schedule>'


@pytest.mark.parametrize(("body", "error"), [
    (ENTITY, UnreadableSchedule), (ENTITY.decode().encode("utf-16"), DomainError), (b"<schedule", UnreadableSchedule),
    (b"<html></html>", UnreadableSchedule), (b"{}", UnreadableSchedule), (b"", UnreadableSchedule), (b"\xff\xfe", DomainError), (b"%PDF-1.7", UnreadableSchedule),
    (b"\xff\xd8\xff picture", UnreadableSchedule), (b"Farbe;Zahl\nrot;1\n", NoSessionColumns), (b"\0\1\2", DomainError),
    (b'Code;Titel (Deutsch)\nA;"' + b"x" * 40_000, DomainError), (b"Code;Raum\n" + b"A;B\n" * 2_500, ScheduleTooLarge),
    (b'{"a":' * 90_000, UnreadableSchedule), (b"[" * 200_000, ScheduleTooLarge), (b"<s>" + b"<a/>" * 200_000 + b"</s>", ScheduleTooLarge),
    (b"x" * (5 * 1024 * 1024 + 1), ScheduleTooLarge), (b'{"schedule":{"conference":{"days":[{"rooms":{"a":[1]}}]}}}', UnreadableSchedule),
    (b'{"schedule":{"conference":{"days":7}}}', UnreadableSchedule), (b"PK\x03\x04 nothing", DomainError),
])  # fmt: skip
def test_a_hostile_file_is_refused_in_words(body: bytes, error: type[DomainError]) -> None:
    with pytest.raises(error):
        read_file(body, "en", {})


def preview(client, body: bytes, name: str = "a.xlsx"):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(PAGE).get_data(as_text=True))[1]
    return token, client.post(PAGE, data={"csrf_token": token, "file": (io.BytesIO(body), name)})


def test_an_organiser_looks_first_and_then_takes(editor, client, reading) -> None:
    body = edited(client.get("/en/organise/izmir-2027/agenda/sessions.xlsx").get_data(),
                  lambda page: page.append(["NEW-1", None, None, None, "", "", "Brand new"]))  # fmt: skip
    token, answer = preview(client, body)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "Brand new" in text and "Take one row" in text
    with reading():
        assert queries.session_of("izmir-2027", "NEW-1") is None, "looking writes nothing"
    fields = {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("carried", "seen")}
    answer = client.post(PAGE + "take", data={"csrf_token": token, **fields})
    assert answer.status_code == 303 and "came=" in answer.headers["Location"]
    back = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Take the new sessions back" in back and "copy" not in back[back.index("The new sessions of your file") :][:900]
    assert client.post(PAGE + "take", data={"csrf_token": token, **fields}).status_code == 409, "a second click does nothing"
    came = re.search(r'name="came" value="([^"]+)"', back)[1]
    assert client.post(PAGE + "back", data={"csrf_token": token, "came": "yesterday"}).status_code == 303
    assert client.post(PAGE + "back", data={"csrf_token": token, "came": came}).status_code == 303
    with reading():
        assert queries.session_of("izmir-2027", "NEW-1") is None


def test_a_file_that_cannot_be_read_and_a_field_made_up_are_refused(editor, client) -> None:
    token, answer = preview(client, ENTITY, "schedule.xml")
    assert answer.status_code == 422 and "We cannot read this file" in answer.get_data(as_text=True)
    bomb = base64.b64encode(zlib.compress(b"\0" * 50_000_000, 9)).decode()
    assert client.post(PAGE + "take", data={"csrf_token": token, "carried": bomb, "seen": ""}).status_code == 422


def test_a_file_of_some_megabytes_is_carried_from_the_preview_to_the_draft(editor, client, reading) -> None:
    noise = base64.b64encode(os.urandom(3_000_000)).decode()  # nothing packs this
    schedule = json.dumps({"schedule": {"conference": {"days": []}}, "pictures": noise}).encode()
    event = {"guid": "g1", "date": "2027-10-14T09:00:00+03:00", "duration": "00:30", "title": "From a large file"}
    schedule = schedule.replace(b'"days": []', b'"days": [{"rooms": {"": [' + json.dumps(event).encode() + b"]}}]")
    assert 4_000_000 < len(schedule) < 5_000_000
    token, answer = preview(client, schedule, "schedule.json")
    fields = {name: re.search(rf'name="{name}" value="([^"]*)"', answer.get_data(as_text=True))[1] for name in ("carried", "seen")}
    assert len(fields["carried"]) > 3_000_000
    answer = client.post(PAGE + "take", data={"csrf_token": token, **fields}, content_type="multipart/form-data")
    assert answer.status_code == 303
    with reading():
        assert queries.session_of("izmir-2027", "XG1").title.en == "From a large file"


@pytest.mark.parametrize(("size", "words"), [(5_300_000, "five megabytes"), (8_600_000, "8 megabytes")])
def test_a_file_that_is_too_large_is_refused_with_the_limit(editor, client, size: int, words: str) -> None:
    _token, answer = preview(client, b"x" * size, "schedule.xml")
    assert answer.status_code in (413, 422) and words in answer.get_data(as_text=True)


def test_who_only_reads_cannot_bring_a_file(uow, client) -> None:
    with uow():
        identifier = team_member(make_world().summit, Role.VIEWER)
    enter(client, identifier)
    assert client.get(PAGE).status_code == 403
    assert client.get("/en/organise/izmir-2027/agenda/sessions.csv").status_code == 200
