"""When rooms are open, and how much time there is between two sessions."""

from datetime import date, time, timedelta
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.accounts.values import Role
from summitapp.audit.models import AuditEntry
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import Translated
from summitapp.summits import queries, rules, services
from summitapp.summits.models import Room, Summit, Venue
from summitapp.summits.values import SummitArchived, SummitState
from tests.factories.agenda import enter, send, team_member
from tests.summits.helpers import make_summit

FIRST, SECOND = date(2027, 10, 13), date(2027, 10, 14)
MORNING, AFTERNOON = (FIRST, time(9), time(12)), (FIRST, time(13), time(18))
SETTINGS = "/en/organise/izmir-2027/settings/"


@pytest.fixture
def hall(uow: Any) -> str:
    """The public id of a room."""
    make_summit(uow)
    with uow():
        kultur = {"name": Translated.same("Kültürpark"), "latitude": 38.4286, "longitude": 27.1453}
        services.add_part(the_summit(), Venue(), kultur)
        gas = the_summit().venues[0]
        services.change_part(gas, {"latitude": 38.4338, "longitude": 27.1487})
        return str(the_summit().rooms[0].public_id)


def the_summit(slug: str = "izmir-2027") -> Summit:
    summit = queries.by_slug(slug)
    assert summit is not None
    return summit


def the_room(slug: str = "izmir-2027") -> Room:
    return the_summit(slug).rooms[0]


def hours(slug: str = "izmir-2027") -> list[tuple[date, time, time]]:
    return [(one.day, one.opens, one.closes) for one in the_room(slug).hours]


def pair() -> frozenset[str]:
    return frozenset(venue.public_id for venue in the_summit().venues)


def test_a_room_is_open_in_several_windows_a_day_and_the_trail_says_so(hall: str, uow: Any, reading: Any) -> None:
    with uow():
        services.change_hours(the_room(), [AFTERNOON, MORNING])
    with uow():  # the same beginning, another end: the old row goes before the new one comes
        services.change_hours(the_room(), [(FIRST, time(9), time(11)), AFTERNOON])
    with reading():
        assert hours() == [(FIRST, time(9), time(11)), AFTERNOON]
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "room.hours_changed").order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert entry.changes["hours"][1] == ["2027-10-13 09:00-11:00", "2027-10-13 13:00-18:00"]


@pytest.mark.parametrize("windows", [
    [MORNING, (FIRST, time(11), time(14))], [(FIRST, time(12), time(9))], [(date(2027, 1, 1), time(9), time(12))],
])  # fmt: skip
def test_hours_that_make_no_sense_are_refused(hall: str, uow: Any, reading: Any, windows: list[Any]) -> None:
    with pytest.raises(Invalid), uow():
        services.change_hours(the_room(), windows)
    with reading():
        assert hours() == []


def test_a_way_is_written_and_taken_back_and_the_estimate_stands_beside(hall: str, uow: Any, reading: Any) -> None:
    with reading():
        assert [(written, estimate) for _a, _b, written, estimate in queries.ways_between(the_summit())] == [
            (None, timedelta(minutes=15))
        ]
    with uow():
        services.change_pace(the_summit(), 15, {pair(): 25})
    with reading():
        assert the_summit().changeover_minutes == 15
        assert queries.walks_of(the_summit()) == {pair(): timedelta(minutes=25)}
    with uow():
        services.change_pace(the_summit(), 15, {pair(): None})
    with reading():
        assert queries.walks_of(the_summit()) == {pair(): timedelta(minutes=15)}
    for changeover, minutes, more in ((121, 5, {}), (5, 5, {frozenset(("a", "b")): 3}), (5, 601, {})):
        with pytest.raises(Invalid), uow():
            services.change_pace(the_summit(), changeover, {pair(): minutes, **more})


def test_the_next_edition_takes_hours_and_ways_along(hall: str, uow: Any, reading: Any) -> None:
    with uow():
        services.change_hours(the_room(), [MORNING])
        services.change_pace(the_summit(), 20, {pair(): 25})
        services.copy_summit(the_summit(), "izmir-2028", Translated.same("Next"), date(2028, 10, 11))
    with reading():
        copy = the_summit("izmir-2028")
        assert hours("izmir-2028") == [(date(2028, 10, 11), time(9), time(12))]
        assert copy.changeover_minutes == 20
        assert list(queries.walks_of(copy).values()) == [timedelta(minutes=25)]


