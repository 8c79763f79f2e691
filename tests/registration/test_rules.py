"""The rules of registration, without application or database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.registration import rules
from summitapp.registration.values import (
    ACTIVE,
    SEATED,
    STATE_NAMES,
    TRANSITIONS,
    Answers,
    Applicant,
    Entry,
    EntryPolicy,
    Places,
    State,
)
from summitapp.summits.values import SummitDates

NOW = datetime(2027, 5, 1, 12, 0, tzinfo=UTC)
AUTOMATIC = EntryPolicy(automatic=True)
MANUAL = EntryPolicy(automatic=False)
FREE, FULL, NO_LIMIT = Places(10, 9), Places(10, 10), Places(None, 4000)

AYSE = Applicant("Ayşe İnci", "Çağlayan", "ayse@example.org", "tr")

states = st.sampled_from(list(State))
policies = st.builds(EntryPolicy, st.booleans(), st.booleans(), st.booleans())
limits = st.builds(Places, st.none() | st.integers(0, 20), st.integers(0, 20))


# --- states -------------------------------------------------------------------------------------


def test_every_state_has_its_moves_and_a_name() -> None:
    assert set(TRANSITIONS) == set(State) == set(STATE_NAMES)


@pytest.mark.parametrize(("state", "to"), [
    (State.SUBMITTED, State.CONFIRMED), (State.SUBMITTED, State.APPROVED), (State.SUBMITTED, State.DECLINED),
    (State.WAITING, State.OFFERED), (State.OFFERED, State.CONFIRMED), (State.APPROVED, State.CONFIRMED),
    (State.CONFIRMED, State.CANCELLED), (State.CONFIRMED, State.WITHDRAWN), (State.DECLINED, State.SUBMITTED),
])
def test_a_registration_may_move_on(state: State, to: State) -> None:
    assert rules.can_transition(state, to)


@pytest.mark.parametrize(("state", "to"), [
    (State.CONFIRMED, State.DECLINED), (State.WITHDRAWN, State.CONFIRMED), (State.WITHDRAWN, State.SUBMITTED),
    (State.CANCELLED, State.CONFIRMED), (State.DECLINED, State.CONFIRMED), (State.CONFIRMED, State.WAITING),
])
def test_some_moves_are_refused(state: State, to: State) -> None:
    assert not rules.can_transition(state, to)


@given(states)
def test_nothing_moves_to_itself_and_nobody_becomes_a_draft_again(state: State) -> None:
    assert not rules.can_transition(state, state)
    assert not rules.can_transition(state, State.DRAFT)


@given(states)
def test_whoever_is_active_can_always_leave(state: State) -> None:
    if rules.is_active(state):
        assert rules.can_transition(state, State.WITHDRAWN)


@given(states, policies)
def test_only_active_registrations_hold_places_and_nobody_waits_in_one(
    state: State, policy: EntryPolicy
) -> None:
    held = rules.takes_place(state, policy)
    if held:
        assert state in ACTIVE
        assert state not in (State.WAITING, State.DRAFT)
    if state in SEATED:
        assert held


def test_a_submitted_registration_holds_a_place_only_where_the_category_says_so() -> None:
    assert not rules.takes_place(State.SUBMITTED, MANUAL)
    assert rules.takes_place(State.SUBMITTED, EntryPolicy(automatic=False, holds_place=True))
    assert rules.takes_place(State.NOMINATED, EntryPolicy(automatic=False, holds_place=True))


# --- the window ---------------------------------------------------------------------------------


ISTANBUL = ZoneInfo("Europe/Istanbul")


def dates(
    opens: datetime | None = None, closes: datetime | None = None, last: date = date(2027, 10, 15)
) -> SummitDates:
    return SummitDates(date(2027, 4, 1), last, opens, closes)


@pytest.mark.parametrize(("public", "when", "open_"), [
    (True, dates(), True),
    (True, dates(NOW), True),
    (True, dates(NOW + timedelta(seconds=1)), False),
    (True, dates(None, NOW), False),
    (True, dates(None, NOW + timedelta(seconds=1)), True),
    (True, dates(last=date(2027, 4, 30)), False),
    (False, dates(), False),
])
def test_registration_is_open_from_the_opening_until_just_before_the_closing(
    public: bool, when: SummitDates, open_: bool
) -> None:
    assert rules.may_still_register(public, when, NOW, ISTANBUL) is open_


def test_the_refusal_says_whether_it_is_too_early_or_too_late() -> None:
    early = rules.refusal_to_register(True, dates(NOW + timedelta(days=1)), NOW, ISTANBUL)
    late = rules.refusal_to_register(True, dates(None, NOW - timedelta(days=1)), NOW, ISTANBUL)
    assert early is not None and early.code == "registration_not_yet_open"
    assert late is not None and late.code == "registration_closed"


# --- entry --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("policy", "places", "waiting", "expected"), [
    (AUTOMATIC, [FREE, NO_LIMIT], 0, Entry(State.CONFIRMED, True)),
    (AUTOMATIC, [], 0, Entry(State.CONFIRMED, True)),
    (AUTOMATIC, [FREE, FULL], 0, Entry(State.WAITING, False, 1)),
    (AUTOMATIC, [FULL, FREE], 6, Entry(State.WAITING, False, 7)),
    (AUTOMATIC, [FREE], 3, Entry(State.WAITING, False, 4)),
    (EntryPolicy(True, waiting_list=False), [FULL], 0, None),
    (MANUAL, [FREE], 0, Entry(State.SUBMITTED, False)),
    (MANUAL, [FULL], 5, Entry(State.SUBMITTED, False)),
    (EntryPolicy(False, holds_place=True), [FREE], 0, Entry(State.SUBMITTED, True)),
    (EntryPolicy(False, holds_place=True), [FULL], 0, Entry(State.WAITING, False, 1)),
    (EntryPolicy(False, waiting_list=False, holds_place=True), [FULL], 0, None),
])
def test_entry_follows_the_policy_and_the_places(
    policy: EntryPolicy, places: list[Places], waiting: int, expected: Entry | None
) -> None:
    assert rules.decide_entry(policy, places, waiting) == expected


@given(policies, st.lists(limits, max_size=3), st.integers(0, 50))
def test_a_place_is_never_given_beyond_a_limit_nor_past_those_who_wait(
    policy: EntryPolicy, places: list[Places], waiting: int
) -> None:
    entry = rules.decide_entry(policy, places, waiting)
    if entry is None:
        assert not policy.waiting_list
        return
    if entry.takes_place:
        assert waiting == 0 and all(p.capacity is None or p.taken < p.capacity for p in places)
    assert rules.takes_place(entry.state, policy) is entry.takes_place
    assert (entry.position is not None) is (entry.state is State.WAITING)


@given(policies, st.integers(0, 12), st.integers(1, 40))
def test_many_who_ask_one_after_the_other_fill_the_places_and_then_wait_in_order(
    policy: EntryPolicy, capacity: int, crowd: int
) -> None:
    taken = waiting = 0
    positions = []
    for _ in range(crowd):
        entry = rules.decide_entry(policy, [Places(capacity, taken)], waiting)
        if entry is None:
            continue
        taken += entry.takes_place
        if entry.position is not None:
            waiting += 1
            positions.append(entry.position)
    assert taken <= capacity
    assert positions == list(range(1, len(positions) + 1))
    if policy.automatic:
        assert taken == min(capacity, crowd)


@pytest.mark.parametrize(("free", "proven", "state"), [
    (True, True, State.CONFIRMED), (True, False, State.APPROVED),
    (False, True, State.WAITING), (False, False, State.WAITING),
])
def test_an_approved_person_is_confirmed_or_must_confirm_or_waits(
    free: bool, proven: bool, state: State
) -> None:
    assert rules.decide_approval(free, proven) is state
    assert rules.can_transition(State.SUBMITTED, state)


@given(policies)
def test_whoever_moves_up_is_confirmed_at_once_or_receives_an_offer(policy: EntryPolicy) -> None:
    state = rules.decide_promotion(policy)
    assert state is (State.CONFIRMED if policy.automatic else State.OFFERED)
    assert rules.can_transition(State.WAITING, state)


# --- the waiting list ---------------------------------------------------------------------------


def test_positions_count_from_one_without_gaps() -> None:
    ranks = [4, 9, 17]
    assert [rules.position_of(rank, ranks) for rank in ranks] == [1, 2, 3]


# --- lapsing ------------------------------------------------------------------------------------


def test_an_unproven_registration_lapses_after_exactly_a_day() -> None:
    due = rules.proof_due(NOW)
    assert due - NOW == timedelta(hours=24)
    for state in (State.CONFIRMED, State.SUBMITTED, State.WAITING, State.APPROVED):
        assert not rules.has_lapsed(state, False, due, due - timedelta(microseconds=1))
        assert rules.has_lapsed(state, False, due, due)


@given(states, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_the_proven_and_those_who_have_left_never_lapse(state: State, later: timedelta) -> None:
    due = rules.proof_due(NOW)
    assert not rules.has_lapsed(state, True, due, NOW + later)
    assert not rules.has_lapsed(state, False, None, NOW + later)
    if not rules.is_active(state):
        assert not rules.has_lapsed(state, False, due, NOW + later)


def test_only_an_offer_lapses_as_an_offer() -> None:
    assert rules.offer_has_lapsed(State.OFFERED, NOW, NOW)
    assert not rules.offer_has_lapsed(State.OFFERED, NOW, NOW - timedelta(seconds=1))
    assert not rules.offer_has_lapsed(State.OFFERED, None, NOW)
    assert not rules.offer_has_lapsed(State.CONFIRMED, NOW, NOW)


# --- the same person ----------------------------------------------------------------------------


def test_the_same_name_and_address_are_one_person_however_written() -> None:
    key = rules.sameness_key("Ayse@Example.org", "AYŞE", "YILMAZ")
    assert key == rules.sameness_key("ayse@example.org ", "Ayşe", "Yılmaz")
    assert key != rules.sameness_key("ayse@example.org", "Fatma", "Yılmaz")
    assert key != rules.sameness_key("office@example.org", "Ayşe", "Yılmaz")
    assert rules.sameness_key(None, "Ayşe", "Yılmaz") is None
    assert rules.sameness_key("", "Ayşe", "Yılmaz") is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_given_and_family_name_are_not_run_together(given_name: str, family_name: str) -> None:
    key = rules.sameness_key("a@example.org", given_name, family_name)
    assert key is not None and len(key) == 32
    if rules.fold(given_name) and rules.fold(family_name):
        assert key != rules.sameness_key("a@example.org", f"{given_name} {family_name}", "")


# --- details ------------------------------------------------------------------------------------


@pytest.mark.parametrize("applicant", [
    AYSE,
    Applicant("Wu", "", "wu@example.org", "en", single_name=True),
    Applicant("Siobhán", "O'Brien", None, "en"),
    Applicant("Līga", "Šķēps", "liga@example.org", "de"),
])
def test_real_names_are_accepted(applicant: Applicant) -> None:
    assert rules.faults_in(applicant, Answers(spoken_languages=("de", "tr"))) == {}


@pytest.mark.parametrize(("applicant", "answers", "field"), [
    (Applicant(" ", "Su", "a@example.org", "tr"), Answers(), "given_name"),
    (Applicant("Işıl", "", "a@example.org", "tr"), Answers(), "family_name"),
    (Applicant("I" * 201, "Su", "a@example.org", "tr"), Answers(), "given_name"),
    (Applicant("Işıl", "S\x00u", "a@example.org", "tr"), Answers(), "family_name"),
    (Applicant("Işıl", "Su\u202e", "a@example.org", "tr"), Answers(), "family_name"),
    (Applicant("Işıl", "Su", "a@example.org", "fr"), Answers(), "language"),
    (AYSE, Answers(spoken_languages=("xx",)), "spoken_languages"),
    (AYSE, Answers(interpretation="xx"), "interpretation"),
    (AYSE, Answers(function="x" * 201), "function"),
    (AYSE, Answers(city="x" * 201), "city"),
    (AYSE, Answers(organisation="x\ny"), "organisation"),
    (AYSE, Answers(note="x" * 1001), "note"),
])
def test_what_is_wrong_is_named_by_field(applicant: Applicant, answers: Answers, field: str) -> None:
    assert list(rules.faults_in(applicant, answers)) == [field]


# --- search -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "typed"), [
    ("Şişli", "sisli"), ("Şişli", "ŞİŞLİ"), ("Şişli", "SISLI"), ("Müller", "mueller"), ("Müller", "Muller"),
    ("Weiß-Özdemir", "ozdemir"), ("Weiß-Özdemir", "oezd"), ("Işıl", "ISIL"), ("ayse@example.org", "ayse@ex"),
    ("Clemens von der Heide", "heide clem"),
])
def test_people_are_found_however_their_name_is_typed(name: str, typed: str) -> None:
    words = rules.search_words(name)
    assert all(any(word.startswith(term) for word in words) for term in rules.search_terms(typed))


def test_a_search_has_few_terms_and_no_wildcards() -> None:
    assert rules.search_terms("a b c d e f g a") == ("a", "b", "c", "d", "e")
    assert rules.search_terms(" %__*;' ") == ("__",)
    assert rules.search_terms("") == ()
