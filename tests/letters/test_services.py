"""Letters from the request to their end, on both databases: two people who did not ask sign what they saw."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.events import announce
from summitapp.directory.values import PersonMerged
from summitapp.letters import queries, services
from summitapp.letters.models import Document
from summitapp.letters.services.printing import code_of
from summitapp.letters.values import (
    LetterAlreadyAsked,
    LetterKind,
    LetterNotPossible,
    LetterState,
    NotOpen,
    ReasonNeeded,
    Request,
    Severity,
    Standing,
)
from summitapp.registration import services as registration
from summitapp.registration.values import DelegateSubstituted
from tests.factories import letters as make
from tests.factories import registration as registrations
from tests.factories.letters import World, approve, asked, issued, load, registration_of, visa

Mails = Callable[[], list[EmailMessage]]


def subjects(mails: Mails) -> list[str]:
    return [str(one["Subject"]).split(":")[0] for one in mails()]


def test_two_people_issue_a_letter_and_the_person_is_told(world: World, uow: Any, reading: Any, letters: Mails) -> None:
    letter = asked(world, uow)
    approve(world, uow, letter, "deniz")
    with reading():
        assert load(letter).state is LetterState.ASKED and load(letter).number is None
    approve(world, uow, letter, "isil")
    with reading():
        found = load(letter)
        assert found.state is LetterState.ISSUED and found.number == 1
        assert found.serial == f"IZM-{found.issued_on.year}-0001"  # type: ignore[union-attr]
        assert {found.first_approver, found.second_approver} == {world.users["deniz"], world.users["isil"]}
        paper = queries.document_of(found.id)
        assert paper is not None and paper.data.startswith(b"%PDF")
        code = code_of(found)
        assert found.valid_until == found.leaves_on
    told = letters()
    assert [str(one["To"]) for one in told[-2:]] == ["guest0@example.org"] * 2
    assert not [part for one in told[-2:] for part in one.iter_attachments()]
    with reading():
        verdict = services.look_up(code)
        assert verdict.standing is Standing.VALID and verdict.name == "Gülşah Yıldız Ünal"


def all_registrations() -> list[Any]:
    from summitapp.registration.models import Registration

    return list(db.session.scalars(sa.select(Registration).order_by(Registration.id)))


def test_a_second_request_waits_for_the_first(world: World, uow: Any) -> None:
    asked(world, uow)
    with pytest.raises(LetterAlreadyAsked):
        asked(world, uow)


def test_a_newer_letter_replaces_the_older_one(world: World, uow: Any, reading: Any) -> None:
    older = issued(world, uow)
    newer = asked(world, uow, language="tr")
    with reading():
        assert any(one.severity is Severity.WARNING for one in services.findings_of(load(newer)))
    approve(world, uow, newer, "isil", "kim")
    with reading():
        assert load(older).state is LetterState.SUPERSEDED and load(newer).number == 2
        gone = services.look_up(code_of(load(older)))
        assert (gone.standing, gone.name) == (Standing.SUPERSEDED, "")


def test_a_request_that_does_not_fit_is_refused_field_by_field(world: World, uow: Any) -> None:
    with pytest.raises(Invalid) as caught, uow():
        services.ask(registration_of(world), visa(registration_of(world), consulate="", leaves_on=None))
    assert set(caught.value.faults) == {"consulate", "leaves_on"}


def test_without_a_confirmed_place_there_is_no_letter(world: World, uow: Any) -> None:
    with uow():
        registration.withdraw(registration_of(world))
    with pytest.raises(LetterNotPossible):
        asked(world, uow)


def test_a_letter_ends_with_the_place_it_was_written_for(world: World, uow: Any, reading: Any) -> None:
    valid = issued(world, uow)
    waiting = asked(world, uow, language="tr")
    with uow():
        registration.cancel(registration_of(world), "Die Stadt hat jemand anderen benannt.")
    with reading():
        assert load(valid).state is LetterState.REVOKED and load(waiting).state is LetterState.WITHDRAWN


def test_a_substitute_does_not_inherit_the_letter(world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with uow():
        one = registration_of(world)
        announce(DelegateSubstituted(one.id, one.public_id, one.summit_id, world.summit, one.delegation_id,
                                     one.person_id, world.person, one.person_id + 1, "somebody else"))  # fmt: skip
    with reading():
        assert load(letter).state is LetterState.REVOKED


def test_the_letters_of_a_merged_person_go_with_them(world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with uow():
        from summitapp.directory.services import add_person

        kept, reference = add_person("Gülşah", "Yıldız Ünal", None, "de")
        announce(PersonMerged(kept, reference, registration_of(world).person_id, world.person))
    with reading():
        assert load(letter).person_id == kept


def test_refusing_and_revoking_need_a_reason_and_tell_the_person(world: World, uow: Any, letters: Mails) -> None:
    letter = asked(world, uow)
    with pytest.raises(ReasonNeeded), uow():
        services.refuse(load(letter), "   ")
    with uow():
        services.refuse(load(letter), "Bitte nennen Sie den Arbeitgeber.")
    with pytest.raises(NotOpen), uow():
        services.refuse(load(letter), "noch einmal")
    valid = issued(world, uow)
    with uow():
        services.revoke(load(valid), "Die Reise findet nicht statt.")
    texts = [str(one.get_body(("plain",)).get_content()) for one in letters()]  # type: ignore[union-attr]
    assert "Bitte nennen Sie den Arbeitgeber." in texts[-4] and "Die Reise findet nicht statt." in texts[-1]
    with pytest.raises(NotOpen), uow():
        services.revoke(load(valid), "noch einmal")


def test_after_revocation_and_expiry_the_code_gives_away_no_name(world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with reading():
        code = code_of(load(letter))
    with uow():
        load(letter).valid_until = now().date() - timedelta(days=2)
        from summitapp.audit.services import record

        record("letter.changed", load(letter))
    with reading():
        verdict = services.look_up(code)
        assert verdict.standing is Standing.EXPIRED and verdict.number and not verdict.name
        assert verdict.issued_on is verdict.valid_until is verdict.kind is verdict.summit is None
    with uow():
        services.revoke(load(letter), "Verloren")
    with reading():
        verdict = services.look_up(code.lower())
        assert (verdict.standing, verdict.name) == (Standing.REVOKED, "")


def test_look_ups_are_counted_without_a_trace_of_who_asked(world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    with reading():
        code = code_of(load(letter))
        for _ in range(3):
            services.look_up(code)
        services.look_up("0" * 16)
        services.look_up("nonsense")
    with reading():
        assert queries.looked_up([letter]) == {letter: 3} and services.strangers() == 2


def test_attendance_is_confirmed_with_the_days_somebody_was_let_in(world: World, uow: Any, reading: Any) -> None:
    wish = Request(LetterKind.ATTENDANCE, "tr", "Büyükşehir Belediyesi")
    with pytest.raises(LetterNotPossible), uow():
        services.ask(registration_of(world), wish)
    with uow():
        make.let_in(world, 0)
        make.let_in(world, 2)
    with uow():
        letter = services.ask(registration_of(world), wish).public_id
    with reading():
        summit = load(letter).summit
        assert load(letter).facts["attended"] == [summit.starts_on.isoformat(), summit.ends_on.isoformat()]
    approve(world, uow, letter, "deniz", "kim", function="Proje yöneticisi")
    with reading():
        assert load(letter).valid_until == load(letter).summit.ends_on + timedelta(days=365)


def test_many_letters_of_a_delegation_in_a_day_raise_an_alarm(uow: Any, reading: Any) -> None:
    with uow():
        make.build(members=9)
        for one in all_registrations():
            services.ask(one, visa(one))
        letter = queries.of_registration(one.id)[0].public_id
    with reading():
        summit = load(letter).summit
        ((name, number),) = services.busy_delegations(summit)
        assert (str(name), number) == ("Bremen", 9)
        assert any("look twice" in one.message for one in services.findings_of(load(letter)))


def test_the_paper_that_was_issued_never_changes(world: World, uow: Any) -> None:
    issued(world, uow)
    with pytest.raises(DBAPIError), uow():
        db.session.execute(sa.update(Document).values(data=b"%PDF forged"))


def test_a_letter_is_laid_out_by_the_sweep_when_the_worker_died(world: World, uow: Any, reading: Any, letters: Mails,
                                                                app: Flask) -> None:
    letter = issued(world, uow)
    with uow():
        db.session.execute(sa.delete(Document))
    with reading():
        services.sweep()
    with reading():
        services.sweep()
    with reading():
        assert queries.document_of(load(letter).id) is not None


def test_everything_is_handed_over_and_everything_is_erased(world: World, uow: Any, reading: Any) -> None:
    letter = issued(world, uow)
    asked(world, uow, language="tr", addressee="Frau Başak")
    with reading():
        code = code_of(load(letter))
        told = services.export_personal(registration_of(world).person)
        assert [one["state"] for one in told] == ["asked", "issued"]
        assert "Hannover" in str(told) and "Gülşah" in str(told) and "Frau Başak" in str(told)
    with uow():
        services.erase_personal(registration_of(world).person)
    with reading():
        left = [load(letter), *queries.of_person(registration_of(world).person_id)]
        assert {one.state for one in left} == {LetterState.REVOKED, LetterState.WITHDRAWN}
        for one in left:
            assert not (one.facts or one.addressee or one.consulate or one.passport or one.leaves_on or one.fingerprint)
            assert all(not sign.name for sign in one.approvals) and queries.document_of(one.id) is None
        assert services.look_up(code).standing is Standing.REVOKED
        services.sweep()
        assert services.export_personal(registration_of(world).person)[0]["facts"] == {}


def test_letters_are_forgotten_a_year_after_the_summit(world: World, uow: Any, reading: Any, app: Flask) -> None:
    letter = issued(world, uow)
    with app.app_context():
        assert services.forget_letters() == 0
    with uow():
        from summitapp.audit.services import record

        summit = load(letter).summit
        summit.starts_on, summit.ends_on = registrations.past(368), registrations.past(366)
        load(letter).valid_until = registrations.past(366)
        record("summit.dates_changed", summit)
    with app.app_context():
        assert services.forget_letters() == 1 and services.forget_letters() == 0
    with reading():
        assert load(letter).facts == {} and load(letter).state is LetterState.ISSUED
        assert services.look_up(code_of(load(letter))).standing is Standing.EXPIRED


def test_a_delegation_with_a_body_lends_it_to_the_letter(world: World, uow: Any, reading: Any) -> None:
    with reading():
        facts = services.facts_now(registration_of(world), LetterKind.VISA, "tr")
        assert facts.organisation == "Umweltbetrieb Bremen" and facts.delegation == "Bremen"
        assert [day.label for day in facts.days] == ["Açılış", "", "Kapanış"] and facts.attended == ()
