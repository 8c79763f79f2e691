"""People in the agenda: put right after a merge, told on request, removed on request."""

from typing import Any

import sqlalchemy as sa

from summitapp.agenda.models import (
    AgendaNotice,
    AgendaSession,
    AgendaVersion,
    Appearance,
    Availability,
    Interpreter,
    Interpreting,
    ReleasedAppearance,
    SessionDocument,
    Slot,
)
from summitapp.agenda.values import Answer, Audience, NoticeState
from summitapp.audit import services as audit
from summitapp.core.db import db, lock, table_of
from summitapp.directory.models import Person
from summitapp.summits.models import Summit

_CASTS = (Appearance, ReleasedAppearance)
_PLANS = (Availability, Interpreter)


def replace_person(old: Person, new: Person, *, summit_id: int | None = None) -> None:
    """Let ``new`` stand wherever ``old`` appears: after a merge, or when somebody steps in.

    :param summit_id: only at this summit, published pages included; elsewhere ``old`` stays.
    """
    renew_pages(old.id, summit_id)
    here = (AgendaSession.summit_id == summit_id) if summit_id is not None else sa.true()
    sessions = sa.select(AgendaSession.id).where(here)
    slots = sa.select(Slot.id).join(Slot.session).where(here)
    appears, was_named = table_of(Appearance), table_of(ReleasedAppearance)
    for table, own in ((appears, appears.c.session_id.in_(sessions)), (was_named, was_named.c.slot_id.in_(slots))):
        values: dict[str, Any] = {"person_id": new.id}
        if table is appears and summit_id is not None:  # nobody answers for another
            values |= {"answer": Answer.OPEN, "answered_at": None, "word": "", "without_slides": False}
        db.session.execute(sa.update(table).where(table.c.person_id == old.id, own).values(values))
    _hand_over_documents(old, new, summit_id, sessions)
    _hand_over_plans(old, new, summit_id)
    _hand_over_notices(old, new, summit_id)
    db.session.expire_all()
    audit.record("person.replaced_in_agenda", old, by=new.public_id)


def _hand_over_documents(old: Person, new: Person, summit_id: int | None, sessions: Any) -> None:
    """After a merge the files of both are the one's; whoever steps in brings their own, and the old go to nobody."""
    table = table_of(SessionDocument)
    own = (table.c.person_id == old.id) & table.c.session_id.in_(sessions)
    if summit_id is None:
        db.session.execute(sa.update(table).where(own).values(person_id=new.id))
    else:
        db.session.execute(sa.update(table).where(own).values(visibility=Audience.TEAM, allowed=Audience.TEAM))


def _hand_over_plans(old: Person, new: Person, summit_id: int | None) -> None:
    """After a merge both were one: what is planned with the one is planned with the other.

    Whoever steps in for another is neither there at the same hours nor speaks the same languages.
    """
    if summit_id is None:
        _hand_over_teams(old, new)
    for model in _PLANS:
        table = table_of(model)
        own = table.c.person_id == old.id
        if summit_id is not None:
            db.session.execute(sa.delete(table).where(own, table.c.summit_id == summit_id))
            continue
        known = sa.select(table.c.summit_id).where(table.c.person_id == new.id).scalar_subquery()
        db.session.execute(sa.delete(table).where(own, table.c.summit_id.in_(known)))
        db.session.execute(sa.update(table).where(own).values(person_id=new.id))


def _hand_over_teams(old: Person, new: Person) -> None:
    """Where both were in the pool of a summit, let the one who stays work in the sessions of both."""
    pool = table_of(Interpreter)
    twice = pool.alias("kept")
    pairs = db.session.execute(
        sa.select(pool.c.id, twice.c.id).join(twice, twice.c.summit_id == pool.c.summit_id)
        .where(pool.c.person_id == old.id, twice.c.person_id == new.id)
    ).all()  # fmt: skip
    work = table_of(Interpreting)
    for gone, kept in pairs:
        known = sa.select(work.c.session_id).where(work.c.interpreter_id == kept).scalar_subquery()
        moving = sa.update(work).where(work.c.interpreter_id == gone, work.c.session_id.not_in(known))
        db.session.execute(moving.values(interpreter_id=kept))


def _hand_over_notices(old: Person, new: Person, summit_id: int | None) -> None:
    """What was not sent yet goes to whoever stands there now; what was, was told to the one who left."""
    table = table_of(AgendaNotice)
    own = table.c.person_id == old.id
    if summit_id is not None:
        here = sa.select(AgendaVersion.id).where(AgendaVersion.summit_id == summit_id)
        own &= table.c.version_id.in_(here) & (table.c.state == NoticeState.PREPARED)
    known = sa.select(table.c.version_id).where(table.c.person_id == new.id).scalar_subquery()
    db.session.execute(sa.delete(table).where(own, table.c.version_id.in_(known)))
    db.session.execute(sa.update(table).where(own).values(person_id=new.id))


