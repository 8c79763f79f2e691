"""Writing to a person at another address: one of their own, or one that mail reaches."""

from collections.abc import Callable

from summitapp.accounts import services as accounts
from summitapp.audit.services import record
from summitapp.core.events import announce
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.outbox import services as outbox
from summitapp.registration import queries, rules
from summitapp.registration.services import places
from summitapp.registration.services.entering import index_words, words_of
from summitapp.registration.values import AddressLeft, Answers, Applicant


def leave_address(person: Person, old: str | None) -> None:
    """Let nothing open what is a person's that was sent, or is still to be sent, to the address they had.

    The links of their registrations end, too: whoever opens one would prove the new address.
    """
    for subject in (person.public_id, *(one.public_id for one in queries.of_person(person.id))):
        accounts.end_links(subject)
    if old:
        outbox.readdress(person.public_id, old, person.email or "")
    announce(AddressLeft(person.id))


def change_address(person: Person, email: str) -> None:
    """Give a person another address that is known to be theirs, and let their registrations be found by it.

    :raises AlreadyRegistered: at the flush, if the same name is registered there under that address.
    """
    _move(person, email, directory.change_address)


def replace_address(person: Person, email: str) -> None:
    """Write to a person at another address from now on; nobody has confirmed it yet, and older links end.

    :raises AlreadyRegistered: at the flush, if the same name is registered there under that address.
    """
    _move(person, email, directory.replace_address)


def _move(person: Person, email: str, write: Callable[[Person, str], None]) -> None:
    found = queries.of_person(person.id)
    for summit_id in sorted({one.summit_id for one in found}):
        places.be_alone(summit_id)
    old = person.email
    write(person, email)
    leave_address(person, old)
    for one in found:
        applicant = Applicant(person.given_name, person.family_name, person.email, one.language)
        answers = Answers(function=one.function, city=one.city_text, organisation=one.organisation_text)
        if one.sameness is not None or not old:  # what was forgotten stays forgotten
            one.sameness = rules.sameness_key(person.email, person.given_name, person.family_name)
        index_words(one.id, one.summit_id, words_of(applicant, answers, one.delegation, one.code))
        record("registration.changed", one, summit=one.summit.public_id, sameness=True)
