"""Asking for a place, one person at a time; few and short statements, since many ask at once."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts.rules import LOG_IN_LINK_LASTS, MOST_LINKS
from summitapp.accounts.values import Purpose as LinkPurpose
from summitapp.audit.services import write
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db, refusal_of, table_of
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.events import announce
from summitapp.core.security import new_reference
from summitapp.core.tz import zone
from summitapp.delegations.models import Delegation
from summitapp.delegations.values import Group
from summitapp.directory import services as directory
from summitapp.questions import queries as questions
from summitapp.registration import mails, queries, rules
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.services import places
from summitapp.registration.services.answering import enter_answers, judge_entry
from summitapp.registration.services.places import note_passes
from summitapp.registration.values import (
    CODE_LENGTH,
    CODE_SIGNS,
    AlreadyRegistered,
    Answers,
    Applicant,
    ByInvitation,
    CategoryFull,
    CategoryUnknown,
    DelegationRole,
    Entry,
    EntryForm,
    HeadTaken,
    Receipt,
    RegistrationConfirmed,
    Source,
    State,
    Waiting,
)
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import SummitDates, SummitState

_ADD: Final = sa.insert(table_of(Registration)).returning(table_of(Registration).c.id)
_ADD_WORDS: Final = sa.insert(table_of(SearchWord))
KIND: Final = "registration.registration"


def refusal_now(summit: Summit) -> DomainError | None:
    """Return why nobody can register for a summit at this moment, or None while registration is open."""
    dates = SummitDates(summit.starts_on, summit.ends_on, summit.registration_opens_at, summit.registration_closes_at)
    refusal = rules.refusal_to_register(summit.state is SummitState.PUBLIC, dates, now(), zone(summit.timezone))
    return refusal or (None if queries.open_categories(summit.id) else ByInvitation())


def register(form: EntryForm, applicant: Applicant, answers: Answers, *, delegation: Group | None = None,
             consented: Collection[Purpose] = (), source: Source = Source.FORM,
             replies: Mapping[str, Any] | None = None) -> Receipt:  # fmt: skip
    """Ask for a place for one person and say what became of it.

    A request by form is unproven until a link in the first mail is opened; a program's token or a
    delegation's list vouches for the request, though not for the address.

    :param replies: what was replied to the summit's own questions, by code. Whoever asks for themselves, by form
        or by a program, answers what is required; who is named by others is asked later.
    :raises RegistrationClosed, RegistrationNotYetOpen: outside of the time of registration.
    :raises CategoryUnknown: if people cannot choose this category themselves.
    :raises Invalid: if details cannot be accepted, named field by field.
    :raises AlreadyRegistered: if the same name and address are registered already.
    :raises CategoryFull: if no place is left and nobody may wait.
    """
    moment = now()
    refusal = rules.refusal_to_register(form.public, form.dates, moment, zone(form.zone))
    if refusal is not None:
        raise refusal
    if not form.category_open and source is Source.FORM:
        raise CategoryUnknown({"category": CategoryUnknown.message})
    if faults := rules.faults_in(applicant, answers):
        raise Invalid(faults)
    asked = questions.asked_form(form.summit_id)
    filled = judge_entry(asked, replies or {}, form.category_code, source in (Source.FORM, Source.API))
    sameness = rules.sameness_key(applicant.email, applicant.given_name, applicant.family_name)
    code = free_code(form.summit_id, sameness)
    person_id, person = directory.add_person(
        applicant.given_name, applicant.family_name, applicant.email, applicant.language
    )
    consents.give(person_id, consented, "registration")
    entry = _enter(form, delegation)
    reference, proven = new_reference(), source is not Source.FORM
    values = {
        "public_id": reference, "summit_id": form.summit_id, "person_id": person_id,
        "category_id": form.category_id, "delegation_id": delegation.id if delegation else None, "code": code,
        "waiting_rank": queries.last_rank(form.summit_id) + 1 if entry.state is State.WAITING else None,
        "proven": proven, "proof_due_at": None if proven else rules.proof_due(moment), "sameness": sameness,
        "source": source, **_decided(entry, moment), **told(applicant, answers),
    }  # fmt: skip
    row = add_row(values, applicant, answers, delegation)
    if filled.values:
        enter_answers(row, asked, filled, moment)
    receipt = Receipt(row, reference, code, entry.state, entry.position)
    write("registration.received", KIND, receipt.public_id, summit=form.summit_reference,
          changes={"state": entry.state.value, "category": form.category_code, "source": source.value,
                   "delegation": delegation.code if delegation else None})  # fmt: skip
    mails.acknowledge(receipt, applicant, person, form.summit_reference, proven)
    if entry.state is State.CONFIRMED:
        announce(RegistrationConfirmed(row, receipt.public_id, form.summit_id, person_id, form.category_id,
                                       delegation.id if delegation else None, form.summit_reference,
                                       fresh=True))  # fmt: skip
    return receipt


def enter_by_hand(summit: Summit, applicant: Applicant, answers: Answers, category: Category, *,
                  delegation: Delegation | None = None, role: DelegationRole = DelegationRole.MEMBER, phone: str = "",
                  state: State = State.SUBMITTED, tell: bool = True) -> Receipt:  # fmt: skip
    """Write somebody down who answered by letter or on the telephone; the organiser vouches for the request.

    This may be done before registration opens and after it has closed.

    :param state: where they stand at once: ``submitted``, ``waiting``, or ``confirmed``, which takes a place.
    :param tell: whether they are told by mail, if there is an address.
    :raises Invalid: if details cannot be accepted, named field by field.
    :raises AlreadyRegistered: if the same name and address are registered already.
    :raises CategoryFull: if no place is left. :raises HeadTaken: if somebody else leads the delegation.
    """
    if faults := rules.faults_in(applicant, answers):
        raise Invalid(faults)
    places.be_alone(summit.id)
    if delegation is not None and role is DelegationRole.HEAD and queries.head_of(delegation.id) is not None:
        raise HeadTaken
    sameness = rules.sameness_key(applicant.email, applicant.given_name, applicant.family_name)
    code, moment = free_code(summit.id, sameness), now()
    entry = Entry(state, takes_place=state is State.CONFIRMED)
    if entry.takes_place and not places.take(summit.id, category.id, delegation.id if delegation else None):
        raise CategoryFull
    person_id, person = directory.add_person(
        applicant.given_name, applicant.family_name, applicant.email, applicant.language
    )
    values = {
        "public_id": new_reference(), "summit_id": summit.id, "person_id": person_id, "category_id": category.id,
        "delegation_id": delegation.id if delegation else None, "phone": phone, "code": code,
        "delegation_role": role if delegation else DelegationRole.MEMBER,
        "waiting_rank": queries.last_rank(summit.id) + 1 if state is State.WAITING else None, "proven": True,
        "proof_due_at": None, "sameness": sameness, "source": Source.ORGANISER, **_decided(entry, moment),
        **told(applicant, answers),
    }  # fmt: skip
    row = add_row(values, applicant, answers, delegation)
    receipt = Receipt(row, values["public_id"], code, state)
    write("registration.entered", KIND, receipt.public_id, summit=summit.public_id,
          changes={"state": state.value, "category": category.code, "told": tell})  # fmt: skip
    if tell:
        mails.acknowledge(receipt, applicant, person, summit.public_id, proven=True)
    if state is State.CONFIRMED:
        announce(RegistrationConfirmed(row, receipt.public_id, summit.id, person_id, category.id,
                                       delegation.id if delegation else None, summit.public_id, fresh=True))  # fmt: skip
    return receipt


def _decided(entry: Entry, moment: datetime) -> dict[str, Any]:
    return {
        "state": entry.state, "holds_place": entry.takes_place, "submitted_at": moment, "offered_until": None,
        "decided_at": moment if entry.state is State.CONFIRMED else None, "reason": "",
    }  # fmt: skip


def told(applicant: Applicant, answers: Answers) -> dict[str, Any]:
    """Return the columns that hold what a person wrote."""
    return {
        "language": applicant.language, "function": answers.function, "city_text": answers.city,
        "organisation_text": answers.organisation, "spoken_languages": list(answers.spoken_languages),
        "interpretation": answers.interpretation, "note": answers.note,
        **rules.sort_names(applicant.given_name, applicant.family_name),
    }  # fmt: skip


def add_row(values: dict[str, Any], applicant: Applicant, answers: Answers, delegation: Group | None) -> int:
    """Write a registration down with the words by which it is found; returns its row id."""
    connection = db.session.connection()
    row: int = connection.execute(_ADD, values).scalar_one()
    words = words_of(applicant, answers, delegation, values["code"])
    connection.execute(_ADD_WORDS, word_rows(row, values["summit_id"], words))
    return row


def free_code(summit_id: int, sameness: str | None) -> str:
    """Return a human code that is free in the summit.

    :raises AlreadyRegistered: if the same name and address are registered already.
    """
    while True:
        code = new_code()
        same, in_use = queries.clash(summit_id, sameness, code)
        if same is not None:
            raise AlreadyRegistered(reference=same)
        if not in_use:
            return code


def new_code() -> str:
    """Return a random human code."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def _enter(form: EntryForm, delegation: Group | None) -> Entry:
    """Decide by what was read; if a place is to be taken or refused, the counters have the last word."""
    entry = rules.decide_entry(form.policy, (form.summit, form.category))
    if entry is not None and entry.state is State.SUBMITTED and not entry.takes_place:
        return entry
    if entry is not None and entry.takes_place and not form.queue and _take(form, delegation):
        return entry
    return _enter_alone(form, delegation)


