"""In the evening one mail asks how the meetings were; invitations by mail follow the plan; figures tell nobody's secret."""

import io
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
import vobject
from flask import Flask
from openpyxl import load_workbook

from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.calendars.values import Delivery
from summitapp.core import clock, events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.hall import rules
from summitapp.hall import services as hall_services
from summitapp.hall.models import Outcome
from summitapp.hall.services import evening, reporting
from summitapp.hall.values import Held
from summitapp.hall.values.report import By, Fact
from summitapp.matchmaking.models import Meeting
from summitapp.matchmaking.values import ChangeKind, MeetingChanged, MeetingState
from summitapp.portal import services as portal
from summitapp.registration.models import Registration
from summitapp.summits.queries import by_slug
from tests.conftest import Reader, UnitOpener
from tests.factories.agenda import team_member
from tests.factories.enrolment import come_in
from tests.factories.meetings import SLUG, Hall, called_off, make_hall, meet, moved, the_meeting
from tests.factories.visitors import Visitor

Letters = Callable[[], list[EmailMessage]]


def today(people: int = 4) -> Hall:
    """A hall whose meetings began at noon in İzmir."""
    noon = now().replace(hour=9, minute=0, second=0, microsecond=0)
    made = make_hall(people, starts_at=noon)
    made.summit.starts_on, made.summit.ends_on = noon.date(), noon.date() + timedelta(days=1)
    return made


def at(monkeypatch: pytest.MonkeyPatch, hour: int, minute: int = 0) -> None:
    """Let it be that time, in UTC, in the rooms that ask."""
    moment = clock.now().replace(hour=hour, minute=minute, second=0, microsecond=0)
    monkeypatch.setattr(evening, "now", lambda: moment)


def plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_the_mail_comes_after_the_last_meeting_once_to_whoever_has_not_said(
    app: Flask, uow: UnitOpener, reading: Reader, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    with uow():
        hall = today()
        first = meet(hall, 1, 2)
        meet(hall, 3, 4, slot=1, table=1)
        db.session.add(Outcome(meeting_id=first.id, registration_id=hall.registrations[0].id, held=Held.TOOK_PLACE, at=now()))
        record("outcome.given", first)
    before = len(letters())
    at(monkeypatch, 9, 50)  # the second meeting ended at 09:55
    with reading():
        assert hall_services.ask_all() == 0
    at(monkeypatch, 10, 30)
    with reading():
        assert hall_services.ask_all() == 3
    with reading():
        assert hall_services.ask_all() == 0, "once"
    found = letters()[before:]
    assert sorted(one["To"] for one in found) == [f"gulsah{number}@example.org" for number in (2, 3, 4)]
    text = plain(next(one for one in found if one["To"] == "gulsah2@example.org"))
    assert "Stadt Bremen" in text and "Gülşah 1" not in text
    assert "/meetings/outcomes/" in text and "/my/link/" in text


def test_too_late_in_the_night_nobody_is_asked(
    app: Flask, uow: UnitOpener, reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with uow():
        meet(today(2), 1, 2)
    at(monkeypatch, 15, 26)
    with reading():
        assert hall_services.ask_all() == 0


# --- invitations by mail --------------------------------------------------------------------------------------------------


def invitations(letters: Letters) -> list[tuple[str, Any]]:
    found = []
    for letter in letters():
        part = next((one for one in letter.walk() if one.get_content_type() == "text/calendar"), None)
        if part is not None and part.get_param("method") != "PUBLISH":
            calendar = vobject.readOne(part.get_content())
            (event,) = calendar.vevent_list
            if "Treffen" in event.summary.value or "Meeting" in event.summary.value or "Görüşme" in event.summary.value:
                found.append((calendar.method.value, event))
    return found


def change(uow: UnitOpener, reference: str, deed: Callable[[Meeting], object], kind: ChangeKind) -> None:
    with uow():
        deed(the_meeting(reference))
        events.announce(MeetingChanged(reference, kind))


def test_whoever_chose_mail_is_invited_moved_and_uninvited_under_one_uid(
    app: Flask, uow: UnitOpener, letters: Letters
) -> None:
    with uow():
        made = make_hall(2)
        reference = meet(made, 1, 2, state=MeetingState.PROVISIONAL).public_id
        made.registrations[0].person.proven_at = now()
        slots = [one.id for one in made.slots]
    with uow():
        person = db.session.scalars(sa.select(Registration).order_by(Registration.id)).first().person
        portal.choose_way(person, Delivery.MAIL, None)
    assert invitations(letters) == [], "what is provisional invites nobody"

    def confirm(meeting: Meeting) -> None:
        meeting.state = MeetingState.CONFIRMED
        record("meeting.confirmed", meeting)

    def later(meeting: Meeting) -> None:
        from summitapp.matchmaking.models import MeetingSlot

        moved(meeting, db.session.get_one(MeetingSlot, slots[2]))

    change(uow, reference, confirm, ChangeKind.ADDED)
    change(uow, reference, later, ChangeKind.MOVED)
    change(uow, reference, called_off, ChangeKind.DROPPED)
    found = invitations(letters)
    assert [method for method, _event in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({event.uid.value for _method, event in found}) == 1
    numbers = [int(event.sequence.value) for _method, event in found]
    assert numbers == sorted(set(numbers)), "each later than the one before"
    assert found[1][1].dtstart.value - found[0][1].dtstart.value == timedelta(hours=1)
    assert all("Gülşah 2" not in event.serialize() for _method, event in found)


# --- the report -------------------------------------------------------------------------------------------------------------


def _reported(uow: UnitOpener, pairs: int) -> None:
    """So many meetings between Bremen and Karşıyaka that took place; one side of the first never came."""
    with uow():
        start = now() - timedelta(hours=5)
        made = make_hall(2, starts_at=start, slots=8, tables=2 * pairs)
        from tests.factories.meetings import delegate

        people = [*made.registrations, *(delegate(made.summit, number) for number in range(3, 2 * pairs + 1))]
        made.registrations[:] = people
        for number in range(pairs):
            meeting = meet(made, 2 * number + 1, 2 * number + 2, table=number)
            held = Held.NO_SHOW if number == 0 else Held.TOOK_PLACE
            db.session.add(Outcome(meeting_id=meeting.id, registration_id=people[2 * number].id, held=held,
                                   valuable=True if number else None, at=now()))  # fmt: skip
        record("outcome.given", meeting)


def test_the_report_counts_and_blames_who_did_not_come(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    _reported(uow, 6)
    with reading():
        report = hall_services.report_of(by_slug(SLUG))
    total = report.total
    assert (total.asked, total.accepted, total.planned, total.heard, total.kept, total.absent) == (6, 6, 6, 6, 5, 1)
    kinds = {line.key: line for line in report.lines[By.KIND]}
    assert kinds["city_administration"].absent == 1
    assert (report.people, report.enough) == (12, 0)
    assert {line.key for line in report.lines[By.TOPIC]} == {"mobility", "waste", "water"}
    assert report.lines[By.CITY] == (), "each city met fewer than five times"


def test_of_few_no_figure_is_told(app: Flask, uow: UnitOpener) -> None:
    _reported(uow, 3)
    with uow():
        viewer = team_member(by_slug(SLUG), Role.VIEWER, "viewer@example.org")
    visitor = Visitor(app, viewer)
    page = visitor.get(f"/en/organise/{SLUG}/meetings/report/?by=sdg").text
    assert "too few" in page and "No group is large enough yet" in page
    data = visitor.get(f"/en/organise/{SLUG}/meetings/report.xlsx").data
    book = load_workbook(io.BytesIO(data))
    assert len(book.sheetnames) == 5
    values = [cell for row in book.worksheets[0].iter_rows(min_row=6, values_only=True) for cell in row]
    assert values[:2] == [3, 3] and values[3] is None and values[8] is None


def test_shares_are_of_those_that_can_be_told() -> None:
    groups = {By.CITY: frozenset({"A"})}
    facts = [Fact(True, True, True, True, True, True, groups=groups)] * 4 + [Fact(False, True, groups=groups)] * 6
    line = rules.count("", facts)
    assert rules.shares_of(line)["accepted"].percent == 40
    assert rules.shares_of(line)["kept"].percent is None
    (city,) = rules.by_group(facts, By.CITY)
    assert (city.key, city.asked) == ("A", 10)


def test_a_report_without_meetings_is_empty(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        make_hall(2)
        viewer = team_member(by_slug(SLUG), Role.VIEWER, "viewer@example.org")
    assert "Nothing to report yet" in Visitor(app, viewer).get(f"/en/organise/{SLUG}/meetings/report/").text
    with reading():
        assert reporting.report_of(by_slug(SLUG)) is not None


def test_one_s_agenda_shows_the_meetings_beside_sessions(app: Flask, uow: UnitOpener) -> None:
    with uow():
        made = make_hall(2)
        reference = meet(made, 1, 2).public_id
    page = come_in(app, uow, made.people[0]).get(f"/en/my/summits/{SLUG}/agenda/").text
    assert "Meeting with Gülşah 2" in page and f"/meetings/{reference}/" in page
    assert "Table 1, Salon B" in page and "Leitung, Stadt Karşıyaka" in page
