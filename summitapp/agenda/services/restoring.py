"""Publishing an older release again, and letting the draft go back to it."""

from collections.abc import Sequence
from dataclasses import replace

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession, AgendaVersion, Appearance, Slot
from summitapp.agenda.services import freezing
from summitapp.agenda.services.placing import ensure_draft
from summitapp.agenda.services.publishing import begin_release, claim_agenda, finish_release
from summitapp.agenda.services.sessions import write_text
from summitapp.agenda.values import (
    AgendaConflicts,
    Attendance,
    NothingChanged,
    PlacesChanged,
    ReleaseOrigin,
    SessionKind,
    SessionState,
    SessionText,
)
from summitapp.audit import services as audit
from summitapp.core.db import db
from summitapp.core.errors import NotFound
from summitapp.core.events import announce
from summitapp.core.text import Translated
from summitapp.summits.models import Summit


def restore_version(
    summit: Summit, number: int, note: Translated, name: str = "", *, draft_follows: bool = False
) -> AgendaVersion:
    """Publish an older release again as the next one, in the words it froze.

    What was added since stays on as cancelled. Who was hidden or erased stays so, and a session is shown to nobody to
    whom the last release, or the session today, does not show it.

    :param draft_follows: put the draft back, too; else it stays as it is and differs from what is published.
    :raises NotFound: if there is no such release. :raises NothingChanged: if it says what is published.
    :raises AgendaConflicts: if it does not fit any more, since rooms or days changed.
    :raises VersionNameTaken: :raises Invalid: :raises SummitArchived: as :func:`publish_agenda`.
    """
    summit = claim_agenda(summit)
    target, last = queries.last_release(summit, number), queries.last_release(summit)
    if target is None or last is None:
        raise NotFound
    standing = tuple(one for one in queries.placements_of(target) if not one.cancelled)
    released = queries.placements_of(last)
    changes = rules.compare_versions(released, standing)
    if not changes:
        raise NothingChanged
    found = rules.find_conflicts(standing, queries.frame_of(summit).for_release())
    if blocking := tuple(conflict for conflict in found if conflict.blocking):
        raise AgendaConflicts(blocking)
    version = begin_release(summit, last, note, name, correction=rules.is_correction(changes),
                            origin=ReleaseOrigin.RESTORED, origin_of=str(number))  # fmt: skip
    slots = [slot for slot in queries.slots_of(target) if not slot.cancelled]
    freezing.copy_slots(version, slots, changes=freezing.shown_to_fewer(slots, queries.slots_of(last)))
    freezing.carry(last, version, {slot.session.code for slot in slots})
    if draft_follows:
        _put_back(summit, slots)
        audit.record("agenda.draft_put_back", version, summit=summit.public_id, number=number)
    finish_release(version, last, released, changes)
    return version


def _put_back(summit: Summit, slots: Sequence[Slot]) -> None:
    """Let the draft say what a release said; blockers stay, and what was added since loses its time only."""
    draft = ensure_draft(summit)
    tracks = {track.code: track for track in queries.tracks_of(summit)}
    present = {slot.session_id: slot for slot in queries.draft_slots(draft)}
    resized: list[AgendaSession] = []
    for slot in slots:
        session = slot.session
        before = (session.capacity, session.attendance)
        session.state = SessionState.PLANNED
        if slot.frozen is not None:
            text = SessionText.of(slot.frozen)
            write_text(session, _within(text, session), tracks.get(text.track))
        session.appearances = _cast(session, slot)
        place = present.get(session.id) or Slot(version=draft, session=session)
        place.room, place.starts_at, place.ends_at = slot.room, slot.starts_at, slot.ends_at
        place.more_rooms = list(slot.more_rooms)
        db.session.add(place)
        session.revision += 1
        if before != (session.capacity, session.attendance):
            resized.append(session)
    kept = {slot.session_id for slot in slots}
    for row, place in present.items():
        if row not in kept and place.session.kind is not SessionKind.BLOCKER:
            place.session.revision += 1
            db.session.delete(place)
    db.session.flush()
    for session in resized:
        announce(PlacesChanged(session.id, summit.public_id))


def _within(text: SessionText, session: AgendaSession) -> SessionText:
    """Return the words with what has hardened since: who may see the session, and the places that are given."""
    capacity = text.capacity
    if text.attendance is Attendance.ENROL and capacity is not None:
        capacity = max(capacity, session.taken)
    return replace(text, visibility=text.visibility.stricter(session.visibility), capacity=capacity)


def _cast(session: AgendaSession, slot: Slot) -> list[Appearance]:
    """Return the people of a release; what those said who are still there stays."""
    answers = {(one.person_id, one.position_id): (one.answer, one.answered_at) for one in session.appearances}
    cast = []
    for one in slot.appearances:
        back = Appearance(person_id=one.person_id, position_id=one.position_id, role=one.role, place=one.place,
                          function=one.function)  # fmt: skip
        if known := answers.get((one.person_id, one.position_id)):
            back.answer, back.answered_at = known
        cast.append(back)
    return cast