def _enter_alone(form: EntryForm, delegation: Group | None) -> Entry:
    """Decide once more while nobody else can: the counters as they stand, and who already waits."""
    places.be_alone(form.summit_id)
    limits = queries.limits(form.summit_id, form.category_id, delegation.id if delegation else None)
    ahead = queries.waiting_count(form.summit_id)
    full = any(limit.full for limit in limits)
    if ahead and not full and (form.policy.automatic or form.policy.holds_place):
        full = _is_kept_for_others(form, delegation)
    entry = rules.decide_entry(form.policy, limits, ahead if full else 0)
    if entry is None or (entry.takes_place and not _take(form, delegation)):
        raise CategoryFull
    return entry


def _is_kept_for_others(form: EntryForm, delegation: Group | None) -> bool:
    """Whether free places are kept for a group that waits; otherwise notes that the newcomer passes it."""
    rank = queries.last_rank(form.summit_id) + 1
    newcomer = Waiting(0, rank, form.category_id, delegation.id if delegation else None)
    turns = rules.go_through([*queries.waiting(form.summit_id), newcomer], queries.room(form.summit_id))
    if turns[-1].hold is not None:
        return True
    note_passes(turns[:-1])
    return False


def _take(form: EntryForm, delegation: Group | None) -> bool:
    return places.take(form.summit_id, form.category_id, delegation.id if delegation else None)


