"""What becomes known late: the moment decides, standings follow, and somebody is told to look."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.badges import services as badges
from summitapp.badges.values import RevocationReason
from summitapp.checkin import queries, services
from summitapp.checkin.models import Alert, CheckInPoint, Scan, Standing
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.security import Actor
from summitapp.directory.models import Person
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from tests.factories.doors import World

Post = Callable[..., dict[str, Any]]


@pytest.fixture
def post(client: FlaskClient, world: World) -> Post:
    """Send one scan that happened some minutes ago; what is sent twice is stored once."""

    def send(ago: float, way: str = "in", *, who: int = 0, badge: str = "", offline: bool = True, **more: Any) -> dict[str, Any]:
        moment = datetime.now(UTC)
        body = {"scan_id": str(uuid.uuid4()), "badge": badge or world.tokens[who], "point": "entrance", "direction": way,
                "scanned_at": (moment - timedelta(minutes=ago)).isoformat(), "offline": offline, **more}  # fmt: skip
        answer = client.post(world.scans, json={"sent_at": moment.isoformat(), "scans": [body]}, headers=world.bearer)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.get_json()["scans"][0]
        return found

    return send


def raised(reading: Callable[..., Any]) -> list[tuple[str, str]]:
    with reading():
        return [(str(one.kind), str(one.reason)) for one in db.session.scalars(sa.select(Alert).order_by(Alert.id))]


def stands(reading: Callable[..., Any]) -> tuple[bool, int, int]:
    with reading():
        one = db.session.scalars(sa.select(Standing)).one()
        return one.inside, one.entries, one.doubles


# --- standings ------------------------------------------------------------------------------------


def test_who_was_turned_away_and_had_left_before_is_inside_and_somebody_looks(
    post: Post, reading: Callable[..., Any]
) -> None:
    assert post(30)["verdict"] == "admitted"
    assert post(10)["verdict"] == "already_inside"
    assert stands(reading) == (True, 1, 0) and raised(reading) == []
    assert post(20, "out")["reason"] == "left"
    assert stands(reading) == (True, 2, 0)
    assert raised(reading) == [("standing", "left")]
    with reading():
        assert db.session.scalars(sa.select(Scan.verdict).order_by(Scan.id)).all() == ["admitted", "already_inside", "admitted"]


def test_a_late_entry_before_another_makes_that_one_a_double_and_somebody_looks(
    post: Post, reading: Callable[..., Any]
) -> None:
    assert post(10)["verdict"] == post(20)["verdict"] == "admitted"
    assert stands(reading) == (True, 1, 1) and raised(reading) == [("late_double", "admitted")]


def test_a_device_that_let_in_somebody_who_was_inside_raises_an_alert(post: Post, reading: Callable[..., Any]) -> None:
    post(20, offline=False)
    assert post(10, told="admitted")["verdict"] == "already_inside"
    assert stands(reading) == (True, 1, 1) and raised(reading) == [("late_double", "already_inside")]
    with reading():
        assert db.session.scalars(sa.select(Scan.told).order_by(Scan.id)).all() == ["", "admitted"]


def test_the_ordinary_way_of_a_day_raises_nothing(post: Post, reading: Callable[..., Any]) -> None:
    for ago, way in ((60, "in"), (50, "out"), (40, "in"), (30, "out")):
        assert post(ago, way, told="admitted")["verdict"] == "admitted"
    assert post(55, "out", who=1)["reason"] == "left"
    post(10, override="the desk knows him", who=2)
    post(5, override="the desk knows him", who=2, offline=False)
    assert raised(reading) == []


@pytest.mark.parametrize("again", [1, 2])
def test_sending_again_raises_no_second_alert(
    client: FlaskClient, world: World, post: Post, reading: Callable[..., Any], again: int
) -> None:
    post(20, offline=False)
    scan_id = str(uuid.uuid4())
    for _ in range(again + 1):
        post(10, told="admitted", scan_id=scan_id)
    assert len(raised(reading)) == 1


# --- the moment of a revocation -------------------------------------------------------------------


def revoke(uow: Callable[..., Any], world: World, reason: RevocationReason) -> None:
    with uow():
        registration = db.session.get_one(Registration, world.registrations[0])
        if reason is RevocationReason.CANCELLED:
            registration.state, registration.holds_place = State.CANCELLED, False
            badges.revoke_of_registration(registration.id, reason)
        else:
            badges.reissue_badge(registration, reason)


@pytest.mark.parametrize(("reason", "told"), [
    (RevocationReason.LOST, "revoked"), (RevocationReason.MISPRINTED, "revoked"), (RevocationReason.CANCELLED, "cancelled"),
])
def test_what_was_revoked_later_stood_in_nobodys_way(
    world: World, post: Post, uow: Callable[..., Any], reading: Callable[..., Any], reason: RevocationReason, told: str
) -> None:
    revoke(uow, world, reason)
    assert post(10)["verdict"] == "admitted"  # made without network before the revocation
    assert post(10, offline=False)["reason"] == told  # made now, whatever the clock of the device says
    assert [kind for kind, _ in raised(reading)] == (["dead_badge"] if reason is RevocationReason.LOST else [])


def test_a_badge_that_was_dead_and_let_in_without_network_raises_both(
    world: World, post: Post, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    revoke(uow, world, RevocationReason.STOLEN)
    answer = post(0, told="admitted", scanned_at=(now() + timedelta(minutes=1)).isoformat())
    assert (answer["verdict"], answer["reason"]) == ("refused", "revoked")
    assert raised(reading) == [("let_in", "revoked"), ("dead_badge", "revoked")]
    assert post(0, "in", badge="0" * 25, told="admitted")["reason"] == "unknown"  # of nobody: nobody to look for
    assert len(raised(reading)) == 2


def test_the_old_badge_and_the_new_one_are_the_same_person(
    world: World, post: Post, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    revoke(uow, world, RevocationReason.LOST)
    with reading():
        fresh = badges.token_of(world.registrations[0])
    assert fresh is not None
    assert post(0, badge=fresh, offline=False)["verdict"] == "admitted"
    assert post(30, "in")["verdict"] == "admitted"  # the old one, before it was lost
    assert stands(reading) == (True, 1, 1)


# --- who looks ------------------------------------------------------------------------------------


def test_an_alert_stays_open_until_somebody_has_seen_it(
    world: World, post: Post, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    post(20, offline=False)
    post(10, told="admitted")
    post(20, offline=False, who=1)
    post(10, told="admitted", who=1)
    with reading():
        summit_id = db.session.scalars(sa.select(CheckInPoint.summit_id)).one()
        newest, oldest = queries.alerts(summit_id)
        assert (oldest.name, oldest.kind, oldest.point.en) == ("Nilüfer Kılıç-Krämer", "late_double", "Main entrance")
        assert queries.open_alerts(summit_id) == 2 and queries.alert_of(summit_id, "nobody") is None
    for reader in ("first", "second"):
        with uow():
            alert = queries.alert_of(summit_id, oldest.reference)
            assert alert is not None
            services.see_alert(alert, Actor("user", reader))
    with reading():
        assert [one.reference for one in queries.alerts(summit_id)] == [newest.reference]
        seen = next(one for one in queries.alerts(summit_id, seen=True) if one.reference == oldest.reference)
        assert seen.seen_by == "first" and seen.seen_at is not None
    with uow():
        assert services.see_all_alerts(summit_id, Actor("user", "third")) == 1
    with reading():
        assert queries.open_alerts(summit_id) == 0


def test_alerts_go_with_the_person_and_with_the_scans(
    world: World, post: Post, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    for who in range(2):
        post(20, offline=False, who=who)
        post(10, told="admitted", who=who)
    with uow():
        person = db.session.scalars(sa.select(Person).where(Person.public_id == world.people[0])).one()
        assert [line["looked_into"] for line in services.export_personal(person)] == [None, "late_double"]
        services.erase_personal(person)
    assert len(raised(reading)) == 1
    with uow():
        services.forget_scans(db.session.scalars(sa.select(CheckInPoint.summit_id)).one(), 500)
    assert raised(reading) == []


def test_a_batch_of_late_scans_reads_the_past_once_whoever_is_in_it(
    client: FlaskClient, world: World, post: Post, backend: Any
) -> None:
    from tests.rig.statements import heard

    for who in range(3):
        post(10, who=who)

    def asked(people: int) -> int:
        moment = datetime.now(UTC)
        scans = [
            {"scan_id": str(uuid.uuid4()), "badge": world.tokens[who], "point": "entrance", "direction": "in", "offline": True,
             "scanned_at": (moment - timedelta(minutes=30 + who)).isoformat()} for who in range(people)
        ]  # fmt: skip
        with heard(backend.app) as statements:
            assert client.post(world.scans, json={"sent_at": moment.isoformat(), "scans": scans * 2}, headers=world.bearer).status_code == 200
        return len([one for one in statements if "SELECT" in one[:8]])

    assert asked(1) == asked(3)
