"""The pages of lists: who sees which, what leaves and how, and the order of protocol by hand."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pypdfium2
import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Role
from summitapp.audit.models import AuditEntry
from summitapp.core.db import db
from summitapp.lists import queries
from summitapp.lists.values import ListKind
from summitapp.summits import queries as summits
from tests.factories import letters as make
from tests.factories import registration as registrations
from tests.factories.letters import World, registration_of
from tests.factories.visitors import Visitor

LISTS = "/en/organise/izmir-2027/lists/"
ORDER = f"{LISTS}protocol/"


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        made = make.build(members=3)
        registrations.make_texts()
        return made


@pytest.fixture
def organiser(app: Flask, world: World) -> Visitor:
    return Visitor(app, world.sessions["deniz"])


def member(app: Flask, uow: Any, world: World, role: Role) -> Visitor:
    with uow():
        return Visitor(app, accounts.identifier(make.add_user(world, f"{role}@example.org", str(role), role)))


def test_each_role_sees_its_lists(app: Flask, world: World, uow: Any, organiser: Visitor) -> None:
    viewer, desk, scanner = (member(app, uow, world, role) for role in (Role.VIEWER, Role.DESK, Role.SCANNER))
    for kind in ListKind:
        page = f"{LISTS}{kind.value}/"
        assert organiser.get(page).status_code == viewer.get(page).status_code == 200
        assert desk.get(page).status_code == (200 if kind in (ListKind.NO_PHOTO, ListKind.DIET) else 403)
        assert scanner.get(page).status_code == 403 and Visitor(app).get(page).status_code == 303
        assert viewer.send(LISTS + "participants/", page + "export", {"format": "pdf", "language": "de"}).status_code in (400, 403)
    assert desk.get(LISTS).text.count("card-x") < organiser.get(LISTS).text.count("card-x")
    assert organiser.get(f"{LISTS}nothing/").status_code == 404
    for page in (f"{ORDER}classes/", f"{ORDER}find/", f"{ORDER}people/{world.code}/"):
        assert viewer.get(page).status_code == 403 and organiser.get(page).status_code == 200


def test_a_list_leaves_as_pdf_with_number_time_and_recipient(world: World, organiser: Visitor, reading: Any) -> None:
    page = f"{LISTS}everyone/"
    answer = organiser.send(page, page + "export", {"format": "pdf", "language": "de", "recipient": "Deniz Aksu"})
    assert answer.content_type == "application/pdf" and "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="izmir-2027-everyone-1.pdf"'
    text = "".join(pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_range().replace("\ufffe", "-").split())
    assert "YıldızÜnal,Gülşah" in text and "DenizAksu" in text and "Weiß-Özdemir,Jürgen1" in text
    with reading():
        taken = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "list.exported")).one()
        assert taken.changes["kind"] == "everyone" and "Deniz" not in str(taken.changes)


def test_a_list_leaves_as_a_workbook(world: World, organiser: Visitor) -> None:
    page = f"{LISTS}delegations/"
    answer = organiser.send(page, page + "export", {"format": "xlsx", "language": "tr"})
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows()]
    assert ["Bremen", "Gülşah Yıldız Ünal"] in [row[:2] for row in rows]


def test_an_empty_list_does_not_leave(world: World, organiser: Visitor) -> None:
    page = f"{LISTS}everyone/"
    answer = organiser.send(page, f"{LISTS}participants/export", {"format": "pdf", "language": "de"})
    assert answer.status_code == 409 and "Nobody stands in this list" in answer.text
    assert organiser.send(page, page + "export", {"format": "csv", "language": "de"}).status_code == 422


def test_versions_are_made_shown_and_compared(world: World, organiser: Visitor, uow: Any) -> None:
    page = f"{LISTS}delegations/"
    assert organiser.send(page, page + "freeze", {"note": "For the press office"}).status_code == 303
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        registrations.enter(summit, 50, given_name="Şükrü", family_name="Öğüt",
                            delegation=registration_of(world).delegation)  # fmt: skip
    shown = organiser.get(page).text
    assert "For the press office" in shown and "Şükrü Öğüt" in shown and "New" in shown
    assert organiser.send(page, page + "freeze", {"note": ""}).status_code == 303
    second = organiser.get(page + "versions/2/")
    assert second.status_code == 200 and "Since version 1" in second.text and "Şükrü Öğüt" in second.text
    assert "Şükrü" not in organiser.get(page + "versions/1/").text
    assert organiser.get(page + "versions/9/").status_code == 404
    old = organiser.send(page, page + "export", {"format": "xlsx", "language": "de", "number": "1"})
    assert "Şükrü" not in str([[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(old.data)).active.iter_rows()])


def test_the_order_begins_with_a_preset_and_is_changed_by_hand(world: World, organiser: Visitor, reading: Any) -> None:
    assert organiser.send(ORDER, ORDER + "begin", {"preset": "turkish"}).status_code == 303
    assert "Governor of the province" in organiser.get(ORDER + "classes/").text
    with reading():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        level = queries.levels(summit.id)[0].public_id
    page = f"{ORDER}people/{world.code}/"
    assert organiser.send(page, page, {"level": level, "place": "1", "reason": ""}).status_code == 422
    assert organiser.send(page, page, {"level": "nothing", "reason": "x"}).status_code == 422
    assert organiser.send(page, page, {"level": level, "place": "1", "reason": "Vertritt den Vali."}).status_code == 303
    shown = organiser.get(ORDER).text
    assert "Gülşah Yıldız Ünal" in shown and "Vertritt den Vali." in shown
    assert organiser.get(f"{ORDER}find/?q=gulsah").text.count(world.code) >= 1
    assert organiser.send(page, page + "release").status_code == 303
    assert "Vertritt den Vali." not in organiser.get(ORDER).text


def test_classes_are_added_changed_and_removed(world: World, organiser: Visitor, reading: Any) -> None:
    new = f"{ORDER}classes/new/"
    fields = {"name-de": "Ehrengäste", "name-tr": "Onur konukları", "name-en": "Guests of honour", "ordering": "partnership",
              "takes": "guests", "position": "10"}
    assert organiser.send(new, new, {**fields, "name-tr": ""}).status_code == 422
    assert organiser.send(new, new, fields).status_code == 303
    with reading():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        (level,) = queries.levels(summit.id)
        page = f"{ORDER}classes/{level.public_id}/"
    assert "Onur konukları" in organiser.get(page).text
    assert organiser.send(page, page, {**fields, "position": "0"}).status_code == 422
    assert organiser.send(page, page, {**fields, "position": "5"}).status_code == 303
    assert organiser.send(page, page + "remove").status_code == 303
    assert "There is no class yet" in organiser.get(f"{ORDER}classes/").text


def test_the_sealed_notes_open_for_a_reason_only(app: Flask, world: World, uow: Any, organiser: Visitor) -> None:
    page = f"{LISTS}emergency/"
    assert "card-x" in organiser.get(LISTS).text and "Emergency notes" in organiser.get(LISTS).text
    assert organiser.send(page, page, {"reason": "  "}).status_code == 422
    answer = organiser.send(page, page, {"reason": "Allergic reaction in hall B"})
    assert answer.status_code == 200 and "Nobody has left a note" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    editor = member(app, uow, world, Role.EDITOR)
    assert editor.get(page).status_code == 403


@pytest.mark.parametrize("kind", ["everyone", "delegations", "participants", "no-photo"])
def test_a_list_asks_as_much_for_six_people_as_for_three(app: Flask, organiser: Visitor, uow: Any, kind: str) -> None:
    def count() -> int:
        asked: list[int] = []
        with app.app_context():
            engine = db.engine
        note = lambda *_: asked.append(1)  # noqa: E731
        event.listen(engine, "after_cursor_execute", note)
        assert organiser.get(f"{LISTS}{kind}/").status_code == 200
        event.remove(engine, "after_cursor_execute", note)
        return len(asked)

    before = count()
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        for number in (60, 61, 62):
            registrations.enter(summit, number)
    assert count() == before
