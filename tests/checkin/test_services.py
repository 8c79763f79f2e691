"""Scans at the same moment, scans that come late, and standings that can be computed anew."""

import random
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.checkin import queries, services
from summitapp.checkin.models import Scan, Standing
from summitapp.checkin.values import Batch, Direction, PointCodeTaken, ScanRequest
from summitapp.core.db import db
from summitapp.core.security import Actor
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.summits import queries as summits
from tests.factories.doors import World

START = datetime(2027, 10, 14, 8, tzinfo=UTC)
DEVICE = Actor("token", "device")


def request(badge: str, minute: int = 0, *, scan_id: str = "", offline: bool = False,
            direction: Direction = Direction.IN, override: str = "") -> ScanRequest:
    at = START + timedelta(minutes=minute)
    return ScanRequest(scan_id or str(uuid.uuid4()), badge, "entrance", direction, at, offline, override)


def take(uow: Callable[..., Any], *scans: ScanRequest) -> list[str]:
    with uow():
        door = queries.door("izmir-2027", {scan.point for scan in scans})
        assert door is not None
        return [str(answer.verdict) for answer in services.take_scans(door, Batch(scans), DEVICE)]


def test_of_twenty_doors_at_the_same_moment_one_lets_the_badge_in(
    app: Flask, world: World, reading: Callable[..., Any]
) -> None:
    def scan(number: int) -> str:
        body = {"scan_id": str(uuid.uuid4()), "badge": world.tokens[0], "point": "entrance", "direction": "in",
                "scanned_at": (START + timedelta(seconds=-number)).isoformat(), "offline": False}
        return app.test_client().post(world.scans, json=body, headers=world.bearer).get_json()["verdict"]

    with ThreadPoolExecutor(8) as pool:
        verdicts = Counter(pool.map(scan, range(20)))
    assert verdicts == {"admitted": 1, "already_inside": 19}
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Scan)) == 20


@pytest.mark.parametrize("badge", ["known", "unknown"])
def test_one_scan_sent_ten_times_at_once_is_stored_once_and_answered_alike(
    app: Flask, world: World, reading: Callable[..., Any], badge: str
) -> None:
    body = {"scan_id": str(uuid.uuid4()), "badge": world.tokens[0] if badge == "known" else "0" * 25, "offline": True,
            "point": "entrance", "direction": "in", "scanned_at": START.isoformat()}
    bodies = [body if number % 2 else {"sent_at": START.isoformat(), "scans": [body]} for number in range(10)]

    def send(item: dict[str, Any]) -> str:
        answer = app.test_client().post(world.scans, json=item, headers=world.bearer).get_json()
        return str(answer.get("scans", [answer])[0]["verdict"])

    with ThreadPoolExecutor(8) as pool:
        verdicts = set(pool.map(send, bodies))
    assert verdicts == {"admitted" if badge == "known" else "refused"}
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Scan)) == 1


