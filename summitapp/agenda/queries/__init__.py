"""Loading the agenda: as values for rules and pages, as rows for services."""

from summitapp.agenda.queries.calendar import (
    calendar_items,
    events_for_person,
    location_of,
    places_of,
    withdrawn,
    withdrawn_items,
)
from summitapp.agenda.queries.frame import frame_of
from summitapp.agenda.queries.people import (
    appearing_by_key,
    cast_of,
    find_people,
    people_by_reference,
    positions_by_reference,
)
from summitapp.agenda.queries.programme import (
    draft_placements,
    placements_around,
    placements_of,
    programme_for_person,
    programme_of,
    public_programme,
)
from summitapp.agenda.queries.sessions import (
    codes_of,
    rooms_of,
    session_of,
    sessions_of,
    slot_of,
    tracks_of,
    unplaced,
    visible_summit,
)
from summitapp.agenda.queries.speaking import (
    appearances_in,
    document,
    document_at,
    documents_of,
    files_of_person,
    offices_held,
    public_document,
    public_documents,
    publicly_named,
    read_by,
    spans_of_person,
    speakers_of,
    talks_of,
    turns_of,
)
from summitapp.agenda.queries.versions import draft_of, draft_slots, last_release, release_of, releases

__all__ = [
    "draft_of", "draft_slots", "last_release", "release_of", "releases",
    "codes_of", "rooms_of", "session_of", "sessions_of", "slot_of", "tracks_of", "unplaced", "visible_summit",
    "draft_placements", "frame_of", "placements_around", "placements_of", "programme_for_person",
    "programme_of", "public_programme",
    "calendar_items", "events_for_person", "location_of", "places_of", "withdrawn", "withdrawn_items",
    "appearing_by_key", "cast_of", "find_people", "people_by_reference", "positions_by_reference",
    "appearances_in", "document", "document_at", "documents_of", "files_of_person", "offices_held", "spans_of_person",
    "public_document", "public_documents", "publicly_named", "read_by", "speakers_of", "talks_of", "turns_of",
]  # fmt: skip
