"""Bringing a list: looking at it, mending it, applying it, taking it back, forgetting it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from summitapp.audit.services import record
from summitapp.core import names
from summitapp.core.clock import now
from summitapp.core.db import db, lock, unit_of_work
from summitapp.core.errors import Stale
from summitapp.core.security import acting
from summitapp.delegations.models import Delegation
from summitapp.nominations.models import ListImport
from summitapp.nominations.queries import importing as queries
from summitapp.nominations.rules import judging, reading
from summitapp.nominations.services.keeping import Done, Draft, keep_done, keep_draft, open_draft
from summitapp.nominations.values.importing import KEPT, Column, Details, ImportState, Judged, Judgement, Outcome
from summitapp.nominations.values.refusals import ImportOver, NothingToTake
from summitapp.registration import services as registration
from summitapp.registration.services import places
from summitapp.registration.services.filing import Correction, Nominee
from summitapp.registration.values import Answers, Applicant
from summitapp.summits.models import Category


def read_list(body: bytes) -> Draft:
    """Return the list in a file; works long, so open no unit of work for it.

    :raises Unreadable: in words, if there is none.
    """
    return Draft.of(reading.read_table(body))


def judge(delegation: Delegation, draft: Draft) -> Judgement:
    """Return what would become of each row now."""
    setting = queries.setting_of(delegation, judging.identities(draft.table, draft.mapped))
    return judging.judge(draft.table, draft.mapped, setting, draft.remarks)


def fingerprint(judgement: Judgement) -> str:
    """Return what is equal as long as the same would be done, so that nobody applies what they were not shown."""
    told = [(one.row, one.outcome.value, one.member, one.changes, one.details) for one in judgement.rows]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


# --- looking and mending ---------------------------------------------------------------------------


def begin(delegation: Delegation, file_name: str, draft: Draft) -> ListImport:
    """Keep a list to be looked at; what the same account looked at before and did not take is forgotten."""
    account = _account()
    for earlier in queries.previews_of(delegation.id, account):
        db.session.delete(earlier)
    kept = ListImport(delegation_id=delegation.id, state=ImportState.PREVIEW, file_name=names.tidy(file_name)[:200],
                      filed_by=account, created_at=now())  # fmt: skip
    db.session.add(kept)
    record("nominations.looked_at", kept, summit=delegation.summit.public_id, delegation=delegation.code,
           rows=len(draft.table.rows))  # fmt: skip
    keep_draft(kept, draft)
    return kept


def _account() -> str:
    actor = acting()
    return actor.reference if actor.kind == "user" else ""


def mend(kept: ListImport, revision: int, cells: Mapping[tuple[int, int], str], *, proposals: bool = False) -> ListImport:
    """Correct cells of a list that is looked at; ``proposals`` takes every better spelling of names that is proposed.

    :raises Stale: if it was corrected in another window meanwhile. :raises ImportOver: if it is no longer kept.
    """
    kept = _claim(kept, revision)
    draft = open_draft(kept).with_cells({place: text[:2_000] for place, text in cells.items()})
    if proposals:
        better = judge(kept.delegation, draft)
        draft = draft.with_cells({(one.row, place): text for one in better.rows for place, text in one.proposals.items()})
    return _keep(kept, draft)


def choose_columns(kept: ListImport, revision: int, wanted: Mapping[int, Column | None]) -> ListImport:
    """Take columns of a list that is looked at for something else than they are called.

    :raises Stale, ImportOver: as :func:`mend` does.
    """
    kept = _claim(kept, revision)
    return _keep(kept, open_draft(kept).with_columns(wanted))


def discard(kept: ListImport) -> None:
    """Forget a list that was looked at.

    :raises ImportOver: if it was applied.
    """
    kept = lock(ListImport, kept.id)
    if kept.state is not ImportState.PREVIEW:
        raise ImportOver
    record("nominations.discarded", kept, summit=kept.delegation.summit.public_id)
    db.session.delete(kept)


def _claim(kept: ListImport, revision: int) -> ListImport:
    kept = lock(ListImport, kept.id)
    if kept.state is not ImportState.PREVIEW:
        raise ImportOver
    if kept.revision != revision:
        raise Stale
    return kept


def _keep(kept: ListImport, draft: Draft) -> ListImport:
    keep_draft(kept, draft)
    kept.revision += 1
    record("nominations.mended", kept, summit=kept.delegation.summit.public_id)
    return kept


# --- applying ----------------------------------------------------------------------------------------


def apply(kept: ListImport, seen: str) -> ListImport:
    """Take every row that can be accepted; one that was applied already is left as it is.

    :param seen: the :func:`fingerprint` of what was shown.
    :raises Stale: if something else would be done now. :raises NothingToTake: if no row can be accepted.
    :raises DeadlinePassed: for the delegation itself, when its time to nominate is over.
    """
    delegation = kept.delegation
    places.be_alone(delegation.summit_id)
    kept = lock(ListImport, kept.id)
    if kept.state is not ImportState.PREVIEW:
        return kept
    judgement = judge(delegation, open_draft(kept))
    if fingerprint(judgement) != seen:
        raise Stale
    return _take(kept, judgement)


def apply_at_once(delegation: Delegation, file_name: str, draft: Draft) -> Judgement:
    """Take every row of a list that can be accepted without showing it first; returns what was done."""
    places.be_alone(delegation.summit_id)
    judgement = judge(delegation, draft)
    if judgement.accepted:
        _take(begin(delegation, file_name, draft), judgement)
    return judgement


def _take(kept: ListImport, judgement: Judgement) -> ListImport:
    if not judgement.accepted:
        raise NothingToTake
    kept.state, kept.applied_at, kept.revision = ImportState.APPLIED, now(), kept.revision + 1
    kept.added, kept.changed = judgement.count(Outcome.NEW), judgement.count(Outcome.UPDATED)
    kept.unchanged, kept.refused = judgement.count(Outcome.UNCHANGED), judgement.count(Outcome.REFUSED)
    delegation, categories = kept.delegation, _categories(kept.delegation)
    # first those who are there: one of them may hand the head's role over to somebody new
    changed = _change(judgement, categories)
    added = _add(delegation, judgement, categories)
    record("nominations.imported", kept, summit=delegation.summit.public_id, delegation=delegation.code,
           added=kept.added, changed=kept.changed, unchanged=kept.unchanged, refused=kept.refused)  # fmt: skip
    keep_done(kept, Done(added, changed))
    return kept


def _categories(delegation: Delegation) -> dict[str, Category]:
    return {one.code: one for one in delegation.summit.categories}


def _add(delegation: Delegation, judgement: Judgement, categories: Mapping[str, Category]) -> tuple[str, ...]:
    nominees = [
        Nominee(applicant_of(one.details), answers_of(one.details), categories[one.details.category],
                one.details.role, one.details.phone)
        for one in judgement.rows if one.outcome is Outcome.NEW and one.details is not None
    ]  # fmt: skip
    receipts = registration.nominate_many(delegation.summit, delegation, nominees)
    return tuple(receipt.public_id for receipt in receipts)


def _change(judgement: Judgement, categories: Mapping[str, Category]) -> tuple[tuple[str, dict[str, tuple[str, str]]], ...]:
    rows = [one for one in judgement.rows if one.outcome is Outcome.UPDATED]
    found = queries.registrations(one.member for one in rows)
    registration.correct_many([(found[one.member], correction_of(one, categories)) for one in rows])
    return tuple((one.member, {each.name: (each.before, each.after) for each in one.changes}) for one in rows)


def correction_of(one: Judged, categories: Mapping[str, Category]) -> Correction:
    """Return the fields that a row changes of somebody."""
    assert one.details is not None
    fields: dict[str, Any] = {change.name: getattr(one.details, change.name) for change in one.changes}
    if "category" in fields:
        fields["category"] = categories[fields["category"]]
    return Correction(**fields)


def applicant_of(details: Details) -> Applicant:
    """Return the person of a row."""
    return Applicant(details.given_name, details.family_name, details.email or None, details.language,
                     details.single_name)  # fmt: skip


def answers_of(details: Details) -> Answers:
    """Return what a row says of the person."""
    return Answers(function=details.function, city=details.city, organisation=details.organisation)


# --- forgetting -----------------------------------------------------------------------------------------


def forget_due() -> int:
    """Forget what is kept of lists whose time is over; returns of how many."""
    numbers = queries.due(now() - KEPT)
    if not numbers:
        return 0
    with unit_of_work():
        for number in numbers:
            _forget(lock(ListImport, number))
    return len(numbers)


def _forget(kept: ListImport) -> None:
    record("nominations.forgotten", kept, summit=kept.delegation.summit.public_id)
    if kept.state is ImportState.PREVIEW:
        db.session.delete(kept)
        return
    kept.sealed, kept.file_name, kept.ended_at = b"", "", kept.ended_at or now()
