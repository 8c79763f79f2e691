"""The reader's language: catalogues, dates and numbers. Thread-safe, no request needed.

A language is in force for a block (:func:`speaking`); a door opens the block, a page's address
or a mail's recipient sets the language inside it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.support import LazyProxy, NullTranslations, Translations
from babel.units import format_unit

from summitapp.core.text import Language, Translated

CATALOGUES: Final = Path(__file__).resolve().parents[1] / "translations"
LOCALES: Final = {"de": Locale("de"), "tr": Locale("tr"), "en": Locale("en", "GB")}
_language: ContextVar[Language] = ContextVar("language", default="en")
_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def current_language() -> Language:
    """Return the language in force."""
    return _language.get()


def use(language: Language) -> None:
    """Set the language from here to the end of the enclosing :func:`speaking`."""
    _language.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Let ``language`` be in force until the block ends."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return Translations.load(CATALOGUES, [language])


def gettext(message: str, **facts: Any) -> str:
    """Return ``message`` in the language in force, with its ``%(name)s`` places filled."""
    text = _catalogue(_language.get()).gettext(message) if message else ""
    return text % facts if facts else text


def ngettext(singular: str, plural: str, num: int, **facts: Any) -> str:
    """Return the form for ``num`` things; ``%(num)s`` stands for the number."""
    return unfilled_ngettext(singular, plural, num) % {"num": num, **facts}


def unfilled_ngettext(singular: str, plural: str, num: int) -> str:
    """Return the form for ``num`` things with its places open; Jinja fills them and escapes what it fills in."""
    return _catalogue(_language.get()).ngettext(singular, plural, num)


def pgettext(context: str, message: str, **facts: Any) -> str:
    """Return ``message`` as it is said in ``context``, where one English word has two meanings."""
    text = cast(str, _catalogue(_language.get()).pgettext(context, message))
    return text % facts if facts else text


def lazy_gettext(message: str, **facts: Any) -> str:
    """Return a text that is looked up each time it is shown, for labels made at import time."""
    return cast(str, LazyProxy(gettext, message, enable_cache=False, **facts))


def said(value: Translated | None, default: str = "en") -> str:
    """Return what people wrote, in the language in force or the nearest one."""
    return value.best(_language.get(), default) if value else ""


def locale() -> Locale:
    """Return the Babel locale of the language in force (British English)."""
    return LOCALES[_language.get()]


def show_list(parts: Iterable[str]) -> str:
    """Return some words or names as a list within a sentence: ``a, b and c``."""
    return format_list(list(parts), locale=locale())


def show_date(day: date, style: str = "long") -> str:
    """Return a date with the month's name; ``full`` adds the weekday, ``short`` is ``Wed 13 Oct``."""
    if style == "short":
        return format_skeleton("MMMEd", _at_noon(day), locale=locale())
    return format_date(day, cast(Any, style), locale=locale())


def show_time(moment: time | datetime) -> str:
    """Return a time on the 24-hour clock."""
    return format_time(moment, "HH:mm", locale=locale())


def show_datetime(moment: datetime) -> str:
    """Return weekday, date and time as the moment's own zone shows them."""
    return f"{show_date(moment.date(), 'full')}, {show_time(moment)}"


def show_dates(first: date, last: date) -> str:
    """Return a span of days such as ``13–15 October 2027``, shortened where parts are shared."""
    if first == last:
        return show_date(first)
    german = current_language() == "de"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{'.' if german else ''}–{show_date(last)}"
    if first.year == last.year:
        start = format_date(first, "d. MMMM" if german else "d MMMM", locale=locale())
        return f"{start} – {show_date(last)}"
    return f"{show_date(first)} – {show_date(last)}"


def show_partial_date(text: str) -> str:
    """Return an ISO date that may be as coarse as its source: ``1967``, ``March 2023`` or a full date."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return format_skeleton("yMMMM", _at_noon(date(parts[0], parts[1], 1)), locale=locale())
    return show_date(date(*parts))


def show_duration(text: str) -> str:
    """Return an ISO 8601 duration of one unit, such as ``P30D``, in words.

    :raises ValueError: if it is not days, months or years.
    """
    units = {"D": "day", "M": "month", "Y": "year"}
    if not (text[:1] == "P" and text[-1:] in units and text[1:-1].isdigit()):
        raise ValueError(f"not a duration of days, months or years: {text!r}")
    unit = f"duration-{units[text[-1]]}"
    words = format_unit(int(text[1:-1]), unit, length="long", locale=locale())
    # Where CLDR has one form for all lengths, as Turkish has for days, Babel knows it by the short one only.
    return words if unit not in words else format_unit(int(text[1:-1]), unit, length="short", locale=locale())


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12))


def country_names(language: Language | None = None) -> dict[str, str]:
    """Return ISO 3166-1 codes and their names in ``language``, or the one in force."""
    names = LOCALES[language or current_language()].territories
    aliases = get_global("territory_aliases")
    return {
        code: name for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES and code not in aliases
    }  # fmt: skip


def language_name(code: str) -> str:
    """Return the name of a language in the language in force."""
    return str(locale().languages.get(code, code))
