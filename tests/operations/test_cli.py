"""The command line of the demo."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts import services as accounts
from summitapp.accounts.models import User
from summitapp.accounts.values import LogInRefused, Purpose
from summitapp.core.db import db
from summitapp.directory.models import Person

Unit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def run(app: Flask) -> Callable[..., str]:
    """``run("demo", "load")`` gives what the command prints; ``fails=True`` expects it to end with status 1."""

    def command(*words: str, fails: bool = False) -> str:
        result = app.test_cli_runner().invoke(args=list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == (1 if fails else 0), result.output
        return result.output

    return command


def test_loading_says_what_was_written_and_the_second_time_that_nothing_was(run: Callable[..., str]) -> None:
    assert run("demo", "load", "--slug", "tiny", "--delegates", "3", "--sessions", "2") == "tiny: 3 people, 2 sessions\n"
    assert run("demo", "load", "--slug", "tiny", "--delegates", "9") == "tiny is there already; nothing was changed\n"


def test_too_few_places_are_refused_in_words(run: Callable[..., str]) -> None:
    said = run("demo", "load", "--slug", "small", "--delegates", "5", "--capacity", "4", fails=True)
    assert "fewer places than delegates" in said


def test_demo_log_ins_work_are_random_and_end_when_new_ones_are_made(
    run: Callable[..., str], reading: Unit, uow: Unit
) -> None:
    run("demo", "load")
    first = _log_ins(run("demo", "logins"))
    assert set(first) == {"owner", "desk", "delegate"}
    with uow():
        for role in ("owner", "desk"):
            accounts.check_password(first[role]["email"], first[role]["password"])
    second = _log_ins(run("demo", "logins"))
    assert second["owner"]["password"] != first["owner"]["password"]
    with pytest.raises(LogInRefused), uow():
        accounts.check_password(first["owner"]["email"], first["owner"]["password"])
    with reading():
        secret = second["delegate"]["address"].rsplit("/", 1)[1]
        opened = accounts.open_link(Purpose.MANAGE, secret)
        person = db.session.scalar(sa.select(Person).where(Person.public_id == opened.subject))
        assert person is not None and person.name.full == "Nilüfer Kılıç-Krämer"
        assert {user.is_demo for user in db.session.scalars(sa.select(User))} == {True}


def _log_ins(printed: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    role = ""
    for line in printed.splitlines():
        if not line.startswith(" "):
            role, email = line.split()
            found[role] = {"email": email}
        elif "password" in line:
            found[role]["password"] = line.split()[-1]
        else:
            found[role]["address"] = line.strip()
    return found


def test_no_demo_log_in_is_made_without_the_demo_or_in_production(
    run: Callable[..., str], settings: Callable[..., None], reading: Unit
) -> None:
    run("demo", "logins", fails=True)
    run("demo", "load")
    settings(environment="production")
    run("demo", "logins", fails=True)
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 0
