"""What becomes of choices when registrations end, people turn out to be one, ask for their data, or time has passed."""

from typing import Any

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession
from summitapp.audit.services import record, write
from summitapp.core.db import db, lock, table_of
from summitapp.directory.models import Person
from summitapp.enrolment import queries
from summitapp.enrolment.models import Enrolment, Favourite, Feedback
from summitapp.enrolment.services.queue import take_back, unseat
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE, Reason, State

_OWN = (Favourite, Feedback)


def give_back_all(registration_id: int) -> None:
    """Give back every place and turn of a registration that ended.

    One that was merged keeps them until :func:`hand_over_places`, and one whose change is looked at until that is decided.
    """
    registration = db.session.get_one(Registration, registration_id)
    if registration.state in ACTIVE or registration.reason == Reason.MERGED.value:
        return
    take_back(registration_id)


def hand_over(gone: Person, kept: Person) -> None:
    """After a merge both were one: the stars and the feedback of the one are the other's, and of two one is enough."""
    for model in _OWN:
        table = table_of(model)
        has = sa.select(table.c.session_id).where(table.c.person_id == kept.id).scalar_subquery()
        own = table.c.person_id == gone.id
        db.session.execute(sa.delete(table).where(own, table.c.session_id.in_(has)))
        db.session.execute(sa.update(table).where(own).values(person_id=kept.id))
    db.session.expire_all()


def hand_over_places(gone_id: int, kept_id: int) -> None:
    """Let the registration that goes on have the places of the other; what it has already, or cannot have, goes back."""
    kept = lock(Registration, kept_id)
    for held in queries.enrolments_with_places(gone_id):
        session = lock(AgendaSession, held.session_id)
        db.session.refresh(held)
        if kept.state is State.CONFIRMED and queries.of_pair(session.id, kept.id) is None:
            held.registration = kept
            record("enrolment.handed_over", held, summit=session.summit.public_id, session=session.code)
        else:
            unseat(session, held, "ended")


def export_person(person: Person) -> dict[str, Any]:
    """Return what somebody chose of programmes and said of sessions."""
    places = (
        sa.select(AgendaSession.code, AgendaSession.title, Enrolment.state, Enrolment.created_at)
        .join(Enrolment, Enrolment.session_id == AgendaSession.id).join(Enrolment.registration)
        .where(Registration.person_id == person.id).order_by(Enrolment.id)
    )  # fmt: skip
    stars = (
        sa.select(AgendaSession.code, AgendaSession.title).join(Favourite, Favourite.session_id == AgendaSession.id)
        .where(Favourite.person_id == person.id).order_by(Favourite.id)
    )  # fmt: skip
    said = (
        sa.select(AgendaSession.code, AgendaSession.title, Feedback.stars, Feedback.text)
        .join(Feedback, Feedback.session_id == AgendaSession.id).where(Feedback.person_id == person.id).order_by(Feedback.id)
    )  # fmt: skip
    return {
        "places": [
            {"session": code, "title": title.as_dict(), "state": state.value, "at": at.isoformat()}
            for code, title, state, at in db.session.execute(places)
        ],
        "favourites": [{"session": code, "title": title.as_dict()} for code, title in db.session.execute(stars)],
        "feedback": [
            {"session": code, "title": title.as_dict(), "stars": number, "text": text}
            for code, title, number, text in db.session.execute(said)
        ],
    }


def erase_person(person: Person) -> None:
    """Delete what somebody chose and said; their places go to those who wait."""
    for registration in registrations.of_person(person.id):
        take_back(registration.id)
    for model in _OWN:
        table = table_of(model)
        db.session.execute(sa.delete(table).where(table.c.person_id == person.id))
    db.session.expire_all()
    write("enrolment.erased", "directory.person", person.public_id)


def forget_choices(summit_id: int, most: int) -> int:
    """Delete who sat where, their stars and their feedback, once a summit is long over; returns how many."""
    here = sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit_id)
    gone = 0
    for model in (Enrolment, *_OWN):
        table = table_of(model)
        rows = sa.select(table.c.id).where(table.c.session_id.in_(here)).limit(most)
        gone += len(db.session.execute(sa.delete(table).where(table.c.id.in_(rows)).returning(table.c.id)).all())
    if gone:
        sessions = table_of(AgendaSession)
        counts = sa.select(sa.func.count()).select_from(Enrolment).where(
            Enrolment.session_id == sessions.c.id, Enrolment.state == "enrolled"
        ).scalar_subquery()
        db.session.execute(sa.update(sessions).where(sessions.c.summit_id == summit_id).values(taken=counts))
        db.session.expire_all()
    return gone
