"""Registrations by program."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from summitapp.accounts import services as accounts
from summitapp.accounts.values import TokenScope
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.registration.models import Registration
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit

URL = "/api/v1/summits/izmir-2027/registrations"
BODY: dict[str, Any] = {"given_name": "Ayşe İnci", "family_name": "Çağlayan", "email": "ayse@example.org",
                        "language": "tr", "category": "delegate"}  # fmt: skip


@pytest.fixture
def token(uow: UnitOpener) -> str:
    with uow():
        summit = make_summit(capacity=2)
        make_delegation(summit, "Karşıyaka")
        return accounts.create_token("test", TokenScope.REGISTRATIONS, summit.public_id, timedelta(days=1))[1]


def post(client: FlaskClient, token: str, body: Any, **headers: str) -> TestResponse:
    return client.post(URL, json=body, headers={"Authorization": f"Bearer {token}", **headers})


def rows(reading: Reader) -> int:
    with reading():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Registration)) or 0


def test_a_program_registers_people_until_they_have_to_wait(client: FlaskClient, token: str) -> None:
    answers = [post(client, token, {**BODY, "email": f"p{number}@example.org"}) for number in range(4)]
    assert [one.status_code for one in answers] == [201] * 4
    assert [one.json["state"] for one in answers] == ["confirmed", "confirmed", "waiting", "waiting"]
    assert "position" not in answers[0].json
    assert [one.json["position"] for one in answers[2:]] == [1, 2]
    assert len({one.json["code"] for one in answers}) == 4


def test_everything_may_be_told_and_comes_back_in_the_list(client: FlaskClient, token: str) -> None:
    body = {**BODY, "delegation": "Karşıyaka", "city": "Şişli", "organisation": "Belediye", "function": "Müdür",
            "answers": {"spoken_languages": ["tr", "de"], "interpretation": "de", "note": "Danke"}}  # fmt: skip
    assert post(client, token, body).status_code == 201
    answer = client.get(URL, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    row = answer.json["registrations"][0]
    assert (row["delegation"], row["city"], row["state"]) == ("KARSIYAKA", "Şişli", "confirmed")
    assert row["spoken_languages"] == ["tr", "de"]
    assert "note" not in row
    assert answer.json["next"] is None


def test_the_same_key_is_answered_as_the_first_time(client: FlaskClient, token: str, reading: Reader) -> None:
    first = post(client, token, BODY, **{"Idempotency-Key": "k-1"})
    again = post(client, token, BODY, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert rows(reading) == 1
    other = post(client, token, {**BODY, "email": "x@example.org"}, **{"Idempotency-Key": "k-1"})
    assert (other.status_code, other.json["code"]) == (422, "idempotency_conflict")
    assert rows(reading) == 1


def test_a_refused_request_does_not_use_its_key_up(client: FlaskClient, token: str) -> None:
    assert post(client, token, {**BODY, "category": "nobody"}, **{"Idempotency-Key": "k"}).status_code == 422
    assert post(client, token, BODY, **{"Idempotency-Key": "k"}).status_code == 201


def test_the_same_person_again_is_a_conflict(client: FlaskClient, token: str, reading: Reader) -> None:
    post(client, token, BODY)
    again = post(client, token, {**BODY, "given_name": "AYŞE İNCİ"})
    assert (again.status_code, again.json["code"]) == (409, "already_registered")
    assert again.content_type == "application/problem+json"
    assert rows(reading) == 1


@pytest.mark.parametrize(("change", "field"), [
    ({"given_name": ""}, "given_name"), ({"given_name": None}, "given_name"), ({"given_name": 7}, "given_name"),
    ({"given_name": "x" * 201}, "given_name"), ({"given_name": "a\u0000b"}, "given_name"),
    ({"given_name": "\ud800"}, "given_name"),
    ({"family_name": ""}, "family_name"), ({"family_name": []}, "family_name"),
    ({"email": "ayse"}, "email"), ({"email": ""}, "email"), ({"email": "a@b@c"}, "email"), ({"email": 1}, "email"),
    ({"language": "fr"}, "language"), ({"language": None}, "language"),
    ({"category": "nobody"}, "category"), ({"category": 1}, "category"),
    ({"single_name": "yes"}, "single_name"), ({"single_name": 1}, "single_name"),
    ({"delegation": "ATLANTIS"}, "delegation"), ({"delegation": 5}, "delegation"),
    ({"city": "x" * 201}, "city"), ({"organisation": {}}, "organisation"), ({"function": "a\nb"}, "function"),
    ({"answers": []}, "answers"), ({"answers": {"passport": "1"}}, "answers.passport"),
    ({"answers": {"spoken_languages": ["xx"]}}, "answers.spoken_languages.0"),
    ({"answers": {"interpretation": "xx"}}, "answers.interpretation"),
    ({"is_admin": True}, "is_admin"),
])
def test_each_wrong_field_is_named_and_nothing_is_written(
    client: FlaskClient, token: str, reading: Reader, change: dict[str, Any], field: str
) -> None:
    answer = post(client, token, {**BODY, **change}, **{"Accept-Language": "de"})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert list(answer.json["errors"]) == [field]
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == 0


@pytest.mark.parametrize("missing", ["given_name", "family_name", "email", "language", "category"])
def test_each_needed_field_is_asked_for(client: FlaskClient, token: str, missing: str) -> None:
    answer = post(client, token, {name: value for name, value in BODY.items() if name != missing})
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [missing]


@pytest.mark.parametrize("body", [[], "text", 1, True])
def test_what_is_no_object_is_refused(client: FlaskClient, token: str, body: Any) -> None:
    assert post(client, token, body).status_code == 422


def test_what_is_no_json_is_a_bad_request(client: FlaskClient, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    answer = client.post(URL, data="{", headers=headers)
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")


def test_a_single_name_is_enough_when_said_so(client: FlaskClient, token: str) -> None:
    assert post(client, token, {**BODY, "given_name": "Wu", "family_name": "", "single_name": True}).status_code == 201


def test_without_the_right_token_nothing_is_done(client: FlaskClient, token: str, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        other = make_summit("other-2027")
        elsewhere = accounts.create_token("t", TokenScope.REGISTRATIONS, other.public_id, timedelta(days=1))[1]
        reader = accounts.create_token("t", TokenScope.READ, other.public_id, timedelta(days=1))[1]
    assert client.post(URL, json=BODY).status_code == 401
    assert post(client, "nonsense", BODY).status_code == 401
    assert post(client, elsewhere, BODY).status_code == 403
    assert post(client, reader, BODY).status_code == 403
    assert client.get(URL).status_code == 401
    assert client.get(URL, headers={"Authorization": f"Bearer {elsewhere}"}).status_code == 403
    missing = URL.replace("izmir-2027", "nowhere")
    assert client.post(missing, json=BODY, headers={"Authorization": f"Bearer {token}"}).status_code == 404
    assert rows(reading) == 0


def test_the_list_comes_in_pages_and_by_state(client: FlaskClient, token: str, uow: UnitOpener, monkeypatch: Any) -> None:
    from summitapp.registration import api
    from summitapp.summits import queries as summits

    monkeypatch.setattr(api, "MOST_ROWS", 2)
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        for number in range(3):
            enter(summit, number)
    headers = {"Authorization": f"Bearer {token}"}
    first = client.get(URL, headers=headers).json
    assert [row["state"] for row in first["registrations"]] == ["waiting", "confirmed"]
    assert first["registrations"][0]["position"] == 1
    rest = client.get(f"{URL}?before={first['next']}", headers=headers).json
    assert (len(rest["registrations"]), rest["next"]) == (1, None)
    assert len(client.get(f"{URL}?state=waiting", headers=headers).json["registrations"]) == 1
    for wrong in ("state=nonsense", "before=-1", "before=x", "before=99999999999999999999"):
        assert client.get(f"{URL}?{wrong}", headers=headers).status_code == 422
