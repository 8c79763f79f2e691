"""Two registrations turned out to be one person's: one goes on for both, and both histories stay."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.audit.services import MASKED, record
from summitapp.calendars.services import close_feed
from summitapp.calendars.values import FeedKind
from summitapp.consents import services as consents
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.events import announce
from summitapp.core.security import acting
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.outbox import services as outbox
from summitapp.registration import mails, queries, rules
from summitapp.registration.models import Mark, Pair, Registration
from summitapp.registration.services import places
from summitapp.registration.services.answering import forget_answers
from summitapp.registration.services.assigning import reseat
from summitapp.registration.services.details import index_again
from summitapp.registration.services.moving import move
from summitapp.registration.services.reaching import leave_address
from summitapp.registration.services.waiting import promote_waiting
from summitapp.registration.values import (
    ACTIVE,
    REASON_LENGTH,
    SEATED,
    MergeField,
    PairState,
    Reason,
    ReasonMissing,
    RegistrationMerged,
    State,
    TransitionRefused,
)

_COLUMNS: Final[Mapping[MergeField, str]] = MappingProxyType({
    MergeField.LANGUAGE: "language", MergeField.FUNCTION: "function", MergeField.ORGANISATION: "organisation_text",
    MergeField.CITY: "city_text", MergeField.PHONE: "phone", MergeField.SPOKEN: "spoken_languages",
    MergeField.INTERPRETING: "interpretation", MergeField.NOTE: "note",
})  # fmt: skip


def merge(kept: Registration, gone: Registration, taken: Collection[MergeField], reason: str) -> Registration:
    """Let one registration go on for two of the same person; the other ends, and its place is given back.

    A place the other one held goes to the one that goes on, if that has none. Both histories stay, and of two
    answers about a consent the stricter counts. What the other one answered to the summit's own questions is
    deleted: those of the one that goes on count, and a sealed answer opens only where it was given. Whoever held the
    older link needs a one-time code from now on.

    :param taken: of what the value of the registration that ends is kept.
    :param reason: why they are one person's; it stands in the history.
    :raises ReasonMissing: without a reason.
    :raises TransitionRefused: if one of them has ended, been merged or taken over in the meantime.
    :raises CategoryFull, DelegationFull: if the place cannot go where the chosen values say.
    """
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing({"reason": ReasonMissing.message})
    kept, gone = _claim(kept, gone)
    was, belongs = gone.state, (gone.category, gone.delegation, gone.delegation_role, gone.position, gone.acting)
    move(gone, State.WITHDRAWN, "merged", reason=Reason.MERGED.value)
    forget_answers(gone)
    gone.merged_into = kept
    _join_people(kept, gone, taken, reason)
    _take_values(kept, gone, taken)
    _take_belonging(kept, belongs, taken)
    _take_place(kept, was)
    announce(RegistrationMerged(kept.id, gone.id))
    _settle(kept, gone)
    record("registration.absorbed", kept, summit=kept.summit.public_id, note=reason, other=gone.public_id,
           taken=sorted(taken))  # fmt: skip
    mails.tell(kept, "merged")
    promote_waiting(kept.summit_id)
    return kept


def _claim(kept: Registration, gone: Registration) -> tuple[Registration, Registration]:
    places.be_alone(kept.summit_id)
    locked = {number: lock(Registration, number) for number in sorted({kept.id, gone.id})}
    kept, gone = locked[kept.id], locked[gone.id]
    for one in (kept, gone):
        if one.state not in ACTIVE or one.summit_id != kept.summit_id or kept.id == gone.id:
            raise TransitionRefused(state=one.state.value)
    return kept, gone


def _join_people(kept: Registration, gone: Registration, taken: Collection[MergeField], reason: str) -> None:
    new, old = kept.person, gone.person
    if new.id == old.id:
        return
    if MergeField.NAME in taken:
        directory.rename_person(new, old.given_name, old.family_name, new.language)
    if MergeField.EMAIL in taken and new.email != old.email:
        _take_address(new, old)
    _be_one(new, old, kept.summit.public_id, reason)


def _be_one(new: Person, old: Person, summit: str, reason: str) -> None:
    """Let a person go on for two: registrations, consents and what others keep of them follow."""
    theirs = sa.update(Registration).where(Registration.person_id == old.id).values(person_id=new.id)
    db.session.execute(theirs.execution_options(synchronize_session=False))
    consents.merge_answers(old, new)
    close_feed(FeedKind.PERSONAL, old.public_id)
    outbox.hand_over(old.public_id, new.public_id)
    directory.merge_people(new, old, summit=summit, note=reason)
    db.session.expire_all()


def join_people(here: Registration, elsewhere: Registration, reason: str) -> None:
    """Let the people of two registrations at different summits be one person; neither registration is touched.

    :raises ReasonMissing: without a reason.
    :raises TransitionRefused: if both come to one summit: then their registrations are merged instead.
    """
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing({"reason": ReasonMissing.message})
    new, old = here.person, elsewhere.person
    if new.id == old.id:
        return
    both = [{one.summit_id for one in queries.of_person(person.id) if one.state in ACTIVE} for person in (new, old)]
    if both[0] & both[1]:
        raise TransitionRefused(state=here.state.value)
    for summit_id in sorted(both[0] | both[1]):
        places.be_alone(summit_id)
    _be_one(new, old, here.summit.public_id, reason)


def _take_address(new: Person, old: Person) -> None:
    email, proven = old.email, old.proven_at
    old.email, old.proven_at = new.email, None
    db.session.flush()  # at most one of those with an address has proven it
    left, new.email, new.proven_at = new.email, email, proven
    leave_address(new, left)


def _take_values(kept: Registration, gone: Registration, taken: Collection[MergeField]) -> None:
    changes: dict[str, Any] = {}
    for field, column in _COLUMNS.items():
        if field in taken and getattr(kept, column) != getattr(gone, column):
            changes["remark" if column == "note" else column] = MASKED
            setattr(kept, column, getattr(gone, column))
    name = kept.person.name
    kept.sameness = rules.sameness_key(kept.person.email, name.given, name.family)
    for column, value in rules.sort_names(name.given, name.family).items():
        setattr(kept, column, value)
    kept.proven = kept.proven or gone.proven
    kept.proof_due_at = None if kept.proven else kept.proof_due_at
    record("registration.changed", kept, summit=kept.summit.public_id, **changes)


def _take_belonging(kept: Registration, belongs: tuple[Any, ...], taken: Collection[MergeField]) -> None:
    category, delegation, role, position, acts = belongs
    reseat(kept, category if MergeField.CATEGORY in taken else kept.category,
           delegation if MergeField.DELEGATION in taken else kept.delegation)  # fmt: skip
    if MergeField.DELEGATION in taken and delegation is not None:
        kept.delegation_role, kept.position, kept.acting = role, position, acts


def _take_place(kept: Registration, was: State) -> None:
    """Give the one that goes on the place the other one held."""
    if was not in SEATED or kept.state in SEATED:
        return
    goal = next((state for state in (was, State.OFFERED) if rules.can_transition(kept.state, state)), None)
    if goal is None:
        return
    if kept.holds_place or places.take(kept.summit_id, kept.category_id, kept.delegation_id):
        move(kept, goal, goal.value)


def _settle(kept: Registration, gone: Registration) -> None:
    """Let the one that goes on be found and compared anew, and nothing wait for the other."""
    index_again(kept)
    accounts.end_links(gone.public_id)  # whoever opened one would prove the address of the person who goes on
    db.session.execute(sa.delete(Mark).where(Mark.registration_id == gone.id))
    about = sa.or_(Pair.one_id == gone.id, Pair.other_id == gone.id)
    pair = queries.pair_between(kept.id, gone.id)
    if pair is not None:
        pair.state, pair.decided_by, pair.decided_at = PairState.MERGED, acting().reference, now()
        db.session.flush()
    db.session.execute(sa.delete(Pair).where(about, Pair.state == PairState.OPEN))


