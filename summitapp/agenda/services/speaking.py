"""What speakers do themselves: answer, say when they are there, bring slides; and what organisers do with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession, Availability, SessionDocument
from summitapp.agenda.services.sessions import claim_summit, refuse_if_archived
from summitapp.agenda.values import (
    Answer,
    Audience,
    DayChoice,
    DocumentDetails,
    DocumentsTooMany,
    DocumentTooOpen,
    NotYourSession,
    SlidesClosed,
    SpeakerCounts,
)
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.core.errors import Invalid
from summitapp.directory.models import Person
from summitapp.speakers import services as speakers
from summitapp.speakers.documents import CleanFile
from summitapp.speakers.models import SpeakerProfile
from summitapp.summits.models import Summit

MOST_DOCUMENTS: Final = 20
_SLIDES_NEAR_DAYS: Final = 7


def answer_session(session: AgendaSession, person: Person, answer: Answer, word: str = "", *,
                   without_slides: bool | None = None) -> None:  # fmt: skip
    """Take note whether somebody appears in a session; calendars and releases stay as they are.

    :param word: to the organisers; a refusal needs one. :param without_slides: they bring none; unchanged if none.
    :raises NotYourSession: if they do not appear in it. :raises Invalid: if the word is missing.
    :raises SummitArchived: if the summit takes no changes any more.
    """
    session = lock(AgendaSession, session.id)
    refuse_if_archived(session.summit)
    mine = queries.appearances_in(session, person.id, queries.offices_held(session.summit, person.id))
    if not mine:
        raise NotYourSession
    if faults := rules.find_answer_faults(answer, word):
        raise Invalid(faults)
    before = mine[0].answer
    for one in mine:
        if one.answer is not answer:
            one.answered_at = now() if answer is not Answer.OPEN else None
        one.answer, one.word = answer, word.strip()[:1000]
        if without_slides is not None:
            one.without_slides = without_slides
    audit.record("speaker.answered", session, summit=session.summit.public_id, person=person.public_id,
                 answer=(before, answer))  # fmt: skip


def set_presence(summit: Summit, person: Person, choices: Sequence[DayChoice]) -> None:
    """Write down when somebody is there, in place of what they said before.

    :raises Invalid: by ISO date, or ``days``. :raises SummitArchived: if the summit takes no changes any more.
    """
    summit = claim_summit(summit)
    if faults := rules.find_presence_faults(choices):
        raise Invalid(faults)
    table = table_of(Availability)
    db.session.execute(sa.delete(table).where(table.c.summit_id == summit.id, table.c.person_id == person.id))
    spans = rules.spans_of(choices, summit.timezone)
    db.session.add_all(
        Availability(summit_id=summit.id, person_id=person.id, starts_at=span.starts_at, ends_at=span.ends_at)
        for span in spans
    )
    audit.record("speaker.times_set", person, summit=summit.public_id, days=len(spans))


# --- documents ----------------------------------------------------------------------------------------


def bring_document(session: AgendaSession, person: Person, details: DocumentDetails, file: CleanFile) -> SessionDocument:
    """Keep a file of somebody who appears in a session, for the team until the organisers release it.

    :raises NotYourSession: if they do not appear in it. :raises SlidesClosed: if the day for it is over.
    :raises DocumentsTooMany: if the session has as many as it may.
    """
    session = lock(AgendaSession, session.id)
    if not queries.appearances_in(session, person.id, queries.offices_held(session.summit, person.id)):
        raise NotYourSession
    if not slides_open(session.summit):
        raise SlidesClosed
    return _keep(session, person, details, Audience.TEAM, file)


def add_document(session: AgendaSession, details: DocumentDetails, file: CleanFile) -> SessionDocument:
    """Add a file of the organisers to a session; those it is meant for may have it at once.

    :raises DocumentsTooMany: if the session has as many as it may.
    """
    claim_summit(session.summit)
    return _keep(lock(AgendaSession, session.id), None, details, details.allowed, file)


def _keep(session: AgendaSession, person: Person | None, details: DocumentDetails, visibility: Audience,
          file: CleanFile) -> SessionDocument:  # fmt: skip
    refuse_if_archived(session.summit)
    if len(queries.documents_of([session.id]).get(session.id, ())) >= MOST_DOCUMENTS:
        raise DocumentsTooMany
    title = details.title.strip() or file.name.rsplit(".", 1)[0]
    document = SessionDocument(
        session=session, person=person, kind=details.kind, title=title[:200], language=details.language,
        name=file.name, media_type=file.media_type, size=len(file.content), content=file.content,
        visibility=visibility, allowed=details.allowed, created_at=now(),
    )  # fmt: skip
    db.session.add(document)
    audit.record("document.added", document, summit=session.summit.public_id, session=session.code,
                 size=document.size, visibility=visibility)  # fmt: skip
    _renew(session.summit, visibility)
    return document


def show_document(document: SessionDocument, visibility: Audience) -> None:
    """Let a document be had by these people and no others, at once.

    :raises DocumentTooOpen: if whoever brought it did not agree to so many.
    """
    lock(Summit, document.session.summit_id)  # before the document: kept pages of the summit may have to be made anew
    document = lock(SessionDocument, document.id)
    if document.person_id is None:
        document.allowed = visibility
    if not visibility.within(document.allowed):
        raise DocumentTooOpen
    before, document.visibility = document.visibility, visibility
    summit = document.session.summit
    audit.record("document.shown", document, summit=summit.public_id, visibility=(before, visibility))
    _renew(summit, before, visibility)


def allow_document(document: SessionDocument, allowed: Audience) -> None:
    """Say how many people may have one's own document; if more have it now, they lose it at once."""
    lock(Summit, document.session.summit_id)  # before the document: kept pages of the summit may have to be made anew
    document = lock(SessionDocument, document.id)
    before = document.visibility
    document.allowed = allowed
    if not document.visibility.within(allowed):
        document.visibility = allowed
    summit = document.session.summit
    audit.record("document.allowed", document, summit=summit.public_id, allowed=allowed)
    _renew(summit, before)


