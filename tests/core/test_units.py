"""The unit of work on both databases: what stands, what falls, and who has to wait for whom."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError, StatementError

from summitapp.accounts import queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import User
from summitapp.audit.models import AuditEntry
from summitapp.core import db as database
from summitapp.core.db import AuditMissing, db, unit_of_work
from tests.rig.site import Site

Opener = Callable[..., Any]


def _somebody(name: str = "ayse") -> User:
    return accounts.create_user(f"{name}@example.org", name)


def test_what_a_unit_writes_stands_with_its_audit_entry(app: Flask, uow: Opener) -> None:
    with uow():
        reference = _somebody().public_id
    with app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.subject == reference)).one()
        assert (entry.action, entry.actor) == ("account.created", "tests")


def test_an_error_undoes_everything_and_nothing_is_done_afterwards(app: Flask, uow: Opener) -> None:
    done: list[str] = []
    with pytest.raises(ZeroDivisionError), uow():
        _somebody()
        database.after_commit(lambda: done.append("told"))
        raise ZeroDivisionError
    with app.app_context():
        assert queries.user_by_email("ayse@example.org") is None
    assert done == []


def test_what_waits_for_the_commit_is_done_once_for_each_key(uow: Opener) -> None:
    done: list[str] = []
    with uow():
        for _ in range(3):
            database.after_commit(lambda: done.append("woken"), key=("mail", "1"))
        database.after_commit(lambda: done.append("told"))
        assert done == []
    assert done == ["woken", "told"]


def test_a_refusal_worth_remembering_is_kept_although_the_rest_is_undone(app: Flask, uow: Opener) -> None:
    with uow() as unit:
        _somebody("undone")
        database.remember(lambda: _somebody("remembered"))
        unit.refuse()
    with app.app_context():
        assert queries.user_by_email("undone@example.org") is None
        assert queries.user_by_email("remembered@example.org") is not None


def test_a_unit_inside_a_unit_is_a_mistake(uow: Opener) -> None:
    with uow(), pytest.raises(RuntimeError, match="open already"), unit_of_work():
        pass


def test_a_change_without_an_audit_entry_does_not_stand(app: Flask, uow: Opener) -> None:
    with uow():
        _somebody()
    with pytest.raises(AuditMissing, match="User"), uow():
        user = queries.user_by_email("ayse@example.org")
        assert user is not None
        user.name = "somebody else"
    with app.app_context():
        user = queries.user_by_email("ayse@example.org")
        assert user is not None and user.name == "ayse"


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET action = 'forged'", "DELETE FROM audit_entry"])
def test_the_trail_can_neither_be_changed_nor_removed(uow: Opener, statement: str) -> None:
    with uow():
        _somebody()
    with pytest.raises(DBAPIError, match="append-only"), uow():
        db.session.execute(sa.text(statement))


def test_outside_of_a_unit_the_database_refuses_to_write(app: Flask) -> None:
    with app.app_context(), pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        db.session.execute(sa.text("DELETE FROM accounts_user"))


def test_a_time_without_a_zone_is_refused(uow: Opener) -> None:
    with pytest.raises(StatementError, match="naive"), uow():
        user = _somebody()
        user.last_seen_at = datetime(2027, 10, 13, 9, 30)
        db.session.flush()


def test_a_read_is_not_given_back_once_something_was_written(uow: Opener) -> None:
    with pytest.raises(RuntimeError, match="had been written"), uow():
        _somebody()
        database.end_read()


def test_a_broken_constraint_is_known_by_its_name(uow: Opener) -> None:
    with pytest.raises(sa.exc.IntegrityError) as caught, uow():
        _somebody()
        _somebody()
    assert database.broken_constraint(caught.value) == "uq_accounts_user_email"


def test_readers_do_not_wait_for_a_writer(uow: Opener, live: Callable[..., Site]) -> None:
    site = live(workers=2, threads=2)
    with uow():
        _somebody("writer")
        db.session.flush()  # from here the writer holds what a writer holds, until the block ends
        for _ in range(8):
            with urlopen(f"{site.url}/readyz", timeout=4) as answer:
                assert answer.status == 200
            with urlopen(f"{site.url}/en/", timeout=4) as answer:
                assert answer.status == 200
