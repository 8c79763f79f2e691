"""The command line of whoever runs the application."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant, User
from summitapp.accounts.values import LogInRefused, Purpose, Role
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.summits.models import Summit

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
    assert set(first) == {"organiser", "desk", "coordinator", "delegate"}
    with uow():
        for role in ("organiser", "desk", "coordinator"):
            accounts.check_password(first[role]["email"], first[role]["password"])
    second = _log_ins(run("demo", "logins"))
    assert second["organiser"]["password"] != first["organiser"]["password"]
    with pytest.raises(LogInRefused), uow():
        accounts.check_password(first["organiser"]["email"], first["organiser"]["password"])
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


def test_the_first_organiser_owns_the_summit_and_sets_up_by_a_link_that_works_once(
    run: Callable[..., str], reading: Unit
) -> None:
    run("demo", "load", "--slug", "tiny", "--sessions", "0")
    said = run("accounts", "create-organiser", "Ayse@Example.org", "--summit", "tiny")
    secret = said.strip().splitlines()[-1].rstrip("/").rsplit("/", 1)[1]
    assert "/set-up/" in said
    run("accounts", "create-organiser", "second@example.org", "--summit", "tiny")
    with reading():
        subject = accounts.open_link(Purpose.SET_UP, secret).subject
        roles = dict(db.session.execute(sa.select(User.email, Grant.role).join(Grant.user)).all())
        assert roles == {"ayse@example.org": Role.OWNER, "second@example.org": Role.ORGANISER}
        assert db.session.scalar(sa.select(User.email).where(User.public_id == subject)) == "ayse@example.org"


def test_what_is_no_address_is_refused(run: Callable[..., str]) -> None:
    assert "not an e-mail address" in run("accounts", "create-organiser", "ayse", fails=True)


def test_without_a_summit_somebody_may_organise_the_whole_platform(run: Callable[..., str], reading: Unit) -> None:
    run("accounts", "create-organiser", "a@example.org")
    with reading():
        grant = db.session.scalar(sa.select(Grant))
        assert grant is not None and (grant.scope_kind, grant.role) == ("platform", Role.OWNER)


def test_asking_again_for_an_owner_keeps_the_owner(run: Callable[..., str], reading: Unit) -> None:
    run("demo", "load", "--slug", "tiny", "--sessions", "0")
    run("accounts", "create-organiser", "a@example.org", "--summit", "tiny")
    run("accounts", "create-organiser", "a@example.org", "--summit", "tiny")
    with reading():
        assert list(db.session.scalars(sa.select(Grant.role))) == [Role.OWNER]


def test_an_organiser_of_no_summit_is_refused(run: Callable[..., str]) -> None:
    assert "There is no summit with the address nowhere." in run(
        "accounts", "create-organiser", "a@example.org", "--summit", "nowhere", fails=True
    )


def test_a_token_stands_alone_on_the_last_line_works_and_ends(run: Callable[..., str], uow: Unit) -> None:
    run("demo", "load", "--slug", "tiny", "--sessions", "0")
    secret = run("tokens", "create", "--summit", "tiny", "--scope", "checkin").splitlines()[-1]
    assert secret.strip() == secret and len(secret) > 30
    with uow():
        actor = accounts.TokenMemory().actor(secret)
        summit = db.session.scalar(sa.select(Summit))
        assert actor is not None and summit is not None
        assert actor.holds("token:checkin", kind="summit", scope=summit.public_id)
    listed = run("tokens", "list", "--summit", "tiny")
    assert secret not in listed and "checkin" in listed and "tiny" in listed
    run("tokens", "revoke", listed.split()[0])
    assert "revoked" in run("tokens", "list")
    with uow():
        assert accounts.TokenMemory().actor(secret) is None


def test_an_unknown_token_cannot_be_revoked(run: Callable[..., str]) -> None:
    assert "There is no such token." in run("tokens", "revoke", "nothing", fails=True)


def test_a_token_needs_a_scope_that_exists(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["tokens", "create", "--summit", "tiny", "--scope", "everything"])
    assert result.exit_code == 2
