"""A change at once: only itself, to everybody it concerns; on both databases."""

from typing import Any

import pytest
from flask import Flask

from summitapp.agenda import queries, rules, services
from summitapp.agenda.values import (
    AgendaConflicts,
    NothingChanged,
    NoticeState,
    NotPublished,
    SessionState,
)
from summitapp.core.errors import DomainError, Invalid
from tests.agenda.releases import HOUR, at_once, load, somebody, told, urgent
from tests.factories.agenda import OPENS, World, add, details, publish, the_summit


def test_a_change_at_once_publishes_only_itself_and_writes_to_those_it_concerns(released_three: None, uow: Any, letters: Any) -> None:
    with uow():
        services.edit_session(load("STAYS"), details("Not ready yet"), load("STAYS").revision)
        services.cancel_session(load("GOES"), load("GOES").revision)
    with uow():
        revision = the_summit().revision
        version = urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR)
        assert (version.name, version.origin.value, version.origin_of) == ("1.1", "urgent", "MOVES")
        assert the_summit().revision == revision + 1
    with uow():
        published = {one.code: one for one in queries.public_programme(the_summit()).placements}
        assert published["MOVES"].starts_at == OPENS + 2 * HOUR
        assert published["STAYS"].text.title.en == "Ports that talk" and not published["GOES"].cancelled
        draft = {one.code: one for one in queries.draft_placements(the_summit())}
        assert draft["MOVES"].starts_at == OPENS + 2 * HOUR and draft["STAYS"].text.title.en == "Not ready yet"
        assert "GOES" not in draft
        assert {one.state for one in queries.notices_of(queries.releases(the_summit())[0])} == {NoticeState.SENT}
    sent = letters()[4:]
    assert {letter["To"] for letter in sent} == {"anna.ast@example.org", "zeynep.su@example.org"}
    zeynep = next(letter for letter in sent if letter["To"].startswith("zeynep"))
    assert zeynep["Subject"] == "At short notice: Moved – Cooling the city"


def test_cancelled_at_once_is_cancelled_everywhere(released_three: None, uow: Any, letters: Any) -> None:
    with uow():
        urgent("MOVES", "HALL-B", OPENS, OPENS + HOUR, cancelled=True)
    with uow():
        assert load("MOVES").state is SessionState.CANCELLED
        assert {one.code: one.cancelled for one in queries.public_programme(the_summit()).placements}["MOVES"]
        assert rules.compare_versions(
            queries.placements_of(queries.releases(the_summit())[0]), queries.draft_placements(the_summit())
        ) == ()  # fmt: skip
    assert len(letters()) == 6
    with pytest.raises(NotPublished), uow():
        urgent("MOVES", "HALL-B", OPENS, OPENS + HOUR)


def test_a_place_that_is_taken_is_refused_at_once_too(released_three: None, uow: Any) -> None:
    with pytest.raises(AgendaConflicts), uow():
        urgent("MOVES", "HALL-C", OPENS + HOUR, OPENS + 2 * HOUR)
    with pytest.raises(NothingChanged), uow():
        urgent("MOVES", "HALL-B", OPENS + HOUR, OPENS + 2 * HOUR)
    with pytest.raises(Invalid), uow():
        urgent("MOVES", "NOWHERE", OPENS + HOUR, OPENS + 2 * HOUR)
    with pytest.raises(NotPublished), uow():
        add(World(the_summit(), None, None), "NEW", 7)  # type: ignore[arg-type]
        urgent("NEW", "HALL-C", OPENS, OPENS + HOUR)


def test_pressed_twice_at_once_is_done_once(released_three: None, app: Flask, uow: Any, reading: Any, letters: Any) -> None:
    with uow():
        revision = load("MOVES").revision

    def press() -> int | None:
        return urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR, revision=revision).number

    done = at_once(app, [press, press])
    assert sorted(isinstance(one, DomainError) for one in done) == [False, True]
    with reading():
        assert len(queries.releases(the_summit())) == 2
    assert len(letters()) == 6


def test_everybody_who_takes_part_can_be_told_at_once(released_three: None, uow: Any, letters: Any, monkeypatch: Any) -> None:
    with uow():
        gül = somebody("Gül", "Gün", "tr", "guel@example.org").public_id
    monkeypatch.setattr(queries, "comers", lambda _summit: [f"person:{gül}"])
    with uow():
        version = urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR, everybody=True)
        assert told(version)["Gül"] == [("Cooling the city", "moved")]
    assert "guel@example.org" in {letter["To"] for letter in letters()}


def test_what_waits_of_an_earlier_release_is_not_sent_to_those_the_change_does_not_concern(released_three: None, uow: Any, letters: Any) -> None:
    with uow():
        services.cancel_session(load("GOES"), load("GOES").revision)
        publish()
    with uow():
        urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR)
    with uow():
        states = {one.person.given_name: one.state for one in queries.notices_of(queries.releases(the_summit())[0])}
        assert states == {"Anna": NoticeState.SENT, "Zeynep": NoticeState.SENT, "Cem": NoticeState.PREPARED}
    assert "cem.elik@example.org" not in {letter["To"] for letter in letters()[4:]}
