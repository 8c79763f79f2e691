"""Passkeys: made by a key in software, and everything that must not open the door."""

import json
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.accounts import queries, rules, services
from summitapp.accounts.models import Passkey
from summitapp.accounts.services import passkeys
from summitapp.accounts.values import Challenge, PasskeyKnown, PasskeyRefused, PasskeyStep, Purpose, TooManyPasskeys
from summitapp.audit.services import write
from summitapp.core.clock import now
from summitapp.core.db import db
from tests.factories.passkeys import SoftKey, bytes_of, text_of

ME, OTHER = "person0000000000000a", "person0000000000000b"


def add(uow: Any, key: SoftKey, subject: str = ME, name: str = "My phone") -> None:
    with uow():
        options, challenge = services.ask_for_new(subject, "Nil")
        services.add_passkey(subject, challenge, key.make(options), name)


def come_in(uow: Any, key: SoftKey) -> str:
    with uow():
        options, challenge = services.ask_for_any()
        return services.sign_in_by_passkey(challenge, key.sign(options))[0]


def refused(uow: Any, key: SoftKey) -> None:
    with pytest.raises(PasskeyRefused):
        come_in(uow, key)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    def pass_(more: timedelta) -> None:
        monkeypatch.setattr(passkeys, "now", lambda: now() + more)

    return pass_


def test_a_passkey_opens_the_door_of_the_person_who_added_it(uow: Any, reading: Any) -> None:
    key = SoftKey()
    add(uow, key)
    identifier = come_in(uow, key)
    with reading():
        actor = services.actor_of_identifier(identifier)
        assert actor is not None and (actor.kind, actor.person) == ("person", ME)
        (kept,) = queries.passkeys_of(ME)
        assert (kept.name, kept.transports, kept.credential_id) == ("My phone", ["internal"], key.id)
        assert kept.last_used_at is not None


def test_what_the_device_is_asked(uow: Any) -> None:
    key = SoftKey()
    add(uow, key)
    with uow():
        new, _challenge = services.ask_for_new(ME, "Nil")
        any_, _other = services.ask_for_any()
    assert new["rp"]["id"] == any_["rpId"] == "127.0.0.1"
    assert new["authenticatorSelection"]["residentKey"] == "required"
    assert new["authenticatorSelection"]["userVerification"] == any_["userVerification"] == "required"
    assert [bytes_of(one["id"]) for one in new["excludeCredentials"]] == [key.id]
    assert any_["allowCredentials"] == [] and new["attestation"] == "none"
    assert len(bytes_of(any_["challenge"])) == 64 and bytes_of(new["user"]["id"]) == ME.encode()


@pytest.mark.parametrize("wrong", [{"origin": "http://127.0.0.1:81"}, {"origin": "https://127.0.0.1"},
                                   {"host": "evil.example"}, {"verified": False}])  # fmt: skip
def test_a_page_of_somebody_else_or_an_unproven_owner_opens_nothing(uow: Any, wrong: dict[str, Any]) -> None:
    key = SoftKey()
    with pytest.raises(PasskeyRefused):
        add(uow, SoftKey(**wrong))
    add(uow, key)
    for name, value in wrong.items():
        setattr(key, name, value)
    refused(uow, key)


def test_an_answer_opens_once_whatever_session_it_is_sent_with(uow: Any) -> None:
    key = SoftKey()
    add(uow, key)
    with uow():
        options, challenge = services.ask_for_any()
        _options, older = services.ask_for_any()
        answer = key.sign(options)
        services.sign_in_by_passkey(challenge, answer)
    for again in (challenge, older, None):
        with pytest.raises(PasskeyRefused), uow():
            services.sign_in_by_passkey(again, answer)
    come_in(uow, key)  # a device that does not count is no fault


def test_a_challenge_lasts_five_minutes_and_is_for_one_thing(uow: Any, later: Any) -> None:
    key = SoftKey()
    add(uow, key)
    with uow():
        options, challenge = services.ask_for_any()
        new, adding = services.ask_for_new(ME, "Nil")
    other = SoftKey()
    with pytest.raises(PasskeyRefused), uow():
        services.add_passkey(ME, challenge, other.make({**new, "challenge": options["challenge"]}), "x")
    with pytest.raises(PasskeyRefused), uow():
        services.sign_in_by_passkey(adding, key.sign({"challenge": new["challenge"]}))
    with pytest.raises(PasskeyRefused), uow():
        services.add_passkey(OTHER, adding, other.make(new), "somebody else's challenge")
    later(rules.CHALLENGE_LASTS)
    with pytest.raises(PasskeyRefused), uow():
        services.sign_in_by_passkey(challenge, key.sign(options))
    with pytest.raises(PasskeyRefused), uow():
        services.add_passkey(ME, adding, other.make(new), "too late")


