"""The pool of interpreters of a summit."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda.models import AgendaSession, Interpreter, Interpreting
from summitapp.agenda.values import Appearing
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.summits.models import Summit


def interpreters_of(summit_id: int) -> list[Interpreter]:
    """Return the pool of a summit with its people, by name."""
    statement = (
        sa.select(Interpreter).join(Interpreter.person).where(Interpreter.summit_id == summit_id)
        .options(sa.orm.contains_eager(Interpreter.person)).order_by(Person.search_key, Interpreter.id)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def interpreter_of(slug: str, reference: str) -> Interpreter | None:
    """Return one interpreter of a summit by public id."""
    statement = (
        sa.select(Interpreter).join(Interpreter.summit).where(Summit.slug == slug, Interpreter.public_id == reference)
        .options(joinedload(Interpreter.person), joinedload(Interpreter.summit))
    )  # fmt: skip
    return db.session.scalar(statement)


def appearing_interpreter(one: Interpreter) -> Appearing:
    """Return an interpreter as the rules see them."""
    spoken = Translated.same(", ".join(code.upper() for code in one.languages))
    return Appearing(f"person:{one.person.public_id}", one.person.name.with_title, spoken,
                     hidden=one.person.hidden_at is not None, languages=tuple(one.languages))  # fmt: skip


def teamwork_of(session: AgendaSession) -> list[Interpreting]:
    """Return who interprets in a session, as rows."""
    statement = (
        sa.select(Interpreting).where(Interpreting.session_id == session.id)
        .options(joinedload(Interpreting.interpreter).joinedload(Interpreter.person)).order_by(Interpreting.id)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def sessions_interpreted(summit_id: int) -> dict[int, int]:
    """Return in how many sessions each interpreter of a summit works, by row id."""
    statement = (
        sa.select(Interpreting.interpreter_id, sa.func.count().label("sessions"))
        .join(Interpreter, Interpreter.id == Interpreting.interpreter_id)
        .where(Interpreter.summit_id == summit_id).group_by(Interpreting.interpreter_id)
    )  # fmt: skip
    return {row.interpreter_id: row.sessions for row in db.session.execute(statement)}
