"""The page on which organisers change a question: two of them at once, and nothing overwritten."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.core.db import db
from summitapp.questions import queries
from summitapp.questions.values import Kind
from tests.conftest import Reader, UnitOpener
from tests.factories.agenda import enter, team_member
from tests.factories.questions import ask, options, section
from tests.factories.registration import make_summit

PAGE = "/en/organise/izmir-2027/question/tour/"


def prepare(uow: UnitOpener) -> str:
    with uow():
        summit = make_summit()
        ask(summit, section(summit), "tour", Kind.ONE_CHOICE, options=options("boat", "walk"))
        return team_member(summit, Role.OWNER, "owner@example.org")


class Fields(HTMLParser):
    """What a browser would send of the form that builds a question."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = ""
        self.feed(page[page.index('data-controller="build"'):page.index("</form>", page.index('data-controller="build"'))])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in has or self._select not in self.sent):
            self.sent[self._select] = value
        elif tag == "input" and name and (has.get("type") not in ("checkbox", "radio") or "checked" in has):
            self.sent[name] = value


def opened(client: FlaskClient) -> dict[str, Any]:
    """Open the form and return what it holds."""
    return Fields(client.get(PAGE).get_data(as_text=True)).sent


def test_the_second_of_two_organisers_is_told_and_overwrites_nothing(
    uow: UnitOpener, reading: Reader, client: FlaskClient
) -> None:
    owner = prepare(uow)
    enter(client, owner)
    first, second = opened(client), opened(client)
    assert client.post(PAGE, data={**first, "caption-en": "Which tour?"}).status_code == 303
    answer = client.post(PAGE, data={**second, "caption-en": "Which walk?"})
    text = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 409 and "Someone else has changed this since you opened it" in text
    assert 'value="Which walk?"' in text and "<dd lang=\"en\">Which tour?</dd>" in text
    with reading():
        found = queries.question("izmir-2027", "tour")
        assert found is not None and found.caption.en == "Which tour?"
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', text)
    assert seen
    assert client.post(PAGE, data={**second, "seen": seen[1], "caption-en": "Which walk?"}).status_code == 303
    with reading():
        found = queries.question("izmir-2027", "tour")
        assert found is not None and found.caption.en == "Which walk?", "once they have seen it, it is meant"


def test_what_others_take_of_its_places_makes_no_form_stale(uow: UnitOpener, client: FlaskClient) -> None:
    owner = prepare(uow)
    enter(client, owner)
    form = opened(client)
    with uow():
        found = queries.question("izmir-2027", "tour")
        assert found is not None
        mark = queries.mark_of(found)
        found.options[0].taken = 1
        db.session.info["recorded"] = True
        assert queries.mark_of(found) == mark
    assert client.post(PAGE, data=form).status_code == 303
