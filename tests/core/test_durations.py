"""How long something is kept is said in words, in each language."""

import pytest

from summitapp.core import i18n


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ["30 days", "12 months", "2 years"]), ("de", ["30 Tage", "12 Monate", "2 Jahre"]), ("tr", ["30 gün", "12 ay", "2 yıl"])],
)  # fmt: skip
def test_a_duration_is_said_in_words(language: str, said: list[str]) -> None:
    with i18n.speaking(language):
        assert [i18n.show_duration(text) for text in ("P30D", "P12M", "P2Y")] == said
