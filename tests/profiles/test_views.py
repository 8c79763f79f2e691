"""One's own profile, the people one might meet, and what nobody else may see."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from summitapp.accounts.queries import user_by_email
from summitapp.audit.services import record
from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.contacts.models import Block
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.profiles import queries, services
from summitapp.profiles.values import ProfileState
from summitapp.registration.values import State
from tests.factories import delegations, doors
from tests.factories.profiles import Crowd, add_profile, counted, crowd, registration, summit_of
from tests.factories.visitors import Visitor

WORDS = {
    "offers": ["waste", "mobility"], "seeks": ["climate"], "sdgs": ["11", "13"], "languages": ["de", "tr"],
    "headline": "Radwege an der Weser", "level": "director", "kind": "city_administration", "revision": "0",
}  # fmt: skip


@pytest.fixture
def people(app: Flask, uow: Any) -> Callable[..., tuple[Crowd, list[Visitor]]]:
    def make(number: int = 3, **how: Any) -> tuple[Crowd, list[Visitor]]:
        with uow():
            made = crowd(number, **how)
        return made, [Visitor(app, one) for one in made.sessions]

    return make


def test_a_profile_is_written_opened_and_found(people: Any, reading: Any) -> None:
    made, (me, other) = people(2, state=None)
    page = f"{made.home}/profile/"
    assert 'value="de" id="languages-de" checked' in me.get(page).text  # taken over from the registration
    answer = me.send(page, page, {**WORDS, "then": "open", "agree": "y"})
    assert answer.status_code == 303 and answer.location.endswith("/people/")
    with reading():
        own = queries.profile_of(made.registrations[0])
        assert own.state is ProfileState.OPEN and own.offers == ["waste", "mobility"] and own.language == "en"
        assert consents.agrees(registration(made, 0).person_id, Purpose.MEETINGS)
        reference = own.public_id
    assert "Radwege an der Weser" in other.get(f"{made.home}/people/").text
    assert "Radwege an der Weser" in other.get(f"{made.home}/people/{reference}/").text


def test_nothing_is_opened_without_consent_or_without_a_word(people: Any, reading: Any) -> None:
    made, (me,) = people(1, state=None)
    page = f"{made.home}/profile/"
    refused = me.send(page, page, {**WORDS, "then": "open"})
    assert refused.status_code == 422 and "agree first" in refused.text
    assert me.send(page, page, {"then": "open", "agree": "y", "level": "other", "revision": "0"}).status_code == 422
    with reading():
        assert queries.profile_of(made.registrations[0]) is None
    assert me.send(page, page, {**WORDS, "then": "save"}).status_code == 303
    with reading():
        assert queries.profile_of(made.registrations[0]).state is ProfileState.DRAFT


def test_pausing_and_closing_are_undone_by_one_click(people: Any) -> None:
    made, (me, other) = people(2)
    page, theirs = f"{made.home}/profile/", f"{made.home}/people/{made.profiles[0]}/"
    assert other.get(theirs).status_code == 200
    with_consent = me.send(page, page, {**WORDS, "revision": "1"})
    assert with_consent.status_code == 303
    for verb in ("pause", "close"):
        assert me.send(page, f"{page}{verb}").status_code == 303
        assert other.get(theirs).status_code == 404
        assert other.get(f"{made.home}/people/").text.count("Kılıç-Krämer") == 0


def test_a_closed_hidden_blocked_or_foreign_profile_is_not_there(people: Any, uow: Any) -> None:
    made, visitors = people(5)
    with uow():
        queries.profile_of(made.registrations[1]).state = ProfileState.PAUSED
        registration(made, 2).person.hidden_at = now()
        registration(made, 3).state = State.CANCELLED
        db.session.add(Block(person_id=registration(made, 4).person_id, blocked_id=registration(made, 0).person_id, at=now()))
        record("registration.changed", registration(made, 3))
    page = visitors[0].get(f"{made.home}/people/").text
    for place in range(1, 5):
        assert visitors[0].get(f"{made.home}/people/{made.profiles[place]}/").status_code == 404
        assert made.profiles[place] not in page
    assert visitors[3].get(f"{made.home}/people/").status_code == 403
    assert visitors[0].get(f"{made.home}/people/{'x' * 20}/").status_code == 404


def test_strangers_are_sent_to_my_summit(people: Any, client: Any) -> None:
    made, _ = people(1)
    for path in ("profile/", "people/", "people/cities/", "profile/free/", f"people/{made.profiles[0]}/"):
        assert client.get(f"{made.home}/{path}").status_code == 303


def test_whoever_is_passed_over_is_suggested_no_more_and_never_learns_of_it(people: Any, uow: Any) -> None:
    made, (me, other, _) = people(3)
    with uow():
        for row in made.registrations:
            services.suggesting.suggest_live(queries.profile_of(row))
    page = f"{made.home}/people/"
    passing = f"{page}{made.profiles[1]}/pass"
    assert passing in me.get(page).text
    assert me.send(page, passing).status_code == 303
    mine, theirs = me.get(page).text, other.get(page).text
    assert passing not in mine and "1 person you passed over" in mine
    assert "passed over" not in theirs and f"{made.profiles[0]}/" in theirs
    assert other.get(f"{page}{made.profiles[0]}/").status_code == 200
    assert "passed" not in other.get(f"{page}{made.profiles[0]}/").text.replace("pass\"", "")
    assert me.send(page, f"{page}{made.profiles[1]}/take-back").status_code == 303
    assert passing in me.get(page).text


def test_reasons_are_told_in_the_language_of_the_reader(people: Any, uow: Any) -> None:
    made, (me, _) = people(2)
    with uow():
        services.suggesting.suggest_live(queries.profile_of(made.registrations[0]))
    text = me.get(f"{made.home}/people/").text
    assert "They offer Waste &amp; circular economy, which you seek" in text
    assert "You both speak English and German" in text or "You both speak German and English" in text


def test_people_are_found_by_what_they_are_called_and_say(people: Any) -> None:
    made, (me, *_) = people(5)
    def found(query: str) -> int:
        return me.get(f"{made.home}/people/?{query}").text.count('class="card-x person-card"')
    assert found("q=igdirli") == 1 and found("q=İĞDIRLI") == 1
    assert found("q=weiss") == 1
    assert found("city=IZMIR") == 2 and found("tag=climate") == 1
    assert found("language=de") == 4 and found("sdg=13") == 4
    assert found("city=nowhere") == 4  # what is no choice asks nothing
    assert "Nobody fits" in me.get(f"{made.home}/people/?q=zzz").text


def test_a_list_of_people_takes_as_many_statements_however_many_they_are(people: Any, app: Flask, uow: Any) -> None:
    made, (me, *_) = people(2)
    me.get(f"{made.home}/people/")
    numbers = []
    for more in (0, 9):
        with uow():
            for place in range(more):
                add_profile(doors.make_registration(summit_of(made), "Ayşe", f"Nr. {place}"), offers=["waste"])
        with app.app_context():
            numbers.append(counted(lambda: me.get(f"{made.home}/people/")))
    assert numbers[1] <= numbers[0] + 2


def test_time_is_kept_free_and_given_back(people: Any, reading: Any, app: Flask) -> None:
    made, (me, other) = people(2)
    page = f"{made.home}/profile/free/"
    assert me.send(page, page, {"day": "2027-10-14", "part": "morning", "note": "Konsulat"}).status_code == 303
    text = me.get(page).text
    assert "Konsulat" in text and "00:00–13:00" in text
    wrong = me.send(page, page, {"day": "2027-10-14", "part": "times", "starts": "15:00", "ends": "14:00"})
    assert wrong.status_code == 422 and "after the beginning" in wrong.text
    with reading():
        kept = queries.free_times(made.registrations[0])
        assert len(kept) == 1
        reference = kept[0].public_id
    assert other.send(page, f"{page}{reference}/give-back").status_code == 403
    assert me.send(page, f"{page}{reference}/give-back").status_code == 303
    with reading():
        assert not queries.free_times(made.registrations[0])


def test_a_delegation_is_spoken_for_by_its_head_and_its_coordinator_and_nobody_else(people: Any, app: Flask, uow: Any,
                                                                                    reading: Any) -> None:  # fmt: skip
    made, (head, foreign, _, member) = people(4)
    with uow():
        coordinator = Visitor(app, delegations.coordinator(registration(made, 0).delegation))
    page = f"/en/my/delegations/{made.delegations[0]}/profile/"
    assert [one.get(page).status_code for one in (head, coordinator, foreign, member)] == [200, 200, 403, 403]
    words = {"seeks": ["port"], "headline": "Häfen", "kind": "", "revision": "0", "then": "open"}
    assert coordinator.send(page, page, words).status_code == 303
    late = head.send(page, page, {**words, "headline": "Wasser"})
    assert late.status_code == 303 and "Häfen" in head.get(page).text  # the coordinator had saved meanwhile
    with reading():
        assert queries.open_delegations(made.summit_id)[0].seeks == ["port"]
        assert user_by_email("ilknur@example.org") is not None


def test_cities_are_suggested_with_who_sits_opposite_whom(people: Any, uow: Any) -> None:
    made, (me, *_) = people(3)
    text = me.get(f"{made.home}/people/cities/").text
    assert "Izmir" in text and "At eye level" in text and "head of a department" in text
