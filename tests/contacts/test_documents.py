"""The files of an address book, read back by vobject."""

import pytest
import vobject

from summitapp.contacts.documents import write_cards
from summitapp.contacts.values import BusinessCard, CardVersion

CARDS = (
    BusinessCard("u1", "Işıl Gökçe", "Çağlayan-Öztürk", "Prof. Dr.", "Karşıyaka", "Belediye; Kültür, Sanat \\ Spor " + "Ş" * 90,
                 "Müdür Yardımcısı", "isil@example.org", "+90 232 293 12 00"),
    BusinessCard("u2", "Groß", "Weißenfels", city="Köln"),
    BusinessCard("u3", "Wu"),
)  # fmt: skip


@pytest.mark.parametrize("version", list(CardVersion))
def test_another_program_reads_what_was_written(version: CardVersion) -> None:
    text = write_cards(CARDS, version)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    read = list(vobject.readComponents(text))
    assert [one.fn.value for one in read] == ["Işıl Gökçe Çağlayan-Öztürk", "Groß Weißenfels", "Wu"]
    assert {one.version.value for one in read} == {version.value}
    first = read[0]
    assert (first.n.value.family, first.n.value.given, first.n.value.prefix) == ("Çağlayan-Öztürk", "Işıl Gökçe", "Prof. Dr.")
    assert first.org.value == ["Belediye; Kültür, Sanat \\ Spor " + "Ş" * 90]
    assert (first.title.value, first.email.value, first.tel.value) == ("Müdür Yardımcısı", "isil@example.org", "+90 232 293 12 00")
    assert first.adr.value.city == "Karşıyaka"
    assert not hasattr(read[1], "email") and read[2].n.value.family == ""
