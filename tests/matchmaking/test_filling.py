"""Whoever waits at a table alone meets the next best of those who agreed and are free right now, if they want to."""

from datetime import timedelta

import pytest

from summitapp.core.clock import now
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.values import ChangeKind, PlaceGone
from tests.factories.enrolment import come_in
from tests.factories.planning import SLUG, ask, people, standing, the_round
from tests.matchmaking.test_mending import away, known_plan, last_changes


def running_plan():
    """The first slot has begun: the first waits for the second; the first and the fourth have agreed to meet as well."""
    one = known_plan(starts_at=now().replace(microsecond=0) - timedelta(minutes=5))
    crowd = people(one)
    return one, ask(one, crowd[0], crowd[3]), ask(one, crowd[0], crowd[1], crowd[2])


def test_the_next_best_who_is_free_comes_to_the_same_table(uow):
    with uow():
        one, instead, _ = running_plan()
        meeting, waits = standing(one)[0], people(one)[0]
        (offer,) = services.offers_for(meeting, waits)
        assert (offer.request, [who.id for who in offer.people]) == (instead.public_id, [people(one)[3].id])
        reference = services.fill_table(meeting, waits, offer.request)
        new = next(each for each in standing(one) if each.public_id == reference)
        assert (new.table.code, new.slot_id) == ("T1", queries.slots_of(one.id)[0].id)
        assert sorted(last_changes(one)) == [(ChangeKind.ADDED, "instead"), (ChangeKind.DROPPED, "no_show")]


def test_whoever_is_busy_now_or_sits_elsewhere_is_not_asked(uow):
    with uow():
        one, instead, _ = running_plan()
        away(one, people(one)[3], 0)
        meeting, waits = standing(one)[0], people(one)[0]
        assert services.offers_for(meeting, waits) == []
        with pytest.raises(PlaceGone):
            services.fill_table(meeting, waits, instead.public_id)
        assert services.offers_for(standing(one)[1], waits) == [], "that meeting has not begun"


def test_one_tap_on_the_page_of_the_meeting(app, uow):
    with uow():
        one, instead, _ = running_plan()
        one.summit.starts_on = one.summit.ends_on = now().date()
        from summitapp.audit.services import record

        record("summit.changed", one.summit)
        person, reference, request = people(one)[0].person.public_id, standing(one)[0].public_id, instead.public_id
    visitor = come_in(app, uow, person)
    path = f"/en/my/summits/{SLUG}/meetings/{reference}/"
    assert "Meet them instead" not in visitor.get(path).text
    visitor.send(path, f"{path}outcome", {"said": "no_show"})
    assert "Meet them instead" in visitor.get(path).text
    answer = visitor.send(path, f"{path}instead", {"request": request})
    assert answer.status_code == 303 and reference not in answer.location
    assert "Gülşah 4" in visitor.get(answer.location).text
    with uow():
        assert {each.request.public_id for each in standing(the_round())} >= {request}
