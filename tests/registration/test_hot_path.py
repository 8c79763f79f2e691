"""One registration by a program: how often the database is asked, and that no question grows with the summit."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.accounts import services as accounts
from summitapp.accounts.values import TokenScope
from summitapp.core.db import db
from summitapp.registration import queries
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit
from tests.registration.test_api import BODY, post
from tests.rig.statements import heard

MOST = 16
KEY = {"Idempotency-Key": "k-1"}


@pytest.fixture
def token(uow: UnitOpener) -> str:
    with uow():
        summit = make_summit(capacity=500)
        make_delegation(summit, "Bremen")
        enter(summit, 30)
        return accounts.create_token("test", TokenScope.REGISTRATIONS, summit.public_id, timedelta(days=1))[1]


def test_a_registration_with_place_badge_mail_and_trail_takes_sixteen_statements(
    app: Flask, client: FlaskClient, token: str
) -> None:
    post(client, token, {**BODY, "email": "first@example.org"})  # the token is known from now on
    with heard(app) as said:
        answer = post(client, token, {**BODY, "delegation": "Bremen"}, **KEY)
    assert answer.json["state"] == "confirmed"
    assert answer.json["badge"]
    last = next(place for place, one in enumerate(said) if one.startswith("UPDATE registration_idempotency_key"))
    asked = [one for one in said[: last + 1] if not one.startswith(("BEGIN", "PRAGMA"))]  # the mail is sent after it
    assert len(asked) <= MOST, "\n".join(asked)


def test_whether_somebody_is_registered_already_is_looked_up_in_two_indexes(app: Flask, token: str, reading: Reader) -> None:
    with heard(app) as said, reading():
        assert queries.clash(1, "somebody else", "ABCDEF") == (None, False)
    statement = next(one for one in said if "UNION ALL" in one)
    with reading():
        connection = db.session.connection()
        if connection.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1, "a", 1, "b")).all()
            steps = [row[3] for row in plan if "SEARCH" in row[3] or "SCAN" in row[3]]
            assert [step.partition(" (")[2] for step in steps] == ["summit_id=? AND sameness=?)", "summit_id=? AND code=?)"]
        else:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            given = {"summit": 1, "sameness": "a", "code": "b"}
            plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", given).scalars())
            assert "uq_registration_registration_active" in plan
            assert "Index Cond: ((summit_id = 1) AND ((sameness)::text = 'a'::text))" in plan
