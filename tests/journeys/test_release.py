"""An organiser publishes a change, sees who is told, sends, and changes a session at short notice; read by other programs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.agenda import services
from summitapp.outbox.tasks import SmtpTransport
from summitapp.summits.models import Summit
from tests.accounts.helpers import PASSWORD, make_user
from tests.agenda.releases import load, move, somebody
from tests.factories.agenda import OPENS, add, details, make_world, publish, the_summit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.rig.mail import Mailbox

HOUR = timedelta(hours=1)
BASE = "/en/organise/izmir-2027/agenda/"


@pytest.fixture
def published(uow: Any) -> None:
    """A first release that everybody was told of, and a draft in which Anna moves, Berta's text changes and Cem goes."""
    with uow():
        world = make_world()
        world.summit.contact_email = "desk@example.org"
        add(world, "MOVES", 1, "HALL-B", somebody("Anna", "Ast", "de"), title="Cooling the city")
        add(world, "STAYS", 1, "HALL-C", somebody("Berta", "Bach"), title="Ports that talk")
        add(world, "GOES", 4, "HALL-B", somebody("Cem", "Can", "tr"), title="Vocational training")


def sign_in(page: "Page") -> None:
    page.goto("/en/sign-in/")
    page.fill("#email", "ayse@example.org")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/en/organise/")


def events(mailbox: "Mailbox", since: int) -> dict[str, Any]:
    """Return the calendar entry each reader was sent since then, as vobject reads it."""
    found = {}
    for message in mailbox.messages[since:]:
        (part,) = message.iter_attachments()
        found[str(message["To"]).split("@")[0]] = vobject.readOne(part.get_payload(decode=True).decode()).vevent
    return found


def test_publish_and_only_those_whom_it_concerns_are_told(
    page: "Page", app: Flask, uow: Any, mailbox: "Mailbox", monkeypatch: pytest.MonkeyPatch, published: None,
    accessible: Callable[["Page"], None],
) -> None:  # fmt: skip
    make_user(uow, role=Role.OWNER, slug="izmir-2027")
    monkeypatch.setattr(app.extensions["outbox"], "transport",
                        SmtpTransport(mailbox.url, app.extensions["config"].mail_sender))  # fmt: skip
    with uow():
        services.release_notices(publish(), 3)
    first = events(mailbox, 0)
    assert set(first) == {"anna.ast", "berta.bach", "cem.can"}
    assert {event.sequence.value for event in first.values()} == {"0"}
    with uow():
        move("MOVES", "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR)
        berta = load("STAYS").appearances[0].person
        services.edit_session(load("STAYS"), details("Ports that sing", berta), load("STAYS").revision)
        services.cancel_session(load("GOES"), load("GOES").revision)

    sign_in(page)
    page.goto(f"{BASE}publish/")
    accessible(page)
    assert page.input_value("#name") == "2"
    page.fill("#name", "After the rain")
    page.fill("#note-en", "Two halls are under water.")
    page.fill("#note-de", "Zwei Säle stehen unter Wasser.")
    if page.locator("#acknowledged").count():
        page.check("#acknowledged")
    page.get_by_role("button", name="Publish now").click()
    page.wait_for_url("**/versions/2/told/")
    accessible(page)
    assert len(mailbox.messages) == 3, "nothing leaves before somebody says so"
    row = page.locator("tr", has_text="Berta Bach")
    row.get_by_role("button", name="Leave out").click()
    page.get_by_role("link", name="Anna Ast").click()
    assert "15:00–16:00" in page.locator("pre.letter").inner_text() and "Zwei Säle" in page.locator("pre.letter").inner_text()
    accessible(page)
    page.go_back()
    page.get_by_role("button", name="Send 2 mails now").dblclick()
    page.locator(".note.done", has_text="on their way").wait_for()
    mailbox.wait_for(5)

    second = events(mailbox, 3)
    assert set(second) == {"anna.ast", "cem.can"}
    assert {name: event.uid.value for name, event in second.items()} == {name: first[name].uid.value for name in second}
    assert (second["anna.ast"].sequence.value, second["anna.ast"].status.value) == ("1", "CONFIRMED")
    assert second["anna.ast"].dtstart.value.astimezone(UTC) == datetime(2027, 10, 13, 12, tzinfo=UTC)
    assert (second["cem.can"].sequence.value, second["cem.can"].status.value) == ("1", "CANCELLED")

    page.goto(f"{BASE}sessions/STAYS/urgent/")
    accessible(page)
    page.select_option("#room", "HALL-B")
    page.fill("#note-en", "The floor is wet.")
    page.get_by_role("button", name="See whom it concerns").click()
    page.get_by_text("appears in it").wait_for()
    accessible(page)
    page.get_by_role("button", name="Publish this change").dblclick()
    page.locator(".note.done").wait_for()
    assert page.url.endswith("/versions/3/told/")
    mailbox.wait_for(6)
    third = events(mailbox, 5)
    assert set(third) == {"berta.bach"}, "who appears in no changed session hears nothing"
    assert (third["berta.bach"].uid.value, third["berta.bach"].sequence.value) == (first["berta.bach"].uid.value, "1")
    page.get_by_role("link", name="Telephone list").click()
    page.wait_for_url("**/versions/3/phones/")
    page.goto("/en/summits/izmir-2027/agenda/changes/")
    accessible(page)
    assert "After the rain.1" in page.content() and "The floor is wet." in page.content()
    with uow():
        summit: Summit = the_summit()
        assert summit.revision == 4
