"""The organisers' first page, the mails and the audit log."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import MessageState
from summitapp.summits import queries, services
from summitapp.summits.values import SummitDates
from tests.accounts.helpers import make_user, post, sign_in
from tests.portal.helpers import come_in, open_summit, register
from tests.rig.statements import heard

BASE = "/en/organise/izmir-2027/"


@pytest.fixture
def owner(client: FlaskClient, uow: Any) -> FlaskClient:
    open_summit(uow)
    make_user(uow, role=Role.OWNER, slug="izmir-2027")
    sign_in(client)
    return client


def test_the_figures_are_real_and_rows_lead_to_the_work(owner: FlaskClient, uow: Any) -> None:
    assert "No registration waits for you." in owner.get(BASE).text
    register(uow)
    assert "One registration waits for you." in owner.get(BASE).text
    register(uow, "kim@example.org", "Kim")
    page = owner.get(BASE).text
    assert "Two registrations wait for you." in page
    assert "2 registrations wait for a decision" in page and "Your account has no second step" in page


def test_the_overview_speaks_german_and_turkish(owner: FlaskClient) -> None:
    for language in ("de", "tr"):
        assert owner.get(BASE.replace("/en/", f"/{language}/")).status_code == 200


def questions_of(client: FlaskClient) -> int:
    """Return how often the overview asks the database."""
    with heard(client.application) as asked:
        assert client.get(BASE).status_code == 200
    return len(asked)


def test_the_number_of_questions_does_not_grow(owner: FlaskClient, uow: Any) -> None:
    register(uow)
    few = questions_of(owner)
    for number in range(3):
        register(uow, f"p{number}@example.org", f"P{number}")
    assert questions_of(owner) == few


@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_sees_what_it_may(client: FlaskClient, uow: Any, role: Role | None) -> None:
    open_summit(uow)
    make_user(uow, role=role, slug="izmir-2027")
    sign_in(client)
    works = role in (Role.OWNER, Role.ORGANISER, Role.EDITOR, Role.DESK, Role.VIEWER)
    reads = role in (Role.OWNER, Role.ORGANISER, Role.VIEWER)
    assert client.get(BASE).status_code == (200 if works else 403)
    for page in ("messages/", "log/"):
        assert client.get(BASE + page).status_code == (200 if reads else 403)


def test_failed_mails_are_named_and_sent_again(owner: FlaskClient, uow: Any, letters: Any) -> None:
    register(uow)
    with uow():
        message = db.session.query(OutboxMessage).filter(OutboxMessage.template.like("registration/%")).one()
        message.state, message.fault = MessageState.FAILED, "550 no such box"
    before = len(letters())
    page = owner.get(f"{BASE}messages/?state=failed").text
    assert "550 no such box" in page and "nil@example.org" in page
    assert "1 mail was not delivered" in owner.get(BASE).text
    assert post(owner, f"{BASE}messages/retry/", f"{BASE}messages/?state=failed").status_code == 303
    assert len(letters()) >= before
    assert "1 mail was not delivered" not in owner.get(BASE).text


def test_the_log_tells_who_did_what_in_sentences(owner: FlaskClient, uow: Any) -> None:
    come_in(owner.application.test_client(), uow, register(uow))
    page = owner.get(f"{BASE}log/").text
    assert "The summit was published." in page and "An address was confirmed." in page
    assert "The person themselves" in page and "nil@example.org" not in page


def test_the_summit_is_counted_down(owner: FlaskClient, uow: Any) -> None:
    with uow():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        day = now().date() + timedelta(days=40)
        services.change_dates(summit, SummitDates(day, day + timedelta(days=2)))
    assert "in 40 days" in owner.get(BASE).text or "in 39 days" in owner.get(BASE).text
