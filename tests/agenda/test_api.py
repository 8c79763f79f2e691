"""The agenda for programs, and as a file."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import vobject

from summitapp.accounts import services as accounts
from summitapp.accounts.values import TokenScope
from summitapp.agenda.values import Visibility
from tests.factories.agenda import add, make_world, publish


@pytest.fixture
def tokens(uow) -> dict[str, dict[str, str]]:
    """A release with one public and one closed session, and tokens: right scope, wrong scope, other summit."""
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, world.mayor, title="Cooling the city", languages=("de",), sdgs=(11,))
        add(world, "ROUND", 1, "HALL-C", title="Quiet talk", visibility=Visibility.CLOSED)
        publish(world.summit)
        other = make_world("izmir-2029").summit
        made = {
            "read": accounts.create_token("a program", TokenScope.READ, world.summit.public_id, timedelta(days=1))[1],
            "checkin": accounts.create_token("a program", TokenScope.CHECKIN, world.summit.public_id, timedelta(days=1))[1],
            "other": accounts.create_token("a program", TokenScope.READ, other.public_id, timedelta(days=1))[1],
        }
        return {name: {"Authorization": f"Bearer {secret}"} for name, secret in made.items()}


def test_the_agenda_is_told_in_three_languages_and_venue_time(tokens, client) -> None:
    told = client.get("/api/v1/summits/izmir-2027/agenda", headers=tokens["read"]).get_json()
    assert (told["version"], told["timezone"]) == (1, "Europe/Istanbul")
    (session,) = told["sessions"]
    assert session["title"] == {"de": "Cooling the city (de)", "tr": "Cooling the city (tr)", "en": "Cooling the city"}
    assert session["starts_at"] == "2027-10-13T10:00:00+03:00"
    assert [one["name"] for one in session["people"]] == ["Prof. Dr. Ayşe İnci Çağlayan", ""]
    assert session["people"][1]["function"]["de"] == "Bürgermeisterin"
    assert {room["code"] for room in told["rooms"]} == {"HALL-B", "HALL-C"}
    assert "Quiet" not in json.dumps(told) and "ROUND" not in json.dumps(told)


def test_summits_are_told(tokens, client) -> None:
    told = client.get("/api/v1/summits", headers=tokens["read"]).get_json()
    assert {one["slug"] for one in told["summits"]} == {"izmir-2027", "izmir-2029"}
    one = client.get("/api/v1/summits/izmir-2027", headers=tokens["read"]).get_json()
    assert one["starts_on"] == "2027-10-13" and one["name"]["tr"] == "Kardeş Kentler Zirvesi"


@pytest.mark.parametrize("address", ["/api/v1/summits", "/api/v1/summits/izmir-2027", "/api/v1/summits/izmir-2027/agenda"])
def test_a_token_of_the_right_scope_is_needed(tokens, client, address: str) -> None:
    refused = client.get(address)
    assert (refused.status_code, refused.content_type) == (401, "application/problem+json")
    assert client.get(address, headers=tokens["checkin"]).status_code == 403
    if address != "/api/v1/summits":
        assert client.get(address, headers=tokens["other"]).status_code == 403
        missing = client.get(address.replace("2027", "1999"), headers=tokens["read"])
        assert (missing.status_code, missing.get_json()["code"]) == (404, "not_found")


def test_the_agenda_is_written_to_a_file(tokens, app, tmp_path: Path) -> None:
    runner, file = app.test_cli_runner(), tmp_path / "agenda.ics"
    done = runner.invoke(args=["agenda", "export", "--summit", "izmir-2027", "--format", "ics", "--output", str(file), "--lang", "de"])
    assert done.exit_code == 0, done.output
    (event,) = vobject.readOne(file.read_text(encoding="utf-8")).vevent_list
    assert event.summary.value == "Cooling the city (de)"
    with app.test_client() as client:
        assert client.get("/summits/izmir-2027/agenda.ics?lang=de").get_data() == file.read_bytes(), "the same bytes as the feed"


def test_the_file_is_refused_in_words(app, uow, tmp_path: Path) -> None:
    with uow():
        make_world()
    runner, file = app.test_cli_runner(), str(tmp_path / "x.ics")
    for slug, words in (("nowhere", "no summit"), ("izmir-2027", "Nothing is published")):
        done = runner.invoke(args=["agenda", "export", "--summit", slug, "--output", file])
        assert done.exit_code == 1 and words in done.output
    assert runner.invoke(args=["agenda", "export", "--summit", "x", "--format", "docx", "--output", file]).exit_code == 2
