"""Pure decisions about letters: the check with its reasons, the code, the number, and how long a letter stands."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from summitapp.core.text import N_, fold
from summitapp.letters.values import (
    AROUND,
    CODE_BYTES,
    CODE_LENGTH,
    CODE_SIGNS,
    GROUP,
    KEPT,
    MANY_A_DAY,
    NUMBERED,
    TEXT_LENGTH,
    TRANSITIONS,
    Circumstances,
    Finding,
    LetterKind,
    LetterState,
    Request,
    Severity,
    Standing,
)

_READ: Final = str.maketrans({
    "I": "1", "L": "1", "O": "0", "ı": "1", "İ": "1", **dict.fromkeys(" \t\r\n-–—.\xa0\u200b\ufeff", ""),
})  # fmt: skip
_MISSING: Final = N_("Please fill this in.")


# --- the request ------------------------------------------------------------------------------------------------------


def faults_in(request: Request, starts_on: date, ends_on: date) -> dict[str, str]:
    """Return field → what is wrong with it; catalogue keys."""
    faults = {
        name: N_("This is too long.") for name in ("addressee", "consulate")
        if len(getattr(request, name)) > TEXT_LENGTH
    }  # fmt: skip
    if request.kind is LetterKind.ATTENDANCE:
        return faults
    wanted = ("consulate", "passport", "arrives_on", "leaves_on", "travel_paid_by", "stay_paid_by")
    faults |= {name: _MISSING for name in wanted if not getattr(request, name)}
    arrives, leaves = request.arrives_on, request.leaves_on
    if arrives is None or leaves is None:
        return faults
    if leaves < arrives:
        faults["leaves_on"] = N_("The journey back cannot come before the journey there.")
    elif leaves < starts_on or arrives > ends_on:
        faults["leaves_on"] = N_("The journey does not touch the days of the summit.")
    elif arrives < starts_on - AROUND or leaves > ends_on + AROUND:
        faults["leaves_on"] = N_("We can invite for at most fourteen days before and after the summit.")
    return faults


def check(request: Request, known: Circumstances) -> list[Finding]:
    """Return the answers of the check, faults first; a letter with a fault is not issued."""
    found = [_is_confirmed(known), *_about_the_person(known)]
    found += _about_attendance(known) if request.kind is LetterKind.ATTENDANCE else _about_the_journey(request, known)
    if known.holds_valid:
        found.append(Finding(Severity.WARNING, N_("A valid letter of this kind exists. It ends when this one is issued.")))
    if known.facts_changed:
        found.append(Finding(Severity.FAULT, N_("The registration has changed since the letter was asked for.")))
    order = (Severity.FAULT, Severity.WARNING, Severity.FINE)
    return sorted(found, key=lambda one: order.index(one.severity))


def _is_confirmed(known: Circumstances) -> Finding:
    if known.confirmed:
        return Finding(Severity.FINE, N_("The place at the summit is confirmed."))
    return Finding(Severity.FAULT, N_("The place at the summit is not confirmed."))


def _about_the_person(known: Circumstances) -> list[Finding]:
    found = []
    if known.in_delegation:
        found.append(Finding(Severity.FINE, N_("The person belongs to a delegation.")))
    else:
        found.append(Finding(Severity.WARNING, N_("The person belongs to no delegation: ask the city that sends them.")))
    if not known.proven:
        found.append(Finding(Severity.WARNING, N_("The e-mail address is not confirmed.")))
    if not known.complete:
        found.append(Finding(Severity.WARNING, N_("Function or organisation is missing: a consulate asks for both.")))
    if known.same_day > MANY_A_DAY:
        found.append(Finding(Severity.WARNING, N_("%(number)s letters of this delegation in one day: please look twice."),
                             {"number": known.same_day}))  # fmt: skip
    return found


def _about_the_journey(request: Request, known: Circumstances) -> list[Finding]:
    if faults_in(request, known.starts_on, known.ends_on):
        return [Finding(Severity.FAULT, N_("The dates of the journey do not fit the summit."))]
    if request.leaves_on is not None and request.leaves_on < known.today:
        return [Finding(Severity.FAULT, N_("The journey is over: an invitation would come too late."))]
    return [Finding(Severity.FINE, N_("The dates of the journey fit the summit."))]


def _about_attendance(known: Circumstances) -> list[Finding]:
    """Whoever was let in has attended, from that moment on; nobody else has, not even when the summit is over."""
    if known.attended:
        return [Finding(Severity.FINE, N_("The person was let in at a door of the summit."))]
    if known.ended:
        return [Finding(Severity.FAULT, N_("No door has let this person in: attendance cannot be confirmed."))]
    return [Finding(Severity.FAULT, N_("Attendance can be confirmed once the person has been let in at a door."))]


def refusal(kind: LetterKind, known: Circumstances) -> Finding | None:
    """Return why a letter of a kind cannot even be asked for at this moment, or None."""
    found = [_is_confirmed(known)]
    if kind is LetterKind.ATTENDANCE:
        found += _about_attendance(known)
    elif known.ended:
        found.append(Finding(Severity.FAULT, N_("The summit is over: an invitation would come too late.")))
    return next((one for one in found if one.severity is Severity.FAULT), None)


def possible(findings: list[Finding]) -> bool:
    """Return whether nothing keeps the letter back."""
    return all(one.severity is not Severity.FAULT for one in findings)


# --- what is signed ---------------------------------------------------------------------------------------------------


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical form (sorted names, no spaces, UTF-8) of what a letter says."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def can_move(state: LetterState, to: LetterState) -> bool:
    """Return whether the table of moves knows this one."""
    return to in TRANSITIONS[state]


def valid_until(request: Request, ends_on: date) -> date:
    """Return the last day a letter stands: an invitation until the journey is over, a confirmation for a year."""
    if request.kind is LetterKind.VISA and request.leaves_on is not None:
        return request.leaves_on
    return ends_on + KEPT


def standing(state: LetterState | None, until: date | None, today: date) -> Standing:
    """Return what a letter is worth today."""
    if state is None or state not in NUMBERED or until is None:
        return Standing.UNKNOWN
    if state is not LetterState.ISSUED:
        return Standing(state.value)
    return Standing.VALID if today <= until else Standing.EXPIRED


# --- number and code --------------------------------------------------------------------------------------------------


def prefix(host: str, taken: frozenset[str] = frozenset()) -> str:
    """Return the letters a number begins with, from the host city's name; longer while it is taken."""
    letters = "".join(sign for sign in fold(host) if sign.isascii() and sign.isalpha()).upper() or "SUMMIT"
    for length in range(3, max(len(letters), 3) + 1):
        if letters[:length] not in taken:
            return letters[:length]
    return next(wish for wish in (f"{letters[:8]}{count}" for count in range(2, 10_000)) if wish not in taken)


def number_text(prefix: str, year: int, number: int) -> str:
    """Return a number as it is printed, such as ``IZM-2027-0042``."""
    return f"{prefix}-{year}-{number:04}"


def code_of(secret: bytes) -> str:
    """Return eighty bits as sixteen symbols.

    :raises ValueError: if there are not exactly eighty.
    """
    if len(secret) != CODE_BYTES:
        raise ValueError("a code has eighty bits")
    whole = int.from_bytes(secret)
    return "".join(CODE_SIGNS[whole >> 5 * place & 31] for place in reversed(range(CODE_LENGTH)))


def read_code(text: str) -> str:
    """Return what somebody typed as the code it means, or an empty text when it cannot be one."""
    code = text[: 4 * CODE_LENGTH].upper().translate(_READ)
    return code if len(code) == CODE_LENGTH and all(sign in CODE_SIGNS for sign in code) else ""


def grouped(code: str) -> str:
    """Return the code in groups, as it is printed for people who have to type it."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
