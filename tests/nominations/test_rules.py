"""What columns are called, how names are split and spelt, what single cells mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.core import names
from summitapp.core.names import Split, split_name
from summitapp.core.text import LANGUAGES, fold
from summitapp.nominations import documents
from summitapp.nominations.rules import cells, headings
from summitapp.nominations.values.importing import Column, Notice
from summitapp.registration.values import DelegationRole

C = Column


@pytest.mark.parametrize(("heads", "columns"), [
    ("Vorname;Nachname;E-Mail;Funktion", (C.GIVEN_NAME, C.FAMILY_NAME, C.EMAIL, C.FUNCTION)),
    ("ADI SOYADI;E-POSTA;GÖREVİ;KURUMU", (C.FULL_NAME, C.EMAIL, C.FUNCTION, C.ORGANISATION)),
    ("Name;Vorname;Mail", (C.FAMILY_NAME, C.GIVEN_NAME, C.EMAIL)),
    ("Name;Surname;E-Mail *", (C.GIVEN_NAME, C.FAMILY_NAME, C.EMAIL)),
    ("Ad;Soyad;Cep Telefonu (GSM)", (C.GIVEN_NAME, C.FAMILY_NAME, C.PHONE)),
    ("İsim;Şehir;Dil", (C.FULL_NAME, C.CITY, C.LANGUAGE)),
    ("Name / Ad Soyad;E-Mail / E-posta;Organisation / Kurum", (C.FULL_NAME, C.EMAIL, C.ORGANISATION)),
    ("Ad / Soyad;Unvan;İl", (C.FULL_NAME, C.FUNCTION, C.CITY)),
    ("Nachname, Vorname;Telefonnummer", (C.FULL_NAME, C.PHONE)),
    ("First name;Last name;Job title;Institution;Mobile", (C.GIVEN_NAME, C.FAMILY_NAME, C.FUNCTION, C.ORGANISATION, C.PHONE)),
    ("Rolle in der Delegation;Kategorie;Sprache;Nur ein Name", (C.ROLE, C.CATEGORY, C.LANGUAGE, C.SINGLE_NAME)),
    ("Kayıt kodu;Heyetteki rolü;Kategori;Tek isim", (C.CODE, C.ROLE, C.CATEGORY, C.SINGLE_NAME)),
    ("Nr.;Geburtsdatum;Pass-Nr.", (None, None, None)),
])  # fmt: skip
def test_columns_are_known_in_three_languages(heads: str, columns: tuple[Column | None, ...]) -> None:
    assert headings.map_heads(heads.split(";"))[0] == columns


@pytest.mark.parametrize("head", [
    "Essen", "Ernährung", "Besondere Ernährungswünsche", "Allergien", "Gesundheit", "Behinderung", "Barrierefreiheit", "Rollstuhl",
    "Yemek tercihi", "Diyet", "Alerji", "Sağlık durumu", "Engel durumu", "Erişilebilirlik", "SAĞLIK", "Kan grubu", "Özel ihtiyaçlar",
    "Diet", "Dietary needs", "Meal choice", "Allergies", "Health", "Disability", "Access needs", "Wheelchair", "Vegetarian?",
    "Religion", "Din", "Access", "Name / Allergien",
])  # fmt: skip
def test_diet_health_and_access_are_known_and_brought_by_nobody(head: str) -> None:
    mapped, remarks = headings.map_heads(["Vorname", "Nachname", head])
    assert mapped[2] is None
    assert [one.code for one in remarks] == [Notice.SENSITIVE_COLUMN]
    assert headings.settle(["Vorname", "Nachname", head], [C.GIVEN_NAME, C.FAMILY_NAME, C.FUNCTION])[0][2] is None


@pytest.mark.parametrize("head", ["Dienststelle", "Diplom", "Medien", "Menschenrechte", "Akkreditierung", "Accreditation", "Dinlenme"])
def test_harmless_words_are_not_taken_for_health(head: str) -> None:
    assert not headings.is_sensitive(head)


def test_a_second_column_of_the_same_kind_is_left_out_and_named() -> None:
    mapped, remarks = headings.map_heads(["Name", "E-Mail", "E-Mail 2", "Hobby", ""])
    assert mapped == (C.FULL_NAME, C.EMAIL, None, None, None)
    assert [(one.code, one.column) for one in remarks] == [
        (Notice.DOUBLE_COLUMN, 2), (Notice.UNKNOWN_COLUMN, 3), (Notice.UNKNOWN_COLUMN, 4),
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_write_on_paper_is_what_we_read(language: str) -> None:
    heads = documents.heads(language, code=True)
    assert headings.map_heads(heads) == (tuple(documents.HEADS), ())
    assert all(cells.role_of(words[language]) is role for role, words in documents.ROLES.items())


@pytest.mark.parametrize(("text", "given_name", "family_name", "sure"), [
    ("Ayşe YILMAZ", "Ayşe", "YILMAZ", True), ("AYŞE YILMAZ", "AYŞE", "YILMAZ", True), ("YILMAZ Ayşe", "Ayşe", "YILMAZ", True),
    ("Yılmaz, Ayşe", "Ayşe", "Yılmaz", True), ("Ayşe Gül YILDIZ ÜNAL", "Ayşe Gül", "YILDIZ ÜNAL", True),
    ("Prof. Dr. Ayşe İnci ÇAĞLAYAN", "Ayşe İnci", "ÇAĞLAYAN", True), ("Dr. Jürgen Weiß-Özdemir", "Jürgen", "Weiß-Özdemir", True),
    ("Clemens von der Heide", "Clemens", "von der Heide", True), ("Clemens VON DER HEIDE", "Clemens", "VON DER HEIDE", True),
    ("Gülşah Yıldız Ünal", "Gülşah Yıldız", "Ünal", False), ("Frau Kim Schröder", "Kim", "Schröder", True),
    ("Sn. Ali Kaya", "Ali", "Kaya", True), ("Siobhán O'Brien", "Siobhán", "O'Brien", True), ("Wu", "Wu", "", True), ("", "", "", True),
])  # fmt: skip
def test_whole_names_are_split(text: str, given_name: str, family_name: str, sure: bool) -> None:
    assert split_name(text) == Split(given_name, family_name, sure)


def test_a_heading_says_which_name_stands_first() -> None:
    assert headings.family_first("Nachname, Vorname") and headings.family_first("Soyadı Adı")
    assert not headings.family_first("Ad Soyad") and not headings.family_first("Vor- und Nachname")
    assert split_name("Yılmaz Ayşe", family_first=True) == Split("Ayşe", "Yılmaz")
    assert split_name("Yıldız Gülşah Nur", family_first=True) == Split("Gülşah Nur", "Yıldız", False)


@pytest.mark.parametrize(("name", "language", "better"), [
    ("IŞIL SU", "de", "Işıl Su"), ("ISIL", "tr", "Isıl"), ("ISIL", "de", "Isil"), ("İBRAHİM IĞDIRLI", "en", "İbrahim Iğdırlı"),
    ("MÜLLER-LÜDENSCHEIDT", "de", "Müller-Lüdenscheidt"), ("O'BRIEN", "en", "O'Brien"), ("VON DER HEIDE", "de", "von der Heide"),
    ("WEISS", "de", "Weiss"), ("AYŞE", "de", "Ayşe"), ("GROß", "de", "Groß"),
])  # fmt: skip
def test_capitals_are_spelt_by_the_language_of_the_name(name: str, language: str, better: str) -> None:
    assert names.in_capitals(name)
    assert names.proposal(name, language) == better


@pytest.mark.parametrize("name", ["Ayşe", "von der Heide", "J. R.", "A", "", "Wu", "McDonald", "李"])
def test_other_names_are_not_called_capitals(name: str) -> None:
    assert not names.in_capitals(name)


@given(st.text(max_size=60))
def test_no_letter_of_a_name_is_lost_by_tidying_and_splitting(text: str) -> None:
    tidied = names.tidy(text)
    assert names.tidy(tidied) == tidied
    split = split_name(tidied)
    assert set(fold(f"{split.given} {split.family}").replace(" ", "")) <= set(fold(tidied))


@pytest.mark.parametrize(("text", "country", "number"), [
    ("0421 361-0", "DE", "+494213610"), ("0532 123 45 67", "TR", "+905321234567"), ("5321234567", "TR", "+905321234567"),
    ("494213610000", "DE", "+494213610000"), ("4.942136e11", "DE", "+494213600000"), ("905321234567.0", "TR", "+905321234567"),
    ("4,94214E+11", "DE", None), ("+90 532 123 45 67", "DE", "+905321234567"), ("0049 421 3610", "DE", "+494213610"),
    ("00905321234567", "TR", "+905321234567"), ("905321234567", "DE", "+905321234567"), ("+49 (0)421 3610", "TR", "+494213610"),
    ("0421/3610", "DE", "+494213610"), ("abc", "DE", None), ("12", "DE", None), ("0421 3610", "", None), ("=1+1", "DE", None),
])  # fmt: skip
def test_telephone_numbers_are_kept_as_e164_or_not_at_all(text: str, country: str, number: str | None) -> None:
    assert cells.phone(text, country) == number


@given(st.text(max_size=40), st.sampled_from(["DE", "TR", ""]))
def test_no_cell_is_too_strange_for_a_number_or_an_address(text: str, country: str) -> None:
    found = cells.phone(text, country)
    assert found is None or found.startswith("+")
    assert cells.address(text) is None or "@" in text


@pytest.mark.parametrize(("text", "address"), [
    ("a@b.de", "a@b.de"), (" A.B@IZMIR.BEL.TR ", "a.b@izmir.bel.tr"), ("mailto:a@b.com", "a@b.com"), ("Ayşe@x.de", None),
    ("x@", None), ("a b@x.de", None), ("a@localhost", None), ("", None), ("a@x.de, b@x.de", None),
])  # fmt: skip
def test_addresses_are_those_mail_can_be_sent_to(text: str, address: str | None) -> None:
    assert cells.address(text) == address


def test_languages_roles_and_a_yes_are_known_in_three_languages() -> None:
    assert [cells.language_of(text) for text in ("Türkçe", "ALMANCA", "English", "tr", "Deutsch, Englisch", "Kürtçe")] == [
        "tr", "de", "en", "tr", "de", None,
    ]  # fmt: skip
    assert [cells.role_of(text) for text in ("Heyet Başkanı", "Stellv.", "HEAD", "Üye", "Mitglied", "Fotograf")] == [
        DelegationRole.HEAD, DelegationRole.DEPUTY, DelegationRole.HEAD, DelegationRole.MEMBER, DelegationRole.MEMBER, None,
    ]  # fmt: skip
    assert all(cells.is_yes(text) for text in ("yes", "JA", "Evet", "true", "x", "1", "✓"))
    assert not any(cells.is_yes(text) for text in ("", "no", "nein", "hayır", "0", "-"))
    assert [cells.language_of_country(code) for code in ("DE", "AT", "TR", "GB", "")] == ["de", "de", "tr", "en", "en"]
