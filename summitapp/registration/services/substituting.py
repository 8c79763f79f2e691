"""Another person takes over a registration: the seat and the office stay, what belongs to the old person does not."""

from typing import Any

from summitapp.accounts import services as accounts
from summitapp.audit import queries as audit
from summitapp.audit.services import record
from summitapp.calendars.services import close_feed
from summitapp.calendars.values import FeedKind
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.core.events import announce
from summitapp.core.text import fold
from summitapp.directory import queries as people
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.registration import mails, queries, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.entering import index_words, told, words_of
from summitapp.registration.services.nominating import refuse_after
from summitapp.registration.values import (
    ACTIVE,
    AlreadyRegistered,
    Answers,
    Applicant,
    DelegateSubstituted,
    TransitionRefused,
)


def substitute(registration: Registration, applicant: Applicant, answers: Answers | None = None, *,
               acting: bool | None = None, reason: str = "") -> Registration:  # fmt: skip
    """Let another person take over a registration, with its place, code, function, office and programme.

    Everything that was the old person's own stays with them or ends: consents, notes, languages, telephone, links,
    log-ins and calendar feed. Whoever held this registration before and takes it back is the same person again.

    :param answers: what is known of the new person; empty function, city and organisation stay as they were.
    :param acting: whether they stand in for the holder of the office; not said, they do where there is an office.
    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises TransitionRefused: if the registration has ended.
    :raises Invalid: if details cannot be accepted, named field by field.
    :raises AlreadyRegistered: if the same name and address are registered already.
    """
    summit = registration.summit
    refuse_after(summit, summit.changes_close_at)
    places.be_alone(summit.id)
    registration = lock(Registration, registration.id)
    if registration.state not in ACTIVE:
        raise TransitionRefused(state=registration.state.value)
    kept = rules.keep_office(answers or Answers(), registration.function, registration.city_text,
                             registration.organisation_text)  # fmt: skip
    if faults := rules.faults_in(applicant, kept):
        raise Invalid(faults)
    sameness = rules.sameness_key(applicant.email, applicant.given_name, applicant.family_name)
    same, _in_use = queries.clash(summit.id, sameness, "")
    if same is not None:
        raise AlreadyRegistered(reference=same)
    old = registration.person
    new, came_back = _who_comes(registration, applicant)
    _hand_over(registration, new, applicant, kept, sameness)
    registration.acting = (registration.position_id is not None and not came_back) if acting is None else acting
    record("registration.substituted", registration, summit=summit.public_id, note=reason,
           person=(old.public_id, new.public_id), acting=registration.acting)  # fmt: skip
    _end_access(registration, old)
    announce(DelegateSubstituted(registration.id, registration.public_id, summit.id, summit.public_id,
                                 registration.delegation_id, old.id, old.public_id, new.id, new.public_id))  # fmt: skip
    mails.tell_replaced(registration, old)
    mails.tell(registration, "substituted_in")
    return registration


def _who_comes(registration: Registration, applicant: Applicant) -> tuple[Person, bool]:
    """Return the new person, and whether they held this registration before; written down if they are new."""
    for reference in _former_holders(registration):
        known = people.person_by_reference(reference)
        if known is not None and _is_same(known, applicant):
            return known, True
    row, _reference = directory.add_person(
        applicant.given_name, applicant.family_name, applicant.email, applicant.language
    )
    return db.session.get_one(Person, row), False


def _is_same(known: Person, applicant: Applicant) -> bool:
    written = f"{applicant.given_name} {applicant.family_name}".strip()
    return (known.email or "") == (applicant.email or "").lower() and fold(known.name.full) == fold(written)


def _former_holders(registration: Registration) -> list[str]:
    """Return the public ids of everybody who handed this registration on, the last first."""
    steps = audit.of_subject(registration.public_id)
    return [str(line.changes["person"][0]) for line in steps if line.action == "registration.substituted"]


def _hand_over(registration: Registration, new: Person, applicant: Applicant, answers: Answers,
               sameness: str | None) -> None:  # fmt: skip
    columns: dict[str, Any] = {
        **told(applicant, answers), "phone": "", "sameness": sameness, "reason": "", "proven": True,
        "proof_due_at": None,
    }  # fmt: skip
    for name, value in columns.items():
        setattr(registration, name, value)
    registration.person = new
    db.session.flush()
    words = words_of(applicant, answers, registration.delegation, registration.code)
    index_words(registration.id, registration.summit_id, words)


def _end_access(registration: Registration, old: Person) -> None:
    """Let no mail, link, log-in or calendar of the old person lead to what is now somebody else's."""
    accounts.end_links(registration.public_id)
    accounts.end_links(old.public_id)
    close_feed(FeedKind.PERSONAL, old.public_id)
