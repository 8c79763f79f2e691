"""What falls on the same time, and what a personal agenda shows of it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.agenda.rules import clashes_among, find_clashes
from summitapp.agenda.values import Attendance, Booking, BookingKind, Placement, Released, SessionText
from summitapp.core.text import Translated
from summitapp.enrolment import rules
from summitapp.enrolment.values import Choices, Chosen, EnrolmentState

START = datetime(2027, 10, 13, 6, tzinfo=UTC)


def booking(start: int, end: int, kind: BookingKind = BookingKind.ENROLLED, name: str = "") -> Booking:
    return Booking(START + timedelta(minutes=start), START + timedelta(minutes=end), kind, name or f"{start}-{end}")


def released(number: int, start: float, length: float = 1, *, attendance: Attendance = Attendance.FREE, cancelled: bool = False,
             appears: bool = False) -> Released:  # fmt: skip
    text = SessionText(Translated.same(f"S{number}"), attendance=attendance)
    starts = START + timedelta(hours=start)
    placement = Placement(f"S{number}", text, "", starts, starts + timedelta(hours=length), cancelled=cancelled)
    return Released(number, placement, None, attendance is Attendance.ENROL, appears)


def choices(*favourites: int, **states: int | None) -> Choices:
    enrolled = {
        int(name[1:]): Chosen(int(name[1:]), EnrolmentState.WAITING if place else EnrolmentState.ENROLLED, place, START)
        for name, place in states.items()
    }
    return Choices(enrolled, frozenset(favourites))


def test_what_ends_as_another_begins_does_not_clash() -> None:
    assert find_clashes(booking(0, 60), [booking(60, 90), booking(-30, 0)]) == ()


def test_a_star_is_no_obstacle_and_a_hoped_for_place_is() -> None:
    own = [booking(0, 60, BookingKind.FAVOURITE), booking(10, 20, BookingKind.WAITING), booking(5, 9, BookingKind.APPEARS)]
    assert [one.reference for one in find_clashes(booking(0, 30, name="new"), own)] == ["5-9", "10-20"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12))
def test_clashes_are_those_that_a_look_at_each_pair_finds(spans: list[tuple[int, int]]) -> None:
    bookings = [booking(start, start + length, name=str(number)) for number, (start, length) in enumerate(spans)]
    naive = {
        one.reference: {other.reference for other in bookings if other is not one and one.overlaps(other)} for one in bookings
    }
    found = {reference: set(others) for reference, others in clashes_among(bookings).items()}
    assert found == {reference: others for reference, others in naive.items() if others}


def test_an_agenda_has_what_concerns_somebody_with_the_strongest_reason_first() -> None:
    found = [released(1, 0, attendance=Attendance.COMPULSORY, appears=True), released(2, 2), released(3, 4),
             released(4, 6, attendance=Attendance.ENROL)]  # fmt: skip
    items = rules.items_of(found, choices(1, 3, s4=2))
    assert [(one.placement.code, [kind.value for kind in one.kinds]) for one in items] == [
        ("S1", ["appears", "compulsory", "favourite"]), ("S3", ["favourite"]), ("S4", ["waiting"]),
    ]  # fmt: skip
    assert items[2].position == 2


def test_a_cancelled_session_clashes_with_nothing_and_leaves_the_time_free() -> None:
    found = [released(1, 0, 3, appears=True, cancelled=True), released(2, 1, appears=True), released(3, 4, appears=True)]
    first, second, third = rules.items_of(found, choices())
    assert (first.clashes, second.clashes) == ((), ())
    ((day),) = rules.days_of([first, second, third], "Europe/Istanbul")
    assert [one.gap for one in day.items] == [None, None, timedelta(hours=2)]


def test_free_time_counts_from_what_somebody_has_to_attend_not_from_what_they_starred() -> None:
    found = [released(1, 0, appears=True), released(2, 1.5), released(3, 4, appears=True)]
    (day,) = rules.days_of(rules.items_of(found, choices(2)), "Europe/Istanbul")
    assert [one.gap for one in day.items] == [None, timedelta(minutes=30), timedelta(hours=3)]


def test_a_day_is_the_day_at_the_venue() -> None:
    late = released(1, 15.5, appears=True)  # 21:30 UTC, half past midnight in İzmir
    (day,) = rules.days_of(rules.items_of([late], choices()), "Europe/Istanbul")
    assert day.day == date(2027, 10, 14)
