"""The pages of badges: for the desk, and for the person who carries one."""

import io
import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from PIL import Image, ImageDraw

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose, Role
from summitapp.badges import queries, services
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor

LIST = "/en/organise/izmir-2027/badges/"


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return doors.build(people=3)


@pytest.fixture
def desk(app: Flask, world: World, uow: Callable[..., Any]) -> Visitor:
    with uow():
        return Visitor(app, doors.staff(world.summit, Role.DESK))


@pytest.fixture
def badge(world: World, reading: Callable[..., Any]) -> str:
    with reading():
        found = queries.active_of_registration(world.registrations[0])
        assert found is not None
        return found.public_id


def carrier(app: Flask, uow: Callable[..., Any], person: str) -> Visitor:
    """Somebody who came by the link in their mail."""
    from datetime import timedelta

    from summitapp.accounts.queries import link_by_digest
    from summitapp.core.security import digest

    with uow():
        secret = accounts.mint_link(Purpose.MANAGE, person, timedelta(days=5), single_use=False)
        link = link_by_digest(Purpose.MANAGE, digest(secret))
        assert link is not None
        return Visitor(app, f"link:{link.public_id}")


@pytest.mark.parametrize("language", ["en", "de", "tr"])
def test_the_list_shows_names_and_finds_them_without_accents(desk: Visitor, world: World, language: str) -> None:
    page = desk.get(LIST.replace("/en/", f"/{language}/"))
    assert page.status_code == 200 and "Nilüfer Kılıç-Krämer" in page.text and world.codes[0] in page.text
    found = desk.get(LIST + "?q=kilic")
    assert "Nilüfer" in found.text and "İbrahim" not in found.text
    assert "No badge fits this search" in desk.get(LIST + "?q=nobody").text


def test_strangers_and_door_staff_see_no_list(app: Flask, world: World, uow: Callable[..., Any]) -> None:
    with uow():
        scanner = Visitor(app, doors.staff(world.summit, Role.SCANNER))
        elsewhere = Visitor(app, doors.staff("another", Role.OWNER, "owner@example.org"))
    assert Visitor(app).get(LIST).status_code in (303, 404)
    assert scanner.get(LIST).status_code == elsewhere.get(LIST).status_code == 403


def test_a_viewer_reads_and_changes_nothing(app: Flask, world: World, uow: Callable[..., Any], badge: str) -> None:
    with uow():
        viewer = Visitor(app, doors.staff(world.summit, Role.VIEWER))
    assert viewer.get(LIST).status_code == viewer.get(f"{LIST}{badge}/").status_code == 200
    for target in ("print", f"{badge}/revoke", f"{badge}/issue"):
        assert viewer.send(LIST, LIST + target, {"selection": "all", "layout": "a6", "reason": "lost"}).status_code == 403


def test_the_desk_prints_and_saves_the_file(desk: Visitor, world: World) -> None:
    answer = desk.send(LIST, LIST + "print", {"selection": "all", "layout": "a6"})
    assert answer.status_code == 303
    page = desk.get(answer.location)
    assert "3 badges are ready." in page.text
    file = desk.get(answer.location + "file")
    assert file.mimetype == "application/pdf" and len(pypdfium2.PdfDocument(file.data)) == 6
    assert "no-store" in file.headers["Cache-Control"]


def test_only_the_ticked_badges_are_printed_and_an_empty_choice_is_told(desk: Visitor, badge: str) -> None:
    answer = desk.send(LIST, LIST + "print", {"selection": "chosen", "layout": "fold", "badges": [badge]})
    assert "1 badge is ready." in desk.get(answer.location).text
    empty = desk.send(LIST, LIST + "print", {"selection": "chosen", "layout": "a6"})
    assert empty.status_code == 409 and "no badge to print" in empty.text
    assert desk.send(LIST, LIST + "print", {"selection": "many", "layout": "a6"}).status_code == 422


