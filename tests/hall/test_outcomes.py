"""What came of a meeting: one tap each, changeable, and one "they did not come" is enough."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.hall import rules
from summitapp.hall.queries import outcome_of
from summitapp.hall.services.papers import plan_sheet
from summitapp.hall.values import Held, Said, TableFree, Tap
from summitapp.matchmaking.values import MeetingState, RoundPhase
from tests.conftest import UnitOpener
from tests.factories.agenda import team_member
from tests.factories.enrolment import come_in
from tests.factories.meetings import SLUG, Hall, make_hall, meet, the_meeting
from tests.factories.visitors import Visitor

OWN = f"/en/my/summits/{SLUG}/meetings/"


def hall(uow: UnitOpener, minutes: int) -> tuple[Hall, str]:
    """A hall in which the first slot began so many minutes ago, and its first meeting."""
    with uow():
        start = now().replace(second=0, microsecond=0) - timedelta(minutes=minutes)
        made = make_hall(4, starts_at=start)
        made.summit.starts_on = start.date()
        made.summit.ends_on = start.date() + timedelta(days=1)
        meeting = meet(made, 1, 2)
        meet(made, 3, 4, table=1)
        return made, meeting.public_id


def said(uow: UnitOpener, reference: str, number: int) -> Said | None:
    with uow():
        meeting = the_meeting(reference)
        mine = meeting.request.attendees[number - 1].registration_id
        found = outcome_of(meeting.id, mine)
        return Said(found.held, found.valuable, found.follow_up, found.note) if found else None


def tap(visitor: Visitor, reference: str, what: str, **more: str) -> Any:
    return visitor.send("/en/my/", f"{OWN}{reference}/outcome", {"said": what, **more})


def test_a_tap_is_an_answer_and_another_changes_it(app: Flask, uow: UnitOpener) -> None:
    made, reference = hall(uow, 10)
    visitor = come_in(app, uow, made.people[0])
    assert "How was it?" in visitor.get(f"{OWN}{reference}/").text
    assert tap(visitor, reference, "valuable").status_code == 303
    assert said(uow, reference, 1) == Said(Held.TOOK_PLACE, True)
    tap(visitor, reference, "follow_up")
    tap(visitor, reference, "not_valuable")
    assert said(uow, reference, 1) == Said(Held.TOOK_PLACE, False, True)
    tap(visitor, reference, "no_show")
    assert said(uow, reference, 1) == Said(Held.NO_SHOW)
    tap(visitor, reference, "took_place")
    assert said(uow, reference, 1) == Said(Held.TOOK_PLACE)
    assert said(uow, reference, 2) is None, "nobody answers for another"


def test_before_it_begins_nothing_can_be_said(app: Flask, uow: UnitOpener) -> None:
    made, reference = hall(uow, -30)
    visitor = come_in(app, uow, made.people[0])
    page = visitor.get(f"{OWN}{reference}/").text
    assert "How was it?" not in page and "Table 1" in page
    assert tap(visitor, reference, "took_place").status_code == 409
    assert said(uow, reference, 1) is None


def test_while_the_plan_is_provisional_the_page_leads_to_an_objection(app: Flask, uow: UnitOpener) -> None:
    made, reference = hall(uow, -30)
    visitor, way = come_in(app, uow, made.people[0]), f"{OWN}{reference}/object"
    assert way not in visitor.get(f"{OWN}{reference}/").text
    with uow():
        meeting = the_meeting(reference)
        meeting.state, meeting.round.phase = MeetingState.PROVISIONAL, RoundPhase.PROVISIONAL
        record("meeting.provisional", meeting)
    assert way in visitor.get(f"{OWN}{reference}/").text
    assert visitor.get(way).status_code == 200


def test_a_note_is_one_s_own(app: Flask, uow: UnitOpener) -> None:
    made, reference = hall(uow, 10)
    mine, other = (come_in(app, uow, made.people[place]) for place in (0, 1))
    tap(mine, reference, "valuable")
    path = f"{OWN}{reference}/"
    assert mine.send(path, path + "note", {"note": "Send the biogas study"}).status_code == 303
    assert "Send the biogas study" in mine.get(path).text
    assert "biogas" not in other.get(path).text
    assert said(uow, reference, 1) == Said(Held.TOOK_PLACE, True, False, "Send the biogas study")
    assert mine.send(path, path + "note", {"note": "x" * 2001}).status_code == 422


def test_a_meeting_is_seen_by_those_at_its_table_only(app: Flask, uow: UnitOpener) -> None:
    made, reference = hall(uow, 10)
    stranger = come_in(app, uow, made.people[2])
    for path in (f"{OWN}{reference}/", f"{OWN}{reference}/briefing.pdf"):
        assert stranger.get(path).status_code == 404
    assert app.test_client().get(f"{OWN}{reference}/").status_code == 303


def test_the_page_of_the_evening_asks_for_all_at_once(app: Flask, uow: UnitOpener) -> None:
    made, reference = hall(uow, 10)
    visitor = come_in(app, uow, made.people[0])
    page = visitor.get(f"{OWN}outcomes/").text
    assert page.count("It was valuable") == 1
    answer = visitor.send(f"{OWN}outcomes/", f"{OWN}{reference}/outcome", {"said": "valuable", "next": "outcomes"})
    assert answer.headers["Location"].endswith(f"/meetings/outcomes/#m-{reference}")


@pytest.fixture
def heard() -> Any:
    """What is announced of tables that are free."""
    found: list[TableFree] = []
    listen: Callable[[TableFree], None] = found.append
    events.connect(TableFree, listen)
    yield found
    events._reactions[TableFree].remove(listen)


def test_a_no_show_while_the_slot_runs_frees_the_table_once(app: Flask, uow: UnitOpener, heard: list[TableFree]) -> None:
    made, reference = hall(uow, 5)
    visitor = come_in(app, uow, made.people[0])
    tap(visitor, reference, "no_show")
    tap(visitor, reference, "no_show")
    (news,) = heard
    with uow():
        mine = the_meeting(reference).request.asker.public_id
    assert news.meeting == reference and news.waiting == (mine,)


def test_after_the_slot_no_table_is_free(app: Flask, uow: UnitOpener, heard: list[TableFree]) -> None:
    made, reference = hall(uow, 26)
    tap(come_in(app, uow, made.people[0]), reference, "no_show")
    assert heard == []


def test_staff_write_down_who_is_missing(app: Flask, uow: UnitOpener, heard: list[TableFree]) -> None:
    made, reference = hall(uow, 5)
    with uow():
        desk = team_member(db.session.merge(made.summit), Role.DESK, "desk@example.org")
        gone = the_meeting(reference).request.attendees[1].registration.public_id
    staff, page = Visitor(app, desk), f"/en/organise/{SLUG}/meetings/screens/"
    assert "Gülşah 1" in staff.get(page).text, "staff see who should sit there"
    assert staff.send(page, f"{page}{reference}/missing", {}).status_code == 303
    assert said(uow, reference, 1) is None, "nobody was named"
    staff.send(page, f"{page}{reference}/missing", {"absent": gone})
    assert said(uow, reference, 1) == Said(Held.NO_SHOW) and said(uow, reference, 2) is None
    assert len(heard) == 1
    assert "Somebody did not come" in staff.get(page).text


def test_who_is_not_of_the_team_sees_no_tables(app: Flask, uow: UnitOpener) -> None:
    made, _reference = hall(uow, 5)
    visitor = come_in(app, uow, made.people[0])
    for path in ("screens/", "screens/show/", "paper/", "report/", "paper/tables.pdf", "report.xlsx"):
        assert visitor.get(f"/en/organise/{SLUG}/meetings/{path}").status_code == 403, path


def test_the_screen_names_houses_and_nobody(app: Flask, uow: UnitOpener) -> None:
    made, _reference = hall(uow, 5)
    with uow():
        desk = team_member(db.session.merge(made.summit), Role.DESK, "desk@example.org")
    page = Visitor(app, desk).get(f"/en/organise/{SLUG}/meetings/screens/show/").text
    assert "Stadt Bremen" in page and "Stadt Karşıyaka" in page and "Gülşah" not in page


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "held"), [
    ([], None), ([Held.TOOK_PLACE], Held.TOOK_PLACE), ([Held.TOOK_PLACE, Held.NO_SHOW], Held.NO_SHOW),
    ([Held.CALLED_OFF, Held.TOOK_PLACE], Held.CALLED_OFF),
])  # fmt: skip
def test_one_did_not_come_makes_it_a_no_show(said: list[Held], held: Held | None) -> None:
    assert rules.held_of(said) is held


def test_who_waited_is_not_missing_and_where_all_say_so_nobody_is_blamed() -> None:
    assert rules.missing([1, 2], {1: Held.NO_SHOW}) == {2}
    assert rules.missing([1, 2, 3], {1: Held.NO_SHOW, 2: Held.NO_SHOW}) == {3}
    assert rules.missing([1, 2], {1: Held.NO_SHOW, 2: Held.NO_SHOW}) == frozenset()
    assert rules.missing([1, 2], {1: Held.TOOK_PLACE}) == frozenset()


def test_what_did_not_take_place_was_worth_nothing() -> None:
    assert rules.tapped(Said(Held.TOOK_PLACE, True, True, "mine"), Tap.NO_SHOW) == Said(Held.NO_SHOW, None, False, "mine")




def test_of_whoever_asked_not_to_be_named_only_the_house_is_told(app: Flask, uow: UnitOpener) -> None:
    made, reference = hall(uow, 10)
    with uow():
        other = the_meeting(reference).request.attendees[1].registration
        other.function, other.person.hidden_at = "Oberbürgermeisterin", now()
        record("person.hidden", other)
    visitor = come_in(app, uow, made.people[0])
    for page in (f"{OWN}{reference}/", f"/en/my/summits/{SLUG}/agenda/"):
        answer = visitor.get(page)
        assert answer.status_code == 200 and "Oberbürgermeisterin" not in answer.text, page
    with uow():
        sheet = plan_sheet(the_meeting(reference).round.summit)
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    assert not any("Oberbürgermeisterin" in str(cell) for row in book.active.iter_rows(values_only=True) for cell in row)
