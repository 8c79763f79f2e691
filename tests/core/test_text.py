"""Words as Turkish and German people fold, search and sort them."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.core import i18n
from summitapp.core.text import LANGUAGES, Translated, fold, search_key, slugify, sort_key


@pytest.mark.parametrize("written", ["İzmir", "izmir", "IZMIR", "ızmır", "İZMİR", "IZMİR"])
def test_every_way_of_writing_izmir_folds_alike(written: str) -> None:
    assert fold(written) == "izmir"


@pytest.mark.parametrize(
    ("name", "searches"),
    [
        ("Şişli", ["sisli", "ŞİŞLİ", "Şişli", "SISLI"]),
        ("Müller", ["muller", "mueller", "MÜLLER", "Mueller"]),
        ("Weiß-Özdemir", ["weiss", "ozdemir", "oezdemir", "WEISS-OZDEMIR"]),
        ("Līga Šķēps", ["liga", "skeps"]),
        ("Siobhán O’Brien", ["siobhan", "o'brien"]),
    ],
)
def test_a_search_finds_a_name_however_it_is_typed(name: str, searches: list[str]) -> None:
    assert all(fold(search) in search_key(name) for search in searches)


def test_turkish_sorts_by_its_own_alphabet() -> None:
    words = ["Zonguldak", "İzmir", "cam", "Isparta", "çam", "Iğdır", "Ödemiş", "Osterholz", "şal", "sal", "gün", "ğa", "ipek", "ılık"]
    expected = ["cam", "çam", "gün", "ğa", "Iğdır", "ılık", "Isparta", "ipek", "İzmir", "Osterholz", "Ödemiş", "sal", "şal", "Zonguldak"]
    assert sorted(words, key=lambda word: sort_key(word, "tr")) == expected


def test_german_sorts_umlauts_as_their_plain_letters() -> None:
    words = ["Osterholz", "Zwickau", "Ödemiş", "Ahlen", "Ähren", "Straße", "Strasse"]
    expected = ["Ahlen", "Ähren", "Ödemiş", "Osterholz", "Strasse", "Straße", "Zwickau"]
    assert sorted(words, key=lambda word: sort_key(word, "de")) == expected


@given(st.text(max_size=60))
def test_folding_is_stable_and_leaves_no_mark(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(unicodedata.combining(char) for char in folded)


@given(st.text(max_size=60))
def test_a_text_is_always_found_by_itself(text: str) -> None:
    assert fold(text) in search_key(text)


@given(st.text(max_size=40))
def test_an_address_part_holds_only_what_an_address_may(text: str) -> None:
    assert set(slugify(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_missing_language_falls_back_to_the_default_then_to_any() -> None:
    text = Translated(de="Straße", tr="Sokak")
    assert text.best("tr") == "Sokak"
    assert text.best("en", default="tr") == "Sokak"
    assert text.best("en") == "Straße"
    assert text.language_for("en") == "de"
    assert text.missing() == ("en",)
    assert not Translated()


def test_a_translated_text_survives_its_mapping() -> None:
    text = Translated("ä", "ı", "a")
    assert Translated.of(text.as_dict()) == text
    assert dict(text) == {lang: text[lang] for lang in LANGUAGES}


def test_a_moment_is_written_as_each_language_writes_it() -> None:
    moment = datetime(2026, 11, 3, 9, 5, tzinfo=ZoneInfo("Europe/Istanbul"))
    said = {}
    for language in LANGUAGES:
        with i18n.speaking(language):
            said[language] = i18n.show_datetime(moment)
    assert said == {
        "de": "Dienstag, 3. November 2026, 09:05",
        "tr": "3 Kasım 2026 Salı, 09:05",
        "en": "Tuesday, 3 November 2026, 09:05",
    }
