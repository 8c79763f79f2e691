"""What the ``overview`` and people's ``own`` pages show, the words of the list of ``messages``, and of the audit ``trail``."""

from summitapp.portal.values.messages import FAULT_WORDS, MAIL_STATES, TEMPLATES, FaultKind, MailOfNobody, MailSearch
from summitapp.portal.values.overview import GREETINGS, NUMBER_WORDS, Overview, Part, Passage, Task, Todo
from summitapp.portal.values.own import CALENDAR_NAME, Coming, InvitedByMail, NoAddress, Receiver
from summitapp.portal.values.trail import ACTIONS

__all__ = [
    "Part", "GREETINGS", "Task", "Todo", "Passage", "Overview", "NUMBER_WORDS",
    "Receiver", "Coming", "CALENDAR_NAME", "NoAddress", "InvitedByMail",
    "MAIL_STATES", "FaultKind", "FAULT_WORDS", "MailSearch", "MailOfNobody", "TEMPLATES",
    "ACTIONS",
]  # fmt: skip
