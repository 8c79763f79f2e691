"""The scanner page and what organisers see, without a browser."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.checkin import services
from summitapp.checkin.models import Scan
from summitapp.core.db import db
from tests.checkin.helpers import point
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor

SCANNER = "/en/venue/izmir-2027/scanner/"
BY_HAND = "/en/venue/izmir-2027/by-hand/"
OPEN = SCANNER + "open.json"
SCANS = "/en/venue/izmir-2027/scans/"
FIND = "/en/venue/izmir-2027/find/"
CHECKIN = "/en/organise/izmir-2027/checkin/"


def by_hand(visitor: Visitor, badge: str, **more: str) -> Any:
    data = {"scan_id": str(uuid.uuid4()), "point": "entrance", "direction": "in", "badge": badge, **more}
    return visitor.send(BY_HAND, BY_HAND, data)


@pytest.mark.parametrize(("language", "words"), [("en", "Main entrance"), ("de", "Haupteingang"), ("tr", "Ana giriş")])
def test_the_page_by_hand_names_the_points(team: Callable[[Role], Visitor], language: str, words: str) -> None:
    page = team(Role.SCANNER).get(BY_HAND.replace("/en/", f"/{language}/"))
    assert page.status_code == 200 and words in page.text


def test_the_scanner_may_run_its_decoder_and_nothing_else_may(team: Callable[[Role], Visitor]) -> None:
    scanner = team(Role.SCANNER)
    assert "script-src 'self' 'wasm-unsafe-eval'" in scanner.get(SCANNER).headers["Content-Security-Policy"]
    for other in (BY_HAND, OPEN, "/venue-sw.js"):
        assert "wasm" not in scanner.get(other).headers["Content-Security-Policy"]


def test_the_scanner_page_is_the_same_for_everybody_and_names_nobody(
    app: Flask, team: Callable[[Role], Visitor], world: World
) -> None:
    stranger = app.test_client().get(SCANNER)
    assert stranger.status_code == 200 and stranger.data == team(Role.OWNER).get(SCANNER).data
    assert stranger.headers["Cache-Control"] == "no-cache" and "Set-Cookie" not in stranger.headers
    assert "csrf" not in stranger.text and "Sister Cities" not in stranger.text
    assert app.test_client().get(SCANNER.replace("izmir-2027", "nowhere-2099")).status_code == 200
    again = app.test_client().get(SCANNER, headers={"If-None-Match": stranger.headers["ETag"]})
    assert again.status_code == 304


def test_only_who_may_scan_is_told_the_points(
    app: Flask, team: Callable[[Role], Visitor], world: World
) -> None:
    told = team(Role.SCANNER).get(OPEN).json
    assert told["points"] == [{
        "code": "entrance", "name": {"de": "Haupteingang", "tr": "Ana giriş", "en": "Main entrance"}, "kind": "entrance",
        "opens_at": None, "closes_at": None, "categories": [], "daily": False, "reentry": True, "exits": True, "session": "",
        "counts_with": "", "desk_decides": False,
    }]  # fmt: skip
    assert told["post"] == "door" and team(Role.DESK).get(OPEN).json["post"] == "desk"
    assert told["csrf"] and told["may"] == {"find": False, "watch": False, "enrol": False}
    assert team(Role.DESK).get(OPEN).json["may"] == {"find": True, "watch": True, "enrol": True}
    assert team(Role.VIEWER).get(OPEN).status_code == 403
    assert app.test_client().get(OPEN).status_code == 303


def test_the_scanner_can_be_put_on_the_first_screen_of_a_telephone(client: Any) -> None:
    manifest = client.get("/tr/venue/izmir-2027/scanner/app.webmanifest")
    assert manifest.content_type == "application/manifest+json"
    said = manifest.get_json(force=True)
    assert said["start_url"] == said["scope"] == "/tr/venue/izmir-2027/scanner/"
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}
    assert all(client.get(icon["src"]).status_code == 200 for icon in said["icons"])


def test_the_worker_lies_at_the_root_and_is_looked_at_each_time(client: Any) -> None:
    worker = client.get("/venue-sw.js")
    assert worker.content_type.startswith("text/javascript") and worker.headers["Cache-Control"] == "no-cache"
    files = [part.split('"')[0] for part in worker.text.split('"/static/dist/')[1:]]
    assert any(name.endswith(".wasm") for name in files)
    assert all(client.get(f"/static/dist/{name}").status_code == 200 for name in files if name)


def test_without_a_script_a_typed_code_is_judged_by_word_and_name(
    team: Callable[[Role], Visitor], world: World
) -> None:
    scanner = team(Role.SCANNER)
    first = by_hand(scanner, world.tokens[0].lower())
    assert first.status_code == 200 and "Welcome" in first.text and "Nilüfer Kılıç-Krämer" in first.text
    assert 'class="verdict ok"' in first.text
    second = by_hand(scanner, world.tokens[0])
    assert "This badge is already inside" in second.text and 'class="verdict again"' in second.text
    third = by_hand(scanner, world.tokens[0], override="left by the garden")
    assert "Admitted by decision of the desk" in third.text
    assert 'class="verdict stop"' in by_hand(scanner, "nonsense").text


def test_where_the_desk_decides_the_door_is_not_even_asked_for_a_reason(
    team: Callable[[Role], Visitor], world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        services.change_point(point(), {"desk_decides": True})
    scanner, desk = team(Role.SCANNER), team(Role.DESK)
    by_hand(scanner, world.tokens[0])
    again = by_hand(scanner, world.tokens[0]).text
    assert "This badge is already inside" in again and 'name="override"' not in again
    assert "This badge is already inside" in by_hand(scanner, world.tokens[0], override="I say so").text
    assert 'name="override"' in by_hand(desk, world.tokens[0]).text
    assert "Admitted by decision of the desk" in by_hand(desk, world.tokens[0], override="left by the garden").text


def test_a_form_sent_twice_is_one_scan(
    team: Callable[[Role], Visitor], world: World, reading: Callable[..., Any]
) -> None:
    scanner, data = team(Role.SCANNER), {"scan_id": str(uuid.uuid4())}
    assert "Welcome" in by_hand(scanner, world.tokens[0], **data).text
    assert "Welcome" in by_hand(scanner, world.tokens[0], **data).text
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Scan)) == 1


def test_a_form_of_the_wrong_shape_comes_back(team: Callable[[Role], Visitor]) -> None:
    scanner = team(Role.SCANNER)
    assert by_hand(scanner, "").status_code == 422
    assert by_hand(scanner, "X", point="roof").status_code == 422
    assert by_hand(scanner, "X", direction="up").status_code == 422


def test_the_page_sends_scans_with_its_session_and_csrf_header(
    team: Callable[[Role], Visitor], world: World, reading: Callable[..., Any]
) -> None:
    scanner = team(Role.SCANNER)
    body = {"scan_id": str(uuid.uuid4()), "badge": world.tokens[0], "point": "entrance", "direction": "in",
            "scanned_at": "2027-10-14T08:00:00Z", "offline": False, "sent_at": "2027-10-14T08:00:00Z"}
    assert scanner.client.post(SCANS, json=body).status_code == 400
    headers = {"X-CSRFToken": scanner.get(OPEN).json["csrf"]}
    answer = scanner.client.post(SCANS, json=body, headers=headers)
    assert answer.status_code == 200 and answer.json["verdict"] == "admitted"
    batch = scanner.client.post(SCANS, json={"sent_at": body["sent_at"], "scans": [
        {name: value for name, value in body.items() if name != "sent_at"}]}, headers=headers)
    assert batch.json["scans"][0]["verdict"] == "admitted"
    assert scanner.client.post(SCANS, data="{", headers=headers, content_type="application/json").status_code == 422
    with reading():
        (kept,) = db.session.scalars(sa.select(Scan))
        assert kept.sender_kind == "user"


def test_only_who_stands_at_a_door_may_scan(
    app: Flask, team: Callable[[Role], Visitor], world: World, uow: Callable[..., Any]
) -> None:
    viewer = team(Role.VIEWER)
    assert viewer.get(BY_HAND).status_code == 403
    token = viewer.csrf("/en/organise/izmir-2027/checkin/")
    assert viewer.client.post(SCANS, json={}, headers={"X-CSRFToken": token}).status_code == 403
    with uow():
        stranger = Visitor(app, doors.staff("another", Role.OWNER))
    assert stranger.get(BY_HAND).status_code == stranger.get(OPEN).status_code == 403
    assert Visitor(app).get(BY_HAND).status_code in (303, 404)
    assert app.test_client().post(SCANS, json={}, headers=world.bearer).status_code in (303, 400, 404)


def test_the_desk_finds_by_name_and_checks_in_without_a_badge(
    team: Callable[[Role], Visitor], world: World
) -> None:
    desk = team(Role.DESK)
    assert "Nilüfer" not in desk.get(FIND).text
    page = desk.get(FIND + "?q=KILIÇ").text
    assert "Nilüfer Kılıç-Krämer" in page and "İbrahim" not in page
    assert world.tokens[0] not in page
    known = page.split('value="lookup:')[1].split('"')[0]
    assert "Welcome" in by_hand(desk, f"lookup:{known}").text
    assert "Nobody with a valid badge" in desk.get(FIND + "?q=zzz").text
    assert team(Role.SCANNER).get(FIND).status_code == 403


def test_organisers_see_who_is_inside_and_what_was_refused(
    team: Callable[[Role], Visitor], world: World
) -> None:
    organiser = team(Role.ORGANISER)
    assert "Nothing has been scanned yet" in organiser.get(CHECKIN).text
    by_hand(organiser, world.tokens[0])
    by_hand(organiser, "nonsense")
    page = organiser.get(CHECKIN).text
    assert '<b class="num">1</b>' in page and "Nilüfer Kılıç-Krämer" in page and "not known here" in page
    refused = organiser.get(CHECKIN + "?show=refused&point=entrance").text
    assert "not known here" in refused and "Nilüfer Kılıç-Krämer" not in refused
    assert "No scan fits" in organiser.get(CHECKIN + "?show=offline").text
