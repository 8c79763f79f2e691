"""The verbs of exchanging contacts: ask, answer, share, end, block. The only writers of its tables."""

from summitapp.contacts.services.answering import accept, block, decline, end, lift_block, take_back
from summitapp.contacts.services.asking import ask
from summitapp.contacts.services.keeping import choose, share, write_note
from summitapp.contacts.services.looking import Holder, Meeting, card_for, holder_of, meet, proposal_for
from summitapp.contacts.services.persons import (
    end_of_consent,
    end_requests,
    erase_personal,
    export_personal,
    forget_exchanges,
    forget_person,
    hand_over,
)
from summitapp.contacts.services.sweeping import sweep

__all__ = [
    "Holder", "Meeting", "accept", "ask", "block", "card_for", "choose", "decline", "end", "end_of_consent", "end_requests",
    "erase_personal", "export_personal", "forget_exchanges", "forget_person", "hand_over", "holder_of", "lift_block",
    "meet", "proposal_for", "share", "sweep", "take_back", "write_note",
]  # fmt: skip
