"""Writing, changing and cancelling sessions."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from summitapp.agenda import queries
from summitapp.agenda.models import AgendaSession, Appearance
from summitapp.agenda.rules import find_session_faults
from summitapp.agenda.services.entries import revise_released
from summitapp.agenda.values import (
    AppearanceDetails,
    Attendance,
    PlacesChanged,
    SessionCodeTaken,
    SessionDetails,
    SessionPublished,
    SessionRemoved,
    SessionState,
    SessionText,
)
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock
from summitapp.core.errors import Invalid, Stale
from summitapp.core.events import announce
from summitapp.core.text import N_
from summitapp.directory import services as directory
from summitapp.summits.models import Summit, Track
from summitapp.summits.values import SummitArchived, SummitState

_LETTERS = "23456789ACDEFGHJKMNPQRTUVWXY"  # none that is taken for another

constraint_error({"uq_agenda_session_summit_id_code": SessionCodeTaken})


NewPerson = tuple[str, str, str]


def add_session(summit: Summit, details: SessionDetails, *newcomers: NewPerson) -> AgendaSession:
    """Add a session without a place yet; without a code it is given one that tells nothing.

    :param newcomers: people the directory does not know: academic title, given and family name.
    :raises Invalid: naming the fields. :raises SessionCodeTaken: if another session has the code.
    :raises SummitArchived: if the summit takes no changes any more.
    """
    return add_claimed(claim_summit(summit), details, *newcomers)


def add_claimed(summit: Summit, details: SessionDetails, *newcomers: NewPerson) -> AgendaSession:
    """Do what :func:`add_session` does in a summit that is claimed already: for many at once."""
    code = details.code.strip().upper() or _new_code()
    session = AgendaSession(summit=summit, code=code, created_at=now())
    _write(session, _with_newcomers(details, newcomers))
    db.session.add(session)
    audit.record("session.added", session, summit=summit.public_id, code=code, title=details.text.title)
    return session


def edit_session(session: AgendaSession, details: SessionDetails, revision: int, *newcomers: NewPerson) -> None:
    """Change what is said of a session; what is published stays until the next release.

    Showing a session to fewer people takes effect at once, in the last release too.

    :param revision: of the session as it was when the form was opened.
    :raises Stale: if somebody changed it meanwhile. :raises Invalid: naming the fields.
    """
    session = claim(session, revision)
    before = session.text
    wanted = details.text
    if wanted.attendance is Attendance.ENROL and wanted.capacity is not None and wanted.capacity < session.taken:
        raise Invalid({"capacity": N_("More people have a place in this session than that.")})
    _write(session, _with_newcomers(details, newcomers))
    after = session.text
    if before.visibility is not after.visibility:
        session.summit.redact()
    if before.visibility.stricter(after.visibility) is not before.visibility:
        revise_released(session)
    changed: dict[str, Any] = {
        name: (_plain(before, name), _plain(after, name))
        for name in SessionText.__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    }
    audit.record("session.edited", session, summit=session.summit.public_id, **changed)
    if (before.capacity, before.attendance) != (after.capacity, after.attendance):
        announce(PlacesChanged(session.id, session.summit.public_id))


def cancel_session(session: AgendaSession, revision: int) -> None:
    """Take a session off the draft for good; the next release shows it as cancelled.

    :raises Stale: if somebody changed it meanwhile.
    """
    session = claim(session, revision)
    session.state = SessionState.CANCELLED
    if slot := queries.slot_of(session):
        db.session.delete(slot)
    audit.record("session.cancelled", session, summit=session.summit.public_id, state=SessionState.CANCELLED)


def reinstate_session(session: AgendaSession, revision: int) -> None:
    """Let a cancelled session take place after all; it then needs a time.

    :raises Stale: if somebody changed it meanwhile.
    """
    session = claim(session, revision)
    session.state = SessionState.PLANNED
    audit.record("session.reinstated", session, summit=session.summit.public_id, state=SessionState.PLANNED)


def duplicate_session(session: AgendaSession) -> AgendaSession:
    """Write a session a second time, under a new code and without a place; who appears comes along, unanswered.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    claim_summit(session.summit)
    copy = copy_of(session, session.summit, people=True)
    copy.code, copy.track = _new_code(), session.track
    db.session.add(copy)
    audit.record("session.duplicated", copy, summit=session.summit.public_id, code=copy.code, source=session.code)
    return copy


def copy_of(session: AgendaSession, target: Summit, *, people: bool) -> AgendaSession:
    """Return a session of ``target`` with the same words, not yet in the database."""
    same = ("code", "title", "abstract", "kind", "sdgs", "topics", "spoken_languages", "interpretation",
            "visibility", "capacity", "is_break", "attendance", "channels")  # fmt: skip
    copy = AgendaSession(summit=target, created_at=now(), **{name: getattr(session, name) for name in same})
    if people:
        copy.appearances = [
            Appearance(person_id=one.person_id, position_id=one.position_id, role=one.role, place=one.place,
                       function=one.function)
            for one in session.appearances
        ]  # fmt: skip
    return copy


