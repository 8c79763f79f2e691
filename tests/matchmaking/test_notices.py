"""Changes of a plan that people know are told in one mail, with the old and the new place, and once."""

from datetime import timedelta

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.matchmaking import mails, queries, services
from summitapp.matchmaking.queries import asking as requests
from summitapp.matchmaking.rules.notices import News, Told, gathered
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import ChangeKind, RoundPhase
from summitapp.outbox.models import OutboxMessage
from tests.factories.planning import ask, at, in_phase, people, standing, the_round
from tests.matchmaking.test_mending import away, known_plan

HERE, THERE = {"slot": "a", "table": "t"}, {"slot": "b", "table": "t"}


def known_and_told(phase=RoundPhase.PUBLISHED):
    one = known_plan(phase)
    services.note_told(one)
    return the_round()


def waiting():
    """Return to whom a mail about changes is written down."""
    rows = sa.select(OutboxMessage.person).where(OutboxMessage.template == mails.CHANGED)
    return sorted(db.session.scalars(rows))


def test_several_changes_are_what_they_come_to():
    assert gathered([Told(1, HERE, THERE, "x"), Told(1, THERE, HERE, "y")]) == []
    assert gathered([Told(1, {}, HERE, "refill"), Told(1, HERE, THERE, "x")]) == [News(1, ChangeKind.ADDED, {}, THERE, "x")]
    assert gathered([Told(1, {}, HERE, "refill"), Told(1, HERE, {}, "clash")]) == []
    assert gathered([Told(1, HERE, {"slot": "a", "table": "u"}, "table_closed")])[0].kind is ChangeKind.TABLE
    assert gathered([Told(1, HERE, {}, "cancelled")]) == [], "whoever ended the request had it told"


def test_a_moved_meeting_is_told_to_both_and_to_nobody_else_and_once(app, uow):
    with uow():
        one = known_and_told()
        crowd, since = people(one), now()
        both = sorted(who.person.public_id for who in crowd[:2])
        away(one, crowd[1], 0)
        services.ask_to_mend(one)
    with uow():
        assert waiting() == both
        (line,) = mails.news_for(people(the_round())[1], since)
        assert line["kind"] is ChangeKind.MOVED and line["before"]["starts_at"] < line["after"]["starts_at"]
        assert line["why"] == "Somebody cannot come at that time any more."
        assert all(change.told_at for change in queries.changes_of(the_round().id))
        reference = the_round().public_id
    app.extensions["jobs"].run(services.TELL, reference)
    with uow():
        assert waiting() == both


def test_two_changes_within_minutes_are_one_mail(uow):
    with uow():
        one = known_and_told()
        services.write_plan(one, [*queries.held_of(one), at(one, ask(one, *people(one)[2:4]), 2, 0)], (), "agreed",
                            services.state_of(one))  # fmt: skip
    with uow():
        one = the_round()
        services.move_meeting(standing(one)[2], queries.slots_of(one.id)[3].public_id, queries.tables_of(one.id)[0].public_id, "")
    with uow():
        assert len(waiting()) == 2
        since = now() - timedelta(hours=1)
        assert [line["kind"] for line in mails.news_for(people(the_round())[3], since)] == [ChangeKind.ADDED]


def test_a_provisional_plan_changes_without_a_mail(uow):
    with uow():
        one = known_and_told(RoundPhase.PROVISIONAL)
        away(one, people(one)[1], 0)
        services.ask_to_mend(one)
    with uow():
        assert waiting() == [] and not all(change.told_at for change in queries.changes_of(the_round().id))
        services.move_on(in_phase(the_round(), RoundPhase.PROVISIONAL), RoundPhase.PUBLISHED)
        assert all(change.told_at for change in queries.changes_of(the_round().id)), "the whole plan was told"


def test_who_withdraws_has_it_told_by_the_request_alone(uow):
    with uow():
        one = known_and_told()
        asking.withdraw(requests.anew(standing(one)[0].request_id), people(one)[0])
    with uow():
        assert waiting() == [] and all(change.told_at for change in queries.changes_of(the_round().id))


def test_the_mail_names_the_old_and_the_new_place_and_why(uow, app, letters):
    with uow():
        one = known_and_told()
        for who in people(one):
            who.person.language = "en"
        record("person.changed", one)
        away(one, people(one)[1], 0)
        services.ask_to_mend(one)
    with uow():
        db.session.execute(sa.update(OutboxMessage.__table__).values(due_at=now() - timedelta(minutes=1)))
    app.extensions["jobs"].sweep()
    texts = [letter.get_body(("plain",)).get_content() for letter in letters()]
    told = [text for text in texts if "Before:" in text]
    assert len(told) == 2
    assert all("Now:" in text and "Somebody cannot come at that time any more." in text and "/my/link/" in text for text in told)
