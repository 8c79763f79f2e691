"""Letters on paper, read back by programs that share no code with ours."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
import zxingcpp
from PIL import Image

from summitapp.core.text import LANGUAGES, Translated
from summitapp.letters import documents
from summitapp.letters.documents import wording
from summitapp.letters.values import Day, Facts, Issue, LetterKind, Passport, Payer, Request, Signature

AT = datetime(2027, 9, 1, 9, tzinfo=UTC)
FACTS = Facts(
    name="Prof. Dr. Ayşe İnci Çağlayan", function="Yeşil Alanlar Şube Müdürü", organisation="Karşıyaka Belediyesi",
    city="Karşıyaka", delegation="Karşıyaka", summit="Gipfel der Partnerstädte İzmir", starts_on="2027-10-13",
    ends_on="2027-10-15", venue="Tarihi Havagazı Fabrikası", address="Liman Cad. 5, Alsancak", host_city="İzmir",
    contact="briefe@example.org", operator="Verein Weltstadt Izmir",
    days=(Day("2027-10-13", "09:00", "18:00", "Eröffnung & Werkstätten"), Day("2027-10-14", "09:00", "18:00")),
)
ADDRESS = "https://summit.example.org/de/letters/0123456789ABCDEF/"
ISSUE = Issue("IZM-2027-0042", date(2027, 9, 1), date(2027, 10, 16), "0123456789ABCDEF", ADDRESS,
              (Signature("Deniz Aksu", "Projektleitung", AT), Signature("Işıl Su", "Protokoll", AT)))
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def request(kind: LetterKind = LetterKind.VISA, language: str = "de", **values: object) -> Request:
    given = Request(LetterKind.VISA, "de", "Visastelle", "Generalkonsulat der Republik Türkiye, Köln", Passport.SERVICE,
                    date(2027, 10, 12), date(2027, 10, 16), Payer.CITY, Payer.ORGANISER)
    return replace(given, kind=kind, language=language, **values)  # type: ignore[arg-type]


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).replace("\ufffe", "-").replace("\u200b", "").split())


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return bare("".join(page.get_textpage().get_text_range() for page in document))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_says_everything_a_consulate_asks_for(language: str) -> None:
    text = text_of(documents.lay_out(request(language=language), FACTS, ISSUE, DIGEST))
    expected = {
        "de": ("13. Oktober 2027 – 15. Oktober 2027", "12. Oktober 2027", "Dienstpass", "die entsendende Stadt", "1. September 2027"),
        "tr": ("13 Ekim 2027 – 15 Ekim 2027", "12 Ekim 2027", "Hizmet pasaportu", "gönderen belediye", "1 Eylül 2027"),
        "en": ("13 October 2027 – 15 October 2027", "12 October 2027", "Service passport", "the sending city", "1 September 2027"),
    }[language]
    for word in (*expected, FACTS.name, FACTS.function, FACTS.organisation, FACTS.venue, FACTS.address, FACTS.operator,
                 FACTS.contact, "Visastelle", "Generalkonsulat der Republik Türkiye, Köln", "IZM-2027-0042",
                 "0123-4567-89AB-CDEF", "Deniz Aksu", "Işıl Su", "Projektleitung", "Protokoll", DIGEST, ADDRESS,
                 "Eröffnung & Werkstätten", wording.SUBJECT[LetterKind.VISA][language],
                 wording.OPENING[LetterKind.VISA][language]):
        assert bare(word) in text, word


def test_a_confirmation_names_the_days_and_no_journey() -> None:
    facts = replace(FACTS, days=(), attended=("2027-10-13", "2027-10-15"))
    text = text_of(documents.lay_out(request(LetterKind.ATTENDANCE, "tr", consulate="", passport=None), facts, ISSUE, DIGEST))
    assert bare("13 Ekim 2027 Çarşamba") in text and bare("15 Ekim 2027 Cuma") in text
    assert bare(wording.SUBJECT[LetterKind.ATTENDANCE]["tr"]) in text
    assert bare("Pasaport") not in text and bare("Seyahat giderleri") not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_usual_letter_stands_on_one_page_with_a_code_that_leads_to_the_check(language: str) -> None:
    facts = replace(FACTS, days=tuple(Day(f"2027-10-{day}", "09:00", "18:00", "Werkstätten") for day in (13, 14, 15)))
    document = pypdfium2.PdfDocument(documents.lay_out(request(language=language), facts, ISSUE, DIGEST))
    assert len(document) == 1
    picture = document[0].render(scale=300 / 72).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def test_a_letter_is_tagged_archived_and_speaks_its_language() -> None:
    pdf = documents.lay_out(request(language="tr"), FACTS, ISSUE, DIGEST)
    document = pypdfium2.PdfDocument(pdf)
    assert pdfium_c.FPDFCatalog_IsTagged(document.raw)
    assert b"pdfuaid:part" in pdf and b"pdfaid:part" in pdf
    assert document.get_metadata_value("Title") == "Davet ve katılım teyidi: Gipfel der Partnerstädte İzmir"


def test_equal_letters_give_equal_bytes() -> None:
    first, second = (documents.lay_out(request(), FACTS, ISSUE, DIGEST) for _ in range(2))
    assert first == second
    assert documents.lay_out(request(language="en"), FACTS, ISSUE, DIGEST) != first


def test_names_are_text_and_never_markup() -> None:
    wild = "#panic() *b* $x$ <a> @ref \\u{41} \"q\" [c]"
    text = text_of(documents.lay_out(request(addressee=wild), replace(FACTS, name=wild, venue="Владимир"), ISSUE, DIGEST))
    assert text.count(bare(wild)) == 2 and "Владимир" in text


def test_long_names_are_whole_and_numbered_on_more_pages() -> None:
    facts = replace(FACTS, name="W" * 180, function="Ş" * 180, organisation="Ö " * 90,
                    days=tuple(Day("2027-10-13", "09:00", "18:00", f"Tag {number}") for number in range(60)))
    pdf = documents.lay_out(request(), facts, ISSUE, DIGEST)
    text = text_of(pdf)
    assert "W" * 180 in text and "Ş" * 180 in text
    count = len(pypdfium2.PdfDocument(pdf))
    assert count > 1 and all(bare(f"Seite {number} von {count}") in text for number in range(1, count + 1))


def test_a_draft_is_a_picture_that_says_so_and_has_no_code() -> None:
    import io

    picture = Image.open(io.BytesIO(documents.draw(request(), FACTS, DIGEST)))
    assert picture.format == "PNG" and picture.width > 800
    assert zxingcpp.read_barcodes(picture) == []
    last = documents.draw(request(), FACTS, DIGEST, page=99)
    assert last.startswith(b"\x89PNG")


def test_every_word_of_the_letters_is_there_in_three_languages() -> None:
    found = [*wording.LABELS.values(), *wording.SUBJECT.values(), *wording.OPENING.values(), *wording.PAYERS.values(),
             *wording.PASSPORTS.values(), *(part for parts in wording.CLOSING.values() for part in parts),
             wording.SALUTATION, wording.FAREWELL]
    assert all(isinstance(one, Translated) and not one.missing() for one in found)
