"""What a delegation files itself: nominating people, confirming the list, and who is what in it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.core.errors import Invalid
from summitapp.core.security import acting as actor_now
from summitapp.core.security import new_reference
from summitapp.delegations.models import Delegation
from summitapp.delegations.services import deadlines_of
from summitapp.directory import services as directory
from summitapp.directory.models import Position
from summitapp.registration import mails, permissions, queries, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.entering import KIND, add_row, free_code, told
from summitapp.registration.services.moving import move
from summitapp.registration.services.reviewing import ask_review
from summitapp.registration.services.waiting import promote_waiting
from summitapp.registration.values import (
    Answers,
    Applicant,
    CategoryUnknown,
    DeadlinePassed,
    DelegationRole,
    DelegationUnknown,
    HeadTaken,
    Receipt,
    Source,
    State,
    TransitionRefused,
)
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode


def nominate(summit: Summit, applicant: Applicant, answers: Answers, *, category: Category, delegation: Delegation,
             role: DelegationRole = DelegationRole.MEMBER, position: Position | None = None, acting: bool = False,
             phone: str = "", party: str | None = None) -> Receipt:  # fmt: skip
    """Put somebody on a delegation's list; the delegation confirms the list later.

    The delegation vouches for the request, not for the address, which may be missing. A place is held only
    where the category holds one for nominations and one is free. No mail is written: :func:`inform_nominated`.

    :param position: the office they come in; ``acting`` that they stand in for its holder.
    :param party: the same text for those who come together or not at all.
    :raises DeadlinePassed: for the delegation itself, when its time to nominate is over.
    :raises DelegationUnknown, CategoryUnknown: if these belong to another summit.
    :raises Invalid: if details cannot be accepted, named field by field.
    :raises AlreadyRegistered: if the same name and address are registered already.
    :raises HeadTaken: if somebody else leads the delegation already.
    """
    refuse_after(summit, deadlines_of(delegation).nominate)
    if delegation.summit_id != summit.id:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    if category.summit_id != summit.id:
        raise CategoryUnknown({"category": CategoryUnknown.message})
    if faults := rules.faults_in(applicant, answers):
        raise Invalid(faults)
    places.be_alone(summit.id)
    if role is DelegationRole.HEAD and queries.head_of(delegation.id) is not None:
        raise HeadTaken
    sameness = rules.sameness_key(applicant.email, applicant.given_name, applicant.family_name)
    code = free_code(summit.id, sameness)
    person_id, _person = directory.add_person(
        applicant.given_name, applicant.family_name, applicant.email, applicant.language
    )
    held = category.holds_place and places.take(summit.id, category.id, delegation.id)
    values: dict[str, Any] = {
        "public_id": new_reference(), "summit_id": summit.id, "person_id": person_id, "category_id": category.id,
        "delegation_id": delegation.id, "delegation_role": role, "position_id": position.id if position else None,
        "acting": acting, "party": party, "phone": phone, "code": code, "state": State.NOMINATED,
        "holds_place": held, "waiting_rank": None, "proven": True, "proof_due_at": None, "offered_until": None,
        "sameness": sameness, "source": Source.LIST, "submitted_at": now(), "decided_at": None, "reason": "",
        **told(applicant, answers),
    }  # fmt: skip
    row = add_row(values, applicant, answers, delegation)
    receipt = Receipt(row, values["public_id"], code, State.NOMINATED)
    write("registration.nominated", KIND, receipt.public_id, summit=summit.public_id,
          changes={"delegation": delegation.code, "category": category.code, "role": role.value})  # fmt: skip
    return receipt


def inform_nominated(registration: Registration) -> bool:
    """Tell somebody who put them on a list, what is kept and why (GDPR Art. 14); whether there is an address.

    The mail also asks for what no list may bring: needs at table and on the way, and consents.
    """
    return mails.tell(registration, "nominated")


def confirm_nominations(delegation: Delegation, registrations: Iterable[Registration]) -> list[Registration]:
    """Let nominations become requests, or places where these are given automatically; tells the people.

    Of those who share a ``party`` all receive a place, or all wait for one.

    :raises DeadlinePassed: for the delegation itself, when its time to confirm is over.
    :raises TransitionRefused: if one of them is no nomination of this delegation; nothing is changed then.
    """
    summit = delegation.summit
    refuse_after(summit, deadlines_of(delegation).confirm)
    places.be_alone(summit.id)
    listed = [lock(Registration, number) for number in sorted({one.id for one in registrations})]
    for one in listed:
        if one.delegation_id != delegation.id or one.state is not State.NOMINATED:
            raise TransitionRefused(state=one.state.value)
    automatic = summit.approval is ApprovalMode.AUTOMATIC
    for together in _parties(listed):
        state = _where_to(together, automatic=automatic)
        for one in together:
            move(one, state, "nomination_confirmed")
            if not automatic:
                one.decided_at = None  # only the organisers decide
            if state is not State.SUBMITTED:
                mails.tell(one, state.value)
    promote_waiting(summit.id)  # a party that waits has left the places some of it held
    return listed


def _parties(listed: Iterable[Registration]) -> list[list[Registration]]:
    """Return those who come together as one list, everybody else alone, in order."""
    parties: dict[str, list[Registration]] = {}
    for one in listed:
        parties.setdefault(one.party or f" {one.id}", []).append(one)
    return list(parties.values())


def _where_to(together: list[Registration], *, automatic: bool) -> State:
    """Decide what becomes of a party, taking its places if it is let in."""
    missing = [one for one in together if not one.holds_place and (automatic or one.category.holds_place)]
    summit_id = together[0].summit_id
    taken = places.take_party(summit_id, [(one.category_id, one.delegation_id) for one in missing])
    for one in missing:
        one.holds_place = taken
    if not taken:
        return State.WAITING
    return State.CONFIRMED if automatic else State.SUBMITTED


def set_delegation_role(registration: Registration, role: DelegationRole) -> Registration:
    """Change what somebody is in their delegation; a new head takes the place of the old one, who stays a member.

    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises DelegationUnknown: if they come without a delegation.
    """
    refuse_after(registration.summit, registration.summit.changes_close_at)
    places.be_alone(registration.summit_id)
    registration = lock(Registration, registration.id)
    if registration.delegation_id is None:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    if registration.delegation_role is role:
        return registration
    if role is DelegationRole.HEAD and (head := queries.head_of(registration.delegation_id)) is not None:
        _give_role(head, DelegationRole.MEMBER)
    _give_role(registration, role)
    ask_review(registration, ["delegation_role"])
    return registration


def _give_role(registration: Registration, role: DelegationRole) -> None:
    before, registration.delegation_role = registration.delegation_role, role
    record("registration.role_set", registration, summit=registration.summit.public_id,
           delegation_role=(before, role))  # fmt: skip


def refuse_after(summit: Summit, deadline: datetime | None) -> None:
    """Refuse what a delegation does itself after its deadline; the organisers still may.

    :raises DeadlinePassed: if it is over for whoever acts now.
    """
    if permissions.is_own_doing(actor_now(), summit) and rules.is_over(deadline, now()):
        raise DeadlinePassed
