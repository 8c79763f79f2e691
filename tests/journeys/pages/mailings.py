"""The pages of mailings: a draft, one that went out, a saved text, a reminder, and the reader's own choice."""

from datetime import time
from typing import Any

from summitapp.core.context import settings
from summitapp.mailings import queries, services
from summitapp.mailings.rules.tokens import write_token
from summitapp.mailings.values import Anchor, Audience
from summitapp.mailings.values.starters import STARTERS
from summitapp.operations.values.programme import SLUG
from summitapp.outbox import queries as outbox_queries
from summitapp.outbox import services as outbox
from summitapp.outbox.values import Addressed, MessageState
from summitapp.summits.models import Summit

SUMMIT = {"slug": SLUG}
_DRAFT = {**SUMMIT, "reference": "{mailing}"}
_SENT = {**SUMMIT, "reference": "{mailing_sent}"}
PAGES = {
    "visitor": {"mailings.choice": ({"token": "{no_reminders}"},)},
    "organiser": {
        "messages.organise": (SUMMIT, {**SUMMIT, "state": "failed"}, {**SUMMIT, "q": "nobody at all"}),
        "messages.show": ({**SUMMIT, "reference": "{message}"},),
        "mailings.organise": (SUMMIT, {**SUMMIT, "show": "sent"}, {**SUMMIT, "show": "planned"}),
        "mailings.new": (SUMMIT, {**SUMMIT, "text": "practical"}),
        "mailings.show": (_DRAFT, {**_DRAFT, "language": "tr"}, _SENT),
        "mailings.edit": (_DRAFT,),
        "mailings.recipients": (_DRAFT,),
        "mailings.confirm": (_DRAFT,),
        "mailings.texts": (SUMMIT,),
        "mailings.new_text": (SUMMIT,),
        "mailings.edit_text": ({**SUMMIT, "reference": "{mailing_text}"},),
        "mailings.reminders": (SUMMIT,),
        "mailings.new_reminder": (SUMMIT,),
        "mailings.edit_reminder": ({**SUMMIT, "reference": "{reminder}"},),
    },
}
NO_PAGE = {"mailings.letter": "a mail as a mail program shows it"}


def prepare(summit: Summit, _values: dict[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
    """Write a mailing that waits and one that went out, a text and a reminder."""
    wording = STARTERS["practical"].wording
    draft = services.begin(summit, wording, Audience(languages=("de", "tr")))
    person = queries.addressees(summit.id, Audience())[0]
    sent = services.begin(summit, STARTERS["thanks"].wording, Audience(chosen=(person.registration,)))
    if services.roll_of(sent).people:
        services.release(sent, 1)
    failed = outbox.enqueue_batch("mailings/letter", [
        Addressed("gone@example.org", "tr", person.reference, {
            "mailing": draft.public_id, "to": person.reference, "registration": person.registration, "days": "9",
        }),
    ], batch=draft.public_id, summit=summit.public_id)[0]  # fmt: skip
    lost = outbox_queries.by_reference(failed)
    assert lost is not None
    lost.state, lost.fault, lost.attempts = MessageState.FAILED, "550 5.1.1 no such mailbox here", 1
    text = services.save_text(summit, "Anreise", wording)
    reminder = services.add_reminder(summit, wording, Audience(), Anchor.SUMMIT_BEGINS, -7, time(9))
    services.switch(reminder, True)
    return {
        "mailing": draft.public_id, "mailing_sent": sent.public_id, "mailing_text": text.public_id,
        "reminder": reminder.public_id, "message": failed,
        "no_reminders": write_token(settings().secret_key, summit.public_id, person.reference),
    }, {}  # fmt: skip
