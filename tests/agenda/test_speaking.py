"""A speaker's own pages by the link of a mail, and that the link opens nothing else."""

import io
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from PIL import Image

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.agenda import queries, services
from summitapp.agenda.models import Appearance, Availability, SessionDocument
from summitapp.agenda.values import Answer, Audience, Visibility
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory import services as directory
from summitapp.directory.models import Person, Tenure
from summitapp.speakers import queries as profiles
from summitapp.speakers import services as speakers
from summitapp.speakers.models import SpeakerProfile
from summitapp.summits.models import Summit
from summitapp.summits.queries import by_slug
from tests.factories import registration as people
from tests.factories.agenda import MOMENT, add, details, make_world, publish, send
from tests.factories.speakers import link_of, photo, slides


@pytest.fixture
def tokens(uow: Any) -> dict[str, str]:
    """Ayşe in an open and a closed session with Max; each has a link."""
    with uow():
        world = make_world()
        other = Person(given_name="Max", family_name="Weiß", created_at=MOMENT)
        db.session.add(other)
        db.session.flush()
        add(world, "OPEN", 1, "HALL-B", world.ayse, other, title="Cooling the city")
        add(world, "SECRET", 3, "HALL-C", other, title="The secret round", visibility=Visibility.CLOSED)
        add(world, "MINE", 5, "HALL-C", world.ayse, title="Behind closed doors", visibility=Visibility.CLOSED)
        return {"ayse": link_of(world), "max": link_of(world, other), "person": world.ayse.public_id, "other": other.public_id}


def answer_of(code: str, person: str) -> tuple[str, str]:
    session = queries.session_of("izmir-2027", code)
    assert session is not None
    one = next(one for one in session.appearances if one.person is not None and one.person.public_id == person)
    return one.answer.value, one.word


def test_a_speaker_sees_their_sessions_and_nobody_else_s(client: FlaskClient, tokens: dict[str, str]) -> None:
    page = client.get(f"/en/speakers/{tokens['ayse']}/")
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Cooling the city" in text and "Behind closed doors" in text and "secret round" not in text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "no-store"
    inside = client.get(f"/en/speakers/{tokens['ayse']}/sessions/OPEN/").get_data(as_text=True)
    assert "Max Weiß" in inside and "10:00–11:00" in inside and "Salon B" in inside
    for code in ("SECRET", "NOWHERE"):
        assert client.get(f"/en/speakers/{tokens['ayse']}/sessions/{code}/").status_code == 404
    refused = client.post(f"/en/speakers/{tokens['ayse']}/sessions/SECRET/", data={"do": "confirm"})
    assert refused.status_code in (400, 404)


@pytest.mark.parametrize("rest", ["", "about/", "times/", "sessions/OPEN/", "photo", "documents/x/"])
def test_no_page_opens_without_a_good_link(client: FlaskClient, tokens: dict[str, str], uow: Any, rest: str) -> None:
    assert client.get(f"/en/speakers/{'x' * 32}/{rest}").status_code == 404
    with uow():
        profile = db.session.scalars(sa.select(SpeakerProfile).join(Person).where(Person.public_id == tokens["person"])).one()
        profile.invited_at = MOMENT
        speakers.end_link(profile)
    assert client.get(f"/en/speakers/{tokens['ayse']}/{rest}").status_code == 404
    assert client.get(f"/en/speakers/{tokens['max']}/").status_code == 200


def test_reading_answers_for_nobody_and_is_noted(client: FlaskClient, tokens: dict[str, str], reading: Any) -> None:
    client.get(f"/en/speakers/{tokens['ayse']}/")
    with reading():
        assert answer_of("OPEN", tokens["person"]) == ("open", "")
        seen = db.session.scalars(sa.select(SpeakerProfile.seen_at).join(Person).where(Person.public_id == tokens["person"])).one()
        assert seen is not None


def test_an_answer_is_kept_and_a_refusal_needs_a_word(client: FlaskClient, tokens: dict[str, str], reading: Any) -> None:
    address = f"/en/speakers/{tokens['ayse']}/sessions/OPEN/"
    assert send(client, address, do="confirm").status_code == 303
    silent = send(client, address, do="decline", word="  ")
    assert silent.status_code == 422
    assert "Please write a word to the organisers" in silent.get_data(as_text=True)
    with reading():
        assert answer_of("OPEN", tokens["person"]) == ("confirmed", "")
        assert answer_of("OPEN", tokens["other"]) == ("open", "")
    assert send(client, address, do="decline", word="Ich bin krank; Frau Öz kann.").status_code == 303
    with reading():
        assert answer_of("OPEN", tokens["person"]) == ("declined", "Ich bin krank; Frau Öz kann.")
        counts = services.speakers_waiting(by_slug("izmir-2027"))
        assert (counts.declined, counts.unanswered) == (1, 0)


