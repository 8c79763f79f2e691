"""The door board and the lists beside it."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.checkin import queries as checkin
from summitapp.checkin import services as doors_services
from summitapp.checkin.values import Batch, Direction, PointKind, ScanRequest
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.security import system_actor
from summitapp.core.text import Translated
from summitapp.desk import rules, services
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Venue
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor
from tests.rig.statements import heard

BOARD = "/en/organise/izmir-2027/door/"


def pass_door(world: World, *people: int, point: str = "entrance", direction: Direction = Direction.IN, ago: int = 1) -> None:
    place = checkin.door(world.slug, [point])
    assert place is not None
    at = now() - timedelta(minutes=ago)
    scans = tuple(ScanRequest(str(uuid4()), world.tokens[one], point, direction, at, offline=True) for one in people)
    doors_services.take_scans(place, Batch(scans), system_actor("tests"))


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        built = doors.build(people=4)
        summit = summits.by_slug(built.slug)
        assert summit is not None
        delegation = doors.make_delegation(summit)
        for number in (0, 1):
            one = db.session.get_one(Registration, built.registrations[number])
            one.delegation_id = delegation.id
            one.delegation_role = DelegationRole.HEAD if number == 0 else DelegationRole.MEMBER
        return built


@pytest.fixture
def team(app: Flask, world: World, uow: Callable[..., Any]) -> Callable[[Role], Visitor]:
    def member(role: Role) -> Visitor:
        with uow():
            return Visitor(app, doors.staff(world.summit, role, f"{uuid4()}@example.org"))

    return member


def summit_of(world: World) -> Any:
    return summits.by_slug(world.slug)


def test_the_board_tells_who_came_and_whose_head_has_not(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        pass_door(world, 1, 2)
    with uow():
        board = services.board(summit_of(world))
        (door,) = board.doors
        assert (door.inside, door.entries, door.flow.total) == (2, 2, 2)
        theirs, alone = board.arrivals
        assert (theirs.expected, theirs.arrived, theirs.missing) == (2, 1, 1)
        assert (alone.code, alone.expected, alone.arrived) == ("", 2, 1)
        assert [(head.name, head.arrived_at) for head in theirs.heads] == [("Nilüfer Kılıç-Krämer", None)]
        pass_door(world, 0, ago=30)
    with uow():
        pass_door(world, 0, direction=Direction.OUT, ago=20)
        pass_door(world, 0, ago=2)
    with uow():
        head = services.board(summit_of(world)).arrivals[0].heads[0]
        assert head.arrived_at is not None and now() - head.arrived_at > timedelta(minutes=25)  # the first time, not the last


def test_a_person_who_left_is_not_in_the_head_count(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        summit = summit_of(world)
        door = checkin.point_by_code(summit.id, "entrance")
        doors_services.add_point(summit, "garden", Translated.same("Garden"), counts_with=door)
        doors_services.add_point(summit, "bus", Translated.same("Bus"), kind=PointKind.BUS)
        pass_door(world, 0, 1, ago=9)
        pass_door(world, 2, point="bus", ago=9)
    with uow():
        pass_door(world, 1, point="garden", direction=Direction.OUT)
    with uow():
        count = services.headcount(summit_of(world))
        assert count.total == 1
        assert [(group.code, [one.given_name for one in group.people]) for group in count.groups] == [("KARSIYAKA", ["Nilüfer"])]


def test_a_room_counts_everybody_once_and_says_when_it_is_too_full(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        summit = summit_of(world)
        venue = Venue(summit_id=summit.id, name=Translated.same("House"))
        room = Room(summit_id=summit.id, code="hall", name=Translated.same("Hall"), venue=venue, capacity=1)
        db.session.add_all([venue, room])
        db.session.flush()
        for code in ("left", "right"):
            doors_services.add_point(summit, code, Translated.same(code), room=room)
        pass_door(world, 0, 1, point="left")
        pass_door(world, 1, point="right")
    with uow():
        (hall,) = services.rooms_now(summit_of(world))
        assert (hall.inside, hall.over, hall.percent) == (2, 1, 200)


def test_nobody_is_late_before_the_doors_open(team: Callable[[Role], Visitor]) -> None:
    assert "Nobody is late yet" in team(Role.VIEWER).get(f"{BOARD}late/").text


def test_who_is_late_stands_in_a_list_and_in_a_file(
    team: Callable[[Role], Visitor], world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        summit = summit_of(world)
        summit.starts_on = (now() - timedelta(days=1)).date()
        record("summit.changed", summit)
        pass_door(world, 1, 3)
    desk = team(Role.DESK)
    page = desk.get(f"{BOARD}late/").text
    assert "2 people are confirmed" in page and "Nilüfer" in page and "Šķēps" not in page
    assert "Wu" not in desk.get(f"{BOARD}late/?delegation=KARSIYAKA").text.split("<table")[1]
    rows = list(csv.DictReader(io.StringIO(desk.get(f"{BOARD}late.csv?delegation=KARSIYAKA").text.lstrip("\ufeff"))))
    assert [row["Given name"] for row in rows] == ["Nilüfer"]


def test_the_board_is_told_once_that_nothing_changed(team: Callable[[Role], Visitor], world: World, uow: Callable[..., Any]) -> None:
    desk = team(Role.DESK)
    first = desk.get(f"{BOARD}now")
    assert first.status_code == 200 and "<html" not in first.text and "Main entrance" in first.text
    with uow():
        pass_door(world, 0)
    second = desk.get(f"{BOARD}now")
    assert second.headers["ETag"] != first.headers["ETag"]
    again = desk.client.get(f"{BOARD}now", headers={"If-None-Match": second.headers["ETag"]})
    assert again.status_code == 304 or again.headers["ETag"] != second.headers["ETag"]  # a minute may have gone by


@pytest.mark.parametrize("part", ["", "now", "rooms/", "headcount/", "late/"])
def test_a_stranger_and_who_only_scans_see_no_board(team: Callable[[Role], Visitor], app: Flask, part: str) -> None:
    assert team(Role.VIEWER).get(BOARD + part).status_code == 200
    assert team(Role.SCANNER).get(BOARD + part).status_code in (403, 404)
    assert Visitor(app).get(BOARD + part).status_code in (302, 303, 401)


def test_an_alert_is_seen_by_who_works_at_the_desk(team: Callable[[Role], Visitor], world: World, uow: Callable[..., Any]) -> None:
    with uow():
        place = checkin.door(world.slug, ["entrance"])
        assert place is not None
        for _number in range(2):
            scan = ScanRequest(str(uuid4()), world.tokens[0], "entrance", Direction.IN, now(), offline=True, told="admitted")
            doors_services.take_scans(place, Batch((scan,)), system_actor("tests"))
    with uow():
        (alert,) = checkin.alerts(summit_of(world).id)
    desk = team(Role.DESK)
    assert "Came in twice" in desk.get(BOARD).text
    assert team(Role.VIEWER).send("/en/account/", f"{BOARD}alerts/{alert.reference}/seen").status_code in (403, 404)
    assert desk.send(BOARD, f"{BOARD}alerts/{alert.reference}/seen").status_code == 303
    assert "Nothing to look into" in desk.get(BOARD).text


def test_the_board_asks_as_often_for_three_people_as_for_many(
    app: Flask, world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        pass_door(world, 0, 1, 2)

    def asked() -> int:
        with heard(app, "SELECT") as statements, uow():
            services.board(summit_of(world))
        return len(statements)

    few = asked()
    with uow():
        summit = summit_of(world)
        for number in range(300):
            doors.make_registration(summit, f"Given {number}", f"Family {number}")
    assert asked() == few <= 12


def test_the_steps_of_a_flow_end_with_the_one_that_runs() -> None:
    moment = doors.MOMENT + timedelta(minutes=3)
    ends = rules.step_ends(moment)
    assert len(ends) == 24 and ends[-1] == doors.MOMENT + timedelta(minutes=5)
    assert ends[0] == doors.MOMENT - timedelta(minutes=110)
