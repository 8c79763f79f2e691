"""Taking an applied list back: what nobody touched since is as it was before, everything else is named and stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.nominations import mails
from summitapp.nominations.models import ListImport
from summitapp.nominations.queries import importing as queries
from summitapp.nominations.services.keeping import Done, open_done
from summitapp.nominations.values.importing import ImportState
from summitapp.nominations.values.refusals import NotUndone
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.filing import Correction
from summitapp.registration.values import ACTIVE, DelegationRole, State
from summitapp.summits.models import Category


@dataclass(slots=True)
class Undone:
    """How many came off the list, how many are as before, and the names of those who stay as they are."""

    removed: int = 0
    restored: int = 0
    kept: list[str] = field(default_factory=list)


def undo(kept: ListImport) -> Undone:
    """Take a list back; done twice, the second time changes nothing.

    Somebody who was new is removed unless they did something, or somebody did something to them, since then. A field
    that was changed is set back unless it was changed again.

    :raises NotUndone: if the list was not applied, or its time is over.
    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    """
    delegation = kept.delegation
    places.be_alone(delegation.summit_id)
    kept = lock(ListImport, kept.id)
    if kept.state is not ImportState.APPLIED or not kept.sealed:
        raise NotUndone
    done, result = open_done(kept), Undone()
    found = queries.registrations([*done.added, *(reference for reference, _fields in done.changed)])
    _remove(kept, done, found, result)
    _restore(done, found, {one.code: one for one in delegation.summit.categories}, result)
    kept.state, kept.ended_at, kept.sealed, kept.file_name = ImportState.UNDONE, now(), b"", ""
    record("nominations.undone", kept, summit=delegation.summit.public_id, delegation=delegation.code,
           removed=result.removed, restored=result.restored, kept=len(result.kept))  # fmt: skip
    return result


def _remove(kept: ListImport, done: Done, found: Mapping[str, Registration], result: Undone) -> None:
    assert kept.applied_at is not None
    people = [found[reference] for reference in done.added if reference in found]
    names = [one.public_id for one in people] + [one.person.public_id for one in people]
    touched = queries.touched(names, kept.applied_at)
    free: list[Registration] = []
    for one in people:
        alone = one.public_id not in touched and one.person.public_id not in touched
        if alone and one.state is State.NOMINATED and one.person.proven_at is None:
            free.append(one)
        else:
            result.kept.append(one.person.name.full)
    mails.tell_removed(free)
    registration.remove_nominations(free)
    result.removed = len(free)


def _restore(done: Done, found: Mapping[str, Registration], categories: Mapping[str, Category], result: Undone) -> None:
    corrections: list[tuple[Registration, Correction]] = []
    for reference, fields in done.changed:
        one = found.get(reference)
        if one is None or one.state not in ACTIVE:
            continue
        back = {name: before for name, (before, after) in fields.items() if _present(one, name) == after}
        if "email" in back and one.person.proven_at is not None:
            del back["email"]
        if "category" in back and one.holds_place:
            del back["category"]
        if back:
            corrections.append((one, Correction(**_typed(back, categories))))
        if len(back) < len(fields):
            result.kept.append(one.person.name.full)
    registration.correct_many(corrections)
    result.restored = len(corrections)


def _typed(back: Mapping[str, str], categories: Mapping[str, Category]) -> dict[str, Any]:
    typed: dict[str, Any] = dict(back)
    if "category" in typed:
        typed["category"] = categories[typed["category"]]
    if "role" in typed:
        typed["role"] = DelegationRole(typed["role"])
    return typed


def _present(one: Registration, name: str) -> str:
    values = {
        "given_name": one.person.given_name, "family_name": one.person.family_name, "email": one.person.email or "",
        "function": one.function, "organisation": one.organisation_text, "city": one.city_text, "phone": one.phone,
        "language": one.language, "category": one.category.code, "role": one.delegation_role.value,
    }  # fmt: skip
    return values[name]