def words_of(applicant: Applicant, answers: Answers, delegation: Group | None, code: str) -> frozenset[str]:
    """Return the words by which this registration is found."""
    where = (answers.city, answers.organisation, *(text for _, text in (delegation.name if delegation else ())))
    own = rules.search_words(applicant.given_name, applicant.family_name, applicant.email or "", code, *where)
    return own | rules.place_words(*where)


def word_rows(row: int, summit_id: int, words: Iterable[str]) -> list[dict[str, Any]]:
    """Return the rows that make a registration findable."""
    return [{"registration_id": row, "summit_id": summit_id, "word": word} for word in sorted(words)]


def index_words(row: int, summit_id: int, words: Iterable[str]) -> None:
    """Replace the words by which a registration is found; it is looked at anew beside those that are like it."""
    own = sa.update(Registration).where(Registration.id == row).values(compared_at=None)
    db.session.execute(own.execution_options(synchronize_session=False))
    db.session.execute(sa.delete(SearchWord).where(SearchWord.registration_id == row))
    if rows := word_rows(row, summit_id, words):
        db.session.execute(_ADD_WORDS, rows)


def register_openly(form: EntryForm, applicant: Applicant, answers: Answers, *, delegation: Group | None = None,
                    consented: Collection[Purpose] = (), replies: Mapping[str, Any] | None = None) -> None:  # fmt: skip
    """Register by the public form, which answers the same whether or not the person is registered already.

    Also when the same form is sent twice at the same moment: then the second one finds out by the constraint.

    :raises DomainError: as :func:`register` does, but for ``AlreadyRegistered``.
    """
    try:
        with db.session.begin_nested():
            register(form, applicant, answers, delegation=delegation, consented=consented, replies=replies)
    except AlreadyRegistered as error:
        register_again(error.facts["reference"])
    except IntegrityError as error:
        if not isinstance(refusal_of(error), AlreadyRegistered):
            raise
        sameness = rules.sameness_key(applicant.email, applicant.given_name, applicant.family_name)
        same, _in_use = queries.clash(form.summit_id, sameness, "")
        if same is not None:
            register_again(same)


def _had_links(person: str) -> bool:
    since = now() - LOG_IN_LINK_LASTS
    return accounts_queries.links_since(LinkPurpose.MANAGE, person, since) >= MOST_LINKS


def register_again(reference: str) -> None:
    """Answer somebody who is registered already: by a mail to the known address, never on the page.

    Whoever sends the form again and again fills nobody's mailbox: after a few links there is a pause.
    """
    registration = queries.by_reference(reference)
    if registration is not None and registration.person.email and not _had_links(registration.person.public_id):
        mails.remind(registration)
        write("registration.repeated", KIND, reference, summit=registration.summit.public_id)