def test_an_organiser_who_edits_the_session_loses_no_answer(tokens: dict[str, str], uow: Any, reading: Any) -> None:
    with uow():
        session = queries.session_of("izmir-2027", "OPEN")
        person = queries.people_by_reference([tokens["person"]])[tokens["person"]]
        services.answer_session(session, person, Answer.CONFIRMED)
        services.edit_session(session, details("New title", person, code="OPEN"), session.revision)
    with reading():
        assert answer_of("OPEN", tokens["person"]) == ("confirmed", "")


def test_words_are_kept_in_three_languages_and_shown_only_once_released(
    client: FlaskClient, tokens: dict[str, str], uow: Any
) -> None:
    with uow():
        publish()
    about, public = f"/tr/speakers/{tokens['ayse']}/about/", f"/summits/izmir-2027/speakers/{tokens['person']}/"
    words = {"biography-tr": "Kentleri serinletir.", "biography-de": "Kühlt Städte.", "pronunciation": "Ay-sche",
             "equipment": "ein Flipchart", "link": "https://example.org/ayse", "do": "words"}  # fmt: skip
    assert send(client, about, **words).status_code == 303
    client.application.extensions["front"].forget()
    before = client.get("/de" + public).get_data(as_text=True)
    assert "Çağlayan" in before and "Kühlt Städte" not in before
    assert send(client, about, **words, released="y").status_code == 303
    client.application.extensions["front"].forget()
    after = client.get("/de" + public).get_data(as_text=True)
    assert "Kühlt Städte" in after and "Kentleri" in client.get("/tr" + public).get_data(as_text=True)
    assert "Flipchart" not in after and "Ay-sche" not in after
    assert 'lang="de"' in client.get("/en" + public).get_data(as_text=True)  # the nearest one, marked so
    wrong = send(client, about, **{**words, "link": "javascript:alert(1)"})
    assert wrong.status_code == 422 and "Kentleri serinletir." in wrong.get_data(as_text=True)


def test_a_photo_is_public_only_when_released_and_asked_for_again_by_its_mark(
    client: FlaskClient, tokens: dict[str, str], uow: Any
) -> None:
    with uow():
        publish()
    about, public = f"/en/speakers/{tokens['ayse']}/about/", f"/summits/izmir-2027/speakers/{tokens['person']}/photo"
    sent = send(client, about, do="photo", photo=(io.BytesIO(photo()), "ich.jpg"))
    assert sent.status_code == 303
    assert client.get(public).status_code == 404
    own = client.get(f"/en/speakers/{tokens['ayse']}/photo")
    assert Image.open(io.BytesIO(own.data)).format == "JPEG" and own.headers["Cache-Control"] == "private, no-store"
    send(client, about, do="words", released="y")
    shown = client.get(public)
    assert shown.status_code == 200 and not Image.open(io.BytesIO(shown.data)).getexif()
    again = client.get(public, headers={"If-None-Match": shown.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    small = Image.open(io.BytesIO(client.get(public + "-small").data))
    assert small.size == (160, 160)
    refused = send(client, about, do="photo", photo=(io.BytesIO(b"GIF89a"), "ich.gif"))
    assert refused.status_code == 422 and "JPEG, PNG or WebP" in refused.get_data(as_text=True)
    with uow():
        directory.hide_person(queries.people_by_reference([tokens["person"]])[tokens["person"]], "asked")
    assert client.get(public, headers={"If-None-Match": shown.headers["ETag"]}).status_code == 404
    assert client.get(f"/en/summits/izmir-2027/speakers/{tokens['person']}/").status_code == 404


def test_nobody_has_a_public_page_for_a_closed_session(client: FlaskClient, tokens: dict[str, str], uow: Any) -> None:
    with uow():
        profile = speakers.ensure_profile(by_slug("izmir-2027"), queries.people_by_reference([tokens["other"]])[tokens["other"]])
        speakers.release(profile, True)
        only = queries.session_of("izmir-2027", "OPEN")
        services.edit_session(only, details("x", queries.people_by_reference([tokens["person"]])[tokens["person"]]), only.revision)
        publish()
    assert client.get(f"/en/summits/izmir-2027/speakers/{tokens['other']}/").status_code == 404
    text = client.get("/en/summits/izmir-2027/speakers/").get_data(as_text=True)
    assert "Çağlayan" in text and "Weiß" not in text
    mine = client.get(f"/en/summits/izmir-2027/speakers/{tokens['person']}/").get_data(as_text=True)
    assert "closed doors" not in mine


def test_days_are_kept_as_spans_on_the_venue_s_clock(client: FlaskClient, tokens: dict[str, str], reading: Any) -> None:
    address = f"/en/speakers/{tokens['ayse']}/times/"
    days = {}
    for number, (presence, since, until) in enumerate([("part", "09:30", "17:00"), ("whole", "", ""), ("away", "", "")]):
        days |= {f"days-{number}-day": f"2027-10-1{3 + number}", f"days-{number}-presence": presence,
                 f"days-{number}-since": since, f"days-{number}-until": until}  # fmt: skip
    assert send(client, address, **days).status_code == 303
    with reading():
        frame = queries.frame_of(by_slug("izmir-2027"))
        first, second = frame.available[f"person:{tokens['person']}"]
        assert (first.starts_at.isoformat(), first.ends_at.isoformat()) == ("2027-10-13T06:30:00+00:00", "2027-10-13T14:00:00+00:00")
        assert second.starts_at.isoformat() == "2027-10-13T21:00:00+00:00"
    text = client.get(address).get_data(as_text=True)
    assert 'value="09:30' in text
    wrong = send(client, address, **{**days, "days-0-until": "08:00"})
    assert wrong.status_code == 422 and "The end is before the beginning." in wrong.get_data(as_text=True)
    away = {name: ("away" if name.endswith("presence") else value) for name, value in days.items()}
    assert "please decline your sessions" in send(client, address, **away).get_data(as_text=True)
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Availability)) == 2


