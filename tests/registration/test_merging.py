"""People who are registered twice: found, told apart, merged; nothing is lost and nothing counted twice."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit import queries as audit
from summitapp.badges import queries as badges
from summitapp.consents import queries as consents
from summitapp.consents import services as consent_services
from summitapp.consents.values import Purpose
from summitapp.core.db import db, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.security import acting_as, system_actor
from summitapp.directory.models import Person
from summitapp.registration import queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import (
    Answers,
    MergeField,
    PairState,
    ReasonMissing,
    Source,
    State,
    TransitionRefused,
)
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, registered
from tests.registration.test_views import TABLE, organiser, send

Letters = Callable[[], list[EmailMessage]]
TWICE = {"given_name": "Jürgen", "family_name": "Müller"}


def taken(slug: str = "izmir-2027") -> tuple[int, int]:
    db.session.expire_all()
    summit = there(slug)
    held = sa.select(sa.func.count()).where(Registration.summit_id == summit.id, Registration.holds_place)
    return summit.taken, db.session.scalar(held) or 0


def found(slug: str = "izmir-2027") -> list[tuple[str, str]]:
    db.session.expire_all()
    return [(pair.one.code, pair.other.code) for pair in queries.pairs(there(slug).id).rows]


def there(slug: str = "izmir-2027") -> Summit:
    summit = summits.by_slug(slug)
    assert summit is not None
    return summit


def test_those_who_are_alike_are_found_and_nobody_else(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        one = enter(summit, 1, **TWICE)
        two = enter(summit, 2, given_name="Juergen", family_name="Mueller")
        enter(summit, 3)
        enter(make_summit("other-2027"), 4, **TWICE)
    with uow():
        assert services.compare_new() == 4
        assert services.compare_new() == 0
    with uow():
        assert found() == [(one.code, two.code)]
        assert queries.pairs(there().id).rows[0].reasons == ["same_spelt"]
        assert queries.pair_count(there().id) == 1
        assert found("other-2027") == []


def test_a_changed_name_is_compared_anew(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        one, two = enter(summit, 1, **TWICE), enter(summit, 2)
        services.compare_new()
        assert found() == []
        other = registered(two)
        services.change_details(other, _named(other, "Müller", "Jürgen"), Answers())
    with uow():
        assert services.compare_new() == 1
        assert found() == [(one.code, two.code)]


def _named(one: Registration, given: str, family: str):
    from summitapp.registration.values import Applicant

    return Applicant(given, family, one.person.email, one.language)


def test_a_name_that_many_bear_tells_nothing_by_itself(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        for number in range(14):
            enter(summit, number, given_name="Mehmet", family_name="Yılmaz")
        services.compare_new()
        assert found() == []


def test_who_was_told_apart_stays_so_until_somebody_looks_again(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        one, two = enter(summit, 1, **TWICE), enter(summit, 2, **TWICE)
        services.compare_new()
        pair = queries.pairs(summit.id).rows[0]
        services.tell_apart(pair)
        assert found() == []
        services.change_details(registered(one), _named(registered(one), "Jürgen", "Mueller"), Answers(city="Bremen"))
    with uow():
        services.compare_new()
        assert found() == []
        services.reopen_pair(queries.pairs(there().id, PairState.DISTINCT).rows[0])
        assert found() == [(one.code, two.code)]
        actions = [line.action for line in audit.of_summit(there().public_id)]
        assert {"registration_pair.distinct", "registration_pair.reopened"} <= set(actions)


def test_one_goes_on_and_the_other_ends_with_its_place_and_badge(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        make_texts()
        summit = make_summit(capacity=2)
        bremen = make_delegation(summit)
        one = enter(summit, 1, **TWICE, answers=Answers(function="Referent", city="Bremen"))
        two = enter(summit, 2, **TWICE, delegation=bremen, answers=Answers(function="Amtsleiter"))
        three = enter(summit, 3)
        kept, gone = registered(one), registered(two)
        consent_services.decide(kept.person, Purpose.PHOTO, True)
        consent_services.decide(gone.person, Purpose.PHOTO, True)
        consent_services.decide(gone.person, Purpose.PHOTO, False)
        consent_services.decide(kept.person, Purpose.MATCHING, True)
        services.compare_new()
    with uow():
        services.merge(registered(one), registered(two), {MergeField.FUNCTION, MergeField.DELEGATION}, "Ein Mensch")
    with uow():
        kept, gone = registered(one), registered(two)
        assert (kept.state, gone.state, gone.reason) == (State.CONFIRMED, State.WITHDRAWN, "merged")
        assert (kept.function, kept.city_text, kept.delegation.code) == ("Amtsleiter", "Bremen", "BREMEN")
        assert gone.merged_into is kept and gone.person is kept.person
        assert registered(three).state is State.CONFIRMED  # the place that became free
        assert taken() == (2, 2)
        assert kept.delegation.taken == 1
        assert not consents.agrees(kept.person_id, Purpose.PHOTO)
        assert consents.agrees(kept.person_id, Purpose.MATCHING)
        assert badges.active_of_registration(kept.id) is not None
        assert badges.active_of_registration(gone.id) is None
        assert found() == []
        tombstone = db.session.scalars(sa.select(Person).where(Person.merged_into_id == kept.person_id)).one()
        assert (tombstone.given_name, tombstone.email) == ("", None)
        (absorbed,) = [line for line in audit.of_subject(kept.public_id) if line.action == "registration.absorbed"]
        assert absorbed.note == "Ein Mensch"
        assert "registration.received" in [line.action for line in audit.of_subject(gone.public_id)]
    assert len(letters()) == 3 + 2  # told of the merger, and of the place that became free


def test_the_place_of_the_one_that_ends_is_not_lost(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1)
        seated, waiting = enter(summit, 1, **TWICE), enter(summit, 2, **TWICE)
        behind = enter(summit, 3)
        assert registered(waiting).state is State.WAITING
        services.merge(registered(waiting), registered(seated), (), "same")
        assert registered(waiting).state is State.CONFIRMED
        assert registered(seated).state is State.WITHDRAWN
        assert registered(behind).state is State.WAITING
        assert taken() == (1, 1)


def test_the_address_goes_along_with_its_proof(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        one, two = enter(summit, 1, **TWICE, source=Source.FORM), enter(summit, 2, **TWICE, source=Source.FORM)
        services.prove(registered(two))
        services.merge(registered(one), registered(two), {MergeField.EMAIL}, "same")
        kept = registered(one)
        assert kept.person.email == "gulsah2@example.org"
        assert kept.person.proven_at is not None
        assert kept.proven


@pytest.mark.parametrize("wrong", ["reason", "itself", "ended"])
def test_what_cannot_be_merged_is_refused(uow: UnitOpener, wrong: str) -> None:
    with uow():
        summit = make_summit()
        one, two = registered(enter(summit, 1, **TWICE)), registered(enter(summit, 2, **TWICE))
        if wrong == "ended":
            services.withdraw(two)
        with pytest.raises(ReasonMissing if wrong == "reason" else TransitionRefused):
            services.merge(one, one if wrong == "itself" else two, (), " " if wrong == "reason" else "same")


def test_two_organisers_who_merge_at_once_merge_once(app: Flask, uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=5)
        receipts = [enter(summit, number, **TWICE) for number in (1, 2)]
        ids = [registered(one).id for one in receipts]

    def merge(order: tuple[int, int]) -> str:
        with app.app_context(), acting_as(system_actor("race")):
            try:
                with unit_of_work():
                    kept, gone = (db.session.get_one(Registration, ids[place]) for place in order)
                    services.merge(kept, gone, (), "raced")
            except DomainError as error:
                return error.code
            finally:
                db.session.remove()
            return "merged"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(merge, [(0, 1), (1, 0), (0, 1), (1, 0)]))
    assert sorted(answers) == ["merged", *["transition_refused"] * 3]
    with uow():
        assert taken() == (1, 1)
        assert sorted(registered(one).state.value for one in receipts) == ["confirmed", "withdrawn"]


# --- the pages ----------------------------------------------------------------------------------


def test_an_organiser_looks_at_both_and_merges(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        reference = summit.public_id
        one, two = enter(summit, 1, **TWICE), enter(summit, 2, **TWICE, answers=Answers(city="Bremen"))
    client = organiser(app, uow, reference)
    assert "1 registrations" not in client.get(f"{TABLE}duplicates/").text
    assert send(client, f"{TABLE}duplicates/look", f"{TABLE}duplicates/").status_code == 303
    page = client.get(f"{TABLE}duplicates/").text
    assert "same name" in page and one.code in page and two.code in page
    merge = f"{TABLE}{one.code}/merge/{two.code}/"
    assert "What will happen" in client.get(merge).text
    assert send(client, merge, kept=one.code, reason="").status_code == 422
    answer = send(client, merge, kept=one.code, reason="Same telephone voice", **{"of-city": two.code})
    assert (answer.status_code, answer.location) == (303, f"{TABLE}{one.code}/")
    person = client.get(f"{TABLE}{one.code}/").text
    assert "Bremen" in person and "Same telephone voice" in person and "Took over another registration" in person
    assert f"{TABLE}{one.code}/" in client.get(f"{TABLE}{two.code}/").text
    assert send(client, merge, f"{TABLE}{one.code}/merge/", kept=one.code, reason="again").status_code == 409
    with reading():
        assert registered(two).state is State.WITHDRAWN


def test_the_page_stands_when_only_one_was_asked_for_a_consent(app: Flask, uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        one, two = enter(summit, 1, **TWICE), enter(summit, 2, **TWICE)
        consent_services.decide(registered(two).person, Purpose.HEALTH, True, "questions")
        reference = summit.public_id
    owner = organiser(app, uow, reference)
    assert owner.get(f"{TABLE}{one.code}/merge/{two.code}/").status_code == 200


def test_a_person_known_from_another_summit_becomes_one_and_registrations_stay(
    app: Flask, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        summit, before = make_summit(), make_summit("izmir-2025")
        references = summit.public_id, before.public_id
        one = enter(summit, 1, **TWICE)
        two = enter(before, 1, **TWICE)
        enter(before, 1, given_name="Somebody", family_name="Else")
    client = organiser(app, uow, references[0])
    page = f"{TABLE}{one.code}/"
    assert "the same person?" not in client.get(page).text  # who organises one of them only
    join = f"{page}same-person/{two.public_id}"
    assert send(client, join, page).status_code == 403
    with uow():
        from summitapp.accounts import queries as accounts
        from summitapp.accounts import services as account_services

        user = accounts.user_by_email("organiser@example.org")
        assert user is not None
        account_services.give_role(user, Role.ORGANISER, references[1])
    assert client.get(page).text.count("the same person?") == 1
    assert send(client, join, page).status_code == 303
    assert "the same person?" not in client.get(page).text
    with reading():
        assert registered(one).person is registered(two).person
        assert {registered(one).state, registered(two).state} == {State.CONFIRMED}


def test_viewers_and_strangers_merge_nothing(app: Flask, uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        reference = summit.public_id
        one, two = enter(summit, 1, **TWICE), enter(summit, 2, **TWICE)
        elsewhere = enter(make_summit("other-2027"), 3, **TWICE)
        services.compare_new()
        pair = queries.pairs(summit.id).rows[0].public_id
    viewer = organiser(app, uow, reference, Role.VIEWER)
    owner = organiser(app, uow, reference)
    for path in ("duplicates/", f"{one.code}/merge/", f"{one.code}/merge/{two.code}/"):
        assert viewer.get(TABLE + path).status_code == 403
        assert owner.get(TABLE + path).status_code == 200
    assert owner.get(f"{TABLE}{one.code}/merge/{elsewhere.code}/").status_code == 404
    assert owner.get(f"{TABLE}{one.code}/merge/{one.code}/").status_code == 404
    other = TABLE.replace("izmir-2027", "other-2027")
    assert send(owner, f"{other}duplicates/{pair}/apart", TABLE).status_code in (403, 404)


def test_the_older_link_leads_on_after_a_code_only(
    app: Flask, uow: UnitOpener, letters: Letters, reading: Reader
) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        one, two = enter(summit, 1, **TWICE, source=Source.FORM), enter(summit, 2, **TWICE, source=Source.FORM)
    older = _manage(letters()[-1])
    with uow():
        services.merge(registered(one), registered(two), (), "same")
    client = app.test_client()
    assert send(client, older, older).status_code == 303
    home = client.get("/en/my/")
    assert (home.status_code, home.location) == (303, "/en/my/code/")
    page = client.get("/en/my/code/").text
    assert "both registrations are one now" in page
    assert "@example.org" not in page
    for path in (f"/en/my/registrations/{one.public_id}/", "/en/my/consents/"):
        assert client.get(path).status_code in (303, 403, 404)
    assert send(client, "/en/my/code/send/", "/en/my/code/").status_code == 303
    letter = letters()[-1]
    assert letter["To"] == "gulsah1@example.org"
    body = letter.get_body(("plain",))
    assert body is not None
    digits = re.search(r"\b(\d{3} \d{3})\b", body.get_content())
    assert digits
    assert "This code is not right" in send(client, "/en/my/code/", code="000000" if digits[1] != "000 000" else "1").text
    assert send(client, "/en/my/code/", code=digits[1]).status_code == 303
    assert one.code in client.get("/en/my/").text or "Jürgen" in client.get("/en/my/").text
    assert client.get(f"/en/my/registrations/{one.public_id}/").status_code == 200


def _manage(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found_link = re.search(r"http://[^/]+(/\w\w/my/link/\S+)", body.get_content())
    assert found_link, body.get_content()
    return found_link[1]
