"""The unit of work with the only commit, locks, and the guard that nothing changes without the audit."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from summitapp.core.db.tables import Base, db
from summitapp.core.errors import NotFound

log = logging.getLogger(__name__)
M = TypeVar("M", bound=Base)


class UnitOfWork:
    """What belongs to the transaction that is going on: what to do when it stands, or falls."""

    def __init__(self) -> None:
        self.after: dict[Any, Callable[[], None]] = {}
        self.remembered: list[Callable[[], object]] = []
        self.refused = False

    def refuse(self) -> None:
        """Let the unit end without a trace, as a request does that answers 400 or above."""
        self.refused = True


class AuditMissing(RuntimeError):
    """Something was changed, and no service said so to the audit."""


_unit: ContextVar[UnitOfWork | None] = ContextVar("unit_of_work", default=None)
#: Whether the schema itself is being changed; whether a change without an audit entry is refused, or only logged.
migrating: ContextVar[bool] = ContextVar("migrating", default=False)
strict: ContextVar[bool] = ContextVar("strict_audit", default=True)


def writing() -> bool:
    """Whether a unit of work is open here."""
    return _unit.get() is not None


@contextmanager
def unit_of_work() -> Iterator[UnitOfWork]:
    """Open the one transaction in which things change; commits at the end, or undoes everything.

    :raises RuntimeError: if one is open already: a door was entered from inside another.
    """
    if writing():
        raise RuntimeError("a unit of work is open already")
    db.session.rollback()  # a read that came before must not lend its snapshot to the writer
    unit = UnitOfWork()
    token = _unit.set(unit)
    try:
        yield unit
        if unit.refused:
            db.session.rollback()
        else:
            db.session.flush()
            _require_record(db.session())
            db.session.commit()
    except BaseException:
        unit.refused = True
        db.session.rollback()
        raise
    finally:
        db.session.info.clear()
        _unit.reset(token)
        if unit.refused:
            _keep_remembered(unit)
    if not unit.refused:
        for action in unit.after.values():
            action()


def _keep_remembered(unit: UnitOfWork) -> None:
    for action in unit.remembered:
        with unit_of_work():
            action()


@contextmanager
def schema_change() -> Iterator[sa.Connection]:
    """Open a unit of work in which the schema may change; see :mod:`summitapp.core.migrations`."""
    token = migrating.set(True)
    try:
        with unit_of_work():
            yield db.session.connection()
    finally:
        migrating.reset(token)


def after_commit(action: Callable[[], None], key: Any = None) -> None:
    """Do something once what is being written stands; an equal ``key`` is done once only."""
    unit = _unit.get()
    if unit is None:
        raise RuntimeError("after_commit needs an open unit of work")
    unit.after[key if key is not None else object()] = action


def remember(action: Callable[[], object]) -> None:
    """If the request is refused, still do this, in a unit of its own (a failed log-in, say)."""
    unit = _unit.get()
    if unit is None:
        raise RuntimeError("remember needs an open unit of work")
    unit.remembered.append(action)


def lock(model: type[M], id: int) -> M:
    """Load a row so that no one else can change it before we commit.

    SQLite holds the write lock for the whole unit already; PostgreSQL locks the row (``FOR NO KEY UPDATE``: rows that only
    refer to it can still be added, which nobody has to wait for).

    :raises NotFound: if somebody else has removed it since it was looked at.
    """
    statement = sa.select(model).where(model.id == id).with_for_update(key_share=True)
    found = db.session.execute(statement, execution_options={"populate_existing": True}).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def insert_missing(table: sa.Table) -> sa.UpdateBase:
    """Return an INSERT that leaves alone what somebody else has added at the same moment."""
    if db.session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def count_anew(*models: type[Base]) -> None:
    """Let PostgreSQL count what its tables, or those of some models, hold after much was written at once.

    It does so by itself within minutes; until then it takes every summit for a small one and sorts all of it for each
    page. SQLite keeps no such figures here and goes by the indexes.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.connection().exec_driver_sql(f"ANALYZE {', '.join(model.__tablename__ for model in models)}")


def end_read() -> None:
    """Give the read transaction back before slow work such as hashing begins.

    :raises RuntimeError: if something was written already, which would be lost without a word.
    """
    session = db.session()
    if session.new or session.dirty or session.deleted or session.info.get("changed") or session.info.get("recorded"):
        raise RuntimeError("a read was to be given back after something had been written")
    db.session.rollback()


def see_one_moment() -> None:
    """Let all that is read from here on be of one moment, however much is written meanwhile.

    PostgreSQL looks afresh for each statement otherwise; SQLite never does. What was begun already stays as it is.
    """
    session = db.session()
    if not session.in_transaction() and session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


@event.listens_for(Session, "before_flush")
def _notice_changes(session: Session, _context: Any, _instances: Any) -> None:
    changed = {type(row).__name__ for row in [*session.new, *session.deleted] if _audited(row)}
    changed |= {type(row).__name__ for row in session.dirty if _audited(row) and session.is_modified(row)}
    if changed:
        session.info.setdefault("changed", set()).update(changed)


def _audited(row: object) -> bool:
    return bool(getattr(row, "__audited__", True))


def mark_recorded() -> None:
    """Tell the guard that the audit has heard of the changes of this unit of work."""
    db.session.info["recorded"] = True


def _require_record(session: Session) -> None:
    changed: set[str] = session.info.get("changed", set())
    if not changed or session.info.get("recorded"):
        return
    text = f"changed without an audit entry: {', '.join(sorted(changed))}"
    if strict.get():
        raise AuditMissing(text)
    log.error(text)