def bring(client: FlaskClient, token: str, content: bytes, **fields: Any) -> Any:
    return send(client, f"/en/speakers/{token}/sessions/OPEN/", do="bring", kind="slides", language="tr",
                **{"allowed": "public", "file": (io.BytesIO(content), "Yeşil çatılar.pptx"), **fields})  # fmt: skip


def test_slides_are_for_the_team_until_they_are_released(client: FlaskClient, tokens: dict[str, str], uow: Any, reading: Any) -> None:
    assert bring(client, tokens["ayse"], slides()).status_code == 303
    with reading():
        reference = db.session.scalars(sa.select(SessionDocument.public_id)).one()
    mine = client.get(f"/en/speakers/{tokens['ayse']}/documents/{reference}/")
    assert mine.status_code == 200 and "Ye%C5%9Fil" in mine.headers["Content-Disposition"]
    assert mine.headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in mine.headers["Content-Security-Policy"]
    for address in (f"/en/speakers/{tokens['max']}/documents/{reference}/", f"/summits/izmir-2027/documents/{reference}/"):
        assert client.get(address).status_code == 404
    for address in (f"/en/organise/izmir-2027/documents/{reference}/", f"/en/my/documents/{reference}/"):
        assert client.get(address).status_code in (303, 401, 404)
    with uow():
        publish()
        services.show_document(queries.document(reference), Audience.PUBLIC)
    assert client.get(f"/summits/izmir-2027/documents/{reference}/").data == slides()
    client.application.extensions["front"].forget()
    assert "Yeşil çatılar" in client.get("/en/summits/izmir-2027/sessions/OPEN/").get_data(as_text=True)
    taken = send(client, f"/en/speakers/{tokens['ayse']}/documents/{reference}/", f"/en/speakers/{tokens['ayse']}/sessions/OPEN/",
                 allowed="team")  # fmt: skip
    assert taken.status_code == 303
    assert client.get(f"/summits/izmir-2027/documents/{reference}/").status_code == 404


def test_a_public_file_of_a_closed_session_is_nobody_s(client: FlaskClient, tokens: dict[str, str], uow: Any) -> None:
    from summitapp.agenda.values import DocumentDetails
    from summitapp.speakers.documents import clean_file

    with uow():
        session = queries.session_of("izmir-2027", "MINE")
        reference = services.add_document(session, DocumentDetails("x", allowed=Audience.PUBLIC), clean_file("a.pdf", b"%PDF-1")).public_id
        publish()
    assert client.get(f"/summits/izmir-2027/documents/{reference}/").status_code == 404


@pytest.mark.parametrize(("content", "words"), [
    (b"MZ", "Please choose a PDF"), (slides("ppt/vbaProject.bin"), "macros"), (b"", "empty"),
    (b"%PDF-" + b"0" * (20 * 1024 * 1024), "twenty megabytes"),
])  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_words(client: FlaskClient, tokens: dict[str, str], content: bytes, words: str) -> None:
    refused = bring(client, tokens["ayse"], content)
    assert refused.status_code == 422
    assert words in refused.get_data(as_text=True)


def test_after_the_day_nothing_is_taken_any_more(client: FlaskClient, tokens: dict[str, str], uow: Any) -> None:
    with uow():
        services.set_slides_deadline(by_slug("izmir-2027"), MOMENT - timedelta(days=3650))
    assert "is over" in client.get(f"/en/speakers/{tokens['ayse']}/sessions/OPEN/").get_data(as_text=True)
    assert bring(client, tokens["ayse"], slides()).status_code == 422


