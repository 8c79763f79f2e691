"""Reading registrations: the form, one of them, the organiser's table, the waiting list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation, Quota
from summitapp.directory.models import Person
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.rules import position_of, search_terms
from summitapp.registration.values import (
    ACTIVE,
    DelegationRole,
    EntryForm,
    EntryPolicy,
    Filter,
    Places,
    State,
    Waiting,
)
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode, SummitDates, SummitState

PAGE: Final = 50
FEW: Final = 500
MOST_COUNTED: Final = 1000
_BEYOND: Final = "\U0010ffff"

# --- the form -----------------------------------------------------------------------------------

_FORM = sa.select(
    Summit.id, Summit.public_id, Summit.state, Summit.approval, Summit.timezone, Summit.starts_on, Summit.ends_on,
    Summit.registration_opens_at, Summit.registration_closes_at, Summit.capacity, Summit.taken,
    Category.id.label("category_id"), Category.code, Category.open_to_public, Category.holds_place,
    Category.capacity.label("category_capacity"), Category.taken.label("category_taken"),
).join(Category, Category.summit_id == Summit.id)  # fmt: skip


_FORM_OF_SUMMIT = _FORM.where(Summit.id == sa.bindparam("summit"), Category.code == sa.bindparam("category"))
_FORM_AT = _FORM.where(Summit.slug == sa.bindparam("slug"), Category.code == sa.bindparam("category"))


def entry_form(summit_id: int, category_code: str) -> EntryForm | None:
    """Return what registering for a category means now, or None when the summit has no such category."""
    given = {"summit": summit_id, "category": category_code}
    return _as_form(db.session.connection().execute(_FORM_OF_SUMMIT, given).first())


def entry_form_at(slug: str, category_code: str) -> EntryForm | None:
    """Return the same for the summit of an address."""
    return _as_form(db.session.connection().execute(_FORM_AT, {"slug": slug, "category": category_code}).first())


def _as_form(row: Any) -> EntryForm | None:
    if row is None:
        return None
    return EntryForm(
        summit_id=row.id, summit_reference=row.public_id, public=row.state is SummitState.PUBLIC,
        dates=SummitDates(row.starts_on, row.ends_on, row.registration_opens_at, row.registration_closes_at),
        zone=row.timezone,
        policy=EntryPolicy(automatic=row.approval is ApprovalMode.AUTOMATIC, holds_place=row.holds_place),
        summit=Places(row.capacity, row.taken), category_id=row.category_id, category_code=row.code,
        category_open=row.open_to_public, category=Places(row.category_capacity, row.category_taken),
    )  # fmt: skip


def open_categories(summit_id: int) -> list[Category]:
    """Return the categories people may choose themselves, in the organiser's order."""
    own = (Category.summit_id == summit_id) & Category.open_to_public
    return list(db.session.scalars(sa.select(Category).where(own).order_by(Category.position, Category.id)))


# --- one registration ---------------------------------------------------------------------------

_WHOLE = (
    joinedload(Registration.person), joinedload(Registration.category), joinedload(Registration.summit),
    joinedload(Registration.delegation).joinedload(Delegation.city),
)  # fmt: skip


def by_reference(reference: str) -> Registration | None:
    """Return the registration of a public id with everything a page shows of it."""
    return db.session.scalar(sa.select(Registration).where(Registration.public_id == reference).options(*_WHOLE))


def by_code(slug: str, code: str) -> Registration | None:
    """Return the registration of a human code in a summit."""
    fits = (Summit.slug == slug) & (Registration.code == code.upper())
    statement = sa.select(Registration).join(Registration.summit).where(fits)
    return db.session.scalar(statement.options(*_WHOLE))


def of_person(person_id: int) -> list[Registration]:
    """Return every registration of a person, the newest first."""
    statement = sa.select(Registration).where(Registration.person_id == person_id).options(*_WHOLE)
    return list(db.session.scalars(statement.order_by(Registration.id.desc())))


def of_person_at(person_id: int, summit_id: int) -> Registration | None:
    """Return a person's newest registration for one summit, an active one before others."""
    fits = (Registration.person_id == person_id) & (Registration.summit_id == summit_id)
    rows = sa.select(Registration).where(fits).options(*_WHOLE).order_by(Registration.id.desc())
    found = list(db.session.scalars(rows))
    return next((one for one in found if one.state in ACTIVE), found[0] if found else None)


def confirmed(summit_id: int) -> list[Registration]:
    """Return every participant of a summit with person, category and delegation."""
    fits = (Registration.summit_id == summit_id) & (Registration.state == State.CONFIRMED)
    return list(db.session.scalars(sa.select(Registration).where(fits).options(*_WHOLE).order_by(Registration.id)))


_CLASH = sa.select(
    Registration.public_id, Registration.code, Registration.sameness, Registration.state
).where(
    Registration.summit_id == sa.bindparam("summit"),
    sa.or_(
        Registration.code == sa.bindparam("code"),
        (Registration.sameness == sa.bindparam("sameness")) & Registration.state.in_(sorted(ACTIVE)),
    ),
)  # fmt: skip


