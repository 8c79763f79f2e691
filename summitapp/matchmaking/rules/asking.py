"""Pure decisions about requests: who may do what when, when both have agreed, whom a house sends, and how long it waits."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import Final

from summitapp.matchmaking.values import (
    DAY,
    AttendeeRole,
    Candidate,
    MustsUsed,
    Permits,
    Quota,
    QuotaUsed,
    Reply,
    RequestKind,
    RequestState,
    RoundPhase,
    Scheduling,
    Step,
    Voice,
    Wish,
)

#: What may happen to a request, and where it leads. A state that is missing is the end.
TRANSITIONS: Final[Mapping[RequestState, Mapping[Step, Collection[RequestState]]]] = {
    RequestState.ASKED: {
        Step.SETTLE: (RequestState.ASKED, RequestState.ACCEPTED), Step.DECLINE: (RequestState.DECLINED,),
        Step.WITHDRAW: (RequestState.WITHDRAWN,), Step.EXPIRE: (RequestState.EXPIRED,),
    },
    RequestState.ACCEPTED: {Step.SETTLE: (RequestState.ACCEPTED,), Step.WITHDRAW: (RequestState.WITHDRAWN,)},
}  # fmt: skip
_PUBLIC: Final = (RoundPhase.PUBLISHED, RoundPhase.FROZEN)
#: Two who fit about equally well are told apart by their function and by how much they have to answer already.
_BAND: Final = 100


def permits(phase: RoundPhase, scheduling: Scheduling, until: datetime | None, now: datetime) -> Permits:
    """Return what delegates may do now.

    :param until: when requests end; it counts while they are open, since what is asked for after the plan is published
        takes what the plan left free.
    """
    if phase is RoundPhase.OPEN:
        asks = until is None or now < until
        return Permits(asks, True, asks, scheduling is Scheduling.AT_ONCE)
    if phase in (RoundPhase.CLOSED, RoundPhase.PROVISIONAL):
        return Permits(reply=True)
    if phase in _PUBLIC:
        return Permits(True, True, False, True)
    return Permits()


def can(state: RequestState, step: Step) -> bool:
    """Whether something can still happen to a request."""
    return step in TRANSITIONS.get(state, {})


def settle(voices: Iterable[Voice]) -> RequestState:
    """Return how a request stands by what those at the table said.

    Agreed is what the asker and at least one other want. While somebody can still say yes it is open.
    """
    said = list(voices)
    host = next((one.reply for one in said if one.role is AttendeeRole.ASKER), Reply.NO)
    others = {one.reply for one in said if one.role is not AttendeeRole.ASKER}
    if host is Reply.NO:
        return RequestState.WITHDRAWN
    if Reply.YES in others and host is Reply.YES:
        return RequestState.ACCEPTED
    return RequestState.ASKED if Reply.OPEN in others or Reply.YES in others else RequestState.DECLINED


def calendars_shown(me: int, table: Iterable[tuple[int, Reply]]) -> set[int]:
    """Return of whom somebody may learn when they are free: of themselves, and of those who said that they want to come.

    Whoever was only asked has shown nothing of their day yet, however often somebody asks.

    :param table: row ids of registrations with what they said.
    """
    return {me} | {number for number, reply in table if reply is Reply.YES}


def check_quota(quota: Quota, wish: Wish, *, sends: bool = True) -> None:
    """Let somebody want one more meeting.

    :param sends: whether it is a request of their own; to answer one costs nothing but, perhaps, a must.
    :raises QuotaUsed, MustsUsed: if so.
    """
    if sends and not quota.left:
        raise QuotaUsed(most=quota.most)
    if wish is Wish.MUST and not quota.musts_left:
        raise MustsUsed(most=quota.most_musts)


def pick(candidates: Iterable[Candidate], asked: Collection[int] = ()) -> Candidate | None:
    """Return who is asked for a house or a delegation; ``asked`` were, and said no or nothing.

    Its head first; then whoever fits best, and among those who fit about equally the highest function, then whoever has
    the fewest requests to answer.
    """
    left = [one for one in candidates if one.registration_id not in asked]

    def key(one: Candidate) -> tuple[int, int, int, int, int]:
        return one.rank, -(one.score // _BAND), one.level, one.requests, one.registration_id

    return min(left, key=key, default=None)


def expiry(asked_at: datetime, hours: int, last: datetime | None) -> datetime:
    """Return until when a request waits: so many hours, and never later than ``last``."""
    due = asked_at + timedelta(hours=hours)
    return due if last is None else min(due, last)


def nudge_is_due(asked_at: datetime, expires_at: datetime | None, nudged_at: datetime | None, now: datetime) -> bool:
    """Whether somebody is reminded of a request: once after half of its time, and once the day before it runs out.

    A time so short that the day before would come first has the one reminder only.
    """
    if expires_at is None or now >= expires_at:
        return False
    half, before = asked_at + (expires_at - asked_at) / 2, expires_at - DAY
    moments = [half, before] if before > half else [half]
    passed = [moment for moment in moments if moment <= now]
    return bool(passed) and (nudged_at is None or nudged_at < passed[-1])


def sameness(kind: RequestKind, asker: int, other: int | str) -> str:
    """Return by what the two sides of a request are known, so that there is one of it, whoever asks first.

    :param asker: row id of the registration. :param other: that of a registration or a delegation, or the key of a house.
    """
    if kind is RequestKind.PERSON:
        low, high = sorted((asker, int(other)))
        return f"r{low}:r{high}"
    if kind is RequestKind.DELEGATION:
        return f"r{asker}:d{other}"
    return f"r{asker}:o{blake2s(str(other).encode(), digest_size=16).hexdigest()}"


def sameness_of_group(people: Iterable[int]) -> str:
    """Return by what a meeting of several is known that an organiser arranges."""
    numbers = sorted(set(people))
    if len(numbers) == 2:
        return sameness(RequestKind.PERSON, *numbers)
    return "g" + blake2s(",".join(map(str, numbers)).encode(), digest_size=16).hexdigest()