def remove_session(session: AgendaSession, revision: int) -> None:
    """Delete a session that nobody has heard of: a break set by mistake, a duplicate that is not needed.

    :raises Stale: if somebody changed it meanwhile. :raises SessionPublished: if a release held it; cancel it then.
    """
    session = claim(session, revision)
    if queries.published_codes(session.summit, [session.code]):
        raise SessionPublished
    announce(SessionRemoved(session.id))
    audit.record("session.removed", session, summit=session.summit.public_id, code=session.code)
    if slot := queries.slot_of(session):
        db.session.delete(slot)
        db.session.flush()
    db.session.delete(session)


def claim(session: AgendaSession, revision: int) -> AgendaSession:
    """Lock a session, after its summit, and raise its revision, if it is still as the form showed it.

    :raises Stale: if it is not: nothing is overwritten. :raises SummitArchived: if its summit is.
    """
    claim_summit(session.summit)
    session = lock(AgendaSession, session.id)
    if session.revision != revision:
        raise Stale
    session.revision += 1
    return session


def claim_summit(summit: Summit) -> Summit:
    """Lock the summit whose agenda is to change; whoever needs sessions of it too locks them afterwards, by their number.

    One order for all, so that nobody waits for somebody who waits for them. Whoever only takes a place in a session, or
    answers for one, never touches the summit afterwards and so may begin with the session.

    :raises SummitArchived: if it takes no changes any more.
    """
    summit = lock(Summit, summit.id)
    refuse_if_archived(summit)
    return summit


def refuse_if_archived(summit: Summit) -> None:
    """Pass while the summit takes changes.

    :raises SummitArchived: if it does not any more.
    """
    if summit.state is SummitState.ARCHIVED:
        raise SummitArchived


def _with_newcomers(details: SessionDetails, newcomers: Sequence[NewPerson]) -> SessionDetails:
    """Write down the people the directory does not know, and let them appear after the others."""
    added = []
    for title, given, family in newcomers:
        if not given:
            raise Invalid({"new_given": N_("Please give the given name; a single name stands there too.")})
        _row, reference = directory.add_person(given, family, None, "en", academic_title=title)
        audit.write("person.added", "directory.person", reference)
        added.append(AppearanceDetails(person=reference))
    return replace(details, appearances=(*details.appearances, *added))


def _plain(text: SessionText, name: str) -> object:
    return text.as_dict()[name]


def _write(session: AgendaSession, details: SessionDetails) -> None:
    text = details.text
    tracks = {track.code: track for track in queries.tracks_of(session.summit)}
    faults = find_session_faults(text, frozenset(tracks))
    with db.session.no_autoflush:
        cast = _cast(details.appearances, faults)
        _keep_answers(session.appearances, cast)
    if faults:
        raise Invalid(faults)
    write_text(session, text, tracks.get(text.track))
    session.appearances = cast


def write_text(session: AgendaSession, text: SessionText, track: Track | None) -> None:
    """Let a session say what ``text`` says; whether that makes sense was judged before."""
    session.title, session.abstract, session.kind = text.title, text.abstract, text.kind
    session.track = track
    session.sdgs, session.topics = list(text.sdgs), list(text.topics)
    session.spoken_languages, session.interpretation = list(text.languages), list(text.interpretation)
    session.visibility, session.capacity, session.is_break = text.visibility, text.capacity, text.is_break
    session.attendance, session.channels, session.livestream = text.attendance, dict(text.channels), text.livestream


def _cast(appearances: Sequence[AppearanceDetails], faults: dict[str, str]) -> list[Appearance]:
    people = queries.people_by_reference(one.person for one in appearances if one.person)
    positions = queries.positions_by_reference(one.position for one in appearances if one.position)
    cast = []
    for place, one in enumerate(appearances):
        person, position = people.get(one.person), positions.get(one.position)
        if (person is None) == (position is None):
            faults["appearances"] = N_("Please choose a person or an office from the list.")
        cast.append(Appearance(person=person, position=position, role=one.role, place=place, function=one.function))
    return cast


def _keep_answers(before: Sequence[Appearance], after: Sequence[Appearance]) -> None:
    """Let whoever stays in the session have said what they said."""
    said = {(one.person_id, one.position_id): one for one in before}
    for one in after:
        key = (one.person.id if one.person else None, one.position.id if one.position else None)
        if (old := said.get(key)) is not None:
            one.answer, one.answered_at, one.word = old.answer, old.answered_at, old.word
            one.without_slides = old.without_slides


def _new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(6))
