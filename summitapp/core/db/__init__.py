"""The one database: column types, the unit of work with the only commit, and locks.

SQLite and PostgreSQL behave alike from here up. A unit of work that writes begins with
``BEGIN IMMEDIATE`` on SQLite, queued fairly by a file lock; everything else begins read-only,
and the database itself refuses a write.

``tables`` is what models are made of, ``units`` the unit of work with the guard of the audit, ``constraints`` what the
database itself refuses, ``connections`` how it is spoken to.
"""

from summitapp.core.db.connections import init_app, let_go
from summitapp.core.db.constraints import append_only, append_only_sql, broken_constraint, constraint_error, refusal_of
from summitapp.core.db.tables import (
    NAMING,
    Base,
    Json,
    Public,
    TranslatedText,
    UTCDateTime,
    as_stored,
    db,
    personal,
    personal_kind,
    table_of,
)
from summitapp.core.db.units import (
    AuditMissing,
    UnitOfWork,
    after_commit,
    count_anew,
    end_read,
    insert_missing,
    lock,
    mark_recorded,
    remember,
    schema_change,
    see_one_moment,
    unit_of_work,
    writing,
)

__all__ = [
    "NAMING", "UTCDateTime", "Json", "TranslatedText", "Base", "Public", "personal", "personal_kind", "db",
    "table_of", "as_stored",
    "UnitOfWork", "AuditMissing", "writing", "unit_of_work", "schema_change", "after_commit",
    "count_anew", "see_one_moment", "remember", "lock", "insert_missing", "end_read", "mark_recorded",
    "constraint_error", "broken_constraint", "refusal_of", "append_only_sql", "append_only",
    "init_app", "let_go",
]  # fmt: skip