def export_person(person: Person) -> dict[str, Any]:
    """Return what the agenda holds of a person."""
    statement = (
        sa.select(AgendaSession.code, AgendaSession.title, Appearance)
        .join(Appearance, Appearance.session_id == AgendaSession.id)
        .where(Appearance.person_id == person.id)
        .order_by(AgendaSession.code)
    )
    return {
        "appearances": [
            {"session": code, "title": title.as_dict(), "role": one.role.value, "function": one.function.as_dict(),
             "answer": one.answer.value, "word": one.word,
             "answered_at": one.answered_at.isoformat() if one.answered_at else None}
            for code, title, one in db.session.execute(statement)
        ],
        "documents": [
            {"title": one.title, "file": one.name, "size": one.size, "shown_to": one.visibility.value}
            for one in _plans_of(SessionDocument, person)
        ],
        "available": [
            {"from": row.starts_at.isoformat(), "until": row.ends_at.isoformat()}
            for row in _plans_of(Availability, person)
        ],
        "interprets": [
            {"languages": row.languages, "note": row.note, "sessions": _interpreted(row)}
            for row in _plans_of(Interpreter, person)
        ],
        "told": [
            {"at": row.added_at.isoformat(), "state": row.state.value, "news": row.news}
            for row in _plans_of(AgendaNotice, person)
        ],
    }


def _interpreted(row: Interpreter) -> list[str]:
    statement = sa.select(AgendaSession.code).join(Interpreting, Interpreting.session_id == AgendaSession.id)
    return list(db.session.scalars(statement.where(Interpreting.interpreter_id == row.id).order_by(AgendaSession.code)))


def _plans_of(model: type[Any], person: Person) -> list[Any]:
    return list(db.session.scalars(sa.select(model).where(model.person_id == person.id).order_by(model.id)))


def erase_person(person: Person) -> None:
    """Remove a person from every session, those of past releases included; pages follow at once."""
    renew_pages(person.id)
    for model in (*_CASTS, *_PLANS, AgendaNotice, SessionDocument):
        table = table_of(model)
        db.session.execute(sa.delete(table).where(table.c.person_id == person.id))
    db.session.expire_all()
    audit.record("person.erased_from_agenda", person)


def renew_pages(person_id: int, summit_id: int | None = None) -> None:
    """Raise the redaction counter of each summit that named the person, so that kept pages are made anew."""
    named = (
        sa.select(AgendaSession.summit_id)
        .join(Slot, Slot.session_id == AgendaSession.id)
        .join(ReleasedAppearance, ReleasedAppearance.slot_id == Slot.id)
        .where(ReleasedAppearance.person_id == person_id)
    )
    if summit_id is not None:
        named = named.where(AgendaSession.summit_id == summit_id)
    table = table_of(Summit)
    own = sa.select(table.c.id).where(table.c.id.in_(named)).order_by(table.c.id).with_for_update(key_share=True)
    summits = db.session.scalars(own).all()
    db.session.execute(
        sa.update(table).where(table.c.id.in_(summits)).values(redactions=table.c.redactions + 1)
    )  # fmt: skip


def forget_people(summit_id: int, most: int) -> int:
    """Delete who appeared in a summit that is very long over; returns how many, ``most`` at once."""
    lock(Summit, summit_id)
    sessions = sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit_id)
    slots = sa.select(Slot.id).where(Slot.session_id.in_(sessions))
    gone = 0
    for table, own in (
        (table_of(Appearance), table_of(Appearance).c.session_id.in_(sessions)),
        (table_of(ReleasedAppearance), table_of(ReleasedAppearance).c.slot_id.in_(slots)),
        (table_of(SessionDocument), table_of(SessionDocument).c.session_id.in_(sessions)),
    ):
        rows = sa.select(table.c.id).where(own, table.c.person_id.is_not(None)).limit(most)
        gone += len(db.session.execute(sa.delete(table).where(table.c.id.in_(rows)).returning(table.c.id)).all())
    if gone:
        counter = table_of(Summit)
        db.session.execute(
            sa.update(counter).where(counter.c.id == summit_id).values(redactions=counter.c.redactions + 1)
        )
        db.session.expire_all()
    return gone


def forget_plans(summit_id: int, most: int) -> int:
    """Delete who was free when and who interpreted what, once a summit is over; returns how many, ``most`` at once."""
    gone = 0
    for model in _PLANS:
        table = table_of(model)
        rows = sa.select(table.c.id).where(table.c.summit_id == summit_id).limit(most)
        gone += len(db.session.execute(sa.delete(table).where(table.c.id.in_(rows)).returning(table.c.id)).all())
    return gone + _forget_words(summit_id, most)


def _forget_words(summit_id: int, most: int) -> int:
    """Empty what people told the organisers with their answers."""
    table = table_of(Appearance)
    here = table.c.session_id.in_(sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit_id))
    rows = sa.select(table.c.id).where(here, table.c.word != "").limit(most)
    emptied = sa.update(table).where(table.c.id.in_(rows)).values(word="")
    return len(db.session.execute(emptied.returning(table.c.id)).all())


def forget_notices(summit_id: int, most: int) -> int:
    """Delete who was told what of each release, once a summit is over; returns how many, ``most`` at once."""
    table = table_of(AgendaNotice)
    here = sa.select(AgendaVersion.id).where(AgendaVersion.summit_id == summit_id)
    rows = sa.select(table.c.id).where(table.c.version_id.in_(here)).limit(most)
    return len(db.session.execute(sa.delete(table).where(table.c.id.in_(rows)).returning(table.c.id)).all())
