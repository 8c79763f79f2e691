"""Places in sessions: taken, waited for, given back and given on; what falls on the same time; what ends them."""

from datetime import timedelta

import pytest
from flask import Flask

from summitapp.agenda import services as agenda
from summitapp.agenda.queries import last_release, notices_of, public_places
from summitapp.agenda.values import FewerPlacesThanTaken, Visibility
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.core.security import Actor
from summitapp.enrolment import queries, services
from summitapp.enrolment.values import (
    ClashesUnconfirmed,
    EnrolmentNotOffered,
    EnrolmentOver,
    EnrolmentState,
    NoSuchSession,
    NotParticipant,
)
from summitapp.registration import services as registration_services
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, State
from tests.conftest import Reader, UnitOpener
from tests.factories.agenda import OPENS, add, publish, the_summit
from tests.factories.enrolment import (
    check,
    ended,
    let_it_be,
    make_programme,
    participants,
    people_of,
    session,
    waiting,
)
from tests.factories.registration import person


@pytest.fixture
def people(uow: UnitOpener) -> list[int]:
    """Four participants of a published programme whose sessions have two places each."""
    with uow():
        world = make_programme()
        publish(world.summit)
        return [one.id for one in participants(world.summit, 4)]


def who(number: int) -> Registration:
    return db.session.get_one(Registration, number)


