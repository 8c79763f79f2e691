"""The check with its reasons, the code, the number and the standing: without an application."""

import secrets
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitapp.letters import rules
from summitapp.letters.values import (
    CODE_SIGNS,
    Circumstances,
    LetterKind,
    LetterState,
    Passport,
    Payer,
    Request,
    Severity,
    Standing,
)

STARTS, ENDS = date(2027, 10, 13), date(2027, 10, 15)
VISA = Request(LetterKind.VISA, "de", "", "Generalkonsulat, Hannover", Passport.ORDINARY, STARTS, ENDS, Payer.SELF, Payer.CITY)
ATTENDANCE = Request(LetterKind.ATTENDANCE, "tr")
FINE = Circumstances(confirmed=True, proven=True, in_delegation=True, complete=True, starts_on=STARTS, ends_on=ENDS,
                     today=date(2027, 9, 1))


def faults(request: Request, known: Circumstances) -> list[str]:
    return [one.message for one in rules.check(request, known) if one.severity is Severity.FAULT]


def warnings(known: Circumstances) -> int:
    return sum(one.severity is Severity.WARNING for one in rules.check(VISA, known))


def test_a_good_request_has_no_fault_and_no_warning() -> None:
    assert rules.faults_in(VISA, STARTS, ENDS) == {} and rules.possible(rules.check(VISA, FINE))
    assert warnings(FINE) == 0


@pytest.mark.parametrize("name", ["consulate", "passport", "arrives_on", "leaves_on", "travel_paid_by", "stay_paid_by"])
def test_what_a_consulate_needs_is_asked_for(name: str) -> None:
    assert name in rules.faults_in(replace(VISA, **{name: "" if name == "consulate" else None}), STARTS, ENDS)


@pytest.mark.parametrize(("arrives", "leaves"), [(0, -1), (-40, -2), (3, 9), (-15, 2), (0, 17)])
def test_the_journey_has_to_fit_the_summit(arrives: int, leaves: int) -> None:
    wrong = replace(VISA, arrives_on=STARTS + timedelta(days=arrives), leaves_on=STARTS + timedelta(days=leaves))
    assert "leaves_on" in rules.faults_in(wrong, STARTS, ENDS) and faults(wrong, FINE)


def test_a_confirmation_asks_for_no_journey() -> None:
    assert rules.faults_in(ATTENDANCE, STARTS, ENDS) == {}


def test_only_a_confirmed_place_gets_a_letter() -> None:
    assert faults(VISA, replace(FINE, confirmed=False))


def test_an_invitation_after_the_journey_is_refused() -> None:
    assert faults(VISA, replace(FINE, today=ENDS + timedelta(days=1)))


def test_changed_details_keep_a_letter_back_until_they_are_taken_over() -> None:
    assert faults(VISA, replace(FINE, facts_changed=True))


def test_attendance_is_confirmed_to_whoever_was_let_in_and_to_nobody_else() -> None:
    inside = replace(FINE, today=STARTS, attended=1)
    assert rules.possible(rules.check(ATTENDANCE, inside)) and rules.refusal(LetterKind.ATTENDANCE, inside) is None
    for today in (STARTS, ENDS + timedelta(days=1)):
        absent = replace(FINE, today=today, ended=today > ENDS)
        assert faults(ATTENDANCE, absent) and rules.refusal(LetterKind.ATTENDANCE, absent) is not None


@pytest.mark.parametrize("change", [{"proven": False}, {"in_delegation": False}, {"complete": False},
                                    {"same_day": 9}, {"holds_valid": True}])
def test_what_is_odd_is_a_warning_and_no_obstacle(change: dict[str, object]) -> None:
    known = replace(FINE, **change)  # type: ignore[arg-type]
    assert warnings(known) == 1 and rules.possible(rules.check(VISA, known))


def test_the_fingerprint_does_not_depend_on_the_order_and_does_on_every_letter() -> None:
    one = {"request": {"a": "İ", "b": 1}, "facts": {"name": "Işıl Su"}}
    other = {"facts": {"name": "Işıl Su"}, "request": {"b": 1, "a": "İ"}}
    assert rules.fingerprint(one) == rules.fingerprint(other) and len(rules.fingerprint(one)) == 64
    assert rules.fingerprint(one) != rules.fingerprint({**one, "facts": {"name": "Isıl Su"}})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.binary(min_size=10, max_size=10))
def test_a_code_has_eighty_bits_and_is_read_back_however_it_is_typed(secret: bytes) -> None:
    code = rules.code_of(secret)
    assert len(code) == 16 and set(code) <= set(CODE_SIGNS)
    assert int.from_bytes(secret) == sum(CODE_SIGNS.index(sign) << 5 * place for place, sign in enumerate(reversed(code)))
    typed = rules.grouped(code).lower().replace("0", "o").replace("1", "ı")
    assert rules.read_code(f"  {typed} ") == code


@pytest.mark.parametrize("typed", ["", "0123", "0123456789ABCDEFG", "0123456789ABCDE!", "U" * 16, "ß" * 16, "x" * 9999])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert rules.read_code(typed) == ""


def test_a_code_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="eighty"):
        rules.code_of(secrets.token_bytes(9))


def test_numbers_begin_with_the_host_city_and_never_meet() -> None:
    assert rules.prefix("İzmir") == "IZM" and rules.prefix("Şişli") == "SIS" and rules.prefix("Köln") == "KOL"
    assert rules.prefix("İzmir", frozenset({"IZM"})) == "IZMI"
    taken: set[str] = set()
    for _ in range(12):
        taken.add(rules.prefix("İzmir", frozenset(taken)))
    assert len(taken) == 12 and rules.prefix("2027") == "SUM"
    assert rules.number_text("IZM", 2027, 42) == "IZM-2027-0042"


def test_an_invitation_stands_until_the_journey_is_over_and_a_confirmation_for_a_year() -> None:
    assert rules.valid_until(VISA, ENDS) == ENDS
    assert rules.valid_until(ATTENDANCE, ENDS) == ENDS + timedelta(days=365)


def test_a_letter_is_worth_what_its_state_and_its_date_say() -> None:
    day = date(2027, 10, 15)
    assert rules.standing(LetterState.ISSUED, day, day) is Standing.VALID
    assert rules.standing(LetterState.ISSUED, day, day + timedelta(days=1)) is Standing.EXPIRED
    assert rules.standing(LetterState.REVOKED, day, day) is Standing.REVOKED
    assert rules.standing(LetterState.SUPERSEDED, day, day) is Standing.SUPERSEDED
    for state in (None, LetterState.ASKED, LetterState.REFUSED, LetterState.WITHDRAWN):
        assert rules.standing(state, day, day) is Standing.UNKNOWN


def test_an_ended_letter_never_comes_back() -> None:
    for state in LetterState:
        reachable = {to for to in LetterState if rules.can_move(state, to)}
        assert state not in reachable
        if state not in (LetterState.ASKED, LetterState.ISSUED):
            assert reachable == set()
