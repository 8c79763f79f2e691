"""The organisers' pages of speakers: who lacks what, the link, on somebody's behalf, and the mail itself."""

import io
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.agenda import queries, services
from summitapp.agenda.values import Answer
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.speakers import services as speakers
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import ProfileDetails
from summitapp.summits.queries import by_slug
from tests.factories.agenda import MOMENT, World, add, enter, make_world, send, team_member
from tests.factories.speakers import photo
from tests.journeys.people import link_in, text_of
from tests.rig.statements import heard

TABLE = "/en/organise/izmir-2027/speakers/"


def people_in(world: World, number: int) -> list[Person]:
    """So many more speakers, each in a session of their own."""
    found = []
    for place in range(number):
        one = Person(given_name="Şükrü", family_name=f"Işık {place}", email=f"isik{place}@example.org", language="tr",
                     created_at=MOMENT)  # fmt: skip
        db.session.add(one)
        db.session.flush()
        add(world, f"S{place}", 1 + place % 8, "HALL-C", one, title=f"Talk {place}", length=0.5)
        found.append(one)
    return found


@pytest.fixture
def organiser(client: FlaskClient, uow: Any) -> FlaskClient:
    """Somebody of the team; Ayşe has no address, two others have."""
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, title="Cooling the city")
        people_in(world, 2)
        identifier = team_member(world.summit)
    enter(client, identifier)
    return client


def reference(reading: Any, family: str) -> str:
    with reading():
        return str(db.session.scalars(sa.select(Person.public_id).where(Person.family_name == family)).one())


def test_the_table_finds_people_as_they_are_spoken_and_by_what_they_lack(organiser: FlaskClient) -> None:
    text = organiser.get(TABLE).get_data(as_text=True)
    assert "3 speakers" in text and "no e-mail address" in text and "Invite the 2 who were not asked yet" in text
    found = organiser.get(TABLE + "?q=SUKRU+isik+1").get_data(as_text=True)
    assert "Şükrü Işık 1" in found and "Şükrü Işık 0" not in found
    lacking = organiser.get(TABLE + "?show=address").get_data(as_text=True)
    assert "Çağlayan" in lacking and "Işık" not in lacking
    assert "Nobody fits" in organiser.get(TABLE + "?show=declined").get_data(as_text=True)


def test_the_mail_speaks_the_speaker_s_language_and_its_link_works(organiser: FlaskClient, letters: Any, app: Any) -> None:
    answer = send(organiser, "/en/organise/izmir-2027/speakers/invite", TABLE, who="new")
    assert answer.status_code == 303
    sent = [one for one in letters() if one["To"].startswith("isik")]
    assert sorted(one["To"] for one in sent) == ["isik0@example.org", "isik1@example.org"]
    mail = sent[0]
    assert mail["Content-Language"] == "tr" and "Talk" in text_of(mail) and "Salon C" in text_of(mail)
    link = link_in(mail, "/speakers/")
    assert link.startswith("/tr/speakers/")
    page = app.test_client().get(link)
    assert page.status_code == 200 and "Şükrü Işık" in page.get_data(as_text=True)


def test_no_row_holds_the_secret_of_a_link(organiser: FlaskClient, letters: Any, app: Any) -> None:
    send(organiser, "/en/organise/izmir-2027/speakers/invite", TABLE, who="new")
    secret = link_in(letters()[0], "/speakers/").split("/")[3]
    with app.app_context():
        for table in ("outbox_message", "accounts_secret_link", "audit_entry", "speakers_profile"):
            assert secret not in repr(db.session.execute(sa.text(f"SELECT * FROM {table}")).all()), table


def test_a_new_link_ends_the_old_and_an_ended_one_opens_nothing(
    organiser: FlaskClient, letters: Any, app: Any, reading: Any
) -> None:
    one = reference(reading, "Işık 0")
    page, link = f"{TABLE}{one}/", f"{TABLE}{one}/link"
    stranger = app.test_client()
    send(organiser, link, page, do="send")
    first = link_in(letters()[-1], "/speakers/")
    send(organiser, link, page, do="send")
    again = link_in(letters()[-1], "/speakers/")
    assert [stranger.get(first).status_code, stranger.get(again).status_code] == [200, 200]
    send(organiser, link, page, do="renew")
    new = link_in(letters()[-1], "/speakers/")
    assert [stranger.get(address).status_code for address in (first, again, new)] == [404, 404, 200]
    send(organiser, link, page, do="end")
    assert stranger.get(new).status_code == 404


def test_only_those_who_owe_something_are_reminded(organiser: FlaskClient, uow: Any, letters: Any, reading: Any) -> None:
    send(organiser, "/en/organise/izmir-2027/speakers/invite", TABLE, who="new")
    with uow():
        summit = by_slug("izmir-2027")
        gone = db.session.scalars(sa.select(Person).where(Person.family_name == "Işık 0")).one()
        services.answer_session(queries.session_of("izmir-2027", "S0"), gone, Answer.DECLINED, "travels")
        assert services.speakers_waiting(summit).unanswered == 1
    before = len(letters())
    send(organiser, "/en/organise/izmir-2027/speakers/invite", TABLE, who="late")
    assert [one["To"] for one in letters()[before:]] == ["isik1@example.org"]
    todo = organiser.get("/en/organise/izmir-2027/").get_data(as_text=True)
    assert "1 speaker cannot come" in todo and "1 speaker has not answered" in todo
    assert "travels" in organiser.get(f"{TABLE}{reference(reading, 'Işık 0')}/").get_data(as_text=True)


