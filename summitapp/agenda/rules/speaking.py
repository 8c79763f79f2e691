"""Speakers: when they are there, who is looked for, and whether an answer can be taken."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from summitapp.agenda.values import Answer, DayChoice, Presence, Show, Span, SpeakerCounts, SpeakerRow
from summitapp.core.text import N_, fold
from summitapp.core.tz import from_local, midnight, to_local


def find_presence_faults(choices: Sequence[DayChoice]) -> dict[str, str]:
    """Return what is wrong, by ISO date, or under ``days`` for all of them; the words are catalogue keys."""
    faults = {}
    for one in choices:
        if one.presence is Presence.PART:
            if one.since is None or one.until is None:
                faults[one.day.isoformat()] = N_("Please say from when until when.")
            elif one.until <= one.since:
                faults[one.day.isoformat()] = N_("The end is before the beginning.")
    if choices and all(one.presence is Presence.AWAY for one in choices):
        faults["days"] = N_("If you cannot come on any day, please decline your sessions instead.")
    return faults


def spans_of(choices: Iterable[DayChoice], zone: str) -> tuple[Span, ...]:
    """Return the stretches of time that were chosen; a whole day goes from midnight to midnight."""
    found = []
    for one in choices:
        if one.presence is Presence.WHOLE:
            found.append(Span(midnight(one.day, zone), midnight(one.day + timedelta(days=1), zone)))
        elif one.presence is Presence.PART and one.since is not None and one.until is not None:
            found.append(Span(_instant(one.day, one.since, zone), _instant(one.day, one.until, zone)))
    return tuple(found)


def choices_of(spans: Sequence[Span], days: Iterable[date], zone: str) -> tuple[DayChoice, ...]:
    """Return what a form begins with: who said nothing is taken to be there all the time."""
    return tuple(_choice(spans, day, zone) for day in days)


def _choice(spans: Sequence[Span], day: date, zone: str) -> DayChoice:
    if not spans:
        return DayChoice(day)
    starts, ends = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    own = [span for span in spans if span.starts_at < ends and starts < span.ends_at]
    if not own:
        return DayChoice(day, Presence.AWAY)
    since, until = min(span.starts_at for span in own), max(span.ends_at for span in own)
    if since <= starts and until >= ends:
        return DayChoice(day)
    return DayChoice(day, Presence.PART, to_local(max(since, starts), zone).time(),
                     to_local(until, zone).time() if until < ends else time(23, 59))  # fmt: skip


def _instant(day: date, wall: time, zone: str) -> datetime:
    return from_local(datetime.combine(day, wall), zone, second=False)


def find_answer_faults(answer: Answer, word: str) -> dict[str, str]:
    """Return what is missing in an answer; whoever declines tells the organisers a word about it."""
    if answer is Answer.DECLINED and not word.strip():
        return {"word": N_("Please write a word to the organisers: why, or who could come in your place.")}
    return {}


def pick_speakers(rows: Iterable[SpeakerRow], show: Show, text: str) -> list[SpeakerRow]:
    """Return the speakers the organisers look for; every word must be in a name or a title of a session."""
    words = fold(text).split()
    return [
        row for row in rows
        if (show is Show.ALL or show in row.lacks) and all(word in row.key for word in words)
    ]  # fmt: skip


def count_speakers(rows: Sequence[SpeakerRow], slides_due: bool) -> SpeakerCounts:
    """Return what waits: refusals, answers of those who were asked, and slides once their day is near."""
    return SpeakerCounts(
        declined=sum(row.count(Answer.DECLINED) > 0 for row in rows),
        unanswered=sum(row.invited_at is not None and row.count(Answer.OPEN) > 0 for row in rows),
        slides=sum(row.slides > 0 and not row.gone for row in rows) if slides_due else 0,
    )
