"""The agenda in a real browser: by day and night, on a phone and on a desk, with and without a script."""

from collections.abc import Callable
from typing import Any

import pytest

from summitapp.agenda import queries, services
from summitapp.agenda.values import Visibility
from summitapp.core.text import Translated
from summitapp.summits.queries import by_slug
from tests.factories.agenda import add, make_world, publish, team_member

PUBLIC = ["agenda/", "agenda/?view=rooms", "agenda/changes/", "sessions/OPEN/"]
ORGANISE = ["", "?day=2027-10-14", "publish/", "sessions/new/", "sessions/CLASH/", "preview/"]


@pytest.fixture
def programme(uow: Any) -> str:
    """A release, and a draft that moved on and clashes."""
    with uow():
        world = make_world()
        add(world, "OPEN", 0.5, "HALL-B", world.ayse, languages=("de", "tr"), interpretation=("tr", "de"), sdgs=(11, 13),
            words=Translated("Die Stadt kühlen: Bäume, Schatten und Wasser", "Kenti serinletmek: ağaç, gölge ve su",
                             "Cooling the city: trees, shade and water"), kind="plenary")
        add(world, "LUNCH", 3, "HALL-C", title="Lunch", is_break=True, kind="break")
        add(world, "LATER", 25, "HALL-C", world.mayor, title="Ports that talk to each other", track="PORTS")
        add(world, "GOES", 5, "HALL-C", title="Vocational training")
        publish(world.summit, Translated("Neu", "Yeni", "Here it is"))
        gone = queries.session_of("izmir-2027", "GOES")
        services.cancel_session(gone, gone.revision)
        publish(world.summit, Translated("Neu", "Yeni", "One less"))
        add(world, "CLASH", 0.75, "HALL-B", world.ayse, title="Circular economy", visibility=Visibility.DELEGATES)
        add(world, "WAITS", None, title="Without a time")
        return team_member(by_slug("izmir-2027"))


def sign_in(page: Any, site: Any, identifier: str) -> None:
    with site.app.test_client() as client:
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = identifier, True
        cookie = client.get_cookie("summit")
    page.context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])


@pytest.mark.parametrize("lang", ["de", "en", "tr"])
def test_public_pages_are_accessible_and_fit_a_phone(programme: str, phone: Any, accessible: Callable[[Any], None],
                                                     lang: str) -> None:  # fmt: skip
    for rest in PUBLIC:
        phone.goto(f"/{lang}/summits/izmir-2027/{rest}")
        accessible(phone)


def test_public_pages_are_accessible_at_a_desk(programme: str, page: Any, accessible: Callable[[Any], None]) -> None:
    for rest in PUBLIC:
        page.goto(f"/de/summits/izmir-2027/{rest}")
        accessible(page)


def test_the_editor_is_accessible_at_a_desk(programme: str, page: Any, site: Any, accessible: Callable[[Any], None]) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    sign_in(page, site, programme)
    for rest in ORGANISE:
        page.goto(f"/de/organise/izmir-2027/agenda/{rest}")
        accessible(page)


def test_the_editor_fits_a_phone(programme: str, phone: Any, site: Any, accessible: Callable[[Any], None]) -> None:
    sign_in(phone, site, programme)
    for rest in ORGANISE:
        phone.goto(f"/tr/organise/izmir-2027/agenda/{rest}")
        accessible(phone)


def test_a_reader_elsewhere_sees_both_times(programme: str, browser: Any, browser_context_args: dict[str, Any]) -> None:
    context = browser.new_context(**{**browser_context_args, "timezone_id": "Europe/Berlin"})
    page = context.new_page()
    page.goto("/en/summits/izmir-2027/agenda/")
    text = page.locator("#s-OPEN .when").inner_text()
    assert "09:30" in text and "08:30 your time" in text
    context.close()


def test_what_is_on_now_is_marked_in_words(programme: str, page: Any) -> None:
    page.clock.set_fixed_time("2027-10-13T07:00:00Z")
    page.goto("/en/summits/izmir-2027/agenda/")
    assert page.locator(".session.now").count() == 1
    assert "Now" in page.locator("#s-OPEN").inner_text()
    assert "your time" not in page.locator("#s-OPEN").inner_text()


def test_everything_can_be_done_without_a_script(programme: str, browser: Any, browser_context_args: dict[str, Any],
                                                 site: Any) -> None:  # fmt: skip
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    sign_in(page, site, programme)
    page.goto("/en/organise/izmir-2027/agenda/sessions/CLASH/")
    page.get_by_label("Room", exact=True).select_option("HALL-C")
    page.get_by_label("Begins").fill("2027-10-15T10:00")
    page.get_by_label("Ends").fill("2027-10-15T11:00")
    page.get_by_role("button", name="Move here").click()
    page.goto("/en/organise/izmir-2027/agenda/publish/")
    page.get_by_role("button", name="Publish now").click()
    assert "Version 3 is published" in page.locator("main").inner_text()
    context.close()