def test_organisers_write_on_somebody_s_behalf(organiser: FlaskClient, reading: Any) -> None:
    page = f"{TABLE}{reference(reading, 'Çağlayan')}/"
    assert send(organiser, page, do="address", email="ayse@example.org", language="de").status_code == 303
    assert send(organiser, page, do="words", **{"biography-de": "Kühlt Städte."}).status_code == 303
    assert send(organiser, page, do="photo", photo=(io.BytesIO(photo()), "a.jpg")).status_code == 303
    assert send(organiser, page, do="answer", code="OPEN", answer="confirmed").status_code == 303
    assert send(organiser, page, do="photo", photo=(io.BytesIO(b"no"), "a.jpg")).status_code == 422
    with reading():
        profile = db.session.scalars(sa.select(SpeakerProfile)).one()
        assert (profile.biography["de"], profile.person.email, profile.person.language) == ("Kühlt Städte.", "ayse@example.org", "de")
        assert profile.photo_mark and profile.released_at is None
        (row,) = [one for one in queries.speakers_of(by_slug("izmir-2027")) if one.email == "ayse@example.org"]
        assert row.answers == (Answer.CONFIRMED,)
    assert organiser.get(f"{page}photo").content_type == "image/jpeg"


def test_a_proven_address_is_its_owner_s(organiser: FlaskClient, uow: Any, reading: Any) -> None:
    with uow():
        db.session.scalars(sa.select(Person).where(Person.family_name == "Işık 0")).one().proven_at = MOMENT
        speakers.ensure_profile(by_slug("izmir-2027"), db.session.scalars(sa.select(Person).where(Person.family_name == "Işık 1")).one())
    page = f"{TABLE}{reference(reading, 'Işık 0')}/"
    refused = send(organiser, page, do="address", email="other@example.org", language="tr")
    assert refused.status_code == 422 and "only they can change it" in refused.get_data(as_text=True)


def test_the_workbook_holds_what_the_table_shows(organiser: FlaskClient, uow: Any) -> None:
    with uow():
        summit = by_slug("izmir-2027")
        profile = speakers.ensure_profile(summit, db.session.scalars(sa.select(Person).where(Person.family_name == "Işık 1")).one())
        speakers.write_profile(profile, ProfileDetails(Translated(tr="Özgeçmiş")))
    answer = organiser.get("/en/organise/izmir-2027/speakers.xlsx?q=isik")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[1:]] == ["Şükrü Işık 0", "Şükrü Işık 1"]
    assert rows[0][0] == "Name" and rows[2][1] == "isik1@example.org" and "Turkish" in rows[2]


def test_the_day_of_the_slides_is_read_on_the_venue_s_clock(organiser: FlaskClient, reading: Any) -> None:
    address = "/en/organise/izmir-2027/speakers/deadline"
    assert send(organiser, address, TABLE, due_at="2027-10-01T18:00").status_code == 303
    with reading():
        assert by_slug("izmir-2027").slides_due_at.isoformat() == "2027-10-01T15:00:00+00:00"


@pytest.mark.parametrize("rest", ["speakers/", "speakers/x/", "speakers.xlsx"])
def test_the_pages_are_for_the_team(client: FlaskClient, uow: Any, rest: str) -> None:
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse)
        scanner = team_member(world.summit, Role.SCANNER)
        address = "/en/organise/izmir-2027/" + rest.replace("/x/", f"/{world.ayse.public_id}/")
    assert client.get(address).status_code == 303
    enter(client, scanner)
    assert client.get(address).status_code == 403


def test_a_viewer_reads_and_changes_nothing(client: FlaskClient, uow: Any) -> None:
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse)
        viewer, one = team_member(world.summit, Role.VIEWER), world.ayse.public_id
    enter(client, viewer)
    text = client.get(f"{TABLE}{one}/").get_data(as_text=True)
    assert "Çağlayan" in text and "They answered by another way" not in text
    refused = send(client, f"{TABLE}{one}/", TABLE, do="answer", code="OPEN", answer="confirmed")
    assert refused.status_code == 403


def test_the_table_asks_the_same_whatever_the_number_of_speakers(organiser: FlaskClient, uow: Any, app: Any) -> None:
    organiser.get(TABLE)
    with heard(app, "SELECT") as few:
        organiser.get(TABLE)
    with uow():
        summit = by_slug("izmir-2027")
        world = World(summit, db.session.scalars(sa.select(Person).where(Person.family_name == "Çağlayan")).one(), None)  # type: ignore[arg-type]
        for place in range(10, 30):
            one = Person(given_name="Max", family_name=f"Weiß {place}", created_at=MOMENT)
            db.session.add(one)
            db.session.flush()
            add(world, f"M{place}", None, "HALL-C", one)
            speakers.ensure_profile(summit, one)
    with heard(app, "SELECT") as many:
        organiser.get(TABLE)
    assert len(many) == len(few)
