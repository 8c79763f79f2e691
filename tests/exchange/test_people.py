"""Whom the names of a file mean: a name alone joins nobody who could be written to, and undoing takes the new ones away."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
import sqlalchemy as sa

from summitapp.agenda import queries, services
from summitapp.core.db import db
from summitapp.core.errors import Stale
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.directory.queries import mentioned
from summitapp.exchange import rules
from summitapp.exchange import services as exchange
from summitapp.exchange.values import NOBODY, Column, Meant, Mention, Outcome
from summitapp.summits.queries import by_slug
from tests.exchange.schemas import shared
from tests.exchange.test_import import PAGE, draft, edited, editor, judged, preview, row_of
from tests.factories.agenda import details, publish

__all__ = ["editor"]
XML = """<schedule><version>1</version><conference><title>x</title></conference><day><room name="HALL-C">
<event id="7" guid="g-7"><room>HALL-C</room><title>Ports that talk</title><type>panel</type>
<date>2027-10-14T09:00:00+03:00</date><start>09:00</start><duration>00:45</duration>
<persons>{persons}</persons></event></room></day></schedule>"""


def schedule(*names: str) -> bytes:
    return XML.format(persons="".join(f'<person id="{number}">{name}</person>' for number, name in enumerate(names, 50))).encode()


def meant(reading, body: bytes, code: str = "XG7") -> dict[str, str]:
    return {one.name: one.meant.value for one in judged(reading, body)[code].people}


def cast(reading, code: str = "XG7") -> list[str]:
    with reading():
        return [one.person.name.with_title for one in queries.session_of("izmir-2027", code).appearances if one.person]


def everybody(reading) -> int:
    with reading():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Person))


def add(uow, given: str, family: str, email: str | None = None) -> str:
    with uow():
        from summitapp.audit import services as audit

        _row, reference = directory.add_person(given, family, email, "en")
        audit.write("person.added", "directory.person", reference)
        return reference


def take(uow, body: bytes, **how):
    with uow():
        return exchange.take_file(by_slug("izmir-2027"), body, "en", **how)


def test_new_people_come_with_a_schedule_once_and_again_they_are_there(editor, uow, reading) -> None:
    body = schedule("Dr. Gülşah Yıldız Ünal", "Ole von der Heide", "Pelé")
    assert set(meant(reading, body).values()) == {"new"}
    before = everybody(reading)
    take(uow, body)
    assert cast(reading) == ["Dr. Gülşah Yıldız Ünal", "Ole von der Heide", "Pelé"] and everybody(reading) == before + 3
    with reading():
        ole = db.session.scalar(sa.select(Person).where(Person.family_name == "von der Heide"))
        assert (ole.given_name, ole.email, ole.proven_at) == ("Ole", None, None)
    again = judged(reading, body)["XG7"]
    assert again.outcome is Outcome.UNCHANGED and {one.meant for one in again.people} == {Meant.APPEARS}


def test_undoing_takes_them_away_unless_something_else_speaks_of_them(editor, uow, reading) -> None:
    before = everybody(reading)
    _rows, moment = take(uow, schedule("Ada Yeni", "Can Kalan"))
    with uow():
        can = db.session.scalar(sa.select(Person).where(Person.given_name == "Can"))
        session = queries.session_of("izmir-2027", "BUS")
        services.edit_session(session, details("A walk", can, code="BUS"), session.revision)
    with uow():
        assert exchange.take_back(by_slug("izmir-2027"), moment) == (1, 0)
    assert everybody(reading) == before + 1 and cast(reading, "BUS") == ["Can Kalan"]
    with uow():
        assert exchange.take_back(by_slug("izmir-2027"), moment) == (0, 0), "a second click does nothing"


def test_a_moment_that_somebody_made_up_removes_nobody(editor, uow, reading) -> None:
    before = everybody(reading)
    with uow():
        ayse = db.session.scalar(sa.select(Person).where(Person.family_name == "Çağlayan"))
        assert exchange.take_back(by_slug("izmir-2027"), ayse.created_at) == (0, 0)
    assert everybody(reading) == before


def test_a_name_never_joins_somebody_with_an_address(editor, uow, reading) -> None:
    known = add(uow, "Işıl", "Su", "isil@example.org")
    body = schedule("IŞIL SU")
    assert meant(reading, body) == {"IŞIL SU": "open"}
    before = everybody(reading)
    take(uow, body)
    assert everybody(reading) == before + 1, "without a choice it is somebody new"
    with reading():
        assert known not in [one.person.public_id for one in queries.session_of("izmir-2027", "XG7").appearances]


def test_whoever_brings_the_file_says_who_is_meant(editor, uow, reading) -> None:
    known = add(uow, "Işıl", "Su", "isil@example.org")
    with reading():
        (row,) = exchange.judge_file(by_slug("izmir-2027"), schedule("Işıl Su"), "en")
        ((token, (named, codes)),) = rules.unclear([row]).items()
        assert codes == ["XG7"] and [one.key for one in named.candidates] == [f"person:{known}"]
    with uow(), pytest.raises(Stale):
        exchange.take_file(by_slug("izmir-2027"), schedule("Işıl Su"), "en", choices={token: "person:anybody"})
    before = everybody(reading)
    take(uow, schedule("Işıl Su"), choices={token: f"person:{known}"})
    assert cast(reading) == ["Işıl Su"] and everybody(reading) == before


def test_a_name_can_be_left_out(editor, uow, reading) -> None:
    add(uow, "Işıl", "Su", "isil@example.org")
    with reading():
        (token,) = rules.unclear(exchange.judge_file(by_slug("izmir-2027"), schedule("Işıl Su"), "en"))
    take(uow, schedule("Işıl Su"), choices={token: NOBODY})
    assert cast(reading) == []


@pytest.mark.parametrize(("others", "expected"), [(0, "known"), (1, "open")])
def test_somebody_without_an_address_is_known_by_name_at_this_summit_if_nobody_else_is_called_so(
    editor, uow, reading, others: int, expected: str
) -> None:
    for _ in range(others):
        add(uow, "Ayşe İnci", "Çağlayan")
    assert meant(reading, schedule("Çağlayan, Ayşe İnci")) == {"Çağlayan, Ayşe İnci": expected}


def test_somebody_who_appears_nowhere_here_is_not_known_by_name(editor, uow, reading) -> None:
    add(uow, "Jürgen", "Müller")
    assert meant(reading, schedule("Jurgen Muller", "Juergen Mueller")) == {"Jurgen Muller": "open", "Juergen Mueller": "open"}


def test_who_is_not_to_be_named_does_not_come_back_with_a_file(editor, uow, reading) -> None:
    with uow():
        directory.hide_person(db.session.scalar(sa.select(Person).where(Person.family_name == "Çağlayan")), "asked for it")
    body = schedule("Prof. Dr. Ayşe İnci Çağlayan")
    assert list(meant(reading, body).values()) == ["hidden"]
    before = everybody(reading)
    take(uow, body)
    assert cast(reading) == [] and everybody(reading) == before


@pytest.mark.parametrize("form", ["frab-xml", "frab-json"])
def test_our_own_schedule_brings_people_and_offices_to_another_session(editor, uow, reading, form: str) -> None:
    with uow():
        db.session.scalar(sa.select(Person).where(Person.family_name == "Çağlayan")).email = "ayse@example.org"
        from summitapp.audit import services as audit

        audit.write("person.changed", "directory.person", "x")
        publish()
    with reading():
        body = exchange.write_schedule(by_slug("izmir-2027"), "en", form)
        guid = next(one["guid"] for one in events(body, form) if one["title"].startswith("Çağ"))
    other = body.replace(guid.encode(), b"g-9")
    (row,) = (one for one in judged(reading, other).values() if one.outcome is Outcome.NEW)
    assert [one.meant for one in row.people] == [Meant.KNOWN, Meant.KNOWN], "its number and the name say who it is"
    before = everybody(reading)
    take(uow, other)
    with reading():
        both = queries.session_of("izmir-2027", row.code).appearances
        assert [bool(one.person) for one in both] == [True, False]
    assert everybody(reading) == before


def events(body: bytes, form: str) -> list[dict[str, str]]:
    if form == "frab-xml":
        return [{"guid": one.get("guid"), "title": one.findtext("title")} for one in ET.fromstring(body).iter("event")]
    days = json.loads(body)["schedule"]["conference"]["days"]
    return [event for day in days for room in day["rooms"].values() for event in room]


def test_two_of_one_name_in_a_file_that_tells_them_apart_are_two(editor, uow, reading) -> None:
    before = everybody(reading)
    take(uow, schedule("Ali Can", "Ali Can"))
    assert everybody(reading) == before + 2


def test_a_schedule_adds_people_and_takes_nobody_away(editor, uow, reading) -> None:
    take(uow, schedule("Ada Yeni", "Can Kalan"))
    body = schedule("Ada Yeni", "Ece Gelen")
    row = judged(reading, body)["XG7"]
    assert row.changes[Column.SPEAKERS] == ("Ada Yeni; Can Kalan", "Ada Yeni; Can Kalan; Ece Gelen") and not row.leaving
    take(uow, body)
    assert cast(reading) == ["Ada Yeni", "Can Kalan", "Ece Gelen"]


def test_the_workbook_says_all_who_appear_and_leaves_out_who_shall_not(editor, uow, reading) -> None:
    column = list(Column).index(Column.SPEAKERS) + 1

    def change(page) -> None:
        cell = page.cell(row_of(page, "OPEN"), column)
        assert cell.value == "Prof. Dr. Ayşe İnci Çağlayan; Mayor, Bremen"
        cell.value = "Mayor, Bremen; Dr. Ada Yeni"

    body = edited(draft(reading), change)
    found = judged(reading, body)
    assert {code: one.outcome.value for code, one in found.items()} == {"OPEN": "changed", "BUS": "unchanged", "LATER": "unchanged"}
    assert list(found["OPEN"].changes) == [Column.SPEAKERS]
    take(uow, body)
    assert cast(reading, "OPEN") == ["Dr. Ada Yeni"]
    with reading():
        assert [bool(one.position) for one in queries.session_of("izmir-2027", "OPEN").appearances] == [True, False]
    assert judged(reading, draft(reading))["OPEN"].outcome is Outcome.UNCHANGED


def test_who_is_hidden_stays_in_a_session_whose_cell_cannot_name_them(editor, uow, reading) -> None:
    with uow():
        directory.hide_person(db.session.scalar(sa.select(Person).where(Person.family_name == "Çağlayan")), "asked for it")
    body = draft(reading)
    assert b"\xc3\x87a\xc4\x9flayan" not in body
    assert judged(reading, body)["OPEN"].outcome is Outcome.UNCHANGED
    take(uow, b"Code;Speakers\nOPEN;Ada Yeni\n")
    with reading():
        there = queries.session_of("izmir-2027", "OPEN").appearances
        assert [one.person.family_name for one in there if one.person] == ["Çağlayan", "Yeni"] and len(there) == 2


@pytest.mark.parametrize("cell", ["; ".join(f"Ada {number}" for number in range(80)), "A" * 121, "Ada \u202einey"])
def test_names_that_cannot_be_are_told_beside_the_row(editor, reading, cell: str) -> None:
    row = judged(reading, f'Code;Speakers\nOPEN;"{cell}"\n'.encode())
    assert list(row["OPEN"].faults) == [Column.SPEAKERS]


def test_every_table_that_speaks_of_people_is_asked(editor, reading) -> None:
    with reading():
        ayse = db.session.scalar(sa.select(Person.id).where(Person.family_name == "Çağlayan"))
        assert mentioned([ayse, 10**6]) == {ayse}


def test_names_are_read_as_people_write_them() -> None:
    assert rules.read_name("Prof. Dr. Ayşe İnci Çağlayan") == ("Prof. Dr.", "Ayşe İnci", "Çağlayan")
    assert rules.read_name("Herr Dr. Ole YILMAZ") == ("Dr.", "Ole", "YILMAZ")
    assert rules.read_name("Madonna") == ("", "Madonna", "")
    assert Mention("x").key == ""


def test_the_page_asks_whose_a_name_is_and_does_as_told(editor, client, uow, reading) -> None:
    known = add(uow, "Işıl", "Su", "isil@example.org")
    token, answer = preview(client, schedule("Işıl Su", "Ada Yeni"), "schedule.xml")
    text = answer.get_data(as_text=True)
    assert "Whose name is this?" in text and "One person is new here." in text and "isil@example.org" not in text
    fields = dict(re.findall(r'name="(carried|seen)" value="([^"]*)"', text))
    who = re.search(r'name="(who-[0-9a-f]+)"', text)[1]
    answer = client.post(PAGE + "take", data={"csrf_token": token, **fields, who: f"person:{known}"})
    assert answer.status_code == 303 and cast(reading) == ["Işıl Su", "Ada Yeni"]


def test_the_command_says_who_was_unclear(editor, app, uow, tmp_path) -> None:
    add(uow, "Işıl", "Su", "isil@example.org")
    file = tmp_path / "schedule.xml"
    file.write_bytes(schedule("Işıl Su", "Ada Yeni"))
    done = app.test_cli_runner().invoke(args=["agenda", "import", str(file), "--summit", "izmir-2027", "--json"])
    told = json.loads(done.output)
    assert told["people"] == {"known": 0, "new": 1, "open": 1} and told["unclear"] == ["Işıl Su"]


def test_the_public_example_of_the_format_comes_with_everybody_in_it(editor, uow, reading) -> None:
    """The example is kept beside the project; where it is not there, the others of this file say what it would."""
    path = shared("example-pretalx.json")
    whole = json.loads(path.read_text()) if path else {"schedule": {"conference": {"days": []}}}
    names = set()
    for day in whole["schedule"]["conference"]["days"]:
        held = [event for events in day["rooms"].values() for event in events]
        names |= {person["public_name"] for event in held for person in event["persons"]}
        day["rooms"] = {"Salon B": [{**event, "room": "Salon B"} for event in held]}
    before = everybody(reading)
    rows, _moment = take(uow, json.dumps(whole).encode())
    assert {one.outcome for one in rows} <= {Outcome.NEW} and len(rows) == (36 if path else 0)
    assert everybody(reading) == before + len(names)
