"""A program registers somebody, their badge opens the door, and no longer when they are cancelled."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.accounts import services as accounts
from summitapp.accounts.values import TokenScope
from summitapp.checkin import services as checkin
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.registration import services as registration
from summitapp.registration.models import IdempotencyKey, Registration
from tests.factories.registration import make_summit, make_texts

BODY = {"given_name": "Wu", "family_name": "", "single_name": True, "email": "wu@example.org", "language": "de",
        "category": "delegate"}


def test_from_the_request_to_the_door(
    client: FlaskClient, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        make_texts()
        summit = make_summit(capacity=1)
        db.session.flush()
        checkin.add_point(summit, "entrance", Translated.same("Entrance"))
        _, register = accounts.create_token("site", TokenScope.REGISTRATIONS, summit.public_id, timedelta(days=1))
        _, door = accounts.create_token("door", TokenScope.CHECKIN, summit.public_id, timedelta(days=1))

    def enter(**more: str) -> Any:
        headers = {"Authorization": f"Bearer {register}", "Idempotency-Key": "key"}
        return client.post("/api/v1/summits/izmir-2027/registrations", json={**BODY, **more}, headers=headers).get_json()

    def scan(badge: str) -> tuple[str, str]:
        body = {"scan_id": str(uuid.uuid4()), "badge": badge, "point": "entrance", "direction": "in", "offline": False,
                "scanned_at": "2027-10-14T08:00:00Z"}
        answer = client.post("/api/v1/summits/izmir-2027/scans", json=body, headers={"Authorization": f"Bearer {door}"})
        return answer.get_json()["verdict"], answer.get_json()["reason"]

    answer = enter()
    assert answer["state"] == "confirmed" and len(answer["badge"]) == 25
    assert enter() == answer
    with reading():
        assert "badge" not in db.session.scalars(sa.select(IdempotencyKey)).one().answer
    assert scan(answer["badge"]) == ("admitted", "admitted")
    with uow():
        found = db.session.scalars(sa.select(Registration).where(Registration.code == answer["code"])).one()
        registration.cancel(found, "double")
    assert scan(answer["badge"]) == ("refused", "cancelled")
    assert "badge" not in enter()
