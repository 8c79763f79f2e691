"""Each rule about what does not fit, without application and database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.agenda import rules
from summitapp.agenda.values import (
    CONFLICT_ADVICE,
    CONFLICT_REMEDIES,
    CONFLICT_TEXTS,
    Attendance,
    Conflict,
    ConflictKind,
    Frame,
    Placement,
    SessionKind,
    SessionText,
    Span,
    Visibility,
)
from summitapp.core.text import Translated
from tests.agenda.conflicts import AYSE, BOTH, FRAME, PETRA, ROOMS, at, judged, kinds, placed, span

# --- rooms --------------------------------------------------------------------------------------------------------------


def test_a_plenary_takes_every_room_it_fills() -> None:
    plenary = placed("P", "MAIN", 1, also_in=("B", "C"))
    assert judged(plenary, placed("Z", "C", 1.5)) == [(ConflictKind.ROOM_TAKEN, {"room": ROOMS["C"].name})]
    assert kinds(plenary, placed("Z", "X", 1.5)) == []


def test_two_that_share_two_rooms_are_told_for_each() -> None:
    found = kinds(placed("P", "MAIN", 1, also_in=("B",)), placed("Q", "B", 1, also_in=("MAIN",)))
    assert found == [ConflictKind.ROOM_TAKEN] * 2


def test_a_blocker_takes_its_room_and_nothing_is_asked_of_it() -> None:
    blocker = placed("W", "B", -3, 5, kind=SessionKind.BLOCKER, title=Translated(en="Stage is built"),
                     languages=("de", "tr"), interpretation=("en",), capacity=900)  # fmt: skip
    assert kinds(blocker) == []
    assert kinds(blocker, placed("Z", "B", 1.5)) == [ConflictKind.ROOM_TAKEN]
    assert kinds(blocker, placed("Z", "B", 2)) == []  # nobody has to clear the room for it


def test_the_change_over_counts_from_what_ended_last() -> None:
    # A long one and a short one end before the third; the short one began later and ended earlier.
    found = rules.find_conflicts(
        [placed("L", "B", 1, 2), placed("S", "B", 1.5, 0.5), placed("T", "B", 3.1)], replace(FRAME, changeover=timedelta(minutes=15))
    )
    assert [(one.kind, one.sessions) for one in found] == [
        (ConflictKind.ROOM_TAKEN, ("L", "S")), (ConflictKind.ROOM_RUSH, ("L", "T")),
    ]  # fmt: skip


def test_no_change_over_time_means_no_notice() -> None:
    assert kinds(placed("A", "B", 1), placed("Z", "B", 2), frame=replace(FRAME, changeover=timedelta(0))) == []


def hours(*spans: Span) -> Frame:
    return replace(FRAME, rooms={**ROOMS, "B": replace(ROOMS["B"], hours=spans)})


def test_a_room_that_is_closed_is_noticed_and_the_way_to_its_settings_known() -> None:
    frame = hours(span(0, 3), span(5, 9))
    found = rules.find_conflicts([placed("A", "B", 2.5)], frame)
    assert [(one.kind, one.about, one.blocking) for one in found] == [(ConflictKind.ROOM_CLOSED, "ref-b", False)]
    assert kinds(placed("A", "B", 2), frame=frame) == kinds(placed("A", "B", 5), frame=frame) == []
    assert kinds(placed("A", "B", 3.5), frame=frame) == [ConflictKind.ROOM_CLOSED]


def test_windows_that_touch_are_one() -> None:
    assert kinds(placed("A", "B", 2, 2), frame=hours(span(3, 9), span(0, 3))) == []
    night = hours(span(0, 15 - 1 / 60), span(15, 20))  # 23:59 is how a wall clock writes midnight
    assert ConflictKind.ROOM_CLOSED not in kinds(placed("A", "B", 13, 4), frame=night)


def test_a_further_room_that_is_closed_counts_too() -> None:
    assert kinds(placed("P", "MAIN", 1, also_in=("B",)), frame=hours(span(5, 9))) == [ConflictKind.ROOM_CLOSED]


def test_rooms_together_seat_more_and_are_judged_for_those_with_a_place() -> None:
    assert kinds(placed("A", "B", 1, capacity=170, also_in=("C",))) == []
    found = judged(placed("A", "B", 1, capacity=190, taken=181, also_in=("C",)))
    name = Translated.same("Hall B + Hall C")
    assert found == [
        (ConflictKind.ROOM_TOO_FULL, {"room": name, "seats": 180, "taken": 181}),
        (ConflictKind.ROOM_TOO_SMALL, {"expected": 190, "room": name, "seats": 180}),
    ]


def test_a_room_whose_seats_nobody_counted_is_never_too_small() -> None:
    assert kinds(placed("A", "X", 1, capacity=5000, taken=4000)) == []


def test_all_who_take_part_need_a_seat_where_all_are_expected() -> None:
    frame = replace(FRAME, coming=421)
    found = judged(placed("A", "MAIN", 1, attendance=Attendance.COMPULSORY), frame=frame)
    assert found == [(ConflictKind.ROOM_FOR_SOME, {"coming": 421, "room": ROOMS["MAIN"].name, "seats": 420})]
    assert kinds(placed("A", "MAIN", 1, attendance=Attendance.COMPULSORY, also_in=("B",)), frame=frame) == []
    assert kinds(placed("A", "MAIN", 1), frame=frame) == [], "whoever likes comes"
    closed = placed("A", "C", 1, attendance=Attendance.COMPULSORY, visibility=Visibility.CLOSED)
    assert kinds(closed, frame=frame) == [], "behind closed doors only those are who appear"


def test_somebody_who_registers_makes_no_new_notice_of_one_that_was_read() -> None:
    def mark(coming: int) -> str:
        return rules.notices_mark(rules.find_conflicts(
            [placed("A", "MAIN", 1, attendance=Attendance.COMPULSORY)], replace(FRAME, coming=coming)
        ))  # fmt: skip

    assert mark(421) == mark(422) != mark(420) == ""


# --- time ---------------------------------------------------------------------------------------------------------------


def test_a_session_that_is_moved_into_the_past_is_noticed_one_that_took_place_is_not() -> None:
    now = replace(FRAME, now=at(3))
    session = placed("A", "B", 1)
    assert kinds(session, frame=now) == [ConflictKind.IN_THE_PAST]
    assert kinds(placed("A", "B", 3), frame=now) == []
    assert kinds(session, frame=replace(now, released={"A": ("B", at(1), at(2))})) == []
    assert kinds(session, frame=replace(now, released={"A": ("B", at(1), at(2.5))})) == [ConflictKind.IN_THE_PAST]


# --- where it would fit -------------------------------------------------------------------------------------------------


def test_what_is_suggested_is_open_ahead_and_good_for_everybody_needed() -> None:
    session = placed("A", "B", 0.5, people=(AYSE,), team=(PETRA,))
    frame = replace(hours(span(2, 9)), now=at(2.4), available={AYSE.key: (span(0, 5),), PETRA.key: (span(3, 24),)})
    found = rules.suggest_places(session, [], frame)
    assert [(place.room, place.starts_at) for place in found] == [("B", at(3)), ("C", at(3)), ("MAIN", at(3))]
    assert rules.suggest_places(replace(session, taken=100), [], frame)[1].room == "MAIN"  # C has sixty seats
    busy = placed("Z", "X", 3, people=(PETRA,))
    assert rules.suggest_places(session, [busy], frame) == ()


# --- all of them --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(ConflictKind))
def test_every_kind_has_its_sentence_its_advice_and_a_way(kind: ConflictKind) -> None:
    assert CONFLICT_TEXTS[kind] and CONFLICT_ADVICE[kind] and CONFLICT_REMEDIES[kind]


PEOPLE = [replace(AYSE, key=f"person:{n}", name=f"P{n}", languages=("de", "tr", "en")[: n + 1]) for n in range(4)]
MANY = st.lists(
    st.builds(
        lambda code, rooms, start, length, cancelled, kind, people, team, text: Placement(
            code, SessionText(Translated(en=code), kind=kind, **text), rooms[0], at(start / 4), at((start + length) / 4),
            tuple(people), cancelled, also_in=tuple(rooms[1:]), team=tuple(team), taken=start * 3,
        ),
        st.sampled_from("ABCDEFGHIJKL"), st.lists(st.sampled_from(["MAIN", "B", "C", "X", "?"]), min_size=1, max_size=3, unique=True),
        st.integers(0, 40), st.integers(1, 10), st.booleans(),
        st.sampled_from([SessionKind.PANEL, SessionKind.BREAK, SessionKind.BLOCKER]),
        st.lists(st.sampled_from(PEOPLE), max_size=3), st.lists(st.sampled_from(PEOPLE), max_size=3, unique_by=lambda p: p.key),
        st.sampled_from([{}, BOTH, {"languages": ("de", "tr"), "interpretation": ("en",), "capacity": 99}]),
    ),
    unique_by=lambda p: p.code, max_size=12,
)  # fmt: skip
TIGHT = replace(
    hours(span(0, 4), span(5, 9)), available={"person:1": (span(1, 6),)}, now=at(2), asking=True, pool=True,
    released={"A": ("B", at(0), at(1))},
)  # fmt: skip


@settings(deadline=None, max_examples=200)  # the machine may be busy
@given(MANY)
def test_judging_one_session_is_the_same_as_looking_for_it_among_all(placements: list[Placement]) -> None:
    whole = rules.find_conflicts(placements, TIGHT)
    for code in "ABCDEFGHIJKL":
        mine = tuple(one for one in whole if code in one.sessions)
        assert rules.find_conflicts_of(code, placements, TIGHT) == mine
        assert rules.find_conflicts_of(code, _around(code, placements), TIGHT) == mine


def _around(code: str, placements: list[Placement]) -> list[Placement]:
    """Return what the database is asked for: those that share a room or a person."""
    def needs(one: Placement) -> set[str]:
        return {*one.rooms, *(person.key for person in (*one.people, *one.team))}

    own = next((one for one in placements if one.code == code), None)
    return [one for one in placements if own is not None and (one is own or needs(own) & needs(one))]


@settings(deadline=None)
@given(MANY, st.randoms())
def test_no_conflict_is_told_twice_and_the_order_of_asking_does_not_matter(placements: list[Placement], random: Any) -> None:
    found: tuple[Conflict, ...] = rules.find_conflicts(placements, TIGHT)
    assert len({one.key for one in found}) == len(found)
    random.shuffle(placements)
    assert rules.find_conflicts(placements, TIGHT) == found
