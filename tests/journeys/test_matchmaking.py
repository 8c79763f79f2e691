"""Two delegates of two languages find each other and agree, 300 are planned, one cancels, and both calendars follow."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from flask import Flask
from playwright.sync_api import expect

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose, Role
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.matchmaking import queries
from summitapp.matchmaking import services as matchmaking
from summitapp.matchmaking.values import RoundPhase
from summitapp.outbox import services as outbox
from summitapp.registration import queries as registrations
from summitapp.registration.values import Answers
from tests.accounts.helpers import PASSWORD, make_user
from tests.factories.meetings import SLUG, agreed, make_city, make_hall
from tests.factories.registration import enter, make_delegation, make_texts, registered

if TYPE_CHECKING:
    from playwright.sync_api import Page

ORGANISE = f"/en/organise/{SLUG}/meetings/"


def make_crowd() -> tuple[str, str]:
    """300 delegates: 298 of them with profiles and agreed requests, and two who are new; returns the links of those two."""
    make_texts()
    hall = make_hall(298, slots=8, tables=150, phase=RoundPhase.OPEN, version=0, starts_at=now() + timedelta(days=20))
    people = hall.registrations
    for number in range(0, 298, 2):
        agreed(hall.round, people[number], people[number + 1])
        if number + 3 < 298:
            agreed(hall.round, people[number], people[number + 3])
    links = []
    for number, city, language in ((901, "Bremen", "de"), (902, "Karşıyaka", "tr")):
        delegation = make_delegation(hall.summit, city)
        delegation.city = make_city(city)
        answers = Answers(function="Leitung", organisation=f"Stadt {city}", spoken_languages=(language, "en"))
        who = registered(enter(hall.summit, number, delegation=delegation, language=language, answers=answers))
        links.append(accounts.mint_link(Purpose.MANAGE, who.person.public_id, timedelta(days=9), single_use=False))
    record("round.opened", hall.round)
    return links[0], links[1]


@pytest.fixture
def background(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner works beside the pages, as it does outside of tests; the hundreds of mails stay in the outbox."""
    jobs = app.extensions["jobs"]
    at_once = jobs.wake

    def wake(name: str, reference: str) -> None:
        if name == matchmaking.PLAN:
            threading.Thread(target=jobs.run, args=(name, reference), daemon=True).start()
        elif name != outbox.TASK:
            at_once(name, reference)

    monkeypatch.setattr(jobs, "wake", wake)


def come_in(page: "Page", language: str, link: str) -> None:
    page.goto(f"/{language}/my/link/{link}/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**/{language}/my/**")


def write_profile(page: "Page", language: str, offers: str, seeks: str) -> None:
    """Say what one offers and seeks, one meeting at most, and open the profile."""
    page.goto(f"/{language}/my/summits/{SLUG}/meetings/profile/")
    page.locator(f"label[for=offers-{offers}]").click()
    page.locator(f"label[for=seeks-{seeks}]").click()
    page.fill("#headline", "Kreislauf am Fluss" if language == "de" else "Körfezde temiz su")
    page.fill("#min_meetings", "1")
    page.fill("#max_meetings", "1")
    if page.locator("#agree").count():
        page.check("#agree")
    page.locator("button[name=then][value=open]").click()
    page.locator(".note.done").first.wait_for()


def feed_of(page: "Page", language: str) -> str:
    """Subscribe, and return the path of one's calendar."""
    page.goto(f"/{language}/my/calendar/")
    if not page.locator("#address").count():
        page.locator("main form button[type=submit]").first.click()
    address = page.locator("#address").input_value()
    return address[address.index("/calendars/") :]


def meetings_in(page: "Page", path: str) -> dict[str, str]:
    """Return UID → status of the meetings in a calendar, fetched over HTTP and read by another program."""
    answer = page.request.get(path)
    assert answer.ok
    events = vobject.readOne(answer.text()).contents.get("vevent", [])
    return {one.uid.value: one.status.value for one in events if f"/{SLUG}/meetings/" in one.url.value}


