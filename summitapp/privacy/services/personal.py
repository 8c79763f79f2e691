"""Everything that is kept of somebody: handed over, and erased.

The list of features is written out: a feature that keeps something of people stands here, or the test that
walks every tagged column fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.agenda import queries as agenda_queries
from summitapp.agenda import services as agenda
from summitapp.audit import services as audit
from summitapp.badges import queries as badges_queries
from summitapp.badges import services as badges
from summitapp.calendars import services as calendars
from summitapp.checkin import services as checkin
from summitapp.consents import services as consents
from summitapp.contacts import services as contacts
from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.core.text import N_
from summitapp.delegations import services as delegations
from summitapp.directory import queries as directory_queries
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.enrolment import services as enrolment
from summitapp.hall import services as hall
from summitapp.letters import services as letters
from summitapp.lists import services as lists
from summitapp.mailings import services as mailings
from summitapp.matchmaking.services import asking as meetings
from summitapp.nominations.services import personal as nominations
from summitapp.outbox import services as outbox
from summitapp.privacy import queries
from summitapp.privacy.services import own
from summitapp.privacy.values import Exempt, Export, Portion
from summitapp.profiles import services as profiles
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.speakers import queries as speakers_queries
from summitapp.speakers import services as speakers
from summitapp.summits.models import Summit


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature keeps of people: under which heading it is handed over, and how it is erased."""

    key: str
    label: str
    export: Callable[[Person], Any]
    erase: Callable[[Person], None]


def _references(person: Person) -> list[str]:
    """Return under which opaque names the other features know somebody."""
    mine = registrations.of_person(person.id)
    issued = badges_queries.of_person(person.id)
    return [*directory_queries.entries_of(person), *(one.public_id for one in mine), *(one.public_id for one in issued)]


#: In the order of erasing: who somebody is comes last, since the others look for it.
PARTS: Final = (
    Part("programme", N_("In the programme"), agenda.export_person, agenda.erase_person),
    Part("sessions", N_("Sessions you chose"), enrolment.export_person, enrolment.erase_person),
    Part("speaker", N_("What you wrote about yourself as a speaker"), speakers.export_personal, speakers.erase_personal),
    Part("outcomes", N_("What came of your meetings"), hall.export_personal, hall.erase_personal),
    Part("meetings", N_("Meetings you asked for"), meetings.export_person, meetings.erase_person),
    Part("badges", N_("Badges"), badges.export_personal, badges.erase_personal),
    Part("profiles", N_("Your profile for meetings"), profiles.export_personal, profiles.erase_personal),
    Part("contacts", N_("Contacts you exchanged"), contacts.export_personal, contacts.erase_personal),
    Part("doors", N_("At the doors"), checkin.export_personal, checkin.erase_personal),
    Part("letters", N_("Letters"), letters.export_personal, letters.erase_personal),
    Part("mailings", N_("Mailings to you"), mailings.export_personal, mailings.erase_personal),
    Part("protocol", N_("Lists and order of protocol"), lists.export_personal, lists.erase_personal),
    Part("lists", N_("Lists of your delegation"), nominations.export_personal, nominations.erase_personal),
    Part("registrations", N_("Registrations"), registration.export_personal, registration.erase_personal),
    Part("consents", N_("What you agreed to"), consents.export_personal, consents.erase_personal),
    Part("calendars", N_("Calendars you subscribed to"),
         lambda person: calendars.export_personal(person.public_id),
         lambda person: calendars.erase_personal(person.public_id)),
    Part("invitations", N_("Invitations to coordinate a delegation"),
         delegations.export_personal, delegations.erase_personal),
    Part("requests", N_("What you asked about your data"), own.export_personal, own.erase_personal),
    Part("trail", N_("What was done"),
         lambda person: audit.export_notes(_references(person)),
         lambda person: audit.erase_notes(_references(person))),
    Part("access", N_("Links, codes and account"),
         lambda person: accounts.export_personal(_references(person), person.email or ""),
         lambda person: accounts.erase_personal(_references(person), person.email or "")),
    Part("mails", N_("Mails to you"),
         lambda person: outbox.export_personal(person.public_id, [person.email or ""]),
         lambda person: outbox.erase_personal(person.public_id, [person.email or ""])),
    Part("person", N_("Who you are"), directory.export_personal, directory.erase_personal),
)  # fmt: skip


def export_person(person: Person, summit: str = "") -> Export:
    """Return everything that is kept of somebody (GDPR Arts. 15 and 20, KVKK Art. 11); written down in the trail.

    :param summit: public id of the summit whose organisers made the file; empty when the person did.
    """
    portions = tuple(Portion(part.key, part.label, part.export(person)) for part in reversed(PARTS))
    audit.record("person.exported", person, summit=summit)
    files = (*queries.uploads_of(person.id), *speakers_queries.photos_of_person(person.id),
             *agenda_queries.files_of_person(person.id))  # fmt: skip
    return Export(person.public_id, now(), portions, files)


def exemptions_of(person: Person) -> list[Exempt]:
    """Return what stays when this person is erased."""
    kept = [Exempt.COUNTS, Exempt.TRAIL]
    user = accounts_queries.user_by_email(person.email) if person.email else None
    if user is not None and user.grants:
        kept.append(Exempt.ACCOUNT)
    return kept


def erase_person(person: Person, summit: str = "") -> list[Exempt]:
    """Erase somebody across all features (GDPR Art. 17, KVKK Art. 7 and 11); returns what stays, and why.

    Whoever still comes is withdrawn first. A last mail tells them, and its address is forgotten once it has left.

    :param summit: public id of the summit whose organisers did it; empty when the person did.
    """
    kept = exemptions_of(person)
    reference, email, language = person.public_id, person.email, person.language
    for row in sorted({one.summit_id for one in registrations.of_person(person.id)}):
        lock(Summit, row)  # first, as everybody does who gives places back; by number, as everybody who needs several
    for part in PARTS:
        part.erase(person)
    if email:
        facts = {"at": now().isoformat(), "number": reference, "kept": [one.value for one in kept]}
        outbox.enqueue("privacy/erased", to=email, language=language, references=facts, forget=True)
    audit.record("person.erased_everywhere", person, summit=summit)
    return kept
