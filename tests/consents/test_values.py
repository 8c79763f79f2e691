"""The first wordings, judged as a data protection officer would read them."""

import re

import pytest

from summitapp.consents.values import ASKED, FIRST_WORDINGS, Purpose

REVOKE = {"de": r"widerrufen|Abmeldelink", "tr": r"geri alabilirim|ayrılma", "en": r"withdraw|to stop it"}


def test_every_purpose_has_its_text_in_three_languages() -> None:
    assert set(FIRST_WORDINGS) == set(Purpose)
    for purpose, wording in FIRST_WORDINGS.items():
        assert wording.title.missing() == () == wording.body.missing(), purpose


def test_the_notice_informs_and_asks_for_nothing() -> None:
    notice = FIRST_WORDINGS[Purpose.NOTICE].body
    assert Purpose.NOTICE not in ASKED
    assert "DSGVO" in notice.de and "6698" in notice.tr and "GDPR" in notice.en
    assert "açık rıza" not in notice.tr  # information and consent are two texts (KVKK)
    for text, words in (
        (notice.en, ("controller", "delete", "complain", "object", "Türkiye")),
        (notice.de, ("Verantwortlich", "löschen", "beschweren", "widersprechen", "Türkei")),
        (notice.tr, ("Veri sorumlusu", "silinir", "11. maddesi", "itiraz", "aktarım")),
    ):
        assert all(word in text for word in words), text


@pytest.mark.parametrize("purpose", ASKED)
def test_each_question_says_how_to_take_the_answer_back(purpose: Purpose) -> None:
    body = FIRST_WORDINGS[purpose].body
    assert "açık rıza" in body.tr
    for language, pattern in REVOKE.items():
        assert re.search(pattern, body[language]), language
