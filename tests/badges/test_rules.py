"""The code on a badge: how it is drawn, checked and read back."""

import secrets
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.badges import rules
from summitapp.badges.values import ALPHABET, CODE_LENGTH, BadgeState


class _Badge:
    def __init__(self, state: BadgeState) -> None:
        self.state = state


def test_a_code_has_24_symbols_and_a_check_character_of_the_thirty_that_nobody_confuses() -> None:
    assert len(ALPHABET) == 30 and not set(ALPHABET) & set("ILOUYZ")
    code = rules.make_token(secrets.token_bytes)
    assert len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)
    assert rules.read_code(code) == code


def test_symbols_are_drawn_evenly_because_bytes_above_the_last_full_round_are_thrown_away() -> None:
    numbers = count()
    every_byte = rules.make_token(lambda length: bytes(255 - next(numbers) % 256 for _ in range(length)))
    # 255…240 are unfair and skipped, so the first symbol comes from byte 239.
    assert every_byte[0] == ALPHABET[239 % 30] and every_byte[1] == ALPHABET[238 % 30]


def test_every_single_wrong_symbol_is_noticed() -> None:
    code = rules.make_token(secrets.token_bytes)
    wrong = [code[:place] + symbol + code[place + 1:]
             for place in range(CODE_LENGTH) for symbol in ALPHABET if symbol != code[place]]
    assert [text for text in wrong if rules.read_code(text)] == []


def test_nearly_every_swapped_pair_is_noticed() -> None:
    missed = tried = 0
    for _ in range(100):
        code = rules.make_token(secrets.token_bytes)
        for place in range(CODE_LENGTH - 1):
            if code[place] != code[place + 1]:
                tried += 1
                missed += rules.read_code(code[:place] + code[place + 1] + code[place] + code[place + 2:]) is not None
    assert missed / tried < 0.01


@pytest.mark.parametrize("typed", [
    "{code}", " {code}\r\n", "{lower}", "{grouped}", "\ufeff{code}", "{hyphens}",
])
def test_case_and_gaps_do_not_matter(typed: str) -> None:
    code = rules.make_token(secrets.token_bytes)
    text = typed.format(code=code, lower=code.lower(), grouped=rules.grouped(code),
                        hyphens=rules.grouped(code).replace(" ", "-"))
    assert rules.read_code(text) == code


def test_letters_read_into_a_code_are_taken_for_the_digits_they_look_like() -> None:
    symbols = "10" * 12
    code = symbols + rules.check_character(symbols)
    for one, nought in (("I", "O"), ("l", "o"), ("ı", "0"), ("İ", "O")):
        assert rules.read_code(code.replace("1", one).replace("0", nought)) == code


@pytest.mark.parametrize("text", ["", "A", "https://example.org/", "Y" * 25, "A" * 24, "A" * 5000, "ß" * 25, "٣" * 25])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert rules.read_code(text) is None


def test_only_an_active_badge_opens_doors() -> None:
    dead, alive = _Badge(BadgeState.REVOKED), _Badge(BadgeState.ACTIVE)
    assert rules.active_badge([dead, alive]) is alive
    assert rules.active_badge([dead]) is None


def test_a_second_badge_is_told_from_the_first() -> None:
    assert [rules.serial("KRS-7", number) for number in (1, 2)] == ["KRS-7", "KRS-7/2"]


@given(st.binary(min_size=1, max_size=16))
def test_bytes_become_symbols_and_nothing_of_them_is_lost(number: bytes) -> None:
    symbols = rules.as_symbols(number)
    value = sum(ALPHABET.index(symbol) * len(ALPHABET) ** place for place, symbol in enumerate(symbols[:-1]))
    assert value == int.from_bytes(number, "big")
    assert rules.check_character(symbols[:-1]) == symbols[-1]
