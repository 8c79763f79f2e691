"""The pool of interpreters of a summit."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda.models import Interpreter
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
