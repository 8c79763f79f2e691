"""What a device is given: everybody, readable by nobody without their badge or the key of a role."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap
from flask.testing import FlaskClient

from summitapp.audit.services import record
from summitapp.badges import queries as badges_queries
from summitapp.badges import services as badges
from summitapp.badges.values import RevocationReason
from summitapp.checkin import services as checkin
from summitapp.checkin.models import CheckInPoint
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core import clock
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.devices import documents, queries, rules, services
from summitapp.devices.models import Record
from summitapp.devices.services import building, keys
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole
from summitapp.questions.values import Kind
from summitapp.registration import services as registration_services
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole
from summitapp.summits.models import Summit
from tests.devices import reader
from tests.devices.helpers import Helped, a_scan
from tests.factories import doors, questions
from tests.factories.doors import World
from tests.rig.statements import heard

Adds = Callable[..., Helped]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look each token up at once, compare at each heartbeat, and take scans for settled."""
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)
    monkeypatch.setattr(building, "COMPARED_EACH", timedelta(0))
    monkeypatch.setattr(building, "SETTLES", timedelta(0))
    monkeypatch.setattr("summitapp.devices.queries.rosters.SETTLES", timedelta(0))


def fetch(client: FlaskClient, device: Helped, since: int | None = None) -> reader.Roster:
    answer = device.roster(client, since)
    assert (answer.status_code, answer.content_type) == (200, "application/octet-stream"), answer.text
    return reader.read(answer.data)


def role_key(reading: Any, role: DeviceRole) -> bytes:
    with reading():
        summit = db.session.scalars(sa.select(Summit)).one()
        _, key = keys.held_key(summit.id, role)
    assert key is not None
    return key


def change(uow: Any, number: int, world: World, **values: Any) -> None:
    with uow():
        row = db.session.get_one(Registration, world.registrations[number])
        for name, value in values.items():
            setattr(row, name, value)
        record("registration.changed", row)


def test_the_badge_opens_its_own_record(uow: Any, client: FlaskClient, world: World, add: Adds) -> None:
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        delegation = doors.make_delegation(summit)
        row = db.session.get_one(Registration, world.registrations[1])
        row.delegation_id, row.delegation_role, row.organisation_text = delegation.id, DelegationRole.HEAD, "Belediye"
        consents.ensure_texts()
        consents.decide(row.person, Purpose.PHOTO, True, "test")
        record("registration.changed", row)
    roster = fetch(client, add())
    header = roster.header
    assert (header["since"], header["role"], header["wrapped"], header["records"]) == (0, "door", False, 3)
    assert header["summit"] == {"slug": world.slug, "name": {"de": "Gipfel der Partnerstädte", "en": "Sister Cities Summit",
                                "tr": "Kardeş Kentler Zirvesi"}, "timezone": "Europe/Istanbul", "starts_on": "2027-10-13",
                                "ends_on": "2027-10-15"}  # fmt: skip
    (point,) = header["points"]
    assert point == {"code": "entrance", "name": {"de": "Haupteingang", "en": "Main entrance", "tr": "Ana giriş"},
                     "kind": "entrance", "opens_at": None, "closes_at": None, "categories": [], "daily": False,
                     "reentry": True, "exits": True, "session": "", "counts_with": "",
                     "desk_decides": False}  # fmt: skip
    assert [one["code"] for one in header["categories"]] == ["delegate", "press"]
    assert header["cities"][0]["en"] == "Karşıyaka" and header["delegations"][0]["code"] == "KARSIYAKA"
    assert roster.of(world.tokens[0]).by_token(world.tokens[0]) == [
        "Nilüfer", "Kılıç-Krämer", "Leiterin Stadtgrün", "", "Bremen", 0, -1, "DE TR", "confirmed", 0, [], world.codes[0], 0]
    assert roster.of(world.tokens[1]).by_token(world.tokens[1]) == [
        "İbrahim", "Iğdırlı", "Leiterin Stadtgrün", "Belediye", 0, 0, 0, "DE TR", "confirmed", 1, [], world.codes[1], 1]


