"""What a person wrote: changing it, handing it over, erasing it."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import MASKED, record
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.security import acting
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.registration import queries, rules
from summitapp.registration.models import IdempotencyKey, Mark, Registration, SearchWord
from summitapp.registration.services import places
from summitapp.registration.services.answering import changes_open, forget_answers
from summitapp.registration.services.entering import index_words, words_of
from summitapp.registration.services.leaving import withdraw
from summitapp.registration.services.reviewing import ask_review
from summitapp.registration.services.sealing import reveal
from summitapp.registration.values import ACTIVE, Answers, Applicant, ChangesClosed, TransitionRefused


def change_own_details(registration: Registration, applicant: Applicant, answers: Answers) -> bool:
    """Change one's own details while the summit takes changes; see :func:`change_details`.

    :raises ChangesClosed: once the date is past up to which people change their details themselves.
    """
    if registration.state in ACTIVE and not changes_open(registration):
        raise ChangesClosed
    return change_details(registration, applicant, answers)


def change_details(registration: Registration, applicant: Applicant, answers: Answers, *, phone: str | None = None,
                   note: str = "") -> bool:  # fmt: skip
    """Change one's own name, language and plain answers; returns whether anything changed.

    :param phone: a new telephone number (E.164, or empty); None leaves it as it is.
    :param note: why, in the words of an organiser who does it for the person.

    The address stays: a new one has to be proven.

    :raises TransitionRefused: if the registration has ended.
    :raises Invalid: if details cannot be accepted, named field by field; nothing is changed then.
    """
    if registration.state not in ACTIVE:
        raise TransitionRefused(state=registration.state.value)
    if faults := rules.faults_in(applicant, answers):
        raise Invalid(faults)
    if registration.summit.review_fields:
        places.be_alone(registration.summit_id)  # before the rows of the person, as everybody does
    person = registration.person
    before = (person.given_name, person.family_name)
    renamed = directory.rename_person(
        person, applicant.given_name, applicant.family_name, applicant.language
    )
    wanted: dict[str, Any] = {
        "language": applicant.language, "function": answers.function, "city_text": answers.city,
        "organisation_text": answers.organisation, "spoken_languages": list(answers.spoken_languages),
        "interpretation": answers.interpretation, "note": answers.note,
        "sameness": rules.sameness_key(person.email, applicant.given_name, applicant.family_name),
        "phone": registration.phone if phone is None else phone,
        **rules.sort_names(applicant.given_name, applicant.family_name),
    }  # fmt: skip
    was = {name: getattr(registration, name) for name in wanted}
    changes = {name: value for name, value in wanted.items() if was[name] != value}
    for name, value in changes.items():
        setattr(registration, name, value)
    if not changes and not renamed:
        return False
    told: dict[str, Any] = {name: (was[name], value) for name, value in changes.items() if name != "note"}
    if "note" in changes:  # the trail's own word for a reason
        told["remark"] = MASKED
    record("registration.changed", registration, summit=registration.summit.public_id, note=note, **told)
    index_again(registration)
    named_anew = ["name"] if before != (person.given_name, person.family_name) else []
    ask_review(registration, [*changes, *named_anew])
    return True


def index_again(registration: Registration) -> None:
    """Let somebody be found and sorted by what is known of them now."""
    db.session.flush()
    person = registration.person
    applicant = Applicant(person.given_name, person.family_name, person.email, registration.language)
    answers = Answers(city=registration.city_text, organisation=registration.organisation_text)
    words = words_of(applicant, answers, registration.delegation, registration.code)
    index_words(registration.id, registration.summit_id, words)


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return everything a person told us for any summit."""
    return [
        {"summit": one.summit.slug, "decided_at": one.decided_at.isoformat() if one.decided_at else None,
         "phone": one.phone, "note": one.note, "reason": one.reason, "delegation_role": one.delegation_role.value,
         "position": one.position.title.as_dict() if one.position else None, "acting": one.acting,
         **queries.answer_of(one, queries.position(one)), "questions": _told(one),
         "files": queries.files_of(one.id)}
        for one in queries.of_person(person.id)
    ]  # fmt: skip


def _told(registration: Registration) -> list[dict[str, Any]]:
    """Return the answers to the summit's questions, sealed ones opened for their own person and for nobody else.

    An organiser who makes the file for somebody opens sealed answers as always: as a reader, with a reason.
    """
    own = acting().person == registration.person.public_id
    sealed = reveal(registration) if own else {}
    return [
        {"question": one.question.caption.as_dict(), "code": one.question.code, "file": one.file,
         "answer": sealed.get(one.question.code) if one.sealed else one.value,
         **({"withheld": True} if one.sealed and not own else {})}
        for one in queries.answers_of(registration)
    ]  # fmt: skip


def erase_personal(person: Person) -> None:
    """Erase what a person told us; who still comes is withdrawn first. The number of participants stays."""
    for registration in queries.of_person(person.id):
        if registration.state in ACTIVE:
            withdraw(registration)
        forget_answers(registration)
        for name in ("function", "city_text", "organisation_text", "interpretation", "note", "reason", "phone"):
            setattr(registration, name, "")
        registration.spoken_languages, registration.sameness = [], None
        registration.sort_plain = registration.sort_turkish = ""
        for kept in (SearchWord, Mark):
            db.session.execute(sa.delete(kept).where(kept.registration_id == registration.id))
        registration.position, registration.acting, registration.party = None, False, None
        db.session.execute(
            sa.delete(IdempotencyKey).where(IdempotencyKey.answer["code"].as_string() == registration.code)
        )
        record("registration.erased", registration, summit=registration.summit.public_id)
