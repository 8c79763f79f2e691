"""The door for people: who may enter, in which language, and what is written or undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from config import Config
from summitapp.accounts import queries
from summitapp.accounts import services as accounts
from summitapp.app import create_app
from summitapp.core import web
from summitapp.core.db import Base, db, unit_of_work
from summitapp.core.errors import Invalid
from summitapp.core.i18n import current_language
from summitapp.core.security import Actor, GrantRef

KEY = "k" * 40


def _routes(app: APIFlask) -> None:
    bp = web.lang_blueprint("trial", "trial")

    @bp.get("/open/")
    @web.public
    def open_page() -> str:
        return current_language()

    @bp.post("/write/<how>/")
    @web.public
    def write(how: str) -> Any:
        accounts.create_user(f"{how}@example.org", how)
        if how == "refused":
            raise Invalid
        return (how, 422) if how == "invalid" else how

    @bp.get("/sneaky/")
    @web.public
    def sneaky() -> str:
        accounts.create_user("sneaky@example.org", "sneaky")
        return "written"

    @bp.get("/team/<name>/")
    @web.requires("trial:read", on=lambda name: None if name == "nothing" else name)
    def team(thing: str) -> str:
        return thing

    @bp.get("/forgotten/")
    def forgotten() -> str:
        return "nobody said who may read this"

    @bp.post("/often/")
    @web.limited("2 per minute")
    @web.public
    def often() -> str:
        return "once more"

    @bp.post("/enter/<role>/")
    @web.public
    def enter(role: str) -> str:
        user = accounts.create_user(f"{role}@example.org", role)
        db.session.flush()
        web.sign_in(accounts.identifier(user), Actor("user", user.public_id, role))
        return "entered"

    app.register_blueprint(bp)
    web.register_permissions({"trial:read": lambda actor, thing: actor.name == thing})


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    config = Config(
        environment="testing", secret_key=KEY, badge_key=KEY, base_url="http://localhost", instance=tmp_path,
        database_url=f"sqlite:///{tmp_path}/trial.db", jobs="eager", argon2=(1, 8, 1),
    )  # fmt: skip
    app = create_app(config)
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    _routes(app)
    with app.app_context(), unit_of_work():
        Base.metadata.create_all(db.session.connection())
    yield app.test_client()  # without a context around it: each request must bring its own
    with app.app_context():
        db.engine.dispose()


def _exists(client: FlaskClient, name: str) -> bool:
    with client.application.app_context():
        return queries.user_by_email(f"{name}@example.org") is not None


def test_what_a_good_request_writes_stands(client: FlaskClient) -> None:
    assert client.post("/en/write/fine/").status_code == 200
    assert _exists(client, "fine")


@pytest.mark.parametrize("how", ["refused", "invalid"])
def test_what_a_refused_request_writes_is_undone(client: FlaskClient, how: str) -> None:
    assert client.post(f"/en/write/{how}/").status_code == 422
    assert not _exists(client, how)


def test_the_database_itself_keeps_a_get_from_writing(client: FlaskClient) -> None:
    assert client.get("/en/sneaky/").status_code == 500
    assert not _exists(client, "sneaky")


@pytest.mark.parametrize("language", ["de", "tr", "en"])
def test_the_address_says_the_language(client: FlaskClient, language: str) -> None:
    assert client.get(f"/{language}/open/").text == language


def test_no_other_language_has_an_address(client: FlaskClient) -> None:
    assert client.get("/fr/open/").status_code == 404


def test_every_page_carries_the_header_policy(client: FlaskClient) -> None:
    for address in ("/en/open/", "/en/nowhere/"):
        headers = client.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ["/en/my/link/made-up/", "/en/registrations/confirm/made-up/", "/en/my/data/", "/en/organise/"])
def test_no_search_engine_lists_what_is_for_one_alone(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/en/open/").headers


def test_somebody_with_the_right_enters_and_others_are_told_no(client: FlaskClient) -> None:
    client.post("/en/enter/editor/")
    assert client.get("/en/team/editor/").text == "editor"
    assert client.get("/en/team/desk/").status_code == 403
    assert client.get("/en/team/nothing/").status_code == 404


def test_a_stranger_learns_nothing_about_what_exists(client: FlaskClient) -> None:
    answers = {client.get(f"/en/team/{name}/").status_code for name in ("editor", "nothing")}
    assert len(answers) == 1
    assert answers & {303, 404}


def test_a_route_that_declares_nothing_is_closed(client: FlaskClient) -> None:
    assert client.get("/en/forgotten/").status_code == 403


def test_asking_too_often_is_refused_with_a_word(client: FlaskClient) -> None:
    codes = [client.post("/en/often/").status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]


def test_a_form_without_its_token_is_refused(client: FlaskClient) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/de/write/forged/").status_code == 400
    assert not _exists(client, "forged")


def test_a_platform_role_is_part_of_the_actor(client: FlaskClient) -> None:
    with client.application.app_context(), unit_of_work():
        user = accounts.create_user("owner@example.org", "Owner")
        accounts.make_platform_owner(user)
        db.session.flush()
        assert accounts.actor_of(user).grants == frozenset({GrantRef("owner", "platform", "")})


def test_kept_pages_ask_for_https_as_every_other_does() -> None:
    from config import Config
    from summitapp.core.web import SECURITY_HEADERS, constant_headers

    assert constant_headers(Config(base_url="http://127.0.0.1")) == SECURITY_HEADERS
    assert ("Strict-Transport-Security", "max-age=31536000") in constant_headers(Config(base_url="https://summit.example"))
