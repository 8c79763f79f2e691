"""Every sentence is there in German and Turkish; and the check that says so can fail."""

import subprocess
import sys

import pytest

from tests.rig.places import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from babel.messages.catalog import Message
from check_catalogues import faults_of


def test_the_catalogues_are_complete() -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "tools" / "check_catalogues.py"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-4000:]


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        (None, "is not translated"),
        (Message("%(num)s place", string=""), "is not translated"),
        (Message("%(num)s place", string="%(num)s Platz", flags={"fuzzy"}), "is marked fuzzy"),
        (Message("%(num)s place", string="%(zahl)s Platz"), "has other placeholders"),
        (Message("%(num)s place", string="Platz"), "has other placeholders"),
        (Message("%(num)s place", string="%(num)s Platz "), "begins or ends with a space"),
    ],
)
def test_a_bad_translation_is_named(translation: Message | None, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults_of(Message("%(num)s place"), translation))


def test_a_good_translation_passes() -> None:
    assert list(faults_of(Message("%(num)s place"), Message("%(num)s place", string="%(num)s Platz"))) == []


def test_a_plural_needs_both_forms() -> None:
    source = Message(("%(num)s place", "%(num)s places"))
    half = Message(("%(num)s place", "%(num)s places"), string=("%(num)s kontenjan", ""))
    assert "lacks a plural form" in list(faults_of(source, half))
