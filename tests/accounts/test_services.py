"""Signing in, teams, secret links and tokens, on both databases."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from apiflask import APIFlask

from summitapp.accounts import queries, services
from summitapp.accounts.models import User
from summitapp.accounts.values import (
    CodeRefused,
    LastOwner,
    LinkInvalid,
    LogInRefused,
    PasswordTooWeak,
    Purpose,
    Role,
    TokenScope,
    TooManyAttempts,
)  # fmt: skip
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, unit_of_work

PASSWORD = "ein langes Passwort"
SUMMIT = "summit-one"


def _user(email: str = "ayse@example.org", **values: Any) -> str:
    with unit_of_work():
        user = services.create_user(email, "Ayşe İnci", password=PASSWORD, **values)
        db.session.flush()
        return user.public_id


def _get(reference: str) -> User:
    user = queries.user_by_reference(reference)
    assert user is not None
    return user


def test_the_right_password_is_recognised_whatever_the_case_of_the_address(app: APIFlask) -> None:
    with app.app_context():
        reference = _user()
        assert services.check_password("ayse@example.org", PASSWORD) == reference


@pytest.mark.parametrize(("email", "password"), [("ayse@example.org", "wrong"), ("nobody@example.org", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_sound_the_same(app: APIFlask, email: str, password: str) -> None:
    with app.app_context():
        _user()
        with pytest.raises(LogInRefused), unit_of_work():
            services.check_password(email, password)


def test_an_account_rests_after_eight_failures_and_wakes_after_a_quarter_of_an_hour(app: APIFlask) -> None:
    with app.app_context():
        _user()
        with time_machine.travel(now(), tick=False) as traveller:
            for _ in range(8):
                with pytest.raises(LogInRefused), unit_of_work():
                    services.check_password("ayse@example.org", "wrong")
            with pytest.raises(TooManyAttempts):
                services.check_password("ayse@example.org", PASSWORD)
            traveller.shift(timedelta(minutes=16))
            assert services.check_password("ayse@example.org", PASSWORD)


def test_somebody_who_left_cannot_sign_in(app: APIFlask) -> None:
    with app.app_context():
        reference = _user()
        with unit_of_work():
            _get(reference).active = False
            record("account.closed", _get(reference))
        with pytest.raises(LogInRefused), unit_of_work():
            services.check_password("ayse@example.org", PASSWORD)


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", "ayse@example.org"])
def test_a_weak_password_is_refused(app: APIFlask, weak: str) -> None:
    with app.app_context():
        reference = _user()
        with pytest.raises(PasswordTooWeak), unit_of_work():
            services.set_password(_get(reference), weak)


def test_a_new_password_ends_every_other_session(app: APIFlask) -> None:
    with app.app_context():
        reference = _user()
        before = services.identifier(_get(reference))
        assert services.actor_of_identifier(before) is not None
        with unit_of_work():
            services.set_password(_get(reference), "noch ein langes Passwort")
        assert services.actor_of_identifier(before) is None


def test_the_last_owner_cannot_be_removed_or_made_less(app: APIFlask) -> None:
    with app.app_context():
        reference = _user()
        with unit_of_work():
            services.give_role(_get(reference), Role.OWNER, SUMMIT)
        for change in (lambda: services.remove_role(queries.grants_of_scope("summit", SUMMIT)[0]),
                       lambda: services.give_role(_get(reference), Role.VIEWER, SUMMIT)):  # fmt: skip
            with pytest.raises(LastOwner), unit_of_work():
                change()
        assert [grant.role for grant in queries.grants_of_scope("summit", SUMMIT)] == [Role.OWNER]


def test_an_owner_may_leave_once_there_is_another(app: APIFlask) -> None:
    with app.app_context():
        first, second = _user(), _user("mehmet@example.org")
        with unit_of_work():
            for reference in (first, second):
                services.give_role(_get(reference), Role.OWNER, SUMMIT)
        with unit_of_work():
            mine = next(g for g in queries.grants_of_scope("summit", SUMMIT) if g.user.public_id == first)
            services.remove_role(mine)
        assert queries.owners("summit", SUMMIT) == [second]


def test_a_link_for_one_use_opens_once(app: APIFlask) -> None:
    with app.app_context():
        with unit_of_work():
            secret = services.mint_link(Purpose.LOG_IN, "u1", timedelta(minutes=20), single_use=True)
        assert services.open_link(Purpose.LOG_IN, secret).subject == "u1"
        with unit_of_work():
            services.open_link(Purpose.LOG_IN, secret, consume=True)
        with pytest.raises(LinkInvalid):
            services.open_link(Purpose.LOG_IN, secret)


def test_a_link_opens_for_its_purpose_only_and_not_for_ever(app: APIFlask) -> None:
    with app.app_context():
        with unit_of_work():
            secret = services.mint_link(Purpose.LOG_IN, "u1", timedelta(minutes=20), single_use=True)
        with pytest.raises(LinkInvalid):
            services.open_link(Purpose.SET_UP, secret)
        with time_machine.travel(now() + timedelta(minutes=21)), pytest.raises(LinkInvalid):
            services.open_link(Purpose.LOG_IN, secret)


def test_ending_links_ends_the_sessions_they_opened(app: APIFlask) -> None:
    with app.app_context():
        with unit_of_work():
            secret = services.mint_link(Purpose.MANAGE, "p1", timedelta(days=300), single_use=False)
        session = f"link:{services.open_link(Purpose.MANAGE, secret).reference}"
        actor = services.actor_of_identifier(session)
        assert actor is not None and actor.person == "p1"
        with unit_of_work():
            services.end_links("p1")
        assert services.actor_of_identifier(session) is None


def test_a_code_of_the_second_factor_is_accepted_once(app: APIFlask) -> None:
    with app.app_context():
        reference, secret = _user(), services.new_totp_secret()
        moment = now()
        with time_machine.travel(moment, tick=False) as traveller:
            with unit_of_work():
                services.enable_totp(_get(reference), secret, pyotp.TOTP(secret).now())
            traveller.shift(timedelta(seconds=30))
            code = pyotp.TOTP(secret).now()
            with unit_of_work():
                services.check_totp(_get(reference), code)
            with pytest.raises(CodeRefused), unit_of_work():
                services.check_totp(_get(reference), code)


def test_a_recovery_code_helps_once(app: APIFlask) -> None:
    with app.app_context():
        reference, secret = _user(), services.new_totp_secret()
        with unit_of_work():
            codes = services.enable_totp(_get(reference), secret, pyotp.TOTP(secret).now())
        with unit_of_work():
            services.check_totp(_get(reference), f" {codes[3].upper()} ")
        with pytest.raises(CodeRefused), unit_of_work():
            services.check_totp(_get(reference), codes[3])


def test_the_secret_of_the_second_factor_is_not_readable_in_the_database(app: APIFlask) -> None:
    with app.app_context():
        reference, secret = _user(), services.new_totp_secret()
        with unit_of_work():
            services.enable_totp(_get(reference), secret, pyotp.TOTP(secret).now())
        assert secret.encode() not in (_get(reference).totp_sealed or b"")


def test_a_token_works_until_it_is_revoked_or_runs_out(app: APIFlask) -> None:
    with app.app_context():
        with unit_of_work():
            token, secret = services.create_token("Main door", TokenScope.CHECKIN, SUMMIT, timedelta(days=3))
            reference = token.public_id
        actor = services.TokenMemory().actor(secret)
        assert actor is not None
        assert actor.holds("token:checkin", kind="summit", scope=SUMMIT)
        assert services.TokenMemory().actor(secret + "x") is None
        with time_machine.travel(now() + timedelta(days=4)):
            assert services.TokenMemory().actor(secret) is None
        with unit_of_work():
            services.revoke_token(next(t for t in queries.tokens_of_summit(SUMMIT) if t.public_id == reference))
        assert services.TokenMemory().actor(secret) is None
