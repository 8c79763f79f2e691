"""Judging one reply: what was written becomes an answer of one fixed shape, or a fault with a reason.

The shape of an answer is what JSON can hold, and judging an answer once more gives the same answer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final

import phonenumbers
from babel import Locale
from email_validator import EmailNotValidError, validate_email

from summitapp.core.text import N_
from summitapp.questions.values import (
    LONG_TEXT_LENGTH,
    MOST_COMPANIONS,
    TEXT_LENGTH,
    AskedQuestion,
    Kind,
)

_COUNTRIES: Final = frozenset(
    code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()
)
_REFERENCE: Final = re.compile(r"[a-z2-7]{20}")
_LARGEST: Final = 10**12
_LEG: Final = ("date", "time", "number", "place")

MISSING: Final = N_("Please answer this question.")
TOO_LONG: Final = N_("This is too long.")
UNPRINTABLE: Final = N_("This contains characters that cannot be printed.")
UNREADABLE: Final = N_("This cannot be accepted.")
NOT_OFFERED: Final = N_("This is not among the choices. Please choose again.")
FULL: Final = N_("No place is left in what you chose. Please choose something else.")
NO_NUMBER: Final = N_("Please give a number in digits.")
OUT_OF_LIMITS: Final = N_("This number is outside of the limits.")
NO_DATE: Final = N_("Please give a date, such as 2027-10-13.")
NO_TIME: Final = N_("Please give a time, such as 14:30.")
NO_PHONE: Final = N_("Please give the number with its country code, such as +90 232 293 00 00.")
NO_EMAIL: Final = N_("This does not look like an e-mail address; please check it.")
LEG_WITHOUT_DAY: Final = N_("Please give the day of the journey as well.")
WRONG_WAY: Final = N_("The departure is before the arrival.")
TOO_MANY: Final = N_("That is more people than may come along.")
NAME_AND_PHONE: Final = N_("Please give a name and a telephone number, or leave both empty.")
NOT_AGREED: Final = N_("Please tick this box: without it you cannot take part.")


class Fault(Exception):
    """A reply cannot be accepted; the only argument is a catalogue key."""


def judge(question: AskedQuestion, reply: Any, before: Any = None) -> Any:
    """Return the answer in its fixed shape, or None if nothing was said.

    :param reply: what a form or a program sent; texts, lists and mappings of texts, or an answer.
    :param before: the answer the person has given already; an option they hold stays theirs when it is full.
    :raises Fault: with the catalogue key of what is wrong.
    """
    if reply is None or reply == "" or reply == [] or reply == {}:
        return None
    return _JUDGES[question.kind](question, reply, before)


def _text_of(reply: Any, most: int) -> str:
    if not isinstance(reply, str):
        raise Fault(UNREADABLE)
    text = unicodedata.normalize("NFC", reply.replace("\r\n", "\n").replace("\r", "\n"))
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") for sign in text if sign not in "\n\t"):
        raise Fault(UNPRINTABLE)
    text = text.strip()
    if len(text) > most:
        raise Fault(TOO_LONG)
    return text


def _one_line(reply: Any, most: int = TEXT_LENGTH) -> str:
    text = " ".join(_text_of(reply, LONG_TEXT_LENGTH).split())
    if len(text) > most:
        raise Fault(TOO_LONG)
    return text


def _text(_question: AskedQuestion, reply: Any, _before: Any) -> str | None:
    return _one_line(reply) or None


def _long_text(_question: AskedQuestion, reply: Any, _before: Any) -> str | None:
    return _text_of(reply, LONG_TEXT_LENGTH) or None


def _number(question: AskedQuestion, reply: Any, _before: Any) -> int | float | None:
    if isinstance(reply, bool) or not isinstance(reply, str | int | float):
        raise Fault(NO_NUMBER)
    text = str(reply).strip().replace(",", ".")
    if not text:
        return None
    try:
        exact = Decimal(text)
    except InvalidOperation:
        raise Fault(NO_NUMBER) from None
    if not exact.is_finite() or abs(exact) > _LARGEST:
        raise Fault(NO_NUMBER)
    number = int(exact) if exact == exact.to_integral_value() else float(round(exact, 4))
    _within(question, number)
    return number


def _within(question: AskedQuestion, number: int | float) -> None:
    least, most = question.limits.least, question.limits.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise Fault(OUT_OF_LIMITS)


def _yes_no(_question: AskedQuestion, reply: Any, _before: Any) -> bool:
    said = {"yes": True, "no": False}.get(reply) if isinstance(reply, str) else reply
    if not isinstance(said, bool):
        raise Fault(UNREADABLE)
    return said


def _agreement(_question: AskedQuestion, reply: Any, _before: Any) -> bool | None:
    if reply in ("yes", True):
        return True
    if reply in ("no", False):
        return None
    raise Fault(UNREADABLE)


def _day(reply: Any) -> str:
    try:
        return date.fromisoformat(_one_line(reply, 10)).isoformat()
    except ValueError:
        raise Fault(NO_DATE) from None


def _date(_question: AskedQuestion, reply: Any, _before: Any) -> str:
    return _day(reply)


def _phone_number(reply: Any) -> str:
    text = _one_line(reply, 40)
    digits = f"+{text[2:]}" if text.startswith("00") else text
    try:
        number = phonenumbers.parse(digits, None)
    except phonenumbers.NumberParseException:
        raise Fault(NO_PHONE) from None
    if not phonenumbers.is_possible_number(number):
        raise Fault(NO_PHONE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _phone(_question: AskedQuestion, reply: Any, _before: Any) -> str:
    return _phone_number(reply)


def _country(_question: AskedQuestion, reply: Any, _before: Any) -> str:
    if not isinstance(reply, str) or reply not in _COUNTRIES:
        raise Fault(NOT_OFFERED)
    return reply


def _email(_question: AskedQuestion, reply: Any, _before: Any) -> str:
    try:
        checked = validate_email(_one_line(reply, 254), check_deliverability=False, allow_smtputf8=False,
                                 test_environment=True)  # fmt: skip
    except EmailNotValidError:
        raise Fault(NO_EMAIL) from None
    return checked.normalized.lower()


def _upload(_question: AskedQuestion, reply: Any, _before: Any) -> str:
    """Uploads are stored before they are judged here; what comes is the reference of one."""
    if not isinstance(reply, str) or not _REFERENCE.fullmatch(reply):
        raise Fault(UNREADABLE)
    return reply


def _offered(question: AskedQuestion, codes: Iterable[Any], held: frozenset[str]) -> list[str]:
    wanted = {code for code in codes if isinstance(code, str) and code}
    for code in wanted:
        option = question.option(code)
        if option is None or (option.retired and code not in held):
            raise Fault(NOT_OFFERED)
        if option.full and code not in held:
            raise Fault(FULL)
    return [option.code for option in question.options if option.code in wanted]


def _listed(reply: Any) -> list[Any]:
    if not isinstance(reply, list) or not all(isinstance(one, str) for one in reply):
        raise Fault(UNREADABLE)
    return reply


def _one_choice(question: AskedQuestion, reply: Any, before: Any) -> str:
    if not isinstance(reply, str):
        raise Fault(UNREADABLE)
    held = frozenset([before]) if isinstance(before, str) else frozenset()
    return _offered(question, [reply], held)[0]


def _many_choices(question: AskedQuestion, reply: Any, before: Any) -> list[str] | None:
    held = frozenset(before) if isinstance(before, list) else frozenset()
    return _offered(question, _listed(reply), held) or None


def _mapping(reply: Any) -> Mapping[str, Any]:
    if not isinstance(reply, Mapping):
        raise Fault(UNREADABLE)
    return reply


def _leg(reply: Any) -> dict[str, str]:
    given = {name: _one_line(_mapping(reply).get(name) or "") for name in _LEG}
    if not any(given.values()):
        return {}
    if not given["date"]:
        raise Fault(LEG_WITHOUT_DAY)
    given["date"] = _day(given["date"])
    if given["time"]:
        try:
            given["time"] = time.fromisoformat(given["time"]).strftime("%H:%M")
        except ValueError:
            raise Fault(NO_TIME) from None
    return {name: text for name, text in given.items() if text}


def _travel(_question: AskedQuestion, reply: Any, _before: Any) -> dict[str, Any] | None:
    legs = {way: leg for way in ("arrival", "departure") if (leg := _leg(_mapping(reply).get(way) or {}))}
    if len(legs) == 2 and _moment(legs["departure"], "23:59") < _moment(legs["arrival"], "00:00"):
        raise Fault(WRONG_WAY)
    return legs or None


def _moment(leg: Mapping[str, str], otherwise: str) -> tuple[str, str]:
    return leg["date"], leg.get("time") or otherwise


def _accompanying(question: AskedQuestion, reply: Any, _before: Any) -> dict[str, Any] | None:
    given = _mapping(reply)
    most = int(question.limits.most or MOST_COMPANIONS)
    if question.limits.names:
        names = _names(given.get("names") or [])
        number = len(names)
    else:
        names, number = [], _count(given.get("count") or 0)
    if number > most:
        raise Fault(TOO_MANY)
    if not number:
        return None
    return {"count": number, "names": names} if names else {"count": number}


def _names(reply: Any) -> list[str]:
    lines = reply.splitlines() if isinstance(reply, str) else _listed(reply)
    if len(lines) > 10 * MOST_COMPANIONS:
        raise Fault(TOO_MANY)
    return [name for name in map(_one_line, lines) if name]


def _count(reply: Any) -> int:
    text = str(reply).strip() if isinstance(reply, str | int) and not isinstance(reply, bool) else ""
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise Fault(NO_NUMBER)
    return int(text)


def _needs(question: AskedQuestion, reply: Any, before: Any) -> dict[str, Any] | None:
    given = _mapping(reply)
    held = frozenset(before.get("chosen", ())) if isinstance(before, Mapping) else frozenset()
    chosen = _offered(question, _listed(given.get("chosen") or []), held)
    note = _text_of(given.get("note") or "", LONG_TEXT_LENGTH)
    kept = {"chosen": chosen, "note": note}
    return {name: value for name, value in kept.items() if value} or None


def _emergency(_question: AskedQuestion, reply: Any, _before: Any) -> dict[str, str] | None:
    given = {name: _one_line(_mapping(reply).get(name) or "") for name in ("name", "phone", "relation")}
    if not any(given.values()):
        return None
    if not (given["name"] and given["phone"]):
        raise Fault(NAME_AND_PHONE)
    given["phone"] = _phone_number(given["phone"])
    return {name: text for name, text in given.items() if text}


_JUDGES: Final[Mapping[Kind, Callable[[AskedQuestion, Any, Any], Any]]] = MappingProxyType({
    Kind.TEXT: _text, Kind.LONG_TEXT: _long_text, Kind.NUMBER: _number, Kind.YES_NO: _yes_no, Kind.DATE: _date,
    Kind.PHONE: _phone, Kind.COUNTRY: _country, Kind.EMAIL: _email, Kind.FILE: _upload, Kind.IMAGE: _upload,
    Kind.ONE_CHOICE: _one_choice, Kind.MANY_CHOICES: _many_choices, Kind.TRAVEL: _travel,
    Kind.ACCOMPANYING: _accompanying, Kind.DIET: _needs, Kind.ACCESS: _needs, Kind.EMERGENCY: _emergency,
    Kind.AGREEMENT: _agreement,
})
