"""Releases by name, two at the same moment, and an older one again; on both databases."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import AgendaVersion
from summitapp.agenda.values import (
    AgendaConflicts,
    Attendance,
    NothingChanged,
    PlacesChanged,
    SessionState,
    VersionNameTaken,
    Visibility,
)
from summitapp.calendars import queries as calendars
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid, Stale
from summitapp.summits.models import SummitDay
from tests.agenda.releases import HOUR, at_once, change_draft, load, move, told
from tests.factories.agenda import NOTE, OPENS, World, add, details, publish, the_summit


@pytest.mark.parametrize(("names", "correction", "proposed"), [
    ([], False, "1"), (["1"], False, "2"), (["1"], True, "1.1"), (["1", "1.1"], True, "1.2"), (["1", "1.1"], False, "2"),
    (["1", "Endfassung"], True, "Endfassung.1"), (["1", "Endfassung"], False, "2"), (["1", "2", "1.9"], True, "1.10"),
    (["1", "x" * 40], True, "2"),
])  # fmt: skip
def test_a_release_is_called_by_what_it_changes(names: list[str], correction: bool, proposed: str) -> None:
    assert rules.propose_name(names, correction=correction) == proposed


@pytest.mark.parametrize("name", ["Draft", "TASLAK", "ÖNİZLEME", "entwurf", "güncel", "x" * 41])
def test_a_word_with_a_meaning_of_its_own_is_no_name(name: str) -> None:
    assert "name" in rules.find_name_faults(name)


def test_corrected_words_are_a_correction_and_a_move_is_not(released_three: None, uow: Any) -> None:
    with uow():
        services.edit_session(load("STAYS"), details("Ports that sing"), load("STAYS").revision)
        assert (publish().name, the_summit().revision) == ("1.1", 3)
    with uow():
        change_draft()
        version = publish()
        assert (version.number, version.name) == (3, "2")


def test_a_name_is_given_once_whatever_its_letters(released_three: None, uow: Any) -> None:
    with uow():
        change_draft()
        assert publish(name="İzmir  FASSUNG").name == "İzmir FASSUNG"
    for name in ("izmir fassung", "IZMIR Fassung"):
        with pytest.raises(VersionNameTaken), uow():
            add(World(the_summit(), None, None), f"N{len(name)}", 7)  # type: ignore[arg-type]
            publish(name=name)
    with pytest.raises(Invalid), uow():
        add(World(the_summit(), None, None), "N", 7)  # type: ignore[arg-type]
        publish(name="Latest")


def test_the_database_itself_gives_a_name_once(released_three: None, uow: Any) -> None:
    with pytest.raises(sa.exc.IntegrityError), uow():
        db.session.add(AgendaVersion(summit=the_summit(), number=9, name="1", name_key="1", state="published",
                                     created_at=now(), published_at=now()))  # fmt: skip
        db.session.flush()


def test_two_who_publish_at_once_make_one_release(released_three: None, uow: Any, app: Flask, reading: Any) -> None:
    with uow():
        change_draft()
    done = at_once(app, [lambda: publish().number, lambda: publish().number])
    assert sorted(map(str, done)) == ["2", "agenda_unchanged"]
    with reading():
        assert [one.number for one in queries.releases(the_summit())] == [2, 1]
        assert len(queries.notices_of(queries.releases(the_summit())[0])) == 3


def test_a_session_moved_while_it_is_published_is_released_as_it_was_judged(released_three: None, uow: Any, app: Flask, reading: Any) -> None:
    with uow():
        change_draft()

    def clash() -> None:
        move("STAYS", "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR)

    at_once(app, [lambda: publish().number, clash])
    with reading():
        last = queries.last_release(the_summit())
        assert last is not None
        found = rules.find_conflicts(queries.placements_of(last), queries.frame_of(the_summit()))
        assert not [one for one in found if one.blocking]


def test_an_older_release_is_published_again_in_its_own_words(released_three: None, uow: Any) -> None:
    with uow():
        services.edit_session(load("STAYS"), details("Another title"), load("STAYS").revision)
        change_draft()
        add(World(the_summit(), None, None), "ADDED", 3, "HALL-C")  # type: ignore[arg-type]
        services.release_notices(publish(), 4)
    with uow():
        version = services.restore_version(the_summit(), 1, NOTE)
        assert (version.number, version.origin.value, version.origin_of) == (3, "restored", "1")
        now_ = {one.code: one for one in queries.placements_of(version)}
        assert now_["STAYS"].text.title.en == "Ports that talk" and now_["STAYS"].people[0].name == "Berta Bach"
        assert now_["MOVES"].room == "HALL-B" and not now_["GOES"].cancelled and now_["ADDED"].cancelled
        sequences = calendars.states_of([load(code).subject for code in ("MOVES", "GOES", "STAYS", "ADDED")])
        assert [sequences[load(code).subject].sequence for code in ("MOVES", "GOES", "STAYS", "ADDED")] == [2, 2, 0, 1]
        draft = {one.code: one for one in queries.draft_placements(the_summit())}
        assert draft["MOVES"].room == "HALL-C" and "GOES" not in draft, "the draft stays as it is"
        assert told(version)["Anna"] == [("Cooling the city", "moved")]
    with pytest.raises(NothingChanged), uow():
        services.restore_version(the_summit(), 1, NOTE)


def test_the_draft_goes_back_too_when_that_is_wanted(released_three: None, uow: Any) -> None:
    with uow():
        change_draft()
        add(World(the_summit(), None, None), "ADDED", 3, "HALL-C")  # type: ignore[arg-type]
        publish()
        seen = load("MOVES").revision
    with uow():
        services.restore_version(the_summit(), 1, NOTE, draft_follows=True)
    with uow():
        draft = queries.draft_placements(the_summit())
        last = queries.last_release(the_summit())
        assert last is not None
        assert rules.compare_versions(queries.placements_of(last), draft) == ()
        assert load("GOES").state is SessionState.PLANNED
        assert [one.code for one in queries.unplaced(the_summit())] == ["ADDED"]
        with pytest.raises(Stale):
            move_with = load("MOVES")
            services.place_session(move_with, "HALL-B", OPENS, OPENS + HOUR, seen)


def test_places_that_come_back_with_the_draft_are_given_on(released_three: None, uow: Any) -> None:
    with uow():
        berta = load("STAYS").appearances[0].person
        smaller = details("Ports that talk", berta, capacity=20, attendance=Attendance.ENROL)
        services.edit_session(load("STAYS"), smaller, load("STAYS").revision)
        publish()
    heard: list[PlacesChanged] = []
    events.connect(PlacesChanged, heard.append)
    with uow():
        assert services.take_place(load("STAYS"))
        services.restore_version(the_summit(), 1, NOTE, draft_follows=True)
        assert load("STAYS").attendance is Attendance.FREE
        assert [news.session_id for news in heard] == [load("STAYS").id]


def test_who_was_hidden_and_what_was_closed_stays_so(released_three: None, uow: Any) -> None:
    with uow():
        berta = next(one.person for one in queries.notices_of(queries.releases(the_summit())[0]) if one.person.given_name == "Berta")
        services.edit_session(load("GOES"), details("Vocational training", visibility=Visibility.CLOSED), load("GOES").revision)
        change = load("MOVES")
        services.place_session(change, "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR, change.revision)
        publish()
        services.edit_session(load("GOES"), details("Vocational training"), load("GOES").revision)
        services.erase_person(berta)
    with uow():
        version = services.restore_version(the_summit(), 1, NOTE)
        now_ = {one.code: one for one in queries.placements_of(version)}
        assert now_["GOES"].text.visibility is Visibility.CLOSED, "the last release did not show it to everybody"
        assert now_["STAYS"].people == ()


def test_an_older_release_that_does_not_fit_any_more_is_refused(released_three: None, uow: Any) -> None:
    with uow():
        change_draft()
        publish()
        db.session.execute(sa.delete(SummitDay).where(SummitDay.summit_id == the_summit().id))
    with pytest.raises(AgendaConflicts), uow():
        services.restore_version(the_summit(), 1, NOTE)
