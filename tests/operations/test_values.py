"""The demo summit, judged by rules of its own: languages, rooms, people, dates."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest

from summitapp.core.text import Translated, search_key
from summitapp.directory.values import SDGS, TOPICS, CityKind, FormOfAddress, PersonName
from summitapp.operations.values import (
    cities,
    functions,
    organisations,
    partnerships,
    people,
    programme,
    sessions,
    voices,
)

HARD_NAMES = [
    "Prof. Dr. Ayşe İnci Çağlayan", "İbrahim Iğdırlı", "Şükrü Öğüt", "Gülşah Yıldız Ünal", "Işıl Su",
    "Dr. Jürgen Weiß-Özdemir", "Clemens von der Heide", "Özgür Müller", "Katharina Groß", "Kim Schröder",
    "Nilüfer Kılıç-Krämer", "Līga Šķēps", "Siobhán O'Brien", "Wu",
]  # fmt: skip


def texts(value: Any, path: str) -> Iterator[tuple[str, Translated]]:
    """Every text in three languages somewhere inside ``value``, with where it stands."""
    if isinstance(value, Translated):
        yield path, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name in {"doubt", "biography"} and not getattr(value, field.name):
                continue
            yield from texts(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, f"{path}[{key}]")
    elif isinstance(value, (list, tuple)):
        for number, part in enumerate(value):
            yield from texts(part, f"{path}[{number}]")


def every_text() -> list[tuple[str, Translated]]:
    modules = (cities, functions, organisations, partnerships, programme, sessions, voices)
    found = [
        item
        for module in modules
        for name in dir(module)
        if name.isupper() and not name.startswith("NO_")
        for item in texts(getattr(module, name), f"{module.__name__.rsplit('.', 1)[1]}.{name}")
    ]
    return found + list(texts(dict(SDGS), "SDGS")) + list(texts(dict(TOPICS), "TOPICS"))


def test_every_text_stands_in_three_languages() -> None:
    found = every_text()
    assert len(found) > 400
    assert [path for path, text in found if text.missing()] == []


def test_texts_are_set_as_their_language_sets_them() -> None:
    for path, text in every_text():
        for language, words in text:
            assert "  " not in words and words == words.strip(), (path, language)
            assert '"' not in words and " '" not in words, (path, language)
            assert not re.search(r"\w'\w", words) or path.startswith("TOPICS"), (path, language)
        assert "„" not in text.tr + text.en, path


def test_no_abstract_is_used_twice_and_none_is_thin() -> None:
    for language in ("de", "tr", "en"):
        counted = Counter(session.abstract[language] for session in sessions.SESSIONS)
        assert [text for text, times in counted.items() if times > 1] == []
    for session in sessions.SESSIONS:
        if session.kind not in {"break", "internal", "ceremony"}:
            assert min(len(text) for _, text in session.abstract) > 60, session.code


def test_the_programme_has_the_parts_a_real_conference_has() -> None:
    assert len(sessions.SESSIONS) - sum(s.kind == "break" for s in sessions.SESSIONS) >= 44
    kinds = {session.kind for session in sessions.SESSIONS}
    assert kinds >= {
        "opening", "plenary", "workshop", "meetings", "site_visit", "signing", "reception", "gala", "press",
        "youth", "round_table", "closing", "market", "break",
    }  # fmt: skip
    assert len({session.code for session in sessions.SESSIONS}) == len(sessions.SESSIONS)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", session.code) for session in sessions.SESSIONS)
    assert max(len(session.code) for session in sessions.SESSIONS) <= 20


def test_sessions_lie_inside_the_summit_and_end_after_they_begin() -> None:
    assert list(programme.DAYS) == [date(2027, 10, 13) + timedelta(days=step) for step in range(3)]
    assert [day.strftime("%a") for day in programme.DAYS] == ["Wed", "Thu", "Fri"]
    for session in sessions.SESSIONS:
        assert session.day in programme.DAYS
        start, end = time.fromisoformat(session.start), time.fromisoformat(session.end)
        assert time(7) <= start < end <= time(23), session.code


def _minutes(clock: str) -> int:
    moment = time.fromisoformat(clock)
    return moment.hour * 60 + moment.minute


def _clashes(listed: list[Any], key: Any) -> list[tuple[str, str]]:
    busy: dict[tuple[Any, date, int], str] = {}
    found = []
    for session in listed:
        for owner in key(session):
            for minute in range(_minutes(session.start), _minutes(session.end)):
                other = busy.setdefault((owner, session.day, minute), session.code)
                if other != session.code:
                    found.append((other, session.code))
    return sorted(set(found))


def test_no_room_holds_two_sessions_at_once() -> None:
    assert _clashes(list(sessions.SESSIONS), lambda session: [session.room]) == []


def test_nobody_speaks_in_two_places_at_once() -> None:
    assert _clashes(list(sessions.SESSIONS), lambda session: [key for key, _ in session.speakers]) == []


def test_the_search_for_clashes_finds_one() -> None:
    first = sessions.SESSIONS[2]
    moved = dataclasses.replace(first, code="moved", start="10:00", end="10:10")
    assert _clashes([first, moved], lambda session: [session.room]) == [(first.code, "moved")]


def test_enough_time_is_left_to_walk_between_the_houses() -> None:
    house = {room.key: room.venue for room in programme.ROOMS}
    for one in sessions.SESSIONS:
        for two in sessions.SESSIONS:
            shared = {key for key, _ in one.speakers} & {key for key, _ in two.speakers}
            if one.day == two.day and shared and house[one.room] != house[two.room]:
                gap = max(_minutes(two.start) - _minutes(one.end), _minutes(one.start) - _minutes(two.end))
                assert gap >= 25, (one.code, two.code, shared)


def test_places_fit_into_rooms_and_capacities_say_where_they_come_from() -> None:
    capacity = {room.key: room.capacity for room in programme.ROOMS}
    assert len(capacity) == 6
    for session in sessions.SESSIONS:
        assert session.room in capacity, session.code
        assert session.places is None or 0 < session.places <= capacity[session.room], session.code
    assert all(room.capacity_source for room in programme.ROOMS)
    assert {room.capacity_source for room in programme.ROOMS if room.key != "saygun"} == {"demo"}


def test_interpreted_sessions_have_the_booths_they_need() -> None:
    rooms = {room.key: room for room in programme.ROOMS}
    for session in sessions.SESSIONS:
        if session.interpreted:
            assert set(session.interpreted) <= set(rooms[session.room].booths), session.code
        if session.interpreted:
            assert session.languages, session.code


def test_every_day_has_a_lunch_and_friday_leaves_time_for_prayer() -> None:
    for day in programme.DAYS:
        lunches = [s for s in sessions.SESSIONS if s.day == day and s.kind == "break" and s.start >= "12:30" < s.end]
        assert any(_minutes(s.end) - _minutes(s.start) >= 75 for s in lunches if s.start <= "13:00"), day
    friday = [s for s in sessions.SESSIONS if s.day == programme.DAYS[2] and s.kind != "break"]
    assert [s.code for s in friday if s.start < "14:15" and s.end > "12:45"] == []


def test_closed_sessions_exist_and_the_open_ones_outnumber_them() -> None:
    closed = [session for session in sessions.SESSIONS if session.closed]
    assert {"mayors-round-table", "declaration-drafting", "signing-rehearsal"} <= {s.code for s in closed}
    assert len(closed) < len(sessions.SESSIONS) / 4


def test_goals_topics_tracks_and_voices_exist() -> None:
    tracks = {track.key for track in programme.TRACKS}
    assert len(tracks) == 3
    for session in sessions.SESSIONS:
        assert set(session.sdgs) <= set(SDGS) and set(session.topics) <= set(TOPICS), session.code
        assert session.track in tracks
        assert {key for key, _ in session.speakers} <= set(voices.VOICES), session.code
    assert {topic for s in sessions.SESSIONS for topic in s.topics} == set(TOPICS)


def test_offices_have_no_names_and_people_have_functions() -> None:
    offices = [voice for voice in voices.VOICES.values() if voice.name is None]
    assert len(offices) >= 10
    assert all(voice.address is FormOfAddress.NEUTRAL for voice in offices)
    assert all(voice.organisation in organisations.ORGANISATIONS for voice in voices.VOICES.values())
    appearing = {key for session in sessions.SESSIONS for key, _ in session.speakers}
    assert appearing == set(voices.VOICES)


def test_no_voice_of_a_person_bears_the_name_of_an_office() -> None:
    mayoral = re.compile(r"Oberbürgermeister|Bürgermeister|Belediye Başkanı|Landrat\b|\bMayor\b|Senat")
    for voice in voices.VOICES.values():
        if voice.name is not None:
            assert not any(mayoral.search(text) for _, text in voice.title), voice.key
    for person in people.people(3000):
        assert not any(mayoral.search(text) for _, text in person.function.text), person


def test_synthetic_programmes_of_any_size_have_no_clash() -> None:
    many = list(sessions.synthetic_sessions(600))
    assert len(many) == 600 == len({session.code for session in many})
    assert _clashes(many, lambda session: [session.room]) == []
    assert {session.room for session in many} == {
        sessions.hall_key(number) for number in range(sessions.halls_for(600))
    }
    assert list(sessions.synthetic_sessions(600)) == many


def test_categories_differ_in_word_and_shape() -> None:
    keys = [category.key for category in programme.CATEGORIES]
    assert keys[0] == "delegate"
    assert set(keys) >= {"delegate", "speaker", "press", "accompanying", "interpreter", "youth", "staff"}
    assert len({category.shape for category in programme.CATEGORIES}) == len(keys)
    for language in ("de", "tr", "en"):
        assert len({category.name[language] for category in programme.CATEGORIES}) == len(keys)


def test_cities_carry_their_name_in_ascii_capitals() -> None:
    assert {"BREMEN", "KARSIYAKA", "CIGLI", "IZMIR", "BERLIN_NEUKOLLN"} <= set(cities.CITIES)
    for code, city in cities.CITIES.items():
        assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", code)
        native = city.name.tr if city.country == "TR" else city.name.de
        assert code == cities.code_of(native)
        assert city.state in cities.STATES
        assert not city.parent or city.parent in cities.CITIES
    assert sum(city.kind is CityKind.DISTRICT for city in cities.IZMIR) == 30


def test_cities_lie_in_their_country() -> None:
    for city in cities.GERMAN:
        assert 47.2 < city.latitude < 55.1 and 5.8 < city.longitude < 15.1, city.code
    for city in cities.IZMIR:
        assert 37.8 < city.latitude < 39.5 and 26.1 < city.longitude < 28.6, city.code


def test_delegations_are_the_cities_the_motto_counts() -> None:
    assert len(set(cities.DELEGATIONS)) == len(cities.DELEGATIONS) == 31
    german = [code for code in cities.DELEGATIONS if cities.CITIES[code].country == "DE"]
    assert len(german) == 19
    for _, text in programme.MOTTO:
        assert "31" in text


def test_ties_join_known_places_and_doubtful_ones_say_so() -> None:
    keys = {tie.key for tie in partnerships.TIES}
    assert len(keys) == len(partnerships.TIES)
    assert "bremen-izmir" in keys and not any("giengen" in key for key in keys)
    for tie in partnerships.TIES:
        assert cities.CITIES[tie.german].country == "DE" and cities.CITIES[tie.izmir].country == "TR"
        assert tie.events and all(event.source for event in tie.events)
        assert all(re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", event.when) for event in tie.events)
        assert not tie.predecessor or tie.predecessor in keys
        assert tie.status in {"active", "transferred"} or tie.doubt, tie.key
    bremen = next(tie for tie in partnerships.TIES if tie.key == "bremen-izmir")
    assert [event.when for event in bremen.events] == ["1993-10-19", "1995-03-08", "1996-04-24"]


def test_the_names_that_break_software_are_all_there() -> None:
    names = [person.name.with_title for person in people.people(20)]
    assert names[: len(HARD_NAMES)] == HARD_NAMES
    kim = next(person for person in people.people(20) if person.name.given == "Kim")
    assert kim.address is FormOfAddress.NEUTRAL


def test_a_hundred_thousand_people_have_addresses_of_their_own_that_reach_nobody() -> None:
    addresses = [person.email for person in people.people(100_000)]
    assert len(set(addresses)) == 100_000
    assert all(re.fullmatch(r"[a-z0-9.-]+@([a-z0-9-]+\.)+example\.org", address) for address in addresses)


def test_people_are_the_same_however_many_are_asked_for() -> None:
    few, many = list(people.people(50)), list(people.people(5000))
    assert many[:50] == few
    assert list(people.people(5000)) == many


def test_people_come_from_every_delegation_and_names_repeat_as_in_life() -> None:
    crowd = list(people.people(1000))
    assert {person.city for person in crowd} == set(cities.DELEGATIONS)
    assert {person.city for person in crowd[:120]} == set(cities.DELEGATIONS)
    names = Counter(person.name for person in crowd)
    assert len(names) > 900
    assert max(names.values()) <= 4


def test_a_function_stands_first_in_the_language_of_its_bearers_country() -> None:
    for person in people.people(500):
        assert person.function.source == ("tr" if cities.CITIES[person.city].country == "TR" else "de")


@pytest.mark.parametrize(
    ("address", "german", "turkish", "english"),
    [
        (FormOfAddress.MS, "Sehr geehrte Frau Dr. Weiß,", "Sayın Dr. Anna Weiß,", "Dear Dr. Weiß,"),
        (FormOfAddress.MR, "Sehr geehrter Herr Dr. Weiß,", "Sayın Dr. Anna Weiß,", "Dear Dr. Weiß,"),
        (FormOfAddress.NEUTRAL, "Guten Tag Dr. Anna Weiß,", "Sayın Dr. Anna Weiß,", "Dear Dr. Weiß,"),
    ],
)
def test_a_letter_opens_as_its_language_does(address: FormOfAddress, german: str, turkish: str, english: str) -> None:
    name = PersonName("Anna", "Weiß", "Dr.")
    assert name.greeting(address, "de") == german
    assert name.greeting(address, "tr") == turkish
    assert name.greeting(address, "en") == english


def test_a_single_name_stays_whole() -> None:
    wu = PersonName("Wu")
    assert (wu.full, wu.list_form, wu.with_title) == ("Wu", "Wu", "Wu")
    assert wu.greeting(FormOfAddress.NEUTRAL, "de") == "Guten Tag Wu,"
    assert wu.greeting(FormOfAddress.MS, "en") == "Dear Ms Wu,"
    assert search_key("wu") in wu.search_key


def test_the_summit_lasts_three_days_in_a_row() -> None:
    first, last = sessions.summit_days()
    assert last - first == timedelta(days=2)
