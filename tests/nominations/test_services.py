"""Looking at a list, mending it and applying it; on both databases."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.audit import queries as audit
from summitapp.core import clock
from summitapp.core.db import db
from summitapp.core.errors import Stale
from summitapp.delegations.models import Delegation
from summitapp.nominations.models import ListImport
from summitapp.nominations.queries import importing as queries
from summitapp.nominations.services import importing as services
from summitapp.nominations.services.keeping import open_draft
from summitapp.nominations.values.importing import Column, Fault, ImportState, Notice, Outcome
from summitapp.nominations.values.refusals import ImportOver, NothingToTake
from summitapp.registration.models import Registration
from summitapp.registration.services import withdraw
from summitapp.registration.values import DeadlinePassed, DelegationRole, State
from tests.conftest import Reader, UnitOpener
from tests.factories.nominations import LIST, Filing, csv_of, make_filing
from tests.rig.statements import heard

Letters = Callable[[], list[EmailMessage]]


def delegation_of(filing: Filing) -> Delegation:
    found = queries.delegation_at(filing.delegation)
    assert found is not None
    return found


def kept_of(filing: Filing, number: str) -> ListImport:
    found = queries.import_at(filing.delegation, number)
    assert found is not None
    return found


def begin(uow: UnitOpener, filing: Filing, body: bytes) -> str:
    draft = services.read_list(body)
    with uow(filing.coordinator):
        return services.begin(delegation_of(filing), "liste.csv", draft).public_id


def apply(uow: UnitOpener, filing: Filing, number: str) -> None:
    with uow(filing.coordinator):
        kept = kept_of(filing, number)
        seen = services.fingerprint(services.judge(kept.delegation, open_draft(kept)))
        services.apply(kept, seen)


def bring(uow: UnitOpener, filing: Filing, *rows: str) -> str:
    number = begin(uow, filing, csv_of(*rows))
    apply(uow, filing, number)
    return number


def filed(uow: UnitOpener, **values: object) -> Filing:
    with uow():
        return make_filing(**values)  # type: ignore[arg-type]


def people(reading: Reader, filing: Filing) -> list[tuple[str, str, str, State]]:
    with reading():
        rows = sa.select(Registration).where(Registration.delegation_id == delegation_of(filing).id).order_by(Registration.id)
        return [(one.person.given_name, one.person.family_name, one.person.email or "", one.state) for one in db.session.scalars(rows)]


def test_a_preview_changes_nobody_and_keeps_the_rows_unreadable(uow: UnitOpener, reading: Reader, letters: Letters) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of(*LIST))
    assert people(reading, filing) == []
    assert letters() == []
    with reading():
        kept = kept_of(filing, number)
        assert b"Y\xc4\xb1lmaz" not in kept.sealed
        assert open_draft(kept).table.rows[0] == (2, ("Ayşe", "Yılmaz", "ayse@example.org", "Müdür", "0532 123 45 67"))


def test_accepted_rows_are_nominated_and_everybody_with_an_address_is_informed_once(
    uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    filing = filed(uow)
    bring(uow, filing, *LIST, "Nobody;;;;", "Ali;Kaya;;;")
    assert [(one[:3], one[3]) for one in people(reading, filing)] == [
        (("Ayşe", "Yılmaz", "ayse@example.org"), State.NOMINATED), (("Şükrü", "Öğüt", "sukru@example.org"), State.NOMINATED),
        (("Işıl", "Su", "isil@example.org"), State.NOMINATED), (("Ali", "Kaya", ""), State.NOMINATED),
    ]  # fmt: skip
    assert sorted(str(one["To"]) for one in letters()) == ["ayse@example.org", "isil@example.org", "sukru@example.org"]
    with reading():
        first = db.session.scalars(sa.select(Registration).order_by(Registration.id)).first()
        assert first is not None
        assert (first.phone, first.language, first.function, first.category.code) == ("+905321234567", "tr", "Müdür", "delegate")


def test_each_person_and_the_list_have_an_entry_in_the_trail(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    bring(uow, filing, *LIST)
    with reading():
        actions = [line.action for line in audit.of_summit(filing.summit)]
    assert actions.count("registration.nominated") == 3
    assert actions.count("nominations.imported") == 1


def test_the_same_list_again_changes_nothing(uow: UnitOpener, reading: Reader, letters: Letters) -> None:
    filing = filed(uow)
    bring(uow, filing, *LIST)
    before, told = people(reading, filing), len(letters())
    number = begin(uow, filing, csv_of(*LIST))
    with reading():
        kept = kept_of(filing, number)
        judgement = services.judge(kept.delegation, open_draft(kept))
    assert [one.outcome for one in judgement.rows] == [Outcome.UNCHANGED] * 3
    apply(uow, filing, number)
    assert people(reading, filing) == before
    assert len(letters()) == told
    with reading():
        kept = kept_of(filing, number)
        assert (kept.state, kept.added, kept.changed, kept.unchanged) == (ImportState.APPLIED, 0, 0, 3)


def test_only_what_changed_is_changed(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    bring(uow, filing, *LIST)
    number = begin(uow, filing, csv_of(LIST[0], LIST[1].replace("Müdür", "Daire Başkanı"), *LIST[2:]))
    with reading():
        kept = kept_of(filing, number)
        rows = services.judge(kept.delegation, open_draft(kept)).rows
        changes = [(each.name, each.before, each.after) for each in rows[0].changes]
    assert changes == [("function", "Müdür", "Daire Başkanı")]
    apply(uow, filing, number)
    with reading():
        assert kept_of(filing, number).changed == 1
        found = db.session.scalars(sa.select(Registration.function).order_by(Registration.id)).all()
    assert found == ["Daire Başkanı", "Uzman", ""]


def test_a_row_is_mended_in_the_preview(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of(LIST[0], "Ayşe;;ayse@example.org;;", "Işıl;Su;isil.example.org;;"))
    with uow(filing.coordinator):
        kept = services.mend(kept_of(filing, number), 1, {(2, 1): "Yılmaz", (3, 2): "isil@example.org", (99, 0): "x", (2, 77): "x"})
        judgement = services.judge(kept.delegation, open_draft(kept))
        assert kept.revision == 2
    assert [one.outcome for one in judgement.rows] == [Outcome.NEW, Outcome.NEW]


def test_what_was_mended_in_another_window_is_not_overwritten(uow: UnitOpener) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of(*LIST))
    with uow(filing.coordinator):
        services.mend(kept_of(filing, number), 1, {(2, 0): "Ayşegül"})
    with pytest.raises(Stale), uow(filing.coordinator):
        services.mend(kept_of(filing, number), 1, {(2, 0): "Aysel"})


def test_proposed_spellings_are_taken_together(uow: UnitOpener) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of("Ad Soyad;E-posta", "IŞIL YILDIZ;a@example.org", "Gülşah YILDIZ ÜNAL;b@example.org"))
    with uow(filing.coordinator):
        kept = services.mend(kept_of(filing, number), 1, {}, proposals=True)
        rows = services.judge(kept.delegation, open_draft(kept)).rows
    assert [(one.details.given_name, one.details.family_name) for one in rows if one.details] == [
        ("Işıl", "Yıldız"), ("Gülşah", "Yıldız Ünal"),
    ]  # fmt: skip
    assert [one.remarks for one in rows] == [(), ()]


def test_a_wrongly_guessed_column_is_taken_for_something_else(uow: UnitOpener) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of("Ad;Soyad;Kontakt;Yemek", "Işıl;Su;isil@example.org;vegan"))
    with uow(filing.coordinator):
        kept = kept_of(filing, number)
        assert open_draft(kept).table.rows[0][1] == ("Işıl", "Su", "isil@example.org", "")
        services.choose_columns(kept, 1, {2: Column.EMAIL, 3: Column.FUNCTION})
        draft = open_draft(kept_of(filing, number))
        assert draft.mapped == (Column.GIVEN_NAME, Column.FAMILY_NAME, Column.EMAIL, None)
        judged = services.judge(kept.delegation, draft).rows[0]
    assert judged.details is not None and judged.details.email == "isil@example.org"


def test_a_list_is_applied_once_however_often_the_button_is_pressed(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of(*LIST))
    with reading():
        kept = kept_of(filing, number)
        seen = services.fingerprint(services.judge(kept.delegation, open_draft(kept)))
    for _ in range(2):
        with uow(filing.coordinator):
            assert services.apply(kept_of(filing, number), seen).state is ImportState.APPLIED
    assert len(people(reading, filing)) == 3


def test_nobody_applies_what_they_were_not_shown(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of(*LIST))
    with reading():
        kept = kept_of(filing, number)
        seen = services.fingerprint(services.judge(kept.delegation, open_draft(kept)))
    with uow():
        services.apply_at_once(delegation_of(filing), "other.csv", services.read_list(csv_of(*LIST[:2])))
    with pytest.raises((Stale, ImportOver)), uow(filing.coordinator):
        kept = queries.import_at(filing.delegation, number)
        if kept is None:
            raise ImportOver
        services.apply(kept, seen)
    assert len(people(reading, filing)) == 1


def test_a_list_without_a_good_row_is_not_applied(uow: UnitOpener) -> None:
    filing = filed(uow)
    number = begin(uow, filing, csv_of(LIST[0], "Ayşe;;;;"))
    with pytest.raises(NothingToTake):
        apply(uow, filing, number)


def test_after_the_deadline_the_coordinator_is_refused_and_the_organiser_is_not(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow, nominations_close_at=clock.now() - timedelta(hours=1))
    number = begin(uow, filing, csv_of(*LIST))
    with pytest.raises(DeadlinePassed):
        apply(uow, filing, number)
    with uow():
        services.apply_at_once(delegation_of(filing), "list.csv", services.read_list(csv_of(*LIST)))
    assert len(people(reading, filing)) == 3


def test_somebody_who_is_signed_up_elsewhere_is_named_and_not_taken(uow: UnitOpener) -> None:
    filing = filed(uow)
    with uow():
        other = make_filing("Bremen", "berlin-2028")
    bring(uow, other, *LIST)
    with uow():
        judgement = services.judge(delegation_of(filing), services.read_list(csv_of(*LIST)))
        assert judgement.count(Outcome.NEW) == 3, "another summit does not matter"
        from summitapp.core.text import Translated
        from summitapp.delegations.services import add_delegation

        beside = add_delegation(delegation_of(filing).summit, Translated.same("Bornova"))
        services.apply_at_once(beside, "b.csv", services.read_list(csv_of(*LIST[:2])))
        judgement = services.judge(delegation_of(filing), services.read_list(csv_of(*LIST)))
    assert [one.code for one in judgement.faults] == [Fault.REGISTERED]
    assert "Bornova" not in str(judgement.faults)


def test_whoever_withdrew_is_not_nominated_again_by_an_old_list(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    bring(uow, filing, *LIST)
    with uow():
        one = db.session.scalars(sa.select(Registration).order_by(Registration.id)).first()
        assert one is not None
        withdraw(one)
        judgement = services.judge(delegation_of(filing), services.read_list(csv_of(*LIST)))
    assert [(one.code, one.row) for one in judgement.faults] == [(Fault.WITHDRAWN, 2)]


def test_the_head_changes_hands_in_one_list(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    head = "Ad;Soyad;E-posta;Rol"
    bring(uow, filing, head, "Ayşe;Yılmaz;a@example.org;Heyet başkanı", "Ali;Kaya;b@example.org;üye")
    bring(uow, filing, head, "Ayşe;Yılmaz;a@example.org;üye", "Ali;Kaya;b@example.org;üye", "Can;Su;c@example.org;başkan")
    with reading():
        roles = {one.person.given_name: one.delegation_role for one in db.session.scalars(sa.select(Registration))}
    assert roles == {"Ayşe": DelegationRole.MEMBER, "Ali": DelegationRole.MEMBER, "Can": DelegationRole.HEAD}


def test_an_address_that_comes_later_brings_the_information_mail(uow: UnitOpener, letters: Letters, reading: Reader) -> None:
    filing = filed(uow)
    bring(uow, filing, "Ad;Soyad", "Ayşe;Yılmaz")
    assert letters() == []
    with reading():
        code = db.session.scalar(sa.select(Registration.code))
    bring(uow, filing, "Kod;Ad;Soyad;E-posta", f"{code};Ayşe;Yılmaz;ayse@example.org")
    assert [str(one["To"]) for one in letters()] == ["ayse@example.org"]
    assert len(people(reading, filing)) == 1


# --- taking back -------------------------------------------------------------------------------------


# --- forgetting --------------------------------------------------------------------------------------


def test_two_thousand_rows_are_few_statements(app: Flask, uow: UnitOpener) -> None:
    filing = filed(uow)
    rows = [f"Ayşe {number};Yılmaz {number};a{number}@example.org;;" for number in range(60)]
    with uow():
        with heard(app) as seen:
            services.judge(delegation_of(filing), services.read_list(csv_of(LIST[0], *rows)))
    assert len(seen) < 10


def test_quotas_and_likeness_are_said_and_refuse_nobody(uow: UnitOpener) -> None:
    filing = filed(uow, quota=2)
    with uow():
        judgement = services.judge(delegation_of(filing), services.read_list(csv_of(
            *LIST, "Ayşe;Yılmaz;other@example.org;;")))  # fmt: skip
    assert judgement.accepted == 4
    assert [(one.code, one.row) for one in judgement.notices] == [
        (Notice.QUOTA, 4), (Notice.SAME_NAME, 5), (Notice.QUOTA, 5),
    ]  # fmt: skip
