"""The pages of teams and of people who take part, in a real browser, at a desk and on a small phone."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from summitapp.accounts.values import Role
from summitapp.summits.values import ApprovalMode
from tests.accounts.helpers import PASSWORD, make_user
from tests.portal.helpers import manage_link, open_summit, register

if TYPE_CHECKING:
    from playwright.sync_api import Page

BASE = "/organise/izmir-2027/"
TEAM_PAGES = [
    "/organise/", BASE, f"{BASE}settings/", f"{BASE}settings/texts/", f"{BASE}settings/dates/",
    f"{BASE}settings/categories/", f"{BASE}settings/categories/new/", f"{BASE}settings/rooms/", f"{BASE}team/",
    f"{BASE}messages/", f"{BASE}log/", "/organise/new/?copy=izmir-2027", "/account/",
]  # fmt: skip


def sign_in(page: "Page", language: str = "en") -> None:
    page.goto(f"/{language}/sign-in/")
    page.fill("#email", "ayse@example.org")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"**/{language}/organise/")


@pytest.fixture
def summit(uow: Any) -> str:
    open_summit(uow, ApprovalMode.AUTOMATIC)
    make_user(uow, role=Role.OWNER, slug="izmir-2027")
    return register(uow)


@pytest.mark.parametrize("language", ["en", "de", "tr"])
def test_the_teams_pages_serve_everybody(
    page: "Page", summit: str, accessible: Callable[["Page"], None], language: str
) -> None:
    page.goto(f"/{language}/sign-in/")
    accessible(page)
    sign_in(page, language)
    for address in TEAM_PAGES if language == "de" else TEAM_PAGES[:3]:
        assert page.goto(f"/{language}{address}").status == 200  # type: ignore[union-attr]
        accessible(page)


def test_the_teams_pages_fit_a_small_phone(phone: "Page", summit: str, accessible: Callable[["Page"], None]) -> None:
    sign_in(phone, "de")
    for address in TEAM_PAGES:
        assert phone.goto(f"/de{address}").status == 200  # type: ignore[union-attr]
        accessible(phone)


def test_my_summit_serves_everybody_and_is_left_again(
    phone: "Page", summit: str, uow: Any, accessible: Callable[["Page"], None]
) -> None:
    phone.goto("/tr/my/")
    accessible(phone)
    phone.goto(manage_link(uow, summit).replace("/en/", "/tr/"))
    accessible(phone)
    phone.locator("main form button").click()
    phone.wait_for_url("**/tr/my/")
    for address in ("/tr/my/", "/tr/my/calendar/", "/tr/my/consents/", f"/tr/my/registrations/{summit}/",
                    f"/tr/my/registrations/{summit}/withdraw/"):  # fmt: skip
        assert phone.goto(address).status == 200  # type: ignore[union-attr]
        accessible(phone)
    phone.goto("/tr/my/")
    phone.locator(".page-head form button").click()
    phone.wait_for_url("**/tr/signed-out/")
    phone.goto("/tr/my/")
    assert phone.locator("#email").is_visible()


def test_a_summit_is_copied_and_published_with_the_keyboard_alone(page: "Page", summit: str) -> None:
    sign_in(page)
    page.goto("/en/organise/new/?copy=izmir-2027")
    page.locator("#slug").focus()
    page.keyboard.type("izmir-next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organise/izmir-next/settings/")
    button = page.get_by_role("button", name="Publish the summit")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("The summit is public now.").wait_for()
