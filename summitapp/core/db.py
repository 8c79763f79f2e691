"""The one database: column types, the unit of work with the only commit, and locks.

SQLite and PostgreSQL behave alike from here up. A unit of work that writes begins with
``BEGIN IMMEDIATE`` on SQLite, queued fairly by a file lock; everything else begins read-only,
and the database itself refuses a write.
"""

import enum
import fcntl
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar, cast

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from config import Config
from summitapp.core.errors import DomainError
from summitapp.core.security import new_reference
from summitapp.core.text import Translated

log = logging.getLogger(__name__)
T = TypeVar("T")
M = TypeVar("M", bound="Base")

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused; what comes back is aware and in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time was given where an instant is needed")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json: Final = sa.JSON().with_variant(JSONB(), "postgresql")


class TranslatedText(TypeDecorator[Translated]):
    """A :class:`Translated` kept as one JSON value."""

    impl = Json
    cache_ok = True

    def process_bind_param(self, value: Translated | None, dialect: sa.Dialect) -> dict[str, str] | None:
        return None if value is None else value.as_dict()

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Translated | None:
        return None if value is None else Translated.of(value)


class Base(DeclarativeBase):
    """The root of every table. Ledgers that are a record in themselves set ``__audited__`` false."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: sa.Text(),
        datetime: UTCDateTime(),
        date: sa.Date(),
        time: sa.Time(),
        bytes: sa.LargeBinary(),
        Translated: TranslatedText(),
        dict[str, Any]: Json,
        dict[str, str]: Json,
        dict[str, int]: Json,
        list[str]: Json,
        list[int]: Json,
        list[dict[str, Any]]: Json,
        enum.StrEnum: sa.Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            length=32,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }
    __audited__: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class Public:
    """Adds the opaque public id, the only name by which other features and people may refer to a row."""

    public_id: Mapped[str] = mapped_column(sa.String(20), unique=True, default=new_reference, sort_order=-1)


def personal(kind: str, *, purpose: str, keep: str, basis: str = "contract", recipients: str = "team",
             subjects: str = "participants") -> dict[str, dict[str, str]]:  # fmt: skip
    """Mark a column as personal data, for the record of processing (GDPR Art. 30, the inventory of KVKK Art. 16).

    The words for what is named here are in ``summitapp.privacy.values``.

    :param kind: ``name``, ``contact``, ``professional``, ``choice``, ``technical`` or ``special``.
    :param purpose: catalogue key of the sentence shown beside the field.
    :param keep: how long after the summit ends, as an ISO 8601 duration.
    :param basis: ``contract``, ``interest``, ``consent``, ``explicit`` (for needs under special protection), ``duty``.
    :param recipients: who sees it beside the processors for hosting, apart by spaces: ``team``, ``coordinator``,
        ``door``, ``mail`` (the processor for mail), ``public``.
    :param subjects: whose it is: ``participants``, ``team``, ``coordinators`` or ``applicants`` (of a data request).
    """
    return {"personal": {"kind": kind, "purpose": purpose, "keep": keep, "basis": basis, "recipients": recipients,
                         "subjects": subjects}}  # fmt: skip


def personal_kind(column: sa.Column[Any]) -> str | None:
    """Return the kind of personal data a column holds, or ``None``."""
    return cast("str | None", column.info.get("personal", {}).get("kind"))


db = SQLAlchemy(metadata=Base.metadata)


def table_of(model: type[Base]) -> sa.Table:
    """Return the table of a model, for statements on hot paths."""
    return cast(sa.Table, model.__table__)


# --- the unit of work ---------------------------------------------------------------------------


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
_migrating: ContextVar[bool] = ContextVar("migrating", default=False)
_strict: ContextVar[bool] = ContextVar("strict_audit", default=True)


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
    token = _migrating.set(True)
    try:
        with unit_of_work():
            yield db.session.connection()
    finally:
        _migrating.reset(token)


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

    SQLite holds the write lock for the whole unit already; PostgreSQL locks the row.
    """
    statement = sa.select(model).where(model.id == id).with_for_update()
    return db.session.execute(statement, execution_options={"populate_existing": True}).scalar_one()


def insert_missing(table: sa.Table) -> sa.UpdateBase:
    """Return an INSERT that leaves alone what somebody else has added at the same moment."""
    if db.session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def end_read() -> None:
    """Give the read transaction back before slow work such as hashing begins.

    :raises RuntimeError: if something was written already, which would be lost without a word.
    """
    session = db.session()
    if session.new or session.dirty or session.deleted or session.info.get("changed") or session.info.get("recorded"):
        raise RuntimeError("a read was to be given back after something had been written")
    db.session.rollback()


# --- the audit guard ----------------------------------------------------------------------------


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
    if _strict.get():
        raise AuditMissing(text)
    log.error(text)


# --- constraints become words -------------------------------------------------------------------

