"""The ledger of entries and the feeds, on both databases."""

from datetime import UTC, datetime, timedelta

from summitapp.calendars import queries, services
from summitapp.calendars.values import EntryFacts, EntryStatus, FeedKind
from summitapp.core.security import digest

START = datetime(2027, 10, 13, 6, 30, tzinfo=UTC)
OWNER = "a" * 20


def facts(number: int, **changes: object) -> EntryFacts:
    return EntryFacts(**{"subject": f"thing:{number}", "starts_at": START, "ends_at": START + timedelta(hours=1), **changes})


def test_the_ledger_remembers_what_was_told(uow, reading) -> None:
    with uow():
        first = services.revise(facts(number) for number in range(1200))
    with uow():
        states = services.revise([facts(0), facts(1, place="elsewhere"), facts(2, texts=("other words",)), facts(5000)])
        assert [states[f"thing:{n}"].sequence for n in (0, 1, 2, 5000)] == [0, 1, 0, 0]
    with reading():
        known = queries.states_of(f"thing:{number}" for number in range(1200))
        assert len(known) == 1200
        assert known["thing:1"].uid == first["thing:1"].uid
        assert known["thing:1"] == states["thing:1"]
        assert known["thing:3"] == first["thing:3"]


def test_cancelling_and_coming_back_are_two_revisions(uow) -> None:
    with uow():
        services.revise([facts(1)])
        assert services.revise([facts(1, status=EntryStatus.CANCELLED)])["thing:1"].sequence == 1
        back = services.revise([facts(1)])["thing:1"]
        assert (back.sequence, back.status) == (2, EntryStatus.CONFIRMED)


def test_a_feed_can_be_shown_again_and_keeps_no_secret(uow, reading) -> None:
    with uow():
        feed = services.open_feed(FeedKind.PERSONAL, OWNER)
        token = services.token_of(feed)
        assert services.open_feed(FeedKind.PERSONAL, OWNER) is feed
    with reading():
        found = queries.feed_of_token(token)
        assert found is not None and services.token_of(found) == token
        assert found.digest == digest(token) and token not in (found.digest, found.public_id)
        assert len(token) == 32


def test_a_new_address_ends_the_old_one(uow, reading) -> None:
    with uow():
        old = services.token_of(services.open_feed(FeedKind.PERSONAL, OWNER))
        new = services.token_of(services.renew_feed(FeedKind.PERSONAL, OWNER))
        assert new != old
    with reading():
        assert queries.feed_of_token(old) is None
        assert queries.feed_of_token(new) is not None
    with uow():
        services.close_feed(FeedKind.PERSONAL, OWNER)
        assert queries.feed_of_token(new) is None


def test_fetches_are_written_down_together(uow, reading) -> None:
    with uow():
        reference = services.open_feed(FeedKind.PERSONAL, OWNER).public_id
    with uow():
        services.note_fetches([(reference, START), ("nobody's", START)])
        services.note_fetches([])
    with reading():
        feed = queries.standing_feed(FeedKind.PERSONAL, OWNER)
        assert feed is not None and feed.last_fetched_at == START
