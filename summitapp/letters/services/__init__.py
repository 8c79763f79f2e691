"""The verbs of letters: ``asking`` for one, ``deciding`` about it, ``printing`` it, ``looking`` it up, ``forgetting`` it."""

from summitapp.letters.services.asking import (
    ask,
    change_request,
    circumstances_of,
    content_of,
    facts_now,
    findings_of,
    possible,
    refresh_facts,
    refusal_to_ask,
    request_of,
    withdraw,
)
from summitapp.letters.services.deciding import (
    approve,
    concerns,
    end_letters,
    hand_over,
    refuse,
    revoke,
)
from summitapp.letters.services.forgetting import (
    erase_personal,
    export_personal,
    forget_letters,
)
from summitapp.letters.services.looking import (
    LOOKED_UP,
    busy_delegations,
    look_up,
    note_look_up,
    standing_of,
    strangers,
)
from summitapp.letters.services.printing import (
    PRINT,
    preview,
    print_letter,
    sweep,
)

__all__ = [
    "LOOKED_UP", "PRINT", "approve", "ask", "busy_delegations", "change_request", "circumstances_of", "concerns",
    "content_of", "end_letters", "erase_personal", "export_personal", "facts_now", "findings_of", "forget_letters",
    "hand_over", "look_up", "note_look_up", "possible", "preview", "print_letter", "refresh_facts", "refusal_to_ask", "refuse",
    "request_of", "revoke", "standing_of", "strangers", "sweep", "withdraw",
]  # fmt: skip
