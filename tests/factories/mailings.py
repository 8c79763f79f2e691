"""Texts of mailings, and the people who read them."""

from typing import Any

from summitapp.core.text import Translated
from summitapp.mailings.values import Wording
from summitapp.registration.models import Registration
from summitapp.registration.values import Receipt
from summitapp.summits.models import Summit
from tests.factories.registration import enter, registered


def said(text: str = "Hello {full_name}", subject: str = "News of {summit}", **values: Any) -> Wording:
    """Return a text that is told apart by its language."""
    body = Translated(f"DE: {text}", f"TR: {text}", f"EN: {text}")
    return Wording(Translated(f"{subject} (de)", f"{subject} (tr)", f"{subject} (en)"), body, **values)


def enter_three(summit: Summit) -> list[Receipt]:
    """Register a reader of each language."""
    return [enter(summit, number, language=lang) for number, lang in enumerate(("de", "tr", "en"), start=1)]


def rename(receipt: Receipt, given: str, family: str = "") -> Registration:
    """Give somebody another name, as they might have typed it themselves."""
    one = registered(receipt)
    one.person.given_name, one.person.family_name = given, family
    return one
