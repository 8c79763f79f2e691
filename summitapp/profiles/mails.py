"""The mail that asks participants to say what they offer and seek. Its link is minted at sending."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.core.text import Language, as_language
from summitapp.outbox import services as outbox
from summitapp.outbox.services import Context, Mail
from summitapp.outbox.values import Addressed, Letter
from summitapp.profiles import queries
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit

_LASTS = timedelta(days=60)


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def invite(summit: Summit, people: Sequence[Registration]) -> int:
    """Write to participants; returns to how many."""
    letters = [
        Addressed(one.person.email, as_language(one.language), one.person.public_id, {"registration": one.public_id})
        for one in people if one.person.email
    ]  # fmt: skip
    outbox.enqueue_batch(queries.INVITATION, letters, batch=summit.public_id, summit=summit.public_id)
    return len(letters)


def preview(registration: Registration, language: Language) -> Letter:
    """Return the mail as a participant gets it, without a link that works."""
    with i18n.speaking(language):
        return outbox.render(queries.INVITATION, "", language, Mail(_values(registration, "‹link›")))


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def invitation(references: Mapping[str, Any]) -> Mail | None:
        registration = registrations.by_reference(str(references["registration"]))
        if registration is None or registration.state is not State.CONFIRMED or queries.profile_of(registration.id):
            return None  # written, or gone, before the mail went out
        secret = mint(Purpose.MANAGE, registration.person.public_id, _LASTS, single_use=False)
        language, slug = i18n.current_language(), registration.summit.slug
        page = f"/{language}/my/summits/{slug}/meetings/profile/"
        return Mail(_values(registration, f"{settings().base_url}/{language}/my/link/{secret}/?next={page}"))

    return {queries.INVITATION: invitation}


def _values(registration: Registration, link: str) -> dict[str, Any]:
    return {"person": registration.person, "summit": registration.summit, "link": link}
