"""Which letters the bytes of a file mean, tried with real words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.core.letters import UnknownLetters, read_text, windows_page

TURKISH = (
    "Ayşe Yılmaz", "İbrahim Iğdırlı", "Şükrü Öğüt", "Gülşah Yıldız Ünal", "Işıl Su", "Büyükşehir Belediye Başkanlığı",
    "Özel Kalem Müdürlüğü", "Karşıyaka", "Çiğli", "Nilüfer Kılıç-Krämer", "Müdür Yardımcısı", "DİYARBAKIR", "Ağrı",
)  # fmt: skip
GERMAN = ("Jürgen Weiß", "Oberbürgermeisterin", "Köln", "Björn Größe", "Änne Müller – Düsseldorf", "Gießen, Straße 5 – 20 €")
NORTHERN = ("Guðmundur Sigurðsson", "Þórdís Guðmundsdóttir", "Björk Guðmundsdóttir", "Jón Þór Jónsson", "Óðinn Sigurðarson")


@pytest.mark.parametrize("word", TURKISH)
def test_turkish_words_in_windows_1254_are_read_as_turkish(word: str) -> None:
    assert read_text(f"Ad;Soyad\n{word}\n".encode("cp1254"))[0] == f"Ad;Soyad\n{word}\n"


@pytest.mark.parametrize("word", GERMAN)
def test_german_words_are_the_same_in_both_pages(word: str) -> None:
    assert read_text(word.encode("cp1252")) == (word, "cp1252")
    assert read_text(word.encode("cp1254")) == (word, "cp1252")


@pytest.mark.parametrize("word", NORTHERN)
def test_icelandic_names_are_not_made_turkish(word: str) -> None:
    assert read_text(word.encode("cp1252")) == (word, "cp1252")


def test_one_icelander_among_turks_does_not_turn_the_list() -> None:
    text = "\n".join((*TURKISH, "Ayşe"))
    assert windows_page(f"{text}\nJ\xf3n S\xf3l".encode("cp1254")) == "cp1254"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    text = "Ad;Soyad;E-posta\r\nIşıl;Öğüt;isil@example.org\r\n"
    assert read_text(text.encode(encoding))[0] == text


def test_a_letter_that_only_western_windows_has_decides() -> None:
    assert read_text("Žižek ð".encode("cp1252")) == ("Žižek ð", "cp1252")


@pytest.mark.parametrize("body", [b"\x00\x01\x02\x03\x04", b"abc\x00def", b"\xff\xfea", b"\x81\x8d\x90\xd0"])
def test_what_is_no_text_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(UnknownLetters):
        read_text(body)


@given(st.text(st.sampled_from("aeioubcdfgklmnrstyzABCİIŞĞÖÜÇışğöüç äßÄ;\n"), min_size=1))
def test_whatever_turks_and_germans_write_is_read_back_from_windows_1254(text: str) -> None:
    text = text.replace("äß", "ä ß")
    assert read_text(text.encode("utf-8"))[0] == text
    if windows_page(text.encode("cp1254")) == "cp1254":
        assert read_text(text.encode("cp1254"))[0] in (text, text.encode("cp1254").decode("utf-8", "ignore"))