def test_the_holder_of_an_office_answers_for_it_and_is_not_named(uow: Any, client: FlaskClient, reading: Any) -> None:
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.mayor)
        db.session.add(Tenure(person_id=world.ayse.id, position_id=world.mayor.id))
        db.session.flush()
        token, reference = link_of(world), world.ayse.public_id
        publish(world.summit)
    assert send(client, f"/en/speakers/{token}/sessions/OPEN/", do="confirm").status_code == 303
    with reading():
        assert [one.value for one in db.session.scalars(sa.select(Appearance.answer))] == ["confirmed"]
        assert [row.reference for row in queries.speakers_of(by_slug("izmir-2027"))] == [reference]
    assert client.get(f"/en/summits/izmir-2027/speakers/{reference}/").status_code == 404


def test_who_steps_in_answers_anew_and_finds_nothing_of_the_other(uow: Any, reading: Any, tokens: dict[str, str], client: FlaskClient) -> None:
    with uow():
        summit, people = by_slug("izmir-2027"), queries.people_by_reference([tokens["person"], tokens["other"]])
        ayse = people[tokens["person"]]
        new = Person(given_name="Yeni", family_name="Kişi", created_at=MOMENT)
        db.session.add(new)
        db.session.flush()
        services.answer_session(queries.session_of("izmir-2027", "OPEN"), ayse, Answer.DECLINED, "ill")
        services.replace_person(ayse, new, summit_id=summit.id)
        speakers.drop_profile(ayse, summit.id)
        reference = new.public_id
    with reading():
        assert answer_of("OPEN", reference) == ("open", "")
        assert profiles.profile_of(by_slug("izmir-2027").id, queries.people_by_reference([reference])[reference].id) is None
    assert client.get(f"/en/speakers/{tokens['ayse']}/").status_code == 404


def test_two_entries_of_one_speaker_become_one(uow: Any, reading: Any, tokens: dict[str, str], client: FlaskClient) -> None:
    with uow():
        people = queries.people_by_reference([tokens["person"], tokens["other"]])
        old = profiles.profile_of(by_slug("izmir-2027").id, people[tokens["person"]].id)
        directory.merge_people(people[tokens["other"]], people[tokens["person"]])
        assert old is not None
    with reading():
        kept = queries.people_by_reference([tokens["other"]])[tokens["other"]]
        assert [one.person_id for one in profiles.of_person(kept.id)] == [kept.id]
    assert client.get(f"/en/speakers/{tokens['ayse']}/").status_code == 404


def test_words_of_the_last_summit_come_with_one_click_and_ask_for_a_new_yes(uow: Any, client: FlaskClient, reading: Any) -> None:
    with uow():
        world = make_world()
        before = make_world("izmir-2025", MOMENT.date())
        db.session.flush()
        old = speakers.ensure_profile(before.summit, world.ayse)
        old.biography, old.photo, old.photo_small, old.photo_mark = Translated.same("Old words"), b"l", b"s", "m"
        speakers.release(old, True)
        add(world, "OPEN", 1, "HALL-B", world.ayse)
        token = link_of(world)
    address = f"/en/speakers/{token}/about/"
    assert "You have been here before" in client.get(address).get_data(as_text=True)
    assert send(client, address, do="copy").status_code == 303
    with reading():
        new = db.session.scalars(sa.select(SpeakerProfile).join(Summit).where(Summit.slug == "izmir-2027")).one()
        assert (new.biography["de"], new.photo_small, new.released_at) == ("Old words", b"s", None)


def test_who_is_signed_in_comes_from_my_summit_and_nobody_else_does(app: Any, uow: Any, letters: Any) -> None:
    with uow():
        people.make_texts()
        summit = people.make_summit()
        going = people.registered(people.enter(summit)).person
        other = people.registered(people.enter(summit, number=2)).person
        services.add_session(summit, details("Talk", going, code="TALK", track=""))
        secrets = [accounts.mint_link(Purpose.MANAGE, one.public_id, timedelta(days=1), single_use=False) for one in (going, other)]
        slug = summit.slug
    for secret, status in zip(secrets, (303, 404), strict=True):
        client = app.test_client()
        link = f"/en/my/link/{secret}/"
        assert send(client, link).status_code == 303
        text = client.get("/en/my/").get_data(as_text=True)
        assert ("My appearance" in text) is (status == 303)
        answer = send(client, f"/en/my/summits/{slug}/speaking", "/en/my/")
        assert answer.status_code == status
        if status == 303:
            assert "Talk" in client.get(answer.location).get_data(as_text=True)
        assert "Nothing here yet" in client.get("/en/my/documents/").get_data(as_text=True)
