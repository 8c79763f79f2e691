"""From values to the data of the template; every word is chosen here, the template only sets it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from babel.dates import format_date

from summitapp.badges.documents import qr_svg
from summitapp.core.paper import ARCHIVED, picture, press
from summitapp.core.text import Language
from summitapp.letters.documents.wording import (
    CLOSING,
    FAREWELL,
    LABELS,
    OPENING,
    PASSPORTS,
    PAYERS,
    SALUTATION,
    SUBJECT,
)
from summitapp.letters.rules import grouped
from summitapp.letters.values import Facts, Issue, LetterKind, Request

_TEMPLATE: Final = "letters/letter.typ"
_LOCALES: Final = {"de": "de", "tr": "tr", "en": "en_GB"}


def lay_out(request: Request, facts: Facts, issue: Issue, digest: str) -> bytes:
    """Return the PDF of an issued letter.

    :raises LayingOutFailed: if it could not be laid out.
    """
    return press(_TEMPLATE, sheet_data(request, facts, issue, digest), standards=ARCHIVED)


def draw(request: Request, facts: Facts, digest: str, page: int = 1) -> bytes:
    """Return a page of the draft as a PNG, marked as one."""
    return picture(_TEMPLATE, sheet_data(request, facts, None, digest), page)


def sheet_data(request: Request, facts: Facts, issue: Issue | None, digest: str) -> dict[str, Any]:
    """Return what the template reads; without ``issue`` it is a draft."""
    language = request.language
    return {
        "language": language, "labels": {name: text[language] for name, text in LABELS.items()},
        "operator": facts.operator, "summit": facts.summit, "contact": facts.contact, "place": facts.host_city,
        "addressee": [line.strip() for line in (request.addressee, request.consulate) if line.strip()],
        "subject": SUBJECT[request.kind][language], "salutation": SALUTATION[language],
        "opening": OPENING[request.kind][language],
        "closing": [text[language] for text in CLOSING[request.kind]], "farewell": FAREWELL[language],
        "parts": [part for part in _parts(request, facts) if part["rows"]],
        "days": [[_day(day.day, language), f"{day.opens}–{day.closes}", day.label or "–"] for day in facts.days],
        "digest": digest, "issue": _issued(issue, language) if issue else None,
    }  # fmt: skip


def _parts(request: Request, facts: Facts) -> list[dict[str, Any]]:
    language = request.language
    person = [
        ("name", facts.name), ("function", facts.function), ("organisation", facts.organisation), ("city", facts.city),
        ("delegation", facts.delegation),
        ("passport", PASSPORTS[request.passport][language] if request.passport else ""),
    ]  # fmt: skip
    event = [
        ("summit", facts.summit), ("dates", _span(facts.starts_on, facts.ends_on, language)),
        ("place", ", ".join(part for part in (facts.venue, facts.address or facts.host_city) if part)),
        ("attended", "\n".join(_day(day, language) for day in facts.attended)),
    ]  # fmt: skip
    journey = [
        ("arrives", _long(request.arrives_on, language)), ("leaves", _long(request.leaves_on, language)),
        ("travel", PAYERS[request.travel_paid_by][language] if request.travel_paid_by else ""),
        ("stay", PAYERS[request.stay_paid_by][language] if request.stay_paid_by else ""),
    ]  # fmt: skip
    found = [_part("person", person, language), _part("event", event, language)]
    return [*found, _part("journey", journey, language)] if request.kind is LetterKind.VISA else found


def _part(name: str, rows: Iterable[tuple[str, str]], language: Language) -> dict[str, Any]:
    return {"title": LABELS[name][language], "rows": [[LABELS[key][language], text] for key, text in rows if text]}


def _issued(issue: Issue, language: Language) -> dict[str, Any]:
    return {
        "number": issue.number, "date": _long(issue.day, language), "until": _long(issue.valid_until, language),
        "on": [issue.day.year, issue.day.month, issue.day.day],
        "code": grouped(issue.code), "address": issue.address, "qr": qr_svg(issue.address),
        "signatures": [[one.name, one.function, _long(one.at.date(), language)] for one in issue.signatures],
    }  # fmt: skip


def _long(day: date | None, language: Language) -> str:
    return format_date(day, "long", locale=_LOCALES[language]) if day else ""


def _day(day: str, language: Language) -> str:
    return format_date(date.fromisoformat(day), "full", locale=_LOCALES[language])


def _span(first: str, last: str, language: Language) -> str:
    if first == last:
        return _long(date.fromisoformat(first), language)
    return f"{_long(date.fromisoformat(first), language)} – {_long(date.fromisoformat(last), language)}"
