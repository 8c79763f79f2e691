"""The frame of a round: blocks cut into slots, tables in rows, interpreters who are away, and two organisers at once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.accounts.values import Role
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.core.tz import from_local, to_local
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.rules.frame import cut_block, slots_hit, spare_tables
from summitapp.matchmaking.values import (
    AbsenceUpsideDown,
    BlockEmpty,
    BlocksOverlap,
    BlockTooLong,
    MeetingsStand,
    MeetingState,
    RoundNumbers,
    RoundThere,
    StaleRound,
    Stretch,
    TableCodeTaken,
    TooManyTables,
)
from tests.factories.agenda import OPENS
from tests.factories.planning import HOME, SLUG, all_pairs, at, interpreter, organiser, set_up, standing, the_round
from tests.factories.visitors import Visitor

START = datetime(2027, 10, 13, 6, tzinfo=UTC)
LENGTHS = st.integers(5, 240)


@given(st.integers(1, 900), LENGTHS, st.integers(0, 120))
def test_slots_lie_within_their_block_one_after_another_and_no_further_one_fits(minutes, length, pause):
    block = Stretch(START, START + timedelta(minutes=minutes))
    slots = cut_block(block, length, pause)
    for slot in slots:
        assert slot.ends_at - slot.starts_at == timedelta(minutes=length)
        assert block.starts_at <= slot.starts_at and slot.ends_at <= block.ends_at
    for one, other in pairwise(slots):
        assert other.starts_at - one.ends_at == timedelta(minutes=pause)
    used = len(slots) * (length + pause)
    assert minutes - used < length, "one more would fit"


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(1, 120)), max_size=6), st.integers(0, 30), LENGTHS)
def test_a_slot_is_hit_by_what_touches_it_and_by_nothing_else(busy, around, length):
    slots = cut_block(Stretch(START, START + timedelta(hours=8)), length, 5)
    times = [Stretch(START + timedelta(minutes=begin), START + timedelta(minutes=begin + long)) for begin, long in busy]
    way = timedelta(minutes=around)
    slowly = {
        place for place, slot in enumerate(slots)
        if any(one.starts_at - way < slot.ends_at and slot.starts_at < one.ends_at + way for one in times)
    }  # fmt: skip
    assert slots_hit(slots, times, way) == slowly


def test_slots_go_on_evenly_while_the_clock_is_put_back():
    begins = from_local(datetime(2027, 10, 31, 1, 30), "Europe/Berlin")
    slots = cut_block(Stretch(begins, begins + timedelta(hours=3)), 25, 5)
    assert [to_local(slot.starts_at, "Europe/Berlin").strftime("%H:%M") for slot in slots] == [
        "01:30", "02:00", "02:30", "02:00", "02:30", "03:00"
    ]  # fmt: skip


def test_the_reserve_is_a_share_of_the_tables_to_the_nearest():
    assert [spare_tables(number, 4) for number in (0, 12, 13, 100)] == [0, 0, 1, 4]


def test_a_block_gives_its_slots_and_overlaps_with_no_other(uow):
    with uow():
        one = set_up(0)
        assert len(queries.slots_of(one.id)) == 4
        with pytest.raises(BlocksOverlap):
            services.add_block(one, Stretch(OPENS + timedelta(hours=8), OPENS + timedelta(hours=10)), 25, 5)
        with pytest.raises(BlockEmpty):
            services.add_block(one, Stretch(OPENS, OPENS + timedelta(minutes=20)), 25, 5)
        with pytest.raises(BlockTooLong):
            services.add_block(one, Stretch(OPENS + timedelta(days=1), OPENS + timedelta(days=9)), 25, 5)


def test_a_block_is_cut_anew_as_long_as_no_meeting_would_lose_its_time(uow):
    with uow():
        one = set_up(4)
        first, *_ = all_pairs(one)
        services.write_plan(one, [at(one, first, 0, 0)], (), "adopted", MeetingState.PROVISIONAL)
    with uow():
        block = queries.blocks_of(the_round().id)[0]
        begins, slots = block.starts_at, [slot.public_id for slot in block.slots]
        services.change_block(block, Stretch(begins, begins + timedelta(hours=3)), 25, 5)
        after = [slot.public_id for slot in queries.slots_of(the_round().id)]
        assert len(after) == 6 and after[:4] == slots, "what begins as before stays, and so does what refers to it"
    with uow():
        block = queries.blocks_of(the_round().id)[0]
        with pytest.raises(MeetingsStand):
            services.change_block(block, Stretch(begins + timedelta(minutes=5), begins + timedelta(hours=3)), 25, 5)
        with pytest.raises(MeetingsStand):
            services.remove_block(block)
    with uow():
        services.write_plan(the_round(), [], (), "cancelled", MeetingState.PROVISIONAL)
        services.remove_block(queries.blocks_of(the_round().id)[0])
        assert queries.slots_of(the_round().id) == [] and standing(the_round()) == []


def test_tables_come_in_rows_with_codes_of_their_own(uow):
    with uow():
        one = set_up(0, tables=12)
        assert [table.code for table in queries.tables_of(one.id)][:3] == ["T1", "T2", "T3"]
        with pytest.raises(TableCodeTaken):
            services.add_tables(one, "T", 12, 2, 4, None)
        with pytest.raises(TooManyTables):
            services.add_tables(one, "X", 1, 399, 4, None)
        table = queries.tables_of(one.id)[0]
        services.change_table(table, code="VIP", seats=6, room=None, closed=True)
        assert (table.code, table.seats, table.closed) == ("VIP", 6, True)
        with pytest.raises(TableCodeTaken):
            services.change_table(table, code="T2", seats=6, room=None, closed=True)
        services.remove_tables(one, [table])
        assert len(queries.tables_of(one.id)) == 11


def test_a_table_with_meetings_is_neither_closed_nor_removed(uow):
    with uow():
        one = set_up(4)
        first, *_ = all_pairs(one)
        services.write_plan(one, [at(one, first, 0, 0)], (), "adopted", MeetingState.PROVISIONAL)
        table = queries.tables_of(one.id)[0]
        with pytest.raises(MeetingsStand):
            services.change_table(table, code="T1", seats=4, room=None, closed=True)
        with pytest.raises(MeetingsStand):
            services.remove_tables(one, [table])


def test_an_interpreter_is_away_from_one_moment_to_a_later_one(uow):
    with uow():
        one = set_up(0)
        who = interpreter(one.summit)
        services.add_absence(one, who, OPENS, OPENS + timedelta(hours=2))
        with pytest.raises(AbsenceUpsideDown):
            services.add_absence(one, who, OPENS, OPENS)
        services.remove_absence(queries.absences_of(one.id)[0])
        assert queries.absences_of(one.id) == []


def test_a_summit_has_one_round(uow):
    with uow():
        one = set_up(0)
        with pytest.raises(RoundThere):
            services.open_round(one.summit)


def test_whoever_saves_numbers_that_somebody_changed_meanwhile_is_shown_theirs(uow):
    with uow():
        one = set_up(0)
        mark = services.mark_of(one)
        services.change_numbers(one, RoundNumbers(min_meetings=3), mark)
        with pytest.raises(StaleRound):
            services.change_numbers(one, RoundNumbers(min_meetings=1), mark)
        assert one.min_meetings == 3


# --- pages ---------------------------------------------------------------------------------------


def test_organisers_set_up_a_round_by_its_pages(app, uow):
    with uow():
        set_up(0, slots=1, tables=1)
        name = organiser()
    visitor = Visitor(app, name)
    assert "Set time aside" in visitor.get(f"{HOME}blocks/").text
    block = {"starts_at": "2027-10-14T10:00", "ends_at": "2027-10-14T12:00", "slot_minutes": "25", "pause_minutes": "5"}
    assert visitor.send(f"{HOME}blocks/", f"{HOME}blocks/", block).status_code == 303
    assert "4 times for meetings" in visitor.get(f"{HOME}blocks/").text
    assert visitor.send(f"{HOME}blocks/", f"{HOME}blocks/", block).status_code == 422, "it overlaps with itself"
    tables = {"number": "12", "seats": "4", "beginning": "H", "first": "1", "room": ""}
    assert visitor.send(f"{HOME}tables/", f"{HOME}tables/", tables).status_code == 303
    assert "13 tables" in visitor.get(f"{HOME}tables/").text
    page = visitor.get(f"{HOME}setting/").text
    assert "Meetings everybody should have at least" in page
    overview = visitor.get(HOME).text
    assert "Being prepared" in overview and "table places in all" in overview


def test_the_numbers_page_keeps_a_second_organiser_from_overwriting_the_first(app, uow):
    with uow():
        one = set_up(0)
        name, mark = organiser(), services.mark_of(one)
    visitor = Visitor(app, name)
    numbers = {"revision": str(mark), "scheduling": "planned", "request_limit": "10", "must_limit": "2", "expire_hours": "48",
               "min_meetings": "1", "max_meetings": "6", "max_per_day": "", "reserve": "4", "interpreter_run": "3",
               "shortfall_penalty": "300", "gap_penalty": "10", "moved_penalty": "200"}  # fmt: skip
    assert visitor.send(f"{HOME}setting/", f"{HOME}setting/", numbers).status_code == 303
    answer = visitor.send(f"{HOME}setting/", f"{HOME}setting/", numbers | {"min_meetings": "5"})
    assert answer.status_code == 409 and "Somebody else has changed this" in answer.text
    wrong = visitor.send(f"{HOME}setting/", f"{HOME}setting/", numbers | {"min_meetings": "9", "max_meetings": "3"})
    assert wrong.status_code == 422 and "at least the minimum" in wrong.text


@pytest.mark.parametrize(("role", "sees", "changes"), [
    (Role.ORGANISER, 200, 200), (Role.DESK, 200, 403), (Role.EDITOR, 403, 403), (Role.SCANNER, 403, 403),
])  # fmt: skip
def test_organisers_plan_the_desk_looks_on_and_others_see_nothing(app, uow, role, sees, changes):
    with uow():
        set_up(0)
        name = organiser(role=role)
    visitor = Visitor(app, name)
    assert [visitor.get(f"{HOME}{path}").status_code for path in ("", "blocks/", "tables/", "interpreters/")] == [sees] * 4
    assert visitor.get(f"{HOME}setting/").status_code == changes
    assert Visitor(app).get(HOME).status_code == 303


def test_a_summit_without_meetings_offers_to_set_them_up(app, uow):
    with uow():
        one = set_up(0)
        services.claim(one)
        summit, name = one.summit, organiser()
        other = type(summit)(slug="ankara-2028", name=summit.name, starts_on=summit.starts_on, ends_on=summit.ends_on,
                             state=summit.state, created_at=summit.created_at)  # fmt: skip
        db.session.add(other)
        db.session.flush()
        other_name = organiser("ankara-2028", email="other@example.org")
    visitor, path = Visitor(app, other_name), "/en/organise/ankara-2028/meetings/"
    assert "Set up meetings" in visitor.get(path).text and visitor.get(f"{path}tables/").status_code == 404
    assert visitor.send(path, path).status_code == 303
    assert "Being prepared" in visitor.get(path).text
    assert Visitor(app, name).get(path).status_code == 403


def test_refusals_have_words():
    for kind in (BlockEmpty, BlocksOverlap, BlockTooLong, MeetingsStand, RoundThere, StaleRound, TableCodeTaken, TooManyTables):
        assert issubclass(kind, DomainError) and kind.message and kind.code != DomainError.code
    assert SLUG in HOME


def test_one_block_is_changed_and_removed_on_pages_of_its_own(app, uow):
    with uow():
        block = queries.blocks_of(set_up(0).id)[0].public_id
        name = organiser()
    visitor, path = Visitor(app, name), f"{HOME}blocks/{block}/"
    assert "Change times" in visitor.get(path).text
    times = {"starts_at": "2027-10-14T10:00", "ends_at": "2027-10-14T11:00", "slot_minutes": "20", "pause_minutes": "0"}
    assert visitor.send(path, path, times).status_code == 303
    assert "3 times for meetings" in visitor.get(f"{HOME}blocks/").text
    assert visitor.send(path, f"{path}remove").status_code == 303
    assert "No time is set aside yet" in visitor.get(f"{HOME}blocks/").text
