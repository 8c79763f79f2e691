"""The people of the stories: what each does in a browser, in words of their own."""

import re
from dataclasses import dataclass, field
from email.message import EmailMessage

import pyotp
from playwright.sync_api import Page, expect

from tests.rig.mail import Mailbox

LINK = re.compile(r"https?://[^\s/]+(/\S+)")
PASSWORD = "Martılar, simit ve vapur"


def fill_in_three(page: Page, name: str, de: str, tr: str, en: str) -> None:
    """Fill a text in three languages."""
    for language, text in (("de", de), ("tr", tr), ("en", en)):
        page.locator(f"#{name}-{language}").fill(text)


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    """Follow the link of this name."""
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def said(page: Page, text: str) -> None:
    """Wait until the page says it was done."""
    expect(page.locator("main .note").filter(has_text=text).first).to_be_visible()


@dataclass
class Post:
    """Reads the mails that arrived at the server."""

    box: Mailbox
    read: int = field(default=0)

    def next_to(self, address: str) -> EmailMessage:
        """Return the next unread mail to an address."""
        for number in range(self.read, len(self.box.messages)):
            message = self.box.messages[number]
            if message["To"] == address:
                self.read = number + 1
                return message
        raise AssertionError(f"no new mail to {address}: {[(m['To'], m['Subject']) for m in self.box.messages]}")


def text_of(message: EmailMessage) -> str:
    """Return the plain text of a mail."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(message: EmailMessage, part: str) -> str:
    """Return the path of the link in a mail that contains ``part``."""
    found = [path for path in LINK.findall(text_of(message)) if part in path]
    assert found, text_of(message)
    return found[0]


def calendar_in(message: EmailMessage) -> str:
    """Return the calendar attached to a mail."""
    (part,) = [one for one in message.iter_attachments() if one.get_content_type() == "text/calendar"]
    content = part.get_content()
    return content.decode() if isinstance(content, bytes) else str(content)


class Organiser:
    """Somebody who makes a summit."""

    def __init__(self, page: Page, email: str) -> None:
        self.page, self.email, self.secret = page, email, ""

    def set_up(self, link: str) -> None:
        """Choose a password by the one-time link, and turn the second step on."""
        page = self.page
        page.goto(link)
        page.get_by_label("New password").fill(PASSWORD)
        press(page, "Save the password and sign in")
        page.goto("/en/account/")
        press(page, "Turn it on")
        page.get_by_text("I cannot scan it").click()
        self.secret = page.locator("main code").first.inner_text().replace(" ", "")
        page.get_by_label("Code").fill(pyotp.TOTP(self.secret).now())
        press(page, "Turn it on")
        expect(page.locator("main li code")).to_have_count(10)

    def sign_out(self) -> None:
        """Leave."""
        self.page.goto("/en/organise/")
        self.page.get_by_role("button", name="Sign out").first.click()

    def sign_in(self, code: str) -> None:
        """Come back with the password and a code of the second step."""
        page = self.page
        page.goto("/en/sign-in/")
        page.get_by_label("E-mail address").first.fill(self.email)
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Sign in")
        page.get_by_label("Code").fill(code)
        press(page, "Go on")

    def add_part(self, slug: str, kind: str, names: tuple[str, str, str], **fields: str) -> None:
        """Add a venue, room, track or category in the settings."""
        page = self.page
        page.goto(f"/en/organise/{slug}/settings/{kind}/new/")
        fill_in_three(page, "name", *names)
        for name, value in fields.items():
            control = page.locator(f"[name={name}]").first
            if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)
        press(page, "Save")
        said(page, names[2])

    def write_session(self, slug: str, titles: tuple[str, str, str], given: str = "", family: str = "") -> None:
        """Write a session into the draft, with a new person who appears in it."""
        page = self.page
        page.goto(f"/en/organise/{slug}/agenda/sessions/new/")
        fill_in_three(page, "title", *titles)
        if given:
            page.get_by_text("Somebody new").click()
            page.locator("#new_given").fill(given)
            page.locator("#new_family").fill(family)
        press(page, "Save")
        expect(page.get_by_role("heading", level=1)).to_have_text(titles[2])

    def place(self, room: str, begins: str, ends: str) -> None:
        """Give the session at hand a room and a time of the venue's clock."""
        page = self.page
        value = page.locator("#room option", has_text=room).first.get_attribute("value")
        page.locator("#room").select_option(value)
        page.locator("#starts_at").fill(begins)
        page.locator("#ends_at").fill(ends)
        page.locator("main").get_by_role("button", name=re.compile("^(Place|Move) here$")).click()