def remove_document(document: SessionDocument) -> None:
    """Delete a document for good."""
    summit = lock(Summit, document.session.summit_id)
    reference, visibility = document.public_id, document.visibility
    db.session.delete(document)
    audit.write("document.removed", "agenda.document", reference, summit=summit.public_id)
    _renew(summit, visibility)


def slides_open(summit: Summit) -> bool:
    """Whether speakers may still bring files."""
    return summit.slides_due_at is None or now() <= summit.slides_due_at


def set_slides_deadline(summit: Summit, due_at: datetime | None) -> None:
    """Say until when speakers bring their slides; without a moment there is no end.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    summit = claim_summit(summit)
    before, summit.slides_due_at = summit.slides_due_at, due_at
    audit.record("agenda.slides_due", summit, summit=summit.public_id, slides_due_at=(before, due_at))


def _renew(summit: Summit, *circles: Audience) -> None:
    """Let kept pages be made anew if everybody could, or can now, have the document."""
    if Audience.PUBLIC in circles:
        summit.redact()


# --- asking ---------------------------------------------------------------------------------------------


def profile_for(summit: Summit, person: Person) -> SpeakerProfile | None:
    """Return the profile of somebody who appears at a summit, made now if need be; nothing for anybody else."""
    if not queries.turns_of(summit, person):
        return None
    return speakers.ensure_profile(summit, person)


def invite_speakers(summit: Summit, references: Iterable[str]) -> int:
    """Mail their link to these speakers (public ids), as far as they have an address; returns to how many."""
    refuse_if_archived(summit)
    wanted = set(references)
    reachable = {row.reference for row in queries.speakers_of(summit) if row.email and row.reference in wanted}
    people = queries.people_by_reference(reachable)
    for reference in sorted(people):
        speakers.invite(speakers.ensure_profile(summit, people[reference]))
    return len(people)


def speakers_waiting(summit: Summit) -> SpeakerCounts:
    """Return what the overview says about speakers."""
    due = summit.slides_due_at
    near = due is not None and (due - now()).days < _SLIDES_NEAR_DAYS
    return rules.count_speakers(queries.speakers_of(summit), near)

