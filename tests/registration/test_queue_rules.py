"""Who moves up from the waiting list, and why the others do not: rules without a database."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from summitapp.registration.rules import go_through, needs_review, without_protocol
from summitapp.registration.values import HOLD_NAMES, Hold, Places, Room, Turn, Waiting

DELEGATE, PRESS = 1, 2
BREMEN, KONAK = 5, 6


def room(summit: int | None = None, **limits: int) -> Room:
    """Return limits with so many places free."""
    def places(free: int | None) -> Places:
        return Places(None if free is None else free + 10, 10)

    return Room(
        places(summit),
        {DELEGATE: places(limits.get("delegate")), PRESS: places(limits.get("press"))},
        {BREMEN: places(limits.get("bremen"))},
        {(BREMEN, DELEGATE): places(limits.get("share"))},
    )  # fmt: skip


def up(turns: list[Turn]) -> list[int]:
    """Return who moves up."""
    return [one.registration_id for turn in turns for one in turn.members if turn.hold is None]


def party(first: int, size: int, rank: int, delegation: int = BREMEN, passed_over: int = 0) -> list[Waiting]:
    return [Waiting(first + at, rank + at, DELEGATE, delegation, "choir", False, passed_over) for at in range(size)]


# --- one by one -----------------------------------------------------------------------------------


def test_places_are_given_in_the_order_of_the_list() -> None:
    queue = [Waiting(7, 3, DELEGATE), Waiting(8, 1, DELEGATE), Waiting(9, 2, DELEGATE)]
    assert up(go_through(queue, room(2))) == [8, 9]
    assert up(go_through(queue, room())) == [8, 9, 7]
    assert go_through([], room(2)) == []


def test_who_is_held_back_by_their_own_limit_does_not_hold_up_others() -> None:
    queue = [Waiting(7, 1, PRESS), Waiting(8, 2, DELEGATE, BREMEN), Waiting(9, 3, DELEGATE)]
    turns = go_through(queue, room(5, press=0, bremen=0))
    assert [turn.hold for turn in turns] == [Hold.CATEGORY, Hold.DELEGATION, None]


def test_each_reason_is_said_and_has_words() -> None:
    one = [Waiting(7, 1, DELEGATE, BREMEN)]
    for limits, hold in (
        (room(0), Hold.SUMMIT), (room(5, delegate=0), Hold.CATEGORY), (room(5, bremen=0), Hold.DELEGATION),
        (room(5, share=0), Hold.SHARE), (room(), None),
    ):  # fmt: skip
        assert go_through(one, limits)[0].hold is hold
    assert set(HOLD_NAMES) == set(Hold)


def test_places_of_protocol_are_given_by_hand_only_and_hold_nobody_up() -> None:
    guest = Waiting(7, 1, PRESS, protocol=True)
    turns = go_through([guest, Waiting(8, 2, DELEGATE)], room(1))
    assert [turn.hold for turn in turns] == [Hold.PROTOCOL, None]
    assert up(go_through(without_protocol([guest]), room(1))) == [7]


# --- groups -------------------------------------------------------------------------------------


def test_a_group_moves_up_together_or_not_at_all() -> None:
    assert up(go_through(party(1, 3, 1), room(3))) == [1, 2, 3]
    (turn,) = go_through(party(1, 3, 1), room(2))
    assert (turn.hold, turn.free) == (Hold.PARTY, 2)


def test_a_group_is_known_by_its_delegation() -> None:
    queue = [*party(1, 2, 1, BREMEN), *party(3, 2, 3, KONAK)]
    assert [len(turn.members) for turn in go_through(queue, room(2))] == [2, 2]
    assert up(go_through(queue, room(2))) == [1, 2]


def test_who_fits_passes_a_group_that_does_not_and_this_is_counted() -> None:
    turns = go_through([*party(1, 3, 1), Waiting(9, 9, PRESS)], room(1))
    assert [(turn.hold, turn.passed_over) for turn in turns] == [(Hold.PARTY, 1), (None, 0)]


def test_a_group_that_was_passed_over_often_enough_has_the_free_places_kept() -> None:
    queue = [*party(1, 3, 1, passed_over=3), Waiting(8, 8, PRESS), Waiting(9, 9, DELEGATE)]
    assert [turn.hold for turn in go_through(queue, room(2))] == [Hold.PARTY, Hold.SAVED, Hold.SAVED]
    assert up(go_through(queue, room(3))) == [1, 2, 3]
    assert up(go_through(queue, room(4))) == [1, 2, 3, 8]


def test_nothing_is_kept_for_a_group_that_can_never_fit() -> None:
    never = Room(Places(12, 11), {}, {}, {})
    assert up(go_through([*party(1, 13, 1, passed_over=99), Waiting(99, 99, PRESS)], never)) == [99]


def test_a_group_that_lacks_places_of_its_own_delegation_keeps_nothing_from_others() -> None:
    queue = [*party(1, 3, 1, passed_over=3), Waiting(9, 9, DELEGATE, KONAK)]
    assert up(go_through(queue, room(2, bremen=1))) == [9]
    assert up(go_through(queue, room(2, bremen=0))) == [9]


# --- whatever comes -------------------------------------------------------------------------------

places = st.builds(Places, st.none() | st.integers(4, 8), st.integers(0, 4))
rooms = st.builds(
    Room, places, st.dictionaries(st.integers(1, 3), places), st.dictionaries(st.integers(1, 3), places),
    st.dictionaries(st.tuples(st.integers(1, 3), st.integers(1, 3)), places),
)  # fmt: skip
queues = st.lists(
    st.builds(Waiting, st.integers(1, 10_000), st.integers(1, 1000), st.integers(1, 3), st.none() | st.integers(1, 3),
              st.none() | st.sampled_from("ab"), st.booleans(), st.integers(0, 4)),
    max_size=12, unique_by=(lambda one: one.rank, lambda one: one.registration_id),
)  # fmt: skip


def needs(members: tuple[Waiting, ...]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for one in members:
        found.update([("summit",), ("category", one.category_id)])
        if one.delegation_id is not None:
            found.update([("delegation", one.delegation_id), ("share", one.delegation_id, one.category_id)])
    return found


def free(room: Room) -> dict[tuple[object, ...], int]:
    found: dict[tuple[object, ...], Places] = {("summit",): room.summit}
    found |= {("category", key): one for key, one in room.categories.items()}
    found |= {("delegation", key): one for key, one in room.delegations.items()}
    found |= {("share", *key): one for key, one in room.shares.items()}
    return {limit: one.left for limit, one in found.items() if one.left is not None}


@given(queues, rooms)
def test_no_limit_is_ever_exceeded_and_no_group_is_torn(queue: list[Waiting], room: Room) -> None:
    turns = go_through(queue, room)
    assert sorted(one.registration_id for turn in turns for one in turn.members) == sorted(
        one.registration_id for one in queue
    )
    given_away = needs(tuple(one for turn in turns if turn.hold is None for one in turn.members))
    assert all(given_away[limit] <= left for limit, left in free(room).items())
    for turn in turns:
        if len(turn.members) > 1:
            assert len({(one.delegation_id, one.party) for one in turn.members}) == 1


@given(queues, rooms)
def test_the_order_of_the_rows_changes_nothing(queue: list[Waiting], room: Room) -> None:
    assert go_through(queue, room) == go_through(list(reversed(queue)), room)


@given(queues, rooms)
def test_somebody_alone_is_held_up_only_by_a_limit_of_their_own_or_for_a_group(queue: list[Waiting], room: Room) -> None:
    left = Counter(free(room))
    for turn in go_through(queue, room):
        if turn.hold is None:
            left.subtract({limit: number for limit, number in needs(turn.members).items() if limit in left})
        elif len(turn.members) == 1 and turn.hold is not Hold.PROTOCOL:
            tight = [limit for limit in needs(turn.members) if limit in left and left[limit] == 0]
            assert tight or turn.hold is Hold.SAVED


@given(queues, rooms)
def test_after_free_places_are_given_nobody_else_could_have_one(queue: list[Waiting], room: Room) -> None:
    turns = go_through(queue, room)
    rest = [
        Waiting(one.registration_id, one.rank, one.category_id, one.delegation_id, one.party, one.protocol,
                turn.passed_over)
        for turn in turns if turn.hold is not None for one in turn.members
    ]  # fmt: skip
    gone = needs(tuple(one for turn in turns if turn.hold is None for one in turn.members))

    def after(limit: tuple[object, ...], one: Places) -> Places:
        return Places(one.capacity, one.taken + gone[limit])

    again = go_through(rest, Room(
        after(("summit",), room.summit),
        {key: after(("category", key), one) for key, one in room.categories.items()},
        {key: after(("delegation", key), one) for key, one in room.delegations.items()},
        {key: after(("share", *key), one) for key, one in room.shares.items()},
    ))  # fmt: skip
    assert up(again) == []


@given(st.integers(2, 6), st.integers(2, 40))
def test_no_group_starves_when_places_come_one_by_one(size: int, others: int) -> None:
    queue = [*party(1, size, 1), *(Waiting(100 + at, 100 + at, PRESS) for at in range(others))]
    taken = 0
    for round_ in range(2 * size + 1):  # each round one of those who had come leaves
        turns = go_through(queue, Room(Places(50, 50 - 1 - round_ + taken), {}, {}, {}))
        gone = {one.registration_id for turn in turns if turn.hold is None for one in turn.members}
        taken += len(gone)
        passed = {one.registration_id: turn.passed_over for turn in turns for one in turn.members}
        if 1 in gone:
            break
        queue = [
            Waiting(one.registration_id, one.rank, one.category_id, one.delegation_id, one.party, False,
                    passed[one.registration_id])
            for one in queue if one.registration_id not in gone
        ]  # fmt: skip
    assert not [one for one in queue if one.party and one.registration_id not in gone]


# --- what is looked at again ----------------------------------------------------------------------


def test_only_what_the_organisers_watch_is_looked_at_again() -> None:
    assert needs_review(["name", "city_text", "note"], ["name", "city", "function"]) == ["city", "name"]
    assert needs_review(["organisation_text"], ["organisation"]) == ["organisation"]
    assert needs_review(["note", "language"], ["name"]) == []
    assert needs_review(["function"], []) == []
