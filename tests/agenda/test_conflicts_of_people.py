"""Notices and conflicts that come of people: ways, booths, answers, languages, and the offices somebody holds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from summitapp.agenda import rules
from summitapp.agenda.values import (
    Answer,
    ConflictKind,
    Frame,
    Holding,
    SessionKind,
    Visibility,
)
from summitapp.core.text import Translated
from tests.agenda.conflicts import AYSE, BOTH, FRAME, MAYOR, PETRA, SIOBHAN, at, judged, kinds, placed, span

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


# --- languages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("languages", "minutes", "least"), [
    (0, 60, 0), (1, 60, 0), (2, 15, 1), (2, 40, 1), (2, 41, 2), (2, 240, 2), (2, 241, 3), (2, 360, 3), (2, 361, 4), (2, 480, 4),
    (2, 481, 5), (3, 30, 6), (3, 480, 6),
])  # fmt: skip
def test_a_team_has_the_professional_minimum(languages: int, minutes: int, least: int) -> None:
    assert rules.least_team(languages, timedelta(minutes=minutes)) == least

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
