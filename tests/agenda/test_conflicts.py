"""Each rule about what does not fit, without application and database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.agenda import rules
from summitapp.agenda.values import (
    CONFLICT_ADVICE,
    CONFLICT_REMEDIES,
    CONFLICT_TEXTS,
    Answer,
    Appearing,
    Attendance,
    Conflict,
    ConflictKind,
    DayHours,
    Frame,
    Holding,
    Placement,
    RoomFacts,
    SessionKind,
    SessionText,
    Span,
    Visibility,
)
from summitapp.core.text import Translated

OPENS = datetime(2027, 10, 13, 6, 0, tzinfo=UTC)  # 09:00 in İzmir


def at(hour: float) -> datetime:
    return OPENS + timedelta(hours=hour)


def span(first: float, last: float) -> Span:
    return Span(at(first), at(last))


AYSE = Appearing("person:ayse", "Prof. Dr. Ayşe İnci Çağlayan")
MAYOR = Appearing("position:mayor", function=Translated("Bürgermeisterin", "Belediye Başkanı", "Mayor"))
PETRA = Appearing("person:petra", "Petra Groß", languages=("de", "tr"))
SIOBHAN = Appearing("person:siobhan", "Siobhán O’Brien", languages=("en", "tr"))
ROOMS = {
    "MAIN": RoomFacts("MAIN", Translated.same("Main hall"), 420, ("de", "tr", "en"), "gas", reference="ref-main"),
    "B": RoomFacts("B", Translated.same("Hall B"), 120, ("de", "tr"), "gas", reference="ref-b"),
    "C": RoomFacts("C", Translated.same("Hall C"), 60, venue="centre", reference="ref-c"),
    "X": RoomFacts("X", Translated.same("Foyer"), venue="harbour"),
}
FRAME = Frame(
    tuple(DayHours(date(2027, 10, 13 + n), at(24 * n), at(24 * n + 9)) for n in range(3)), ROOMS,
    walks={frozenset(("gas", "centre")): timedelta(minutes=25)},
)  # fmt: skip


def placed(code: str, room: str, start: float, length: float = 1.0, **facts: Any) -> Placement:
    known = {name: facts.pop(name) for name in ("people", "team", "also_in", "taken") if name in facts}
    text = SessionText(facts.pop("title", Translated.same(f"Session {code}")), **facts)
    return Placement(code, text, room, at(start), at(start + length), **known)


def judged(*placements: Placement, frame: Frame = FRAME) -> list[tuple[ConflictKind, dict[str, Any]]]:
    return [(one.kind, dict(one.facts)) for one in rules.find_conflicts(placements, frame)]


def kinds(*placements: Placement, frame: Frame = FRAME) -> list[ConflictKind]:
    return [kind for kind, _facts in judged(*placements, frame=frame)]


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


# --- people -------------------------------------------------------------------------------------------------------------


def test_the_way_to_another_house_takes_its_time() -> None:
    found = judged(placed("A", "B", 1, people=(AYSE,)), placed("Z", "C", 2.5, people=(AYSE,)))
    assert found == [(ConflictKind.SPEAKER_RUSH, {"minutes": 30, "needed": 35, "person": AYSE.name})]
    assert kinds(placed("A", "B", 1, people=(AYSE,)), placed("Z", "C", 2.6, people=(AYSE,))) == []
    assert kinds(placed("A", "B", 1, people=(AYSE,)), placed("Z", "MAIN", 2.5, people=(AYSE,))) == []


def test_a_way_nobody_knows_counts_as_the_change_over_alone() -> None:
    assert kinds(placed("A", "B", 1, people=(AYSE,)), placed("Z", "X", 2.2, people=(AYSE,))) == []


def test_an_interpreter_is_in_one_booth_at_a_time() -> None:
    found = rules.find_conflicts([placed("A", "B", 1, team=(PETRA,)), placed("Z", "MAIN", 1.5, team=(PETRA,))], FRAME)
    assert [(one.kind, one.blocking) for one in found] == [(ConflictKind.INTERPRETER_TWICE, True)]
    assert kinds(placed("A", "B", 1, team=(PETRA,)), placed("Z", "MAIN", 2, team=(PETRA,))) == [
        ConflictKind.INTERPRETER_RUSH
    ]


def test_who_interprets_here_and_speaks_there_is_needed_twice() -> None:
    assert kinds(placed("A", "B", 1, team=(PETRA,)), placed("Z", "MAIN", 1, people=(PETRA,))) == [
        ConflictKind.INTERPRETER_TWICE
    ]


def test_somebody_who_is_not_there_is_noticed_on_the_stage_and_in_the_booth() -> None:
    frame = replace(FRAME, available={AYSE.key: (span(0, 2),), PETRA.key: (span(0, 1.5), span(1.5, 2))})
    assert kinds(placed("A", "B", 1, people=(AYSE, MAYOR), team=(PETRA,)), frame=frame) == []
    later = judged(placed("A", "B", 1.5, people=(AYSE, MAYOR), team=(PETRA,)), frame=frame)
    assert later == [
        (ConflictKind.INTERPRETER_AWAY, {"person": PETRA.name}), (ConflictKind.SPEAKER_AWAY, {"person": AYSE.name}),
    ]  # fmt: skip


def test_who_declined_is_not_announced_anew() -> None:
    refused = placed("A", "B", 1, people=(replace(AYSE, answer=Answer.DECLINED),))
    found = rules.find_conflicts([refused], FRAME)
    assert [(one.kind, one.blocking) for one in found] == [(ConflictKind.SPEAKER_DECLINED, True)]
    known = rules.find_conflicts([refused], replace(FRAME, announced=frozenset({("A", AYSE.key)})))
    assert [(one.kind, one.blocking) for one in known] == [(ConflictKind.SPEAKER_LEFT, False)]


def test_open_answers_are_noticed_once_people_are_asked_and_offices_are_not_asked() -> None:
    session = placed("A", "B", 1, people=(AYSE, MAYOR, replace(PETRA, answer=Answer.CONFIRMED)))
    assert kinds(session) == []
    found = judged(session, frame=replace(FRAME, asking=True))
    assert found == [(ConflictKind.UNCONFIRMED, {"people": AYSE.name})]


# --- time ---------------------------------------------------------------------------------------------------------------


def test_a_session_that_is_moved_into_the_past_is_noticed_one_that_took_place_is_not() -> None:
    now = replace(FRAME, now=at(3))
    session = placed("A", "B", 1)
    assert kinds(session, frame=now) == [ConflictKind.IN_THE_PAST]
    assert kinds(placed("A", "B", 3), frame=now) == []
    assert kinds(session, frame=replace(now, released={"A": ("B", at(1), at(2))})) == []
    assert kinds(session, frame=replace(now, released={"A": ("B", at(1), at(2.5))})) == [ConflictKind.IN_THE_PAST]


# --- languages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("languages", "minutes", "least"), [
    (0, 60, 0), (1, 60, 0), (2, 15, 1), (2, 40, 1), (2, 41, 2), (2, 240, 2), (2, 241, 3), (2, 360, 3), (2, 361, 4), (2, 480, 4),
    (2, 481, 5), (3, 30, 6), (3, 480, 6),
])  # fmt: skip
def test_a_team_has_the_professional_minimum(languages: int, minutes: int, least: int) -> None:
    assert rules.least_team(languages, timedelta(minutes=minutes)) == least


BOTH = {"languages": ("de",), "interpretation": ("tr",)}


def test_teams_are_judged_as_soon_as_there_is_a_pool_or_a_team() -> None:
    assert kinds(placed("A", "B", 1, **BOTH)) == []
    found = judged(placed("A", "B", 1, **BOTH), frame=replace(FRAME, pool=True))
    assert found == [(ConflictKind.TEAM_TOO_SMALL, {"count": 2, "least": 2, "minutes": 60, "team": 0})]
    assert kinds(placed("A", "B", 1, team=(PETRA,), **BOTH)) == [ConflictKind.TEAM_TOO_SMALL]
    assert kinds(placed("A", "B", 1, 0.5, team=(PETRA,), **BOTH)) == []


def test_somebody_of_the_team_works_into_each_language_from_another_of_the_session() -> None:
    session = placed("A", "B", 1, 0.5, team=(SIOBHAN,), **BOTH)  # Turkish and English only
    assert judged(session) == [(ConflictKind.NO_INTERPRETER, {"languages": "TR"})]
    both = placed("A", "B", 1, 0.5, team=(PETRA,), languages=("de", "tr"), interpretation=("de", "tr"))
    assert kinds(both) == []


def test_three_languages_need_six_interpreters() -> None:
    team = tuple(replace(PETRA, key=f"person:{n}", languages=("de", "tr", "en")) for n in range(6))
    text = {"languages": ("de", "tr"), "interpretation": ("de", "tr", "en")}
    assert kinds(placed("A", "MAIN", 1, 0.5, team=team, **text)) == []
    assert kinds(placed("A", "MAIN", 1, 0.5, team=team[:5], **text)) == [ConflictKind.TEAM_TOO_SMALL]


def test_every_room_of_a_plenary_needs_its_booths() -> None:
    text = {"languages": ("de",), "interpretation": ("tr", "en")}
    found = rules.find_conflicts([placed("P", "MAIN", 1, also_in=("B",), **text)], FRAME)
    assert [(one.kind, dict(one.facts)["languages"], one.about) for one in found] == [(ConflictKind.NO_BOOTH, "EN", "ref-b")]


def test_a_panel_in_two_languages_that_nobody_interprets_is_noticed() -> None:
    assert judged(placed("A", "B", 1, languages=("de", "tr"))) == [
        (ConflictKind.NOT_INTERPRETED, {"languages": "DE, TR"})
    ]
    assert kinds(placed("A", "B", 1, languages=("de",))) == []
    for kind in (SessionKind.RECEPTION, SessionKind.WORKSHOP, SessionKind.BREAK):
        assert kinds(placed("A", "B", 1, languages=("de", "tr"), kind=kind)) == []
    assert kinds(placed("A", "B", 1, languages=("de", "tr"), visibility=Visibility.CLOSED)) == []


def test_missing_translations_are_named_and_an_empty_description_is_none() -> None:
    found = judged(placed("A", "B", 1, title=Translated(en="Only English"), abstract=Translated("Nur", "Sadece")))
    assert found == [
        (ConflictKind.ABSTRACT_MISSING, {"languages": "EN"}), (ConflictKind.TRANSLATION_MISSING, {"languages": "DE, TR"}),
    ]  # fmt: skip


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


# --- offices ------------------------------------------------------------------------------------------------------------


def in_office(*held: Holding, **facts: Any) -> Frame:
    return replace(FRAME, offices={MAYOR.key: held}, **facts)


AYSE_IS_MAYOR = Holding(AYSE.key, AYSE.name)


def test_an_office_is_there_when_its_holder_is() -> None:
    away = {AYSE.key: (span(0, 2),)}
    ok, late = placed("A", "B", 1, people=(MAYOR,)), placed("Z", "B", 5, people=(MAYOR,))
    assert kinds(ok, late, frame=in_office(available=away)) == [], "nobody holds it"
    ((kind, facts),) = judged(ok, late, frame=in_office(AYSE_IS_MAYOR, available=away))
    assert kind is ConflictKind.SPEAKER_AWAY
    assert facts["person"].tr == "Prof. Dr. Ayşe İnci Çağlayan (Belediye Başkanı)"


def test_the_holder_of_an_office_cannot_be_needed_elsewhere_under_their_own_name() -> None:
    by_name, by_office = placed("A", "B", 1, people=(AYSE,)), placed("Z", "C", 1, people=(MAYOR,))
    assert kinds(by_name, by_office) == []
    frame = in_office(AYSE_IS_MAYOR)
    ((kind, facts),) = judged(by_name, by_office, frame=frame)
    assert kind is ConflictKind.SPEAKER_TWICE and "(Mayor)" in facts["person"].en
    assert rules.find_conflicts_of("A", [by_name, by_office], frame) == rules.find_conflicts([by_name, by_office], frame)
    both = placed("A", "B", 1, people=(AYSE, MAYOR))
    assert kinds(both, frame=frame) == [], "one person under two names is no clash"
    assert ConflictKind.SPEAKER_RUSH in kinds(by_name, placed("Z", "C", 2.1, people=(MAYOR,)), frame=frame)


def test_whoever_holds_the_office_on_that_day_counts_and_who_stands_in_before_them() -> None:
    first, second, third = date(2027, 10, 13), date(2027, 10, 14), date(2027, 10, 15)
    sessions = [
        one for number in range(3)
        for one in (placed(f"A{number}", "B", 24 * number + 1, people=(AYSE,)),
                    placed(f"M{number}", "C", 24 * number + 1, people=(MAYOR,)))
    ]  # fmt: skip

    def twice(*held: Holding) -> list[tuple[str, ...]]:
        found = rules.find_conflicts(sessions, in_office(*held))
        return [one.sessions for one in found if one.kind is ConflictKind.SPEAKER_TWICE]

    assert twice(Holding(AYSE.key, "Ayşe", until=first), Holding("person:new", "Cem", since=second)) == [("A0", "M0")]
    acting = Holding("person:deputy", "Dora", since=second, until=second, acting=True)
    assert twice(AYSE_IS_MAYOR, acting) == [("A0", "M0"), ("A2", "M2")]
    assert twice(AYSE_IS_MAYOR, Holding("person:other", "Cem", since=third)) == [("A0", "M0"), ("A1", "M1")], (
        "two mayors: nobody can say which of them comes"
    )


def test_nothing_is_suggested_for_an_office_while_its_holder_is_away() -> None:
    session = placed("A", "B", 1, people=(MAYOR,))
    frame = in_office(AYSE_IS_MAYOR, available={AYSE.key: (span(5, 7),)})
    assert {place.starts_at >= at(5) for place in rules.suggest_places(session, [session], frame)} == {True}
