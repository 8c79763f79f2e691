"""The rules of the agenda, without application and database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.agenda import rules
from summitapp.agenda.values import (
    Appearing,
    ChangeKind,
    ConflictKind,
    DayHours,
    Frame,
    Placement,
    RoomFacts,
    SessionText,
)
from summitapp.core.text import Translated

OPENS = datetime(2027, 10, 13, 6, 0, tzinfo=UTC)  # 09:00 in İzmir
AYSE = Appearing("person:ayse", "Prof. Dr. Ayşe İnci Çağlayan")


def day(number: int) -> DayHours:
    opens = OPENS + timedelta(days=number)
    return DayHours(date(2027, 10, 13 + number), opens, opens + timedelta(hours=9))


ROOMS = {
    "MAIN": RoomFacts("MAIN", Translated.same("Main hall"), 420, ("de", "tr", "en")),
    "B": RoomFacts("B", Translated.same("Hall B"), 120, ("de", "tr")),
    "C": RoomFacts("C", Translated.same("Hall C"), 60),
}
FRAME = Frame((day(0), day(1), day(2)), ROOMS)


def placed(code: str, room: str, start: float, length: float = 1.0, people: tuple[Appearing, ...] = (),
           **text: object) -> Placement:  # fmt: skip
    begins = OPENS + timedelta(hours=start)
    title = text.pop("title", Translated.same(f"Session {code}"))
    return Placement(code, SessionText(title, **text), room, begins, begins + timedelta(hours=length), people)


def kinds(*placements: Placement, frame: Frame = FRAME) -> list[ConflictKind]:
    return [conflict.kind for conflict in rules.find_conflicts(placements, frame)]


def test_two_sessions_in_one_room_at_one_time_clash() -> None:
    found = rules.find_conflicts([placed("A", "B", 1), placed("Z", "B", 1.5)], FRAME)
    assert [(c.kind, c.sessions, dict(c.facts)["room"].en) for c in found] == [
        (ConflictKind.ROOM_TAKEN, ("A", "Z"), "Hall B")
    ]
    assert found[0].blocking


def test_a_session_inside_a_long_one_clashes_though_another_lies_between() -> None:
    assert kinds(placed("A", "B", 1, 4), placed("D", "B", 1, 0.5), placed("E", "B", 3, 0.5)).count(
        ConflictKind.ROOM_TAKEN
    ) == 2  # fmt: skip


def test_sessions_that_touch_do_not_clash_but_leave_no_time_to_change_over() -> None:
    assert kinds(placed("A", "B", 1), placed("Z", "B", 2)) == [ConflictKind.ROOM_RUSH]


def test_a_break_needs_no_change_over() -> None:
    assert kinds(placed("A", "B", 1), placed("Z", "B", 2, is_break=True)) == []


def test_a_person_cannot_be_in_two_rooms_at_once() -> None:
    found = rules.find_conflicts([placed("A", "B", 1, people=(AYSE,)), placed("Z", "C", 1, people=(AYSE,))], FRAME)
    assert [(c.kind, dict(c.facts)["person"]) for c in found] == [(ConflictKind.SPEAKER_TWICE, AYSE.name)]


def test_a_person_with_two_roles_in_one_session_does_not_clash_with_herself() -> None:
    assert kinds(placed("A", "B", 1, people=(AYSE, replace(AYSE, function=Translated(en="Chair"))))) == []


def test_a_person_needs_time_to_walk_to_another_room_but_not_to_stay() -> None:
    assert kinds(placed("A", "B", 1, people=(AYSE,)), placed("Z", "C", 2, people=(AYSE,))) == [
        ConflictKind.SPEAKER_RUSH
    ]
    assert kinds(placed("A", "B", 1, people=(AYSE,)), placed("Z", "B", 2.5, people=(AYSE,))) == []


def test_outside_the_days_stops_a_release_outside_the_hours_is_a_notice() -> None:
    assert kinds(placed("A", "B", 24 * 5)) == [ConflictKind.OUTSIDE_DAYS]
    evening = rules.find_conflicts([placed("A", "B", 10.5, 5)], FRAME)
    assert [c.kind for c in evening] == [ConflictKind.OUTSIDE_HOURS]
    assert not evening[0].blocking


def test_the_day_is_the_one_at_the_venue() -> None:
    # 00:30 on 16 October in İzmir is still 15 October in UTC.
    night = placed("A", "B", 24 * 2 + 15.5)
    assert night.starts_at.date() == date(2027, 10, 15)
    assert kinds(night) == [ConflictKind.OUTSIDE_DAYS]


def test_a_missing_translation_is_a_notice() -> None:
    assert kinds(placed("A", "B", 1, title=Translated(en="Only English"))) == [ConflictKind.TRANSLATION_MISSING]


def test_a_room_too_small_and_without_booths_is_noticed() -> None:
    assert kinds(placed("A", "C", 1, capacity=74, interpretation=("de",))) == [
        ConflictKind.NO_BOOTH, ConflictKind.ROOM_TOO_SMALL,
    ]  # fmt: skip


def test_what_is_cancelled_clashes_with_nothing() -> None:
    assert kinds(placed("A", "B", 1), replace(placed("Z", "B", 1), cancelled=True)) == []


def test_sessions_without_a_room_do_not_clash() -> None:
    assert kinds(placed("A", "", 1), placed("Z", "", 1)) == []


def test_the_mark_of_notices_changes_with_them_and_not_with_their_order() -> None:
    first = rules.find_conflicts([placed("A", "B", 1), placed("Z", "B", 2)], FRAME)
    more = rules.find_conflicts([placed("A", "B", 1), placed("Z", "B", 2), placed("Y", "B", 3)], FRAME)
    assert rules.notices_mark(first) and rules.notices_mark(first) != rules.notices_mark(more)
    assert rules.notices_mark(more) == rules.notices_mark(reversed(more))
    assert rules.notices_mark(()) == ""


def test_a_session_that_ends_before_it_begins_is_refused() -> None:
    assert "ends_at" in rules.find_time_faults(OPENS, OPENS)
    assert "ends_at" in rules.find_time_faults(OPENS, OPENS + timedelta(days=1))
    assert rules.find_time_faults(OPENS, OPENS + timedelta(minutes=5)) == {}


def test_changes_are_told_with_old_beside_new() -> None:
    old = [placed("A", "B", 1), placed("D", "B", 3), placed("E", "C", 1), placed("F", "C", 3)]
    new = [
        placed("A", "C", 1),
        placed("D", "B", 3, title=Translated.same("Another title"), people=(AYSE,)),
        placed("F", "C", 3),
        placed("G", "B", 5),
    ]
    found = {change.code: change for change in rules.compare_versions(old, new)}
    assert {code: change.kind for code, change in found.items()} == {
        "A": ChangeKind.MOVED, "D": ChangeKind.CHANGED, "E": ChangeKind.CANCELLED, "G": ChangeKind.NEW,
    }  # fmt: skip
    assert found["A"].fields == ("room",)
    assert found["D"].fields == ("title", "people")
    assert found["A"].old is not None and found["A"].old.room == "B"
    assert found["A"].new is not None and found["A"].new.room == "C"


def test_a_hidden_name_is_no_change_of_the_agenda() -> None:
    hidden = replace(AYSE, name="")
    assert rules.compare_versions([placed("A", "B", 1, people=(AYSE,))], [placed("A", "B", 1, people=(hidden,))]) == ()


def test_the_sessions_a_draft_lost_are_carried_on() -> None:
    released = [placed("A", "B", 1), placed("D", "B", 3)]
    assert [p.code for p in rules.carry_cancelled(released, [placed("D", "C", 4)])] == ["A"]


def test_suggestions_are_free_and_near() -> None:
    clash = placed("Z", "B", 1, people=(AYSE,), capacity=100)
    others = [placed("A", "B", 1), placed("D", "MAIN", 1), placed("E", "C", 3, people=(AYSE,))]
    found = rules.suggest_places(clash, [*others, clash], FRAME)
    assert len(found) == 3
    assert "C" not in {place.room for place in found}, "it holds 60 of 100"
    for place in found:
        there = replace(clash, room=place.room, starts_at=place.starts_at, ends_at=place.ends_at)
        assert kinds(*others, there) == []


# --- properties -----------------------------------------------------------------------------------

PLACEMENTS = st.lists(
    st.builds(
        lambda code, room, start, length, ayse, cancelled: replace(
            placed(code, room, start / 4, length / 4, (AYSE,) if ayse else ()), cancelled=cancelled
        ),
        st.sampled_from("ABCDEFGHIJ"), st.sampled_from(["MAIN", "B", "C", ""]), st.integers(-20, 300),
        st.integers(1, 20), st.booleans(), st.booleans(),
    ),
    unique_by=lambda p: p.code, max_size=10,
)  # fmt: skip


@settings(deadline=None)  # the machine may be busy
@given(PLACEMENTS)
def test_every_overlap_in_a_room_is_found_and_nothing_else(placements: list[Placement]) -> None:
    standing = [p for p in placements if not p.cancelled and p.room]
    expected = {
        frozenset((a.code, b.code)) for a in standing for b in standing
        if a.code < b.code and a.room == b.room and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    }  # fmt: skip
    found = [c for c in rules.find_conflicts(placements, FRAME) if c.kind is ConflictKind.ROOM_TAKEN]
    assert {frozenset(c.sessions) for c in found} == expected
    assert len(found) == len(expected)


@settings(deadline=None)  # the machine may be busy
@given(PLACEMENTS, st.randoms())
def test_conflicts_do_not_depend_on_the_order(placements: list[Placement], random: object) -> None:
    shuffled = list(placements)
    random.shuffle(shuffled)
    assert rules.find_conflicts(placements, FRAME) == rules.find_conflicts(shuffled, FRAME)


@settings(deadline=None)  # the machine may be busy
@given(PLACEMENTS)
def test_a_version_does_not_differ_from_itself(placements: list[Placement]) -> None:
    assert rules.compare_versions(placements, placements) == ()


@settings(deadline=None)  # the machine may be busy
@given(PLACEMENTS, PLACEMENTS)
def test_there_and_back_are_mirrored(old: list[Placement], new: list[Placement]) -> None:
    mirror = {ChangeKind.NEW: ChangeKind.CANCELLED, ChangeKind.CANCELLED: ChangeKind.NEW}
    there = {c.code: c for c in rules.compare_versions(old, new)}
    back = {c.code: c for c in rules.compare_versions(new, old)}
    assert there.keys() == back.keys()
    for code, change in there.items():
        assert back[code].kind is mirror.get(change.kind, change.kind)
        assert (back[code].old, back[code].new) == (change.new, change.old)
        assert set(back[code].fields) == set(change.fields)


@settings(deadline=None)  # the machine may be busy
@given(PLACEMENTS)
def test_suggestions_never_clash(placements: list[Placement]) -> None:
    session = placed("Z", "MAIN", 2, people=(AYSE,))
    blocking = {ConflictKind.ROOM_TAKEN, ConflictKind.SPEAKER_TWICE, ConflictKind.OUTSIDE_DAYS}
    for place in rules.suggest_places(session, placements, FRAME):
        there = replace(session, room=place.room, starts_at=place.starts_at, ends_at=place.ends_at)
        mine = rules.find_conflicts_of("Z", [*placements, there], FRAME)
        assert not blocking & {conflict.kind for conflict in mine}
