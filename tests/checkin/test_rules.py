"""The door's rules, held to the shared vectors."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.checkin import rules
from summitapp.checkin.values import (
    OVERRIDABLE,
    REASON_WORDS,
    Admission,
    Attempt,
    BadgeView,
    Direction,
    DoorsInCircle,
    Passage,
    PointView,
    Post,
    Reason,
    Rhythm,
    StandingNow,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "scan_verdicts.json").read_text(encoding="utf-8"))
NOON = datetime(2027, 10, 14, 12, tzinfo=UTC)


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _passages(items: list[dict[str, Any]]) -> list[Passage]:
    return [
        Passage(datetime.fromisoformat(item["at"]), Direction(item["direction"]), item.get("key", ""), item.get("let_in", True))
        for item in items
    ]


def _badge(data: dict[str, Any] | None) -> BadgeView | None:
    return data and BadgeView(
        data["active"], Admission(data["admission"]), data["category"], frozenset(data.get("sessions", ()))
    )


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_door_answers_as_the_vectors_say(case: dict[str, Any]) -> None:
    given = case["point"]
    point = PointView(_at(given.get("opens_at")), _at(given.get("closes_at")),
                      frozenset(given.get("categories", ())), _at(given.get("counts_from")), given.get("session", ""),
                      given.get("reentry", True), given.get("desk_decides", False))
    tried = case["attempt"]
    attempt = Attempt(datetime.fromisoformat(tried["at"]), Direction(tried["direction"]),
                      tried.get("override", ""), tried.get("offline", False), Post(tried.get("post", "desk")))
    found = rules.judge_scan(_badge(case["badge"]), point, _passages(case["history"]), attempt)
    assert (found.verdict, found.reason) == (case["verdict"], case["reason"])


@pytest.mark.parametrize("case", VECTORS["standings"], ids=lambda case: case["name"])
def test_standing_follows_the_order_of_events(case: dict[str, Any]) -> None:
    place = case.get("point", {})
    rhythm = Rhythm(place.get("reentry", True), place.get("timezone", ""))
    found = rules.recompute_standing(_passages(case["passages"]), rhythm)
    assert (found.inside, found.since, found.entries, found.doubles) == (
        case["inside"], _at(case["since"]), case["entries"], case["doubles"])


def test_the_vectors_know_every_reason_the_rules_can_give() -> None:
    told = {case["reason"] for case in VECTORS["cases"]}
    assert told == {reason.value for reason in Reason} - {Reason.MALFORMED.value}


def test_every_reason_has_words() -> None:
    assert set(REASON_WORDS) == set(Reason)


def test_the_desk_never_beats_revoked_cancelled_or_unknown() -> None:
    assert not OVERRIDABLE & {Reason.REVOKED, Reason.CANCELLED, Reason.UNKNOWN, Reason.MALFORMED}


@pytest.mark.parametrize(("sent", "happened"), [
    (None, NOON),  # taken as it stands
    (NOON + timedelta(minutes=5), NOON + timedelta(minutes=55)),  # the device is right but an hour late in sending
    (NOON + timedelta(hours=1), NOON),  # its clock is ours
    (NOON - timedelta(hours=1), NOON + timedelta(hours=1)),  # a scan after its own sending: never after we heard of it
])
def test_the_clock_of_a_device_is_corrected_by_the_moment_it_sent(sent: datetime | None, happened: datetime) -> None:
    assert rules.correct_time(NOON, NOON + timedelta(hours=1), sent) == happened


def test_only_a_program_may_tell_of_what_has_not_come_yet() -> None:
    ahead = NOON + timedelta(days=1)
    assert rules.correct_time(ahead, NOON, None) == NOON
    assert rules.correct_time(ahead, NOON, None, believed=True) == ahead
    assert rules.correct_time(ahead, NOON, NOON, believed=True) == NOON


# --- keeping up with scans is the same as putting them all in order --------------------------------

ZONES = ("", "Europe/Istanbul", "Europe/Berlin", "America/Havana", "Pacific/Apia")
#: Around the night in which Berlin and Havana put their clocks back or forward, to the minute.
NIGHTS = (datetime(2027, 10, 30, 20, tzinfo=UTC), datetime(2027, 11, 7, 2, tzinfo=UTC), datetime(2027, 3, 28, 0, tzinfo=UTC))
PASSAGES = st.lists(
    st.tuples(st.integers(0, 2 * 24 * 60), st.sampled_from(Direction), st.booleans()), min_size=1, max_size=12
)


@given(PASSAGES, st.sampled_from(ZONES), st.booleans(), st.sampled_from(NIGHTS), st.randoms(use_true_random=False))
@settings(max_examples=400, deadline=None)
def test_each_scan_moves_on_what_was_known_as_if_all_were_put_in_order_at_the_end(
    made: list[tuple[int, Direction, bool]], zone: str, reentry: bool, night: datetime, chance: random.Random
) -> None:
    rhythm = Rhythm(reentry, zone)
    events = [Passage(night + timedelta(minutes=minute), way, f"{number:02}", let_in)
              for number, (minute, way, let_in) in enumerate(made)]  # fmt: skip
    chance.shuffle(events)
    known: list[Passage] = []
    standing, last = StandingNow(), None
    for event in events:  # as they become known
        known.append(event)
        late = last is not None and event.at <= last
        standing = rules.recompute_standing(known, rhythm) if late else rules.pass_on(standing, event, rhythm)
        last = max(event.at, last) if last is not None else event.at
    assert standing == rules.recompute_standing(events, rhythm)


@given(PASSAGES, st.sampled_from(ZONES), st.booleans(), st.sampled_from(NIGHTS), st.integers(0, 600))
@settings(max_examples=400, deadline=None)
def test_a_standing_says_as_much_to_the_next_scan_as_the_whole_past(
    made: list[tuple[int, Direction, bool]], zone: str, reentry: bool, night: datetime, later: int
) -> None:
    rhythm = Rhythm(reentry, zone)
    past = [Passage(night + timedelta(minutes=minute), way, f"{number:02}", let_in)
            for number, (minute, way, let_in) in enumerate(made)]  # fmt: skip
    at = max(passage.at for passage in past) + timedelta(minutes=later + 1)
    point = PointView(counts_from=rules.day_begins(at, zone) if zone else None, reentry=reentry)
    # only a past in which each was let in or not as the rule says: the rule gave these verdicts
    standing, honest = StandingNow(), []
    for passage in sorted(past, key=lambda one: (one.at, one.key)):
        held = replace(passage, let_in=passage.let_in or not rules.is_double(standing, passage, rhythm))
        honest.append(held)
        standing = rules.pass_on(standing, held, rhythm)
    badge, attempt = BadgeView(True, Admission.CONFIRMED, "delegate"), Attempt(at)
    whole = rules.judge_scan(badge, point, honest, attempt)
    assert rules.judge_scan(badge, point, rules.as_history(standing), attempt) == whole
    expected = "already_inside" if rules.is_double(standing, Passage(at, Direction.IN), rhythm) else "admitted"
    assert whole.verdict == expected


def test_a_late_scan_tells_which_others_are_doubles_now() -> None:
    first, second = Passage(NOON, Direction.IN, "a"), Passage(NOON + timedelta(hours=1), Direction.IN, "b")
    assert rules.doubles_among([second], Rhythm()) == frozenset()
    assert rules.doubles_among([second, first], Rhythm()) == {"b"}
    turned_away = replace(second, let_in=False)
    assert rules.doubles_among([turned_away, first], Rhythm()) == frozenset()


def test_at_a_point_that_begins_anew_each_day_yesterdays_entry_is_no_double() -> None:
    yesterday = rules.pass_on(StandingNow(), Passage(NOON, Direction.IN))
    morning = Passage(NOON + timedelta(hours=20), Direction.IN)
    assert rules.pass_on(yesterday, morning).doubles == 1
    assert rules.pass_on(yesterday, morning, Rhythm(timezone="Europe/Istanbul")) == StandingNow(
        True, morning.at, 2, 0, morning.at)


@pytest.mark.parametrize(("wanted", "found"), [(None, None), (2, 2), (3, 2), (4, 4)])
def test_a_door_counts_with_a_place_and_never_with_a_door_of_it(wanted: int | None, found: int | None) -> None:
    assert rules.resolve_place(1, wanted, {1: None, 2: None, 3: 2, 4: None}) == found


@pytest.mark.parametrize("wanted", [1, 3])
def test_doors_never_count_in_a_circle(wanted: int) -> None:
    with pytest.raises(DoorsInCircle):
        rules.resolve_place(1, wanted, {1: None, 2: None, 3: 1})


def test_a_proposed_code_steps_aside_for_one_that_is_taken() -> None:
    assert rules.free_code("lunch", {"lunch", "lunch-2"}.__contains__) == "lunch-3"
    assert len(rules.free_code("x" * 60, {"x" * 40}.__contains__)) == 40
