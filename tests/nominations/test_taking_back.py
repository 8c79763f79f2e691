"""A list is taken back within seven days, and forgotten then; people are erased from lists, too."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from summitapp.core import clock
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.nominations.models import ListImport
from summitapp.nominations.queries import importing as queries
from summitapp.nominations.services import importing as services
from summitapp.nominations.services import personal, undoing
from summitapp.nominations.services.keeping import open_draft
from summitapp.nominations.values.importing import ImportState
from summitapp.nominations.values.refusals import NotUndone
from summitapp.registration.models import Registration
from summitapp.registration.services import confirm_nominations
from summitapp.registration.values import State
from tests.conftest import Reader, UnitOpener
from tests.factories.nominations import LIST, Filing, csv_of
from tests.nominations.test_services import Letters, begin, bring, delegation_of, filed, kept_of, people


def undo(uow: UnitOpener, filing: Filing, number: str) -> undoing.Undone:
    with uow(filing.coordinator):
        return undoing.undo(kept_of(filing, number))


def test_taking_back_removes_the_new_and_restores_the_changed(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    bring(uow, filing, *LIST[:2])
    number = bring(uow, filing, LIST[0], LIST[1].replace("Müdür", "Şef").replace("67", "68"), *LIST[2:])
    undone = undo(uow, filing, number)
    assert (undone.removed, undone.restored, undone.kept) == (2, 1, [])
    assert [one[0] for one in people(reading, filing)] == ["Ayşe"]
    with reading():
        one = db.session.scalars(sa.select(Registration)).one()
        assert (one.function, one.phone) == ("Müdür", "+905321234567")
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == 1
        kept = kept_of(filing, number)
        assert (kept.state, kept.sealed, kept.file_name) == (ImportState.UNDONE, b"", "")


def test_taking_back_tells_those_who_had_been_told(uow: UnitOpener, letters: Letters) -> None:
    filing = filed(uow)
    number = bring(uow, filing, *LIST[:2])
    undo(uow, filing, number)
    mails = letters()
    assert [str(one["To"]) for one in mails] == ["ayse@example.org"] * 2
    assert "Karşıyaka" in mails[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_whoever_was_touched_since_stays_and_is_named(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    number = bring(uow, filing, *LIST)
    with uow(filing.coordinator):
        delegation = delegation_of(filing)
        first = db.session.scalars(sa.select(Registration).order_by(Registration.id)).first()
        assert first is not None
        confirm_nominations(delegation, [first])
    undone = undo(uow, filing, number)
    assert (undone.removed, undone.kept) == (2, ["Ayşe Yılmaz"])
    assert [one[3] for one in people(reading, filing)] == [State.SUBMITTED]


def test_a_field_that_was_changed_again_is_not_set_back(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    bring(uow, filing, *LIST[:2])
    number = bring(uow, filing, LIST[0], LIST[1].replace("Müdür", "Şef").replace("67", "68"))
    with uow():
        one = db.session.scalars(sa.select(Registration)).one()
        from summitapp.registration.services import correct
        from summitapp.registration.services.filing import Correction

        correct(one, Correction(function="Başmüdür"))
    undone = undo(uow, filing, number)
    assert (undone.restored, undone.kept) == (1, ["Ayşe Yılmaz"])
    with reading():
        one = db.session.scalars(sa.select(Registration)).one()
        assert (one.function, one.phone) == ("Başmüdür", "+905321234567")


def test_a_list_is_taken_back_once_and_can_be_brought_again(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    number = bring(uow, filing, *LIST)
    undo(uow, filing, number)
    with pytest.raises(NotUndone):
        undo(uow, filing, number)
    bring(uow, filing, *LIST)
    assert len(people(reading, filing)) == 3


def test_lists_are_forgotten_after_seven_days(uow: UnitOpener, reading: Reader, app: object) -> None:
    filing = filed(uow)
    applied = bring(uow, filing, *LIST[:2])
    looked_at = begin(uow, filing, csv_of(*LIST))
    with reading():
        assert services.forget_due() == 0
    with uow():
        old = clock.now() - timedelta(days=8)
        db.session.execute(sa.update(ListImport).values(created_at=old, applied_at=sa.case(
            (ListImport.applied_at.is_not(None), old))))  # fmt: skip
    with reading():
        assert services.forget_due() == 2
    with reading():
        assert queries.import_at(filing.delegation, looked_at) is None
        kept = kept_of(filing, applied)
        assert (kept.sealed, kept.file_name, kept.added) == (b"", "", 1)
        assert services.forget_due() == 0
    with pytest.raises(NotUndone):
        undo(uow, filing, applied)


def test_a_person_is_found_in_lists_and_erased_from_them(uow: UnitOpener, reading: Reader) -> None:
    filing = filed(uow)
    applied = bring(uow, filing, *LIST)
    looked_at = begin(uow, filing, csv_of(*LIST))
    with uow():
        person = db.session.scalars(sa.select(Person).where(Person.email == "ayse@example.org")).one()
        found = personal.export_personal(person)
        assert [one["rows"] for one in found if one["rows"]] == [[dict(zip(
            LIST[0].split(";"), LIST[1].split(";"), strict=True))]]  # fmt: skip
        assert len(found) == 2
        personal.erase_personal(person)
        assert personal.export_personal(person) == []
        assert [row[1][0] for row in open_draft(kept_of(filing, looked_at)).table.rows] == ["Şükrü", "Işıl"]
    assert undo(uow, filing, applied).removed == 2
