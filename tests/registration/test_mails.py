"""The mails of registration, as they arrive."""

import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from summitapp.registration import services
from summitapp.registration.values import Source
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


def test_the_first_mail_asks_for_proof_and_later_ones_bring_the_calendar(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        receipt = enter(make_summit(), 1, source=Source.FORM)
    with uow():
        services.prove(registered(receipt))
    first, second = letters()
    assert "/tr/registrations/confirm/" in text(first)
    assert "/tr/my/link/" in text(first)
    assert "/registrations/confirm/" not in text(second)
    assert receipt.code in text(second)
    calendars = [part for part in second.iter_attachments() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(calendars[0].get_payload(decode=True)).walk("VEVENT")
    assert str(event["SUMMARY"]) == "İzmir Zirvesi"


def test_who_has_no_address_receives_no_mail(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        receipt = enter(make_summit(), 1, email=None)
        services.cancel(registered(receipt), "Absage")
    assert letters() == []
