"""The pages of letters: what each may see and do, and what a stranger learns of a code."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant
from summitapp.accounts.values import DELEGATION, Purpose, Role
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.security import digest
from summitapp.directory import services as directory
from summitapp.letters import queries, services
from summitapp.letters.models import Letter
from summitapp.letters.services.printing import code_of
from summitapp.letters.values import LetterState
from tests.factories import letters as make
from tests.factories.letters import World, asked, issued, load, registration_of, visa
from tests.factories.visitors import Visitor

LIST = "/en/organise/izmir-2027/letters/"
MINE = "/en/my/letters/"
VISA = {
    "language": "tr", "consulate": "Almanya Başkonsolosluğu, İzmir", "passport": "special", "travel_paid_by": "city",
    "stay_paid_by": "employer", "addressee": "",
}  # fmt: skip


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return make.build()


@pytest.fixture
def team(app: Flask, world: World) -> dict[str, Visitor]:
    return {name: Visitor(app, session) for name, session in world.sessions.items()}


@pytest.fixture
def delegate(app: Flask, world: World, uow: Callable[..., Any]) -> Visitor:
    return person(app, uow, world.person)


def person(app: Flask, uow: Callable[..., Any], reference: str) -> Visitor:
    with uow():
        secret = accounts.mint_link(Purpose.MANAGE, reference, timedelta(days=5), single_use=False)
        link = accounts_queries.link_by_digest(Purpose.MANAGE, digest(secret))
        assert link is not None
        return Visitor(app, f"link:{link.public_id}")


def dates(world: World) -> dict[str, str]:
    day = now().date() + timedelta(days=100)
    return {"arrives_on": day.isoformat(), "leaves_on": (day + timedelta(days=3)).isoformat()}


def test_a_delegate_asks_two_organisers_approve_and_the_delegate_has_the_paper(
    delegate: Visitor, team: dict[str, Visitor], world: World, reading: Any
) -> None:
    form = f"/tr/my/letters/new/{world.registration}/visa/"
    answer = delegate.send(form, form, {**VISA, **dates(world)})
    assert answer.status_code == 303
    with reading():
        (letter,) = queries.of_registration(registration_of(world).id)
        reference, shown = letter.public_id, letter.fingerprint
    page = f"{LIST}{reference}/"
    for name in ("deniz", "isil"):
        assert "Almanya Başkonsolosluğu, İzmir" in team[name].get(page).text
        assert team[name].send(page, page + "approve", {"shown": shown, "function": "Proje yöneticisi"}).status_code == 303
    with reading():
        assert load(reference).state is LetterState.ISSUED
    paper = delegate.get(f"/tr/my/letters/{reference}/letter.pdf")
    assert paper.content_type == "application/pdf" and paper.data == team["kim"].get(page + "letter.pdf").data
    assert "no-store" in paper.headers["Cache-Control"]


def test_the_form_asks_at_most_five_things_and_never_a_number(delegate: Visitor, world: World) -> None:
    text = delegate.get(f"/en/my/letters/new/{world.registration}/visa/").text
    names = set(re.findall(r'name="(\w+)"', text)) - {"csrf_token", "viewport", "language"}
    assert names == {"consulate", "passport", "arrives_on", "leaves_on", "travel_paid_by", "stay_paid_by", "addressee"}
    assert not re.search(r'type="(?:number|tel)"|birth_date|passport_number', text)


def test_faults_come_back_beside_their_fields_with_the_text_in_place(delegate: Visitor, world: World) -> None:
    form = f"/en/my/letters/new/{world.registration}/visa/"
    answer = delegate.send(form, form, {**VISA, "arrives_on": "2020-01-01", "leaves_on": "2020-01-02"})
    assert answer.status_code == 422 and "does not touch the days" in answer.text
    assert "Almanya Başkonsolosluğu, İzmir" in answer.text and 'id="leaves_on-fault"' in answer.text


def test_a_request_can_be_changed_and_taken_back(delegate: Visitor, world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    page = f"{MINE}{letter}/"
    assert "Hannover" in delegate.get(page).text
    assert delegate.send(page, page, {**VISA, **dates(world), "consulate": ""}).status_code == 422
    assert delegate.send(page, page, {**VISA, **dates(world)}).status_code == 303
    with reading():
        assert load(letter).consulate == "Almanya Başkonsolosluğu, İzmir"
    assert delegate.send(MINE, page + "withdraw").status_code == 303
    with reading():
        assert load(letter).state is LetterState.WITHDRAWN
    assert delegate.get(page).status_code == 303
    assert "Request taken back" in delegate.get(MINE).text


def test_nobody_reaches_the_letter_of_somebody_else(app: Flask, world: World, uow: Any) -> None:
    letter = issued(world, uow)
    with uow():
        other = make.build("bremen-2027", email="else@example.org")
    stranger = person(app, uow, other.person)
    for path in (f"{letter}/", f"{letter}/letter.pdf", f"new/{world.registration}/visa/"):
        assert stranger.get(MINE + path).status_code == 403
    assert Visitor(app).get(f"{MINE}{letter}/letter.pdf").status_code == 303
    assert stranger.get(LIST).status_code == 403
    assert "IZM-" not in stranger.get(MINE).text
    elsewhere = Visitor(app, other.sessions["deniz"])
    assert elsewhere.get(f"/en/organise/bremen-2027/letters/{letter}/").status_code == 404


def test_a_viewer_reads_a_desk_does_not_and_neither_decides(app: Flask, world: World, uow: Any) -> None:
    letter = asked(world, uow)
    with uow():
        viewer = Visitor(app, accounts.identifier(make.add_user(world, "v@example.org", "V", Role.VIEWER)))
        desk = Visitor(app, accounts.identifier(make.add_user(world, "d@example.org", "D", Role.DESK)))
    page = f"{LIST}{letter}/"
    assert viewer.get(page).status_code == 200 and desk.get(page).status_code == desk.get(LIST).status_code == 403
    for verb in ("approve", "refuse", "revoke", "refresh"):
        assert viewer.send(LIST, page + verb, {"reason": "x", "shown": "x", "function": "x"}).status_code == 403


def test_a_coordinator_asks_for_their_own_delegation_and_sees_no_queue(app: Flask, world: World, uow: Any, reading: Any) -> None:
    with uow():
        user = accounts.create_user("koordinasyon@example.org", "Nilüfer Kılıç-Krämer")
        delegation = registration_of(world).delegation
        assert delegation is not None
        grant = Grant(user=user, role=Role.COORDINATOR, scope_kind=DELEGATION, scope=delegation.public_id, given_at=now())
        db.session.add(grant)
        record("team.added", grant)
        db.session.flush()
        coordinator, own = Visitor(app, accounts.identifier(user)), user.public_id
        make.build("bremen-2027", email="else@example.org")
    form = f"{LIST}for/{world.code}/visa/"
    assert coordinator.get(f"{LIST}for/{world.code}/").status_code == 200
    assert coordinator.send(form, form, {**VISA, **dates(world)}).status_code == 303
    with reading():
        (letter,) = queries.of_registration(registration_of(world).id)
        assert letter.requested_by == own
        other = db.session.scalar(sa.select(Letter.id).where(Letter.requested_by == ""))
        assert other is None
    assert coordinator.get(LIST).status_code == 403
    with reading():
        from summitapp.registration.models import Registration

        code = db.session.scalar(sa.select(Registration.code).where(Registration.public_id != world.registration))
    assert coordinator.get(f"/en/organise/bremen-2027/letters/for/{code}/").status_code == 403


def test_an_organiser_who_asked_is_told_to_leave_the_approval_to_others(team: dict[str, Visitor], world: World, reading: Any) -> None:
    form = f"{LIST}for/{world.code}/visa/"
    assert team["deniz"].send(form, form, {**VISA, **dates(world)}).status_code == 303
    with reading():
        (letter,) = queries.of_registration(registration_of(world).id)
        page, shown = f"{LIST}{letter.public_id}/", letter.fingerprint
    assert "Two other people approve it" in team["deniz"].get(page).text
    assert team["deniz"].send(page, page + "approve", {"shown": shown, "function": "x"}).status_code == 403
    again = team["deniz"].send(form, form, {**VISA, **dates(world)})
    assert again.status_code == 422 and "being looked at already" in again.text


def test_an_old_window_approves_nothing(team: dict[str, Visitor], world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    page = f"{LIST}{letter}/"
    with reading():
        old = load(letter).fingerprint
    with uow():
        services.change_request(load(letter), visa(registration_of(world), consulate="Generalkonsulat, Essen"))
    answer = team["kim"].send(page, page + "approve", {"shown": old, "function": "Protokoll"})
    assert answer.status_code == 409 and "has changed since" in answer.text
    assert team["kim"].send(page, page + "approve", {"shown": old, "function": ""}).status_code == 422


def test_refusing_revoking_and_refreshing(team: dict[str, Visitor], world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    page = f"{LIST}{letter}/"
    assert team["kim"].send(page, page + "refuse", {"reason": ""}).status_code == 422
    assert team["kim"].send(page, page + "refuse", {"reason": "Bitte später."}).status_code == 303
    assert team["kim"].send(LIST, page + "refuse", {"reason": "Bitte später."}).status_code == 409
    valid = f"{LIST}{issued(world, uow)}/"
    assert team["kim"].send(valid, valid + "revoke", {"reason": ""}).status_code == 422
    assert team["kim"].send(valid, valid + "revoke", {"reason": "Verloren"}).status_code == 303
    assert "Verloren" in team["deniz"].get(valid).text
    waiting = f"{LIST}{asked(world, uow)}/"
    with uow():
        one = registration_of(world)
        one.function = "Amtsleiterin"
        record("registration.changed", one)
    assert "has changed since" in team["kim"].get(waiting).text
    assert team["kim"].send(waiting, waiting + "refresh").status_code == 303
    assert "Amtsleiterin" in team["kim"].get(waiting).text


def test_the_draft_is_shown_as_a_picture_while_it_waits(team: dict[str, Visitor], world: World, uow: Any) -> None:
    letter = asked(world, uow)
    answer = team["kim"].get(f"{LIST}{letter}/preview.png")
    assert answer.content_type == "image/png" and answer.data.startswith(b"\x89PNG")
    assert team["kim"].get(f"{LIST}{letter}/letter.pdf").status_code == 404
    make.approve(world, uow, letter, "deniz", "isil")
    assert team["kim"].get(f"{LIST}{letter}/preview.png").status_code == 404


def test_the_queue_is_narrowed_and_searched_without_accents(team: dict[str, Visitor], world: World, uow: Any) -> None:
    letter = asked(world, uow)
    name = "Gülşah Yıldız Ünal"
    for query, shown in (("", True), ("?q=gulsah", True), ("?q=nobody", False), ("?show=first", True), ("?show=second", False),
                         ("?show=issued", False), ("?kind=visa", True), ("?kind=attendance", False), ("?page=9", True),
                         (f"?page={10**30}", True)):  # fmt: skip
        assert (name in team["kim"].get(LIST + query).text) is shown, query
    make.approve(world, uow, letter, "deniz")
    assert name in team["kim"].get(LIST + "?show=second").text
    make.approve(world, uow, letter, "isil")
    assert name in team["kim"].get(LIST + f"?q=izm-{now().year}-0001").text


def test_the_queue_asks_as_much_for_three_letters_as_for_one(app: Flask, team: dict[str, Visitor], uow: Any) -> None:
    asked_for = []

    def count() -> int:
        asked_for.clear()
        with app.app_context():
            engine = db.engine
        note = lambda *_: asked_for.append(1)  # noqa: E731
        event.listen(engine, "after_cursor_execute", note)
        assert team["kim"].get(LIST).status_code == 200
        event.remove(engine, "after_cursor_execute", note)
        return len(asked_for)

    with uow():
        from summitapp.registration.models import Registration

        first = db.session.scalar(sa.select(Registration))
        assert first is not None
        services.ask(first, visa(first))
    one = count()
    with uow():
        from summitapp.summits.queries import by_slug
        from tests.factories import registration as registrations

        summit = by_slug("izmir-2027")
        assert summit is not None
        for number in (7, 8):
            more = registrations.registered(registrations.enter(summit, number))
            services.ask(more, visa(more))
    assert count() == one


# --- the page that checks a code ------------------------------------------------------------------------------------------


def check(visitor: Visitor, code: str, language: str = "de") -> Any:
    return visitor.get(f"/{language}/letters/{code}/")


def test_a_stranger_sees_number_name_and_validity_of_a_genuine_letter(app: Flask, world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with reading():
        code, serial = code_of(load(letter)), load(letter).serial
    answer = check(Visitor(app), code)
    assert answer.status_code == 200 and "Gülşah Yıldız Ünal" in answer.text and serial in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"] and 'content="noindex' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    for hidden in ("Hannover", "Umweltbetrieb", "Stadtgrün", "example.org", "Dienstpass"):
        assert hidden not in answer.text
    assert "Gülşah" in check(Visitor(app), code.lower()).text


@pytest.mark.parametrize("how", ["revoked", "expired", "superseded"])
def test_a_letter_that_ended_shows_its_number_and_its_standing_only(app: Flask, world: World, uow: Any, reading: Any, how: str) -> None:
    letter = issued(world, uow)
    with reading():
        code, serial = code_of(load(letter)), load(letter).serial
    if how == "superseded":
        issued(world, uow, language="en")
    with uow():
        if how == "revoked":
            services.revoke(load(letter), "Verloren")
        elif how == "expired":
            load(letter).valid_until = now().date() - timedelta(days=2)
            record("letter.changed", load(letter))
    text = check(Visitor(app), code).text
    assert serial in text
    for hidden in ("Gülşah", "Ünal", "Verloren", "Bremen", "Hannover"):
        assert hidden not in text


def test_a_hidden_name_is_not_shown_to_whoever_checks_a_letter(app: Flask, world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with reading():
        code, serial = code_of(load(letter)), load(letter).serial
    with uow():
        directory.hide_person(registration_of(world).person, "Wunsch")
    text = check(Visitor(app), code, "en").text
    assert serial in text and "Genuine and valid" in text and "name is not shown" in text
    assert "Gülşah" not in text and "Ünal" not in text


def test_unknown_codes_get_an_answer_of_the_same_shape(app: Flask, world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with reading():
        code = code_of(load(letter))
    with uow():
        services.revoke(load(letter), "Verloren")
    known, unknown = check(Visitor(app), code), check(Visitor(app), "0" * 16)
    assert known.status_code == unknown.status_code == 200
    assert re.findall(r"<(\w+)", known.text) == re.findall(r"<(\w+)", unknown.text)
    assert check(Visitor(app), "nonsense").status_code == 200


def test_a_code_can_be_typed_in(app: Flask, world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with reading():
        code = code_of(load(letter))
    typed = "-".join(code[place : place + 4] for place in range(0, 16, 4)).lower()
    answer = Visitor(app).get(f"/tr/letters/?code={typed}")
    assert answer.status_code == 303 and answer.headers["Location"].endswith(f"/tr/letters/{code}/")
    assert Visitor(app).get("/en/letters/?code=123").status_code == 200
    assert "not a complete code" in Visitor(app).get("/en/letters/?code=123").text


def test_guessing_is_slowed_down(app: Flask, settings: Any) -> None:
    settings(rate_limits=True)
    stranger = Visitor(app)
    answers = [check(stranger, f"{number:016}").status_code for number in range(40)]
    assert 429 in answers
