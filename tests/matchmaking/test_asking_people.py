"""Requests when people cancel, are replaced, merged, close their profile, ask for their data, or time has passed."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask

from summitapp.audit.services import record
from summitapp.consents.values import ConsentWithdrawn, Purpose
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.matchmaking.models import MeetingRequest, MeetingTable
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.queries import tables_of
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import Reply, RequestState, Sought, Wish, Wording
from summitapp.outbox import services as outbox
from summitapp.profiles.values import ProfileClosed
from summitapp.registration import services as registration
from tests.conftest import Reader, UnitOpener
from tests.factories.meetings import placed
from tests.factories.requests import Fair, add_house, asks, make_fair, says, somebody, the_request, the_round

Letters = Callable[[], list[EmailMessage]]
YES, NO = Reply.YES, Reply.NO


@pytest.fixture
def fair(uow: UnitOpener) -> Fair:
    with uow():
        return make_fair(5)


def three(fair: Fair) -> tuple[str, str, str]:
    """What somebody asked for, what they agreed to, and what waits for them."""
    mine, agreed, waiting = asks(fair, 0, 1).public_id, asks(fair, 2, 0).public_id, asks(fair, 3, 0).public_id
    says(fair, agreed, 0, YES)
    return mine, agreed, waiting


def states(*references: str) -> list[RequestState]:
    return [the_request(one).state for one in references]


def subjects(app: Flask, letters: Letters) -> list[tuple[str, str]]:
    with app.app_context():
        outbox.sweep()
    return [(one["To"], one["Subject"]) for one in letters() if "meeting" in one["Subject"].lower()]


def test_who_cancels_leaves_every_table_and_the_others_are_told(
    app: Flask, fair: Fair, uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        references = three(fair)
    with uow():
        registration.withdraw(somebody(fair, 0))
    with reading():
        assert states(*references) == [RequestState.WITHDRAWN, RequestState.WITHDRAWN, RequestState.DECLINED]
        assert queries.quota_of(somebody(fair, 2), the_round(fair)).sent == 0
    told = {to for to, subject in subjects(app, letters)}
    assert {f"gulsah{number}@example.org" for number in (2, 3, 4)} <= told


def test_a_house_goes_on_without_the_one_who_cancels(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        house = add_house(fair, 2)
        one = asking.ask(somebody(fair, 1), Sought(organisation=fair.profiles[house[0]]), Wording()).public_id
    with uow():
        registration.withdraw(somebody(fair, house[0]))
    with reading():
        found = the_request(one)
        assert found.state is RequestState.ASKED
        assert [one.registration_id for one in found.attendees if one.reply is Reply.OPEN] == [fair.people[house[1]]]


def test_what_was_agreed_passes_to_whoever_comes_instead_and_the_words_do_not(
    fair: Fair, uow: UnitOpener, reading: Reader, app: Flask, letters: Letters
) -> None:
    with uow():
        mine = asks(fair, 0, 1, Wish.MUST, "Meine eigenen Worte").public_id
        says(fair, mine, 1, YES)
        waiting = asks(fair, 3, 0).public_id
    with uow():
        asking.replace_person(somebody(fair, 0))
    with reading():
        assert states(mine, waiting) == [RequestState.ACCEPTED, RequestState.DECLINED]
        assert the_request(mine).message == "" and the_request(mine).attendees[0].wish is Wish.MEET
    assert ("gulsah1@example.org", "Meetings that come with your place at the summit") in subjects(app, letters)


def test_of_two_registrations_of_one_person_the_better_request_stays(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        agreed, other = asks(fair, 0, 1).public_id, asks(fair, 2, 1).public_id
        says(fair, other, 1, YES)
        each, kept = asks(fair, 0, 2).public_id, asks(fair, 0, 3).public_id
    with uow():
        asking.hand_over(fair.people[0], fair.people[2])
    with reading():
        assert states(agreed, other, each, kept) == [
            RequestState.WITHDRAWN, RequestState.ACCEPTED, RequestState.WITHDRAWN, RequestState.ASKED]
        assert the_request(kept).asker_id == fair.people[2]
        for one in queries.requests_of(somebody(fair, 2)):
            assert fair.people[0] not in {seat.registration_id for seat in one.attendees} or one.state not in (
                RequestState.ASKED, RequestState.ACCEPTED)
    with uow():
        assert says(fair, kept, 3, YES).state is RequestState.ACCEPTED


def test_a_profile_that_rests_keeps_its_requests_and_one_that_is_gone_what_was_agreed(
    fair: Fair, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        references = three(fair)
        summit = the_round(fair).summit_id
        events.announce(ProfileClosed(fair.people[0], summit))
        assert states(*references) == [RequestState.ASKED, RequestState.ACCEPTED, RequestState.ASKED]
        events.announce(ProfileClosed(fair.people[0], summit, gone=True))
    with reading():
        assert states(*references) == [RequestState.WITHDRAWN, RequestState.ACCEPTED, RequestState.DECLINED]


def test_who_takes_the_consent_back_is_asked_no_more_and_keeps_what_is_agreed_as_they_were_promised(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        references = three(fair)
        person = somebody(fair, 0).person
        events.announce(ConsentWithdrawn(person.id, person.public_id, Purpose.MEETINGS))
    with reading():
        assert states(*references) == [RequestState.WITHDRAWN, RequestState.ACCEPTED, RequestState.DECLINED]


def test_whose_name_is_hidden_is_nobody_on_the_pages(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        asks(fair, 0, 1)
        person = somebody(fair, 0).person
        person.hidden_at = now()
        record("person.hidden", person)
    with reading():
        line = asking.desk_of(somebody(fair, 1)).waiting[0]
        assert line.party.hidden and not line.party.name and not line.party.organisation


def test_somebodys_data_hold_their_words_and_no_reason_of_others(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        mine = asks(fair, 0, 1, message="Meine Worte").public_id
        says(fair, mine, 1, NO, note="Keine Zeit", pass_over=True)
        theirs = asks(fair, 2, 0, message="Ihre Worte").public_id
        says(fair, theirs, 0, YES, note="Gern")
    with reading():
        person = db.session.get_one(Person, somebody(fair, 0).person_id)
        found = asking.export_person(person)
        said = {(one["message"], one["message_mine"], one["their_note"]) for one in found["requests"]}
        assert said == {("Meine Worte", True, "Keine Zeit"), ("Ihre Worte", False, "")} and found["notes"] == ["Gern"]


def test_who_is_erased_leaves_no_request_and_takes_nothing_from_others(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        three(fair)
        kept = asks(fair, 0, 4, message="Q").public_id
        found = says(fair, kept, 4, YES)
        placed(found, asking.free_slots(the_round(fair), [])[0], the_table(fair))
    with uow():
        asking.erase_person(somebody(fair, 0).person)
    with reading():
        assert queries.requests_of(somebody(fair, 0)) == []
        assert [(one.public_id, one.asker_id, one.message) for one in queries.requests_of(somebody(fair, 4))] == [
            (kept, fair.people[4], "")]


def the_table(fair: Fair) -> MeetingTable:
    return tables_of(fair.round)[0]


def test_words_go_after_thirty_days_and_who_asked_whom_after_two_years(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        says(fair, asks(fair, message="Hallo").public_id, 1, NO, note="Nein")
        summit = the_round(fair).summit_id
        assert queries.words_left(summit) == 2 and queries.requests_left(summit) == 1
        assert asking.forget_words(summit, 10) == 2
        assert asking.forget_words(summit, 10) == 0
        assert queries.words_left(summit) == 0
        assert asking.forget_requests(summit, 10) == 1
    with reading():
        assert db.session.query(MeetingRequest).count() == 0