def test_who_comes_first_has_the_places_and_the_rest_waits_in_order(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        for number in people:
            services.enrol(who(number), "TALK")
        assert people_of("TALK") == ["Gülşah 1", "Gülşah 2"]
        assert waiting("TALK") == ["Gülşah 3", "Gülşah 4"]
        chosen = queries.choices_of(who(people[3])).enrolled[session("TALK").id]
        assert (chosen.state, chosen.position) == (EnrolmentState.WAITING, 2)
        check(the_summit().id)


def test_pressing_twice_is_one_place(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        first = services.enrol(who(people[0]), "TALK")
        assert services.enrol(who(people[0]), "TALK") is first
        assert session("TALK").taken == 1


def test_a_place_given_back_goes_to_the_next_who_is_told_in_their_language(
    uow: UnitOpener, people: list[int], letters
) -> None:
    with uow():
        for number in people:
            services.enrol(who(number), "TALK")
    before = len(letters())
    with uow():
        assert services.leave(who(people[0]), "TALK")
        assert not services.leave(who(people[0]), "TALK"), "giving back twice gives nothing"
        assert people_of("TALK") == ["Gülşah 2", "Gülşah 3"]
        assert waiting("TALK") == ["Gülşah 4"]
        check(the_summit().id)
    (letter,) = letters()[before:]
    assert letter["To"] == "gulsah3@example.org"
    (calendar,) = [part for part in letter.iter_attachments() if part.get_content_type() == "text/calendar"]
    text = calendar.get_content()
    text = text if isinstance(text, str) else text.decode()
    assert "SUMMARY;LANGUAGE=tr:Session TALK (tr)" in text.replace("\r\n ", "")


def test_more_places_are_given_on_at_once(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        for number in people:
            services.enrol(who(number), "TALK")
        agenda.change_places(session("TALK"), 3)
        assert people_of("TALK") == ["Gülşah 1", "Gülşah 2", "Gülşah 3"]
        agenda.change_places(session("TALK"), None)
        assert len(people_of("TALK")) == 4
        with pytest.raises(FewerPlacesThanTaken):
            agenda.change_places(session("TALK"), 3)


def test_the_database_itself_keeps_the_places(uow: UnitOpener, people: list[int]) -> None:
    with pytest.raises(Exception, match="ck_agenda_session_places"), uow():
        services.enrol(who(people[0]), "TALK")
        services.enrol(who(people[1]), "TALK")
        session("TALK").capacity = 1
        db.session.flush()


def test_two_sessions_with_places_at_one_time_are_asked_about_and_one_has_to_go(
    uow: UnitOpener, people: list[int]
) -> None:
    with uow():
        one = who(people[0])
        services.enrol(one, "TALK")
        with pytest.raises(ClashesUnconfirmed) as refused:
            services.enrol(one, "VISIT")
        plan = refused.value.plan
        assert [p.code for p in plan.gives_up] == ["TALK"] and not plan.waits
        for number in people[1:]:
            services.enrol(who(number), "TALK")
        services.enrol(one, "VISIT", plan.mark)
        assert people_of("VISIT") == ["Gülşah 1"]
        assert people_of("TALK") == ["Gülşah 2", "Gülşah 3"], "what was given up went on at once"
        check(the_summit().id)


def test_what_was_agreed_to_is_asked_again_when_the_last_place_has_gone_meanwhile(
    uow: UnitOpener, people: list[int]
) -> None:
    with uow():
        one = who(people[0])
        services.enrol(one, "TALK")
        with pytest.raises(ClashesUnconfirmed) as refused:
            services.enrol(one, "VISIT")
        for number in people[1:3]:
            services.enrol(who(number), "VISIT")
        with pytest.raises(ClashesUnconfirmed) as again:
            services.enrol(one, "VISIT", refused.value.plan.mark)
        assert again.value.plan.waits
        assert people_of("TALK") == ["Gülşah 1"], "nobody gives a place up for a queue without saying so"


def test_what_everybody_attends_is_told_and_stays(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        one = who(people[0])
        with pytest.raises(ClashesUnconfirmed) as refused:
            services.enrol(one, "LATE")
        plan = refused.value.plan
        assert ([p.code for p in plan.clashes], plan.gives_up) == (["ALL"], ())
        services.enrol(one, "LATE", plan.mark)
        items = {item.placement.code: item for item in queries.items_of(one)}
        assert [p.code for p in items["LATE"].clashes] == ["ALL"] and [p.code for p in items["ALL"].clashes] == ["LATE"]


@pytest.mark.parametrize(("code", "error"), [
    ("HALL", EnrolmentNotOffered), ("OPENING", EnrolmentNotOffered), ("NOWHERE", NoSuchSession),
    ("SECRET", NoSuchSession), ("DRAFT", NoSuchSession),
])  # fmt: skip
def test_only_released_sessions_with_places_that_somebody_may_see_can_be_chosen(
    uow: UnitOpener, code: str, error: type[DomainError]
) -> None:
    with uow():
        world = make_programme()
        add(world, "SECRET", 4, "HALL-C", visibility=Visibility.CLOSED, attendance="enrol")
        publish(world.summit)
        add(world, "DRAFT", 8, "HALL-C", attendance="enrol")
        (one,) = participants(world.summit, 1)
        with pytest.raises(error):
            services.enrol(one, code)


def test_who_appears_in_a_closed_session_finds_it(uow: UnitOpener) -> None:
    with uow():
        world = make_programme()
        (one,) = participants(world.summit, 1)
        add(world, "ROUND", 1, "HALL-C", one.person, visibility=Visibility.CLOSED)
        publish(world.summit)
        (item,) = [item for item in queries.items_of(one) if item.placement.code == "ROUND"]
        assert item.has("appears")


def test_the_list_is_closed_when_the_session_begins(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        for number in people[:3]:
            services.enrol(who(number), "TALK")
        let_it_be("TALK", now() - timedelta(minutes=1))
        with pytest.raises(EnrolmentOver):
            services.enrol(who(people[3]), "TALK")
        with pytest.raises(EnrolmentOver):
            services.leave(who(people[0]), "TALK")
        registration_services.cancel(who(people[0]), "Absage")
        assert waiting("TALK") == ["Gülşah 3"], "nobody moves up into a session that has begun"


def test_a_cancelled_session_takes_nobody_and_a_reinstated_one_has_its_list(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        services.enrol(who(people[0]), "TALK")
        agenda.cancel_session(session("TALK"), session("TALK").revision)
        with pytest.raises(EnrolmentNotOffered):
            services.enrol(who(people[1]), "TALK")
        publish(the_summit())
        (item,) = [item for item in queries.items_of(who(people[0])) if item.placement.code == "TALK"]
        assert item.placement.cancelled and item.has("enrolled")


def test_only_participants_enrol(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        registration_services.cancel(who(people[0]), "Absage")
        with pytest.raises(NotParticipant):
            services.enrol(who(people[0]), "TALK")


@pytest.mark.parametrize("how", ["cancel", "withdraw"])
def test_who_no_longer_comes_gives_everything_back(uow: UnitOpener, people: list[int], how: str) -> None:
    with uow():
        for number in people[:3]:
            services.enrol(who(number), "TALK")
        services.enrol(who(people[0]), "LATE", "place:ALL")
        if how == "cancel":
            registration_services.cancel(who(people[0]), "Absage")
        else:
            registration_services.withdraw(who(people[0]))
        assert people_of("TALK") == ["Gülşah 2", "Gülşah 3"] and people_of("LATE") == []
        check(the_summit().id)


def test_who_takes_over_a_registration_has_its_places_and_none_of_its_stars(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        one = who(people[0])
        services.enrol(one, "TALK")
        services.set_favourite(one, "HALL", True)
        registration_services.substitute(one, person(77, given_name="Ömer"))
        assert people_of("TALK") == ["Ömer"]
        assert queries.favourites_of(who(people[0]).person_id, the_summit()) == set()


def test_two_registrations_of_one_person_keep_one_place_of_each_session(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        kept, gone, behind = (who(number) for number in people[:3])
        services.enrol(kept, "TALK")
        services.enrol(gone, "TALK")
        services.enrol(behind, "TALK")
        services.enrol(gone, "LATE", "place:ALL")
        services.set_favourite(gone, "HALL", True)
        services.set_favourite(kept, "HALL", True)
        registration_services.merge(kept, gone, (), "one person")
        assert people_of("TALK") == ["Gülşah 1", "Gülşah 3"]
        assert people_of("LATE") == ["Gülşah 1"]
        assert queries.favourites_of(who(people[0]).person_id, the_summit()) == {"HALL"}
        check(the_summit().id)


def test_the_sweep_finds_what_no_announcement_told_of(uow: UnitOpener, app, people: list[int]) -> None:
    with uow():
        for number in people:
            services.enrol(who(number), "TALK")
        session("TALK").capacity = 3
    with app.app_context():
        assert services.sweep() == 1
        assert services.sweep() == 0
    with uow():
        assert people_of("TALK") == ["Gülşah 1", "Gülşah 2", "Gülşah 3"]


def test_organisers_add_put_first_and_remove(uow: UnitOpener, people: list[int], letters) -> None:
    with uow():
        for number in people[:2]:
            services.enrol(who(number), "TALK")
        for number in people[2:]:
            services.add_participant(session("TALK"), who(number))
        last = queries.of_pair(session("TALK").id, people[3])
        assert last is not None and not services.move_to_front(last)
        assert waiting("TALK") == ["Gülşah 4", "Gülşah 3"]
        first = queries.of_pair(session("TALK").id, people[0])
        assert first is not None
        services.remove_participant(first, "asked by telephone")
        assert people_of("TALK") == ["Gülşah 2", "Gülşah 4"]
        check(the_summit().id)
    told = sorted((letter["To"], letter["Subject"]) for letter in letters() if "Session TALK" in str(letter["Subject"]))
    assert [to for to, _ in told] == ["gulsah1@example.org", "gulsah3@example.org", "gulsah4@example.org"]


def test_feeds_hold_what_is_firm_as_confirmed_and_what_is_hoped_for_as_tentative(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        for number in people[:3]:
            services.enrol(who(number), "TALK")
        services.set_favourite(who(people[2]), "HALL", True)
        mine = {item.title.en: item.entry.status.value for item in queries.events_of(who(people[2]), "en")}
        assert mine == {"Session OPENING": "confirmed", "Session TALK": "tentative", "Session ALL": "confirmed",
                        "Session HALL": "tentative"}  # fmt: skip
        services.leave(who(people[2]), "TALK")
        left = [item.title.en for item in queries.events_of(who(people[2]), "en")]
        assert "Session TALK" not in left


def test_stars_come_and_go_and_those_of_a_device_are_brought_along(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        one = who(people[0])
        assert services.merge_favourites(one, ["HALL", "TALK", "NOWHERE"]) == {"HALL", "TALK"}
        assert services.merge_favourites(one, ["TALK"], ["HALL"]) == {"TALK"}
        services.set_favourite(one, "TALK", False)
        services.set_favourite(one, "TALK", False)
        assert queries.favourites_of(one.person_id, the_summit()) == set()


def test_promised_queries_say_who_is_where(uow: UnitOpener, reading: Reader, people: list[int]) -> None:
    with uow():
        for number in people[:3]:
            services.enrol(who(number), "TALK")
    with reading():
        talk = session("TALK").id
        assert [one.given_name for one in queries.enrolled_in([talk])[talk]] == ["Gülşah 1", "Gülşah 2"]
        assert queries.sessions_of_person(the_summit().id, who(people[2]).person_id) == {"TALK"}
        assert public_places(the_summit())["TALK"] == (2, 2)


def test_an_ended_session_can_be_left_by_nobody(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        services.enrol(who(people[0]), "TALK")
        ended("TALK")
        with pytest.raises(EnrolmentOver):
            services.leave(who(people[0]), "TALK")


def test_who_has_a_place_waits_or_gave_a_star_is_told_when_the_session_moves(
    uow: UnitOpener, reading: Reader, people: list[int]
) -> None:
    with uow():
        for number in people[:3]:
            services.enrol(who(number), "TALK")
        services.set_favourite(who(people[3]), "TALK", True)
        talk = session("TALK")
        starts = OPENS + timedelta(hours=3)
        agenda.place_session(talk, "HALL-B", starts, starts + timedelta(hours=1), talk.revision)
        number = publish(the_summit()).number
    with reading():
        version = last_release(the_summit(), number)
        assert version is not None
        assert sorted(one.person.given_name for one in notices_of(version)) == [f"Gülşah {one}" for one in (1, 2, 3, 4)]
        assert [item.placement.starts_at for item in queries.items_of(who(people[0])) if item.placement.code == "TALK"] == [starts]


def test_a_registration_that_is_looked_at_again_keeps_its_places_until_it_is_decided(
    uow: UnitOpener, app: Flask, people: list[int]
) -> None:
    with uow():
        for number in people[:3]:
            services.enrol(who(number), "TALK")
        the_summit().review_fields = ["function"]
        record("summit.changed", the_summit())
    with uow(Actor("user", "somebody")):
        one = who(people[0])
        applicant = person(1, given_name=one.person.given_name, family_name=one.person.family_name, email=one.person.email)
        registration_services.change_details(one, applicant, Answers(function="Mayor"))
        assert one.state is State.SUBMITTED
        assert people_of("TALK") == ["Gülşah 1", "Gülşah 2"]
    with uow():
        registration_services.decline(who(people[0]), "Absage")
    with app.app_context():
        services.sweep()
    with uow():
        assert people_of("TALK") == ["Gülşah 2", "Gülşah 3"]
        check(the_summit().id)


def test_a_year_after_the_summit_nobody_knows_who_sat_where(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        for number in people[:3]:
            services.enrol(who(number), "TALK")
        services.set_favourite(who(people[0]), "HALL", True)
        ended("HALL")
        services.rate(who(people[0]), "HALL", 5, "fein")
        summit = the_summit()
        assert queries.feedback_left(summit.id) == 5
        assert services.forget_choices(summit.id, 2) == 4, "at most two of each kind at once"
        services.forget_choices(summit.id, 500)
        record("retention.deleted", summit)
        assert queries.feedback_left(summit.id) == 0
        check(summit.id)
