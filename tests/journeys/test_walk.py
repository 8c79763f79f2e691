"""The whole walk: a summit is made, people register, are let in, and their calendars know.

Nothing is taken for granted: mails come from a mail server, the badge's code from the printed page, and the
calendar is read by a library other than the one that wrote it.
"""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
import vobject
from apiflask import APIFlask
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from summitapp.core.clock import now
from summitapp.outbox.tasks import SmtpTransport
from tests.journeys.people import (
    Organiser,
    Post,
    calendar_in,
    fill_in_three,
    follow,
    link_in,
    press,
    text_of,
)  # fmt: skip
from tests.rig.mail import Mailbox
from tests.rig.paper import codes, page_codes, texts
from tests.rig.site import Site
from tests.rig.video import badge_frame, blank_frame, write_film

OWNER, SECOND, THIRD = "owner@example.org", "ayse@example.org", "juergen@example.org"
SLUG = "izmir-2028"
DAY = "2028-10-11"
TOKEN = re.compile(r"^[0-9A-HJKMNP-TV-X]{25}$")


@pytest.fixture
def post(app: APIFlask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Let the application send by a real mail server, and read what arrives there."""
    config = app.extensions["config"]
    monkeypatch.setattr(app.extensions["outbox"], "transport", SmtpTransport(mailbox.url, config.mail_sender))
    return Post(mailbox)


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_from_a_new_summit_to_the_door_and_the_calendar(
    app: APIFlask, site: Site, page: Page, phone: Page, post: Post, tmp_path: Path,
    camera: Callable[[Path], BrowserContext], accessible: Callable[[Page], None],
) -> None:  # fmt: skip
    for one in (page, phone):
        one.set_default_timeout(10_000)
    owner = _come_in(app, page)
    _make_summit(owner, post)
    _write_agenda(owner)
    _read_publicly(page, accessible)

    _register(phone, "Ayşe İnci", "Çağlayan", SECOND, post, accessible)
    _decide(page, "Ayşe İnci Çağlayan", "Confirmed")
    confirmed = post.next_to(SECOND)
    assert "Yeriniz kesinleşti" in text_of(confirmed)
    _register(phone, "Jürgen", "Weiß-Özdemir", THIRD, post, accessible, language="de")
    _decide(page, "Jürgen Weiß-Özdemir", "on the waiting list")
    assert "Warteliste" in text_of(post.next_to(THIRD))

    token = _print_badge(owner)
    _carry_badge(phone, link_in(confirmed, "/my/link/"), token, accessible)
    _open_door(owner, token, camera, tmp_path)
    _subscribe(phone, accessible)
    _follow_calendar(page)


def _come_in(app: APIFlask, page: Page) -> Organiser:
    """The first organiser is named on the command line and does everything else in the browser."""
    made = app.test_cli_runner().invoke(args=["accounts", "create-organiser", OWNER])
    link = re.search(r"https?://[^/\s]+(/\S+)", made.output)
    assert link, made.output
    owner = Organiser(page, OWNER)
    owner.set_up(link[1])
    owner.sign_out()
    assert page.goto(link[1]).status == 404  # type: ignore[union-attr]
    owner.sign_in(pyotp.TOTP(owner.secret).at(now() + timedelta(seconds=30)))  # a code works once: take the next
    expect(page).to_have_url(re.compile(r"/en/organise/$"))
    return owner


def _make_summit(owner: Organiser, post: Post) -> None:
    page = owner.page
    page.goto("/en/organise/new/")
    fill_in_three(page, "name", "Gipfel der Partnerstädte 2028", "Kardeş Kentler Zirvesi 2028", "Sister Cities Summit 2028")
    page.get_by_label("Address").fill(SLUG)
    page.get_by_label("First day").fill(DAY)
    page.get_by_label("Last day").fill("2028-10-12")
    press(page, "Make the summit")
    owner.add_part(SLUG, "venues", ("Gasfabrik", "Havagazı Fabrikası", "Gas Factory"), address="Alsancak")
    owner.add_part(SLUG, "rooms", ("Großer Saal", "Büyük Salon", "Great Hall"), capacity="200")
    owner.add_part(SLUG, "rooms", ("Hofsaal", "Avlu Salonu", "Courtyard Hall"), capacity="60")
    owner.add_part(SLUG, "tracks", ("Klima", "İklim", "Climate"), colour="tile")
    owner.add_part(SLUG, "categories", ("Delegierte", "Delege", "Delegate"), colour="sea", shape="circle", capacity="1")
    page.goto(f"/en/organise/{SLUG}/settings/registration/")
    page.get_by_label("E-mail address for questions").fill("desk@example.org")
    press(page, "Save")
    page.goto(f"/en/organise/{SLUG}/team/")
    page.get_by_label("Name").fill("Mehmet Işık")
    page.get_by_label("E-mail address").fill("mehmet@example.org")
    page.get_by_label(re.compile("^Scanner at the door")).check()
    press(page, "Send the invitation")
    assert "/set-up/" in link_in(post.next_to("mehmet@example.org"), "/set-up/")
    follow(page, OWNER.split("@")[0])
    page.get_by_label(re.compile("^Viewer")).check()
    press(page, "Save the role")
    expect(page.locator("main")).to_contain_text("A summit needs an owner")
    page.goto(f"/en/organise/{SLUG}/settings/")
    press(page, "Publish the summit")
    expect(page.locator("main")).to_contain_text("Everybody can see it")


def _write_agenda(owner: Organiser) -> None:
    page = owner.page
    owner.write_session(SLUG, ("Eröffnung", "Açılış", "Opening"), "Līga", "Šķēps")
    owner.place("Great Hall", f"{DAY}T09:30", f"{DAY}T10:30")
    owner.write_session(SLUG, ("Kühle Stadt", "Serin kent", "A cool city"))
    owner.place("Great Hall", f"{DAY}T10:00", f"{DAY}T11:00")
    page.goto(f"/en/organise/{SLUG}/agenda/")
    expect(page.locator("main")).to_contain_text("1 clash")
    page.goto(f"/en/organise/{SLUG}/agenda/publish/")
    expect(page.get_by_role("button", name="Publish now")).to_have_count(0)
    page.goto(f"/en/organise/{SLUG}/agenda/")
    press(page, "List")
    follow(page, "A cool city")
    owner.place("Courtyard Hall", f"{DAY}T10:00", f"{DAY}T11:00")
    _publish(page)


def _publish(page: Page) -> None:
    page.goto(f"/en/organise/{SLUG}/agenda/publish/")
    notices = page.get_by_label("I have read the notices", exact=False)
    if notices.count():
        notices.check()
    press(page, "Publish now")
    expect(page.locator("main .note").first).to_be_visible()


def _read_publicly(page: Page, accessible: Callable[[Page], None]) -> None:
    for language, title in (("de", "Eröffnung"), ("tr", "Açılış"), ("en", "Opening")):
        page.goto(f"/{language}/summits/{SLUG}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("2028")
        accessible(page)
        page.goto(f"/{language}/summits/{SLUG}/agenda/")
        expect(page.locator("main")).to_contain_text(title)
        accessible(page)
        page.locator("main").get_by_role("link", name=title).first.click()
        expect(page.locator("main")).to_contain_text("Līga Šķēps")
        accessible(page)


def _register(phone: Page, given: str, family: str, email: str, post: Post, accessible: Callable[[Page], None],
              language: str = "tr") -> None:  # fmt: skip
    """Register on a phone; a first try without an address keeps what was written."""
    phone.goto(f"/{language}/summits/{SLUG}/register/")
    accessible(phone)
    phone.locator("#given_name").fill(given)
    phone.locator("#family_name").fill(family)
    phone.locator("#function").fill("Dış ilişkiler müdürü")
    phone.locator("form[action$='/register/'] button[type=submit]").click()
    expect(phone.locator("#email-fault")).to_be_visible()
    expect(phone.locator("#given_name")).to_have_value(given)
    accessible(phone)
    phone.locator("#email").fill(email)
    category = phone.locator("input[name=category]")
    if category.count():
        category.first.check()
    phone.locator("form[action$='/register/'] button[type=submit]").click()
    expect(phone).to_have_url(re.compile("/register/thanks/"))
    accessible(phone)
    mail = post.next_to(email)
    assert mail["Content-Language"] == language
    assert vobject.readOne(calendar_in(mail)).vevent.dtstart.value.isoformat().startswith(DAY)
    phone.goto(link_in(mail, "/registrations/confirm/"))
    phone.locator("main form button[type=submit]").click()
    expect(phone.locator("main .note.done")).to_be_visible()
    accessible(phone)


def _decide(page: Page, name: str, outcome: str) -> None:
    page.goto(f"/en/organise/{SLUG}/")
    expect(page.locator("main")).to_contain_text("One registration waits for you", ignore_case=True)
    page.goto(f"/en/organise/{SLUG}/registrations/")
    given, _, family = name.rpartition(" ")
    follow(page, f"{family}, {given}")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("main")).to_contain_text(outcome)


def _print_badge(owner: Organiser) -> str:
    """Print the badge and read its code off the paper."""
    page = owner.page
    page.goto(f"/en/organise/{SLUG}/badges/")
    follow(page, "Ayşe İnci Çağlayan")
    press(page, "Print this badge")
    with page.expect_download() as given:
        page.locator("main").get_by_role("link", name="Save the file").first.click()
    pdf = Path(given.value.path()).read_bytes()
    words = " ".join(" ".join(texts(pdf)).split())
    assert "Ayşe İnci" in words and "Çağlayan" in words
    assert "Dış ilişkiler müdürü" in words
    found = {code for printed in page_codes(pdf) for code in printed if TOKEN.match(code)}
    assert len(found) == 1, found
    return found.pop()


def _carry_badge(phone: Page, way_in: str, token: str, accessible: Callable[[Page], None]) -> None:
    """The same code stands on the person's own phone, which came in by the link of the mail."""
    phone.context.clear_cookies()
    phone.goto(way_in)
    phone.locator("main form button[type=submit]").first.click()
    phone.goto("/tr/my/")
    expect(phone.locator("main")).to_contain_text("Ayşe İnci Çağlayan")
    accessible(phone)
    phone.locator("main a[href*='/my/badge/']").first.click()
    accessible(phone)
    picture = Image.open(io.BytesIO(phone.screenshot(full_page=True))).convert("L")
    assert codes([picture]) == [[token]]


def _subscribe(phone: Page, accessible: Callable[[Page], None]) -> None:
    """The person's own calendar address gives the days of the summit, until it is renewed."""
    phone.goto("/tr/my/calendar/")
    if not phone.locator("#address").count():
        phone.locator("main form button[type=submit]").first.click()
    accessible(phone)
    address = phone.locator("#address").input_value()
    path = address[address.index("/calendars/") :]
    answer = phone.request.get(path)
    days = [one.dtstart.value.isoformat()[:10] for one in vobject.readOne(answer.text()).vevent_list]
    assert DAY in days
    # the first one lets the ledger know the days, by way of the worker; from then on nothing is new
    for _turn in range(20):
        again = phone.request.get(path, headers={"If-None-Match": answer.headers["etag"]})
        if again.status == 304:
            return
        answer = again
        phone.wait_for_timeout(250)
    raise AssertionError("the calendar says each time that it has changed")


def _open_door(owner: Organiser, token: str, camera: Callable[[Path], BrowserContext], folder: Path) -> None:
    page = owner.page
    page.goto(f"/en/organise/{SLUG}/checkin/points/new")
    page.get_by_label("Code").fill("entrance")
    fill_in_three(page, "name", "Haupteingang", "Ana giriş", "Main entrance")
    press(page, "Save the point")
    expect(page.locator("main")).to_contain_text("Main entrance")
    # The badge is held up, taken away for three seconds, and held up again.
    film = write_film(folder / "badge.mjpeg", [badge_frame(token), *[blank_frame()] * 6])
    with camera(film) as door:
        door.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        scanner = door.new_page()
        scanner.goto(f"/en/venue/{SLUG}/scanner/")
        start = scanner.get_by_role("button", name="Start the camera")
        if start.is_visible():
            start.click()
        expect(scanner.locator("[data-part=who]")).to_have_text("Ayşe İnci Çağlayan", timeout=20_000)
        expect(scanner.locator("[data-part=word]")).to_have_text(re.compile("^Welcome$|already inside"))
        expect(scanner.locator("[data-part=word]")).to_have_text("This badge is already inside", timeout=20_000)
        page.goto(f"/en/organise/{SLUG}/badges/")
        follow(page, "Ayşe İnci Çağlayan")
        page.locator("input[name=reason]").first.check()
        press(page, "Only block")
        expect(scanner.locator(".verdict.stop")).to_be_visible(timeout=20_000)
    page.goto(f"/en/organise/{SLUG}/checkin/")
    expect(page.locator("main")).to_contain_text("Ayşe İnci Çağlayan")


def _follow_calendar(page: Page) -> None:
    """A moved session moves in the calendar, and stays the same entry."""
    before = _event(page, "Serin kent")
    page.goto(f"/en/organise/{SLUG}/agenda/")
    follow(page, "A cool city")
    Organiser(page, OWNER).place("Courtyard Hall", f"{DAY}T14:00", f"{DAY}T15:00")
    _publish(page)
    after = _event(page, "Serin kent")
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.dtstart.value.isoformat() == f"{DAY}T14:00:00+03:00"
    page.goto(f"/tr/summits/{SLUG}/agenda/changes/")
    expect(page.locator("main")).to_contain_text("Serin kent")


def _event(page: Page, title: str) -> Any:
    answer = page.request.get(f"/summits/{SLUG}/agenda.ics?lang=tr", headers={"Cache-Control": "no-cache"})
    assert answer.ok
    calendar = vobject.readOne(answer.text())
    (event,) = [one for one in calendar.vevent_list if one.summary.value == title]
    return event