def clash(summit_id: int, sameness: str | None, code: str) -> tuple[str | None, bool]:
    """Return the public id of the active registration of the same person, and whether ``code`` is in use."""
    given = {"summit": summit_id, "code": code, "sameness": sameness}
    rows = db.session.connection().execute(_CLASH, given).all()
    same = [row.public_id for row in rows if sameness and row.sameness == sameness and row.state in ACTIVE]
    return (same[0] if same else None), any(row.code == code for row in rows)


# --- the organiser's table ----------------------------------------------------------------------


def page(summit_id: int, narrowed: Filter, before: int | None = None, size: int = PAGE) -> list[Registration]:
    """Return up to ``size`` registrations, the newest first, that come after the one with id ``before``.

    The work does not grow with the summit: it walks an index from the newest, or the few that a search finds.
    """
    statement = (
        sa.select(Registration)
        .join(Registration.person)
        .where(*_conditions(summit_id, narrowed))
        .order_by(Registration.id.desc())
        .limit(size)
        .options(contains_eager(Registration.person), joinedload(Registration.category),
                 joinedload(Registration.delegation).joinedload(Delegation.city))
    )  # fmt: skip
    if before is not None:
        statement = statement.where(Registration.id < before)
    return list(db.session.scalars(statement))


def every(summit_id: int, narrowed: Filter) -> Sequence[Registration]:
    """Return all that a filter shows, for an export, in the order of registration."""
    statement = sa.select(Registration).where(*_conditions(summit_id, narrowed)).options(*_WHOLE)
    return db.session.scalars(statement.order_by(Registration.id)).all()


def chosen(summit_id: int, references: Sequence[str]) -> list[Registration]:
    """Return the selected registrations of a summit in the order they came in."""
    fits = (Registration.summit_id == summit_id) & Registration.public_id.in_(list(references))
    return list(db.session.scalars(sa.select(Registration).where(fits).options(*_WHOLE).order_by(Registration.id)))


def count(summit_id: int, narrowed: Filter) -> int:
    """Return how many a filter shows, counted up to :data:`MOST_COUNTED`."""
    some = sa.select(Registration.id).where(*_conditions(summit_id, narrowed)).limit(MOST_COUNTED).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def _conditions(summit_id: int, narrowed: Filter) -> list[sa.ColumnElement[bool]]:
    found = [Registration.summit_id == summit_id]
    if narrowed.state is not None:
        found.append(Registration.state == narrowed.state)
    if narrowed.category_id is not None:
        found.append(Registration.category_id == narrowed.category_id)
    if narrowed.delegation_id is not None:
        found.append(Registration.delegation_id == narrowed.delegation_id)
    return found + [_has_word(summit_id, term) for term in narrowed.terms]


