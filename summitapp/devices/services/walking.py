"""Who comes without a place: registered at the desk, with a badge at once where there is room."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from summitapp.audit import queries as audit
from summitapp.audit.services import record
from summitapp.badges import services as badges
from summitapp.checkin import queries as checkin
from summitapp.core.clock import now
from summitapp.core.context import extension
from summitapp.core.tz import to_local
from summitapp.delegations import queries as delegations
from summitapp.devices import queries
from summitapp.devices.services.asking import SUSPECTED, asking
from summitapp.devices.services.building import ask_fresh
from summitapp.devices.values import DeviceRole, Found, TooManyAsked, WalkedIn, WalkIn
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.values import (
    CategoryFull,
    CategoryUnknown,
    DelegationUnknown,
    Receipt,
    RegistrationClosed,
    State,
)
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode, SummitState

SEARCHED: Final = "devices.searched"
_SEARCHES_NOTED_EACH: Final = timedelta(hours=1)


def walk_in(summit: Summit, wanted: WalkIn, body: bytes) -> WalkedIn:
    """Register somebody who stands at the desk; the same id again is told the same and writes nothing.

    They are confirmed, with a badge, where the summit lets people in by itself and has room; they wait where it is full, and
    an organiser decides where a person looks at each registration.

    :raises RegistrationClosed: if the summit is not public, or over. :raises CategoryUnknown: if the desk may not give this
        category. :raises DelegationUnknown: if there is none of this code. :raises Invalid: if details cannot be accepted.
    :raises AlreadyRegistered: if the same name and address are registered already.
    :raises IdempotencyConflict: if the id came with another body.
    """
    if summit.state is not SummitState.PUBLIC or to_local(now(), summit.timezone).date() > summit.ends_on:
        raise RegistrationClosed
    key = f"walk-in:{summit.id}:{wanted.id}"
    if (before := registration.answer_once(key, body)) is None:
        receipt = _enter(summit, wanted)
        before = {"code": receipt.code, "state": receipt.state.value}
        registration.remember_answer(key, before)
        ask_fresh(summit.id)
    return _told(summit.id, wanted.id, before)


def _enter(summit: Summit, wanted: WalkIn) -> Receipt:
    category = next((one for one in registrations.open_categories(summit.id) if one.code == wanted.category), None)
    if category is None:
        raise CategoryUnknown({"category": CategoryUnknown.message})
    if summit.approval is ApprovalMode.MANUAL:
        return _enter_as(summit, wanted, category, State.SUBMITTED)
    try:
        return _enter_as(summit, wanted, category, State.CONFIRMED)
    except CategoryFull:  # no place was taken and nothing written
        return _enter_as(summit, wanted, category, State.WAITING)


def _enter_as(summit: Summit, wanted: WalkIn, category: Category, state: State) -> Receipt:
    delegation = delegations.by_code(summit.id, wanted.delegation) if wanted.delegation else None
    if wanted.delegation and delegation is None:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    return registration.enter_by_hand(summit, wanted.applicant, wanted.answers, category, delegation=delegation, state=state)


def _told(summit_id: int, identifier: str, answer: Mapping[str, Any]) -> WalkedIn:
    """The code of the badge is looked up each time: it is never kept with the answer."""
    state = State(answer["state"])
    token = badges.code_of(summit_id, answer["code"]) if state is State.CONFIRMED else None
    lookup = badges.lookup_of(token) if token is not None else ""
    card = checkin.cards(summit_id, [lookup]).get(lookup) if lookup else None
    return WalkedIn(identifier, answer["code"], state, token, lookup, checkin.shown(card) if card is not None else None)


def find(summit_id: int, text: str, device: str) -> list[Found]:
    """Return the first people with a valid badge whose names begin as ``text`` does; that the desk looks is noted.

    :raises TooManyAsked: if this device has been told of more people within the hour than a desk has to do with.
    """
    rows = checkin.find_people(summit_id, text)
    if rows:
        told = asking.ask(device, DeviceRole.DESK, names=len(rows))
        if asking.noticed(device, DeviceRole.DESK):
            extension("jobs").wake(SUSPECTED, device)
        if not told:
            raise TooManyAsked
        extension("jobs").wake(SEARCHED, device)  # reading never writes; the worker does
    return [Found(row.lookup, checkin.shown(row)) for row in rows]


def note_search(reference: str) -> None:
    """Write down that people are looked up on a device, once an hour; not whom."""
    device = queries.by_reference(reference)
    recent = [line for line in audit.of_subject(reference) if line.action == "device.searched"]
    if device is not None and not (recent and recent[0].at > now() - _SEARCHES_NOTED_EACH):
        record("device.searched", device, summit=device.summit.public_id)


def categories_to_give(summit_id: int) -> list[str]:
    """Return the categories that the desk may give to who walks in."""
    return [one.code for one in registrations.open_categories(summit_id)]