def test_hours_of_days_that_fall_away_fall_away(hall: str, uow: Any, reading: Any) -> None:
    with uow():
        services.change_hours(the_room(), [MORNING, (SECOND, time(9), time(12))])
        dates = services.dates_of(the_summit())
        services.change_dates(the_summit(), type(dates)(SECOND, SECOND))
    with reading():
        assert hours() == [(SECOND, time(9), time(12))]


def test_an_archive_keeps_its_hours(hall: str, uow: Any) -> None:
    with uow():
        summit = the_summit()
        services.change_state(summit, SummitState.PUBLIC)
        services.change_state(summit, SummitState.ARCHIVED)
    for refused in (lambda: services.change_hours(the_room(), []), lambda: services.change_pace(the_summit(), 5, {})):
        with pytest.raises(SummitArchived), uow():
            refused()


def test_hours_are_written_by_form_and_faults_stand_beside_them(hall: str, uow: Any, client: Any, reading: Any) -> None:
    page = f"{SETTINGS}rooms/{hall}/hours/"
    with uow():
        owner, editor = team_member(the_summit(), Role.OWNER), team_member(the_summit(), Role.EDITOR, "ed@example.org")
    enter(client, editor)
    assert client.get(page).status_code == 403
    enter(client, owner)
    answer = send(client, page, **{
        "windows-0-day": "2027-10-13", "windows-0-opens": "09:00", "windows-0-closes": "12:00",
        "windows-1-day": "2027-10-13", "windows-1-opens": "", "windows-1-closes": "",
        "windows-2-day": "2027-10-14", "windows-2-opens": "10:00", "windows-2-closes": "11:30",
    })  # fmt: skip
    assert answer.status_code == 303
    with reading():
        assert hours() == [MORNING, (SECOND, time(10), time(11, 30))]
    half = send(client, page, **{"windows-0-day": "2027-10-13", "windows-0-opens": "09:00", "windows-0-closes": ""})
    assert half.status_code == 422
    over = {"windows-0-day": "2027-10-13", "windows-0-opens": "09:00", "windows-0-closes": "12:00",
            "windows-1-day": "2027-10-13", "windows-1-opens": "11:00", "windows-1-closes": "13:00"}  # fmt: skip
    twice = send(client, page, **over)
    assert twice.status_code == 422 and "The hours of a day overlap." in twice.get_data(as_text=True)
    assert "09:00–12:00" in unescape(client.get(f"{SETTINGS}rooms/{hall}/").get_data(as_text=True))


def test_the_hours_of_one_day_hold_on_every_day(hall: str, uow: Any, client: Any, reading: Any) -> None:
    with uow():
        owner = team_member(the_summit(), Role.OWNER)
    enter(client, owner)
    answer = send(client, f"{SETTINGS}rooms/{hall}/hours/", every_day="y", **{
        "windows-0-day": "2027-10-14", "windows-0-opens": "09:00", "windows-0-closes": "12:00",
        "windows-1-day": "2027-10-15", "windows-1-opens": "10:00", "windows-1-closes": "11:00",
    })  # fmt: skip
    assert answer.status_code == 303
    with reading():
        assert hours() == [(date(2027, 10, day), time(9), time(12)) for day in (13, 14, 15)]


def test_the_pace_is_written_by_form(hall: str, uow: Any, client: Any, reading: Any) -> None:
    with uow():
        owner = team_member(the_summit(), Role.OWNER)
    enter(client, owner)
    text = unescape(client.get(f"{SETTINGS}pace/").get_data(as_text=True))
    assert "We estimate 15 min from the places of both houses" in text
    assert send(client, f"{SETTINGS}pace/", changeover="5", way_0="30").status_code == 303
    with reading():
        assert queries.walks_of(the_summit()) == {pair(): timedelta(minutes=30)}
    assert send(client, f"{SETTINGS}pace/", changeover="500", way_0="30").status_code == 422


@pytest.mark.parametrize(("kilometres", "minutes"), [(0.0, 0), (0.5, 10), (1.0, 20), (3.0, 35), (10.0, 70)])
def test_who_has_far_to_go_rides(kilometres: float, minutes: int) -> None:
    north = (38.4, 27.1), (38.4 + kilometres / 111.2, 27.1)
    assert rules.estimate_walk(*north) == timedelta(minutes=minutes)
    assert rules.estimate_walk(None, north[1]) is None