def sign_in(page: "Page") -> None:
    page.goto("/en/sign-in/")
    page.fill("#email", "ayse@example.org")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/en/organise/")


def begin(page: "Page", phase: str) -> None:
    """Go on to a phase as the page of it says."""
    page.goto(f"{ORGANISE}phase/{phase}/")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**{ORGANISE}")


def test_two_find_each_other_and_their_calendars_follow_the_plan(
    page: "Page", phone: "Page", browser: Any, browser_context_args: dict[str, Any], app: Flask, uow: Any,
    background: None, accessible: Callable[["Page"], None],
) -> None:  # fmt: skip
    with uow():
        german, turkish = make_crowd()
    make_user(uow, role=Role.OWNER, slug=SLUG)
    desk = browser.new_context(**browser_context_args).new_page()
    desk.set_default_timeout(20_000)
    come_in(desk, "de", german)
    write_profile(desk, "de", "waste", "health")
    come_in(phone, "tr", turkish)
    write_profile(phone, "tr", "health", "waste")

    phone.goto(f"/tr/my/summits/{SLUG}/meetings/people/")
    first = phone.locator(".suggestions .person-card").first
    expect(first).to_contain_text("Kreislauf am Fluss")
    accessible(phone)
    first.locator("a[href*='/requests/new']").click()
    phone.fill("#message", "Körfezinizi nasıl temiz tutuyorsunuz?")
    phone.locator("main form button[type=submit]").last.click()
    phone.wait_for_url("**/meetings/requests/**")
    desk.goto(f"/de/my/summits/{SLUG}/meetings/requests/")
    desk.locator("main a[href*='/meetings/requests/']", has_text="902").first.click()
    expect(desk.locator("main")).to_contain_text("Körfezinizi nasıl temiz tutuyorsunuz?")
    accessible(desk)
    desk.locator("button[name=reply][value=yes]").click()
    desk.locator(".note.done").first.wait_for()
    request = desk.url

    with uow():  # the phone's owner has agreed to meet somebody else as well, and wants one meeting: it has to wait
        one = queries.round_of(SLUG)
        assert one is not None
        crowd = {each.reference: each for each in queries.members_of(one)}
        mine = [registrations.by_reference(reference) for reference, each in crowd.items() if each.most == 1]
        other = registrations.by_reference(list(crowd)[1])  # who speaks Turkish
        turkish_one = next(each for each in mine if each is not None and each.language == "tr")
        assert other is not None
        agreed(one, other, turkish_one, value=1)

    sign_in(page)
    begin(page, "closed")
    page.goto(f"{ORGANISE}runs/")
    page.fill("#seconds", "3")
    page.locator("main form button[type=submit]").first.click()
    page.locator("[data-status]").wait_for()
    accessible(page)
    page.get_by_role("button", name="Adopt this proposal").wait_for(timeout=60_000)
    page.goto(f"{ORGANISE}runs/")
    expect(page.locator(".compare")).to_contain_text("Gap to the bound")
    page.locator(".compare thead a").first.click()
    page.get_by_role("button", name="Adopt this proposal").click()
    page.locator(".note.done").first.wait_for()
    begin(page, "provisional")
    begin(page, "published")

    feeds = [(desk, feed_of(desk, "de")), (phone, feed_of(phone, "tr"))]
    before = [meetings_in(reader, path) for reader, path in feeds]
    (uid,) = before[0]
    assert before == [{uid: "CONFIRMED"}] * 2, "both calendars hold the one meeting"

    desk.goto(request)
    desk.locator("details.confirm summary").last.click()
    desk.locator("details.confirm[open] form button[type=submit]").click()
    desk.locator(".note.done").first.wait_for()
    after = [meetings_in(reader, path) for reader, path in feeds]
    assert after[0] == {uid: "CANCELLED"}
    assert after[1].pop(uid) == "CANCELLED" and [*after[1].values()] == ["CONFIRMED"], "who waited has the free time"
    page.goto(f"{ORGANISE}plan/versions/")
    expect(page.locator("main")).to_contain_text("it came from the waiting list")
    accessible(page)
