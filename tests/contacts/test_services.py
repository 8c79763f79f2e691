"""Asking, agreeing, ending: what each of the two sees at every step, and what they never see."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.badges import queries as badges_queries
from summitapp.badges import services as badges
from summitapp.badges import tasks as badges_tasks
from summitapp.badges.models import Badge
from summitapp.badges.rules import read_contact_code
from summitapp.badges.values import RevocationReason
from summitapp.consents import queries as consents_queries
from summitapp.consents.values import Purpose
from summitapp.contacts import queries, services
from summitapp.contacts.models import Exchange
from summitapp.contacts.values import (
    Answer,
    BadgeEnded,
    BlockedByOneself,
    Chosen,
    CodeUnknown,
    Detail,
    DoorCode,
    ExchangeState,
    NotOpen,
    NotPossible,
    NotTakingPart,
    OneselfAsked,
    TooManyAsked,
)
from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.errors import Invalid
from summitapp.directory import services as directory
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories import contacts as people
from tests.factories.contacts import ALL, EMAIL, Crowd, asked, exchanged, seen, somebody

Letters = Callable[[], list[EmailMessage]]


@pytest.fixture
def made(uow: UnitOpener) -> Crowd:
    with uow():
        return people.crowd(4)


def test_nothing_but_the_badge_is_seen_before_both_have_agreed(
    made: Crowd, uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        exchange = asked(made).public_id
    with reading():
        (mine,), (theirs,) = seen(made, 0), seen(made, 1)
        assert (mine.state, mine.asked_by_me, dict(mine.details)) == (ExchangeState.ASKED, True, {})
        assert theirs.waits_for_me and not theirs.details and theirs.badge.name == "Nilüfer Kılıç-Krämer"
        assert theirs.badge.organisation.startswith("Büyükşehir") and theirs.badge.city.de == "Bremen"
    (letter,) = letters()
    assert letter["To"] == "person1@example.org" and "person0@" not in letter.as_string()
    with uow():
        one = queries.by_reference(exchange)
        assert one is not None
        services.accept(one, somebody(made, 1), EMAIL)
    with reading():
        (mine,), (theirs,) = seen(made, 0), seen(made, 1)
        assert dict(mine.details) == {Detail.EMAIL: "person1@example.org"}
        assert dict(theirs.details) == {
            Detail.EMAIL: "person0@example.org", Detail.PHONE: ALL.phone, Detail.FUNCTION: "Leiterin Stadtgrün",
            Detail.ORGANISATION: "Büyükşehir Belediyesi, İzmir; Kültür",
        }  # fmt: skip
        for place in (0, 1):
            assert consents_queries.agrees(somebody(made, place).id, Purpose.CONTACTS)
    assert [letter["To"] for letter in letters()] == ["person1@example.org", "person0@example.org"]


def test_two_who_scan_each_other_have_agreed(made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        asked(made)
        assert services.meet(somebody(made, 1), made.codes[0]).answer is Answer.ACCEPT
        assert asked(made, 1, 0, EMAIL).state is ExchangeState.ACCEPTED
    with reading():
        assert db.session.scalar(sa.select(sa.func.count(Exchange.id))) == 1
        assert seen(made, 0)[0].details and seen(made, 1)[0].details


def test_asking_twice_is_asking_once_and_writes_one_mail(made: Crowd, uow: UnitOpener, letters: Letters) -> None:
    for _ in range(3):
        with uow():
            asked(made)
    with uow():
        services.take_back(asked(made), somebody(made, 0))
    with uow():
        asked(made)
    assert len(letters()) == 1


def test_who_is_asked_by_many_gets_one_mail_in_half_an_hour(
    made: Crowd, uow: UnitOpener, app: Any, letters: Letters
) -> None:
    for place in (0, 2, 3):
        with uow():
            asked(made, place, 1)
    assert len(letters()) == 1
    with app.app_context():
        services.sweep()
    assert len(letters()) == 1
    with uow():
        told = sa.update(table_of(Exchange)).where(Exchange.told_at.is_not(None))
        db.session.execute(told.values(told_at=now() - timedelta(minutes=31)))
    with app.app_context():
        services.sweep()
        services.sweep()
    assert len(letters()) == 2
    text = letters()[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert all(name in text for name in ("Nilüfer Kılıç-Krämer", "Wu", "Šķēps Ünal"))


def test_a_request_is_declined_without_a_word_and_cannot_be_repeated(
    made: Crowd, uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        asked(made)
    with uow():
        services.decline(queries.of_person(somebody(made, 1).id)[0], somebody(made, 1))
    with uow():
        assert asked(made).state is ExchangeState.DECLINED
        assert services.meet(somebody(made, 0), made.codes[1]).answer is Answer.ASKED_ALREADY
    assert len(letters()) == 1
    with uow():  # whoever declined may ask, and the other one decides
        assert asked(made, 1, 0).state is ExchangeState.ASKED
    with reading():
        assert seen(made, 0)[0].waits_for_me


def test_taking_a_declined_request_back_tells_nothing_and_asking_again_reaches_nobody(
    made: Crowd, uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        asked(made)
    with uow():
        services.decline(queries.of_person(somebody(made, 1).id)[0], somebody(made, 1))
    with reading():
        told = services.export_personal(somebody(made, 0))["exchanges"][0]
        assert (told["state"], told["answered_at"]) == ("asked", None)
    with uow():  # as it would be if there were no answer yet
        services.take_back(queries.of_person(somebody(made, 0).id)[0], somebody(made, 0))
    with reading():
        assert seen(made, 0)[0].told_state is ExchangeState.TAKEN_BACK
        assert services.meet(somebody(made, 0), made.codes[1]).answer is Answer.ASK
    with uow():
        asked(made)
    with reading():
        assert seen(made, 0)[0].told_state is ExchangeState.ASKED and not seen(made, 1)[0].waits_for_me
        assert services.meet(somebody(made, 0), made.codes[1]).answer is Answer.ASKED_ALREADY
    assert len(letters()) == 1


def test_ending_takes_everything_away_and_says_so(made: Crowd, uow: UnitOpener, reading: Reader, letters: Letters) -> None:
    with uow():
        asked(made)
    with uow():
        services.accept(queries.of_person(somebody(made, 1).id)[0], somebody(made, 1), EMAIL)
    with uow():
        one = queries.of_person(somebody(made, 1).id)[0]
        services.end(one, somebody(made, 1))
    with reading():
        for place, by_me in ((0, False), (1, True)):
            (one_seen,) = seen(made, place)
            assert (one_seen.state, one_seen.ended_by_me, dict(one_seen.details)) == (ExchangeState.ENDED, by_me, {})
    assert letters()[-1]["To"] == "person0@example.org" and len(letters()) == 3
    with uow(), pytest.raises(NotPossible):
        asked(made)
    with uow():
        assert asked(made, 1, 0).state is ExchangeState.ASKED  # who ended it may come back
    with uow(), pytest.raises(NotOpen):
        services.end(queries.of_person(somebody(made, 0).id)[0], somebody(made, 0))


def test_a_block_keeps_requests_away_until_it_is_lifted(made: Crowd, uow: UnitOpener, letters: Letters) -> None:
    with uow():
        exchanged(made)
    with uow():
        services.block(queries.of_person(somebody(made, 1).id)[0], somebody(made, 1))
    with uow(), pytest.raises(NotPossible):
        asked(made)
    with uow(), pytest.raises(BlockedByOneself):
        asked(made, 1, 0)
    assert len(letters()) == 1  # that it was accepted; a block is not told
    with uow():
        services.lift_block(queries.blocks_of(somebody(made, 1).id)[0])
    with uow():
        assert asked(made, 1, 0).state is ExchangeState.ASKED


def test_what_is_shared_can_be_changed_and_a_note_is_ones_own(made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        exchange = exchanged(made)
        services.share(exchange, somebody(made, 0), Chosen(frozenset({Detail.FUNCTION})))
        services.write_note(exchange, somebody(made, 0), "Bisiklet yolları", "Ulaşım, Bremen")
    with reading():
        (mine,), (theirs,) = seen(made, 0), seen(made, 1)
        assert set(theirs.details) == {Detail.FUNCTION} and set(mine.mine) == {"function"}
        assert (mine.note, mine.tags) == ("Bisiklet yolları", ("Ulaşım", "Bremen"))
        assert (theirs.note, theirs.tags) == ("", ())
    with uow(), pytest.raises(Invalid):
        services.share(queries.of_person(somebody(made, 0).id)[0], somebody(made, 0), Chosen(frozenset()))


def test_the_last_choice_is_proposed_and_nothing_the_first_time(made: Crowd, uow: UnitOpener) -> None:
    with uow():
        me = somebody(made, 0)
        summit = db.session.scalars(sa.select(Summit)).one()
        assert services.proposal_for(me, summit).details == frozenset()
        asked(made)
        assert services.proposal_for(me, summit) == ALL


@pytest.mark.parametrize("reason", [RevocationReason.LOST, RevocationReason.MISPRINTED])
def test_the_code_of_a_replaced_badge_leads_to_the_same_person(
    made: Crowd, uow: UnitOpener, reason: RevocationReason
) -> None:
    with uow():
        badges.reissue_badge(db.session.get_one(Registration, made.registrations[1]), reason)
    with uow():
        assert services.holder_of(made.codes[1]).person.public_id == made.people[1]


def test_a_badge_whose_registration_went_to_somebody_else_leads_to_nobody(made: Crowd, uow: UnitOpener) -> None:
    with uow():
        registration = db.session.get_one(Registration, made.registrations[1])
        badges.reissue_badge(registration, RevocationReason.LOST)
    with uow():  # the second badge dies by the substitution; the first one bears the old name as well
        badges.reissue_badge(db.session.get_one(Registration, made.registrations[1]), RevocationReason.SUBSTITUTED)
    with uow(), pytest.raises(BadgeEnded):
        services.holder_of(made.codes[1])


def test_codes_that_lead_to_nobody(made: Crowd, uow: UnitOpener) -> None:
    with uow():
        me = somebody(made, 0)
        wrong = made.codes[1][:-1] + ("0" if made.codes[1][-1] != "0" else "1")
        for code, refusal in (
            ("", CodeUnknown), ("hello", CodeUnknown), (wrong, CodeUnknown), (made.tokens[1], DoorCode),
            (made.codes[0], OneselfAsked),
        ):  # fmt: skip
            with pytest.raises(refusal):
                services.meet(me, code)
        assert services.meet(me, f"https://example.org/c/{made.codes[1]}/").answer is Answer.ASK
        db.session.get_one(Registration, made.registrations[1]).state = State.WITHDRAWN
        db.session.get_one(Registration, made.registrations[0]).state = State.SUBMITTED
        db.session.flush()
        with pytest.raises(BadgeEnded):
            services.meet(me, made.codes[1])
        with pytest.raises(NotTakingPart):
            services.meet(me, made.codes[2])
        directory.hide_person(somebody(made, 3), "asked")
        with pytest.raises(BadgeEnded):
            services.meet(me, made.codes[3])
        record("registration.changed", db.session.get_one(Registration, made.registrations[0]))


def test_many_requests_within_an_hour_are_refused(made: Crowd, uow: UnitOpener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summitapp.contacts.rules.MOST_PER_HOUR", 2)
    with uow():
        asked(made, 0, 1)
        asked(made, 0, 2)
        with pytest.raises(TooManyAsked):
            asked(made, 0, 3)
    with uow():
        assert asked(made, 3, 1).state is ExchangeState.ASKED


def test_the_list_asks_as_little_with_many_contacts_as_with_one(made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    def questions() -> int:
        asked_: list[str] = []
        with reading():
            me = somebody(made, 0).id
            engine = db.session.get_bind()
            sa.event.listen(engine, "before_cursor_execute", listener := lambda *args: asked_.append(args[2]))
            queries.contacts_of(me)
            sa.event.remove(engine, "before_cursor_execute", listener)
        return len(asked_)

    with uow():
        exchanged(made, 0, 1)
    before = questions()
    with uow():
        exchanged(made, 0, 2)
        exchanged(made, 3, 0)
    assert questions() == before <= 5


def test_badges_from_before_there_were_codes_receive_theirs(made: Crowd, uow: UnitOpener, app: Any, reading: Reader) -> None:
    with uow():
        db.session.execute(sa.update(table_of(Badge)).values(contact=None))
    with app.app_context():
        badges_tasks.sweep()
        badges_tasks.sweep()
    with reading():
        assert services.holder_of(made.codes[2]).person.public_id == made.people[2]
        assert badges_queries.without_contact(9) == []


def test_a_contact_code_is_no_door_code(made: Crowd, reading: Reader) -> None:
    with reading():
        for code, token in zip(made.codes, made.tokens, strict=True):
            assert read_contact_code(code) == code and read_contact_code(code.lower()) == code
            assert read_contact_code(token) is None and badges_queries.by_contact(badges.lookup_of(token)) is None
            found = badges_queries.by_contact(badges.contact_lookup_of(code))
            assert found is not None and found.lookup != found.contact
