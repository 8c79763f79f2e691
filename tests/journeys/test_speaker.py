"""A speaker on a phone, in Turkish, by the link of a real mail; the organisers see it, and the public what she allows."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from PIL import Image
from playwright.sync_api import Page, expect

from summitapp.agenda.values import Visibility
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.outbox.tasks import SmtpTransport
from tests.agenda.test_browser import sign_in
from tests.factories.agenda import MOMENT, add, make_world, publish, team_member
from tests.factories.speakers import GPS, photo, slides
from tests.journeys.people import Post, link_in
from tests.rig.mail import Mailbox
from tests.rig.site import Site

MAIL = "isil@belediye.example.org"


@pytest.fixture
def post(app: APIFlask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Let the application send by a real mail server, and read what arrives there."""
    config = app.extensions["config"]
    monkeypatch.setattr(app.extensions["outbox"], "transport", SmtpTransport(mailbox.url, config.mail_sender))
    return Post(mailbox)


@pytest.fixture
def stage(uow: Any) -> tuple[str, str]:
    """Işıl in a public and a closed session of a published agenda; returns who organises, and her public id."""
    with uow():
        world = make_world()
        speaker = Person(given_name="Işıl", family_name="Şahin", email=MAIL, language="tr", created_at=MOMENT)
        speaker.search_key = speaker.name.search_key
        db.session.add(speaker)
        db.session.flush()
        add(world, "OPEN", 1, "HALL-B", speaker, world.ayse, words=Translated("Die Stadt kühlen", "Kenti serinletmek", "Cooling the city"))
        add(world, "ROUND", 4, "HALL-C", speaker, words=Translated("Die Runde", "Kapalı oturum", "The round"),
            visibility=Visibility.CLOSED)  # fmt: skip
        publish(world.summit)
        return team_member(world.summit), speaker.public_id


@pytest.mark.timeout(240)
def test_she_answers_introduces_herself_and_brings_her_slides(
    site: Site, page: Page, phone: Page, post: Post, stage: tuple[str, str], accessible: Any, tmp_path: Path
) -> None:
    organiser, reference = stage
    phone.set_default_timeout(15_000)
    page.set_default_timeout(15_000)
    sign_in(page, site, organiser)
    page.goto("/en/organise/izmir-2027/speakers/")
    page.locator("summary", has_text="Invite").click()
    page.locator("details[open] button").click()
    expect(page.locator("main .note.done")).to_be_visible()

    link = link_in(post.next_to(MAIL), "/speakers/")
    phone.goto(link)
    assert phone.locator("html").get_attribute("lang") == "tr"
    assert "Işıl Şahin" in phone.locator("h1").inner_text()
    accessible(phone)
    answers(phone, link, accessible)
    introduces_herself(phone, link, tmp_path, accessible)
    brings(phone, link, tmp_path)
    days(phone, link, accessible)
    the_organisers_see_it(page, reference, accessible)
    the_public_sees(page, reference, accessible)


def answers(phone: Page, link: str, accessible: Any) -> None:
    """Yes to the one, no to the other; a no without a word comes back."""
    session = phone.locator("li.card-x", has_text="Kenti serinletmek")
    session.locator("button[value=confirm]").click()
    expect(phone.locator("main .note.done")).to_be_visible()
    expect(session.locator(".chip.tile")).to_be_visible()
    phone.goto(link + "sessions/ROUND/")
    accessible(phone)
    phone.locator("details.confirm > summary").first.click()
    phone.locator("button[value=decline]").click()
    expect(phone.locator("#faults")).to_be_visible()
    phone.locator("#word").fill("O gün Bremen’deyim; Şükrü Bey gelebilir.")
    phone.locator("button[value=decline]").click()
    expect(phone.locator(".chip.clay")).to_be_visible()


def introduces_herself(phone: Page, link: str, folder: Path, accessible: Any) -> None:
    """A photo with a place in it, words in two languages, and her yes to showing them."""
    taken = folder / "ben.jpg"
    taken.write_bytes(photo(1200, 900))
    assert Image.open(taken).getexif().get_ifd(GPS)
    phone.goto(link + "about/")
    phone.locator("input[type=file]").set_input_files(taken)
    phone.locator("button[value=photo]").click()
    kept = phone.locator("img.portrait")
    expect(kept).to_be_visible()
    phone.wait_for_function("() => document.querySelector('img.portrait').naturalWidth > 0")
    phone.locator("#biography-tr").fill("Kentleri serinletir.")
    phone.locator("#biography-de").fill("Sie kühlt Städte.")
    phone.locator("#pronunciation").fill("Işıl, ı gibi")
    phone.locator("#released").check()
    accessible(phone)
    phone.locator("button[value=words]").click()
    expect(phone.locator("main .note.done")).to_be_visible()


def brings(phone: Page, link: str, folder: Path) -> None:
    """First what cannot be taken, then her slides."""
    wrong, right = folder / "sunum.exe", folder / "Yeşil çatılar.pptx"
    wrong.write_bytes(b"MZ")
    right.write_bytes(slides())
    phone.goto(link + "sessions/OPEN/")
    for file, then in ((wrong, ".fault-text"), (right, "main .paper")):
        phone.locator("input[type=file]").set_input_files(file)
        phone.locator("form[enctype] button").click()
        expect(phone.locator(then).first).to_be_visible()
    assert "Yeşil çatılar" in phone.locator(".paper").inner_text()


def days(phone: Page, link: str, accessible: Any) -> None:
    """The first day in part, the last not at all; the times are asked only where they count."""
    phone.goto(link + "times/")
    expect(phone.locator("#days-0-since")).to_be_hidden()
    phone.locator("#days-0-presence-1").check()
    phone.locator("#days-0-since").fill("09:30")
    phone.locator("#days-0-until").fill("13:00")
    phone.locator("#days-2-presence-2").check()
    accessible(phone)
    phone.locator("main form button").click()
    expect(phone.locator("main .note.done")).to_be_visible()


def the_organisers_see_it(page: Page, reference: str, accessible: Any) -> None:
    """Everything she said, at a desk."""
    page.goto("/en/organise/izmir-2027/speakers/?q=SAHIN")
    row = page.locator("tbody tr")
    for words in ("1 declined", "1 confirmed", "TR", "Photo", "told"):
        expect(row).to_contain_text(words)
    accessible(page)
    page.goto(f"/en/organise/izmir-2027/speakers/{reference}/")
    main = page.locator("main")
    for words in ("Şükrü Bey gelebilir", "Yeşil çatılar", "09:30–13:00"):
        expect(main).to_contain_text(words)
    accessible(page)
    page.goto("/en/organise/izmir-2027/")
    expect(main).to_contain_text("1 speaker cannot come")


def the_public_sees(page: Page, reference: str, accessible: Any) -> None:
    """Her words and her photo without a place; nothing of the closed session."""
    page.goto(f"/de/summits/izmir-2027/speakers/{reference}/")
    main = page.locator("main")
    expect(main).to_contain_text("Sie kühlt Städte.")
    assert "Runde" not in main.inner_text() and "gibi" not in main.inner_text()
    accessible(page)
    source = page.locator("img.portrait").get_attribute("src")
    assert source is not None
    body = page.request.get(source).body()
    picture = Image.open(io.BytesIO(body))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (675, 900), {})
    assert not re.search(rb"Exif|Kamera", body)
    page.goto("/de/summits/izmir-2027/speakers/")
    expect(main).to_contain_text("Şahin")
    accessible(page)
