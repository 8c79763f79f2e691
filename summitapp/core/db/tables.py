"""What models are made of: column types, bases, and what a personal column says of itself."""

import enum
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, Final, cast

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from summitapp.core.security import new_reference
from summitapp.core.text import Translated

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


def as_stored(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return a column as the driver hands it over: for telling whether it is as it was, not for reading it."""
    return sa.type_coerce(column, sa.types.NULLTYPE)
