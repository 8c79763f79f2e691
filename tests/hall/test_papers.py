"""Paper of the hall: houses on the wall, names only for those at the table, nothing cut, two languages side by side."""

import io
import zipfile

import pypdfium2
import pytest
from flask import Flask
from openpyxl import load_workbook

from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.hall.services import papers
from summitapp.hall.services.papers import people as pockets
from summitapp.hall.services.papers import runs
from summitapp.hall.services.papers.frame import hall_of
from summitapp.matchmaking.values import RoundPhase
from summitapp.partnerships.models import Partnership, PartnershipEvent
from summitapp.partnerships.values import PartnershipKind, PartnershipStatus
from summitapp.registration.models import Registration
from summitapp.summits.queries import by_slug
from tests.conftest import Reader, UnitOpener
from tests.factories.meetings import SLUG, Hall, interpreter, make_city, make_hall, meet, profile_of

LONG = "Wirtschaftsförderungsgesellschaftsvertreterversammlungsvorsitzende"


@pytest.fixture
def hall(uow: UnitOpener) -> Hall:
    """Four meetings in two slots, one of them interpreted."""
    with uow():
        made = make_hall(6)
        defne = interpreter(made.summit)
        meet(made, 1, 2, interpreter=defne, language="de")
        meet(made, 3, 4, table=1)
        meet(made, 1, 4, slot=3, interpreter=defne, language="tr")
        meet(made, 5, 6, slot=1, table=2)
        one = made.registrations[0]
        one.function = LONG
        one.person.given_name, one.person.family_name = "Ayşe İnci", "Müller-Öztürk ŞĞ"
        profile_of(one).offers, profile_of(made.registrations[1]).seeks = ["waste"], ["waste"]
        tie = Partnership(key="bremen-karsiyaka", german_city=make_city("Bremen"), izmir_city=make_city("Karşıyaka"),
                          kind=PartnershipKind.FRIENDSHIP, status=PartnershipStatus.ACTIVE)  # fmt: skip
        tie.events = [PartnershipEvent(happened="1995-03", what=Translated("Vertrag", "Anlaşma", "Agreement"), source="x")]
        db.session.add(tie)
        return made


def pages(pdf: bytes) -> list[str]:
    assert pdf.startswith(b"%PDF") and b"/StructTreeRoot" in pdf, "tagged"
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_the_wall_tells_houses_by_slot_and_table_and_nobody_s_name(hall: Hall, reading: Reader) -> None:
    with reading():
        summit = by_slug(SLUG)
        assert summit is not None
        found = pages(papers.table_plan(summit))
    assert len(found) == 3, "a sheet for each slot in which somebody meets"
    assert "09:00–09:25" in found[0] and "Stadt Bremen" in found[0] and "Stadt Karşıyaka" in found[0]
    assert not any(name in text for text in found for name in ("Gülşah", "Ayşe", "Müller", "Defne"))


def test_each_table_has_its_sign(hall: Hall, reading: Reader) -> None:
    with reading(language="de"):
        summit = by_slug(SLUG)
        assert summit is not None
        found = pages(papers.table_signs(summit))
    assert len(found) == 3
    assert "10:30–10:55" in found[0] and "Ayşe" not in found[0]


def test_an_interpreter_sees_times_tables_languages_and_rests(hall: Hall, reading: Reader) -> None:
    with reading():
        summit = by_slug(SLUG)
        assert summit is not None
        (found,) = pages(papers.roster(summit))
    assert "Defne Tercüman" in found and "Rest: 65 minutes" in found
    assert "German – Turkish" in found and "Stadt Bremen" in found


def test_a_pocket_schedule_has_two_sides_and_cuts_no_name(hall: Hall, reading: Reader) -> None:
    with reading(language="tr"):
        registration = db.session.get_one(Registration, hall_of(by_slug(SLUG)).meetings[0].sitters[0].registration_id)
        data = papers.pocket(registration)
    outside, inside = pages(data)
    assert "Ayşe İnci Müller-Öztürk ŞĞ" in outside
    assert "09:00–09:25" in inside and "10:30–10:55" in inside and "Gülşah 2" in inside and "Gülşah 4" in inside
    size = pypdfium2.PdfDocument(data)[0].get_size()
    assert [round(one / 72 * 25.4) for one in size] == [210, 148], "A5, to be folded once"


def test_the_code_on_it_holds_nothing_secret(hall: Hall, reading: Reader) -> None:
    with reading(language="de"):
        found = hall_of(by_slug(SLUG))
        registration = db.session.get_one(Registration, found.meetings[0].sitters[0].registration_id)
        data = pockets.pocket_data(found, registration)
    assert data["address"].endswith("/de/summits/izmir-2027/")


def test_a_briefing_speaks_both_languages_side_by_side(hall: Hall, reading: Reader) -> None:
    with reading():
        summit = by_slug(SLUG)
        assert summit is not None
        found = pages(papers.briefing(summit))
        first = hall_of(summit).meetings[0].reference
        (one,) = pages(papers.briefing(summit, [first]))
    assert len(found) == 4
    text = squeezed(one)
    assert "Bremen–Karşıyaka" in text and text.count("Bremen–Karşıyaka") == 2, "once in each language"
    assert squeezed("Abfall & Kreislaufwirtschaft") in text and squeezed("Atık ve döngüsel ekonomi") in text
    assert "Vertrag" in text and "Anlaşma" in text and LONG in text


def test_the_workbook_has_a_row_for_each_person_at_each_table(hall: Hall, reading: Reader) -> None:
    with reading():
        summit = by_slug(SLUG)
        assert summit is not None
        book = load_workbook(io.BytesIO(papers.plan_sheet(summit)))
    rows = [row for row in book.active.iter_rows(values_only=True) if row[0] is not None]
    head = next(number for number, row in enumerate(rows) if row[0] == "Day")
    assert len(rows) - head - 1 == 8
    assert {row[3] for row in rows[head + 1 :]} == {"1", "2", "3"}


def test_all_pocket_schedules_come_in_runs_each_in_its_own_language(
    app: Flask, hall: Hall, uow: UnitOpener, reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 4)
    with uow():
        summit = by_slug(SLUG)
        assert summit is not None
        papers.ask_for_pockets(summit)
    with reading():
        summit = by_slug(SLUG)
        (run,) = papers.pocket_runs(summit)
        path = papers.pocket_file(summit, run.name)
        assert run.done and path is not None and papers.pocket_file(summit, "../x") is None
        assert path.stat().st_mode & 0o077 == 0, "for this application alone"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        text = [page for name in names for page in pages(archive.read(name))]
    assert names == ["pocket-schedules-01.pdf", "pocket-schedules-02.pdf"]
    assert sum("Gülşah 3" in page for page in text) == 2, "on the front of one's own, and inside another's"


def test_before_people_know_of_the_plan_nothing_of_it_is_on_paper(hall: Hall, uow: UnitOpener, reading: Reader) -> None:
    from summitapp.audit.services import record
    from summitapp.hall.queries import round_of

    with uow():
        round_ = round_of(by_slug(SLUG).id)
        round_.phase = RoundPhase.CLOSED
        record("round.changed", round_)
    with reading():
        summit = by_slug(SLUG)
        for make in (papers.table_plan, papers.table_signs, papers.roster, papers.briefing):
            text = " ".join(pages(make(summit)))
            assert "Bremen" not in text


