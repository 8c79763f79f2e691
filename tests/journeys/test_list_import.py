"""A coordinator brings a list in Turkish: looks at it, mends two rows, takes it, brings it again, takes it back."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from summitapp.core.db import db
from summitapp.core.i18n import gettext, ngettext, speaking
from summitapp.nominations.values.importing import WORDS, Fault
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from tests.conftest import Reader, UnitOpener
from tests.factories.nominations import csv_of, make_filing
from tests.factories.visitors import Visitor

ROWS = (
    "Karşıyaka heyeti;;;;", ";;;;", "Adı;Soyadı;E-posta;Görevi;Yemek tercihi",
    "Şükrü;Öğüt;sukru@example.org;Daire Başkanı;vejetaryen", "Işıl;;isil@example.org;Mimar;",
    "İbrahim;Iğdırlı;ibrahim.example.org;Şoför;", "Gülşah;Yıldız Ünal;gulsah@example.org;Müdür;",
)  # fmt: skip


def said(message: str, **facts: Any) -> str:
    """Return what a Turkish page says."""
    with speaking("tr"):
        return gettext(message, **facts)


def test_a_list_is_brought_mended_taken_and_taken_back(
    app: Flask, page: Page, site: Any, uow: UnitOpener, reading: Reader, tmp_path: Path, accessible: Any
) -> None:
    with uow():
        filing = make_filing()
    sign_in(app, page, site, filing.identifier)
    path = tmp_path / "heyet.csv"
    path.write_bytes(csv_of(*ROWS, encoding="cp1254"))
    home = f"/tr/delegations/{filing.delegation}/import/"

    page.goto(home)
    accessible(page)
    choose(page, path)
    expect(page.locator("#row-4")).to_contain_text("Şükrü")
    expect(page.locator("body")).not_to_contain_text("vejetaryen")
    expect(page.locator("[aria-invalid=true]")).to_have_count(2)
    expect(page.locator("#cell-5-1-said-1")).to_have_text(said(WORDS[Fault.FAMILY_NAME]))
    expect(page.locator("#cell-6-2-said-1")).to_have_text(said(WORDS[Fault.EMAIL]))
    accessible(page)

    page.locator("#cell-5-1").fill("Su")
    page.locator("#cell-6-2").fill("ibrahim@example.org")
    page.get_by_role("button", name=said("Check again")).click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)
    with speaking("tr"):
        take = ngettext("Take one row", "Take %(num)s rows", 4)
    page.get_by_role("button", name=take).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said("The list was taken"))
    accessible(page)
    assert names(reading) == ["Gülşah Yıldız Ünal", "Işıl Su", "İbrahim Iğdırlı", "Şükrü Öğüt"]

    page.goto(f"/tr/delegations/{filing.delegation}/")
    for name in ("Işıl Su", "İbrahim Iğdırlı"):
        expect(page.get_by_text(name).first).to_be_visible()

    mended = csv_of(*ROWS, encoding="cp1254").replace("Işıl;;".encode("cp1254"), "Işıl;Su;".encode("cp1254"))
    path.write_bytes(mended.replace(b"ibrahim.example", b"ibrahim@example"))
    page.goto(home)
    choose(page, path)
    expect(page.locator("p.lead")).to_have_text(said("Everybody on this list is in the delegation already, and nothing has changed."))
    expect(page.locator(".outcome-unchanged")).to_have_count(4)

    page.goto(home)
    page.locator("tbody tr", has=page.locator(".chip.tile")).locator("a").click()
    page.locator("details.confirm > summary").click()
    page.get_by_role("button", name=said("Take this list back")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said("The list was taken back"))
    assert names(reading) == []


def test_two_rows_are_mended_and_the_list_is_confirmed_on_a_small_phone(
    app: Flask, phone: Page, site: Any, uow: UnitOpener, reading: Reader, tmp_path: Path, accessible: Any
) -> None:
    with uow():
        filing = make_filing()
    sign_in(app, phone, site, filing.identifier)
    path = tmp_path / "heyet.csv"
    path.write_bytes(csv_of(*ROWS, encoding="cp1254"))
    phone.goto(f"/tr/delegations/{filing.delegation}/import/")
    choose(phone, path)
    phone.locator("#cell-5-1").fill("Su")
    phone.get_by_role("button", name=said("Check again")).tap()
    expect(phone.locator("[aria-invalid=true]")).to_have_count(1)
    accessible(phone)
    phone.locator("#cell-6-2").fill("ibrahim@example.org")
    phone.get_by_role("button", name=said("Check again")).tap()
    expect(phone.locator("[aria-invalid=true]")).to_have_count(0)
    phone.locator(".bulk .btn-primary").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(said("The list was taken"))
    phone.goto(f"/tr/delegations/{filing.delegation}/")
    phone.locator("button[name=what][value=all]").tap()
    expect(phone.locator(".note.done")).to_be_visible()
    with reading():
        assert {one.state for one in db.session.scalars(sa.select(Registration))} == {State.SUBMITTED}


def choose(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name=said("Look at this list")).click()


def sign_in(app: Flask, page: Page, site: Any, identifier: str) -> None:
    visitor = Visitor(app, identifier)
    cookie = visitor.client.get_cookie("summit")
    assert cookie is not None
    page.context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])


def names(reading: Reader) -> list[str]:
    with reading():
        return sorted(one.person.name.full for one in db.session.scalars(sa.select(Registration)))
