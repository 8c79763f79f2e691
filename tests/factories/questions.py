"""Forms of a summit, by few words."""

from typing import Any

from summitapp.core.text import Translated
from summitapp.questions import services
from summitapp.questions.models import Question, Section
from summitapp.questions.values import AskedOption, AskedQuestion, Condition, Kind, Operator, Reader
from summitapp.summits.models import Summit


def words(text: str) -> Translated:
    """Return a text that differs in each language."""
    return Translated(f"{text} (de)", f"{text} (tr)", text)


def options(*codes: str, places: int | None = None) -> tuple[AskedOption, ...]:
    """Return options named after their codes."""
    return tuple(AskedOption(0, code, words(code), places) for code in codes)


def draft(code: str, kind: Kind = Kind.TEXT, **values: Any) -> AskedQuestion:
    """Return a question as an organiser would write it."""
    if kind in (Kind.DIET, Kind.ACCESS, Kind.EMERGENCY):
        values = {"readers": frozenset({Reader.ORGANISER}), "keep": "P7D", **values}
    return AskedQuestion(code, kind, words(code), purpose=words("To plan."), **values)


def when(code: str, *values: str) -> Condition:
    """Return the condition that an earlier question was answered so."""
    how = Operator.ANSWERED if not values else Operator.EQUALS if len(values) == 1 else Operator.ONE_OF
    return Condition(code, how, values)


def section(summit: Summit, title: str = "About you") -> Section:
    """Add a section."""
    return services.add_section(summit, words(title))


def ask(summit: Summit, home: Section, code: str, kind: Kind = Kind.TEXT, **values: Any) -> Question:
    """Add a question to a section."""
    return services.add_question(summit, draft(code, kind, **values), home)
