"""The participants of the demo ask each other for meetings: most are agreed, some wait, a few were declined."""

from collections.abc import Sequence
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import Answer, Reply, Sought, Wish, Wording
from summitapp.operations.values.demo_requests import MESSAGES, NO, YES
from summitapp.profiles import queries as profiles
from summitapp.registration.models import Registration

#: Whom each third wants to meet: the ones so many places further on in the list.
STEPS: Final = (1, 2)
#: Whom the shown delegate, the first in the list, wants to meet, and who waits for an answer of theirs.
SHOWN_STEPS: Final = (1, 4, 7, 11, 14)
WAITING_STEPS: Final = (9, 17)
#: Of so many requests one waits for an answer still, one was declined, one is for a meeting that must be.
OPEN_EACH, NO_EACH, MUST_EACH = 9, 11, 8


def ask_each_other(people: Sequence[Registration]) -> None:
    """Let people of different delegations want to meet; the round takes requests."""
    references = {one.id: _profile(one) for one in people}
    wanted = [(people[0], people[step]) for step in SHOWN_STEPS]
    wanted += [(people[place], people[(place + step) % len(people)])
               for step in STEPS for place in range(3, len(people), 3)]  # fmt: skip
    for number, (first, other) in enumerate(wanted):
        request = _ask(first, references[other.id], number) if first.delegation_id != other.delegation_id else None
        if request is not None and number % OPEN_EACH != OPEN_EACH - 1:
            no = number % NO_EACH == NO_EACH - 1
            note = (NO if no else YES)[other.person.language] if no or number % 4 == 0 else ""
            asking.reply(request, other, Answer(Reply.NO if no else Reply.YES, note=note))
    for number, step in enumerate(WAITING_STEPS):
        _ask(people[step], references[people[0].id], number * MUST_EACH)


def _profile(one: Registration) -> str:
    found = profiles.profile_of(one.id)
    return found.public_id if found is not None else ""


def _ask(first: Registration, profile: str, number: int) -> MeetingRequest | None:
    message = MESSAGES[number // 2 % len(MESSAGES)][first.person.language] if number % 2 == 0 else ""
    wish = Wish.MUST if number % MUST_EACH == 0 else Wish.MEET
    try:
        return asking.ask(first, Sought(profile=profile), Wording(wish, message))
    except DomainError:  # the other way round they agreed already, or the other side is not to be asked
        return None
