"""What comparing costs: the same for each registration, however many there are and however many bear a name."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.core.db import db, table_of
from summitapp.directory import rules as directory
from summitapp.directory.values import Likeness, Resemblance
from summitapp.operations.services.demo import load_demo
from summitapp.registration import queries, services
from summitapp.registration.models import Mark, Registration
from summitapp.registration.services import comparing
from summitapp.summits.queries import by_slug
from tests.conftest import UnitOpener
from tests.rig.statements import heard

FEW, MANY = 300, 1500
MOST_MARKS = 9  # a name, two ends of both its parts, a mail address and a telephone number with each


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> int:
    """Batches, and numbers of those who are alike, small enough for a test to reach."""
    monkeypatch.setattr(comparing, "BATCH", 50)
    monkeypatch.setattr(comparing, "MOST_ALIKE", 3)
    return 50


def number_of(slug: str) -> int:
    summit = by_slug(slug)
    assert summit is not None
    return summit.id


@contextmanager
def steps_counted() -> Iterator[list[int]]:
    """Count what SQLite does, in hundreds of its instructions: the same on every machine."""
    steps = [0]

    def tick() -> int:
        steps[0] += 1
        return 0

    raw = db.session.connection().connection.driver_connection
    assert raw is not None
    raw.set_progress_handler(tick, 100)
    try:
        yield steps
    finally:
        raw.set_progress_handler(None, 0)


@pytest.mark.on("sqlite")
def test_a_batch_costs_the_same_among_many_as_among_few(uow: UnitOpener, batches: int) -> None:
    for slug, people in (("few", FEW), ("many", MANY)):
        with uow():
            load_demo(slug, delegates=people, sessions=1)
    cost = {}
    for slug, people in (("few", FEW), ("many", MANY)):
        for _ in range(people // batches - 1):
            with uow():
                assert services.compare_new(number_of(slug)) == batches
        with uow(), steps_counted() as steps:
            assert services.compare_new(number_of(slug)) == batches
        cost[slug] = steps[0]
    assert cost["many"] < cost["few"] * 1.5, cost


def test_what_thousands_share_is_looked_at_no_further_than_one_too_many(
    app: Flask, uow: UnitOpener, batches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with uow():
        load_demo("many", delegates=FEW, sessions=1)
        summit = number_of("many")
        ids = list(db.session.scalars(sa.select(Registration.id).where(Registration.summit_id == summit).order_by(Registration.id)))
        rows = [{"registration_id": one, "summit_id": summit, "mark": mark} for mark, some in
                ((7, ids), (8, ids[: comparing.MOST_ALIKE]), (9, ids[: comparing.MOST_ALIKE + 1]), (10, ids[:1]))
                for one in some]  # fmt: skip
        db.session.execute(sa.insert(table_of(Mark)), rows)
    with uow(), heard(app, "SELECT") as asked:
        shared = queries.sharing_marks(ids[:2], comparing.MOST_ALIKE)
    assert shared == [set(ids[: comparing.MOST_ALIKE])], "what one has alone and what too many have tells nothing"
    assert len(asked) == 1
    real, compared = directory.compare, []

    def compare(one: Likeness, other: Likeness) -> Resemblance:
        compared.append((one, other))
        return real(one, other)

    monkeypatch.setattr(directory, "compare", compare)
    with uow():
        assert services.compare_new() == batches
    assert len(compared) <= batches * MOST_MARKS * comparing.MOST_ALIKE


def test_the_database_counts_what_a_long_run_writes(app: Flask, uow: UnitOpener, batches: int) -> None:
    with uow():
        load_demo("many", delegates=FEW, sessions=1)
    with app.app_context(), heard(app, "ANALYZE") as counted:
        assert services.compare_waiting(batches=None) == FEW
        postgres = db.engine.dialect.name == "postgresql"
    assert counted == (["ANALYZE registration_mark, registration_pair"] if postgres else [])
    with app.app_context():
        assert services.compare_waiting() == 0