def test_a_lost_badge_is_blocked_and_replaced_in_one_step(
    desk: Visitor, world: World, badge: str, reading: Callable[..., Any]
) -> None:
    page = f"{LIST}{badge}/"
    assert desk.send(page, page + "revoke", {}).status_code == 422
    answer = desk.send(page, page + "revoke", {"reason": "lost", "note": "tram", "again": "1"})
    assert answer.status_code == 303 and badge not in answer.location
    fresh = desk.get(answer.location)
    assert "print it now" in fresh.text and f"{world.codes[0]}/2" in fresh.text
    with reading():
        assert services.token_of(world.registrations[0]) not in (None, world.tokens[0])


def test_a_blocked_badge_can_be_followed_by_a_new_one_later(desk: Visitor, badge: str) -> None:
    page = f"{LIST}{badge}/"
    assert desk.send(page, page + "revoke", {"reason": "stolen"}).location.endswith(f"{badge}/")
    assert "Revoked" in desk.get(page).text
    assert "Issue a new badge" in desk.get(page).text
    assert desk.send(page, page + "issue").status_code == 303
    assert desk.send(page, page + "revoke", {"reason": "lost"}).status_code == 409


def test_badges_and_runs_of_another_summit_are_not_there(
    desk: Visitor, badge: str, uow: Callable[..., Any]
) -> None:
    with uow():
        doors.build("hamburg-2029", people=1)
    assert desk.get(f"/en/organise/hamburg-2029/badges/{badge}/").status_code == 404


def _drawn(page: str) -> str:
    """Draw the first code of a page, the one for the door, as a browser would, and read it."""
    page = page.partition("</svg>")[0]
    size = int(re.findall(r'viewBox="0 0 (\d+) \d+" role="img"', page)[0])
    picture = Image.new("L", (size * 8, size * 8), 255)
    draw = ImageDraw.Draw(picture)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", page):
        draw.rectangle([int(x) * 8, int(y) * 8, (int(x) + int(length)) * 8 - 1, int(y) * 8 + 7], fill=0)
    return zxingcpp.read_barcodes(picture)[0].text


def test_the_carrier_sees_their_own_code_large_and_as_pdf(
    app: Flask, world: World, uow: Callable[..., Any]
) -> None:
    me = carrier(app, uow, world.people[0])
    page = me.get(f"/tr/my/badge/{world.codes[0]}/")
    assert page.status_code == 200 and "Nilüfer Kılıç-Krämer" in page.text and "Delege" in page.text
    assert _drawn(page.text) == world.tokens[0]
    pdf = me.get(f"/tr/my/badge/{world.codes[0]}/badge.pdf")
    assert pdf.mimetype == "application/pdf" and "no-store" in pdf.headers["Cache-Control"]
    picture = pypdfium2.PdfDocument(io.BytesIO(pdf.data))[0].render(scale=3).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [world.tokens[0]]


def test_nobody_sees_the_code_of_somebody_else(app: Flask, world: World, desk: Visitor, uow: Callable[..., Any]) -> None:
    me = carrier(app, uow, world.people[0])
    for end in ("", "badge.pdf"):
        assert me.get(f"/en/my/badge/{world.codes[1]}/{end}").status_code == 404
        assert desk.get(f"/en/my/badge/{world.codes[0]}/{end}").status_code == 404
        assert Visitor(app).get(f"/en/my/badge/{world.codes[0]}/{end}").status_code in (303, 404)


def test_a_revoked_badge_is_shown_to_nobody(
    app: Flask, world: World, uow: Callable[..., Any], desk: Visitor, badge: str
) -> None:
    desk.send(f"{LIST}{badge}/", f"{LIST}{badge}/revoke", {"reason": "lost"})
    ended = carrier(app, uow, world.people[0]).get(f"/en/my/badge/{world.codes[0]}/")
    assert ended.status_code == 410 and not re.search(r"M\d+ \d+h\d+v1", ended.text)