def test_nothing_else_opens_a_record(client: FlaskClient, world: World, add: Adds) -> None:
    sealed = fetch(client, add()).of(world.tokens[0])
    assert sealed.wrapped == b""
    with pytest.raises(InvalidTag):
        sealed.by_token(world.tokens[1])


def test_a_lost_device_shows_nobody(reading: Any, client: FlaskClient, world: World, add: Adds) -> None:
    for role in DeviceRole:
        answer = add(role).roster(client).data
        shown = ["Nilüfer", "Kılıç", "Krämer", "İbrahim", "Iğdırlı", "Šķēps", "Wu", "Stadtgrün", "Bremen", *world.codes, *world.tokens]
        sealed = answer[8 + int.from_bytes(answer[4:8], "big"):]
        assert [word for word in shown if word.encode() in answer and word != "Wu"] == [], role
        assert b"Wu\"" not in answer and b"confirmed" not in sealed and b"[" not in sealed[:2]


def test_the_desk_opens_everybody_by_its_key_and_first_aid_by_another(
    reading: Any, client: FlaskClient, world: World, add: Adds
) -> None:
    desk, aid = add(DeviceRole.DESK), add(DeviceRole.AID)
    desk_key, aid_key = role_key(reading, DeviceRole.DESK), role_key(reading, DeviceRole.AID)
    of_desk, of_aid = fetch(client, desk), fetch(client, aid)
    names = {one.by_role_key(desk_key)[0] for one in of_desk.records.values()}
    assert names == {one.by_role_key(aid_key)[0] for one in of_aid.records.values()} == {"Nilüfer", "İbrahim", "Wu"}
    assert of_desk.of(world.tokens[2]).by_token(world.tokens[2])[0] == "Wu"
    with pytest.raises(InvalidUnwrap):
        of_desk.of(world.tokens[0]).by_role_key(aid_key)
    assert of_desk.header["lock"] is not None


def test_doors_and_kiosks_are_never_given_a_wrapped_key(client: FlaskClient, add: Adds) -> None:
    add(DeviceRole.DESK)
    for role in (DeviceRole.DOOR, DeviceRole.KIOSK):
        roster = fetch(client, add(role))
        assert not roster.header["wrapped"]
        assert (roster.header["lock"] is None) is (role is DeviceRole.DOOR)  # that of a kiosk leads out, and opens nothing
        assert not any(one.wrapped for one in roster.records.values())
        assert {len(one.nonce + one.ciphertext) for one in roster.records.values()} == {12 + 160 + 16}


def test_a_name_cannot_be_told_by_its_length(uow: Any, client: FlaskClient, world: World, add: Adds) -> None:
    change(uow, 0, world, function="")
    change(uow, 1, world, function="Bürgermeister und Vorsitzender des Ausschusses für alles, was sonst niemand übernehmen will " * 2)
    lengths = {token: len(sealed.ciphertext) - 16 for token in world.tokens for sealed in [fetch(client, add()).of(token)]}
    assert lengths[world.tokens[0]] == lengths[world.tokens[2]] == 160
    assert lengths[world.tokens[1]] > 160 and (lengths[world.tokens[1]] - 160) % 64 == 0


