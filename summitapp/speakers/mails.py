"""The mails to speakers; the secret of their link is minted while the mail is composed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.speakers import queries, rules
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import Talk


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


class Talks(Protocol):
    """Tells what a person does at a summit; given by ``app.py``, since the agenda stands above speakers."""

    def __call__(self, summit_id: int, person_id: int) -> Sequence[Talk]: ...


def tell(profile: SpeakerProfile, name: str) -> None:
    """Write to a speaker whose address is known."""
    person = profile.person
    enqueue(f"speakers/{name}", to=person.email or "", language=person.language, person=person.public_id,
            summit=profile.summit.public_id, references={"profile": profile.public_id})  # fmt: skip


def contexts(mint: Mint, talks_of: Talks) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed. :param talks_of: what the person does there.
    """

    def context(references: Mapping[str, Any]) -> Mail | None:
        profile = queries.by_reference(str(references["profile"]))
        if profile is None or profile.invited_at is None or not profile.person.email:
            return None  # taken back before the mail went out
        talks = talks_of(profile.summit_id, profile.person_id)
        if not talks:
            return None
        lasts = rules.link_lasts(profile.summit.ends_on, profile.invited_at.date())
        secret = mint(Purpose.SPEAKER, profile.public_id, lasts, single_use=False)
        address = f"{settings().base_url}/{i18n.current_language()}/speakers/{secret}/"
        return Mail({"person": profile.person, "summit": profile.summit, "talks": talks, "link": address,
                     "slides_due_at": profile.summit.slides_due_at}, kept=True)  # fmt: skip

    return {"speakers/invitation": context, "speakers/reminder": context}
