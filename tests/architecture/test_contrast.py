"""The colours of the theme pass WCAG 2.2 (1.4.3, 1.4.11), by day and by night."""

import re

import pytest

from tests.rig.places import ROOT

TOKENS = (ROOT / "static" / "src" / "theme" / "_tokens.scss").read_text(encoding="utf-8")
TEXT = [
    ("ink", "paper"), ("ink", "card"), ("ink", "sea-50"), ("ink", "sea-100"), ("ink", "tile-100"), ("ink", "sun-100"),
    ("ink", "clay-100"), ("ink-soft", "paper"), ("ink-soft", "card"), ("ink-soft", "sea-50"), ("sea-700", "paper"),
    ("sea-700", "card"), ("sea-700", "sea-100"), ("sea-700", "sea-50"), ("sea-500", "paper"), ("sea-500", "card"),
    ("tile-600", "card"), ("tile-600", "tile-100"), ("sun-ink", "sun-100"), ("clay-600", "paper"), ("clay-600", "card"),
    ("clay-600", "clay-100"), ("on-primary", "sea-700"), ("on-primary", "sea-500"), ("on-sun", "sun-500"),
    ("rail-ink", "rail"), ("rail-ink", "rail-on"), ("card", "clay-600"),
]  # fmt: skip
EDGES = [("edge", "card"), ("edge", "paper"), ("outline", "paper"), ("outline", "card"), ("sea-500", "card")]


def tokens(mixin: str) -> dict[str, str]:
    body = re.search(rf"@mixin {mixin} \{{(.*?)\n\}}", TOKENS, re.S)
    assert body
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", body[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("time", ["day", "night"])
def test_text_can_be_read(time: str) -> None:
    given = tokens(time)
    pale = [f"{a} on {b}: {contrast(given[a], given[b]):.2f}" for a, b in TEXT if contrast(given[a], given[b]) < 4.5]
    assert pale == []


@pytest.mark.parametrize("time", ["day", "night"])
def test_edges_of_controls_and_the_focus_can_be_seen(time: str) -> None:
    given = tokens(time)
    pale = [f"{a} on {b}: {contrast(given[a], given[b]):.2f}" for a, b in EDGES if contrast(given[a], given[b]) < 3]
    assert pale == []


def test_the_formula_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