_constraints: dict[str, type[DomainError]] = {}


def constraint_error(names: dict[str, type[DomainError]]) -> None:
    """Register which refusal a broken constraint means, by the constraint's name."""
    _constraints.update(names)


def broken_constraint(error: IntegrityError) -> str | None:
    """Return the name of the constraint that ``error`` speaks of, on either database."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return cast("str | None", diagnosis.constraint_name)
    text = str(error.orig)
    if match := re.search(r"(?:CHECK|UNIQUE) constraint failed: (?:index '(\w+)'|(\w+)$)", text):
        return match[1] or match[2]
    if match := re.search(r"UNIQUE constraint failed: (.+)", text):
        columns = [name.strip() for name in match[1].split(",")]
        return _unique_name(columns)
    return None


def _unique_name(columns: Sequence[str]) -> str | None:
    table = Base.metadata.tables.get(columns[0].split(".")[0])
    names = {column.split(".")[1] for column in columns}
    if table is None:
        return None
    rules: list[sa.UniqueConstraint | sa.Index] = [
        rule for rule in table.constraints if isinstance(rule, sa.UniqueConstraint)
    ]
    for rule in [*rules, *(index for index in table.indexes if index.unique)]:
        if {column.name for column in rule.columns} == names:
            return cast("str | None", rule.name)
    return None


def refusal_of(error: IntegrityError) -> DomainError | None:
    """Return the refusal a broken constraint means, if a feature has named one."""
    kind = _constraints.get(broken_constraint(error) or "")
    return kind() if kind else None


# --- append-only ledgers ------------------------------------------------------------------------


def append_only_sql(table: str, dialect: str, removable: bool = False) -> list[str]:
    """Return the statements that let rows of ``table`` be added and never changed, nor removed.

    :param removable: rows may be removed as a whole, when the time for which they are kept is over.
    """
    verbs = ("update",) if removable else ("update", "delete")
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in verbs
        ]
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {table}_append_only BEFORE {' OR '.join(verbs).upper()} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ]


def append_only(model: type[Base], *, removable: bool = False) -> None:
    """Make ``create_all`` add the triggers of :func:`append_only_sql`; migrations run the same text."""
    table = table_of(model)

    def create(target: sa.Table, connection: sa.Connection, **_: Any) -> None:
        for statement in append_only_sql(target.name, connection.dialect.name, removable):
            connection.execute(sa.text(statement.replace(":", r"\:")))

    event.listen(table, "after_create", create)


# --- connections --------------------------------------------------------------------------------


def init_app(app: Flask, config: Config) -> None:
    """Open the database of ``config`` for ``app`` with the settings both databases need."""
    options: dict[str, Any] = {"pool_pre_ping": False}
    if config.database_url.startswith("sqlite"):
        path = Path(config.database_url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        options |= {"poolclass": sa.QueuePool, "connect_args": {"timeout": 10, "check_same_thread": False}}
    options |= {"pool_size": 8, "max_overflow": 0 if config.database_url.startswith("sqlite") else 8}
    app.config.update(SQLALCHEMY_DATABASE_URI=config.database_url, SQLALCHEMY_ENGINE_OPTIONS=options)
    db.init_app(app)
    with app.app_context():
        _listen(db.engine, config.instance / "app.lock")
    if config.environment == "production":
        _strict.set(False)


def _listen(engine: sa.Engine, lock_file: Path) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connect(lock_file))
        event.listen(engine, "begin", _sqlite_begin)
        event.listen(engine, "checkin", _sqlite_release)
        event.listen(engine, "close", _sqlite_close)
    else:
        event.listen(engine, "begin", _postgres_begin)


def _sqlite_connect(lock_file: Path) -> Callable[[Any, Any], None]:
    def connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        record.info["queue"] = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    return connect


def _sqlite_begin(connection: sa.Connection) -> None:
    write = writing()
    if connection.info.get("foreign_keys", True) == _migrating.get():
        # A table is changed by copying it; dropping the old one must not cascade into others.
        connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if _migrating.get() else 'ON'}")
        connection.info["foreign_keys"] = not _migrating.get()
    if connection.info.get("query_only") != (not write):
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
        connection.info["query_only"] = not write
    if write:
        # SQLite's own busy handler polls and lets writers starve; a file lock queues them.
        fcntl.flock(connection.info["queue"], fcntl.LOCK_EX)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _sqlite_release(_connection: Any, record: Any) -> None:
    if (queue := record.info.get("queue")) is not None:
        fcntl.flock(queue, fcntl.LOCK_UN)


def _sqlite_close(_connection: Any, record: Any) -> None:
    if (queue := record.info.pop("queue", None)) is not None:
        os.close(queue)


def _postgres_begin(connection: sa.Connection) -> None:
    driver = cast(Any, connection.connection.driver_connection)
    if driver.read_only != (not writing()):
        driver.read_only = not writing()
