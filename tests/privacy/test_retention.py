"""The nights: what is due goes, what is not stays, and the report names nobody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, Appearance
from summitapp.audit.services import record
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.outbox.models import OutboxMessage
from summitapp.privacy import queries, services
from summitapp.privacy.models import RetentionRun
from summitapp.registration.models import Registration, SearchWord
from summitapp.summits.models import Summit
from tests.factories import registration as people


def ended(uow: Any, days: int, slug: str = "izmir-2027", number: int = 1) -> int:
    """A summit that ended so many days ago, with one participant; returns its row id."""
    with uow():
        people.make_texts()
        summit = people.make_summit(slug)
        db.session.flush()
        people.enter(summit, number)
        summit.starts_on = summit.ends_on = now().date() - timedelta(days=days)
        db.session.execute(sa.update(Registration).where(Registration.summit_id == summit.id).values(phone="+491701234567"))
        return summit.id


def run(app: Any) -> dict[str, int]:
    with app.app_context():
        return services.run_retention(now().date())


def person_of(reading: Any, summit: int) -> tuple[str, str | None]:
    with reading():
        row = db.session.execute(
            sa.select(Person.given_name, Person.email).join(Registration, Registration.person_id == Person.id)
            .where(Registration.summit_id == summit)
        ).one()  # fmt: skip
        return row.given_name, row.email


def test_nothing_goes_before_its_day(app: Any, uow: Any, reading: Any) -> None:
    summit = ended(uow, 30)
    assert run(app) == {}
    assert person_of(reading, summit)[1] == "gulsah1@example.org"


def test_after_thirty_days_telephone_numbers_and_codes_go_and_a_second_run_finds_nothing(
    app: Any, uow: Any, reading: Any
) -> None:
    summit = ended(uow, 31)
    assert run(app) == {"phones": 1, "codes": 1}
    assert run(app) == {}
    with reading():
        assert db.session.scalar(sa.select(Registration.phone)) == ""
        assert person_of(reading, summit)[0] == "Gülşah 1"


def test_after_two_years_nobody_is_left_and_everybody_is_counted(app: Any, uow: Any, reading: Any) -> None:
    summit = ended(uow, 2 * 366)
    gone = run(app)
    assert {key: gone[key] for key in ("people", "details", "phones", "codes", "mails")} == {
        "people": 1, "details": 1, "phones": 1, "codes": 1, "mails": 1,
    }  # fmt: skip
    assert person_of(reading, summit) == ("", None)
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SearchWord)) == 0
        assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Registration)) == 1


def test_who_took_part_again_stays_known(app: Any, uow: Any, reading: Any) -> None:
    old = ended(uow, 800)
    new = ended(uow, 100, "izmir-2029", 2)
    with uow():
        person = db.session.scalar(sa.select(Registration.person_id).where(Registration.summit_id == old))
        db.session.execute(sa.update(Registration).where(Registration.summit_id == new).values(person_id=person))
    run(app)
    assert person_of(reading, new)[0] == "Gülşah 1"


def test_who_agreed_to_be_invited_again_stays_a_year_longer(app: Any, uow: Any, reading: Any) -> None:
    summit = ended(uow, 800)
    with uow():
        consents.decide(db.session.scalars(sa.select(Person)).one(), Purpose.NEXT_SUMMIT, True, "my")
    run(app)
    assert person_of(reading, summit)[1] == "gulsah1@example.org"
    with uow():
        row = db.session.scalars(sa.select(Summit)).one()
        row.starts_on = row.ends_on = now().date() - timedelta(days=3 * 366)
        record("summit.dates_changed", row)
    assert run(app)["people"] == 1
    assert person_of(reading, summit) == ("", None)


def test_who_stands_in_the_programme_keeps_the_name_and_loses_the_address(app: Any, uow: Any, reading: Any) -> None:
    summit = ended(uow, 800)
    with uow():
        person = db.session.scalars(sa.select(Person)).one()
        session = AgendaSession(summit_id=summit, code="TALK", title=Translated.same("Talk"), created_at=now())
        session.appearances.append(Appearance(person_id=person.id))
        db.session.add(session)
        record("session.added", session)
    run(app)
    assert person_of(reading, summit) == ("Gülşah 1", None)
    assert "people" not in run(app)


def test_the_report_says_how_many_of_which_kind_and_names_nobody(app: Any, uow: Any, reading: Any) -> None:
    summit = ended(uow, 31)
    with reading():
        forecast = services.forecast(db.session.get_one(Summit, summit))
    run(app)
    with reading():
        (night,) = queries.nights(db.session.get_one(Summit, summit).public_id)
        assert night.counts == {"phones": 1, "codes": 1}
        assert sorted(one.number for one in forecast) == [1, 1]
        assert services.forecast(db.session.get_one(Summit, summit)) == []


def test_a_demonstration_keeps_its_invented_people(app: Any, uow: Any) -> None:
    summit = ended(uow, 4000)
    with uow():
        row = db.session.get_one(Summit, summit)
        row.is_demo = True
        record("summit.marked", row)
    assert run(app) == {}


def test_a_night_is_claimed_by_one_worker_and_runs_once_a_day(
    app: Any, uow: Any, reading: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(uow, 31)
    night = datetime.now(UTC).replace(hour=3)
    monkeypatch.setattr("summitapp.privacy.services.retention.now", lambda: night)
    with app.app_context():
        assert services.run_when_due()
        assert not services.run_when_due()
    with reading():
        whole = db.session.scalars(sa.select(RetentionRun).where(RetentionRun.scope == "")).one()
        assert whole.finished_at is not None


def test_many_are_deleted_slice_by_slice(app: Any, uow: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    summit = ended(uow, 31)
    with uow():
        row = db.session.get_one(Summit, summit)
        row.starts_on = row.ends_on = now().date() + timedelta(days=30)
        db.session.flush()
        for number in range(2, 8):
            people.enter(row, number)
        row.starts_on = row.ends_on = now().date() - timedelta(days=31)
    monkeypatch.setattr("summitapp.privacy.services.retention.SLICE", 2)
    assert run(app)["codes"] == 7


def test_a_notice_that_came_with_an_earlier_release_is_replaced_and_an_operator_s_own_is_not(uow: Any, reading: Any) -> None:
    from summitapp.consents.queries import current_texts

    with uow():
        people.make_texts()
        assert consents.renew_texts() == 0
        consents.publish_text(Purpose.NOTICE, Translated.same("Ours"), Translated.same("Our own words"))
        assert consents.renew_texts() == 0
    with reading():
        assert current_texts()[Purpose.NOTICE].version == 2


def test_an_earlier_wording_becomes_the_next_version_once(uow: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from summitapp.consents import values
    from summitapp.consents.queries import current_texts

    with uow():
        people.make_texts()
        old = consents.publish_text(Purpose.NOTICE, Translated.same("Old"), Translated.same("Old words"))
        monkeypatch.setattr("summitapp.consents.services.EARLIER", {Purpose.NOTICE: (values.mark_of(old.body),)})
        assert consents.renew_texts() == 1
        assert consents.renew_texts() == 0
        assert current_texts()[Purpose.NOTICE].version == 3


def test_answers_go_when_their_own_question_says_so(app: Any, uow: Any, reading: Any) -> None:
    from summitapp.registration import services as registration
    from summitapp.registration.models import Answer
    from tests.factories import questions

    with uow():
        people.make_texts()
        summit = people.make_summit()
        home = questions.section(summit)
        questions.ask(summit, home, "flight", keep="P7D")
        questions.ask(summit, home, "topic", keep="P30D")
        registration.answer(people.registered(people.enter(summit)), {"flight": "TK 1", "topic": "Trees"})
        summit.starts_on = summit.ends_on = now().date() - timedelta(days=10)
        record("summit.dates_changed", summit)
    assert run(app) == {"answers": 1}
    with reading():
        assert list(db.session.scalars(sa.select(Answer.value))) == ["Trees"]
    assert run(app) == {}


def test_accounts_go_with_the_last_summit_their_owners_worked_for(app: Any, uow: Any, reading: Any) -> None:
    from summitapp.accounts import services as accounts
    from summitapp.accounts.models import User
    from summitapp.accounts.values import Role

    old, new = ended(uow, 400), ended(uow, 10, "izmir-2029", 2)
    with uow():
        for email, places in (("gone@example.org", [old]), ("busy@example.org", [old, new]), ("all@example.org", [old])):
            user = accounts.create_user(email, "X")
            user.created_at = now() - timedelta(days=900)
            db.session.flush()
            for summit in places:
                accounts.give_role(user, Role.DESK, db.session.get_one(Summit, summit).public_id)
            if email.startswith("all"):
                accounts.make_platform_owner(user)
    assert run(app)["team"] == 1
    with reading():
        assert set(db.session.scalars(sa.select(User.email))) == {"busy@example.org", "all@example.org"}
    assert "team" not in run(app)
