"""The pages on which a summit is made, tried from outside and in each role."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts.values import SUMMIT, Role
from summitapp.summits import queries
from summitapp.summits.values import SummitState
from tests.accounts.helpers import make_user, post, sign_in
from tests.summits.helpers import make_summit

S = "/en/organise/izmir-2027/settings/"
READING = [S, f"{S}rooms/", f"{S}days/", "/en/organise/izmir-2027/team/"]
EDITING = [f"{S}texts/", f"{S}dates/", f"{S}registration/", f"{S}tracks/new/", f"{S}venues/new/"]


def three(name: str, text: str) -> dict[str, str]:
    return {f"{name}-{lang}": f"{text} {lang}" for lang in ("de", "tr", "en")}


@pytest.fixture
def owner(client: FlaskClient, uow: Any) -> FlaskClient:
    make_summit(uow)
    make_user(uow, role=Role.OWNER, slug="izmir-2027")
    sign_in(client)
    return client


@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_gets_what_it_may_and_no_more(client: FlaskClient, uow: Any, role: Role | None) -> None:
    make_summit(uow)
    make_summit(uow, "elsewhere")
    make_user(uow, role=role, slug="izmir-2027")
    sign_in(client)
    reads = role in (Role.OWNER, Role.ORGANISER, Role.VIEWER)
    edits = role in (Role.OWNER, Role.ORGANISER)
    assert {client.get(page).status_code for page in READING} == {200 if reads else 403}
    assert {client.get(page).status_code for page in EDITING} == {200 if edits else 403}
    others = [page.replace("izmir-2027", "elsewhere") for page in READING + EDITING]
    assert {client.get(page).status_code for page in others} == {403}
    assert client.get("/en/organise/").status_code == 200


def test_strangers_are_asked_to_sign_in_and_learn_nothing(client: FlaskClient, uow: Any) -> None:
    make_summit(uow)
    for address in (*READING, *EDITING, "/en/organise/", "/en/organise/new/"):
        assert client.get(address).status_code == 303
        assert client.get(address.replace("izmir-2027", "unknown")).status_code == 303


def test_a_viewer_cannot_write(client: FlaskClient, uow: Any) -> None:
    make_summit(uow)
    make_user(uow, role=Role.VIEWER, slug="izmir-2027")
    sign_in(client)
    answer = post(client, f"{S}texts/", "/en/account/", **three("name", "Other"))
    assert answer.status_code == 403


def test_a_summit_is_made_and_belongs_to_its_maker(owner: FlaskClient, reading: Any) -> None:
    answer = post(
        owner, "/en/organise/new/", **three("name", "Bremen"), starts_on="2028-05-04", ends_on="2028-05-05",
        timezone="Europe/Berlin", slug="", source="",
    )  # fmt: skip
    assert answer.headers["Location"] == "/en/organise/bremen-en-2028/settings/"
    assert owner.get(answer.headers["Location"]).status_code == 200
    with reading():
        summit = queries.by_slug("bremen-en-2028")
        assert summit is not None
        assert [grant.role for grant in accounts_queries.grants_of_scope(SUMMIT, summit.public_id)] == [Role.OWNER]


def test_a_copy_is_prepared_with_its_dates_and_made(owner: FlaskClient, reading: Any) -> None:
    page = owner.get("/en/organise/new/?copy=izmir-2027").text
    start = re.search(r'name="starts_on"[^>]*value="(\d{4}-\d\d-\d\d)"', page)
    assert start is not None and start[1] > "2027-10-13"
    answer = post(
        owner, "/en/organise/new/", **three("name", "Next"), starts_on=start[1], timezone="Europe/Istanbul",
        slug="izmir-next", source="izmir-2027", ends_on="",
    )  # fmt: skip
    assert answer.status_code == 303
    with reading():
        copy = queries.by_slug("izmir-next")
        assert copy is not None and len(copy.days) == 3 and len(copy.rooms) == 1


def test_what_was_typed_comes_back_with_its_fault(owner: FlaskClient) -> None:
    answer = post(
        owner, "/en/organise/new/", **three("name", "Kept words"), starts_on="2028-05-04", ends_on="2028-05-01",
        timezone="Europe/Berlin", slug="izmir-2027", source="",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Kept words de" in answer.text and "already has this address" in answer.text


def test_a_summit_is_published_when_nothing_is_missing(owner: FlaskClient, reading: Any) -> None:
    assert "Publish the summit" in owner.get(S).text
    assert post(owner, f"{S}state/public/", S).status_code == 303
    with reading():
        assert queries.visible("izmir-2027") is not None
    assert post(owner, f"{S}state/draft/", S).status_code == 303
    with reading():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None and summit.state is SummitState.DRAFT


def test_texts_dates_and_entry_are_changed(owner: FlaskClient, reading: Any) -> None:
    assert post(owner, f"{S}texts/", **three("name", "Zirve"), **three("motto", "İzmir’de")).status_code == 303
    dates = {"starts_on": "2027-10-13", "ends_on": "2027-10-16", "registration_opens": "2027-03-01T09:00",
             "registration_closes": "2027-09-30T23:59"}  # fmt: skip
    assert post(owner, f"{S}dates/", **dates).status_code == 303
    late = {**dates, "registration_closes": "2027-02-01T00:00"}
    assert post(owner, f"{S}dates/", **late).status_code == 422
    entry = {"approval": "automatic", "capacity": "800", "offer_hours": "24", "review_fields": ["name", "city"],
             "default_language": "tr", "contact_email": "a@example.org"}  # fmt: skip
    assert post(owner, f"{S}registration/", **entry, city="").status_code == 303
    with reading():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None and summit.registration_opens_at is not None
        assert summit.motto.tr == "İzmir’de tr"
        assert summit.registration_opens_at.isoformat() == "2027-03-01T06:00:00+00:00"
        assert (summit.approval, summit.capacity, len(summit.days)) == ("automatic", 800, 4)
        assert (summit.offer_hours, summit.review_fields) == (24, ["name", "city"])


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("venues", {"address": "Şehitler Cad. 1", "latitude": "38.43", "longitude": "27.15"}),
        ("tracks", {"colour": "tile"}),
        ("categories", {"colour": "clay", "shape": "star", "capacity": "20", "open_to_public": "y"}),
    ],
)
def test_parts_are_added_changed_moved_and_removed(
    owner: FlaskClient, reading: Any, kind: str, values: dict[str, str]
) -> None:
    assert post(owner, f"{S}{kind}/new/", **three("name", "New"), **values).status_code == 303
    with reading():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        part = getattr(summit, kind)[-1]
        reference = part.public_id
    page = owner.get(f"{S}{kind}/{reference}/")
    assert page.status_code == 200 and "New tr" in page.text
    assert post(owner, f"{S}{kind}/{reference}/", **three("name", "Newer"), **values).status_code == 303
    assert "Newer en" in owner.get(f"{S}{kind}/").text
    assert post(owner, f"{S}{kind}/{reference}/up/", f"{S}{kind}/").status_code == 303
    assert post(owner, f"{S}{kind}/{reference}/remove/", f"{S}{kind}/").status_code == 303
    assert owner.get(f"{S}{kind}/{reference}/").status_code == 404


def test_a_room_stands_in_a_venue(owner: FlaskClient, reading: Any) -> None:
    with reading():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        venue, room = summit.venues[0].public_id, summit.rooms[0].public_id
    good = {"venue": venue, "capacity": "120", "languages": ["de", "tr"]}
    assert post(owner, f"{S}rooms/{room}/", **three("name", "Hall"), **good).status_code == 303
    assert post(owner, f"{S}rooms/{room}/", **three("name", "Hall"), **{**good, "venue": "x"}).status_code == 422
    with reading():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        assert (summit.rooms[0].capacity, summit.rooms[0].languages) == (120, ["de", "tr"])


def test_somebody_is_invited_and_comes_in_by_the_link(owner: FlaskClient, letters: Any) -> None:
    team = "/en/organise/izmir-2027/team/"
    answer = post(
        owner, f"{team}invite/", team, name="Jürgen Weiß", email="juergen@example.org", role="editor", language="de"
    )
    assert answer.status_code == 303
    letter = letters()[-1]
    assert letter["To"] == "juergen@example.org"
    found = re.search(r"https?://[^/\s]+(/de/set-up/\S+)", letter.get_body(("plain",)).get_content())
    assert found is not None
    newcomer = owner.application.test_client()
    assert post(newcomer, found[1], password="short").status_code == 422
    assert post(newcomer, found[1], password="drei Möwen am Hafen").status_code == 303
    assert newcomer.get("/de/organise/").status_code == 200
    assert newcomer.get(team).status_code == 403
    assert owner.application.test_client().get(found[1]).status_code == 404


def test_the_last_owner_stays(owner: FlaskClient, reading: Any) -> None:
    with reading():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        grant = accounts_queries.grants_of_scope(SUMMIT, summit.public_id)[0].public_id
    page = f"/en/organise/izmir-2027/team/{grant}/"
    assert post(owner, f"{page}remove/", page).status_code == 409
    assert post(owner, page, role="viewer").status_code == 422
    assert owner.get(page).status_code == 200


def test_a_removed_member_is_out_at_once(owner: FlaskClient, uow: Any, reading: Any) -> None:
    make_user(uow, "second@example.org", role=Role.OWNER, slug="izmir-2027")
    second = owner.application.test_client()
    sign_in(second, "second@example.org")
    with reading():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        team = accounts_queries.grants_of_scope(SUMMIT, summit.public_id)
        grant = next(one for one in team if one.user.email == "second@example.org").public_id
    page = f"/en/organise/izmir-2027/team/{grant}/"
    assert post(owner, f"{page}remove/", page).status_code == 303
    assert second.get(S).status_code == 303


def test_an_organiser_sees_the_team_but_does_not_choose_it(client: FlaskClient, uow: Any) -> None:
    make_summit(uow)
    make_user(uow, role=Role.ORGANISER, slug="izmir-2027")
    sign_in(client)
    team = "/en/organise/izmir-2027/team/"
    assert "Invite somebody" not in client.get(team).text
    answer = post(client, f"{team}invite/", "/en/account/", name="X", email="x@example.org", role="owner", language="de")
    assert answer.status_code == 403
