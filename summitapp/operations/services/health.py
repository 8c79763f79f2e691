"""Whether the application can work, and the figures of its running."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from summitapp.badges.models import Badge
from summitapp.core import migrations
from summitapp.core.db import db
from summitapp.operations.values.figures import Figure, Sample
from summitapp.outbox.models import OutboxMessage
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_started = monotonic()


def faults() -> dict[str, str]:
    """Return what keeps the application from working: part → what is wrong; empty when it is ready."""
    try:
        present = migrations.present()
    except DBAPIError:
        return {"database": "not reachable"}
    wanted = migrations.head()
    if present != wanted:
        return {"migrations": f"at {present or 'nothing'}, {wanted} is needed"}
    return {}


def figures() -> Iterator[Figure]:
    """Yield what a monitoring system may know; no figure tells of one person."""
    yield Figure("summitapp_uptime_seconds", "gauge", "Seconds since this worker started",
                 (Sample(monotonic() - _started),))  # fmt: skip
    yield Figure("summitapp_threads", "gauge", "Threads of this worker", (Sample(threading.active_count()),))
    if resident := _resident_bytes():
        yield Figure("summitapp_resident_memory_bytes", "gauge", "Resident memory of this worker",
                     (Sample(resident),))  # fmt: skip
    yield Figure("summitapp_registrations", "gauge", "Registrations by summit and state", _by_state(Registration))
    yield Figure("summitapp_badges", "gauge", "Badges by summit and state", _by_state(Badge))
    yield Figure("summitapp_outbox_messages", "gauge", "Mails by state", _mails())


def _by_state(model: type[Registration | Badge]) -> tuple[Sample, ...]:
    counted = (
        sa.select(Summit.slug, model.state, sa.func.count())
        .join(Summit, Summit.id == model.summit_id)
        .group_by(Summit.slug, model.state).order_by(Summit.slug, model.state)
    )  # fmt: skip
    return tuple(
        Sample(number, (("summit", slug), ("state", state.value)))
        for slug, state, number in db.session.execute(counted)
    )


def _mails() -> tuple[Sample, ...]:
    counted = sa.select(OutboxMessage.state, sa.func.count()).group_by(OutboxMessage.state)
    found = db.session.execute(counted.order_by(OutboxMessage.state))
    return tuple(Sample(number, (("state", state.value),)) for state, number in found)


def _resident_bytes() -> int:
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0  # not Linux; the figure is left out
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
