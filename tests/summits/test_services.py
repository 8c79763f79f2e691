"""A summit is made, copied, changed and shown."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.core.errors import Invalid
from summitapp.core.text import Translated
from summitapp.summits import queries, services
from summitapp.summits.models import Category, Room, Summit, Track
from summitapp.summits.values import (
    CodeTaken,
    InUse,
    PlacesTaken,
    SummitArchived,
    SummitDates,
    SummitIncomplete,
    SummitState,
)
from tests.summits.helpers import NAME, make_summit


def the(slug: str = "izmir-2027") -> Summit:
    summit = queries.by_slug(slug)
    assert summit is not None
    return summit


def test_a_new_summit_is_a_draft_with_a_day_for_each_date(uow: Any, reading: Any) -> None:
    make_summit(uow)
    with reading():
        assert the().state is SummitState.DRAFT
        assert [day.day for day in the().days] == [date(2027, 10, 13), date(2027, 10, 14), date(2027, 10, 15)]
        assert queries.visible("izmir-2027") is None


def test_an_address_is_used_once(uow: Any) -> None:
    make_summit(uow)
    with pytest.raises(Invalid) as refused, uow():
        services.create_summit("izmir-2027", NAME, date(2028, 1, 1), date(2028, 1, 2), "Europe/Istanbul")
    assert set(refused.value.faults) == {"slug"}


def test_an_unknown_time_zone_is_refused(uow: Any) -> None:
    with pytest.raises(Invalid) as refused, uow():
        services.create_summit("izmir-2028", NAME, date(2028, 1, 1), date(2028, 1, 2), "Europe/Atlantis")
    assert set(refused.value.faults) == {"timezone"}


def test_a_copy_brings_everything_but_people_and_moves_each_date(uow: Any, reading: Any) -> None:
    make_summit(uow)
    opens = datetime(2027, 3, 1, 6, tzinfo=UTC)
    with uow():
        source = the()
        services.change_dates(source, SummitDates(source.starts_on, source.ends_on, opens))
        source.categories[0].taken = 7
    with uow():
        services.copy_summit(the(), "izmir-2028", Translated("G", "Z", "S"), date(2028, 10, 11))
    with reading():
        copy = the("izmir-2028")
        assert (copy.starts_on, copy.ends_on) == (date(2028, 10, 11), date(2028, 10, 13))
        assert [day.day for day in copy.days] == [date(2028, 10, 11), date(2028, 10, 12), date(2028, 10, 13)]
        assert copy.registration_opens_at == datetime(2028, 2, 28, 6, tzinfo=UTC)
        assert [(one.code, one.capacity, one.taken) for one in copy.categories] == [("delegate", 10, 0)]
        assert [(one.code, one.venue.summit_id) for one in copy.rooms] == [("hall-b", copy.id)]
        assert (copy.state, copy.taken) == (SummitState.DRAFT, 0)
        assert the().rooms[0].id != copy.rooms[0].id


def test_days_follow_the_dates(uow: Any, reading: Any) -> None:
    make_summit(uow)
    with uow():
        services.change_dates(the(), SummitDates(date(2027, 10, 14), date(2027, 10, 17)))
    with reading():
        assert [day.day.day for day in the().days] == [14, 15, 16, 17]


def test_an_incomplete_summit_stays_a_draft(uow: Any) -> None:
    with uow():
        services.create_summit("izmir-2028", NAME, date(2028, 1, 1), date(2028, 1, 2), "Europe/Istanbul")
    with pytest.raises(SummitIncomplete), uow():
        services.change_state(the("izmir-2028"), SummitState.PUBLIC)


def test_a_published_summit_is_seen_and_an_archived_one_takes_no_changes(uow: Any, reading: Any) -> None:
    make_summit(uow)
    with uow():
        services.change_state(the(), SummitState.PUBLIC)
    with reading():
        assert queries.visible("izmir-2027") is not None
    with uow():
        services.change_state(the(), SummitState.ARCHIVED)
    with pytest.raises(SummitArchived), uow():
        services.change_texts(the(), {"motto": Translated.same("x")})
    with pytest.raises(SummitArchived), uow():
        services.remove_part(the().categories[0])


def test_places_cannot_become_fewer_than_are_held(uow: Any) -> None:
    make_summit(uow)
    with uow():
        the().categories[0].taken = 7
        the().taken = 7
        services.change_texts(the(), {})
    with pytest.raises(PlacesTaken), uow():
        services.change_part(the().categories[0], {"capacity": 6})
    with pytest.raises(PlacesTaken), uow():
        services.change_entry(the(), {"capacity": 6})
    with uow():
        services.change_part(the().categories[0], {"capacity": 7})


def test_what_is_in_use_is_kept(uow: Any, reading: Any) -> None:
    make_summit(uow)
    with pytest.raises(InUse), uow():
        services.remove_part(the().venues[0])
    with uow():
        services.remove_part(the().rooms[0])
    with uow():
        services.remove_part(the().venues[0])
    with reading():
        assert (the().rooms, the().venues) == ([], [])


def test_codes_come_from_the_name_and_are_used_once(uow: Any, reading: Any) -> None:
    make_summit(uow)
    with uow():
        venue = the().venues[0]
        for _ in range(2):
            services.add_part(the(), Room(), {"name": Translated.same("Hall B"), "venue": venue})
    with reading():
        assert [room.code for room in the().rooms] == ["hall-b", "hall-b-2", "hall-b-3"]
    with pytest.raises(CodeTaken), uow():
        services.add_part(
            the(), Category(), {"name": NAME, "code": "delegate", "colour": "sea", "shape": "circle"}
        )


def test_tracks_change_places(uow: Any, reading: Any) -> None:
    make_summit(uow)
    with uow():
        for name in ("Water", "Energy", "Youth"):
            services.add_part(the(), Track(), {"name": Translated.same(name), "colour": "tile"})
    with uow():
        services.move_part(the().tracks[2], up=True)
    with uow():
        services.move_part(the().tracks[0], up=True)  # the first stays the first
    with reading():
        assert [track.code for track in the().tracks] == ["water", "youth", "energy"]


def test_each_change_makes_kept_pages_old(uow: Any, reading: Any) -> None:
    make_summit(uow)
    with reading():
        before = the().revision
    with uow():
        services.change_texts(the(), {"motto": Translated.same("Together")})
    with reading():
        assert the().revision == before + 1


def test_the_database_itself_refuses_an_address_used_twice(uow: Any) -> None:
    make_summit(uow)
    make_summit(uow, "izmir-2028")
    with pytest.raises(sa.exc.IntegrityError), uow():
        the("izmir-2028").slug = "izmir-2027"
        services.change_texts(the("izmir-2027"), {})
