"""The pool of interpreters of a summit, and who of it works in which session. Nothing of it is ever published."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession, Interpreter, Interpreting
from summitapp.agenda.services.sessions import NewPerson, claim, refuse_if_archived
from summitapp.agenda.values import AlreadyInPool
from summitapp.audit import services as audit
from summitapp.core.db import constraint_error, db, lock, table_of
from summitapp.core.errors import Invalid
from summitapp.core.text import LANGUAGES, N_
from summitapp.directory import services as directory
from summitapp.summits.models import Summit

constraint_error({"uq_agenda_interpreter_summit_id_person_id": AlreadyInPool})


def add_interpreter(summit: Summit, person: str, languages: Sequence[str], note: str = "",
                    newcomer: NewPerson | None = None) -> Interpreter:  # fmt: skip
    """Take somebody into the pool of a summit.

    :param person: public id; without it ``newcomer`` (title, given and family name) is written down first.
    :raises Invalid: naming the fields. :raises AlreadyInPool: if they are in it.
    :raises SummitArchived: if the summit takes no changes any more.
    """
    refuse_if_archived(summit)
    faults = rules.find_interpreter_faults(languages)
    found = queries.people_by_reference([person]).get(person) if person else None
    if found is None and (newcomer is None or not newcomer[1].strip()):
        faults["person"] = N_("Please choose a person, or write down somebody new.")
    if faults:
        raise Invalid(faults)
    if found is not None and any(one.person_id == found.id for one in queries.interpreters_of(summit.id)):
        raise AlreadyInPool  # the constraint says the same to two organisers at once
    if found is None:
        assert newcomer is not None
        title, given, family = newcomer
        row, reference = directory.add_person(given, family, None, "en", academic_title=title)
        audit.write("person.added", "directory.person", reference)
    else:
        row = found.id
    one = Interpreter(summit=summit, person_id=row, languages=_ordered(languages), note=note.strip())
    db.session.add(one)
    audit.record("interpreter.added", one, summit=summit.public_id, languages=_ordered(languages))
    return one


def change_interpreter(one: Interpreter, languages: Sequence[str], note: str) -> None:
    """Change between which languages somebody works, and what is noted about it.

    :raises Invalid: naming the fields. :raises SummitArchived: if the summit takes no changes any more.
    """
    one = lock(Interpreter, one.id)
    refuse_if_archived(one.summit)
    if faults := rules.find_interpreter_faults(languages):
        raise Invalid(faults)
    before, one.languages, one.note = list(one.languages), _ordered(languages), note.strip()
    audit.record("interpreter.changed", one, summit=one.summit.public_id, languages=(before, one.languages))


def remove_interpreter(one: Interpreter) -> int:
    """Take somebody out of the pool and out of every team; returns of how many sessions.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    one = lock(Interpreter, one.id)
    refuse_if_archived(one.summit)
    table = table_of(Interpreting)
    gone = db.session.execute(sa.delete(table).where(table.c.interpreter_id == one.id).returning(table.c.id)).all()
    audit.record("interpreter.removed", one, summit=one.summit.public_id, sessions=len(gone))
    db.session.delete(one)
    return len(gone)


def assign_team(session: AgendaSession, interpreters: Collection[str], revision: int) -> None:
    """Say who interprets in a session.

    :param interpreters: public ids of the pool; whoever is not named does not work in it any more.
    :raises Stale: if somebody changed the session meanwhile. :raises Invalid: if one is not in the pool.
    """
    session = claim(session, revision)
    pool = {one.public_id: one for one in queries.interpreters_of(session.summit_id)}
    if not set(interpreters) <= pool.keys():
        raise Invalid({"team": N_("Please choose interpreters of the pool.")})
    old = {row.interpreter.public_id: row for row in queries.teamwork_of(session)}
    for reference, row in old.items():
        if reference not in interpreters:
            db.session.delete(row)
    for reference in pool:
        if reference in interpreters and reference not in old:
            db.session.add(Interpreting(session=session, interpreter=pool[reference]))
    audit.record("session.team_changed", session, summit=session.summit.public_id,
                 interpreters=(sorted(old), sorted(interpreters)))  # fmt: skip


def _ordered(languages: Sequence[str]) -> list[str]:
    return [code for code in LANGUAGES if code in languages]
