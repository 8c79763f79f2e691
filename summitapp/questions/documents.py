"""Answers as words: what a page, a list or an export shows of them."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import phonenumbers
from babel import Locale
from babel.dates import format_date

from summitapp.core.text import Language, as_language
from summitapp.questions.values import AGREED, ARRIVAL, DEPARTURE, NO, YES, AskedQuestion, Kind

_LOCALES: Final = {"de": Locale("de"), "tr": Locale("tr"), "en": Locale("en", "GB")}


def write_answer(question: AskedQuestion, answer: Any, language: str) -> str:
    """Return an answer in words, one line for each part; empty when nothing was said.

    :param question: the question in the version under which the answer was given.
    """
    if answer is None:
        return ""
    return _WRITERS.get(question.kind, _plain)(question, answer, as_language(language))


def _plain(_question: AskedQuestion, answer: Any, _language: Language) -> str:
    return str(answer)


def _yes_no(_question: AskedQuestion, answer: Any, language: Language) -> str:
    return (YES if answer else NO).best(language)


def _agreed(_question: AskedQuestion, _answer: Any, language: Language) -> str:
    return AGREED.best(language)


def _day(text: str, language: Language) -> str:
    return format_date(date.fromisoformat(text), "long", locale=_LOCALES[language])


def _date(_question: AskedQuestion, answer: Any, language: Language) -> str:
    return _day(answer, language)


def _phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _call(_question: AskedQuestion, answer: Any, _language: Language) -> str:
    return _phone(answer)


def _country(_question: AskedQuestion, answer: Any, language: Language) -> str:
    return str(_LOCALES[language].territories.get(answer, answer))


def _label(question: AskedQuestion, code: str, language: Language) -> str:
    option = question.option(code)
    return option.label.best(language) if option else code


def _one(question: AskedQuestion, answer: Any, language: Language) -> str:
    return _label(question, answer, language)


def _many(question: AskedQuestion, answer: Any, language: Language) -> str:
    return "\n".join(_label(question, code, language) for code in answer)


def _travel(_question: AskedQuestion, answer: Any, language: Language) -> str:
    lines = []
    for way, name in (("arrival", ARRIVAL), ("departure", DEPARTURE)):
        if leg := answer.get(way):
            parts = [_day(leg["date"], language), leg.get("time"), leg.get("number"), leg.get("place")]
            lines.append(f"{name.best(language)}: {', '.join(part for part in parts if part)}")
    return "\n".join(lines)


def _accompanying(_question: AskedQuestion, answer: Any, _language: Language) -> str:
    return "\n".join(answer.get("names") or [str(answer["count"])])


def _needs(question: AskedQuestion, answer: Any, language: Language) -> str:
    chosen = [_label(question, code, language) for code in answer.get("chosen", ())]
    return "\n".join([*chosen, *([answer["note"]] if answer.get("note") else [])])


def _emergency(_question: AskedQuestion, answer: Any, _language: Language) -> str:
    relation = f" ({answer['relation']})" if answer.get("relation") else ""
    return f"{answer['name']}{relation}\n{_phone(answer['phone'])}"


_WRITERS: Final[Mapping[Kind, Callable[[AskedQuestion, Any, Language], str]]] = MappingProxyType({
    Kind.YES_NO: _yes_no, Kind.AGREEMENT: _agreed, Kind.DATE: _date, Kind.PHONE: _call, Kind.COUNTRY: _country,
    Kind.ONE_CHOICE: _one, Kind.MANY_CHOICES: _many, Kind.TRAVEL: _travel, Kind.ACCOMPANYING: _accompanying,
    Kind.DIET: _needs, Kind.ACCESS: _needs, Kind.EMERGENCY: _emergency,
})
