"""What the door answers, and who is inside. Told everything, asks nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from summitapp.checkin.values import (
    OVERRIDABLE,
    Admission,
    Attempt,
    BadgeView,
    Direction,
    Judgement,
    Passage,
    PointView,
    Reason,
    StandingNow,
    Verdict,
)


def correct_time(scanned_at: datetime, received: datetime, sent_at: datetime | None) -> datetime:
    """Return when a scan happened by our clock: the device's clock at sending tells how far it is off.

    Without ``sent_at`` the device is believed; with it nothing happens after we heard of it.
    """
    if sent_at is None:
        return scanned_at
    return min(scanned_at + (received - sent_at), received)


def _obstacle(badge: BadgeView | None, point: PointView, attempt: Attempt) -> Reason | None:
    if badge is None:
        return Reason.UNKNOWN
    if badge.admission is Admission.CANCELLED:
        return Reason.CANCELLED
    if not badge.active:
        return Reason.REVOKED
    if attempt.direction is Direction.OUT:
        return None  # nobody is ever locked in
    if badge.admission is Admission.PENDING:
        return Reason.NOT_APPROVED
    if point.categories and badge.category not in point.categories:
        return Reason.WRONG_POINT
    if point.session and point.session not in badge.sessions:
        return Reason.NOT_ENROLLED
    if point.opens_at and attempt.at < point.opens_at:
        return Reason.TOO_EARLY
    if point.closes_at and attempt.at >= point.closes_at:
        return Reason.TOO_LATE
    return None


def _been_here(point: PointView, history: Iterable[Passage], attempt: Attempt) -> Reason | None:
    """Return what earlier passages say against coming in now."""
    counted = [
        passage for passage in history
        if (point.counts_from is None or passage.at >= point.counts_from)
        and (passage.at <= attempt.at or not attempt.offline)
    ]
    if not point.reentry:
        return Reason.ALREADY_USED if any(passage.direction is Direction.IN for passage in counted) else None
    inside = bool(counted) and max(counted, key=lambda passage: passage.at).direction is Direction.IN
    return Reason.ALREADY_INSIDE if inside else None


def judge_scan(
    badge: BadgeView | None, point: PointView, history: Sequence[Passage], attempt: Attempt
) -> Judgement:
    """Return what the door says to one scan.

    :param badge: None when the code is not one of this summit's badges.
    :param history: earlier scans of the same person at this point that let them through.
    """
    reason = _obstacle(badge, point, attempt)
    if reason is None and attempt.direction is Direction.OUT:
        return Judgement(Verdict.ADMITTED, Reason.LEFT)
    reason = reason or _been_here(point, history, attempt)
    if reason is None:
        return Judgement(Verdict.ADMITTED, Reason.ADMITTED)
    if attempt.override.strip() and reason in OVERRIDABLE:
        return Judgement(Verdict.ADMITTED, Reason.OVERRIDDEN, reason)
    if reason in (Reason.ALREADY_INSIDE, Reason.ALREADY_USED):
        return Judgement(Verdict.ALREADY_INSIDE, reason)
    return Judgement(Verdict.REFUSED, reason)


def pass_on(standing: StandingNow, passage: Passage, counts_from: datetime | None = None) -> StandingNow:
    """Return where somebody stands after one more passage, the latest so far."""
    if passage.direction is Direction.OUT:
        return StandingNow(False, passage.at, standing.entries, standing.doubles)
    here = standing.inside and (counts_from is None or standing.since is None or standing.since >= counts_from)
    if here:
        return StandingNow(True, standing.since, standing.entries, standing.doubles + 1)
    return StandingNow(True, passage.at, standing.entries + 1, standing.doubles)


def recompute_standing(passages: Iterable[Passage]) -> StandingNow:
    """Return where somebody stands when all passages are put in the order in which they happened.

    The earliest entry counts; entering again without having left is kept and counted as a double.
    """
    standing = StandingNow()
    for passage in sorted(passages, key=lambda passage: passage.at):
        standing = pass_on(standing, passage)
    return standing
