"""The draft as files are held against it."""

from collections.abc import Mapping, Sequence

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import subject_of
from summitapp.agenda.values import KIND_LABELS, VISIBILITY_LABELS, SessionKind, SessionState, Visibility
from summitapp.calendars.rules import uid_of
from summitapp.core.i18n import gettext, speaking
from summitapp.core.text import LANGUAGES, fold
from summitapp.core.tz import to_local
from summitapp.exchange.values import Known, Setting
from summitapp.summits.models import Room, Summit, Track


def setting_of(summit: Summit) -> Setting:
    """Return what judging a file needs to know."""
    known = known_of(summit)
    return Setting(
        known, _named(agenda.rooms_of(summit)), _named(agenda.tracks_of(summit)), _worded(KIND_LABELS),
        _worded(VISIBILITY_LABELS), summit.timezone,
    )  # fmt: skip


def known_of(summit: Summit) -> dict[str, Known]:
    """Return every session by its code, as it stands in the draft."""
    placed = {one.code: one for one in agenda.draft_placements(summit)}
    known = {}
    for session in agenda.sessions_of(summit):
        place = placed.get(session.code)
        starts, ends = ((to_local(moment, summit.timezone).replace(tzinfo=None) for moment in (place.starts_at, place.ends_at))
                        if place else (None, None))  # fmt: skip
        known[session.code] = Known(
            session.code, session.text, place.room if place else "", starts, ends,
            uid_of(subject_of(session.public_id)), session.state is SessionState.CANCELLED,
        )  # fmt: skip
    return known


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
