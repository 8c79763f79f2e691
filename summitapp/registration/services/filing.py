"""A delegation's whole list at once: nominating many, correcting what was said of one, taking a nomination back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.errors import Invalid
from summitapp.core.security import new_reference
from summitapp.delegations.models import Delegation
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.registration import mails, queries, rules
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.services import places
from summitapp.registration.services.assigning import change_category
from summitapp.registration.services.entering import KIND, new_code, told, word_rows, words_of
from summitapp.registration.services.nominating import refuse_after, set_delegation_role
from summitapp.registration.services.reaching import leave_address
from summitapp.registration.services.reviewing import ask_review
from summitapp.registration.services.waiting import promote_waiting
from summitapp.registration.values import (
    ACTIVE,
    AlreadyRegistered,
    Answers,
    Applicant,
    CategoryUnknown,
    DelegationRole,
    HeadTaken,
    Receipt,
    Source,
    State,
    TransitionRefused,
)
from summitapp.summits.models import Category, Summit

_AT_ONCE: Final = 500
_REGISTRATION: Final = table_of(Registration)
_PERSON: Final = table_of(Person)
_WORD: Final = table_of(SearchWord)


@dataclass(frozen=True, slots=True)
class Nominee:
    """One line of a delegation's list."""

    applicant: Applicant
    answers: Answers
    category: Category
    role: DelegationRole = DelegationRole.MEMBER
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a delegation says anew of one of its people; None leaves a thing as it is."""

    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    language: str | None = None
    function: str | None = None
    organisation: str | None = None
    city: str | None = None
    phone: str | None = None
    category: Category | None = None
    role: DelegationRole | None = None


def nominate_many(summit: Summit, delegation: Delegation, nominees: Sequence[Nominee]) -> list[Receipt]:
    """Do for a whole list what ``nominate`` and ``inform_nominated`` do for one person, in few statements.

    :raises DeadlinePassed, CategoryUnknown, Invalid, AlreadyRegistered, HeadTaken: as ``nominate`` does; nobody is
        nominated then.
    """
    refuse_after(summit, delegation.nominate_by or summit.nominations_close_at)
    if not nominees:
        return []
    for one in nominees:
        if one.category.summit_id != summit.id:
            raise CategoryUnknown({"category": CategoryUnknown.message})
        if faults := rules.faults_in(one.applicant, one.answers):
            raise Invalid(faults)
    places.be_alone(summit.id)
    _refuse_heads(delegation, nominees)
    keys = [rules.sameness_key(one.applicant.email, one.applicant.given_name, one.applicant.family_name) for one in nominees]
    _refuse_known(summit.id, keys)
    people = directory.add_people([
        (one.applicant.given_name, one.applicant.family_name, one.applicant.email, one.applicant.language) for one in nominees
    ])  # fmt: skip
    moment, codes = now(), _free_codes(summit.id, len(nominees))
    rows = [
        _row(summit.id, delegation.id, one, person, code, key, moment)
        for one, person, code, key in zip(nominees, people, codes, keys, strict=True)
    ]
    ids = _insert(rows)
    _index(delegation, nominees, rows, ids)
    _tell_the_trail(summit, delegation, nominees, rows)
    _inform(summit, nominees, rows)
    return [Receipt(row, values["public_id"], values["code"], State.NOMINATED) for row, values in zip(ids, rows, strict=True)]


def _refuse_heads(delegation: Delegation, nominees: Sequence[Nominee]) -> None:
    heads = sum(one.role is DelegationRole.HEAD for one in nominees)
    if heads > 1 or (heads and queries.head_of(delegation.id) is not None):
        raise HeadTaken


def _refuse_known(summit_id: int, keys: Sequence[str | None]) -> None:
    wanted = [key for key in keys if key]
    if len(set(wanted)) < len(wanted):
        raise AlreadyRegistered
    for part in _parts(wanted):
        same = (Registration.summit_id == summit_id) & Registration.sameness.in_(part)
        if db.session.scalar(sa.select(Registration.id).where(same, Registration.state.in_(sorted(ACTIVE))).limit(1)):
            raise AlreadyRegistered


def _free_codes(summit_id: int, number: int) -> list[str]:
    fresh: dict[str, None] = {}
    while len(fresh) < number:
        more = [new_code() for _ in range(number - len(fresh))]
        for part in _parts(more):
            used = (Registration.summit_id == summit_id) & Registration.code.in_(part)
            taken = set(db.session.scalars(sa.select(Registration.code).where(used)))
            fresh.update((code, None) for code in part if code not in taken)
    return list(fresh)


def _row(summit_id: int, delegation_id: int, one: Nominee, person_id: int, code: str, sameness: str | None,
         moment: datetime) -> dict[str, Any]:  # fmt: skip
    held = one.category.holds_place and places.take(summit_id, one.category.id, delegation_id)
    return {
        "public_id": new_reference(), "summit_id": summit_id, "person_id": person_id, "category_id": one.category.id,
        "delegation_id": delegation_id, "delegation_role": one.role, "position_id": None, "acting": False,
        "party": None, "phone": one.phone, "code": code, "state": State.NOMINATED, "holds_place": held,
        "waiting_rank": None, "proven": True, "proof_due_at": None, "offered_until": None, "sameness": sameness,
        "source": Source.LIST, "submitted_at": moment, "decided_at": None, "reason": "",
        **told(one.applicant, one.answers),
    }  # fmt: skip


def _insert(rows: list[dict[str, Any]]) -> list[int]:
    insert = sa.insert(_REGISTRATION).returning(_REGISTRATION.c.id, sort_by_parameter_order=True)
    return [number for part in _parts(rows) for number in db.session.scalars(insert, part)]


def _index(delegation: Delegation, nominees: Sequence[Nominee], rows: Sequence[dict[str, Any]], ids: Sequence[int]) -> None:
    words = [
        found
        for one, row, number in zip(nominees, rows, ids, strict=True)
        for found in word_rows(number, delegation.summit_id, words_of(one.applicant, one.answers, delegation, row["code"]))
    ]
    for part in _parts(words):
        db.session.execute(sa.insert(_WORD), part)


def _tell_the_trail(summit: Summit, delegation: Delegation, nominees: Sequence[Nominee], rows: Sequence[dict[str, Any]]) -> None:
    for one, row in zip(nominees, rows, strict=True):
        write("registration.nominated", KIND, row["public_id"], summit=summit.public_id,
              changes={"delegation": delegation.code, "category": one.category.code, "role": one.role.value})  # fmt: skip


def _inform(summit: Summit, nominees: Sequence[Nominee], rows: Sequence[dict[str, Any]]) -> None:
    known: dict[int, str] = {}
    for part in _parts([row["person_id"] for row in rows]):
        found = db.session.execute(sa.select(_PERSON.c.id, _PERSON.c.public_id).where(_PERSON.c.id.in_(part)))
        known |= {one.id: one.public_id for one in found}
    for one, row in zip(nominees, rows, strict=True):
        mails.inform_listed(row["public_id"], known[row["person_id"]], one.applicant, summit.public_id)


def _parts(whole: Sequence[Any]) -> Iterator[Any]:
    for start in range(0, len(whole), _AT_ONCE):
        yield whole[start : start + _AT_ONCE]


# --- correcting ---------------------------------------------------------------------------------------


def correct(registration: Registration, correction: Correction) -> Registration:
    """Change what a delegation said of one of its people, see :func:`correct_many`."""
    correct_many([(registration, correction)])
    return registration


def correct_many(corrections: Sequence[tuple[Registration, Correction]]) -> None:
    """Change what a delegation said of its people; whoever is given an address is informed (GDPR Art. 14).

    An address that its owner has confirmed stays, and so does a category in which a place is held.

    :param corrections: of one summit.
    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises TransitionRefused: if somebody no longer comes, or what has to stay should change.
    :raises Invalid: if details cannot be accepted, named field by field.
    """
    if not corrections:
        return
    summit = corrections[0][0].summit
    refuse_after(summit, summit.changes_close_at)
    places.be_alone(summit.id)
    _lock([one.id for one, _correction in corrections])
    names = {one.id: one.person.name for one, _correction in corrections}
    changed = [(one, _corrected(one, correction)) for one, correction in corrections]
    _write([(one, changes) for one, changes in changed if changes])
    _index_anew([one for one, _correction in corrections])
    _settle_categories(corrections)
    _settle_roles(corrections)
    for one, changes in changed:
        ask_review(one, [*changes, *(["name"] if one.person.name != names[one.id] else [])])


def _lock(numbers: Sequence[int]) -> None:
    """Load the registrations afresh so that nobody else changes them; in one order, so that no two wait for each other."""
    for part in _parts(sorted(numbers)):
        own = sa.select(Registration).where(Registration.id.in_(part)).order_by(Registration.id)
        whole = own.options(joinedload(Registration.person), joinedload(Registration.delegation))
        locked = whole.with_for_update(of=Registration).execution_options(populate_existing=True)
        db.session.scalars(locked).unique().all()


def _corrected(registration: Registration, correction: Correction) -> dict[str, Any]:
    """Change the person, and return what is to be changed of the registration."""
    person, email = registration.person, correction.email
    moved = correction.category is not None and correction.category.id != registration.category_id
    addressed = email is not None and email != (person.email or "")
    if registration.state not in ACTIVE or (moved and registration.holds_place) or (addressed and person.proven_at):
        raise TransitionRefused(state=registration.state.value)
    applicant, answers = _as_corrected(registration, correction)
    if faults := rules.faults_in(applicant, answers):
        raise Invalid(faults)
    directory.rename_person(person, applicant.given_name, applicant.family_name, applicant.language)
    old = person.email
    if directory.correct_address(person, applicant.email):
        leave_address(person, old)  # whoever was written to by mistake must not come in
    if email and addressed:
        mails.tell(registration, "nominated")
    wanted: dict[str, Any] = {
        **told(applicant, answers), "phone": _or(correction.phone, registration.phone),
        "sameness": rules.sameness_key(applicant.email, applicant.given_name, applicant.family_name),
    }  # fmt: skip
    return {name: value for name, value in wanted.items() if getattr(registration, name) != value}


def _as_corrected(registration: Registration, correction: Correction) -> tuple[Applicant, Answers]:
    person = registration.person
    applicant = Applicant(
        _or(correction.given_name, person.given_name), _or(correction.family_name, person.family_name),
        _or(correction.email, person.email or "") or None, _or(correction.language, registration.language),
        single_name=True,
    )  # fmt: skip
    answers = Answers(
        _or(correction.function, registration.function), _or(correction.city, registration.city_text),
        _or(correction.organisation, registration.organisation_text), tuple(registration.spoken_languages),
        registration.interpretation, registration.note,
    )  # fmt: skip
    return applicant, answers


def _or(new: str | None, old: str) -> str:
    return old if new is None else new


def _write(changed: Sequence[tuple[Registration, dict[str, Any]]]) -> None:
    """Write the changes of many in one statement for each set of columns, and tell the trail of each."""
    rows: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for one, changes in changed:
        record("registration.changed", one, summit=one.summit.public_id, **changes)
        values = {f"new_{name}": value for name, value in changes.items()}
        rows.setdefault(tuple(sorted(changes)), []).append({**values, "row": one.id})
        for name, value in changes.items():
            set_committed_value(one, name, value)
    connection = db.session.connection()
    for names, listed in rows.items():
        update = sa.update(_REGISTRATION).where(_REGISTRATION.c.id == sa.bindparam("row"))
        connection.execute(update.values({name: sa.bindparam(f"new_{name}") for name in names}), listed)


def _index_anew(registrations: Sequence[Registration]) -> None:
    """Make people findable by what is said of them now."""
    connection = db.session.connection()
    words: list[dict[str, Any]] = []
    for one in registrations:
        applicant, answers = _as_corrected(one, Correction())
        words += word_rows(one.id, one.summit_id, words_of(applicant, answers, one.delegation, one.code))
    for part in _parts([one.id for one in registrations]):
        connection.execute(sa.delete(_WORD).where(_WORD.c.registration_id.in_(part)))
    for part in _parts(words):
        connection.execute(sa.insert(_WORD), part)


def _settle_categories(corrections: Iterable[tuple[Registration, Correction]]) -> None:
    """Change as what people come; a nomination takes the place its new category keeps for it."""
    for one, correction in corrections:
        if correction.category is not None:
            change_category(one, correction.category, anew=True)


def _settle_roles(corrections: Iterable[tuple[Registration, Correction]]) -> None:
    """Change what people are in the delegation, the head last: somebody else may just have ceased to be it."""
    roles = [(one, correction.role) for one, correction in corrections if correction.role is not None]
    for one, role in sorted(roles, key=lambda pair: pair[1] is DelegationRole.HEAD):
        set_delegation_role(one, role)


# --- taking a nomination back ---------------------------------------------------------------------------


def remove_nominations(registrations: Sequence[Registration]) -> None:
    """Remove nominations of one summit as if they had never been, with the people, of whom nothing else is known.

    :raises TransitionRefused: if one of them is no nomination any more, or its person has confirmed their address.
    """
    if not registrations:
        return
    places.be_alone(registrations[0].summit_id)
    _lock([one.id for one in registrations])
    for one in registrations:
        if one.state is not State.NOMINATED or one.person.proven_at is not None:
            raise TransitionRefused(state=one.state.value)
        if one.holds_place:
            places.give_back(one.summit_id, one.category_id, one.delegation_id)
        write("registration.removed", KIND, one.public_id, summit=one.summit.public_id)
    people, summit_id = [one.person_id for one in registrations], registrations[0].summit_id
    freed = any(one.holds_place for one in registrations)
    connection = db.session.connection()
    for part in _parts([one.id for one in registrations]):
        connection.execute(sa.delete(_WORD).where(_WORD.c.registration_id.in_(part)))
        connection.execute(sa.delete(_REGISTRATION).where(_REGISTRATION.c.id.in_(part)))
    for one in registrations:
        db.session.expunge(one)
    directory.remove_people(people)
    if freed:
        promote_waiting(summit_id)
