"""Asking for a letter: the facts are taken down once, checked, and belong to the letter from then on."""

from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.core.i18n import show_time, speaking
from summitapp.core.security import acting
from summitapp.core.text import Language, as_language
from summitapp.core.tz import from_local, to_local
from summitapp.letters import mails, queries, rules
from summitapp.letters.models import Letter
from summitapp.letters.values import (
    Circumstances,
    Day,
    Facts,
    Finding,
    LetterAlreadyAsked,
    LetterKind,
    LetterNotPossible,
    LetterState,
    NotOpen,
    Request,
)
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit


def ask(registration: Registration, request: Request) -> Letter:
    """Ask for a letter for the person of a registration, who is told.

    :raises Invalid: if the request cannot be accepted, named field by field.
    :raises LetterNotPossible: if the check finds a fault. :raises LetterAlreadyAsked: if one is being looked at.
    """
    if faults := rules.faults_in(request, registration.summit.starts_on, registration.summit.ends_on):
        raise Invalid(faults)
    if any(one.kind is request.kind and one.state is LetterState.ASKED
           for one in queries.of_registration(registration.id)):  # fmt: skip
        raise LetterAlreadyAsked
    if not rules.possible(rules.check(request, circumstances_of(registration, request.kind))):
        raise LetterNotPossible
    actor = acting()
    letter = Letter(
        summit_id=registration.summit_id, registration_id=registration.id, person_id=registration.person_id,
        requested_by=actor.reference if actor.kind == "user" else "", requested_at=now(),
    )  # fmt: skip
    _write_down(letter, request, facts_now(registration, request.kind, request.language))
    db.session.add(letter)
    record("letter.asked", letter, summit=registration.summit.public_id, kind=request.kind)
    mails.tell(letter, "asked")
    return letter


def _write_down(letter: Letter, request: Request, facts: Facts) -> None:
    letter.kind, letter.language = request.kind, request.language
    letter.addressee, letter.consulate, letter.passport = request.addressee, request.consulate, request.passport
    letter.arrives_on, letter.leaves_on = request.arrives_on, request.leaves_on
    letter.travel_paid_by, letter.stay_paid_by = request.travel_paid_by, request.stay_paid_by
    letter.facts = asdict(facts)
    letter.fingerprint = rules.fingerprint({"request": request.as_dict(), "facts": asdict(facts)})


def change_request(letter: Letter, request: Request) -> None:
    """Change what was asked while nobody has decided; approvals given so far are void.

    :raises Invalid: as :func:`ask`. :raises NotOpen: if it was decided.
    """
    letter = _open(letter)
    registration = letter.registration
    if faults := rules.faults_in(request, letter.summit.starts_on, letter.summit.ends_on):
        raise Invalid(faults)
    actor = acting()
    if actor.kind == "user":
        letter.requested_by = actor.reference
    _renew(letter, request, facts_now(registration, request.kind, request.language), "letter.changed")


def refresh_facts(letter: Letter) -> bool:
    """Take the present details of the registration over; returns whether anything changed. Approvals become void then.

    :raises NotOpen: if it was decided.
    """
    letter = _open(letter)
    facts = facts_now(letter.registration, letter.kind, as_language(letter.language))
    return _renew(letter, request_of(letter), facts, "letter.refreshed")


def _renew(letter: Letter, request: Request, facts: Facts, action: str) -> bool:
    before = letter.fingerprint
    _write_down(letter, request, facts)
    if letter.fingerprint == before:
        return False
    void = len(letter.approvals)
    letter.approvals.clear()
    record(action, letter, summit=letter.summit.public_id, void_approvals=void)
    return True


def withdraw(letter: Letter) -> None:
    """Take a request back.

    :raises NotOpen: if it was decided.
    """
    letter = _open(letter)
    letter.state, letter.decided_at = LetterState.WITHDRAWN, now()
    record("letter.withdrawn", letter, summit=letter.summit.public_id)


def _open(letter: Letter) -> Letter:
    letter = lock(Letter, letter.id)
    if letter.state is not LetterState.ASKED:
        raise NotOpen
    return letter


# --- what a letter says -------------------------------------------------------------------------------------------------


