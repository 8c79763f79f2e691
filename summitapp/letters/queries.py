"""Loading letters: one of them, the organisers' queue, somebody's own, and what a code stands for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.checkin.models import Scan
from summitapp.checkin.values import Direction, Verdict
from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.letters.models import Approval, Document, Letter, LookUp, Series
from summitapp.letters.values import NUMBERED, LetterKind, LetterState
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

PAGE: Final = 50
_WHOLE = (
    joinedload(Letter.summit), joinedload(Letter.person), selectinload(Letter.approvals),
    joinedload(Letter.registration).joinedload(Registration.person),
    joinedload(Letter.registration).joinedload(Registration.delegation).joinedload(Delegation.city),
)  # fmt: skip


def by_reference(reference: str) -> Letter | None:
    """Return a letter with everything a page shows of it."""
    return db.session.scalar(sa.select(Letter).where(Letter.public_id == reference).options(*_WHOLE))


def of_summit(slug: str, reference: str) -> Letter | None:
    """Return a letter if it belongs to the summit of this address."""
    letter = by_reference(reference)
    return letter if letter is not None and letter.summit.slug == slug else None


def by_lookup(lookup: str) -> Letter | None:
    """Return the letter of a code's digest."""
    found = sa.select(Letter).where(Letter.lookup == lookup, Letter.state.in_(sorted(NUMBERED)))
    return db.session.scalar(found.options(joinedload(Letter.summit), joinedload(Letter.person)))


def of_registration(registration_id: int) -> list[Letter]:
    """Return every letter of a registration, the newest first."""
    found = sa.select(Letter).where(Letter.registration_id == registration_id)
    return list(db.session.scalars(found.options(*_WHOLE).order_by(Letter.id.desc())))


def of_person(person_id: int) -> list[Letter]:
    """Return every letter of a person, the newest first."""
    found = sa.select(Letter).where(Letter.person_id == person_id).options(*_WHOLE)
    return list(db.session.scalars(found.order_by(Letter.id.desc())))


def valid_of(registration_id: int, kind: LetterKind) -> Letter | None:
    """Return the issued letter of a kind that a registration has."""
    where = (Letter.registration_id == registration_id) & (Letter.kind == kind) & (Letter.state == LetterState.ISSUED)
    return db.session.scalar(sa.select(Letter).where(where))


# --- the queue --------------------------------------------------------------------------------------------------------


def _narrowed(summit_id: int, show: str, kind: str, text: str) -> list[Any]:
    where: list[Any] = [Letter.summit_id == summit_id]
    approved = sa.exists(sa.select(Approval.id).where(Approval.letter_id == Letter.id)).correlate(Letter)
    if show == "first":
        where += [Letter.state == LetterState.ASKED, ~approved]
    elif show == "second":
        where += [Letter.state == LetterState.ASKED, approved]
    elif show in list(LetterState):
        where.append(Letter.state == LetterState(show))
    if kind in list(LetterKind):
        where.append(Letter.kind == LetterKind(kind))
    if text:
        hits = sa.select(Registration.id).where(*registrations.matching(summit_id, text))
        where.append(sa.or_(Letter.serial == text.upper(), Letter.registration_id.in_(hits)))
    return where


def number_of(summit_id: int, show: str, kind: str, text: str) -> int:
    """Return how many letters fit; as :func:`page` narrows them."""
    fit = sa.select(sa.func.count(Letter.id)).where(*_narrowed(summit_id, show, kind, text))
    return db.session.scalar(fit) or 0


def page(summit_id: int, show: str, kind: str, text: str, number: int) -> list[Letter]:
    """Return one page of the queue; what waits comes first, the oldest on top.

    :param show: a state, or ``first`` and ``second`` for those that lack that approval.
    """
    where = _narrowed(summit_id, show, kind, text)
    waits = sa.case((Letter.state == LetterState.ASKED, 0), else_=1)
    rows = (
        sa.select(Letter).where(*where).options(*_WHOLE)
        .order_by(waits, sa.case((Letter.state == LetterState.ASKED, Letter.id), else_=-Letter.id))
    )  # fmt: skip
    return list(db.session.scalars(rows.limit(PAGE).offset((number - 1) * PAGE)))


def tally(summit_id: int) -> dict[str, int]:
    """Return how many letters stand in each state; ``asked`` is told apart into ``first`` and ``second``."""
    signed = sa.select(sa.func.count(Approval.id)).where(Approval.letter_id == Letter.id).scalar_subquery()
    rows = db.session.execute(
        sa.select(Letter.state, signed.label("signed"), sa.func.count(Letter.id))
        .where(Letter.summit_id == summit_id).group_by(Letter.state, signed)
    )  # fmt: skip
    found: dict[str, int] = {}
    for state, approvals, number in rows:
        name = ("second" if approvals else "first") if state is LetterState.ASKED else state.value
        found[name] = found.get(name, 0) + number
    return found


