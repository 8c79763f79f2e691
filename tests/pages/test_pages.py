"""The public pages: which summit leads, what the way in says, and that a draft is nobody's business."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from summitapp.agenda.values import Placement, SessionKind, SessionText
from summitapp.audit.services import record
from summitapp.core.text import Translated
from summitapp.pages import rules
from summitapp.pages.values import Door, SummitCard
from summitapp.summits import queries as summits
from summitapp.summits.values import SummitState
from tests.factories import doors

TODAY = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("window", "full", "over", "door"),
    [
        ("open", False, False, Door.OPEN),
        ("open", True, False, Door.WAITING),
        ("not_yet", False, False, Door.NOT_YET),
        ("closed", True, False, Door.CLOSED),
        ("open", False, True, Door.OVER),
    ],
)
def test_the_way_in_says_what_is_true_now(window: str, full: bool, over: bool, door: Door) -> None:
    assert rules.decide_door(window, full, over) is door


def _card(slug: str, day: date) -> SummitCard:
    return SummitCard(slug, Translated(), Translated(), day, day, Translated(), Translated(), Door.OPEN, 0, False)


def test_the_next_summit_leads_and_after_the_last_one_the_most_recent() -> None:
    past, soon, later = _card("past", date(2026, 5, 1)), _card("soon", TODAY), _card("later", date(2028, 1, 1))
    assert rules.choose_next([later, past, soon], TODAY) is soon
    assert rules.choose_next([past, replace(past, slug="older", ends_on=date(2024, 1, 1), starts_on=date(2024, 1, 1))],
                             TODAY) is past  # fmt: skip
    assert rules.choose_next([], TODAY) is None


def test_only_what_everybody_attends_is_a_highlight_in_the_order_of_time() -> None:
    def at(hour: int, kind: SessionKind, **values: Any) -> Placement:
        moment = datetime(2027, 10, 13, hour, tzinfo=UTC)
        return Placement(f"S{hour}", SessionText(Translated.same("x"), kind=kind), "", moment, moment, **values)

    placements = [
        at(12, SessionKind.CEREMONY), at(9, SessionKind.PLENARY), at(10, SessionKind.WORKSHOP),
        at(11, SessionKind.PLENARY, cancelled=True), at(20, SessionKind.RECEPTION),
    ]  # fmt: skip
    assert [one.code for one in rules.choose_highlights(placements)] == ["S9", "S12", "S20"]


@pytest.mark.parametrize("language", ["de", "tr", "en"])
def test_a_summit_shows_itself_and_a_draft_does_not(
    client: FlaskClient, uow: Callable[..., Any], language: str
) -> None:
    with uow():
        slug = doors.build(people=1).slug
    assert client.get(f"/{language}/summits/{slug}/").status_code == 200
    assert slug in client.get(f"/{language}/").text
    with uow():
        summit = summits.by_slug(slug)
        assert summit is not None
        summit.state = SummitState.DRAFT
        record("summit.drafted", summit)
    client.application.extensions["front"].forget()
    assert client.get(f"/{language}/summits/{slug}/").status_code == 404
    assert slug not in client.get(f"/{language}/").text


@pytest.mark.parametrize(("asked", "given"), [("tr-TR,tr;q=0.9", "/tr/"), ("de", "/de/"), ("fr", "/en/")])
def test_the_first_door_leads_to_the_language_of_the_browser(client: FlaskClient, asked: str, given: str) -> None:
    answer = client.get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.headers["Location"]) == (303, given)


def test_no_public_page_sets_a_cookie_and_privacy_names_every_purpose(client: FlaskClient) -> None:
    for path in ("/en/", "/en/privacy/", "/en/accessibility/", "/robots.txt"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    text = client.get("/en/privacy/").text
    assert "To print your badge" in text or "to print your badge" in text
    assert "2 years" in text
