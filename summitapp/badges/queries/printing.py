"""What is printed on badges, and the log of print runs."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload

from summitapp.badges.models import Badge, PrintRun
from summitapp.badges.values import UNFINISHED, BadgeState
from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.registration.models import Registration
from summitapp.summits.models import Category

LOG_PAGE = 25


def printable(summit_id: int, *, references: Sequence[str] | None = None, delegation: str = "") -> list[sa.Row[Any]]:
    """Return valid badges with everything that is printed.

    :param references: only these badges. :param delegation: only this delegation, by code.
    """
    city = sa.func.coalesce(Delegation.city_id, -1)
    statement = (
        sa.select(Badge.public_id, Badge.number, Badge.lookup, Badge.sealed, Badge.printed_at, Badge.fingerprint,
                  Registration.person_id, Registration.category_id, Delegation.code.label("delegation"),
                  Registration.code, Registration.language, Registration.function, Registration.city_text,
                  Registration.organisation_text, Registration.spoken_languages, Person.given_name, Person.family_name,
                  Category.name.label("category"), Category.colour, Category.shape, City.name.label("city"))
        .join(Registration, Registration.id == Badge.registration_id).join(Person, Person.id == Registration.person_id)
        .join(Category, Category.id == Registration.category_id)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id).outerjoin(City, City.id == city)
        .where(Badge.summit_id == summit_id, Badge.state == BadgeState.ACTIVE)
        .order_by(Badge.id)
    )  # fmt: skip
    if delegation:
        statement = statement.where(Delegation.code == delegation)
    if references is None:
        return list(db.session.execute(statement))
    rows: list[sa.Row[Any]] = []
    for start in range(0, len(references), 500):
        part = statement.where(Badge.public_id.in_(references[start:start + 500]))
        rows += db.session.execute(part)
    return rows


def print_runs(summit_id: int, most: int = LOG_PAGE, page: int = 1) -> list[PrintRun]:
    """Return the print log of a summit, the latest first; without the lists of badges, which can be long."""
    statement = (
        sa.select(PrintRun).where(PrintRun.summit_id == summit_id).options(defer(PrintRun.badges))
        .order_by(PrintRun.id.desc()).limit(most).offset((page - 1) * most)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def count_runs(summit_id: int) -> int:
    """Return how many print runs a summit has had."""
    return db.session.scalar(sa.select(sa.func.count(PrintRun.id)).where(PrintRun.summit_id == summit_id)) or 0


def run_by_reference(reference: str) -> PrintRun | None:
    """Return one print run with its summit."""
    statement = sa.select(PrintRun).where(PrintRun.public_id == reference).options(joinedload(PrintRun.summit))
    return db.session.scalar(statement)


def run_of_summit(slug: str, reference: str) -> PrintRun | None:
    """Return a print run if it belongs to the summit of this address."""
    run = run_by_reference(reference)
    return run if run is not None and run.summit.slug == slug else None


def open_runs() -> list[PrintRun]:
    """Return the print runs that are not finished."""
    unfinished = PrintRun.state.in_(UNFINISHED)
    return list(db.session.scalars(sa.select(PrintRun).where(unfinished).order_by(PrintRun.id)))


def runs_with_files() -> list[PrintRun]:
    """Return the finished print runs whose file is still kept."""
    return list(db.session.scalars(sa.select(PrintRun).where(PrintRun.file_name != "")))
