"""One-time codes: made at sending, good once, for ten minutes and five attempts."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.accounts import rules, services
from summitapp.accounts.models import OneTimeCode
from summitapp.accounts.services import codes
from summitapp.accounts.values import CodeAnswer, CodePurpose, CodesTooFast, TooManyCodes
from summitapp.core.clock import now
from summitapp.core.db import db

ME, MAIL = "person0000000000000a", "nil@example.org"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """``clock(timedelta)`` lets time pass for one-time codes."""
    shift = timedelta()

    def pass_(more: timedelta) -> None:
        nonlocal shift
        shift += more

    monkeypatch.setattr(codes, "now", lambda: now() + shift)
    return pass_


def ask(uow: Any, subject: str = ME, email: str = MAIL, purpose: CodePurpose = CodePurpose.FRESH) -> None:
    with uow():
        services.ask_code(subject, email, "en", purpose)


def code_in(letters: Any) -> str:
    found = re.search(r"\b(\d{3} \d{3})\b", letters()[-1].get_body(("plain",)).get_content())
    assert found is not None
    return found[1]


def check(uow: Any, text: str, subject: str = ME, purpose: CodePurpose = CodePurpose.FRESH) -> CodeAnswer:
    with uow():
        return services.check_code(subject, text, purpose)


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


def test_a_code_is_good_once_however_it_is_typed(uow: Any, letters: Any) -> None:
    ask(uow)
    code = code_in(letters)
    assert check(uow, f" {code.replace(' ', '-')} ") is CodeAnswer.RIGHT
    assert check(uow, code) is CodeAnswer.OVER


def test_neither_code_nor_address_is_stored(uow: Any, letters: Any, reading: Any) -> None:
    ask(uow)
    code = code_in(letters).replace(" ", "")
    with reading():
        row = db.session.execute(sa.select(OneTimeCode.__table__)).one()
        assert not any(code in str(value) or MAIL in str(value) for value in row)
        subject = db.session.scalar(sa.text("SELECT subject FROM outbox_message"))
        assert not re.search(r"\d", str(subject))


def test_five_wrong_codes_use_it_up(uow: Any, letters: Any) -> None:
    ask(uow)
    code = code_in(letters)
    for _ in range(4):
        assert check(uow, wrong(code)) is CodeAnswer.WRONG
    assert check(uow, wrong(code)) is CodeAnswer.OVER
    assert check(uow, code) is CodeAnswer.OVER


def test_a_code_lasts_ten_minutes_from_its_sending(uow: Any, letters: Any, clock: Any) -> None:
    ask(uow)
    code = code_in(letters)
    clock(timedelta(minutes=9, seconds=50))
    assert check(uow, wrong(code)) is CodeAnswer.WRONG
    clock(timedelta(seconds=11))
    assert check(uow, code) is CodeAnswer.OVER


def test_a_code_opens_nothing_for_somebody_else_or_something_else(uow: Any, letters: Any) -> None:
    ask(uow)
    code = code_in(letters)
    assert check(uow, code, "person0000000000000b") is CodeAnswer.OVER
    assert check(uow, code, purpose=CodePurpose.MERGE) is CodeAnswer.OVER
    assert check(uow, code) is CodeAnswer.RIGHT


def test_a_new_code_ends_the_one_before(uow: Any, letters: Any, clock: Any) -> None:
    ask(uow)
    first = code_in(letters)
    clock(timedelta(minutes=1))
    ask(uow)
    second = code_in(letters)
    assert first == second or check(uow, first) is CodeAnswer.WRONG
    assert check(uow, second) is CodeAnswer.RIGHT


def test_a_mail_that_comes_late_is_not_sent_once_another_code_was_asked_for(uow: Any, clock: Any) -> None:
    with uow():
        services.ask_code(ME, MAIL, "en")
        old = codes.queries.last_code(ME, CodePurpose.FRESH)
        clock(timedelta(minutes=2))
        services.ask_code(ME, MAIL, "en")
        assert old is not None and services.mint_code(old.public_id) is None


def test_a_minute_lies_between_two_codes_and_ten_are_all_a_day_has(uow: Any, clock: Any) -> None:
    ask(uow)
    with pytest.raises(CodesTooFast) as refused:
        ask(uow)
    assert 50 <= refused.value.facts["seconds"] <= 60
    for _ in range(9):
        clock(timedelta(minutes=2))
        ask(uow)
    clock(timedelta(minutes=2))
    with pytest.raises(TooManyCodes):
        ask(uow)
    clock(timedelta(days=1))
    ask(uow)


def test_one_address_is_not_filled_by_asking_for_many_people(uow: Any) -> None:
    ask(uow, "person0000000000000a", MAIL)
    with pytest.raises(CodesTooFast):
        ask(uow, "person0000000000000b", MAIL.upper())


def test_old_codes_are_forgotten(uow: Any, clock: Any) -> None:
    ask(uow)
    clock(timedelta(days=3))
    with uow():
        assert services.forget_codes() == 1
        assert services.forget_codes() == 0


@pytest.mark.parametrize("typed", ["123 456", "123456", "123-456 ", "１２３ 456"])
def test_digits_are_read_out_of_what_people_type(typed: str) -> None:
    assert rules.digits_of(typed) == "123456"


def test_waiting_is_counted_from_the_last_code() -> None:
    moment = datetime(2027, 5, 1, 12).astimezone()
    assert rules.next_code_at([], moment) == moment
    assert rules.next_code_at([moment - timedelta(seconds=20)], moment) == moment + timedelta(seconds=40)
    assert rules.next_code_at([moment] * 10, moment) is None
    assert rules.next_code_at([moment - timedelta(days=2)] * 10, moment) == moment