def test_the_key_of_another_person_opens_nothing_of_mine(uow: Any, reading: Any) -> None:
    mine, theirs = SoftKey(), SoftKey()
    add(uow, mine)
    add(uow, theirs, OTHER)
    theirs_as_mine = SoftKey(id=mine.id, private=theirs.private, handle=mine.handle)
    refused(uow, theirs_as_mine)
    refused(uow, SoftKey(id=theirs.id, private=theirs.private, handle=ME.encode()))
    with pytest.raises(PasskeyKnown):
        add(uow, SoftKey(id=theirs.id))
    identifier = come_in(uow, theirs)
    with reading():
        actor = services.actor_of_identifier(identifier)
        assert actor is not None and actor.person == OTHER


def test_a_count_that_goes_back_or_stands_still_is_refused(uow: Any, reading: Any) -> None:
    key = SoftKey(count=3)
    add(uow, key)
    key.count = 7
    come_in(uow, key)
    for count in (7, 6, 0):
        key.count = count
        refused(uow, key)
    key.count = 8
    come_in(uow, key)
    with reading():
        assert queries.passkeys_of(ME)[0].sign_count == 8


def test_a_removed_passkey_ends_its_sessions_and_opens_nothing(uow: Any, reading: Any) -> None:
    key = SoftKey()
    add(uow, key)
    identifier = come_in(uow, key)
    with uow():
        services.remove_passkey(queries.passkeys_of(ME)[0])
    with reading():
        assert services.actor_of_identifier(identifier) is None
    refused(uow, key)


@pytest.mark.parametrize(("purpose", "left"), [(None, 0), (Purpose.MANAGE, 0), (Purpose.INVITE, 1)])
def test_passkeys_end_with_the_links_to_my_summit(uow: Any, reading: Any, purpose: Purpose | None, left: int) -> None:
    add(uow, SoftKey())
    add(uow, SoftKey(), OTHER)
    with uow():
        services.end_links(ME, purpose)
        write("test.ran", "tests", "a" * 20)
    with reading():
        assert (len(queries.passkeys_of(ME)), len(queries.passkeys_of(OTHER))) == (left, 1)


def test_passkeys_are_handed_over_to_who_turned_out_to_be_the_same(uow: Any, reading: Any) -> None:
    key = SoftKey()
    add(uow, key)
    with uow():
        services.hand_over_links(ME, OTHER)
    identifier = come_in(uow, key)
    with reading():
        actor = services.actor_of_identifier(identifier)
        assert actor is not None and actor.person == OTHER


def test_erasing_and_handing_over_cover_passkeys(uow: Any) -> None:
    add(uow, SoftKey())
    with uow():
        (told,) = services.export_personal([ME], "")["passkeys"]
        assert (told["name"], told["last_used_at"]) == ("My phone", None)
        services.erase_personal([ME], "")
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Passkey)) == 0
        write("test.ran", "tests", "a" * 20)


def test_ten_passkeys_are_enough(uow: Any) -> None:
    for _ in range(rules.MOST_PASSKEYS):
        add(uow, SoftKey())
    with pytest.raises(TooManyPasskeys):
        add(uow, SoftKey())


@pytest.mark.parametrize("rubbish", ["", "[]", "{}", "null", "7", '{"id": 7}', "x" * 50, json.dumps({"id": "AA", "rawId": "AA",
    "type": "public-key", "response": {"clientDataJSON": "AA", "attestationObject": "AA", "authenticatorData": "AA",
                                       "signature": "AA", "userHandle": "AA"}})])  # fmt: skip
def test_rubbish_is_refused_like_everything_else(uow: Any, rubbish: str) -> None:
    with pytest.raises(PasskeyRefused), uow():
        services.sign_in_by_passkey(services.ask_for_any()[1], rubbish)
    with pytest.raises(PasskeyRefused), uow():
        services.add_passkey(ME, services.ask_for_new(ME, "Nil")[1], rubbish, "x")


@pytest.mark.parametrize("broken", [b"", b"\xff" * 40, b"\xbf", b"\xa3cfmtdnonegattStmt\xa0hauthDataX\x25" + bytes(37)])
def test_a_broken_attestation_is_refused(uow: Any, broken: bytes) -> None:
    with pytest.raises(PasskeyRefused), uow():
        options, challenge = services.ask_for_new(ME, "Nil")
        answer = json.loads(SoftKey().make(options))
        answer["response"]["attestationObject"] = text_of(broken)
        services.add_passkey(ME, challenge, json.dumps(answer), "x")


def test_a_challenge_survives_the_session() -> None:
    challenge = Challenge(b"\x00\xff", PasskeyStep.ADD, now(), ME)
    assert Challenge.of(json.loads(json.dumps(challenge.as_dict()))) == challenge
