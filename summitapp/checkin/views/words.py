"""What the scanner page says by script, in the language of the page; verdicts in all three, for the guest."""

from typing import Any, Final

from summitapp.checkin.values import DIRECTION_WORDS, OVERRIDABLE, REASON_WORDS
from summitapp.core import i18n
from summitapp.core.i18n import gettext as _
from summitapp.core.text import LANGUAGES, N_

SAID: Final[dict[str, str]] = {
    "online": N_("Online"),
    "offline": N_("Offline"),
    "waiting": N_("Waiting to be sent: {}"),
    "speaks": N_("Speaks {}"),
    "head": N_("Head of delegation"),
    "no_photo": N_("No photographs"),
    "by_device": N_("Judged by this device; the server hears of it later."),
    "not_a_badge": N_("This is not the badge code"),
    "turn_over": N_("Please turn the badge over and scan its front."),
    "lost": N_("This scan could not be kept"),
    "lost_help": N_("Neither the network nor this device's memory took it. Write the name down and tell the organisers."),
    "camera_refused": N_("The camera is not allowed. Allow it for this page in the browser's settings, then press the button. You can type the code meanwhile."),  # noqa: E501
    "camera_missing": N_("No camera was found on this device. Type the code, or use a scanner that types."),
    "camera_busy": N_("Another program is using the camera. Close it and press the button."),
    "camera_back": N_("Camera at the back"),
    "camera_front": N_("Camera at the front"),
    "insecure": N_("The camera works only on a secure address (https). Type the code, or use a scanner that types."),
    "reader_failed": N_("The code reader could not start. Reload the page; you can type the code meanwhile."),
    "picture_empty": N_("No badge code was found in this picture."),
    "signed_out": N_("You are signed out, so scans are kept but not checked. Please reload the page and sign in."),
    "page_too_old": N_("This page has been open for too long. Scans are kept; please reload the page."),
    "no_right": N_("You may no longer scan here. Scans are kept; please ask the organisers."),
    "device_unknown": N_("The server does not know this device any more. Scans are kept; please ask the organisers for a new code."),  # noqa: E501
    "not_kept": N_("This browser keeps nothing, perhaps because of a private window: scans would be lost when it closes. Please use an ordinary window."),  # noqa: E501
    "storage_full": N_("This device's memory is full. Scans go through only while there is a network: please make room."),
    "code_used": N_("This code has been used or is too old. Please ask the organisers for a new one."),
    "enrol_failed": N_("This device could not be set up. Please check the network and press the button again."),
    "pin_none": N_("This device holds no key to the names. Names are found where there is one, or on the organisers' pages."),
    "pin_wrong": N_("That is not the PIN."),
    "pin_wiped": N_("Five wrong PINs: the key to the names has been deleted here. Scanning goes on. For names, set this device up again."),  # noqa: E501
    "pin_expired": N_("This device was without the server for a day, so the key to the names has been deleted. Scanning goes on. For names, set it up again."),  # noqa: E501
    "staff_wait": N_("Five wrong PINs: the next one is taken after five minutes."),
    "staff_none": N_("This device has no PIN yet. The organisers show a new code for it; it is set up again with that."),
    "check_in": N_("Check in"),
    "check_in_name": N_("Check in {}"),
    "check_in_ticked": N_("Check in those ticked: {}"),
    "here": N_("Here"),
    "heads": N_("Here: {here} of {all}"),
    "walk_in_offline": N_("Registering somebody needs the network. Write the name down, and do it as soon as there is one."),
    "walk_in_closed": N_("No category may be given at the desk at the moment."),
    "walk_in_submitted": N_("{} is registered; an organiser has to confirm it first."),
    "walk_in_waiting": N_("{} is on the waiting list: there is no place left."),
    "aid_note": N_("First-aid note"),
    "call": N_("Call {}"),
    "aid_none": N_("The note could not be opened."),
}  # fmt: skip
#: What a device says where it cannot know the server's answer.
UNSURE: Final[dict[str, tuple[str, str]]] = {
    "unchecked": (N_("Accepted, to be confirmed"),
                  N_("No connection. The scan is kept here and sent as soon as there is one. Decide by the printed badge.")),
    "unlisted": (N_("Not on this device's list"),
                 N_("The badge may be new. Decide by the printed badge; the server's answer follows.")),
    "place_unsure": (N_("Accepted, to be confirmed"),
                     N_("No place in this session is known here, but the list is not fresh. The server's answer follows.")),
}  # fmt: skip
INVITATION: Final = N_("Hold your badge before the camera")


def in_all_languages(message: str) -> dict[str, str]:
    """Return one text in each language."""
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with i18n.speaking(language):
            words[language] = i18n.gettext(message)
    return words


def texts() -> dict[str, Any]:
    """Return everything the page's script says."""
    said: dict[str, Any] = {name: _(message) for name, message in SAID.items()}
    said |= {way.value: _(words) for way, words in DIRECTION_WORDS.items()}
    said["overridable"] = sorted(reason.value for reason in OVERRIDABLE)
    said["notes"] = {name: _(note) for name, (_word, note) in UNSURE.items()}
    words = {reason.value: word for reason, word in REASON_WORDS.items()} | {name: word for name, (word, _note) in UNSURE.items()}
    said["reasons"] = {name: in_all_languages(word) for name, word in words.items()}
    return said
