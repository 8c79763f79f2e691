"""A cancelled seat goes to the waiting list's next group in time: a story in the browser, from cancelling to accepting."""

import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from summitapp.core.db import db
from summitapp.registration import services
from summitapp.summits.models import Summit
from tests.conftest import UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, nominate, registered
from tests.journeys.people import link_in, press, said
from tests.registration.test_pages import keep, sign_in
from tests.rig.site import Site

TABLE = "/en/organise/izmir-2027/registrations/"
LIST = f"{TABLE}waiting/"


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    """Three have a place, which is all there is; a choir of three waits, and behind it somebody alone."""
    with uow():
        make_texts()
        made = make_summit(automatic=False, capacity=3, contact_email="desk@example.org")
        for number in (1, 2, 3):
            services.approve(registered(enter(made, number, given_name=f"Guest {number}", language="en")))
        bremen = make_delegation(made, "Bremen")
        choir = [nominate(bremen, 10 + number, party="choir", given_name=f"Singer {number}", language="en") for number in (1, 2, 3)]
        for one in services.confirm_nominations(bremen, choir):
            services.approve(one)
        services.approve(registered(enter(made, 20, given_name="Alone", language="en")))
        return made.public_id


def cancel(page: Page, name: str) -> None:
    """Take somebody's place away, as an organiser does."""
    page.goto(f"{TABLE}?q={name.replace(' ', '+')}")
    page.get_by_role("row").get_by_role("link", name=name).click()
    page.wait_for_url(re.compile(r"/registrations/[0-9A-Z]{6}/"))
    keep(page, "waiting-person")
    page.get_by_text("Cancel the place…").click()
    page.get_by_label("Reason").last.fill("The person has fallen ill")
    press(page, "Cancel and tell them")
    said(page, "Cancelled")


def row(page: Page, name: str) -> str:
    """Return what the waiting list says of somebody."""
    return page.get_by_role("row").filter(has_text=name).first.inner_text()


def test_a_freed_seat_passes_a_group_and_comes_back_to_it_in_time(
    page: Page, phone: Page, app: Flask, site: Site, uow: UnitOpener, summit: str,
    letters: Callable[[], list[EmailMessage]], accessible: Callable[[Page], None],
) -> None:  # fmt: skip
    sign_in(page, app, site, uow, summit)
    page.goto(LIST)
    keep(page, "waiting")
    assert "All places of the summit are taken." in row(page, "Singer 1")
    assert "Group of 3" in row(page, "Singer 1")
    accessible(page)

    cancel(page, "Guest 1")
    page.goto(LIST)
    expect(page.get_by_role("heading", name="Offered at present")).to_be_visible()
    assert "Alone" in page.get_by_role("region", name="Offered at present").inner_text()
    assert "All places of the summit are taken." in row(page, "Singer 2")

    cancel(page, "Guest 2")
    cancel(page, "Guest 3")
    page.goto(LIST)
    assert "2 free, 3 needed" in row(page, "Singer 2")
    keep(page, "waiting-group")

    offer = next(one for one in letters() if one["To"] == "gulsah20@example.org" and "free for you" in str(one["Subject"]))
    phone.goto(link_in(offer, "/registrations/confirm/"))
    keep(phone, "waiting-offer")
    phone.get_by_text("I am no longer interested").click()
    press(phone, "Give the place back")
    said(phone, "The place goes to the next person.")

    page.goto(LIST)
    offered = page.get_by_role("region", name="Offered at present").inner_text()
    assert all(f"Singer {number}" in offered for number in (1, 2, 3))
    expect(page.get_by_role("heading", name="Nobody waits")).to_be_visible()
    keep(page, "waiting-nobody")

    mine = next(one for one in letters() if one["To"] == "gulsah11@example.org" and "free for you" in str(one["Subject"]))
    phone.goto(link_in(mine, "/registrations/confirm/"))
    press(phone, "I take the place")
    expect(phone.get_by_role("heading", name="Your place is confirmed")).to_be_visible()
    with uow():
        assert db.session.query(Summit.taken).scalar() == 3


def test_somebody_is_moved_by_hand_and_only_with_a_reason(
    page: Page, phone: Page, app: Flask, site: Site, uow: UnitOpener, summit: str, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, app, site, uow, summit)
    page.goto(LIST)
    alone = page.get_by_role("row").filter(has_text="Alone")
    alone.get_by_text("Give or move…").click()
    alone.get_by_label("New number").fill("1")
    alone.get_by_role("button", name="Move").click()
    expect(page.get_by_text("Please say why; it is kept in the history.")).to_be_visible()
    keep(page, "waiting-fault")
    accessible(page)
    alone.get_by_label("Reason", exact=True).fill("Interprets the opening")
    alone.get_by_role("button", name="Move").click()
    said(page, "was moved")
    assert row(page, "Alone").strip().startswith("1")
    alone.get_by_text("Give or move…").click()
    alone.get_by_role("button", name="Offer a place now").click()
    said(page, "All places in this category are taken.")
    phone.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    phone.goto(LIST)
    keep(phone, "waiting-phone")
    accessible(phone)
