"""The pages of mailings, without a browser."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.core.db import db
from summitapp.mailings import queries, services
from summitapp.mailings.models import Mailing, Reminder
from summitapp.mailings.values.starters import STARTERS
from summitapp.summits import queries as summits
from tests.factories.mailings import said
from tests.factories.registration import enter
from tests.factories.visitors import Visitor
from tests.mailings.helpers import SLUG, base, filled, organiser
from tests.rig.statements import heard


def written(visitor: Visitor, **given: Any) -> str:
    """Write a mailing by the form; returns the address of its page."""
    answer = visitor.send(f"{base()}new/", f"{base()}new/", filled(**given))
    assert answer.status_code == 303, re.findall(r"fault-text.*", answer.text)
    return str(answer.headers["Location"])


def test_a_mailing_is_drafted_looked_at_and_sent(app: Flask, uow: Any, letters: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor, subject="Grüße aus {summit}")
    shown = visitor.get(page).text
    assert "3 recipients" in shown and "Reader 1 of 3" in shown and "EN: Hello Gülşah 3" in shown
    assert "TR: Hello Gülşah 2" in visitor.get(f"{page}?language=tr").text
    assert "DE: Hello Gülşah 1" in visitor.get(f"{page}?reader=3").text
    frame = visitor.get(f"{page}letter/?language=tr")
    assert "TR: Hello Gülşah 2" in frame.text and "sandbox" in frame.headers["Content-Security-Policy"]
    before = len(letters())
    wrong = visitor.send(f"{page}send/", f"{page}send/", {"number": "2", "when": "now"})
    assert wrong.status_code == 422 and "would go to 3 people now" in wrong.text and len(letters()) == before
    assert visitor.send(f"{page}send/", f"{page}send/", {"number": "3", "when": "now"}).status_code == 303
    assert len(letters()) == before + 3
    done = visitor.get(page).text
    assert "Delivered" in done and "What was written" in done
    assert visitor.get(f"{page}edit/").status_code == 303
    assert ">Sent <" in visitor.get(base()).text.replace("\n", "")


def test_faults_stand_beside_the_field_and_the_text_is_kept(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    answer = visitor.send(f"{base()}new/", f"{base()}new/", filled("Hello {givenname} dear"))
    assert answer.status_code == 422
    assert "There is no placeholder {givenname}. Did you mean {given_name}?" in answer.text
    assert "TR: Hello {givenname} dear" in answer.text and 'id="body-tr-fault"' in answer.text


def test_ticked_people_become_the_recipients(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    with uow():
        people = [one.registration for one in queries.addressees(summits.by_slug(SLUG).id, said_to())]  # type: ignore[union-attr]
    answer = visitor.send(f"{base()}new/", f"{base()}begin/", {"chosen": people[:2]})
    assert answer.status_code == 303
    form = visitor.get(answer.headers["Location"]).text
    assert "the 2 people you ticked" in form
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', form)
    assert revision
    done = visitor.send(answer.headers["Location"], answer.headers["Location"], filled(revision=revision[1]))
    assert "2 recipients" in visitor.get(done.headers["Location"]).text
    nobody = visitor.send(f"{base()}new/", f"{base()}begin/", {})
    assert "Nobody was chosen" in visitor.get(nobody.headers["Location"]).text


def said_to() -> Any:
    from summitapp.mailings.values import Audience

    return Audience()


def test_who_changes_what_somebody_else_changed_is_told(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor)
    first = visitor.send(f"{page}edit/", f"{page}edit/", filled("One", revision="1"))
    assert first.status_code == 303
    second = visitor.send(f"{page}edit/", f"{page}edit/", filled("Two", revision="1"))
    assert second.status_code == 422 and "Someone else has changed this" in second.text


def test_a_trial_goes_to_oneself_with_nobodys_links(app: Flask, uow: Any, letters: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor, text="{full_name} {my_summit}", essential="")
    before = len(letters())
    assert visitor.send(page, f"{page}trial/", {"language": "tr"}).status_code == 303
    (one,) = letters()[before:]
    text = one.get_body(("plain",)).get_content()
    assert one["To"] == "organiser@example.org" and text.startswith("TR: organiser http://127.0.0.1/tr/my/")
    assert "/my/link/" not in text and "/no-reminders/" not in text


def test_a_page_beyond_the_last_is_the_last(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor, subject="Grüße aus {summit}")
    for number in (9, 10**30):
        assert "Grüße aus" in visitor.get(f"{base()}?page={number}").text
        assert "Gülşah" in visitor.get(f"{page}recipients/?page={number}").text


@pytest.mark.parametrize("role", [*Role])
def test_each_role_may_what_it_may(app: Flask, uow: Any, role: Role) -> None:
    visitor = organiser(app, uow, role)
    with uow():
        summit = summits.by_slug(SLUG)
        assert summit is not None
        mailing = services.begin(summit, said(), said_to())
        reference = mailing.public_id
    sees, writes = role in (Role.OWNER, Role.ORGANISER, Role.VIEWER), role in (Role.OWNER, Role.ORGANISER)
    reads = ["", "texts/", "reminders/", f"{reference}/", f"{reference}/letter/", f"{reference}/recipients/"]
    for path in reads:
        assert visitor.get(base() + path).status_code == (200 if sees else 403), path
    for path in ("new/", "texts/new/", "reminders/new/", f"{reference}/edit/", f"{reference}/send/"):
        assert visitor.get(base() + path).status_code == (200 if writes else 403), path
    assert ("New mailing" in visitor.get(base()).text) is writes


def test_a_mailing_of_another_summit_is_not_there(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor)
    assert visitor.get(page.replace(SLUG, "nowhere")).status_code in (403, 404)


def test_texts_are_kept_used_and_removed(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    for name in STARTERS:
        assert visitor.get(f"{base()}new/?text={name}").status_code == 200
    shown = visitor.get(f"{base()}texts/new/?text=thanks").text
    assert "Sie haben diese Tage" in shown and 'value="Thank you"' in shown
    form = {**filled("Kept"), "name": "My own"}
    assert visitor.send(f"{base()}texts/new/", f"{base()}texts/new/", form).status_code == 303
    again = visitor.send(f"{base()}texts/new/", f"{base()}texts/new/", form)
    assert again.status_code == 422 and "already has this name" in again.text
    with uow():
        (one,) = queries.texts(summits.by_slug(SLUG).id)  # type: ignore[union-attr]
        reference = one.public_id
    assert "EN: Kept" in visitor.get(f"{base()}new/?text={reference}").text
    page = f"{base()}texts/{reference}/"
    assert visitor.send(page, page, {**form, "name": "Renamed"}).status_code == 303
    assert visitor.send(page, f"{page}remove/").status_code == 303
    assert "No text of your own yet" in visitor.get(f"{base()}texts/").text


def test_a_reminder_is_made_switched_and_shows_its_date(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    form = {**filled(), "days": "7", "way": "before", "anchor": "summit_begins", "at": "09:00"}
    assert visitor.send(f"{base()}reminders/new/", f"{base()}reminders/new/", form).status_code == 303
    with uow():
        one = db.session.scalars(sa.select(Reminder)).one()
        reference, day = one.public_id, one.summit.starts_on
        assert one.days == -7 and one.active_since is None
    shown = visitor.get(f"{base()}reminders/").text
    assert "7 days before: The summit begins, at 09:00" in shown and "if it is switched on" in shown
    assert str((day.day - 7) if day.day > 7 else "") in shown
    page = f"{base()}reminders/{reference}/"
    assert "3 people would get it now" in visitor.get(page).text
    assert visitor.send(f"{base()}reminders/", f"{page}switch/", {"on": "1"}).status_code == 303
    assert "if it is switched on" not in visitor.get(f"{base()}reminders/").text
    assert visitor.send(page, page, {**form, "days": "3", "way": "after", "anchor": "registration_closes"}).status_code == 303
    assert "The date is not set yet." in visitor.get(f"{base()}reminders/").text
    assert visitor.send(page, f"{page}remove/").status_code == 303
    assert "No reminder yet" in visitor.get(f"{base()}reminders/").text


def asked(app: Flask, visitor: Visitor, page: str) -> int:
    with heard(app) as statements:
        assert visitor.get(page).status_code == 200
    return len(statements)


def test_lists_ask_as_often_with_three_as_with_one(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor)
    pages = [base(), page, f"{page}recipients/", f"{base()}texts/"]
    few = [asked(app, visitor, one) for one in pages]
    written(visitor), written(visitor)
    with uow():
        summit = summits.by_slug(SLUG)
        assert summit is not None
        for number in (7, 8, 9):
            enter(summit, number)
            services.save_text(summit, f"Text {number}", said())
    assert [asked(app, visitor, one) for one in pages] == few


def test_the_record_of_a_sent_mailing_is_kept_when_a_draft_is_thrown_away(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor)
    assert visitor.send(page, f"{page}copy/").status_code == 303
    assert visitor.send(page, f"{page}discard/").status_code == 303
    with uow():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mailing)) == 1


def test_a_planned_mailing_is_taken_back(app: Flask, uow: Any) -> None:
    visitor = organiser(app, uow)
    page = written(visitor)
    past = {"number": "3", "when": "later", "send_at": "2020-01-01T09:00"}
    assert "This moment has passed already." in visitor.send(f"{page}send/", f"{page}send/", past).text
    empty = {"number": "3", "when": "later", "send_at": ""}
    assert "Please say when." in visitor.send(f"{page}send/", f"{page}send/", empty).text
    good = {"number": "3", "when": "later", "send_at": "2035-01-01T09:00"}
    assert visitor.send(f"{page}send/", f"{page}send/", good).status_code == 303
    assert "Planned" in visitor.get(page).text
    assert visitor.send(page, f"{page}unplan/").status_code == 303
    assert "Draft" in visitor.get(page).text
