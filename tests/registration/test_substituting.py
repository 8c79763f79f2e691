"""Somebody else comes in a delegate's place: what stays, what ends, and what is never handed over."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.accounts.values import LinkInvalid, Purpose
from summitapp.agenda.models import AgendaSession, Appearance
from summitapp.audit import queries as audit
from summitapp.badges import queries as badges
from summitapp.badges.values import BadgeState, RevocationReason
from summitapp.calendars import queries as calendars
from summitapp.calendars import services as feeds
from summitapp.calendars.values import FeedKind
from summitapp.consents import queries as consents
from summitapp.consents import services as consent_services
from summitapp.consents.values import Purpose as ConsentPurpose
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.security import Actor
from summitapp.core.text import Translated
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.registration import mails, queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import (
    AlreadyRegistered,
    Answers,
    DeadlinePassed,
    DelegationRole,
    Filter,
    State,
    TransitionRefused,
)
from summitapp.summits.models import Summit
from tests.conftest import UnitOpener
from tests.factories.registration import (
    enter,
    make_delegation,
    make_summit,
    make_texts,
    nominate,
    person,
    registered,
)

Letters = Callable[[], list[EmailMessage]]
LAST = timedelta(days=3)
OWN = Answers(function="Oberbürgermeister", city="Bremen", organisation="Rathaus", spoken_languages=("de",),
              interpretation="de", note="Allergie")  # fmt: skip


def confirmed_head(summit: Summit) -> Registration:
    """Return a confirmed head of delegation, who has told us a good deal."""
    bremen = make_delegation(summit, "Bremen", quota=2)
    office = directory.add_position(Translated.same("Oberbürgermeister"), "de")
    head = nominate(bremen, 1, role=DelegationRole.HEAD, position=office, phone="+49421123456", answers=OWN, language="de")
    services.confirm_nominations(bremen, [head])
    return head


def test_the_seat_the_code_the_office_and_the_function_stay(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1)
        head = confirmed_head(summit)
        before = (head.id, head.code, head.state, head.position_id, head.delegation_id, head.submitted_at)
        after = services.substitute(head, person(2), reason="Der Bürgermeister ist erkrankt")
        assert (after.id, after.code, after.state, after.position_id, after.delegation_id, after.submitted_at) == before
        assert (after.function, after.city_text, after.organisation_text) == ("Oberbürgermeister", "Bremen", "Rathaus")
        assert (after.delegation_role, after.acting, after.holds_place) == (DelegationRole.HEAD, True, True)
        assert after.person.given_name == "Gülşah 2"
        assert queries.places(summit.id)[0].taken == 1
        assert queries.delegation_places(summit.id)[after.delegation_id or 0].taken == 1
        (line,) = [one for one in audit.of_subject(after.public_id) if one.action == "registration.substituted"]
        assert line.note == "Der Bürgermeister ist erkrankt"
        assert line.changes["person"][1] == after.person.public_id
        assert "Gülşah" not in str(line.changes)


def test_what_the_old_person_told_us_is_not_handed_over(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        head = confirmed_head(summit)
        old = head.person
        consent_services.give(old.id, [ConsentPurpose.PHOTO], "test")
        after = services.substitute(head, person(2))
        assert (after.note, after.phone, after.interpretation, after.spoken_languages) == ("", "", "", [])
        assert after.language == "tr"
        assert not consents.agrees(after.person_id, ConsentPurpose.PHOTO)
        assert consents.agrees(old.id, ConsentPurpose.PHOTO)
        assert [one.id for one in queries.page(summit.id, Filter(terms=("gulsah2",)))] == [after.id]
        assert queries.page(summit.id, Filter(terms=("gulsah1",))) == []
        assert services.export_personal(old) == []


def test_links_log_ins_and_the_calendar_of_the_old_person_end(uow: UnitOpener) -> None:
    with uow():
        head = confirmed_head(make_summit())
        old = head.person
        page = accounts.mint_link(Purpose.MANAGE, old.public_id, LAST, single_use=False)
        confirm = accounts.mint_link(Purpose.CONFIRM, head.public_id, LAST, single_use=False)
        feeds.open_feed(FeedKind.PERSONAL, old.public_id)
        services.substitute(head, person(2))
        for purpose, secret in ((Purpose.MANAGE, page), (Purpose.CONFIRM, confirm)):
            with pytest.raises(LinkInvalid):
                accounts.open_link(purpose, secret)
        assert calendars.standing_feed(FeedKind.PERSONAL, old.public_id) is None


def test_the_old_badge_dies_and_a_new_one_is_born(uow: UnitOpener) -> None:
    with uow():
        head = confirmed_head(make_summit())
        services.substitute(head, person(2))
        new, old = badges.history(head.id)
        assert (old.state, old.revocation) == (BadgeState.REVOKED, RevocationReason.SUBSTITUTED)
        assert (new.state, new.number) == (BadgeState.ACTIVE, 2)


def test_who_had_no_badge_gets_none_by_taking_over(uow: UnitOpener) -> None:
    with uow():
        one = nominate(make_delegation(make_summit(), "Bremen"))
        services.substitute(one, person(2))
        assert (one.state, one.acting) == (State.NOMINATED, False)
        assert badges.history(one.id) == []


def test_the_new_person_speaks_in_the_sessions_of_this_summit_only(uow: UnitOpener) -> None:
    with uow():
        head = confirmed_head(make_summit())
        old = head.person
        for number, summit in enumerate((head.summit, make_summit("other-2027"))):
            one = AgendaSession(summit=summit, code=f"S{number}", title=Translated.same("x"), created_at=now())
            one.appearances = [Appearance(person=old)]
            db.session.add(one)
        db.session.flush()
        services.substitute(head, person(2))
        rows = sa.select(Appearance.person_id).join(Appearance.session).order_by(AgendaSession.code)
        assert list(db.session.scalars(rows)) == [head.person_id, old.id]


def test_both_are_told_in_their_own_language(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        head = confirmed_head(make_summit())
        head_id = head.id
    with uow():
        services.substitute(db.session.get_one(Registration, head_id), person(2))
    _confirmed, out, come_in = letters()
    texts = [one.get_body(("plain",)).get_content() for one in (out, come_in)]  # type: ignore[union-attr]
    assert [one["To"] for one in (out, come_in)] == ["gulsah1@example.org", "gulsah2@example.org"]
    assert "/my/link/" not in texts[0] and "Gülşah 2" not in texts[0]
    assert "/tr/my/link/" in texts[1] and "/tr/privacy/" in texts[1]


def test_a_mail_that_waits_for_the_old_person_opens_nothing_of_the_new_one(uow: UnitOpener) -> None:
    with uow():
        head = confirmed_head(make_summit())
        references = {"registration": head.public_id, "person": head.person.public_id}
        context = mails.contexts(accounts.mint_link)["registration/confirmed"]
        assert context(references) is not None
        services.substitute(head, person(2))
        assert context(references) is None
        assert context({**references, "person": head.person.public_id}) is not None


def test_substituting_back_brings_the_same_person_back(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        head = confirmed_head(make_summit())
        old = head.person
        consent_services.give(old.id, [ConsentPurpose.PHOTO], "test")
        services.substitute(head, person(2))
        services.substitute(head, person(1, given_name="GÜLŞAH 1"), OWN)
        assert head.person is old
        assert (head.acting, head.note) == (False, "Allergie")
        assert consents.agrees(head.person_id, ConsentPurpose.PHOTO)
        assert [one.state for one in badges.history(head.id)] == [
            BadgeState.ACTIVE, BadgeState.REVOKED, BadgeState.REVOKED,
        ]  # fmt: skip


def test_who_writes_the_name_of_a_stranger_does_not_become_them(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        head = confirmed_head(summit)
        stranger = registered(enter(make_summit("other-2027"), 7)).person
        services.substitute(head, person(7))
        assert head.person is not stranger


def test_nobody_takes_over_who_comes_already(uow: UnitOpener) -> None:
    with pytest.raises(AlreadyRegistered), uow():
        summit = make_summit()
        head = confirmed_head(summit)
        enter(summit, 2)
        services.substitute(head, person(2))


def test_what_has_ended_cannot_be_taken_over_and_names_are_judged(uow: UnitOpener) -> None:
    with uow():
        head = confirmed_head(make_summit())
        with pytest.raises(Invalid):
            services.substitute(head, person(2, given_name=" "))
        services.cancel(head, "Absage")
        with pytest.raises(TransitionRefused):
            services.substitute(head, person(2))


def test_after_the_deadline_a_delegation_asks_the_organisers(uow: UnitOpener) -> None:
    with uow():
        head = confirmed_head(make_summit())
        head.summit.changes_close_at = now() - timedelta(minutes=1)
        head_id = head.id
    with pytest.raises(DeadlinePassed), uow(Actor("user", "focal")):
        services.substitute(db.session.get_one(Registration, head_id), person(2))
    with uow():
        services.substitute(db.session.get_one(Registration, head_id), person(2))


def test_somebody_who_waits_hands_their_turn_on(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1)
        enter(summit, 1)
        waiting = registered(enter(summit, 2))
        services.substitute(waiting, person(3, email=None))
        assert (waiting.state, waiting.waiting_rank, waiting.person.email) == (State.WAITING, 1, None)
        assert waiting.sameness is None
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == 3


def test_a_refusal_undoes_everything(uow: UnitOpener) -> None:
    with uow():
        head_id = confirmed_head(make_summit()).id
    with pytest.raises(DomainError), uow():
        services.substitute(db.session.get_one(Registration, head_id), person(2, language="fr"))
    with uow():
        assert db.session.get_one(Registration, head_id).person.given_name == "Gülşah 1"
