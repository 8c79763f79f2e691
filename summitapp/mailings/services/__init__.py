"""The verbs of mailings, and the only place that writes them.

``drafting`` writes texts, ``sending`` releases them and turns them into mails slice by slice, ``reminding`` keeps
reminders and runs them, ``choosing`` is what the reader may decide. ``rolls`` finds whom something goes to.
"""

from summitapp.mailings.services.choosing import (
    erase_personal,
    export_personal,
    forget_readers,
    join_histories,
    opted_out,
    reader_of,
    take_back,
    want_none,
)
from summitapp.mailings.services.drafting import (
    begin,
    change,
    copy,
    copy_to,
    discard,
    remove_text,
    save_text,
    starter,
)
from summitapp.mailings.services.reminding import (
    add_reminder,
    change_reminder,
    moments_of,
    outlook,
    remind,
    remove_reminder,
    roll_of_reminder,
    switch,
)
from summitapp.mailings.services.rolls import lacking, preview, roll_of, silent_placeholders
from summitapp.mailings.services.sending import (
    SEND,
    pause,
    plan,
    release,
    resume,
    send,
    send_to_added,
    stop,
    sweep,
    try_on,
    unplan,
)

__all__ = [
    "SEND", "add_reminder", "begin", "change", "change_reminder", "copy", "copy_to", "discard", "erase_personal",
    "export_personal", "forget_readers", "join_histories", "lacking", "moments_of", "opted_out", "outlook", "pause",
    "plan", "preview",
    "reader_of", "release", "remind", "remove_reminder", "remove_text", "resume", "roll_of", "roll_of_reminder",
    "save_text", "send", "send_to_added", "silent_placeholders", "starter", "stop", "sweep", "switch", "take_back",
    "try_on", "unplan", "want_none",
]  # fmt: skip
