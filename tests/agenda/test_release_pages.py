"""The pages and feeds of releases, as they answer."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.agenda import queries, services
from summitapp.agenda.values import NoticeState, Visibility
from summitapp.core.text import Translated
from tests.agenda.releases import load, move, somebody
from tests.factories.agenda import OPENS, World, add, details, enter, make_world, publish, send, team_member, the_summit
from tests.rig.statements import heard

HOUR = timedelta(hours=1)
AGENDA = "/en/organise/izmir-2027/agenda/"
PUBLIC = "/en/summits/izmir-2027/agenda/"
ATOM = "{http://www.w3.org/2005/Atom}"
ORGANISERS = ["versions/", "compare/", "versions/1/restore/", "versions/2/told/", "versions/2/phones/", "sessions/MOVES/urgent/"]


@pytest.fixture
def owner(uow: Any) -> str:
    """Two releases: what moves did, what is closed was never public; returns who may do everything."""
    with uow():
        world = make_world()
        add(world, "MOVES", 1, "HALL-B", somebody("Anna", "Ast", "de"), title="Cooling the city")
        add(world, "STAYS", 1, "HALL-C", somebody("Berta", "Bach"), title="Ports that talk")
        add(world, "SECRET", 4, "HALL-C", title="Quiet talk", visibility=Visibility.CLOSED)
        services.release_notices(publish(), 2)
    with uow():
        move("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR)
        publish(note=Translated("Später", "Daha geç", "Later"))
        return team_member(the_summit(), Role.OWNER, "owner@example.org")


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True))


def member(uow: Any, role: Role) -> str:
    with uow():
        return team_member(the_summit(), role, f"{role.value}@example.org")


def revision(page: str) -> str:
    found = re.search(r'name="revision"[^>]*value="(\d+)"', page)
    assert found
    return found[1]


def urgent(client: FlaskClient, **fields: str) -> Any:
    page = f"{AGENDA}sessions/MOVES/urgent/"
    given = {"room": "HALL-B", "starts_at": "2027-10-13T15:00", "ends_at": "2027-10-13T16:00", **fields}
    given.setdefault("revision", revision(client.get(page).get_data(as_text=True)))
    query = "&".join(f"{name}={value}" for name, value in given.items())
    return send(client, page, f"{page}?{query}", **given)


# --- the public's ---------------------------------------------------------------------------------


def test_every_release_keeps_its_address_and_an_older_one_says_so(owner: str, client: FlaskClient) -> None:
    old, new = text(client, f"{PUBLIC}versions/1/"), text(client, f"{PUBLIC}versions/2/")
    assert "This is an older version" in old and "10:00" in old and "version 2" in old
    assert '<meta name="robots" content="noindex">' in old and f'href="{PUBLIC}"' in old
    assert "This is the version that holds now" in new and "11:00" in new and "Later" in new
    for number in ("3", "0", "99999999999"):
        assert client.get(f"{PUBLIC}versions/{number}/").status_code == 404


def test_no_older_release_tells_of_what_is_closed_or_hidden(owner: str, client: FlaskClient, uow: Any) -> None:
    assert "Quiet talk" not in text(client, f"{PUBLIC}versions/1/")
    with uow():
        session = load("STAYS")
        services.edit_session(session, details("Ports that talk", visibility=Visibility.CLOSED), session.revision)
        anna = queries.notices_of(queries.releases(the_summit())[0])[0].person
        services.erase_person(anna)
    client.application.wsgi_app.forget()  # type: ignore[attr-defined]
    for address in (f"{PUBLIC}versions/1/", f"{PUBLIC}changes/", "/summits/izmir-2027/changes.atom"):
        page = text(client, address)
        assert "Ports that talk" not in page and "Anna" not in page


def test_a_page_of_a_release_is_kept_and_holds_nothing_of_its_reader(owner: str, client: FlaskClient) -> None:
    answer = client.get(f"{PUBLIC}versions/1/")
    assert answer.headers["ETag"] and "Set-Cookie" not in answer.headers and "csrf_token" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", ["de", "tr", "en"])
def test_the_news_feed_is_whole_and_its_entries_keep_their_identity(owner: str, client: FlaskClient, uow: Any, lang: str) -> None:
    address = f"/summits/izmir-2027/changes.atom?lang={lang}"
    feed = ET.fromstring(client.get(address).get_data())
    entries = feed.findall(f"{ATOM}entry")
    for one in (feed, *entries):  # RFC 4287, 4.1.1 and 4.1.2
        assert all(len(one.findall(ATOM + name)) == 1 for name in ("id", "title", "updated"))
        assert one.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.findtext(f"{ATOM}updated", ""))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert len(entries) == 2 and "MOVES" not in entries[0].findtext(f"{ATOM}content", "")
    assert "11:00–12:00" in entries[0].findtext(f"{ATOM}content", "")
    assert {"de": "Später", "tr": "Daha geç", "en": "Later"}[lang] in entries[0].findtext(f"{ATOM}content", "")
    before = [one.findtext(f"{ATOM}id") for one in entries]
    with uow():
        add(World(the_summit(), None, None), "MORE", 7)  # type: ignore[arg-type]
        publish()
    client.application.wsgi_app.forget()  # type: ignore[attr-defined]
    after = [one.findtext(f"{ATOM}id") for one in ET.fromstring(client.get(address).get_data()).findall(f"{ATOM}entry")]
    assert after[1:] == before and len(set(after)) == 3


# --- the organisers' ------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", ORGANISERS)
def test_the_pages_of_releases_are_for_those_who_may(owner: str, client: FlaskClient, uow: Any, rest: str) -> None:
    assert client.get(AGENDA + rest).status_code in (303, 404)
    enter(client, member(uow, Role.SCANNER))
    assert client.get(AGENDA + rest).status_code == 403
    enter(client, owner)
    assert client.get(AGENDA + rest).status_code == 200


def test_who_only_writes_the_agenda_sees_no_address_and_sends_no_mail(owner: str, client: FlaskClient, uow: Any) -> None:
    enter(client, member(uow, Role.EDITOR))
    assert client.get(f"{AGENDA}versions/").status_code == 200
    for rest in ("versions/2/told/", "versions/2/phones/", "sessions/MOVES/urgent/"):
        assert client.get(AGENDA + rest).status_code == 403, rest
    enter(client, member(uow, Role.VIEWER))
    assert client.get(f"{AGENDA}versions/1/restore/").status_code == 403


def test_the_desk_reads_the_telephone_list_and_nothing_else(owner: str, client: FlaskClient, uow: Any) -> None:
    enter(client, member(uow, Role.DESK))
    assert "Anna Ast" in text(client, f"{AGENDA}versions/2/phones/")
    assert client.get(f"{AGENDA}versions/2/told/").status_code == 403


def test_the_list_before_a_release_says_what_is_to_mend_and_who_would_be_told(owner: str, client: FlaskClient, uow: Any) -> None:
    with uow():
        world = World(the_summit(), None, None)  # type: ignore[arg-type]
        session = load("MOVES")
        services.edit_session(session, details("Cooling", track="", words=Translated(en="Cooling")), session.revision)
        add(world, "LATE", None, title="Without a time")
        add(world, "ROOMLESS", 6, "", title="Somewhere")
        session = load("STAYS")
        services.unplace_session(session, session.revision)
    enter(client, owner)
    page = text(client, f"{AGENDA}publish/")
    for sentence in ("2 sessions have no time and are left out", "1 session has no track", "1 session has no room",
                     "1 session lacks a translation", "There is no note yet"):  # fmt: skip
        assert sentence in page, sentence
    assert 'value="3"' in page and "A mail is prepared for" in page and "Nothing is sent yet" in page
    assert f'href="{AGENDA}sessions/ROOMLESS/"' in page


def test_nothing_is_offered_for_publishing_while_nothing_has_changed(owner: str, client: FlaskClient, uow: Any) -> None:
    enter(client, owner)
    page = text(client, f"{AGENDA}publish/")
    assert "Nothing has changed since version 2" in page and "Publish now" not in page and 'name="name"' not in page
    assert "Publish version" not in text(client, AGENDA) and "Everything is published" in text(client, AGENDA)
    answer = send(client, f"{AGENDA}publish/", AGENDA)  # opened before somebody else published the same
    assert answer.status_code == 409
    assert "The draft is the same as the published version" in unescape(answer.get_data(as_text=True))
    with uow():
        assert queries.release_of(the_summit().id) == 2
        move("MOVES", "HALL-B", OPENS + 5 * HOUR, OPENS + 6 * HOUR)
    assert "Publish now" in text(client, f"{AGENDA}publish/")


def test_a_release_gets_the_name_that_was_typed(owner: str, client: FlaskClient, uow: Any) -> None:
    with uow():
        move("MOVES", "HALL-B", OPENS + 5 * HOUR, OPENS + 6 * HOUR)
    enter(client, owner)
    for name, words in (("Draft", "This word has a meaning of its own"), ("2", "Another version already has this name")):
        answer = send(client, f"{AGENDA}publish/", name=name)
        assert answer.status_code in (409, 422)
        page = unescape(answer.get_data(as_text=True))
        assert words in page and f'value="{name}"' in page
    assert send(client, f"{AGENDA}publish/", name="Endfassung").headers["Location"].endswith("/versions/3/told/")
    client.application.wsgi_app.forget()  # type: ignore[attr-defined]
    assert "Version Endfassung of" in text(client, PUBLIC)
    assert "Version Endfassung" in text(client, f"{AGENDA}compare/?old=1&new=3")


def test_two_releases_or_the_draft_are_compared(owner: str, client: FlaskClient) -> None:
    enter(client, owner)
    assert "10:00–11:00" in text(client, f"{AGENDA}compare/?old=1&new=2")
    assert "They say the same" in text(client, f"{AGENDA}compare/?old=2&new=draft")
    for query in ("old=1&new=9", "old=x&new=1", "old=99999999999999999999&new=1"):
        assert client.get(f"{AGENDA}compare/?{query}").status_code == 404


def test_mails_are_seen_left_out_and_sent_by_one_button(owner: str, client: FlaskClient, reading: Any, letters: Any) -> None:
    before = len(letters())
    enter(client, owner)
    told = f"{AGENDA}versions/2/told/"
    page = text(client, told)
    assert "Nothing has been sent yet" in page and "Anna Ast" in page and "Berta" not in page
    mail = re.search(r'href="([^"]+/notices/[^"]+/)"', page)
    assert mail
    preview = text(client, mail[1])
    assert "Cooling the city (de)" in preview and 'lang="de"' in preview and "izmir-2027.ics" in preview
    send(client, f"{mail[1]}drop", mail[1])
    assert "Not told" in text(client, told) and "Nothing has been sent yet" not in text(client, told)
    send(client, f"{mail[1]}keep", mail[1])
    assert send(client, told, number="7").status_code == 303
    assert len(letters()) == before, "the number had changed since it was read"
    form = {"number": "1", "csrf_token": re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text(client, told))[1]}  # type: ignore[index]
    for _twice in range(2):
        assert client.post(told, data=form).status_code == 303
    assert len(letters()) == before + 1
    assert "Delivered" in text(client, told)


def test_an_older_release_is_published_again_by_form(owner: str, client: FlaskClient, reading: Any) -> None:
    enter(client, owner)
    page = text(client, f"{AGENDA}versions/1/restore/")
    assert "Put the draft back, too" in page and "11:00–12:00" in page and 'value="3"' in page
    assert "It says what is published now" in text(client, f"{AGENDA}versions/2/restore/")
    answer = send(client, f"{AGENDA}versions/1/restore/", draft="follow", **{"note-en": "Back"})
    assert answer.status_code == 303
    with reading():
        last = queries.last_release(the_summit())
        assert last is not None
        assert {one.code: one.starts_at for one in queries.placements_of(last)}["MOVES"] == OPENS + HOUR
    assert "An older version again" in text(client, f"{AGENDA}versions/")


def test_a_change_at_once_shows_whom_it_concerns_first(owner: str, client: FlaskClient, reading: Any, letters: Any) -> None:
    enter(client, owner)
    page = f"{AGENDA}sessions/MOVES/urgent/"
    seen = text(client, f"{page}?revision=1&room=HALL-C&starts_at=2027-10-13T15:00&ends_at=2027-10-13T16:00")
    assert "appears in it: <strong" in seen and "Publish this change" in seen
    taken = text(client, f"{page}?revision=1&room=HALL-C&starts_at=2027-10-13T10:30&ends_at=2027-10-13T11:30")
    assert "This place is taken" in taken and "Publish this change" not in taken
    assert client.get(f"{page}?starts_at=nonsense&ends_at=2027").status_code == 422
    assert "Nothing would change" in text(
        client, f"{page}?room=HALL-B&starts_at=2027-10-13T11:00&ends_at=2027-10-13T12:00"
    )
    with reading():
        assert len(queries.releases(the_summit())) == 2, "looking changes nothing"


def test_a_change_at_once_is_done_once_and_says_how_many_were_reached(owner: str, client: FlaskClient, reading: Any, letters: Any) -> None:
    before = len(letters())
    enter(client, owner)
    shown = revision(text(client, f"{AGENDA}sessions/MOVES/urgent/"))
    results = [urgent(client, revision=shown, **{"note-en": "Water in the hall"}) for _twice in range(2)]
    assert [one.status_code for one in results] == [303, 303]
    assert {one.headers["Location"] for one in results} == {f"{AGENDA}versions/3/told/"}
    with reading():
        assert [one.label for one in queries.releases(the_summit())] == ["2.1", "2", "1"]
        assert queries.notices_of(queries.releases(the_summit())[0])[0].state is NoticeState.SENT
    assert len(letters()) == before + 1
    page = text(client, f"{AGENDA}versions/3/told/")
    assert "Urgent change" in page and "Anna Ast" in page
    client.application.wsgi_app.forget()  # type: ignore[attr-defined]
    assert "15:00" in text(client, PUBLIC) and "Water in the hall" in text(client, f"{PUBLIC}changes/")


def test_a_session_nobody_knows_is_changed_in_the_draft(owner: str, client: FlaskClient, uow: Any) -> None:
    with uow():
        add(World(the_summit(), None, None), "FRESH", 7)  # type: ignore[arg-type]
    enter(client, owner)
    assert "This session is not in the published agenda" in text(client, f"{AGENDA}sessions/FRESH/urgent/")


def test_the_pages_ask_the_same_whatever_the_number_of_people(owner: str, client: FlaskClient, uow: Any) -> None:
    enter(client, owner)

    def count(address: str) -> int:
        with heard(client.application, "SELECT") as statements:
            text(client, address)
            return len(statements)

    pages = [f"{AGENDA}versions/", f"{AGENDA}versions/3/told/", f"{AGENDA}versions/3/phones/", f"{AGENDA}publish/"]
    with uow():
        add(World(the_summit(), None, None), "FIRST", 7, "HALL-B", somebody("Q", "One"))  # type: ignore[arg-type]
        publish()
    before = [count(page) for page in pages]
    with uow():
        people = [somebody(f"N{number}", "More") for number in range(20)]
        session = load("FIRST")
        services.edit_session(session, details("Session FIRST", *people), session.revision)
        version = publish()
        assert version.published_at and version.published_at <= datetime.now(UTC)
    after = [count(page.replace("/3/", "/4/")) for page in pages]
    assert after == before