def request_of(letter: Letter) -> Request:
    """Return what was asked."""
    return Request(
        letter.kind, as_language(letter.language), letter.addressee, letter.consulate, letter.passport,
        letter.arrives_on, letter.leaves_on, letter.travel_paid_by, letter.stay_paid_by,
    )  # fmt: skip


def content_of(letter: Letter) -> dict[str, Any]:
    """Return everything that is signed."""
    return {"request": request_of(letter).as_dict(), "facts": letter.facts}


def facts_now(registration: Registration, kind: LetterKind, language: Language) -> Facts:
    """Return what is known of a person and their summit at this moment, in the language of the letter."""
    summit, group = registration.summit, registration.delegation
    venue = summit.venues[0] if summit.venues else None
    office = registration.position.title.best(language) if registration.position else ""
    body = group.organisation.name.best(language) if group and group.organisation else ""
    city = group.city.name.best(language) if group and group.city else ""
    return Facts(
        name=registration.person.name.with_title, function=registration.function or office,
        organisation=registration.organisation_text or body, city=registration.city_text or city,
        delegation=group.name.best(language) if group else "", summit=summit.name.best(language),
        starts_on=summit.starts_on.isoformat(), ends_on=summit.ends_on.isoformat(),
        venue=venue.name.best(language) if venue else "", address=venue.address if venue else "",
        host_city=summit.city.name.best(language) if summit.city else "", contact=summit.contact_email,
        operator=settings().operator_in(language), days=_days(summit, language) if kind is LetterKind.VISA else (),
        attended=_attended(registration) if kind is LetterKind.ATTENDANCE else (),
    )  # fmt: skip


def _days(summit: Summit, language: Language) -> tuple[Day, ...]:
    with speaking(language):
        return tuple(
            Day(one.day.isoformat(), show_time(one.opens), show_time(one.closes), one.label.best(language))
            for one in summit.days
        )


def _attended(registration: Registration) -> tuple[str, ...]:
    zone = registration.summit.timezone
    days = {to_local(moment, zone).date().isoformat() for moment in queries.admitted_at(registration.id)}
    return tuple(sorted(days))


# --- the check ------------------------------------------------------------------------------------------------------------


def circumstances_of(registration: Registration, kind: LetterKind, letter: Letter | None = None) -> Circumstances:
    """Return what the check knows of a registration now.

    :param letter: an open letter, whose facts are compared with the registration.
    """
    summit = registration.summit
    today = to_local(now(), summit.timezone).date()
    facts = facts_now(registration, kind, as_language(letter.language if letter else "en"))
    return Circumstances(
        confirmed=registration.state is State.CONFIRMED, proven=registration.proven,
        in_delegation=registration.delegation is not None, complete=bool(facts.function and facts.organisation),
        starts_on=summit.starts_on, ends_on=summit.ends_on, today=today, ended=today > summit.ends_on,
        attended=len(facts.attended), same_day=_same_day(registration, letter, today),
        holds_valid=queries.valid_of(registration.id, kind) is not None,
        facts_changed=letter is not None and _differs(letter, facts),
    )  # fmt: skip


def _differs(letter: Letter, facts: Facts) -> bool:
    return rules.fingerprint({"request": request_of(letter).as_dict(), "facts": asdict(facts)}) != letter.fingerprint


def _same_day(registration: Registration, letter: Letter | None, today: date) -> int:
    if registration.delegation_id is None:
        return 0
    zone = registration.summit.timezone
    day = to_local(letter.requested_at, zone).date() if letter else today
    begin = from_local(datetime.combine(day, time()), zone, second=False)
    return queries.asked_by_delegation(registration.delegation_id, begin, begin + timedelta(days=1))


def findings_of(letter: Letter) -> list[Finding]:
    """Return the answers of the check for an open letter, faults first."""
    return rules.check(request_of(letter), circumstances_of(letter.registration, letter.kind, letter))


def possible(findings: list[Finding]) -> bool:
    """Return whether nothing keeps a letter back."""
    return rules.possible(findings)


def refusal_to_ask(registration: Registration, kind: LetterKind) -> Finding | None:
    """Return why a registration cannot have a letter of a kind at this moment, or None."""
    return rules.refusal(kind, circumstances_of(registration, kind))
