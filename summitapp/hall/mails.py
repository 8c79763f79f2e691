"""The mail of the evening: how were your meetings today? Its link is minted at sending."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.hall.values import TableMeeting
from summitapp.outbox.services import Context, Mail, enqueue_batch
from summitapp.outbox.values import Addressed
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

EVENING: Final = "hall/evening"
_LASTS: Final = timedelta(days=30)
#: Registration and day → their meetings of that day of which they have not said yet what came of them.
Unsaid = Callable[[Registration, date], Sequence[TableMeeting]]


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def batch_of(day: date) -> str:
    """Return under which name the mails of an evening are kept, so that each goes once."""
    return f"evening-{day:%Y%m%d}"


def ask_in_the_evening(summit: Summit, day: date, people: Sequence[Registration]) -> int:
    """Write to these people about their meetings of a day; returns how many mails were written."""
    letters = [
        Addressed(one.person.email, one.language, one.person.public_id,
                  {"registration": one.public_id, "day": day.isoformat()})
        for one in people if one.person.email
    ]  # fmt: skip
    return len(enqueue_batch(EVENING, letters, batch=batch_of(day), summit=summit.public_id))


def contexts(mint: Mint, unsaid: Unsaid) -> dict[str, Context]:
    """Return the context function of the template.

    :param mint: makes the secret of a link while the mail is composed. :param unsaid: what is still to be asked.
    """

    def evening(references: Mapping[str, Any]) -> Mail | None:
        registration = registrations.by_reference(str(references["registration"]))
        if registration is None:
            return None
        meetings = unsaid(registration, date.fromisoformat(str(references["day"])))
        if not meetings:
            return None  # everything was said before the mail went out
        summit, language = registration.summit, i18n.current_language()
        secret = mint(Purpose.MANAGE, registration.person.public_id, _LASTS, single_use=False)
        page = f"/{language}/my/summits/{summit.slug}/meetings/outcomes/"
        link = f"{settings().base_url}/{language}/my/link/{secret}/?next={page}"
        told = [
            {"at": one.starts_at, "table": one.table,
             "who": ", ".join(other.house(language) for other in one.others(registration.id))} for one in meetings
        ]  # fmt: skip
        return Mail({"person": registration.person, "summit": summit, "meetings": told, "link": link})

    return {EVENING: evening}