def test_standings_are_the_same_whatever_order_the_scans_became_known_in(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    chance = random.Random(7)
    scans = [
        request(chance.choice(world.tokens), minute, offline=True, direction=chance.choice(list(Direction)),
                override="desk" if chance.random() < 0.3 else "")
        for minute in range(60)
    ]
    chance.shuffle(scans)
    for start in range(0, len(scans), 7):
        take(uow, *scans[start:start + 7])
    columns = ("registration_id", "inside", "since", "last_at", "entries", "doubles")

    def standings() -> list[tuple[Any, ...]]:
        with reading():
            rows = db.session.scalars(sa.select(Standing).order_by(Standing.registration_id))
            return [tuple(getattr(row, name) for name in columns) for row in rows]

    before = standings()
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        point = queries.point_by_code(summit.id, "entrance")
        assert point is not None
        services.recount(point)
    assert len(before) == 3 and standings() == before


def test_a_repeat_inside_a_bigger_batch_keeps_its_first_answer(world: World, uow: Callable[..., Any]) -> None:
    first = request(world.tokens[0])
    assert take(uow, first) == ["admitted"]
    again = [request(world.tokens[1], 1), first, request(world.tokens[0], 2)]
    assert take(uow, *again) == ["admitted", "admitted", "already_inside"]
    assert take(uow, *again) == ["admitted", "admitted", "already_inside"]


def test_at_a_daily_point_everybody_is_outside_again_in_the_morning(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        point = queries.point_by_code(summit.id, "entrance")
        assert point is not None
        services.change_point(point, {"daily": True})
    evening = request(world.tokens[0], 12 * 60 + 50)  # 23:50 in İzmir
    assert take(uow, evening, request(world.tokens[0], 12 * 60 + 55)) == ["admitted", "already_inside"]
    assert take(uow, request(world.tokens[0], 13 * 60 + 5)) == ["admitted"]  # 00:05 the next day
    with reading():
        assert db.session.scalars(sa.select(Standing)).one().doubles == 0


def test_two_points_of_a_summit_cannot_share_a_code(world: World, uow: Callable[..., Any]) -> None:
    from sqlalchemy.exc import IntegrityError

    from summitapp.core.db import refusal_of

    with pytest.raises(IntegrityError) as caught, uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        services.add_point(summit, "entrance", Translated.same("Side door"))
    assert isinstance(refusal_of(caught.value), PointCodeTaken)


def test_the_ledger_of_scans_cannot_be_rewritten(world: World, uow: Callable[..., Any]) -> None:
    take(uow, request(world.tokens[0]))
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), uow():
        db.session.execute(sa.update(Scan).values(verdict="refused"))


def test_counts_and_log_tell_what_happened(world: World, uow: Callable[..., Any], reading: Callable[..., Any]) -> None:
    take(uow, request(world.tokens[0]), request(world.tokens[0], 1), request(world.tokens[1], 2), request("NO", 3))
    take(uow, request(world.tokens[1], 5, direction=Direction.OUT))
    with reading():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        (count,) = queries.counts(queries.points(summit.id), {})
        assert (count.inside, count.entries, count.doubles) == (1, 2, 0)
        places = queries.points(summit.id)
        (later,) = queries.counts(places, {places[0].id: START + timedelta(minutes=1)})
        assert later.inside == 0
        lines = queries.log(summit.id)
        assert [line.reason for line in lines] == ["left", "unknown", "admitted", "already_inside", "admitted"]
        assert lines[0].name == "İbrahim Iğdırlı" and lines[1].name == ""
        assert len(queries.log(summit.id, show="refused")) == 2 and queries.log(summit.id, show="offline") == []


def test_people_are_found_by_folded_name_and_never_listed_without_one(
    world: World, reading: Callable[..., Any]
) -> None:
    with reading():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        assert [row.family_name for row in queries.find_people(summit.id, "igdirli")] == ["Iğdırlı"]
        assert [row.family_name for row in queries.find_people(summit.id, "KRAEMER")] == ["Kılıç-Krämer"]
        assert queries.find_people(summit.id, "") == [] == queries.find_people(summit.id, "%")


def test_a_person_gets_their_passages_and_can_have_their_standing_erased(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    take(uow, request(world.tokens[0]), request(world.tokens[0], 1), request(world.tokens[1], 2))

    def person() -> Person:
        found = db.session.scalars(sa.select(Person).where(Person.public_id == world.people[0])).one()
        return found

    with reading():
        assert [line["verdict"] for line in services.export_personal(person())] == ["admitted", "already_inside"]
    with uow():
        services.erase_personal(person())
    with reading():
        (left,) = db.session.scalars(sa.select(Standing))
        assert left.registration_id == world.registrations[1]


def test_scans_are_forgotten_slice_by_slice_and_the_standings_with_the_last(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    take(uow, *(request(token) for token in world.tokens))
    with reading():
        summit_id = db.session.scalar(sa.select(Scan.summit_id))
    number = len(world.tokens)
    for gone, standings in (*[(1, number)] * number, (0, 0)):
        with uow():
            assert services.forget_scans(summit_id, 1) == gone
        with reading():
            assert db.session.scalar(sa.select(sa.func.count()).select_from(Standing)) == standings
