"""What can be done with a profile. The only writers of the table of speakers."""

from summitapp.speakers.services.inviting import (
    end_link,
    invite,
    note_seen,
    open_profile,
    own_link,
    renew_link,
    set_address,
)
from summitapp.speakers.services.persons import (
    drop_profile,
    erase_personal,
    export_personal,
    forget_needs,
    forget_profiles,
    hand_over,
)
from summitapp.speakers.services.writing import (
    copy_last,
    ensure_profile,
    put_photo,
    release,
    remove_photo,
    write_profile,
)

NOTE_SEEN = "speakers.note_seen"

__all__ = [
    "NOTE_SEEN", "end_link", "invite", "note_seen", "open_profile", "own_link", "renew_link", "set_address",
    "drop_profile", "erase_personal", "export_personal", "forget_needs", "forget_profiles", "hand_over",
    "copy_last", "ensure_profile", "put_photo", "release", "remove_photo", "write_profile",
]  # fmt: skip