def test_a_device_is_told_once_and_then_that_nothing_changed(
    app: Any, client: FlaskClient, world: World, add: Adds
) -> None:
    device = add()
    whole = device.roster(client)
    again = device.roster(client, **{"If-None-Match": whole.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", whole.headers["ETag"])
    revision = reader.read(whole.data).header["revision"]
    delta = device.roster(client, revision)
    small = reader.read(delta.data)
    assert small.header["since"] == revision == small.header["revision"]
    assert not (small.records or small.standings or small.header["gone"] or small.header["revoked"])
    with heard(app, "SELECT") as statements:
        assert device.roster(client, revision, **{"If-None-Match": delta.headers["ETag"]}).status_code == 304
    assert len(statements) <= 2, statements
    assert device.heartbeat(client).get_json()["revision"] == revision


def test_only_what_changed_comes_and_under_a_new_nonce(uow: Any, client: FlaskClient, world: World, add: Adds) -> None:
    device = add()
    before = fetch(client, device)
    change(uow, 0, world, function="Stadträtin")
    told = device.heartbeat(client).get_json()["revision"]
    assert told >= before.header["revision"]
    after = fetch(client, device, before.header["revision"])
    assert list(after.records) == [reader.lookup(world.tokens[0])]
    assert after.of(world.tokens[0]).by_token(world.tokens[0])[2] == "Stadträtin"
    assert after.of(world.tokens[0]).nonce != before.of(world.tokens[0]).nonce
    assert device.heartbeat(client).get_json()["revision"] == after.header["revision"]


@pytest.mark.parametrize("role", list(DeviceRole))
def test_a_revoked_badge_is_told_in_the_very_next_answer(
    uow: Any, client: FlaskClient, world: World, add: Adds, role: DeviceRole
) -> None:
    device = add(role)
    revision = fetch(client, device).header["revision"]
    with uow():
        badges.revoke_badge(badges_queries.active_of_registration(world.registrations[0]), RevocationReason.LOST)
    dead = reader.lookup(world.tokens[0]).hex()
    news = fetch(client, device, revision).header
    assert (news["revoked"], news["gone"]) == ([dead], [dead])
    whole = fetch(client, device)
    assert whole.header["revoked"] == [dead] and whole.header["gone"] == [] and len(whole.records) == 2


def test_a_badge_that_ended_leaves_nothing_sealed_behind(uow: Any, reading: Any, world: World, add: Adds) -> None:
    add(DeviceRole.AID)
    with uow():
        badges.revoke_badge(badges_queries.active_of_registration(world.registrations[0]), RevocationReason.LOST)
    with reading():
        row = db.session.scalars(sa.select(Record).where(Record.registration_id == world.registrations[0])).one()
        assert (row.gone, bytes(row.sealed), row.note, row.aid_key, row.fingerprint) == (True, b"", None, None, "")


def test_a_new_badge_comes_and_the_old_one_goes(uow: Any, client: FlaskClient, world: World, add: Adds, reading: Any) -> None:
    device = add()
    revision = fetch(client, device).header["revision"]
    with uow():
        row = db.session.get_one(Registration, world.registrations[0])
        badges.reissue_badge(row, RevocationReason.LOST)
    with reading():
        fresh = badges.token_of(world.registrations[0])
    device.heartbeat(client)
    news = fetch(client, device, revision)
    assert news.of(fresh).by_token(fresh)[11] == f"{world.codes[0]}/2"
    assert news.header["gone"] == [reader.lookup(world.tokens[0]).hex()]


def test_standings_come_and_then_only_those_that_moved(client: FlaskClient, world: World, add: Adds) -> None:
    device = add()

    def pass_(number: int, way: str) -> None:
        body = {"scan_id": str(uuid.uuid4()), "badge": world.tokens[number], "point": "entrance", "direction": way,
                "scanned_at": clock.now().isoformat(), "offline": False}
        assert client.post(world.scans, json=body, headers=device.bearer).get_json()["verdict"] == "admitted"

    pass_(0, "in")
    first = fetch(client, device)
    ((lookup, point, bits, since),) = first.standings
    assert (lookup, point, bits) == (reader.lookup(world.tokens[0]), 0, 3)
    assert abs(since - clock.now().timestamp()) < 60
    pass_(1, "in")
    pass_(0, "out")
    moved = fetch(client, device, first.header["revision"])
    assert {(one[0], one[2]) for one in moved.standings} == {
        (reader.lookup(world.tokens[0]), 2), (reader.lookup(world.tokens[1]), 3)}
    said = device.heartbeat(client).get_json()
    assert said["revision"] == moved.header["revision"] > first.header["revision"] and said["standing_at"]
    assert fetch(client, device, moved.header["revision"]).standings == []


def test_sheets_say_the_same_as_standings_in_a_fifth_of_the_bytes(client: FlaskClient, world: World, add: Adds) -> None:
    device = add()
    for number, way in ((0, "in"), (1, "in"), (1, "out")):
        client.post(world.scans, json=a_scan(world.tokens[number], direction=way), headers=device.bearer)
    plain, short = (reader.read(device.roster(client, form=form).data) for form in ("", "2"))
    assert sorted(short.standings) == sorted(plain.standings) and len(plain.standings) == 2
    assert (short.header["sheets"], short.header["standings"], "sheets" in plain.header) == (1, 0, False)
    told = device.roster(client, form="2")
    assert told.headers["ETag"] != device.roster(client).headers["ETag"]
    again = device.roster(client, form="2", **{"If-None-Match": told.headers["ETag"]})
    assert again.status_code == 304
    client.post(world.scans, json=a_scan(world.tokens[2]), headers=device.bearer)
    moved = device.roster(client, short.header["revision"], "2").data
    assert moved[:4] == b"SAR1" and len(reader.read(moved).standings) == 1  # who moved is told by name


def test_a_sheet_of_ten_thousand_takes_a_fifth_of_the_room() -> None:
    since = datetime(2027, 10, 14, tzinfo=UTC)
    whole = documents.sheet(0, 10_000, {place: (place % 2 == 0, since) for place in range(10_000)})
    assert len(whole) == 1 + 2 * 1250 + 4 * 10_000 < 22 * 10_000 / 5


def test_no_clock_and_no_number_of_doors_breaks_the_roster(uow: Any, client: FlaskClient, world: World, add: Adds) -> None:
    device = add()
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        db.session.add_all([CheckInPoint(summit_id=summit.id, code=f"door-{number}", name=Translated.same("Door"), position=number)
                            for number in range(1, 300)])  # fmt: skip
        record("point.added", summit)
    for point, at in (("door-299", clock.now().isoformat()), ("entrance", "2100-12-31T23:59:59-12:00")):
        body = {"scan_id": str(uuid.uuid4()), "badge": world.tokens[0], "point": point, "direction": "in", "scanned_at": at}
        assert client.post(world.scans, json=body, headers=device.bearer).get_json()["verdict"] == "admitted"
    device.heartbeat(client)
    told = fetch(client, device)
    assert len(told.header["points"]) == 300 and [one[1] for one in told.standings] == [0]
    assert documents.standing(bytes(16), 0, True, datetime(2200, 1, 1, tzinfo=UTC))[-4:] == b"\xff" * 4


def test_doors_of_one_place_are_told_as_the_one_that_counts(uow: Any, client: FlaskClient, world: World, add: Adds) -> None:
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        side = checkin.add_point(summit, "side", Translated.same("Side"))
        side.counts_with_id = db.session.scalars(sa.select(CheckInPoint.id).where(CheckInPoint.code == "entrance")).one()
    device = add()
    body = {"scan_id": str(uuid.uuid4()), "badge": world.tokens[0], "point": "side", "direction": "in",
            "scanned_at": clock.now().isoformat(), "offline": False}
    client.post(world.scans, json=body, headers=device.bearer)
    roster = fetch(client, device)
    assert [one["counts_with"] for one in roster.header["points"]] == ["", "entrance"]
    assert [one[1] for one in roster.standings] == [0]


def test_what_is_removed_keeps_its_number() -> None:
    assert rules.keep_places(["a", "b"], ["c", "b", "d"]) == ["a", "b", "c", "d"]
    assert rules.keep_places([], ["b", "b", "a"]) == ["b", "a"]


def test_a_changed_point_is_told(uow: Any, client: FlaskClient, world: World, add: Adds) -> None:
    device = add()
    revision = fetch(client, device).header["revision"]
    with uow():
        point = db.session.scalars(sa.select(CheckInPoint)).one()
        checkin.change_point(point, {"daily": True})
    told = device.heartbeat(client).get_json()["revision"]
    assert told > revision or fetch(client, device).header["points"][0]["daily"]
    assert fetch(client, device, revision).header["points"][0]["daily"] is True


def test_a_lost_desk_device_makes_everything_be_sealed_anew(
    uow: Any, reading: Any, client: FlaskClient, world: World, add: Adds
) -> None:
    lost, other = add(DeviceRole.DESK), add(DeviceRole.DESK)
    old, before = role_key(reading, DeviceRole.DESK), fetch(client, other)
    with uow():
        services.revoke_device(queries.by_reference(lost.reference))
    after = fetch(client, other, before.header["revision"])
    new = role_key(reading, DeviceRole.DESK)
    assert new != old and len(after.records) == 3
    for sealed in after.records.values():
        assert sealed.by_role_key(new)
        with pytest.raises(InvalidUnwrap):
            sealed.by_role_key(old)
    assert after.header["lock"] != before.header["lock"]
    assert lost.roster(client).get_json()["code"] == "device_revoked"


def test_a_device_that_was_away_too_long_takes_everything(uow: Any, client: FlaskClient, world: World, add: Adds,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    device = add()
    revision = fetch(client, device).header["revision"]
    with uow():
        badges.revoke_badge(badges_queries.active_of_registration(world.registrations[0]), RevocationReason.LOST)
    monkeypatch.setattr(building, "GONE_KEPT", timedelta(0))
    device.heartbeat(client)
    assert fetch(client, device, revision).header["since"] == 0
    assert fetch(client, device, 10**15).header["since"] == 0, "a number we never gave"


def test_programs_and_devices_of_other_summits_are_given_nothing(uow: Any, client: FlaskClient, world: World, add: Adds) -> None:
    device = add()
    with uow():
        doors.make_summit("other-2028")
    address = f"/api/v1/summits/{world.slug}/roster"
    assert client.get(address).status_code == 401
    assert client.get(address, headers=world.bearer).status_code == 403
    assert client.get("/api/v1/summits/other-2028/roster", headers=device.bearer).status_code == 403
    assert client.get("/api/v1/summits/nowhere/roster", headers=device.bearer).status_code == 404


# --- first aid ------------------------------------------------------------------------------------


@pytest.fixture
def told(uow: Any, world: World) -> None:
    """Two people left an emergency contact; one of them agreed."""
    with uow():
        consents.ensure_texts()
        summit = db.session.scalars(sa.select(Summit)).one()
        home = questions.section(summit)
        questions.ask(summit, home, "contact", Kind.EMERGENCY).readers = ["first_aid"]
        db.session.flush()
        for number in (0, 1):
            row = db.session.get_one(Registration, world.registrations[number])
            contact = {"contact": {"name": "Gülşen Yılmaz", "phone": "+905321234567", "relation": "Schwester"}}
            registration_services.answer_sealed(row, contact, {Purpose.EMERGENCY})


def test_first_aid_alone_is_given_emergency_contacts_and_each_time_is_written_down(
    uow: Any, reading: Any, client: FlaskClient, world: World, add: Adds, told: None
) -> None:
    aid, desk, door = add(DeviceRole.AID), add(DeviceRole.DESK), add()
    roster, key = fetch(client, aid), role_key(reading, DeviceRole.AID)
    assert set(roster.notes) == {reader.lookup(token) for token in world.tokens[:2]}
    note = roster.notes[reader.lookup(world.tokens[0])]
    assert note.by_role_key(key)["emergency"]["name"] == "Gülşen Yılmaz"
    with pytest.raises(InvalidTag):
        note.by_token(world.tokens[0])
    with pytest.raises(InvalidUnwrap):
        note.by_role_key(role_key(reading, DeviceRole.DESK))
    assert fetch(client, desk).header["notes"] == fetch(client, door).header["notes"] == 0
    with reading():
        given = sa.text("SELECT actor_kind, subject FROM audit_entry WHERE action = 'device.notes_given'")
        assert [tuple(row) for row in db.session.execute(given)] == [("system", aid.reference)]
        opened = sa.text("SELECT count(*) FROM audit_entry WHERE action = 'answers.opened'")
        assert (db.session.scalar(opened) or 0) >= 2


def test_a_consent_taken_back_takes_the_note_along(
    uow: Any, client: FlaskClient, world: World, add: Adds, told: None
) -> None:
    aid = add(DeviceRole.AID)
    before = fetch(client, aid)
    with uow():
        row = db.session.get_one(Registration, world.registrations[0])
        consents.decide(row.person, Purpose.EMERGENCY, False, "test")
    aid.heartbeat(client)
    news = fetch(client, aid, before.header["revision"])
    assert list(news.records) == [reader.lookup(world.tokens[0])] and news.notes == {}
    assert set(fetch(client, aid).notes) == {reader.lookup(world.tokens[1])}
