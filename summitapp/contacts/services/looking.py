"""Whom a contact code leads to, how one stands with them, and what goes into an address book. Writes nothing."""

from dataclasses import dataclass

from summitapp.badges import queries as badges
from summitapp.badges import rules as codes
from summitapp.badges.models import Badge
from summitapp.badges.services import contact_lookup_of
from summitapp.badges.values import RevocationReason
from summitapp.contacts import queries, rules
from summitapp.contacts.values import (
    Answer,
    Badged,
    BadgeEnded,
    BusinessCard,
    Chosen,
    CodeUnknown,
    Contact,
    Detail,
    DoorCode,
    NotTakingPart,
    OneselfAsked,
)
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.i18n import said
from summitapp.core.tz import to_local
from summitapp.directory.models import Person
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit


@dataclass(frozen=True, slots=True)
class Holder:
    """Who carries the badge of a contact code, and at which summit."""

    person: Person
    summit: Summit


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody who was scanned, as the one who scanned them may see it, and what a request would lead to."""

    holder: Holder
    badge: Badged
    answer: Answer
    reference: str


def holder_of(text: str) -> Holder:
    """Return whom a contact code leads to now, whatever became of the badge it stands on.

    A badge that was replaced leads to the same person; one whose registration went to somebody else leads to nobody.

    :raises CodeUnknown: if there is no such badge. :raises DoorCode: if it is the code that opens doors.
    :raises BadgeEnded: if the person does not take part any more, or it is over.
    """
    code = codes.read_contact_code(text)
    if code is None:
        raise DoorCode if codes.read_code(text) else CodeUnknown
    badge = badges.by_contact(contact_lookup_of(code))
    if badge is None:
        raise CodeUnknown
    registration = _present(badge)
    person = registration.person
    over = not rules.is_open(badge.summit.ends_on, to_local(now(), badge.summit.timezone).date())
    if registration.state is not State.CONFIRMED or person.hidden_at is not None or over:
        raise BadgeEnded
    return Holder(person, badge.summit)


def _present(badge: Badge) -> Registration:
    """Return the registration a badge stands for now.

    :raises BadgeEnded: if another person has taken it over since the name was printed.
    """
    if badge.revocation is RevocationReason.SUBSTITUTED or badges.passed_on(badge.registration_id, badge.number):
        raise BadgeEnded
    found = badge.registration
    while found.merged_into is not None:
        found = found.merged_into
    return found


def meet(me: Person, text: str) -> Meeting:
    """Return whom somebody has scanned, with the words of the badge they hold in their hand.

    :raises NotTakingPart: if whoever asks has no place at that summit. :raises OneselfAsked: if it is their own badge.
    """
    holder = holder_of(text)
    if not queries.takes_part(me.id, holder.summit.id):
        raise NotTakingPart
    if holder.person.id == me.id:
        raise OneselfAsked
    found = queries.of_pair(me.id, holder.person.id)
    key = (holder.person.id, holder.summit.id)
    return Meeting(holder, queries.badges_of([key])[key], rules.decide(queries.standing_of(me.id, holder.person.id)),
                   found.public_id if found else "")  # fmt: skip


def proposal_for(me: Person, summit: Summit) -> Chosen:
    """Return what is ticked beforehand: what somebody chose last, and nothing the first time."""
    card = queries.card_of(me.id)
    if card is None:
        return Chosen(frozenset(), queries.known_phone(me.id, summit.id))
    return Chosen(frozenset(one for one in Detail if one in card.shared), card.phone or queries.known_phone(me.id, summit.id))


def card_for(contact: Contact) -> BusinessCard:
    """Return a contact as an address book keeps it: what was shared, and what stands on the badge."""
    badge, shared = contact.badge, contact.details
    return BusinessCard(
        f"{settings().base_url}/contacts/{contact.reference}", badge.given, badge.family, badge.title, said(badge.city),
        badge.organisation, shared.get(Detail.FUNCTION, ""), shared.get(Detail.EMAIL, ""), shared.get(Detail.PHONE, ""),
    )  # fmt: skip