def waiting(summit_id: int) -> int:
    """Return how many letters wait for an approval."""
    where = (Letter.summit_id == summit_id) & (Letter.state == LetterState.ASKED)
    return db.session.scalar(sa.select(sa.func.count(Letter.id)).where(where)) or 0


def asked_between(summit_id: int, begin: datetime, end: datetime) -> list[tuple[Any, int]]:
    """Return (name of the delegation, number of letters asked for) in a span of time, the largest first."""
    number = sa.func.count(Letter.id)
    rows = db.session.execute(
        sa.select(Delegation.id, number).select_from(Letter)
        .join(Registration, Registration.id == Letter.registration_id)
        .join(Delegation, Delegation.id == Registration.delegation_id)
        .where(Letter.summit_id == summit_id, Letter.requested_at >= begin, Letter.requested_at < end)
        .group_by(Delegation.id).order_by(number.desc())
    )  # fmt: skip
    found = [(row[0], row[1]) for row in rows]
    wanted = sa.select(Delegation.id, Delegation.name).where(Delegation.id.in_([row for row, _ in found]))
    names = {row.id: row.name for row in db.session.execute(wanted)} if found else {}
    return [(names[row], count) for row, count in found]


def asked_by_delegation(delegation_id: int, begin: datetime, end: datetime) -> int:
    """Return how many letters were asked for people of one delegation in a span of time."""
    where = (Letter.requested_at >= begin) & (Letter.requested_at < end)
    own = sa.select(sa.func.count(Letter.id)).join(Letter.registration).where(Registration.delegation_id == delegation_id)
    return db.session.scalar(own.where(where)) or 0


def last_function(user: str) -> str:
    """Return the function somebody gave at their last approval."""
    last = sa.select(Approval.function).where(Approval.user == user).order_by(Approval.id.desc()).limit(1)
    return db.session.scalar(last) or ""


# --- paper, numbers, look-ups -----------------------------------------------------------------------------------------


def document_of(letter_id: int) -> Document | None:
    """Return the paper of a letter while it is kept."""
    return db.session.scalar(sa.select(Document).where(Document.letter_id == letter_id))


def with_paper(letters: Sequence[int]) -> set[int]:
    """Return which of these letters have their paper; one question for a whole list."""
    return set(db.session.scalars(sa.select(Document.letter_id).where(Document.letter_id.in_(letters))))


def unprinted() -> list[str]:
    """Return the issued letters whose paper is not laid out yet."""
    printed = sa.exists(sa.select(Document.id).where(Document.letter_id == Letter.id))
    where = (Letter.state == LetterState.ISSUED) & ~printed  # without a fingerprint its content was erased
    return list(db.session.scalars(sa.select(Letter.public_id).where(where, Letter.fingerprint != "")))


def series(summit_id: int, year: int) -> Series | None:
    """Return the counter of a summit and year."""
    return db.session.scalar(sa.select(Series).where(Series.summit_id == summit_id, Series.year == year))


def prefixes(year: int) -> frozenset[str]:
    """Return the beginnings of numbers that are taken in a year."""
    return frozenset(db.session.scalars(sa.select(Series.prefix).where(Series.year == year)))


def looked_up(letters: Sequence[str]) -> dict[str, int]:
    """Return letter → how often its code was looked up."""
    total = sa.select(LookUp.letter, sa.func.sum(LookUp.number)).where(LookUp.letter.in_(letters))
    return {row[0]: int(row[1]) for row in db.session.execute(total.group_by(LookUp.letter))}


def unknown_since(day: date) -> int:
    """Return how many codes were tried since a day that we never issued."""
    total = sa.select(sa.func.sum(LookUp.number)).where(LookUp.letter == "", LookUp.day >= day)
    return int(db.session.scalar(total) or 0)


# --- attendance and forgetting ----------------------------------------------------------------------------------------


def admitted_at(registration_id: int) -> list[datetime]:
    """Return when a person was let in at any door, in order."""
    let_in = sa.select(Scan.happened_at).where(
        Scan.registration_id == registration_id, Scan.verdict == Verdict.ADMITTED,
        sa.or_(Scan.direction.is_(None), Scan.direction == Direction.IN),
    )  # fmt: skip
    return list(db.session.scalars(let_in.order_by(Scan.happened_at)))


def due_to_forget(before: date) -> list[int]:
    """Return the letters with personal content of summits that ended before a day."""
    over = sa.select(Letter.id).join(Letter.summit).where(Summit.ends_on < before, Letter.fingerprint != "")
    return list(db.session.scalars(over))
