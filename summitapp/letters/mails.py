"""The mails of letters: asked, ready, refused, revoked. The PDF is never attached; the mail leads to the person's page."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.letters import queries
from summitapp.letters.models import Letter
from summitapp.letters.values import KIND_NAMES, LetterState
from summitapp.outbox.services import Context, Mail, enqueue

_AFTER_SUMMIT: Final = timedelta(days=60)


def tell(letter: Letter, name: str) -> bool:
    """Write to the person of a letter; returns whether there is an address to write to."""
    person = letter.person
    if not person.email:
        return False
    enqueue(f"letters/{name}", to=person.email, language=letter.registration.language, person=person.public_id,
            summit=letter.summit.public_id, references={"letter": letter.public_id})  # fmt: skip
    return True


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def when(state: LetterState) -> Context:
        """A mail that is sent only while the letter stands in ``state``."""

        def context(references: Mapping[str, Any]) -> Mail | None:
            letter = queries.by_reference(str(references["letter"]))
            return Mail(_values(letter, mint)) if letter is not None and letter.state is state else None

        return context

    return {
        "letters/asked": when(LetterState.ASKED),
        "letters/ready": when(LetterState.ISSUED),
        "letters/refused": when(LetterState.REFUSED),
        "letters/revoked": when(LetterState.REVOKED),
    }


def _values(letter: Letter, mint: Mint) -> dict[str, Any]:
    summit, person = letter.summit, letter.person
    until_the_end = max(summit.ends_on - letter.requested_at.date(), timedelta(0))
    secret = mint(Purpose.MANAGE, person.public_id, until_the_end + _AFTER_SUMMIT, single_use=False)
    return {
        "letter": letter, "summit": summit, "person": person, "kind": KIND_NAMES[letter.kind],
        "on_behalf": bool(letter.requested_by),
        "manage_url": f"{settings().base_url}/{i18n.current_language()}/my/link/{secret}/",
    }  # fmt: skip
