"""The participants of the demo exchange contacts, so that nobody's list is empty."""

from typing import Final

from summitapp.badges import queries as badges
from summitapp.badges.services import contact_code_of, open_code
from summitapp.contacts import services as contacts
from summitapp.contacts.models import Exchange
from summitapp.contacts.values import Chosen, Detail
from summitapp.operations.values.meetings import ASKED, NOTES, PHONES, WAITING
from summitapp.operations.values.people import people
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

#: Which of the invented people is shown by the log-in of a delegate.
SHOWN: Final = 10
_STRIDE: Final = 7
_MOST: Final = frozenset(Detail)
_SOME: Final = frozenset({Detail.EMAIL, Detail.ORGANISATION, Detail.FUNCTION})


def exchange_contacts(summit: Summit) -> None:
    """Let the shown delegate have met people, some requests wait, and others have met among themselves."""
    crowd = registrations.confirmed(summit.id)
    address = list(people(SHOWN + 1))[SHOWN].email
    shown = next((one for one in crowd if one.person.email == address), crowd[0] if crowd else None)
    met = [one for one in crowd if shown is not None and one.person_id != shown.person_id][::_STRIDE]
    if shown is None or len(met) < len(NOTES) + WAITING + ASKED + 2:
        return
    for number, (note, tags) in enumerate(NOTES):
        exchange = _meet(met[number], shown, number)
        contacts.write_note(exchange, shown.person, note, tags)
    rest = met[len(NOTES):]
    for number in range(WAITING):
        contacts.ask(rest[number].person, _code(shown), Chosen(_SOME))
    for number in range(WAITING, WAITING + ASKED):
        contacts.ask(shown.person, _code(rest[number]), Chosen(_SOME))
    for one, other in zip(rest[WAITING + ASKED::2], rest[WAITING + ASKED + 1::2], strict=False):
        _meet(one, other, 0)


def _meet(one: Registration, other: Registration, number: int) -> Exchange:
    asked = contacts.ask(one.person, _code(other), Chosen(_MOST, PHONES[number % len(PHONES)]))
    return contacts.accept(asked, other.person, Chosen(_SOME))


def _code(registration: Registration) -> str:
    badge = badges.active_of_registration(registration.id)
    return contact_code_of(open_code(badge.sealed, badge.lookup)) if badge is not None else ""
