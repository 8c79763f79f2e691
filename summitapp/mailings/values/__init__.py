"""The words of mailings: the ``states`` they pass, the ``audience`` they go to, the ``texts`` they say, the dates of
``reminders``, what can be refused (``refusals``), and texts to begin with (``starters``, imported where they are offered).
"""

from summitapp.mailings.values.audience import (
    CIRCLE_NAMES,
    LEFT_OUT_NAMES,
    USUAL_STATES,
    Addressee,
    Audience,
    Circle,
    LeftOut,
    Roll,
)
from summitapp.mailings.values.refusals import (
    LinkUnknown,
    MailingLocked,
    MailingMoved,
    NameTaken,
    NobodyToWrite,
    NumberChanged,
    TextFaulty,
    TextMissing,
)
from summitapp.mailings.values.reminders import (
    ANCHOR_NAMES,
    OUTCOME_NAMES,
    PERSONAL_ANCHORS,
    Anchor,
    AnchorDay,
    Outcome,
    Outlook,
    Verdict,
)
from summitapp.mailings.values.states import (
    BODY_LENGTH,
    MAILING_STATES,
    MOST_CHOSEN,
    SLICE,
    SUBJECT_LENGTH,
    TRANSITIONS,
    MailingState,
)
from summitapp.mailings.values.texts import (
    FAULT_WORDS,
    PLACEHOLDERS,
    FaultCode,
    Line,
    Paragraph,
    Piece,
    Placeholder,
    TextFault,
    Trust,
    Wording,
)

__all__ = [
    "SUBJECT_LENGTH", "BODY_LENGTH", "MOST_CHOSEN", "SLICE", "MailingState", "MAILING_STATES", "TRANSITIONS",
    "Circle", "CIRCLE_NAMES", "USUAL_STATES", "Audience", "Addressee", "LeftOut", "LEFT_OUT_NAMES", "Roll",
    "Trust", "Placeholder", "PLACEHOLDERS", "FaultCode", "FAULT_WORDS", "TextFault", "Piece", "Line",
    "Paragraph", "Wording",
    "Anchor", "ANCHOR_NAMES", "PERSONAL_ANCHORS", "Verdict", "Outcome", "OUTCOME_NAMES", "AnchorDay",
    "Outlook",
    "TextFaulty", "TextMissing", "NobodyToWrite", "NumberChanged", "MailingLocked", "MailingMoved",
    "NameTaken", "LinkUnknown",
]  # fmt: skip
