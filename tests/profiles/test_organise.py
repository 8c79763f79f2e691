"""The organisers' pages: who is open, who finds nobody and why, who may ask whom, and the mail to those without a profile."""

import csv
import io
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import openpyxl
import pytest
from flask import Flask

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.outbox import services as outbox
from summitapp.profiles import queries, services
from summitapp.profiles.rules import overview as rules
from summitapp.profiles.values import FunctionLevel
from summitapp.profiles.values.overview import Lack, Show
from tests.factories.profiles import Crowd, counted, crowd, registration, summit_of
from tests.factories.visitors import Visitor


@pytest.fixture
def team(app: Flask, uow: Any) -> Callable[..., tuple[Crowd, Visitor, Visitor]]:
    def make(number: int = 3, **how: Any) -> tuple[Crowd, Visitor, Visitor]:
        with uow():
            made = crowd(number, **how)
            seen = []
            for role in (Role.ORGANISER, Role.DESK):
                user = accounts.create_user(f"{role.value}@example.org", role.value)
                accounts.give_role(user, role, made.summit)
                seen.append(accounts.identifier(user))
        return made, Visitor(app, seen[0]), Visitor(app, seen[1])

    return make


def home(made: Crowd, page: str = "profiles") -> str:
    return f"/en/organise/{made.slug}/meetings/{page}/"


def test_the_overview_says_who_finds_nobody_and_why(team: Any, uow: Any, reading: Any, app: Flask) -> None:
    made, organiser, _ = team(4)
    with uow():
        quiet = queries.profile_of(made.registrations[3])
        quiet.offers = quiet.seeks = quiet.sdgs = quiet.topics = []
        quiet.kind, quiet.level = None, FunctionLevel.OTHER
        record("profile.saved", quiet)
    with uow():
        services.wake(summit_of(made))
    with app.app_context():
        services.sweep()
    with reading():
        overview = queries.overview_of(summit_of(made))
        assert (overview.confirmed, overview.without) == (4, 0)
        lacking = rules.shown(overview, Show.LACKING)
        assert [(line.code, line.lack) for line in lacking] == [(registration(made, 3).code, Lack.SAYS_LITTLE)]
        assert sum(line.exposure for line in overview.lines) == sum(line.number for line in overview.lines)
    page = organiser.get(home(made))
    assert page.status_code == 200 and "Says neither what they offer" in page.text
    assert organiser.get(home(made) + "?show=lacking").text.count("Çağlar") >= 1


def test_nothing_on_the_organisers_pages_tells_who_was_passed_over(team: Any, uow: Any) -> None:
    made, organiser, _ = team(2)
    with uow():
        services.pass_over(queries.profile_of(made.registrations[0]), queries.profile_of(made.registrations[1]))
    assert "assed" not in organiser.get(home(made)).text


def test_what_somebody_wrote_and_did_not_open_is_theirs_alone(team: Any, uow: Any, reading: Any) -> None:
    made, organiser, _ = team(2)
    with uow():
        profile = queries.profile_of(made.registrations[0])
        profile.offers, profile.seeks, profile.sdgs = ["waste"], ["heating"], [7]
        record("profile.saved", profile)
    with uow():
        services.close(queries.profile_of(made.registrations[0]))
    with reading():
        line = queries.overview_of(summit_of(made)).lines[0]
        assert (line.offers, line.seeks, line.topics, line.sdgs, line.languages, line.kind) == ((), (), (), (), (), "")
    answer = organiser.send(home(made), home(made) + "export.csv")
    row = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))[1]
    assert row[0] == line.code and row[8:13] == [""] * 5


def test_the_overview_takes_as_many_statements_however_many_they_are(team: Any, reading: Any, uow: Any) -> None:
    from tests.factories import doors
    from tests.factories.profiles import add_profile

    made, *_ = team(2)
    with reading():
        before = counted(lambda: queries.overview_of(summit_of(made)))
    with uow():
        for number in range(8):
            add_profile(doors.make_registration(summit_of(made), "Ayşe", f"Nr. {number}"))
    with reading():
        assert counted(lambda: queries.overview_of(summit_of(made))) == before


def test_the_list_leaves_as_a_workbook_and_as_text_and_that_is_written_down(team: Any) -> None:
    made, organiser, desk = team(3)
    book = organiser.send(home(made), home(made) + "export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.data)).active
    texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("Kılıç-Krämer" in text for text in texts) and "Waste & circular economy" in texts
    plain = organiser.send(home(made), home(made) + "export.csv")
    rows = list(csv.reader(io.StringIO(plain.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 4
    assert desk.get(home(made)).status_code == 200
    assert desk.client.post(home(made) + "export.csv").status_code in (400, 403)


def test_rules_are_set_by_category_and_hold_at_once(team: Any, uow: Any, reading: Any) -> None:
    made, organiser, desk = team(2)
    with uow():
        delegate, press = summit_of(made).categories
        name = f"{delegate.public_id}-{press.public_id}"
        registration(made, 1).category = press
        record("registration.changed", registration(made, 1))
    page = home(made, "rules")
    assert organiser.send(page, page, {name: "none"}).status_code == 303
    assert 'value="none" selected' in organiser.get(page).text
    with reading():
        assert not queries.may_see(registration(made, 0), registration(made, 1))
        assert queries.may_see(registration(made, 1), registration(made, 0))
    assert desk.get(page).status_code == 200 and "disabled" in desk.get(page).text
    assert desk.client.post(page, data={name: "ask"}).status_code in (400, 403)


def test_those_without_a_profile_are_written_to_once_in_their_language(
    team: Any, app: Flask, letters: Callable[[], list[EmailMessage]], uow: Any
) -> None:
    made, organiser, _ = team(3, state=None)
    with uow():
        for place, language in enumerate(("de", "tr", "en")):
            registration(made, place).language = language
        record("registration.changed", registration(made, 0))
    page = home(made, "profiles/invite")
    assert "3 participants have no profile" in organiser.get(page).text
    assert "‹link›" in organiser.get(page + "?mail=de").text
    assert organiser.send(page, page).status_code == 303
    with app.app_context():
        outbox.sweep()
    sent = letters()
    assert sorted(one["To"] for one in sent) == [f"person{place}@example.org" for place in range(3)]
    body = sent[0].get_body(("plain",))
    assert body is not None and "/my/link/" in body.get_content() and "/meetings/profile/" in body.get_content()
    assert "Nobody to write to" in organiser.get(page).text
    assert len(letters()) == 3


def test_strangers_and_participants_see_none_of_it(team: Any, app: Flask, client: Any) -> None:
    made, *_ = team(1)
    for page in ("profiles", "rules", "profiles/invite"):
        assert Visitor(app, made.sessions[0]).get(home(made, page)).status_code == 403
        assert client.get(home(made, page)).status_code in (302, 303, 401)
