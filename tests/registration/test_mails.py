"""The mails of registration, as they arrive."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from email.message import EmailMessage

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from summitapp.calendars import services as feeds
from summitapp.calendars.values import FeedKind
from summitapp.core.clock import now
from summitapp.registration import services
from summitapp.registration.values import Source
from summitapp.summits.models import Summit, SummitDay
from tests.conftest import UnitOpener
from tests.factories.registration import enter, make_summit, registered

Letters = Callable[[], list[EmailMessage]]


def text(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return part.get_content()


def html(letter: EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part is not None
    return part.get_content()


@pytest.mark.parametrize(("language", "greeting", "name"), [
    ("de", "Guten Tag Gülşah 1 Yıldız Ünal,", "Gipfel İzmir"),
    ("tr", "Sayın Gülşah 1 Yıldız Ünal,", "İzmir Zirvesi"),
    ("en", "Hello Gülşah 1 Yıldız Ünal,", "İzmir Summit"),
])
def test_every_mail_is_in_the_language_of_its_reader(
    uow: UnitOpener, letters: Letters, language: str, greeting: str, name: str
) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        first = enter(summit, 1, language=language, source=Source.FORM)
        second = enter(summit, 2, language=language)
        third = enter(summit, 3, language=language)
    with uow():
        services.approve(registered(first))
        services.approve(registered(second))
        services.decline(registered(third), "Kein Platz")
    with uow():
        services.prove(registered(first))
        services.reopen(registered(third))
    with uow():
        services.cancel(registered(first), "Absage")
    with uow():
        services.accept_offer(registered(second))
    with uow():
        services.withdraw(registered(second))
    sent = letters()
    assert len(sent) == 12
    for letter in sent:
        assert name in letter["Subject"]
        assert greeting.split("Gülşah")[0] in text(letter)
        assert greeting.split("Gülşah")[0] in html(letter)
        assert "%(" not in text(letter) + html(letter)
        assert "None" not in text(letter)
        assert not re.search(r"\n{4,}", text(letter))
        assert "style=" in html(letter)


def _summit_of_two_days() -> Summit:
    summit = make_summit()
    for number in range(2):
        summit.days.append(SummitDay(day=summit.starts_on + timedelta(days=number), opens=time(9), closes=time(18)))
    return summit


def test_the_first_mail_asks_for_proof_and_later_ones_bring_the_calendar(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        receipt = enter(_summit_of_two_days(), 1, source=Source.FORM)
    with uow():
        services.prove(registered(receipt))
    first, second = letters()
    assert "/tr/registrations/confirm/" in text(first)
    assert "/tr/my/link/" in text(first)
    assert "/registrations/confirm/" not in text(second)
    assert receipt.code in text(second)
    calendars = [part for part in second.iter_attachments() if part.get_content_type() == "text/calendar"]
    events = Calendar.from_ical(calendars[0].get_payload(decode=True)).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["İzmir Zirvesi", "İzmir Zirvesi"], "one for each day"


def test_the_file_of_a_mail_holds_the_very_entries_of_the_subscription(
    uow: UnitOpener, letters: Letters, client: FlaskClient
) -> None:
    with uow():
        receipt = enter(_summit_of_two_days(), 1, source=Source.FORM)
    with uow():
        person = services.prove(registered(receipt)).person
        token = feeds.token_of(feeds.open_feed(FeedKind.PERSONAL, person.public_id))

    def entries(data: bytes) -> set[tuple[str, int, str]]:
        events = Calendar.from_ical(data).walk("VEVENT")
        return {(str(one["UID"]), int(one["SEQUENCE"]), one["DTSTART"].dt.isoformat()) for one in events}

    mailed = [
        entries(part.get_payload(decode=True))
        for letter in letters() for part in letter.iter_attachments() if part.get_content_type() == "text/calendar"
    ]  # fmt: skip
    fed = entries(client.get(f"/calendars/{token}.ics?lang=tr").data)
    assert mailed == [fed, fed] and len(fed) == 2


def test_whose_calendar_follows_by_itself_gets_no_file_beside_it(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        receipt = enter(_summit_of_two_days(), 1)
        person = registered(receipt).person
        feed = feeds.open_feed(FeedKind.PERSONAL, person.public_id)
        feeds.note_fetches([(feed.public_id, now())])
        services.cancel(registered(receipt), "Absage")
    with uow():
        services.reopen(registered(receipt))
        services.approve(registered(receipt))
    assert len(letters()) >= 3
    for letter in letters():
        assert all(part.get_content_type() != "text/calendar" for part in letter.walk())


def test_who_has_no_address_receives_no_mail(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        receipt = enter(make_summit(), 1, email=None)
        services.cancel(registered(receipt), "Absage")
    assert letters() == []