def matching(summit_id: int, text: str) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on registrations whose name, city, address or code begins words as ``text`` does."""
    terms = search_terms(text)
    return [_has_word(summit_id, term) for term in terms] or [sa.false()]


def _has_word(summit_id: int, term: str) -> sa.ColumnElement[bool]:
    """A rare word is a short list of ids; a frequent one is looked for while walking from the newest."""
    begins = (SearchWord.word >= term) & (SearchWord.word < term + _BEYOND)
    here = sa.select(SearchWord.registration_id).where(SearchWord.summit_id == summit_id, begins)
    few = db.session.scalars(here.limit(FEW + 1)).all()
    if len(few) <= FEW:
        return Registration.id.in_(set(few))
    # without the summit, so that the index of the registration's own words is the only one that fits
    own = (SearchWord.registration_id == Registration.id) & begins
    return sa.exists(sa.select(SearchWord.id).where(own)).correlate(Registration)


def tally(summit_id: int) -> dict[State, int]:
    """Return how many registrations stand in each state."""
    rows = sa.select(Registration.state, sa.func.count()).where(Registration.summit_id == summit_id)
    counted = db.session.execute(rows.group_by(Registration.state))
    return {row[0]: row[1] for row in counted}


def delegation_sizes(summit_id: int) -> Mapping[int, int]:
    """Return how many places each delegation fills."""
    own = (Delegation.summit_id == summit_id) & (Delegation.taken > 0)
    return {row[0]: row[1] for row in db.session.execute(sa.select(Delegation.id, Delegation.taken).where(own))}


def head_of(delegation_id: int) -> Registration | None:
    """Return who leads a delegation and still comes."""
    leads = (Registration.delegation_id == delegation_id) & (Registration.delegation_role == DelegationRole.HEAD)
    return db.session.scalar(sa.select(Registration).where(leads, Registration.state.in_(list(ACTIVE))))


# --- places and the waiting list ----------------------------------------------------------------


def places(summit_id: int) -> tuple[Places, dict[int, Places]]:
    """Return the places of a summit and of each of its categories as they are now."""
    whole = db.session.execute(sa.select(Summit.capacity, Summit.taken).where(Summit.id == summit_id)).one()
    parts = db.session.execute(
        sa.select(Category.id, Category.capacity, Category.taken).where(Category.summit_id == summit_id)
    )
    return Places(whole.capacity, whole.taken), {row.id: Places(row.capacity, row.taken) for row in parts}


def delegation_places(summit_id: int) -> dict[int, Places]:
    """Return the places of each delegation that has a quota."""
    limited = (Delegation.summit_id == summit_id) & Delegation.quota.is_not(None)
    rows = db.session.execute(sa.select(Delegation.id, Delegation.quota, Delegation.taken).where(limited))
    return {row[0]: Places(row[1], row[2]) for row in rows}


def shares(summit_id: int) -> dict[tuple[int, int], Places]:
    """Return the places of each category that is limited for a delegation, by the ids of delegation and category."""
    rows = db.session.execute(
        sa.select(Quota.delegation_id, Quota.category_id, Quota.places, Quota.taken)
        .join(Quota.delegation).where(Delegation.summit_id == summit_id)
    )  # fmt: skip
    return {(row[0], row[1]): Places(row[2], row[3]) for row in rows}


def limits(summit_id: int, category_id: int, delegation_id: int | None) -> list[Places]:
    """Return every limit that counts for one person: summit, category, delegation, and its share of the category."""
    summit, categories = places(summit_id)
    found = [summit, categories[category_id]]
    if delegation_id is not None:
        nobody = Places(None, 0)
        found.append(delegation_places(summit_id).get(delegation_id, nobody))
        found.append(shares(summit_id).get((delegation_id, category_id), nobody))
    return found


def waiting(summit_id: int) -> list[Waiting]:
    """Return everybody on the waiting list, the first in rank first."""
    queue = (Registration.summit_id == summit_id) & (Registration.state == State.WAITING)
    columns = sa.select(
        Registration.id, Registration.waiting_rank, Registration.category_id, Registration.delegation_id
    )
    rows = db.session.execute(columns.where(queue).order_by(Registration.waiting_rank, Registration.id))
    return [Waiting(row.id, row.waiting_rank or 0, row.category_id, row.delegation_id) for row in rows]


def last_rank(summit_id: int) -> int:
    """Return the highest rank of the waiting list, or 0."""
    ranks = sa.select(sa.func.max(Registration.waiting_rank)).where(Registration.summit_id == summit_id)
    return db.session.scalar(ranks) or 0


def waiting_count(summit_id: int) -> int:
    """Return how many wait for a place."""
    queue = (Registration.summit_id == summit_id) & (Registration.state == State.WAITING)
    return db.session.scalar(sa.select(sa.func.count()).where(queue)) or 0


def position(registration: Registration) -> int | None:
    """Return the place on the waiting list, from 1, or None for somebody who does not wait."""
    if registration.waiting_rank is None:
        return None
    queue = (Registration.summit_id == registration.summit_id) & (Registration.state == State.WAITING)
    ahead = sa.select(Registration.waiting_rank).where(queue, Registration.waiting_rank < registration.waiting_rank)
    return position_of(registration.waiting_rank, [rank or 0 for rank in db.session.scalars(ahead)])


def positions(summit_id: int) -> dict[int, int]:
    """Return everybody's place on the waiting list, from 1, by row id."""
    return {one.registration_id: place for place, one in enumerate(waiting(summit_id), start=1)}


def waiting_summits() -> list[int]:
    """Return the row ids of the summits in which somebody waits."""
    return list(db.session.scalars(
        sa.select(Registration.summit_id).where(Registration.state == State.WAITING).distinct()
    ))  # fmt: skip


def due_to_lapse(now: datetime) -> list[int]:
    """Return the ids of active registrations whose proof, or whose answer to an offer, is overdue."""
    unproven = Registration.proven.is_(False) & (Registration.proof_due_at <= now)
    unanswered = (Registration.state == State.OFFERED) & (Registration.offered_until <= now)
    active = Registration.state.in_(list(ACTIVE))
    statement = sa.select(Registration.id).where(active, sa.or_(unproven, unanswered))
    return list(db.session.scalars(statement.order_by(Registration.id)))


def people_with(email: str) -> list[Person]:
    """Return everybody who gave this address."""
    return list(db.session.scalars(sa.select(Person).where(Person.email == email.lower())))


def answer_of(registration: Registration, place: int | None) -> dict[str, Any]:
    """Return what the API says of a registration at ``place`` in the queue; no sensitive answer is among it."""
    person = registration.person
    return {
        "code": registration.code, "state": registration.state.value, "position": place,
        "given_name": person.given_name, "family_name": person.family_name, "email": person.email,
        "language": registration.language, "category": registration.category.code,
        "delegation": registration.delegation.code if registration.delegation else None,
        "city": registration.city_text, "organisation": registration.organisation_text,
        "function": registration.function, "spoken_languages": registration.spoken_languages,
        "interpretation": registration.interpretation or None, "proven": registration.proven,
        "submitted_at": registration.submitted_at.isoformat(),
    }  # fmt: skip
