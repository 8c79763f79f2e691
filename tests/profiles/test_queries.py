"""Who is found, whom somebody sees, and what counts of everybody."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.contacts.models import Block
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.directory.models import City
from summitapp.partnerships.models import Partnership
from summitapp.partnerships.values import PartnershipKind, PartnershipStatus
from summitapp.profiles import queries
from summitapp.profiles.models import MatchProfile, MeetingRule, Passed
from summitapp.profiles.values import Part, ProfileState
from summitapp.registration.values import State
from tests.factories import doors
from tests.factories.profiles import add_profile, counted, crowd, registration, summit_of


def test_paused_cancelled_and_hidden_people_are_not_found(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(5)
        queries.profile_of(made.registrations[1]).state = ProfileState.PAUSED
        registration(made, 2).state = State.CANCELLED
        registration(made, 3).person.hidden_at = now()
    with reading():
        assert [one.public_id for one in queries.open_profiles(made.summit_id)] == [made.profiles[0], made.profiles[4]]
        assert [one.id for one in queries.cards_of(made.summit_id)] == [made.profiles[0], made.profiles[4]]
        assert queries.open_profile(made.profiles[0]) is not None
        assert all(queries.open_profile(one) is None for one in made.profiles[1:4])
        assert queries.who(queries.by_reference(made.profiles[3])).hidden


def test_everybody_is_read_in_as_many_statements_however_many_they_are(uow: Any, reading: Any) -> None:
    def read(summit_id: int) -> None:
        cards = queries.cards_of(summit_id)
        queries.links_of(cards), queries.never_pairs(summit_id), queries.forbidden_of(summit_id)
        for one in queries.open_profiles(summit_id):
            queries.who(one)

    with uow():
        few = crowd(2)
    with reading():
        before = counted(lambda: read(few.summit_id))
    with uow():
        for place in range(2, 12):
            add_profile(doors.make_registration(summit_of(few), "Ayşe", f"Nr. {place}"))
    with reading():
        assert counted(lambda: read(few.summit_id)) <= before + 1  # the names of cities, as some wrote theirs themselves


def test_whoever_blocks_and_whoever_is_blocked_see_nothing_of_each_other(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(3)
        one, other = registration(made, 0), registration(made, 1)
        db.session.add(Block(person_id=one.person_id, blocked_id=other.person_id, at=now()))
    with reading():
        one, other, third = (registration(made, place) for place in range(3))
        assert not queries.may_see(one, other) and not queries.may_see(other, one)
        assert queries.may_see(one, third) and queries.may_ask(one, third)
        assert queries.never_pairs(made.summit_id) == {tuple(sorted(made.profiles[:2]))}


def test_nobody_asks_themselves_or_their_own_delegation(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(4)
    with reading():
        one, same = registration(made, 0), registration(made, 3)
        assert not queries.may_ask(one, one) and not queries.may_ask(one, same)
        assert queries.may_see(one, same)


def test_a_rule_of_the_organisers_holds_in_one_direction(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
        delegate, press = summit_of(made).categories
        registration(made, 1).category = press
        db.session.add(MeetingRule(summit_id=made.summit_id, asker_id=press.id, asked_id=delegate.id, may_see=True,
                                   may_ask=False))  # fmt: skip
    with reading():
        delegate_, press_ = registration(made, 0), registration(made, 1)
        assert queries.may_ask(delegate_, press_)
        assert queries.may_see(press_, delegate_) and not queries.may_ask(press_, delegate_)
        forbidden = queries.forbidden_of(made.summit_id)
        assert not forbidden.allows("press", "delegate") and forbidden.allows("delegate", "press")


def test_a_pair_that_is_never_suggested_does_not_tell_who_said_no(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
        ids = [queries.profile_of(one).id for one in made.registrations]
        db.session.add(Passed(profile_id=ids[1], other_id=ids[0], at=now()))
    with reading():
        assert queries.never_pairs(made.summit_id) == {tuple(sorted(made.profiles))}


def test_languages_of_the_registration_count_and_are_not_told(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
        queries.profile_of(made.registrations[0]).languages = []
    with reading():
        first, second = queries.cards_of(made.summit_id)
        assert first.languages == {"de", "tr"} and first.hidden == {Part.LANGUAGES}
        assert second.languages == {"de", "en"} and not second.hidden
        assert queries.languages_of(made.registrations) == {made.registrations[0]: ["de", "tr"],
                                                            made.registrations[1]: ["de", "en"]}  # fmt: skip
        assert queries.card_of(queries.profile_of(made.registrations[0])) == first


def test_a_city_somebody_wrote_themselves_is_known_by_its_name_in_any_language(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(1)
        one = registration(made, 0)
        one.delegation_id, one.city_text = None, "IZMIR"
    with reading():
        assert queries.cards_of(made.summit_id)[0].city == "IZMIR"


def test_partner_cities_are_those_whose_tie_stands(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(3)
        cities = {one.code: one for one in db.session.scalars(sa.select(City))}
        for key, german, status in (("a", "BREMEN", PartnershipStatus.ACTIVE), ("b", "KOELN", PartnershipStatus.PROSPECT)):
            db.session.add(Partnership(key=f"test-{key}", german_city_id=cities[german].id, izmir_city_id=cities["IZMIR"].id,
                                       kind=PartnershipKind.PARTNERSHIP, status=status))  # fmt: skip
        record("summit.changed", summit_of(made))
    with reading():
        assert queries.links_of(queries.cards_of(made.summit_id)) == {("BREMEN", "IZMIR")}


def test_a_delegation_speaks_for_itself_while_its_profile_is_open(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(4)
        group = registration(made, 0).delegation
        own = MatchProfile(summit_id=made.summit_id, delegation_id=group.id, state=ProfileState.OPEN, language="de",
                           seeks=["port"], created_at=now(), changed_at=now())  # fmt: skip
        db.session.add(own)
        record("profile.saved", own)
        group_id = group.id
    with reading():
        cards = queries.delegation_cards_of(made.summit_id)
        assert [one.id for one in cards] == made.delegations
        assert [one.seeks for one in cards] == [{"port"}, frozenset(), frozenset()]
        assert [one.delegation_id for one in queries.open_delegations(made.summit_id)] == [group_id]
    with uow():
        profile = queries.profile_of_delegation(group_id)
        profile.state = ProfileState.PAUSED
        record("profile.paused", profile)
    with reading():
        assert not queries.delegation_cards_of(made.summit_id)[0].seeks
