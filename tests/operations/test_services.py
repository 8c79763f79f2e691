"""Loading demo summits: counts, sameness, and that a second load does nothing."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.models import User
from summitapp.agenda import queries as agenda
from summitapp.agenda import rules as agenda_rules
from summitapp.audit.models import AuditEntry
from summitapp.badges import queries as badges
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.checkin.models import CheckInPoint, Scan
from summitapp.consents.models import Consent, ConsentText
from summitapp.core.db import db
from summitapp.delegations import queries as delegations
from summitapp.directory.models import City, Organisation, Person, Position
from summitapp.operations.services.demo import load_demo
from summitapp.operations.values import cities, programme, sessions
from summitapp.operations.values.demo import TooFewPlaces, TooLarge
from summitapp.operations.values.people import people
from summitapp.outbox.models import OutboxMessage
from summitapp.partnerships.models import Partnership
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.rules import decide_entry
from summitapp.registration.values import State
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from summitapp.summits.values import ApprovalMode, SummitState
from tests.rig.statements import heard

Unit = Callable[..., AbstractContextManager[Any]]


def count(model: Any, *where: Any) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0


def demo() -> Summit:
    summit = summits.by_slug(programme.SLUG)
    assert summit is not None
    return summit


def portrait(slug: str) -> Any:
    """Everything of a summit that does not come from chance: no reference, no code, no time of writing."""
    summit = summits.by_slug(slug)
    assert summit is not None
    crowd = db.session.execute(
        sa.select(Person.given_name, Person.family_name, Person.academic_title, Person.email, Person.language,
                  Registration.state, Registration.function, Registration.city_text, Registration.spoken_languages)
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.summit_id == summit.id).order_by(Registration.id)
    ).all()  # fmt: skip
    placed = [
        (one.code, one.text, one.room, one.starts_at, one.ends_at, [(who.name, who.function, who.role) for who in one.people])
        for one in agenda.draft_placements(summit)
    ]
    return [tuple(row) for row in crowd], placed


def test_the_demo_summit_has_its_company_in_mixed_states(uow: Unit, reading: Unit) -> None:
    with uow():
        loaded = load_demo()
    assert (loaded.slug, loaded.fresh, loaded.people, loaded.sessions) == ("izmir-2027", True, 125, len(sessions.SESSIONS))
    with reading():
        states = dict(db.session.execute(sa.select(Registration.state, sa.func.count()).group_by(Registration.state)).all())
        assert states == {State.CONFIRMED: 96, State.SUBMITTED: 18, State.WAITING: 6, State.NOMINATED: 5}
        assert count(Badge, Badge.state == BadgeState.ACTIVE) == 96
        summit = demo()
        assert summit.is_demo and summit.state is SummitState.PUBLIC and summit.approval is ApprovalMode.MANUAL
        assert (summit.taken, summit.capacity) == (96, 800)
        used = {registration.category.code for registration in db.session.scalars(sa.select(Registration))}
        assert used >= {"delegate", "head", "youth", "press", "speaker", "accompanying"}
        assert count(Consent) > 100


def test_the_demo_has_everything_a_walk_through_the_house_needs(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo()
    with reading():
        summit = demo()
        assert count(City) == len(cities.CITIES)
        assert count(Partnership) == 12
        points = db.session.scalars(sa.select(CheckInPoint)).all()
        assert [(point.code, point.opens_at, point.closes_at, point.categories) for point in points] == [
            ("entrance", None, None, [])
        ]
        assert count(Scan) == 0
        assert {len(one.choices) for one in badges.designs(summit.id)} == {3} and len(badges.designs(summit.id)) == 2
        listed = delegations.of_summit(summit.id)
        of_cities = {one.code: one.quota for one in listed if one.city is not None}
        assert set(of_cities) == set(cities.DELEGATIONS) and set(of_cities.values()) == {None}
        assert [(one.code, one.quota) for one in listed if one.city is None] == [("YOUTH_BRIDGE", 8)]
        assert {"BREMEN", "KARSIYAKA"} <= {one.code for one in listed}
        purposes = set(db.session.scalars(sa.select(ConsentText.purpose)))
        assert {"notice", "photo", "newsletter"} <= purposes
        assert count(OutboxMessage) == 0  # nobody of the demo can be written to
        assert {room.code: room.capacity for room in summit.rooms} == {
            room.key: room.capacity for room in programme.ROOMS
        }


def test_the_names_that_break_software_take_part_and_are_found(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo()
    with reading():
        names = {person.name.with_title for person in db.session.scalars(sa.select(Person))}
        for number, person in enumerate(people(14)):
            assert person.name.with_title in names, number


def test_the_agenda_is_published_without_a_clash_and_says_what_nobody_interprets(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo()
    with reading():
        summit = demo()
        release = agenda.last_release(summit)
        assert release is not None and release.number == 1
        placements = agenda.placements_of(release)
        assert len(placements) == len(sessions.SESSIONS)
        found = agenda_rules.find_conflicts(placements, agenda.frame_of(summit).for_release())
        assert [(one.kind.value, one.sessions) for one in found] == [
            ("not_interpreted", ("PROJECT-MARKET",)),
        ]
        opening = next(one for one in placements if one.code == "OPENING")
        assert opening.starts_at.isoformat() == "2027-10-13T06:30:00+00:00"
        closed = {one.code for one in placements if not one.public}
        assert closed == {session.code.upper() for session in sessions.SESSIONS if session.closed}
        offices = [who for one in placements for who in one.people if who.key.startswith("position:")]
        assert {who.name for who in offices} == {""}


def test_the_booths_are_staffed_as_far_as_the_pool_goes(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo()
    with reading():
        draft = agenda.draft_placements(demo())
        found = agenda_rules.find_conflicts(draft, agenda.frame_of(demo()))
        kinds = [one.kind.value for one in found if one.kind.value not in ("unconfirmed", "not_interpreted")]
        assert kinds.count("speaker_left") == 1  # the one voice of the demo that has declined
        assert set(kinds) <= {"team_too_small", "speaker_left"} and len(kinds) < 5
        assert sum(bool(one.team) for one in draft) > 20
        release = agenda.last_release(demo())
        assert release is not None
        assert not any(one.team for one in agenda.placements_of(release))  # interpreters are never published


def test_a_delegate_who_speaks_is_the_same_person_on_the_stage(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo()
    with reading():
        assert count(Person, Person.family_name == "Çağlayan", Person.given_name == "Ayşe İnci") == 1


def test_a_second_load_changes_nothing(uow: Unit, reading: Unit) -> None:
    def state_of_the_house() -> list[int]:
        with reading():
            models = (Summit, Registration, Person, Badge, City, Organisation, Position, Partnership, ConsentText, AuditEntry)
            return [count(model) for model in models]

    with uow():
        load_demo()
    before = state_of_the_house()
    with uow():
        again = load_demo()
    assert not again.fresh
    assert state_of_the_house() == before


def test_two_summits_share_the_world_and_offices(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo()
        load_demo("second")
    with reading():
        assert count(City) == len(cities.CITIES)
        assert count(Partnership) == 12
        titles = Counter((one.title.en, one.organisation_id) for one in db.session.scalars(sa.select(Position)))
        assert set(titles.values()) == {1}


def test_the_same_load_makes_the_same_summit(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo("one", delegates=60, sessions=30)
        load_demo("two", delegates=60, sessions=30)
    with reading():
        assert portrait("one") == portrait("two")


def test_a_summit_of_another_name_is_empty_unless_asked(uow: Unit, reading: Unit) -> None:
    with uow():
        loaded = load_demo("empty")
    assert (loaded.people, loaded.sessions) == (0, len(sessions.SESSIONS))
    with reading():
        assert count(Registration) == 0
        form = registrations.entry_form(demo_of("empty").id, "delegate")
        assert form is not None and form.public and form.category_open


def demo_of(slug: str) -> Summit:
    summit = summits.by_slug(slug)
    assert summit is not None
    return summit


def test_a_crowd_is_confirmed_to_the_last_and_has_badges(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo("crowd", delegates=500, sessions=0)
    with reading():
        assert count(Registration, Registration.state == State.CONFIRMED) == 500
        assert count(Badge, Badge.state == BadgeState.ACTIVE) == 500
        assert agenda.last_release(demo_of("crowd")) is None


def test_capacity_lets_the_next_ones_in_without_asking_until_it_is_full(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo("full", delegates=10, capacity=10, sessions=0)
        load_demo("roomy", delegates=9, capacity=10, sessions=0)
    with reading():
        for slug, state in (("full", State.WAITING), ("roomy", State.CONFIRMED)):
            form = registrations.entry_form(demo_of(slug).id, "delegate")
            assert form is not None and form.policy.automatic
            entry = decide_entry(form.policy, (form.summit, form.category))
            assert entry is not None and entry.state is state, slug


def test_more_delegates_than_places_are_refused(uow: Unit, reading: Unit) -> None:
    with pytest.raises(TooFewPlaces), uow():
        load_demo("small", delegates=11, capacity=10)
    with pytest.raises(TooLarge), uow():
        load_demo("huge", delegates=100_001)
    with reading():
        assert count(Summit) == 0


def test_large_programmes_get_the_halls_they_need(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo("long", sessions=200)
    with reading():
        release = agenda.last_release(demo_of("long"))
        assert release is not None
        placements = agenda.placements_of(release)
        assert len(placements) == 200 and all(one.public for one in placements)
        assert not any(one.blocking for one in agenda_rules.find_conflicts(placements, agenda.frame_of(demo_of("long"))))


def test_the_demo_asks_the_database_a_bounded_number_of_times(app: Flask, uow: Unit) -> None:
    with heard(app) as statements, uow():
        load_demo()
    assert len(statements) < 8500


@pytest.mark.slow
def test_ten_thousand_delegates_load_within_a_minute(uow: Unit, reading: Unit) -> None:
    began = time.perf_counter()
    with uow():
        load_demo("many", delegates=10_000)
    assert time.perf_counter() - began < 60
    with reading():
        assert count(Badge, Badge.state == BadgeState.ACTIVE) == 10_000


def test_a_team_is_not_made_unasked(uow: Unit, reading: Unit) -> None:
    with uow():
        load_demo()
    with reading():
        assert count(User) == 0
