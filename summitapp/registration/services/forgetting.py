"""What a person told us, in time: another address, and what is forgotten when it was kept long enough."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.db import db, table_of
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.registration import queries, rules
from summitapp.registration.models import Mark, Registration, SearchWord
from summitapp.registration.services import places
from summitapp.registration.services.entering import index_words, words_of
from summitapp.registration.services.reaching import leave_address
from summitapp.registration.values import Answers, Applicant

TEXTS = ("function", "city_text", "organisation_text", "interpretation", "note", "reason", "phone")


def change_address(person: Person, email: str) -> None:
    """Give a person another address that is known to be theirs, and let their registrations be found by it.

    :raises AlreadyRegistered: at the flush, if the same name is registered there under that address.
    """
    mine = queries.of_person(person.id)
    for summit_id in sorted({one.summit_id for one in mine}):
        places.be_alone(summit_id)
    old = person.email
    directory.change_address(person, email)
    leave_address(person, old)
    for one in mine:
        name = person.name
        one.sameness = rules.sameness_key(person.email, name.given, name.family)
        applicant = Applicant(name.given, name.family, person.email, one.language)
        answers = Answers(function=one.function, city=one.city_text, organisation=one.organisation_text)
        index_words(one.id, one.summit_id, words_of(applicant, answers, one.delegation, one.code))
        record("registration.changed", one, summit=one.summit.public_id, sameness=True)


def forget_phones(summit_id: int, most: int) -> int:
    """Blank the telephone numbers of a summit that is over; returns how many, ``most`` at once."""
    table = table_of(Registration)
    rows = sa.select(table.c.id).where(table.c.summit_id == summit_id, table.c.phone != "").limit(most)
    return _blank(rows, {"phone": ""})


def forget_details(summit_id: int, most: int) -> int:
    """Blank what people wrote for a summit that is long over; returns how many, ``most`` at once.

    What is counted (category, delegation, state, days) stays.
    """
    table, words = table_of(Registration), table_of(SearchWord)
    told = sa.or_(*(table.c[name] != "" for name in TEXTS), table.c.sameness.is_not(None))
    rows = list(db.session.scalars(sa.select(table.c.id).where(table.c.summit_id == summit_id, told).limit(most)))
    for kept in (words, table_of(Mark)):
        db.session.execute(sa.delete(kept).where(kept.c.registration_id.in_(rows)))
    return _blank(rows, {**dict.fromkeys((*TEXTS, "sort_plain", "sort_turkish"), ""), "spoken_languages": [], "sameness": None})


def _blank(rows: Any, values: dict[str, Any]) -> int:
    table = table_of(Registration)
    gone = db.session.execute(sa.update(table).where(table.c.id.in_(rows)).values(values).returning(table.c.id)).all()
    db.session.expire_all()
    return len(gone)
