"""Freezing the draft as the next release and telling everybody."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession, AgendaVersion
from summitapp.agenda.services import freezing, notices
from summitapp.agenda.services.entries import entry_of
from summitapp.agenda.services.placing import ensure_draft
from summitapp.agenda.services.sessions import claim_summit
from summitapp.agenda.values import (
    AgendaConflicts,
    AgendaEmpty,
    AgendaNotices,
    AgendaPublished,
    Change,
    ChangeKind,
    Conflict,
    NothingChanged,
    Placement,
    ReleaseOrigin,
    VersionNameTaken,
    VersionState,
)
from summitapp.audit import services as audit
from summitapp.calendars import services as calendars
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db
from summitapp.core.errors import Invalid
from summitapp.core.events import announce
from summitapp.core.security import acting
from summitapp.core.text import Translated, fold
from summitapp.summits.models import Summit

constraint_error({"uq_agenda_version_name": VersionNameTaken})


def publish_agenda(summit: Summit, note: Translated, acknowledged: str = "", name: str = "") -> AgendaVersion:
    """Freeze the draft as the next release: calendars are revised, mails prepared, the news announced.

    :param note: what everybody reads above the list of changes.
    :param acknowledged: :func:`rules.notices_mark` of the notices that were read.
    :param name: what people call it; without one :func:`rules.propose_name` decides.
    :raises AgendaConflicts: listing every clash. :raises AgendaNotices: if others are there now.
    :raises AgendaEmpty: if there is nothing to show. :raises NothingChanged: if nothing differs.
    :raises VersionNameTaken: if another release is called so. :raises Invalid: if none may be.
    :raises SummitArchived: if the summit takes no changes any more.
    """
    summit = claim_agenda(summit)
    draft = ensure_draft(summit)
    planned = queries.placements_of(draft)
    _judge(rules.find_conflicts(planned, queries.frame_of(summit, now())), acknowledged)
    placements = rules.releasable(planned)
    last = queries.last_release(summit)
    released = queries.placements_of(last) if last is not None else ()
    if not placements and not released:
        raise AgendaEmpty
    changes = rules.compare_versions(released, placements)
    if last is not None and not changes:
        raise NothingChanged
    correction = last is not None and rules.is_correction(changes)
    version = begin_release(summit, last, note, name, correction=correction)
    judged = {placement.code for placement in placements}
    freezing.freeze_draft(draft, version, judged)
    if last is not None:
        freezing.carry(last, version, judged)
    finish_release(version, last, released, changes)
    return version


def claim_agenda(summit: Summit) -> Summit:
    """Lock a summit, then every session of it, in the order of :func:`claim_summit`.

    Nothing is moved between the moment an agenda is judged and the moment it is frozen.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    summit = claim_summit(summit)
    rows = sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit.id).order_by(AgendaSession.id)
    db.session.execute(rows.with_for_update(key_share=True))
    return summit


def begin_release(
    summit: Summit, last: AgendaVersion | None, note: Translated, name: str, *, correction: bool,
    origin: ReleaseOrigin = ReleaseOrigin.DRAFT, origin_of: str = "",
) -> AgendaVersion:
    """Add the next release of a locked summit, still empty.

    :raises VersionNameTaken: if another release is called so. :raises Invalid: if none may be.
    """
    names = queries.release_names(summit)
    name = " ".join(name.split()) or rules.propose_name(names, correction=correction)
    if faults := rules.find_name_faults(name):
        raise Invalid(faults)
    if fold(name) in map(fold, names):
        raise VersionNameTaken
    version = AgendaVersion(
        summit=summit, number=(last.number or 0) + 1 if last else 1, name=name, name_key=fold(name), origin=origin,
        origin_of=origin_of, state=VersionState.PUBLISHED, note=note, created_at=now(), published_at=now(),
        published_by=acting().reference,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    return version


def finish_release(
    version: AgendaVersion, last: AgendaVersion | None, released: Sequence[Placement], changes: Sequence[Change],
    everybody: bool | None = None,
) -> None:
    """Let everything that shows a release know of it: pages, calendars, mails, the log, other features."""
    summit = version.summit
    summit.renew()
    placements = queries.placements_of(version)
    calendars.revise(entry_of(placement) for placement in placements)
    notices.prepare_notices(version, last, released, placements, everybody=everybody)
    _record(version, summit, changes)
    announce(AgendaPublished(summit.public_id, version.number or 0, tuple(changes)))


def _judge(conflicts: Sequence[Conflict], acknowledged: str) -> None:
    if blocking := tuple(conflict for conflict in conflicts if conflict.blocking):
        raise AgendaConflicts(blocking)
    if rules.notices_mark(conflicts) != acknowledged and conflicts:
        raise AgendaNotices(tuple(conflicts))


def _record(version: AgendaVersion, summit: Summit, changes: Sequence[Change]) -> None:
    counts: dict[str, Any] = {kind.value: [one.code for one in changes if one.kind is kind] for kind in ChangeKind}
    action = {ReleaseOrigin.RESTORED: "agenda.restored", ReleaseOrigin.URGENT: "agenda.changed_urgently"}
    came: dict[str, Any] = {"from": version.origin_of} if version.origin_of else {}
    audit.record(action.get(version.origin, "agenda.published"), version, summit=summit.public_id,
                 number=version.number, name=version.name, **came,
                 **{name: codes for name, codes in counts.items() if codes})  # fmt: skip
