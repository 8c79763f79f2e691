"""Points as organisers set them up: kinds, rhythm, session doors, doors that count together, proposals, closing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.agenda import services as agenda
from summitapp.agenda.models import AgendaSession
from summitapp.checkin import queries, services
from summitapp.checkin.models import Scan, Standing
from summitapp.checkin.values import Direction, DoorsInCircle, PointInUse, PointKind
from summitapp.core.db import db
from summitapp.summits import queries as summits
from summitapp.summits import services as summit_services
from summitapp.summits.models import Room
from tests.checkin.helpers import START, add, house, point, scan, the_summit, workshop
from tests.factories.doors import World
from tests.factories.visitors import Visitor
from tests.rig.statements import heard

CHECKIN = "/en/organise/izmir-2027/checkin/"
POINTS, NEW, PROPOSED = f"{CHECKIN}points/", f"{CHECKIN}points/new", f"{CHECKIN}points/proposed"
GALA = {"kind": "entrance", "code": "gala", "name-de": "Gala", "name-tr": "Gala", "name-en": "Gala", "often": "again_daily",
        "opens_at": "2027-10-14T19:00", "closes_at": "2027-10-14T23:00", "categories": ["press"], "exits": "y"}  # fmt: skip


# --- the pages ------------------------------------------------------------------------------------


def test_an_organiser_adds_and_changes_a_point_in_the_time_of_the_venue(
    team: Callable[[Role], Visitor], world: World, reading: Callable[..., Any]
) -> None:
    organiser = team(Role.ORGANISER)
    assert organiser.send(NEW, NEW, GALA).status_code == 303
    with reading():
        gala = point("gala")
        assert gala.opens_at is not None and gala.opens_at.isoformat() == "2027-10-14T16:00:00+00:00"
        assert (gala.categories, gala.daily, gala.reentry, gala.exits) == (["press"], True, True, True)
    page = f"{POINTS}gala/"
    assert "2027-10-14T19:00" in organiser.get(page).text
    changed = {**GALA, "kind": "meal", "name-en": "Gala dinner", "opens_at": "", "categories": [], "often": "once"}
    del changed["code"], changed["exits"]
    assert organiser.send(page, page, changed).status_code == 303
    with reading():
        gala = point("gala")
        assert (gala.name.en, gala.opens_at, gala.categories, gala.kind) == ("Gala dinner", None, [], PointKind.MEAL)
        assert (gala.daily, gala.reentry, gala.exits) == (False, False, False)
    assert "Gala dinner" in organiser.get(POINTS).text


def test_an_organiser_says_where_the_desk_alone_decides(team: Callable[[Role], Visitor], reading: Callable[..., Any]) -> None:
    organiser = team(Role.ORGANISER)
    assert organiser.send(NEW, NEW, {**GALA, "desk_decides": "y"}).status_code == 303
    with reading():
        assert point("gala").desk_decides and not point("entrance").desk_decides
    assert "exceptions by the desk alone" in organiser.get(POINTS).text
    page = f"{POINTS}gala/"
    assert organiser.send(page, page, GALA).status_code == 303
    with reading():
        assert not point("gala").desk_decides


@pytest.mark.parametrize(("often", "reentry", "daily"), [
    ("once", False, False), ("once_a_day", False, True), ("again", True, False), ("again_daily", True, True),
])
def test_one_question_says_how_often_somebody_may_pass(
    team: Callable[[Role], Visitor], reading: Callable[..., Any], often: str, reentry: bool, daily: bool
) -> None:
    organiser = team(Role.ORGANISER)
    assert organiser.send(NEW, NEW, {**GALA, "often": often}).status_code == 303
    with reading():
        assert (point("gala").reentry, point("gala").daily, point("gala").often.value) == (reentry, daily, often)


@pytest.mark.parametrize("fault", [
    {"code": "Gala!"}, {"code": ""}, {"code": "new"}, {"name-tr": ""}, {"closes_at": "2027-10-14T18:00"}, {"opens_at": "soon"},
    {"categories": ["nobody"]}, {"often": "never"}, {"kind": "window"}, {"kind": "session"}, {"room": "nowhere"},
    {"counts_with": "nowhere"}, {"session": "nothing"},
])
def test_a_point_with_a_fault_is_not_added(team: Callable[[Role], Visitor], fault: dict[str, Any]) -> None:
    assert team(Role.ORGANISER).send(NEW, NEW, {**GALA, **fault}).status_code == 422


def test_a_code_that_is_taken_is_told(team: Callable[[Role], Visitor]) -> None:
    answer = team(Role.ORGANISER).send(NEW, NEW, {**GALA, "code": "entrance"})
    assert answer.status_code == 409 and "has this code already" in answer.text


def test_only_organisers_set_up_points(team: Callable[[Role], Visitor]) -> None:
    desk = team(Role.DESK)
    assert desk.get(CHECKIN).status_code == 200
    for page in (POINTS, NEW, PROPOSED, f"{POINTS}entrance/"):
        assert desk.get(page).status_code == 403
    for act in ("close", "open", "remove"):
        assert desk.send(CHECKIN, f"{POINTS}entrance/{act}", {}).status_code == 403


def test_what_the_agenda_proposes_is_ticked_and_added_once(
    team: Callable[[Role], Visitor], world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        room = house(the_summit())
        session = workshop(the_summit())
        agenda.place_session(session, room.code, START, START + timedelta(hours=1), session.revision)
        code = f"session-{session.code.lower()}"
    with uow():
        services.remove_point(point())
    organiser = team(Role.ORGANISER)
    page = organiser.get(PROPOSED).text
    assert all(f'value="{one}" checked' in page for one in ("entrance", code, "lunch-2027-10-13", "lunch-2027-10-15"))
    assert organiser.send(PROPOSED, PROPOSED, {"points": []}).status_code == 422
    chosen = ["entrance", code, "lunch-2027-10-14"]
    assert organiser.send(PROPOSED, PROPOSED, {"points": chosen}).status_code == 303
    with reading():
        door, lunch = point(code), point("lunch-2027-10-14")
        assert (door.kind, door.enrolled_only, door.reentry, door.session and door.session.title.en) == (
            PointKind.SESSION, True, True, "Workshop")
        assert door.room is not None and door.room.code == "hall"
        assert (door.opens_at, door.closes_at) == (START - timedelta(minutes=30), START + timedelta(hours=1))
        assert (lunch.kind, lunch.reentry, lunch.daily, lunch.exits) == (PointKind.MEAL, False, False, False)
        assert lunch.opens_at == datetime(2027, 10, 14, 9, tzinfo=UTC) and lunch.name.de == "Mittagessen – Do. 14. Oktober"
        assert {one.code for one in services.proposals(the_summit())} == {"lunch-2027-10-13", "lunch-2027-10-15"}


# --- closing and removing -------------------------------------------------------------------------


def test_a_point_without_scans_is_removed_and_one_with_scans_is_closed_and_opened_again(
    team: Callable[[Role], Visitor], world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        add("side", counts_with=point())
    assert scan(uow, world.tokens[0]) == "admitted"
    organiser = team(Role.ORGANISER)
    assert organiser.send(POINTS, f"{POINTS}side/remove", {}).status_code == 303
    assert organiser.send(POINTS, f"{POINTS}entrance/remove", {}).status_code == 409
    assert organiser.send(POINTS, f"{POINTS}entrance/close", {}).status_code == 303
    with reading():
        summit = the_summit()
        assert queries.points(summit.id) == [] and [one.code for one in queries.points(summit.id, closed=True)] == ["entrance"]
        closed_at = point().closed_at
        assert closed_at is not None
    early = (closed_at - START) / timedelta(minutes=1)
    assert scan(uow, world.tokens[1], early + 1) == "too_late"
    assert scan(uow, world.tokens[0], early + 2, way=Direction.OUT) == "left"
    assert scan(uow, world.tokens[1], early - 1, offline=True) == "admitted"  # before it was closed
    assert "Open again" in organiser.get(POINTS).text
    assert organiser.send(POINTS, f"{POINTS}entrance/open", {}).status_code == 303
    assert scan(uow, world.tokens[2], early + 3) == "admitted"


def test_the_doors_of_a_place_stand_alone_once_it_is_removed(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        add("side", counts_with=point())
    assert scan(uow, world.tokens[0], at="side") == "admitted"
    with uow():
        services.remove_point(point())
        assert point("side").counts_with is None
    assert scan(uow, world.tokens[0], 1, at="side") == "already_inside"
    with pytest.raises(PointInUse), uow():
        services.remove_point(point("side"))


# --- sessions and rooms that go -------------------------------------------------------------------


@pytest.mark.parametrize("used", [False, True])
def test_a_session_that_is_removed_takes_its_door_along_or_shuts_it(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any], used: bool
) -> None:
    with uow():
        add("door", kind=PointKind.SESSION, session=workshop(the_summit()), enrolled_only=True)
    if used:
        assert scan(uow, world.tokens[0], at="door", override="a place is left") == "overridden"
    with uow():
        session = point("door").session
        assert session is not None
        agenda.remove_session(session, session.revision)
    with reading():
        left = queries.point_by_code(the_summit().id, "door")
        assert db.session.scalar(sa.select(sa.func.count()).select_from(AgendaSession)) == 0
        assert (left is not None) == used
        if left is not None:
            assert left.session is None and not left.enrolled_only and left.closed_at is not None
            assert db.session.scalar(sa.select(sa.func.count()).select_from(Scan)) == 1


def test_a_room_that_is_removed_leaves_its_points(world: World, uow: Callable[..., Any], reading: Callable[..., Any]) -> None:
    with uow():
        add("door", room=house(the_summit()))
    with uow():
        room = point("door").room
        assert room is not None
        summit_services.remove_part(room)
    with reading():
        assert point("door").room is None and summits.parts(Room, the_summit().id) == []


# --- doors that count together --------------------------------------------------------------------


def test_who_came_in_by_one_door_is_inside_at_all_doors_of_the_place(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        add("side", counts_with=point())
        add("back", counts_with=point("side"))  # a door of a door is a door of the place
        assert point("back").counts_with is point()
    assert scan(uow, world.tokens[0], 0) == "admitted"
    assert scan(uow, world.tokens[0], 1, at="side") == "already_inside"
    assert scan(uow, world.tokens[0], 2, at="back", way=Direction.OUT) == "left"
    assert scan(uow, world.tokens[0], 3, at="side") == "admitted"
    assert scan(uow, world.tokens[0], 2.5, at="back", offline=True) == "admitted"  # known late, and the first
    with reading():
        (stood,) = db.session.scalars(sa.select(Standing))
        assert (stood.point_id, stood.inside, stood.entries, stood.doubles) == (point().id, True, 2, 1)
        assert {one.code: one.inside for one in queries.counts(queries.points(the_summit().id), {})} == {
            "entrance": 1, "side": 1, "back": 1}


def test_doors_are_counted_anew_when_they_begin_or_cease_to_count_together(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        add("side", reentry=False)
    assert scan(uow, world.tokens[0], 0) == "admitted"
    assert scan(uow, world.tokens[0], 1, at="side") == "admitted"
    assert scan(uow, world.tokens[1], 2, at="side") == "admitted"

    def stood() -> dict[tuple[int, str], tuple[int, int]]:
        with reading():
            codes = {one.id: one.code for one in queries.points(the_summit().id)}
            return {(world.registrations.index(one.registration_id), codes[one.point_id]): (one.entries, one.doubles)
                    for one in db.session.scalars(sa.select(Standing))}  # fmt: skip

    apart = {(0, "entrance"): (1, 0), (0, "side"): (1, 0), (1, "side"): (1, 0)}
    assert stood() == apart
    with uow():
        services.change_point(point("side"), {"counts_with": point()})
        assert point("side").reentry  # in step with its place
    assert stood() == {(0, "entrance"): (1, 1), (1, "entrance"): (1, 0)}
    assert scan(uow, world.tokens[1], 3) == "already_inside"
    with uow():
        services.change_point(point("side"), {"counts_with": None})
    assert stood() == {(0, "entrance"): (1, 0), (0, "side"): (1, 0), (1, "side"): (1, 0), (1, "entrance"): (1, 0)}


def test_doors_of_one_place_go_along_when_it_becomes_a_door_of_another(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        add("side", counts_with=point())
        add("house", daily=True)
        services.change_point(point(), {"counts_with": point("house")})
        assert point("side").counts_with is point("house") and point("side").daily and point().daily
    with pytest.raises(DoorsInCircle), uow():
        services.change_point(point("house"), {"counts_with": point("side")})


def test_a_scanner_asks_for_many_points_in_as_many_statements_as_for_few(
    app: Flask, uow: Callable[..., Any], team: Callable[[Role], Visitor]
) -> None:
    scanner, counted = team(Role.SCANNER), []
    for some in (range(1, 3), range(3, 12)):
        with uow():
            doors_ = [add(f"door-{number}") for number in some]
            for number, one in zip(some, doors_, strict=True):
                side = add(f"side-{number}", session=workshop(the_summit()), enrolled_only=True)
                services.change_point(side, {"counts_with": one})
        with heard(app) as statements:
            assert scanner.client.get("/en/venue/izmir-2027/scanner/open.json").status_code == 200
        counted.append(len(statements))
    assert counted[0] == counted[1], counted


def test_a_changed_rhythm_counts_the_place_anew(world: World, uow: Callable[..., Any], reading: Callable[..., Any]) -> None:
    assert scan(uow, world.tokens[0], 0) == "admitted"
    assert scan(uow, world.tokens[0], 1, way=Direction.OUT) == "left"
    assert scan(uow, world.tokens[0], 2) == "admitted"
    with uow():
        services.change_point(point(), {"reentry": False})
    with reading():
        stood = db.session.scalars(sa.select(Standing)).one()
        assert (stood.inside, stood.entries, stood.doubles) == (True, 1, 1)
    assert scan(uow, world.tokens[0], 3) == "already_used"
