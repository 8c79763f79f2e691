"""What the door answers, and who is inside. Told everything, asks nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from summitapp.checkin.values import (
    OVERRIDABLE,
    Admission,
    Attempt,
    BadgeView,
    Direction,
    DoorsInCircle,
    Judgement,
    Passage,
    PointView,
    Post,
    Reason,
    Rhythm,
    StandingNow,
    Verdict,
)
from summitapp.core.tz import to_local

#: A place that takes everybody again who has left, and never begins anew.
AGAIN: Final = Rhythm()


def correct_time(
    scanned_at: datetime, received: datetime, sent_at: datetime | None, *, believed: bool = False
) -> datetime:
    """Return when a scan happened by our clock: the device's clock at sending tells how far it is off.

    Nothing happens after we heard of it. Without ``sent_at`` the clock is taken as it stands.

    :param believed: a program of the organisers, which without ``sent_at`` may tell of moments that have not come.
    """
    if sent_at is None:
        return scanned_at if believed else min(scanned_at, received)
    return min(scanned_at + (received - sent_at), received)


def day_begins(moment: datetime, timezone: str) -> datetime:
    """Return the midnight before ``moment`` where the summit is."""
    local = to_local(moment, timezone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0).astimezone(UTC)


# --- one scan -----------------------------------------------------------------------------------


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
    inside = bool(counted) and max(counted, key=_moment).direction is Direction.IN
    return Reason.ALREADY_INSIDE if inside else None


def may_overrule(post: Post, point: PointView) -> bool:
    """Whether these hands may let somebody through against the list: a desk always, a door where the organisers leave it
    to the door, and a kiosk, which nobody watches, never."""
    return post is Post.DESK or (post is Post.DOOR and not point.desk_decides)


def judge_scan(
    badge: BadgeView | None, point: PointView, history: Sequence[Passage], attempt: Attempt
) -> Judgement:
    """Return what the door says to one scan.

    :param badge: None when the code is not one of this summit's badges.
    :param history: earlier scans of the same person at this place, as :class:`Passage` says which.
    """
    reason = _obstacle(badge, point, attempt)
    if reason is None and attempt.direction is Direction.OUT:
        return Judgement(Verdict.ADMITTED, Reason.LEFT)
    reason = reason or _been_here(point, history, attempt)
    if reason is None:
        return Judgement(Verdict.ADMITTED, Reason.ADMITTED)
    if attempt.override.strip() and reason in OVERRIDABLE and may_overrule(attempt.post, point):
        return Judgement(Verdict.ADMITTED, Reason.OVERRIDDEN, reason)
    if reason in (Reason.ALREADY_INSIDE, Reason.ALREADY_USED):
        return Judgement(Verdict.ALREADY_INSIDE, reason)
    return Judgement(Verdict.REFUSED, reason)


# --- who is inside ------------------------------------------------------------------------------


def _moment(passage: Passage) -> tuple[datetime, str]:
    return passage.at, passage.key


def is_double(standing: StandingNow, passage: Passage, rhythm: Rhythm) -> bool:
    """Whether somebody who stands so comes in although they are inside, or have used up their turn."""
    if passage.direction is Direction.OUT:
        return False
    before = (standing.since if standing.inside else None) if rhythm.reentry else standing.entered_at
    return before is not None and (not rhythm.timezone or before >= day_begins(passage.at, rhythm.timezone))


def pass_on(standing: StandingNow, passage: Passage, rhythm: Rhythm = AGAIN) -> StandingNow:
    """Return where somebody stands after one more passage, the latest so far."""
    if passage.direction is Direction.OUT:
        return StandingNow(False, passage.at, standing.entries, standing.doubles, standing.entered_at)
    if not is_double(standing, passage, rhythm):
        return StandingNow(True, passage.at, standing.entries + 1, standing.doubles, passage.at)
    if not passage.let_in:
        return standing
    since = standing.since if standing.inside else passage.at
    return StandingNow(True, since, standing.entries, standing.doubles + 1, standing.entered_at)


def recompute_standing(passages: Iterable[Passage], rhythm: Rhythm = AGAIN) -> StandingNow:
    """Return where somebody stands when all passages are put in the order in which they happened.

    Each is judged again in its place: the earliest entry counts, also one that was told "already inside" before it was
    known that the person had left; entering again without having left is kept and counted as a double.
    """
    standing = StandingNow()
    for passage in sorted(passages, key=_moment):
        standing = pass_on(standing, passage, rhythm)
    return standing


def doubles_among(passages: Iterable[Passage], rhythm: Rhythm) -> frozenset[str]:
    """Return the keys of the passages that let somebody in who was inside already."""
    standing, found = StandingNow(), set()
    for passage in sorted(passages, key=_moment):
        if passage.let_in and is_double(standing, passage, rhythm):
            found.add(passage.key)
        standing = pass_on(standing, passage, rhythm)
    return frozenset(found)


def as_history(standing: StandingNow) -> list[Passage]:
    """Return as few passages as say the same as a standing: the entry that counts, and the departure after it."""
    history = []
    if standing.entered_at is not None:
        history.append(Passage(standing.entered_at, Direction.IN))
    if standing.since is not None and not standing.inside:
        history.append(Passage(standing.since, Direction.OUT, "~"))  # at the same moment, the departure was later
    return history


# --- points -------------------------------------------------------------------------------------


def resolve_place(point: int, wanted: int | None, counts_with: Mapping[int, int | None]) -> int | None:
    """Return with which door a point counts when ``wanted`` was chosen: a door that counts with no other itself.

    :param counts_with: of every point of the summit, by row id.
    :raises DoorsInCircle: if that would be the point itself.
    """
    target = wanted
    while target is not None and (further := counts_with.get(target)) is not None:
        if target == point:
            break
        target = further
    if target is not None and target == point:
        raise DoorsInCircle
    return target


def free_code(wish: str, taken: Callable[[str], bool]) -> str:
    """Return a code for a point that no other has: the one wished for, or with a number behind it."""
    found, number = wish[:40].strip("-"), 2
    while taken(found):
        end = f"-{number}"
        found, number = f"{wish[:40 - len(end)].strip('-')}{end}", number + 1
    return found
