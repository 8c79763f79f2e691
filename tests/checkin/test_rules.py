"""The door's rules, held to the shared vectors."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from summitapp.checkin import rules
from summitapp.checkin.values import (
    OVERRIDABLE,
    REASON_WORDS,
    Admission,
    Attempt,
    BadgeView,
    Direction,
    Passage,
    PointView,
    Reason,
    StandingNow,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "scan_verdicts.json").read_text(encoding="utf-8"))
NOON = datetime(2027, 10, 14, 12, tzinfo=UTC)


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _passages(items: list[dict[str, str]]) -> list[Passage]:
    return [Passage(datetime.fromisoformat(item["at"]), Direction(item["direction"])) for item in items]


def _badge(data: dict[str, Any] | None) -> BadgeView | None:
    return data and BadgeView(
        data["active"], Admission(data["admission"]), data["category"], frozenset(data.get("sessions", ()))
    )


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_door_answers_as_the_vectors_say(case: dict[str, Any]) -> None:
    given = case["point"]
    point = PointView(_at(given.get("opens_at")), _at(given.get("closes_at")),
                      frozenset(given.get("categories", ())), _at(given.get("counts_from")), given.get("session", ""),
                      given.get("reentry", True))
    tried = case["attempt"]
    attempt = Attempt(datetime.fromisoformat(tried["at"]), Direction(tried["direction"]),
                      tried.get("override", ""), tried.get("offline", False))
    found = rules.judge_scan(_badge(case["badge"]), point, _passages(case["history"]), attempt)
    assert (found.verdict, found.reason) == (case["verdict"], case["reason"])


@pytest.mark.parametrize("case", VECTORS["standings"], ids=lambda case: case["name"])
def test_standing_follows_the_order_of_events(case: dict[str, Any]) -> None:
    found = rules.recompute_standing(_passages(case["passages"]))
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
    (None, NOON),  # believed as it stands
    (NOON + timedelta(minutes=5), NOON + timedelta(minutes=55)),  # the device is right but an hour late in sending
    (NOON + timedelta(hours=1), NOON),  # its clock is ours
    (NOON - timedelta(hours=1), NOON + timedelta(hours=1)),  # a scan after its own sending: never after we heard of it
])
def test_the_clock_of_a_device_is_corrected_by_the_moment_it_sent(sent: datetime | None, happened: datetime) -> None:
    assert rules.correct_time(NOON, NOON + timedelta(hours=1), sent) == happened


def test_at_a_point_that_begins_anew_each_day_yesterdays_entry_is_no_double() -> None:
    yesterday = rules.pass_on(StandingNow(), Passage(NOON, Direction.IN))
    morning = Passage(NOON + timedelta(hours=20), Direction.IN)
    assert rules.pass_on(yesterday, morning).doubles == 1
    assert rules.pass_on(yesterday, morning, NOON + timedelta(hours=12)) == StandingNow(True, morning.at, 2, 0)
