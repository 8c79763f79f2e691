"""The history on the page of a person is said in words, whichever part of the application wrote it."""

from summitapp.portal.values import ACTIONS
from summitapp.registration.values import STEP_NAMES

#: What is written about a registration or a person; the rest of the trail is about other things.
ABOUT_SOMEBODY = ("registration.", "person.", "consent.", "answers.", "list.guest_")
#: These are written about a summit: one line stands for many people.
ABOUT_A_SUMMIT = frozenset({"registration.bulk_received", "answers.deleted_when_due"})


def test_every_step_about_somebody_has_a_name_in_the_history() -> None:
    written = {one for one in ACTIONS if one.startswith(ABOUT_SOMEBODY)} - ABOUT_A_SUMMIT
    assert sorted(written - set(STEP_NAMES)) == []
