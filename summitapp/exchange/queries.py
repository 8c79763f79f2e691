"""The draft as files are held against it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import AgendaSession, Appearance, subject_of
from summitapp.agenda.values import KIND_LABELS, VISIBILITY_LABELS, SessionKind, SessionState, Visibility
from summitapp.calendars.rules import uid_of
from summitapp.core.db import db
from summitapp.core.i18n import gettext, speaking
from summitapp.core.text import LANGUAGES, Language, Translated, fold
from summitapp.core.tz import to_local
from summitapp.directory.models import Person, Position
from summitapp.exchange import rules
from summitapp.exchange.values import Candidate, Known, Seat, Setting
from summitapp.summits.models import Room, Summit, Track


def setting_of(summit: Summit, known: dict[str, Known], names: Collection[str], language: Language) -> Setting:
    """Return what judging a file needs to know. :param names: every name in it."""
    return Setting(
        known, _named(agenda.rooms_of(summit)), _named(agenda.tracks_of(summit)), _worded(KIND_LABELS),
        _worded(VISIBILITY_LABELS), summit.timezone, candidates(summit, names), language,
    )  # fmt: skip


def known_of(summit: Summit) -> dict[str, Known]:
    """Return every session by its code, as it stands in the draft."""
    placed = {one.code: one for one in agenda.draft_placements(summit)}
    casts = _casts(summit)
    known = {}
    for session in agenda.sessions_of(summit):
        place = placed.get(session.code)
        starts, ends = ((to_local(moment, summit.timezone).replace(tzinfo=None) for moment in (place.starts_at, place.ends_at))
                        if place else (None, None))  # fmt: skip
        known[session.code] = Known(
            session.code, session.text, place.room if place else "", starts, ends,
            uid_of(subject_of(session.public_id)), session.state is SessionState.CANCELLED, tuple(casts.get(session.id, ())),
        )  # fmt: skip
    return known


def _casts(summit: Summit) -> dict[int, list[Seat]]:
    """Return who appears in each session of the draft, by its row."""
    statement = (
        sa.select(Appearance).join(Appearance.session).where(AgendaSession.summit_id == summit.id)
        .options(joinedload(Appearance.person), *_offices(Appearance.position)).order_by(Appearance.place, Appearance.id)
    )  # fmt: skip
    casts: dict[int, list[Seat]] = {}
    for one in db.session.scalars(statement):
        casts.setdefault(one.session_id, []).append(_seat(one.person, one.position))
    return casts


def _seat(person: Person | None, office: Position | None) -> Seat:
    if person is not None:
        whole = person.name.with_title
        return Seat(f"person:{person.public_id}", Translated.same(whole), rules.spellings(whole), person.hidden_at is not None)
    assert office is not None
    name = _office_names(office)
    return Seat(f"position:{office.public_id}", name, tuple({fold(word) for _language, word in name if word}))


def _offices(path: Any) -> tuple[Any, ...]:
    return joinedload(path).joinedload(Position.city), joinedload(path).joinedload(Position.organisation)


def _office_names(office: Position) -> Translated:
    body = office.city.name if office.city else office.organisation.name if office.organisation else Translated()
    return rules.office_names(office.title, body)


def candidates(summit: Summit, names: Collection[str]) -> dict[str, tuple[Candidate, ...]]:
    """Return who may be meant by each of these names, by the plain forms of the names."""
    wanted = {form for name in names for form in rules.spellings(name)}
    if not wanted:
        return {}
    found: dict[str, list[Candidate]] = {}
    for person, here in _people_called(summit, wanted):
        one = Candidate(f"person:{person.public_id}", person.name.with_title, here, person.email is not None,
                        person.hidden_at is not None, since=person.created_at)  # fmt: skip
        words = person.search_key.split(" ")
        german = " ".join(words[len(words) // 2 :])  # Mueller, where somebody is called Müller
        for form in {fold(person.name.full), german, *rules.spellings(person.name.with_title)} & wanted:
            found.setdefault(form, []).append(one)
    loading = sa.select(Position).options(joinedload(Position.city), joinedload(Position.organisation)).order_by(Position.id)
    for office in db.session.scalars(loading):
        name = _office_names(office)
        for form in {fold(word) for _language, word in name if word} & wanted:
            found.setdefault(form, []).append(Candidate(f"position:{office.public_id}", name.best("en"), office=True))
    return {form: tuple(ones) for form, ones in found.items()}


def _people_called(summit: Summit, wanted: set[str]) -> list[tuple[Person, tuple[str, ...]]]:
    """Return the people whose name folds to one of these, each with the codes of their sessions here.

    Names are compared in memory: a folded name is only the beginning of what the database keeps for searching, and a few
    thousand patterns would cost more than reading every name once.
    """
    named = (Person.merged_into_id.is_(None), Person.search_key != "")
    rows = db.session.execute(sa.select(Person.id, Person.search_key).where(*named))
    fitting = [row for row, key in rows if not wanted.isdisjoint(_forms(key))]
    people: list[Person] = []
    codes: dict[int, list[str]] = {}
    for start in range(0, len(fitting), 500):
        part = fitting[start : start + 500]
        people += db.session.scalars(sa.select(Person).where(Person.id.in_(part)).order_by(Person.id))
        appearing = sa.select(Appearance.person_id, AgendaSession.code).join(Appearance.session).where(
            AgendaSession.summit_id == summit.id, Appearance.person_id.in_(part)
        ).order_by(AgendaSession.code)  # fmt: skip
        for row, code in db.session.execute(appearing):
            codes.setdefault(row or 0, []).append(code)
    return [(one, tuple(codes.get(one.id, ()))) for one in people]


def _forms(key: str) -> set[str]:
    """Return every folded name a search key may stand for: it holds the plain form, then perhaps the German one."""
    words = key.split(" ")
    return {key, *(" ".join(words[:number]) for number in range(1, len(words))), " ".join(words[len(words) // 2 :])}


def came_with(summit: Summit, moment: datetime) -> dict[int, str]:
    """Return who was written down for sessions that came at that moment, as public ids by their rows."""
    statement = (
        sa.select(Person.id, Person.public_id).join(Appearance, Appearance.person_id == Person.id).join(Appearance.session)
        .where(AgendaSession.summit_id == summit.id, AgendaSession.created_at == moment, Person.created_at == moment,
               Person.email.is_(None))
    )  # fmt: skip
    return {row.id: row.public_id for row in db.session.execute(statement)}


def _named(things: Sequence[Room] | Sequence[Track]) -> dict[str, str]:
    """Return rooms or tracks by their folded names in each language, and by their codes, which win."""
    names = ((fold(word), one.code) for one in things for _language, word in one.name if word)
    return {**dict(names), **{fold(one.code): one.code for one in things}}


def _worded(labels: Mapping[SessionKind, str] | Mapping[Visibility, str]) -> dict[str, str]:
    """Return kinds or circles by their folded words in each language, and by their codes."""
    words = {fold(kind.value): kind.value for kind in labels}
    for language in LANGUAGES:
        with speaking(language):
            words |= {fold(gettext(label)): kind.value for kind, label in labels.items()}
    return words
