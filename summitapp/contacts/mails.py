"""The mails about contacts: somebody asks, somebody agreed, somebody ended it. Their links are minted at sending."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.contacts import queries
from summitapp.contacts.models import Exchange
from summitapp.contacts.values import Contact, ExchangeState
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.summits.models import Summit

_LASTS: Final = timedelta(days=30)


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def tell_asked(person: Person, summit: Summit) -> None:
    """Write to somebody that requests wait for them; the mail names all that do when it leaves."""
    _write("asked", person, summit, {"person": person.public_id, "summit": summit.public_id})


def tell(exchange: Exchange, person: Person, name: str) -> None:
    """Write to one of the two that an exchange came about, or ended."""
    _write(name, person, exchange.summit, {"person": person.public_id, "exchange": exchange.public_id})


def _write(name: str, person: Person, summit: Summit, references: Mapping[str, str]) -> None:
    if person.email:
        enqueue(f"contacts/{name}", to=person.email, language=person.language, person=person.public_id,
                summit=summit.public_id, references=references)  # fmt: skip


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def asked(references: Mapping[str, Any]) -> Mail | None:
        person = directory.person_by_reference(str(references["person"]))
        waiting = [one for one in queries.contacts_of(person.id) if one.waits_for_me] if person is not None else []
        if person is None or not waiting:
            return None  # answered or taken back before the mail went out
        return _mail(person, mint, waiting=waiting, where="")

    def told(state: ExchangeState) -> Context:
        def context(references: Mapping[str, Any]) -> Mail | None:
            person = directory.person_by_reference(str(references["person"]))
            exchange = queries.by_reference(str(references["exchange"]))
            if person is None or exchange is None or exchange.state is not state:
                return None
            contact: Contact = queries.seen(exchange, person.id)
            return _mail(person, mint, contact=contact, where=f"{exchange.public_id}/")

        return context

    def _mail(person: Person, mint: Mint, *, where: str, **values: Any) -> Mail:
        secret = mint(Purpose.MANAGE, person.public_id, _LASTS, single_use=False)
        language = i18n.current_language()
        link = f"{settings().base_url}/{language}/my/link/{secret}/?next=/{language}/my/contacts/{where}"
        return Mail({"person": person, "link": link, **values})

    return {
        "contacts/asked": asked, "contacts/accepted": told(ExchangeState.ACCEPTED),
        "contacts/ended": told(ExchangeState.ENDED),
    }
