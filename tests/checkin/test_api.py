"""The door for programs, as ``docs/interfaces.md`` promises it."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.badges import services as badges
from summitapp.badges.values import RevocationReason
from summitapp.checkin.models import Scan, Standing
from summitapp.core.db import db
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from tests.factories import doors
from tests.factories.doors import World
from tests.rig.statements import heard

START = datetime(2027, 10, 14, 8, tzinfo=UTC)


def scan(world: World, badge: str, *, minute: float = 0, **more: Any) -> dict[str, Any]:
    return {"scan_id": str(uuid.uuid4()), "badge": badge, "point": "entrance", "direction": "in",
            "scanned_at": (START + timedelta(minutes=minute)).isoformat(), "offline": False} | more


def post(client: FlaskClient, world: World, body: Any) -> Any:
    response = client.post(world.scans, json=body, headers=world.bearer)
    assert response.status_code == 200, response.text
    return response.get_json()


def stored(reading: Callable[..., Any]) -> list[Scan]:
    with reading():
        return list(db.session.scalars(sa.select(Scan).order_by(Scan.id)))


def test_an_object_is_answered_by_an_object(client: FlaskClient, world: World, reading: Callable[..., Any]) -> None:
    sent = scan(world, world.tokens[0])
    answer = post(client, world, sent)
    assert answer["scan_id"] == sent["scan_id"]
    assert (answer["verdict"], answer["reason"]) == ("admitted", "admitted")
    assert set(answer["text"]) == {"de", "en", "tr"} and answer["text"]["en"] == "Welcome"
    person = answer["person"]
    assert person["name"] == "Nilüfer Kılıç-Krämer" and person["city"]["de"] == "Bremen"
    assert person["category"] == {"code": "delegate", "de": "Delegierte", "tr": "Delege", "en": "Delegate",
                                  "colour": "sea", "shape": "circle"}
    (kept,) = stored(reading)
    assert (kept.scan_id, kept.verdict, kept.sender_kind) == (sent["scan_id"], "admitted", "token")


def test_a_second_scan_is_already_inside_and_who_left_may_come_again(client: FlaskClient, world: World) -> None:
    verdicts = [
        post(client, world, scan(world, world.tokens[0], minute=minute, direction=direction))["verdict"]
        for minute, direction in enumerate(("in", "in", "out", "in"))
    ]
    assert verdicts == ["admitted", "already_inside", "admitted", "admitted"]


def test_the_same_scan_id_is_told_its_first_answer_and_writes_nothing(
    client: FlaskClient, world: World, reading: Callable[..., Any]
) -> None:
    sent = scan(world, world.tokens[0])
    first = post(client, world, sent)
    assert post(client, world, sent) == first
    other = {**sent, "badge": world.tokens[1], "scanned_at": (START + timedelta(hours=1)).isoformat()}
    assert post(client, world, other) == first
    assert post(client, world, {"scans": [sent, sent]}) == {"scans": [first, first]}
    assert len(stored(reading)) == 1


def test_a_scan_id_twice_in_a_batch_is_stored_once(
    client: FlaskClient, world: World, reading: Callable[..., Any]
) -> None:
    sent = scan(world, world.tokens[0])
    answers = post(client, world, {"scans": [sent, {**sent, "badge": world.tokens[1]}]})["scans"]
    assert answers[0] == answers[1] and len(stored(reading)) == 1


def test_a_batch_is_answered_in_its_order_and_one_bad_scan_stops_nobody(
    client: FlaskClient, world: World, reading: Callable[..., Any]
) -> None:
    bad = {**scan(world, world.tokens[0]), "scanned_at": "yesterday"}
    batch = [scan(world, world.tokens[0]), bad, {"scan_id": 7}, "nonsense", scan(world, world.tokens[1]),
             scan(world, world.tokens[0], minute=1)]
    answers = post(client, world, {"sent_at": START.isoformat(), "scans": batch})["scans"]
    assert [answer["reason"] for answer in answers] == [
        "admitted", "malformed", "malformed", "malformed", "admitted", "already_inside"]
    assert [answer["scan_id"] for answer in answers] == [
        batch[0]["scan_id"], bad["scan_id"], None, None, batch[4]["scan_id"], batch[5]["scan_id"]]
    assert len(stored(reading)) == 6
    repeated = post(client, world, {**bad, "scanned_at": START.isoformat()})
    assert repeated["reason"] == "malformed"


@pytest.mark.parametrize("fault", [
    {"scanned_at": "9999-12-31T23:59:59Z"}, {"scanned_at": "0001-01-01T00:00:00+14:00"}, {"scanned_at": "2027-10-14T08:00:00"}, {"scanned_at": 1823500800}, {"scanned_at": "2027-13-14T08:00:00Z"},
    {"direction": "up"}, {"badge": 5}, {"badge": ""}, {"badge": "A" * 201}, {"offline": "yes"}, {"offline": 1},
    {"override": "\0"}, {"override": "\ud800"}, {"badge": "\ud800"}, {"colour": "red"}, {"point": None}, {"sent_at": "now"},
])
def test_a_single_scan_of_the_wrong_shape_is_refused_as_malformed(
    client: FlaskClient, world: World, fault: dict[str, Any]
) -> None:
    answer = post(client, world, {**scan(world, world.tokens[0]), **fault})
    assert (answer["verdict"], answer["reason"], answer["person"]) == ("refused", "malformed", {})


@pytest.mark.parametrize(("badge", "reason"), [
    ("NOT A BADGE", "unknown"), ("000000000000000000000000G", "unknown"), ("lookup:" + "0" * 32, "unknown"),
    ("lookup:", "unknown"), ("https://example.org/", "unknown"), ("ß" * 25, "unknown"),
])
def test_what_is_no_badge_of_this_summit_is_unknown(
    client: FlaskClient, world: World, badge: str, reason: str
) -> None:
    answer = post(client, world, scan(world, badge, override="let him in"))
    assert (answer["verdict"], answer["reason"], answer["person"]) == ("refused", reason, {})


def test_a_point_that_does_not_exist_is_no_door(client: FlaskClient, world: World) -> None:
    assert post(client, world, scan(world, world.tokens[0], point="roof"))["verdict"] == "refused"


def test_a_badge_is_read_whatever_its_case_and_by_its_look_up(client: FlaskClient, world: World) -> None:
    assert post(client, world, scan(world, world.tokens[0].lower()))["verdict"] == "admitted"
    known = f"lookup:{badges.lookup_of(world.tokens[0])}"
    assert post(client, world, scan(world, known, minute=1))["verdict"] == "already_inside"


def test_a_badge_of_another_summit_is_unknown(client: FlaskClient, world: World, uow: Callable[..., Any]) -> None:
    with uow():
        other = doors.build("hamburg-2029", people=1)
    answer = post(client, world, scan(world, other.tokens[0]))
    assert (answer["reason"], answer["person"]) == ("unknown", {})


def test_a_revoked_badge_is_refused_and_its_successor_admitted(
    client: FlaskClient, world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        registration = db.session.get(Registration, world.registrations[0])
        assert registration is not None
        badges.reissue_badge(registration, RevocationReason.LOST)
        fresh = badges.token_of(registration.id)
    for override in ({}, {"override": "it is him"}):
        answer = post(client, world, scan(world, world.tokens[0], **override))
        assert (answer["verdict"], answer["reason"]) == ("refused", "revoked")
    assert fresh and post(client, world, scan(world, fresh, minute=1))["verdict"] == "admitted"


@pytest.mark.parametrize(("state", "reason", "after_override"), [
    (State.CANCELLED, "cancelled", "refused"), (State.WITHDRAWN, "cancelled", "refused"),
    (State.SUBMITTED, "not_approved", "admitted"),
])
def test_the_state_of_the_registration_decides_and_the_desk_may_overrule_only_what_is_open(
    client: FlaskClient, world: World, uow: Callable[..., Any], state: State, reason: str, after_override: str
) -> None:
    with uow():
        db.session.execute(sa.update(Registration).where(Registration.id == world.registrations[0]).values(
            state=state, holds_place=False))
    answer = post(client, world, scan(world, world.tokens[0]))
    assert (answer["verdict"], answer["reason"]) == ("refused", reason)
    answer = post(client, world, scan(world, world.tokens[0], override="the mayor says so"))
    assert answer["verdict"] == after_override


def test_the_earliest_entry_counts_whenever_it_becomes_known(
    client: FlaskClient, world: World, reading: Callable[..., Any]
) -> None:
    """The east door was online at 8:31; the west door had let the person in at 8:30, and tells it later."""
    post(client, world, scan(world, world.tokens[0], minute=31))
    slow = START + timedelta(minutes=20)  # the device's clock is ten minutes behind and it sends at "8:20"
    late = scan(world, world.tokens[0], minute=20 - 1, offline=True)
    sent = {"sent_at": slow.isoformat(), "scans": [late]}
    answer = post(client, world, sent)["scans"][0]
    assert answer["scan_id"] == late["scan_id"]
    with reading():
        kept = db.session.scalars(sa.select(Scan).order_by(Scan.id)).all()
        assert kept[1].happened_at == kept[1].received_at - timedelta(minutes=1)
        stood = db.session.scalars(sa.select(Standing)).one()
        assert (stood.inside, stood.entries) == (True, 1)


def test_a_late_earlier_entry_makes_the_later_one_a_double(
    client: FlaskClient, world: World, reading: Callable[..., Any]
) -> None:
    post(client, world, scan(world, world.tokens[0], minute=31))
    late = post(client, world, scan(world, world.tokens[0], minute=30, offline=True))
    assert late["verdict"] == "admitted"
    assert [kept.verdict for kept in stored(reading)] == ["admitted", "admitted"]
    with reading():
        stood = db.session.scalars(sa.select(Standing)).one()
        assert (stood.inside, stood.since, stood.entries, stood.doubles) == (True, START + timedelta(minutes=30), 1, 1)


def test_without_a_good_token_nobody_scans(client: FlaskClient, world: World, reading: Callable[..., Any]) -> None:
    body = scan(world, world.tokens[0])
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer "}):
        response = client.post(world.scans, json=body, headers=headers)
        assert response.status_code == 401 and response.mimetype == "application/problem+json"
    assert stored(reading) == []


def test_a_token_opens_only_its_own_summit_and_scope(
    client: FlaskClient, world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    from summitapp.accounts import services as accounts
    from summitapp.accounts.values import TokenScope

    with uow():
        other = doors.build("hamburg-2029", people=1)
        _, reader = accounts.create_token("site", TokenScope.READ, world.summit, timedelta(days=5000))
    body = scan(world, world.tokens[0])
    assert client.post(world.scans, json=body, headers=other.bearer).status_code == 403
    assert client.post(world.scans, json=body, headers={"Authorization": f"Bearer {reader}"}).status_code == 403
    assert client.post("/api/v1/summits/nowhere/scans", json=body, headers=world.bearer).status_code == 404
    assert stored(reading) == []


@pytest.mark.parametrize("body", [[], "scan", 5, {"scans": []}, {"scans": "all"}, {"scans": [{}] * 501},
                                  {"scans": [{}], "sent_at": "now"}, {"scans": [{}], "extra": 1}])
def test_an_envelope_of_the_wrong_shape_is_refused_as_a_whole(
    client: FlaskClient, world: World, reading: Callable[..., Any], body: Any
) -> None:
    response = client.post(world.scans, json=body, headers=world.bearer)
    assert response.status_code == 422 and response.mimetype == "application/problem+json"
    assert stored(reading) == []


def test_what_is_no_json_is_refused(client: FlaskClient, world: World) -> None:
    response = client.post(world.scans, data="{", headers=world.bearer, content_type="application/json")
    assert response.status_code == 400 and response.mimetype == "application/problem+json"


def test_a_batch_of_five_hundred_costs_no_more_statements_than_one_of_two(
    client: FlaskClient, world: World, backend: Any
) -> None:
    counted = []
    for size in (2, 500):
        batch = {"sent_at": START.isoformat(), "scans": [scan(world, world.tokens[0]) for _ in range(size)]}
        with heard(backend.app) as statements:
            assert len(post(client, world, batch)["scans"]) == size
        counted.append(len(statements))
    assert counted[1] <= counted[0] + 2, counted
