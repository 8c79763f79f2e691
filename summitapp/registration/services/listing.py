"""Entering a whole list of people at once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import write
from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.events import announce
from summitapp.core.security import new_reference
from summitapp.delegations.models import Delegation
from summitapp.directory import services as directory
from summitapp.registration import rules
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.services import places
from summitapp.registration.services.entering import new_code, word_rows, words_of
from summitapp.registration.values import (
    Answers,
    Applicant,
    ListConfirmed,
    Receipt,
    RegistrationConfirmed,
    Source,
    State,
)
from summitapp.summits.models import Category, Summit

PART = 1000


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One line of the list."""

    applicant: Applicant
    category: Category
    answers: Answers = field(default_factory=Answers)
    delegation: Delegation | None = None


def bulk_register(summit: Summit, newcomers: Iterable[Newcomer]) -> list[Receipt]:
    """Enter many confirmed participants at once, without mails; for demo data and trusted lists.

    :raises IntegrityError: if they do not fit into the capacity or somebody is there twice.
    """
    listed, moment = list(newcomers), now()
    people = directory.add_people([
        (one.applicant.given_name, one.applicant.family_name, one.applicant.email, one.applicant.language)
        for one in listed
    ])  # fmt: skip
    rows = [
        _row(summit.id, one, person_id, code, moment)
        for one, person_id, code in zip(listed, people, _codes(summit.id, len(listed)), strict=True)
    ]
    places.take_many(summit.id, Counter(
        (one.category.id, one.delegation.id if one.delegation else None) for one in listed
    ))  # fmt: skip
    ids = _insert_in_order(rows)
    _index(summit.id, listed, rows, ids)
    write("registration.bulk_received", "summits.summit", summit.public_id, summit=summit.public_id,
          changes={"number": len(ids)})  # fmt: skip
    announce(ListConfirmed(summit.id, tuple(
        RegistrationConfirmed(number, row["public_id"], summit.id, row["person_id"], row["category_id"],
                              row["delegation_id"])
        for number, row in zip(ids, rows, strict=True)
    )))  # fmt: skip
    return [Receipt(number, row["public_id"], row["code"], State.CONFIRMED)
            for number, row in zip(ids, rows, strict=True)]  # fmt: skip


def _codes(summit_id: int, number: int) -> list[str]:
    in_use = set(db.session.scalars(sa.select(Registration.code).where(Registration.summit_id == summit_id)))
    fresh: dict[str, None] = {}
    while len(fresh) < number:
        if (code := new_code()) not in in_use:
            fresh[code] = None
    return list(fresh)


def _index(summit_id: int, listed: list[Newcomer], rows: list[dict[str, Any]], ids: list[int]) -> None:
    table = table_of(SearchWord)
    for start in range(0, len(ids), PART):
        found: list[dict[str, Any]] = []
        for place in range(start, min(start + PART, len(ids))):
            one = listed[place]
            words = words_of(one.applicant, one.answers, one.delegation, rows[place]["code"])
            found.extend(word_rows(ids[place], summit_id, words))
        db.session.execute(sa.insert(table), found)


def _row(summit_id: int, one: Newcomer, person_id: int, code: str, moment: datetime) -> dict[str, Any]:
    return {
        "public_id": new_reference(), "summit_id": summit_id, "person_id": person_id,
        "category_id": one.category.id, "delegation_id": one.delegation.id if one.delegation else None,
        "code": code, "state": State.CONFIRMED, "holds_place": True, "waiting_rank": None, "proven": True,
        "proof_due_at": None, "offered_until": None, "language": one.applicant.language,
        "function": one.answers.function, "city_text": one.answers.city,
        "organisation_text": one.answers.organisation, "spoken_languages": list(one.answers.spoken_languages),
        "interpretation": one.answers.interpretation, "note": one.answers.note, "reason": "",
        "sameness": rules.sameness_key(one.applicant.email, one.applicant.given_name, one.applicant.family_name),
        "source": Source.LIST, "submitted_at": moment, "decided_at": moment,
        **rules.sort_names(one.applicant.given_name, one.applicant.family_name),
    }  # fmt: skip


def _insert_in_order(rows: list[dict[str, Any]]) -> list[int]:
    table = table_of(Registration)
    ids: list[int] = []
    for start in range(0, len(rows), PART):
        insert = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
        ids.extend(db.session.scalars(insert, rows[start:start + PART]))
    return ids
