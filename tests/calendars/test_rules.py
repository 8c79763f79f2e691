"""When the ledger counts an entry as changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.calendars import rules
from summitapp.calendars.values import EntryFacts, EntryStatus

START = datetime(2027, 10, 13, 6, 30, tzinfo=UTC)
FACTS = EntryFacts("agenda.session:abc", START, START + timedelta(hours=1), "HALL-B", texts=("Cooling the city",))
FIRST = rules.revise_entry(None, FACTS, START)


def test_a_new_entry_begins_at_sequence_zero() -> None:
    assert FIRST.sequence == 0
    assert FIRST.uid == rules.uid_of(FACTS.subject) != rules.uid_of("agenda.session:abd")


def test_time_place_and_status_raise_the_sequence_by_one() -> None:
    for facts in (
        replace(FACTS, starts_at=START - timedelta(minutes=5)),
        replace(FACTS, ends_at=START + timedelta(hours=2)),
        replace(FACTS, place="HALL-C"),
        replace(FACTS, status=EntryStatus.CANCELLED),
    ):
        revised = rules.revise_entry(FIRST, facts, START + timedelta(days=1))
        assert (revised.uid, revised.sequence) == (FIRST.uid, 1)
        assert revised.last_modified == START + timedelta(days=1)


def test_other_words_renew_the_date_and_not_the_sequence() -> None:
    revised = rules.revise_entry(FIRST, replace(FACTS, texts=("Cooling cities",)), START + timedelta(days=1))
    assert revised.sequence == 0
    assert revised.last_modified > FIRST.last_modified


def test_the_same_instant_in_another_zone_is_no_change() -> None:
    from zoneinfo import ZoneInfo

    there = START.astimezone(ZoneInfo("Europe/Berlin"))
    assert rules.revise_entry(FIRST, replace(FACTS, starts_at=there), START + timedelta(days=1)) is FIRST


facts = st.builds(
    EntryFacts, st.just("agenda.session:abc"), st.sampled_from([START, START + timedelta(hours=1)]),
    st.just(START + timedelta(hours=3)), st.sampled_from(["A", "B"]), st.sampled_from(EntryStatus),
    st.tuples(st.sampled_from(["x", "y"])),
)  # fmt: skip


@settings(deadline=None)  # the machine may be busy
@given(st.lists(facts, min_size=1), st.lists(st.integers(-50, 50), min_size=20, max_size=20))
def test_sequence_never_falls_and_the_date_never_goes_back(history: list[EntryFacts], clock: list[int]) -> None:
    state = None
    for index, entry in enumerate(history):
        later = rules.revise_entry(state, entry, START + timedelta(minutes=clock[index % 20]))
        if state is not None:
            assert later.sequence - state.sequence == (later.fingerprint != state.fingerprint)
            assert later.last_modified >= state.last_modified
            assert later.uid == state.uid
        assert rules.revise_entry(later, entry, START + timedelta(days=9)) is later
        state = later
