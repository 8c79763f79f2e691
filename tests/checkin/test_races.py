"""Several at once, on connections of their own: two desks, two uploads of one batch, a scan beside a revocation."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from summitapp.badges import queries as badge_queries
from summitapp.badges import services as badges
from summitapp.badges.values import RevocationReason
from summitapp.checkin import queries, rules, services
from summitapp.checkin.models import Alert, CheckInPoint, Scan, Standing
from summitapp.checkin.values import DoorsInCircle, Rhythm
from summitapp.core.db import db, unit_of_work
from summitapp.core.security import acting_as, system_actor
from summitapp.core.text import Translated
from summitapp.summits import queries as summits
from tests.factories.doors import World


def body(badge: str, *, point: str = "entrance", ago: float = 0, offline: bool = False, way: str = "in") -> dict[str, Any]:
    return {"scan_id": str(uuid.uuid4()), "badge": badge, "point": point, "direction": way, "offline": offline,
            "scanned_at": (datetime.now(UTC) - timedelta(seconds=ago)).isoformat()}  # fmt: skip


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Begin all of these at the same moment, and fail with what any of them raised."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        start.wait(30)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def send(app: Flask, world: World, payload: dict[str, Any]) -> dict[str, Any]:
    answer = app.test_client().post(world.scans, json=payload, headers=world.bearer)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def replayed(reading: Callable[..., Any]) -> None:
    """Whoever came first: what is written down is what a replay says."""
    with reading():
        places = {one.id: one for one in db.session.scalars(sa.select(CheckInPoint))}
        for row in db.session.scalars(sa.select(Standing)):
            key = (row.registration_id, row.point_id)
            stood = rules.recompute_standing(queries.passages([key])[key], Rhythm(places[row.point_id].reentry))
            assert (row.inside, row.since, row.entries, row.doubles, row.entered_at) == (
                stood.inside, stood.since, stood.entries, stood.doubles, stood.entered_at)


def test_one_batch_uploaded_twice_at_once_is_stored_once_and_answered_alike(
    app: Flask, world: World, reading: Callable[..., Any]
) -> None:
    scans = [body(world.tokens[number % 3], ago=100 - number, offline=True, way="in" if number % 2 else "out")
             for number in range(60)]  # fmt: skip
    payload = {"sent_at": datetime.now(UTC).isoformat(), "scans": scans}
    backwards = {**payload, "scans": scans[::-1]}
    answers = at_once([lambda one=one: send(app, world, one) for one in (payload, payload, backwards, payload)])
    told = [{one["scan_id"]: one["verdict"] for one in answer["scans"]} for answer in answers]
    assert all(one == told[0] for one in told)
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Scan)) == 60
    replayed(reading)


def test_two_desks_at_two_doors_of_one_place_let_one_in(
    app: Flask, world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        entrance = queries.point_by_code(summit.id, "entrance")
        services.add_point(summit, "side", Translated.same("Side door"), counts_with=entrance)
    works = [
        lambda at=at, who=who: send(app, world, body(world.tokens[who], point=at))["verdict"]
        for who in range(3) for at in ("entrance", "side") * 3
    ]  # fmt: skip
    assert Counter(at_once(works)) == {"admitted": 3, "already_inside": 15}
    replayed(reading)
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Alert)) == 0


def test_late_and_present_scans_of_one_person_at_once_end_where_a_replay_ends(
    app: Flask, world: World, reading: Callable[..., Any]
) -> None:
    works = [
        lambda number=number: send(app, world, {"sent_at": datetime.now(UTC).isoformat(), "scans": [
            body(world.tokens[0], ago=number * 7 % 50, offline=bool(number % 3), way="out" if number % 4 == 1 else "in")
        ]}) for number in range(16)
    ]  # fmt: skip
    at_once(works)
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Scan)) == 16
    replayed(reading)


def test_after_a_revocation_is_answered_nobody_is_let_in(app: Flask, world: World, reading: Callable[..., Any]) -> None:
    revoked = threading.Event()

    def revoke() -> None:
        with app.app_context(), acting_as(system_actor("tests")), unit_of_work():
            badge = badge_queries.active_of_registration(world.registrations[0])
            assert badge is not None
            badges.revoke_badge(badge, RevocationReason.LOST)
        revoked.set()

    def scan(number: int) -> tuple[bool, str]:
        known = revoked.is_set()
        return known, send(app, world, body(world.tokens[0], way="in" if number % 2 else "out"))["verdict"]

    def scans(first: int) -> list[tuple[bool, str]]:
        found = [scan(first + number) for number in range(4)]
        assert revoked.wait(30)
        return [*found, scan(first)]

    *told, _ = at_once([*(lambda first=first: scans(first) for first in range(4)), revoke])
    after = [verdict for one in told for known, verdict in one if known]
    assert after and set(after) == {"refused"}
    replayed(reading)


def test_doors_begin_to_count_together_while_people_are_scanned(
    app: Flask, world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        services.add_point(summit, "side", Translated.same("Side door"))

    def join() -> None:
        with app.app_context(), acting_as(system_actor("tests")), unit_of_work():
            summit = summits.by_slug("izmir-2027")
            assert summit is not None
            entrance, side = (queries.point_by_code(summit.id, code) for code in ("entrance", "side"))
            assert side is not None
            services.change_point(side, {"counts_with": entrance})

    def scans(number: int) -> None:
        for turn in range(6):
            at = ("entrance", "side")[(turn + number) % 2]
            send(app, world, body(world.tokens[number % 3], point=at, way="in" if turn % 3 else "out"))

    at_once([*(lambda number=number: scans(number) for number in range(6)), join])
    with reading():
        entrance = db.session.scalars(sa.select(CheckInPoint.id).where(CheckInPoint.code == "entrance")).one()
        assert set(db.session.scalars(sa.select(Standing.point_id))) == {entrance}
    replayed(reading)


def test_two_who_tie_two_doors_together_at_once_close_no_circle(app: Flask, world: World, uow: Callable[..., Any]) -> None:
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        services.add_point(summit, "side", Translated.same("Side door"))

    def tie(one: str, other: str) -> str:
        try:
            with app.app_context(), acting_as(system_actor("tests")), unit_of_work():
                summit = summits.by_slug("izmir-2027")
                assert summit is not None
                doors_ = {point.code: point for point in queries.points(summit.id)}
                services.change_point(doors_[one], {"counts_with": doors_[other]})
                return "tied"
        except DoorsInCircle:
            return "circle"

    assert sorted(at_once([lambda: tie("entrance", "side"), lambda: tie("side", "entrance")])) == ["circle", "tied"]
