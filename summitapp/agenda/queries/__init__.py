"""Loading the agenda: as values for rules and pages, as rows for services."""

from summitapp.agenda.queries.board import draft_stamp, last_editor, waiting_of
from summitapp.agenda.queries.calendar import (
    calendar_items,
    location_of,
    places_of,
    withdrawn,
    withdrawn_items,
)
from summitapp.agenda.queries.copying import Coming, coming, copied_at, preview_of_copy
from summitapp.agenda.queries.frame import frame_of
from summitapp.agenda.queries.interpreters import (
    appearing_interpreter,
    interpreter_of,
    interpreters_of,
    sessions_interpreted,
    teamwork_of,
)
from summitapp.agenda.queries.notices import (
    chosen_by,
    comer_count,
    comers,
    listeners_of,
    notice_by_reference,
    notice_of,
    notice_states,
    notices_of,
    people_of_keys,
    phones_of,
    reasons_of,
    released_versions,
    unreachable_count,
    waiting_notices,
)
from summitapp.agenda.queries.people import (
    appearing_by_key,
    cast_of,
    find_people,
    people_by_reference,
    positions_by_reference,
)
from summitapp.agenda.queries.personal import programme_around, released_for
from summitapp.agenda.queries.programme import (
    draft_placements,
    placements_around,
    placements_of,
    programme_for_person,
    programme_of,
    public_programme,
)
from summitapp.agenda.queries.public import moves_of, programme_at_door, public_places
from summitapp.agenda.queries.sessions import (
    aftermath_of,
    codes_of,
    published_codes,
    rooms_of,
    session_of,
    sessions_of,
    slot_of,
    titles_of,
    tracks_of,
    unplaced,
    visible_summit,
)
from summitapp.agenda.queries.speaking import (
    appearances_in,
    appears_at,
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
from summitapp.agenda.queries.versions import (
    draft_of,
    draft_slots,
    last_release,
    release_names,
    release_of,
    releases,
    replies_of,
    slots_of,
    version_by_reference,
    version_of,
)

__all__ = [
    "draft_stamp", "last_editor", "waiting_of",
    "calendar_items", "location_of",
    "Coming", "coming", "copied_at", "preview_of_copy",
    "places_of", "withdrawn", "withdrawn_items",
    "frame_of",
    "appearing_interpreter", "interpreter_of", "interpreters_of", "sessions_interpreted", "teamwork_of",
    "chosen_by", "comer_count", "comers", "listeners_of", "notice_by_reference", "notice_of", "notice_states",
    "notices_of", "people_of_keys", "phones_of", "reasons_of", "released_versions", "unreachable_count",
    "waiting_notices",
    "appearing_by_key", "cast_of", "find_people", "people_by_reference", "positions_by_reference",
    "programme_around", "released_for",
    "draft_placements", "placements_around", "placements_of", "programme_for_person", "programme_of",
    "public_programme",
    "moves_of", "programme_at_door", "public_places",
    "aftermath_of", "codes_of", "published_codes", "rooms_of", "session_of", "sessions_of", "slot_of", "titles_of",
    "tracks_of", "unplaced", "visible_summit",
    "appearances_in", "appears_at", "document", "document_at", "documents_of", "files_of_person", "offices_held",
    "public_document", "public_documents", "publicly_named", "read_by", "spans_of_person", "speakers_of", "talks_of",
    "turns_of",
    "draft_of", "draft_slots", "last_release", "release_names", "release_of", "releases", "replies_of", "slots_of",
    "version_by_reference", "version_of",
]  # fmt: skip
