"""Whom a text goes to, what each reader sees, and what is missing before it can go out."""

from collections.abc import Collection

from summitapp.core.text import Language
from summitapp.mailings import mails, queries
from summitapp.mailings.models import Mailing
from summitapp.mailings.rules import wording
from summitapp.mailings.rules.rolls import sort_out
from summitapp.mailings.values import Addressee, Audience, Roll, Wording
from summitapp.outbox import services as outbox
from summitapp.outbox.values import Letter
from summitapp.summits.models import Summit


def roll_of(mailing: Mailing) -> Roll:
    """Return who would get a mailing now; whoever is a recipient already is left out."""
    already = queries.told(mailing.id, mailing.reminder_id) if mailing.id else set()
    return roll(mailing.summit_id, mailing.audience, mailing.essential, already)


def roll(summit_id: int, audience: Audience, essential: bool, already: Collection[str] = ()) -> Roll:
    """Return who an audience is, sorted out."""
    found = queries.addressees(summit_id, audience)
    refusing = set() if essential else queries.opted_out(summit_id)
    return sort_out(found, essential=essential, opted_out=refusing, already=already)


def lacking(said: Wording, found: Roll) -> dict[Language, int]:
    """Return the languages in which somebody would get no text, and how many they are."""
    numbers = found.by_language()
    return {lang: number for lang, number in numbers.items() if number and said.language_for(lang) is None}


def silent_placeholders(said: Wording, found: Roll) -> dict[str, int]:
    """Return the placeholders that stay empty for some, and for how many."""
    empty = {
        "code": lambda one: not one.code, "category": lambda one: not one.category,
        "delegation": lambda one: not one.delegation, "deadline": lambda one: one.deadline is None,
    }  # fmt: skip
    used = wording.names_in(*(text for _, text in said.subject), *(text for _, text in said.body))
    numbers = {name: sum(map(test, found.people)) for name, test in empty.items() if name in used}
    return {name: number for name, number in numbers.items() if number}


def preview(summit: Summit, said: Wording, reader: Addressee) -> Letter | None:
    """Return the letter as this reader gets it, with ``‹link›`` in place of links of their own."""
    mail = mails.compose(summit, said, reader, mails.MASKED)
    return outbox.render(mails.LETTER, reader.email or "", reader.language, mail) if mail is not None else None
