"""One-time codes for those who are in: to whom they go, and sending them."""

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.values import CodeAnswer, CodePurpose, CodeStanding
from summitapp.core.clock import now
from summitapp.core.security import Actor
from summitapp.directory import queries as directory
from summitapp.portal.values import Receiver


def receiver_of(actor: Actor) -> Receiver | None:
    """Return to whom a code for this actor goes; the address is empty where there is none.

    Who came by the link of an entry that was merged with another is sent the code at the address that was kept:
    the older link alone opens nothing of the other entry.
    """
    if actor.person:
        person = directory.person_by_reference(actor.person)
        kept = person.merged_into if person is not None else None
        if kept is not None:
            return Receiver(actor.person, kept.email or "", kept.language, kept.public_id, goes_on=kept.public_id)
        return Receiver(actor.person, person.email or "", person.language, actor.person) if person else None
    user = accounts_queries.user_by_reference(actor.reference) if actor.kind == "user" else None
    return Receiver(user.public_id, user.email, user.language) if user is not None else None


def send_code(receiver: Receiver) -> None:
    """Mail a code.

    :raises CodesTooFast: within a minute of the last one. :raises TooManyCodes: after ten in a day.
    """
    accounts.ask_code(receiver.subject, receiver.email, receiver.language, _purpose(receiver), person=receiver.person)


def check_code(receiver: Receiver, text: str) -> CodeAnswer:
    """Compare what was typed with the code that was sent; the door must answer below 400."""
    return accounts.check_code(receiver.subject, text, _purpose(receiver))


def standing_of(receiver: Receiver) -> tuple[CodeStanding, int]:
    """Return whether a code is under way, and how many seconds to wait for another one."""
    standing = accounts.code_standing(receiver.subject, receiver.email, _purpose(receiver))
    left = (standing.again_at - now()).total_seconds() if standing.again_at else 0
    return standing, max(0, round(left))


def _purpose(receiver: Receiver) -> CodePurpose:
    return CodePurpose.MERGE if receiver.goes_on else CodePurpose.FRESH
