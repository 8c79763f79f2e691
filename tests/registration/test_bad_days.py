"""Bad days: everybody registers at the same minute, the network asks twice, and the server dies in the middle."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts import services as accounts
from summitapp.accounts.values import TokenScope
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import make_summit
from tests.rig.site import Site

CROWD, PLACES = 200, 50
Answer = tuple[int, dict[str, Any]]


def ask(url: str, token: str, number: int, key: str = "") -> Answer:
    """Register one person over the network; 0 means that nobody answered."""
    body = {"given_name": f"Kişi {number}", "family_name": "Öz", "email": f"kisi{number}@example.org",
            "language": "tr", "category": "delegate"}  # fmt: skip
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
    except (OSError, ValueError):
        return 0, {}


@pytest.fixture
def crowd(app: Flask, uow: UnitOpener, settings: Callable[..., None], live: Callable[..., Site]) -> tuple[Site, str, str]:
    """The real server of two processes, the address that registers, and a token."""
    settings(jobs="process", token_calls_per_second=100_000)
    with uow():
        summit = make_summit(capacity=PLACES)
        token = accounts.create_token("crowd", TokenScope.REGISTRATIONS, summit.public_id, timedelta(days=1))[1]
    site = live(workers=2, threads=2)
    return site, f"{site.url}/api/v1/summits/izmir-2027/registrations", token


def check_books(confirmed: int, total: int) -> None:
    """The counters, the people and the queue tell the same story."""
    assert db.session.scalar(sa.select(Summit.taken)) == confirmed
    assert db.session.scalar(sa.select(sa.func.count()).where(Registration.state == State.CONFIRMED)) == confirmed
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Registration)) == total
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == total
    waiting = sa.select(Registration.waiting_rank).where(Registration.state == State.WAITING)
    assert sorted(rank or 0 for rank in db.session.scalars(waiting)) == list(range(1, total - confirmed + 1))


@pytest.mark.slow
def test_two_hundred_ask_at_once_and_each_of_them_twice(crowd: tuple[Site, str, str], reading: Reader) -> None:
    _site, url, token = crowd
    with ThreadPoolExecutor(32) as pool:
        first = list(pool.map(lambda number: ask(url, token, number % CROWD, f"key-{number % CROWD}"), range(2 * CROWD)))
    assert Counter(status for status, _body in first) == {201: 2 * CROWD}
    assert first[:CROWD] == first[CROWD:]
    answers = [body for _status, body in first[:CROWD]]
    assert Counter(one["state"] for one in answers) == {"confirmed": PLACES, "waiting": CROWD - PLACES}
    assert sorted(one.get("position", 0) for one in answers if "position" in one) == list(range(1, CROWD - PLACES + 1))
    with reading():
        check_books(PLACES, CROWD)


@pytest.mark.slow
def test_a_server_that_dies_in_the_middle_keeps_every_answer_it_gave(
    crowd: tuple[Site, str, str], live: Callable[..., Site], reading: Reader
) -> None:
    site, url, token = crowd
    with ThreadPoolExecutor(24) as pool:
        asked = [pool.submit(ask, url, token, number, f"key-{number}") for number in range(CROWD)]
        while sum(one.done() for one in asked) < 60:
            time.sleep(0.01)
        os.killpg(site.pid, signal.SIGKILL)
        before = [one.result() for one in asked]
    given = {number: body for number, (status, body) in enumerate(before) if status == 201}
    assert 60 <= len(given) < CROWD
    with reading():
        codes = set(db.session.scalars(sa.select(Registration.code)))
    assert {body["code"] for body in given.values()} <= codes

    again = live(workers=2, threads=2)
    url = url.replace(site.url, again.url)
    with ThreadPoolExecutor(16) as pool:
        after = list(pool.map(lambda number: ask(url, token, number, f"key-{number}"), range(CROWD)))
    assert Counter(status for status, _body in after) == {201: CROWD}
    assert all(after[number][1] == body for number, body in given.items())
    with reading():
        check_books(PLACES, CROWD)
