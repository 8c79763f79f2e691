"""What was ticked on paper becomes scans with their real times, made without network by whoever types them in."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from summitapp.audit.services import record
from summitapp.checkin import queries as checkin
from summitapp.checkin import services as doors
from summitapp.checkin.values import Batch, Direction, PointUnknown, ScanRequest, Verdict
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.i18n import current_language, gettext
from summitapp.core.security import acting
from summitapp.core.text import LANGUAGES, fold
from summitapp.desk import documents, queries, rules
from summitapp.desk.services.packing import SERIAL, TIME
from summitapp.desk.values import Group, NothingTicked, Tick, Ticked, TickTold
from summitapp.summits.models import Summit

_AT_ONCE: Final = 500
_LOOKUP: Final = "lookup:"


def people_to_tick(summit: Summit, delegation: str, text: str) -> list[Group]:
    """Return who has a badge, of one delegation or with words that begin so; nobody if neither is given."""
    words = fold(text).split()
    if not delegation and not words:
        return []
    people = [
        one for one in queries.expected(summit.id)
        if one.serial and delegation in ("", one.delegation)
        and all(any(part.startswith(word) for part in fold(f"{one.name} {one.serial}").split()) for word in words)
    ]
    return rules.in_groups(people, queries.names_of_delegations(summit.id), current_language())


def read_list(body: bytes) -> list[Tick]:
    """Return what stands in a list that was filled in on a computer, whichever language it was made in.

    :raises NoTickList: if it is none of ours. :raises Unreadable: if it is no workbook that can be read.
    """
    def called(message: str) -> set[str]:
        names = set()
        for language in LANGUAGES:
            with i18n.speaking(language):
                names.add(fold(gettext(message)))
        return names

    return documents.read_ticks(body, called(SERIAL), called(TIME))


def judge_ticks(summit: Summit, ticks: Sequence[Tick], day: date) -> list[Ticked]:
    """Return each line with its moment, or with what is wrong with it.

    :raises NothingTicked: if there is no line.
    """
    if not ticks:
        raise NothingTicked
    known, moment = queries.badges_by_serial(summit.id), now()
    return rules.without_twins([
        rules.judge_tick(one, known.get(rules.serial_key(one.serial)), day, summit.timezone, moment) for one in ticks
    ])  # fmt: skip


def take_ticks(summit: Summit, point: str, direction: Direction, lines: Sequence[Ticked]) -> list[TickTold]:
    """Store the lines that can be taken as scans; what was taken before is told the same again.

    :raises PointUnknown: if there is no such point.
    """
    place, told = checkin.door(summit.slug, [point]), []
    if place is None or point not in place.points:
        raise PointUnknown
    good = [one for one in lines if one.fault is None]
    for start in range(0, len(good), _AT_ONCE):
        some = good[start:start + _AT_ONCE]
        scans = tuple(_scan(summit, point, direction, one) for one in some)
        known = checkin.first_answers(summit.id, [scan.scan_id for scan in scans])
        answers = doors.take_scans(place, Batch(scans), acting())
        told += [
            TickTold(one, answer.verdict, answer.reason, scan.scan_id in known)
            for one, scan, answer in zip(some, scans, answers, strict=True)
        ]
    record("paper.typed_in", summit, summit=summit.public_id, point=point, lines=len(good))
    return told


def _scan(summit: Summit, point: str, direction: Direction, line: Ticked) -> ScanRequest:
    assert line.at is not None
    scan_id = rules.tick_id(summit.public_id, point, direction, line.lookup, line.at)
    return ScanRequest(scan_id, _LOOKUP + line.lookup, point, direction, line.at, offline=True, told=Verdict.ADMITTED)
