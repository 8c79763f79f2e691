"""The pool of interpreters, the teams of sessions, and the roster; nothing of it is ever published."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from openpyxl import load_workbook

from summitapp.accounts.values import Role
from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import AgendaSession, Interpreter, Interpreting
from summitapp.agenda.values import AlreadyInPool, Visibility
from summitapp.audit.models import AuditEntry
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.errors import Invalid, Stale
from summitapp.directory.models import Person
from summitapp.summits.values import SummitArchived, SummitState
from tests.factories.agenda import add, enter, make_world, publish, send, team_member, the_summit

Unit = Callable[[], Any]
POOL = "/en/organise/izmir-2027/interpreters/"
SESSION = "/en/organise/izmir-2027/agenda/sessions/OPEN/"


def load(code: str = "OPEN") -> AgendaSession:
    session = queries.session_of("izmir-2027", code)
    assert session is not None
    return session


def pool() -> list[Interpreter]:
    return queries.interpreters_of(the_summit().id)


@pytest.fixture
def editor(uow: Unit) -> str:
    """A summit with two sessions and an interpreter; returns who edits its agenda."""
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", title="Cooling the city", languages=("de",), interpretation=("tr",))
        add(world, "NEXT", 2.05, "HALL-C", title="Ports that talk", languages=("de",), interpretation=("tr",))
        services.add_interpreter(world.summit, "", ("tr", "de"), "prefers into German", ("", "Petra", "Groß"))
        return team_member(world.summit)


def assign(*codes: str) -> None:
    everybody = [one.public_id for one in pool()]
    for code in codes:
        services.assign_team(load(code), everybody, load(code).revision)


def test_somebody_is_in_the_pool_once_with_at_least_two_languages(editor: str, uow: Unit, reading: Unit) -> None:
    with uow():
        ayse = db.session.scalars(sa.select(Person).where(Person.family_name == "Çağlayan")).one()
        services.add_interpreter(the_summit(), ayse.public_id, ("en", "tr"))
    with reading():
        assert [(one.person.family_name, one.languages) for one in pool()] == [
            ("Çağlayan", ["tr", "en"]), ("Groß", ["de", "tr"]),
        ]  # fmt: skip
    with pytest.raises(AlreadyInPool), uow():
        services.add_interpreter(the_summit(), pool()[0].person.public_id, ("de", "tr"))
    for person, languages, newcomer in (("", ("de", "tr"), None), ("", ("de",), ("", "Kim", "Schröder")), ("", ("de", "fr"), ("", "Wu", ""))):
        with pytest.raises(Invalid), uow():
            services.add_interpreter(the_summit(), person, languages, "", newcomer)


def test_a_team_is_chosen_once_and_again_and_the_trail_says_so(editor: str, uow: Unit, reading: Unit) -> None:
    with uow():
        assign("OPEN")
        before = load().revision
    with pytest.raises(Stale), uow():
        services.assign_team(load(), [], before - 1)
    with pytest.raises(Invalid), uow():
        services.assign_team(load(), ["nobody"], before)
    with reading():
        (placement,) = (one for one in queries.draft_placements(the_summit()) if one.code == "OPEN")
        assert [(who.name, who.languages) for who in placement.team] == [("Petra Groß", ("de", "tr"))]
    with uow():
        services.assign_team(load(), [], load().revision)
    with reading():
        assert queries.teamwork_of(load()) == []
        actions = list(db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)))
        assert actions.count("session.team_changed") == 2


def test_who_leaves_the_pool_leaves_every_team(editor: str, uow: Unit, reading: Unit) -> None:
    with uow():
        assign("OPEN", "NEXT")
    with uow():
        services.change_interpreter(pool()[0], ("de", "tr", "en"), "")
    with uow():
        assert services.remove_interpreter(pool()[0]) == 2
    with reading():
        assert pool() == [] and db.session.scalar(sa.select(sa.func.count()).select_from(Interpreting)) == 0


def test_an_archived_summit_keeps_its_interpreters(editor: str, uow: Unit) -> None:
    with uow():
        the_summit().state = SummitState.ARCHIVED
        record("summit.archived", the_summit())
    for refused in (
        lambda: services.remove_interpreter(pool()[0]), lambda: services.change_interpreter(pool()[0], ("de", "tr"), ""),
        lambda: services.add_interpreter(the_summit(), "", ("de", "tr"), "", ("", "Wu", "")), lambda: assign("OPEN"),
    ):  # fmt: skip
        with pytest.raises(SummitArchived), uow():
            refused()


def test_the_roster_counts_the_rest_between_two_booths(editor: str, uow: Unit, reading: Unit) -> None:
    with uow():
        assign("OPEN", "NEXT")
    with reading():
        (day,) = rules.roster_of(queries.draft_placements(the_summit()), queries.frame_of(the_summit()))
        assert [(shift.placement.code, shift.rest, shift.enough) for shift in day.shifts] == [
            ("OPEN", None, True), ("NEXT", timedelta(minutes=3), False),
        ]  # fmt: skip
        assert day.at_work == timedelta(hours=2)


def test_two_who_were_one_keep_every_team(editor: str, uow: Unit, reading: Unit) -> None:
    with uow():
        services.add_interpreter(the_summit(), "", ("de", "tr"), "", ("", "Petra", "Gross"))
        gross, groß = (one.person for one in sorted(pool(), key=lambda one: one.person.family_name))
        first, second = (next(one.public_id for one in pool() if one.person is who) for who in (gross, groß))
        services.assign_team(load("OPEN"), [first], load("OPEN").revision)
        services.assign_team(load("NEXT"), [first, second], load("NEXT").revision)
        services.replace_person(gross, groß)
    with reading():
        assert [one.person.family_name for one in pool()] == ["Groß"]
        assert {row.session.code for row in db.session.scalars(sa.select(Interpreting))} == {"OPEN", "NEXT"}
        told = services.export_person(pool()[0].person)["interprets"]
        assert told == [{"languages": ["de", "tr"], "note": "prefers into German", "sessions": ["NEXT", "OPEN"]}]


def test_who_is_erased_or_forgotten_interprets_nowhere(editor: str, uow: Unit, reading: Unit) -> None:
    with uow():
        services.add_interpreter(the_summit(), "", ("de", "tr"), "", ("", "Wu", ""))
        assign("OPEN", "NEXT")
    with uow():
        services.erase_person(next(one.person for one in pool() if one.person.given_name == "Wu"))
    with reading():
        assert [one.person.family_name for one in pool()] == ["Groß"]
        assert len(queries.teamwork_of(load())) == 1
    with uow():
        assert services.forget_plans(the_summit().id, 10) == 1
        record("summit.changed", the_summit())
    with reading():
        assert pool() == [] and queries.teamwork_of(load()) == []


# --- pages --------------------------------------------------------------------------------------------------------------


def test_the_pool_is_kept_by_form(editor: str, client: FlaskClient, reading: Unit, uow: Unit) -> None:
    with uow():
        viewer = team_member(the_summit(), Role.VIEWER, "viewer@example.org")
    enter(client, viewer)
    assert client.get(POOL).status_code == 403
    enter(client, editor)
    page = unescape(client.get(POOL).get_data(as_text=True))
    assert "Petra Groß" in page and "prefers into German" in page
    assert "“Cooling the city” has 0 of the 2 interpreters it needs for 60 min in 2 languages." in page
    found = unescape(send(client, POOL, find="caglayan", search="1", languages=["de", "en"]).get_data(as_text=True))
    key = found.split('name="person"')[1].split('value="')[1].split('"')[0]
    assert key.startswith("person:")
    assert send(client, POOL, find="caglayan", person=key, languages=["tr", "en"]).status_code == 303
    assert send(client, POOL, find="caglayan", person=key, languages=["tr", "en"]).status_code == 409
    assert send(client, POOL, new_given="Wu", languages=["tr"]).status_code == 422
    assert send(client, POOL, new_given="Wu", languages=["tr", "en"]).status_code == 303
    with reading():
        wu = next(one.public_id for one in pool() if one.person.given_name == "Wu")
    assert send(client, f"{POOL}{wu}/", languages=["de", "tr"], note="from 14:00").status_code == 303
    assert send(client, f"{POOL}{wu}/remove/", f"{POOL}{wu}/").status_code == 303
    with reading():
        assert {one.person.family_name for one in pool()} == {"Groß", "Çağlayan"}


def test_a_team_is_chosen_on_the_page_of_its_session(editor: str, client: FlaskClient, reading: Unit) -> None:
    enter(client, editor)
    with reading():
        petra, revision = pool()[0].public_id, str(load().revision)
    assert "This session needs 2 interpreters at least." in client.get(SESSION).get_data(as_text=True)
    assert send(client, f"{SESSION}team", SESSION, team=[petra], revision=revision).status_code == 303
    stale = send(client, f"{SESSION}team", SESSION, team=[petra], revision=revision)
    assert stale.status_code == 409 and "Someone else has changed this" in stale.get_data(as_text=True)
    with reading():
        assert [row.interpreter.public_id for row in queries.teamwork_of(load())] == [petra]
    roster = unescape(client.get(f"{POOL}roster/").get_data(as_text=True))
    assert "Petra Groß" in roster and "Cooling the city" in roster


def test_the_roster_is_a_workbook_too(editor: str, client: FlaskClient, uow: Unit) -> None:
    with uow():
        assign("OPEN", "NEXT")
    enter(client, editor)
    answer = client.get(f"{POOL}roster.xlsx")
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["2027-10-13"]
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Interpreter", "Petra Groß", "Petra Groß"]
    assert rows[1][2].isoformat() == "2027-10-13T10:00:00" and rows[2][7] == 3


def test_interpreters_are_never_published(editor: str, client: FlaskClient, uow: Unit) -> None:
    with uow():
        assign("OPEN", "NEXT")
        publish()
    for page in (
        "/en/summits/izmir-2027/agenda/", "/en/summits/izmir-2027/agenda/?view=rooms", "/en/summits/izmir-2027/sessions/OPEN/",
        "/en/summits/izmir-2027/agenda/changes/", "/summits/izmir-2027/agenda.ics", "/summits/izmir-2027/sessions/OPEN.ics",
        "/summits/izmir-2027/changes.atom",
    ):  # fmt: skip
        assert "Groß" not in client.get(page).get_data(as_text=True), page


# --- what people read and hear ------------------------------------------------------------------------------------------


def fields(**more: Any) -> dict[str, Any]:
    return {
        "title-de": "Die Stadt kühlen", "title-tr": "Kenti serinletmek", "title-en": "Cooling the city", "kind": "panel",
        "track": "", "visibility": "public", "languages": ["de"], "interpretation": ["tr"], "attendance": "free", **more,
    }  # fmt: skip


def saved(client: FlaskClient, reading: Unit, **more: Any) -> Any:
    with reading():
        revision = str(load().revision)
    return send(client, SESSION, **fields(revision=revision, **more))


def test_channels_and_a_live_stream_are_written_checked_and_shown(editor: str, client: FlaskClient, reading: Unit, uow: Unit) -> None:
    enter(client, editor)
    for wrong in (
        {"livestream": "http://example.org/live"}, {"livestream": "javascript:alert(1)"}, {"livestream": "https://"},
        {"livestream": "https://me:secret@example.org/"}, {"channel_de": "1", "channel_tr": "1"}, {"channel_en": "3"}, {"channel_de": "100"},
    ):  # fmt: skip
        assert saved(client, reading, **wrong).status_code == 422, wrong
    assert saved(client, reading, livestream="https://example.org/live", channel_de="1", channel_tr="2").status_code == 303
    with reading():
        assert load().channels == {"de": 1, "tr": 2}
    with uow():
        publish()
    text = unescape(client.get("/en/summits/izmir-2027/sessions/OPEN/").get_data(as_text=True))
    assert 'href="https://example.org/live"' in text and "Turkish" in text


def test_places_cannot_fall_below_those_taken(editor: str, client: FlaskClient, reading: Unit, uow: Unit) -> None:
    enter(client, editor)
    assert saved(client, reading, attendance="enrol", capacity="30").status_code == 303
    with uow():
        load().taken = 12
        record("session.edited", load())
    assert "12 of 30 places are taken." in client.get(SESSION).get_data(as_text=True)
    refused = saved(client, reading, attendance="enrol", capacity="11")
    assert refused.status_code == 422
    assert "More people have a place in this session than that." in refused.get_data(as_text=True)
    assert saved(client, reading, attendance="enrol", capacity="12").status_code == 303
    assert saved(client, reading, attendance="free", capacity="5").status_code == 303


def test_a_plenary_fills_further_rooms(editor: str, client: FlaskClient, reading: Unit) -> None:
    enter(client, editor)
    with reading():
        revision = str(load().revision)
    answer = send(client, f"{SESSION}place", SESSION, room="HALL-B", also_in=["HALL-C"], starts_at="2027-10-13T10:00",
                  ends_at="2027-10-13T12:30", revision=revision)  # fmt: skip
    assert answer.status_code == 303
    with reading():
        placement = next(one for one in queries.draft_placements(the_summit()) if one.code == "OPEN")
        assert placement.rooms == ("HALL-B", "HALL-C")
    assert "Salon C is taken twice" in unescape(client.get(SESSION).get_data(as_text=True))


def test_minutes_are_read_at_once_by_those_they_are_for(editor: str, client: FlaskClient, reading: Unit, uow: Unit) -> None:
    with uow():
        publish()
    enter(client, editor)
    page = "/de/summits/izmir-2027/sessions/OPEN/"
    texts = {"minutes-de": "Es wurde viel über Bäume gesprochen.", "outcome-de": "Tausend Linden bis 2030.", "readers": "delegates"}

    def write(**more: str) -> Any:
        with reading():
            revision = str(load().revision)
        return send(client, f"{SESSION}minutes", SESSION, **{**texts, "revision": revision, **more})

    assert write().status_code == 303
    client.application.wsgi_app.forget()
    assert "Linden" not in client.get(page).get_data(as_text=True)
    assert write(readers="public").status_code == 303
    client.application.wsgi_app.forget()
    text = client.get(page).get_data(as_text=True)
    assert "Tausend Linden bis 2030." in text and "Es wurde viel über Bäume gesprochen." in text
    assert write(revision="1").status_code == 409
    with reading():
        assert queries.aftermath_of(the_summit(), "OPEN", Visibility.PUBLIC).outcome.de == "Tausend Linden bis 2030."
        assert the_summit().redactions == 2
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "session.minutes_written")).first()
        assert entry is not None and "Linden" not in str(entry.changes)
