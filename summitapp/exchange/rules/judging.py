"""Holding the rows of a file against the draft: what is new, what differs, what cannot be."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from summitapp.agenda.rules import find_session_faults, find_time_faults
from summitapp.agenda.values import SessionKind, SessionText, Visibility
from summitapp.core.text import LANGUAGES, N_, Language, Translated, fold
from summitapp.core.tz import LocalTimeGap, from_local, to_local
from summitapp.core.workbooks import MOST_IN_A_CELL
from summitapp.exchange.rules import people
from summitapp.exchange.values import Cells, Column, Judged, Known, Mention, Named, Outcome, Setting, Table

_C: Final = Column
_POINTS: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}),? +(\d{1,2}):(\d{2})(?::00)?")
_OF_TEXT: Final = {"title": _C.TITLE_EN, "track": _C.TRACK, "capacity": _C.CAPACITY, "languages": _C.LANGUAGES,
                   "ends_at": _C.ENDS}  # fmt: skip


def judge(table: Table, setting: Setting) -> tuple[Judged, ...]:
    """Return what would become of each row; a code that stands in the file twice counts once."""
    seen: set[str] = set()
    judged = []
    for number, cells in table.rows:
        row = _Row(cells, setting, table.lenient, table.people.get(number))
        judged.append(row.judge(number, row.code in seen))
        if row.code:
            seen.add(row.code)
    return tuple(judged)


def cast_cell(known: Known, language: Language) -> str:
    """Return who appears, as a cell says it; who must not be named does not stand in it."""
    return people.BETWEEN.join(one.name.best(language) for one in known.cast if not one.hidden)


def worth(known: Known) -> dict[Column, str]:
    """Return what stands in the cells of a session as it is; for who appears see :func:`cast_cell`."""
    text = known.text
    return {
        _C.CODE: known.code, _C.ROOM: known.room,
        _C.STARTS: known.starts.isoformat(" ", "minutes") if known.starts else "",
        _C.ENDS: known.ends.isoformat(" ", "minutes") if known.ends else "",
        **{_C(f"title_{language}"): text.title[language] for language in LANGUAGES},
        **{_C(f"abstract_{language}"): text.abstract[language] for language in LANGUAGES},
        _C.KIND: text.kind.value, _C.TRACK: text.track, _C.LANGUAGES: ", ".join(text.languages),
        _C.INTERPRETATION: ", ".join(text.interpretation), _C.VISIBILITY: text.visibility.value,
        _C.CAPACITY: "" if text.capacity is None else str(text.capacity),
    }  # fmt: skip


@dataclass
class _Row:
    """One row while it is being judged."""

    cells: Cells
    setting: Setting
    lenient: frozenset[Column]
    mentions: tuple[Mention, ...] | None = None
    faults: dict[Column, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.cells.get(_C.CODE, "").strip().upper()

    def judge(self, number: int, again: bool) -> Judged:
        before = self.setting.known.get(self.code)
        base = before or Known(self.code, SessionText(Translated()))
        wanted = replace(base, **self._place(base), text=self._text(base.text))
        named, leaving = self._people(base)
        self._check(wanted, again)
        old, new = worth(base), worth(wanted)
        changes = {column: (old[column], new[column]) for column in old if old[column] != new[column]}
        if leaving or any(one.joins for one in named):
            changes[_C.SPEAKERS] = self._names(base, named, leaving)
        if self.faults:
            outcome = Outcome.FAULTY
        else:
            outcome = Outcome.NEW if before is None else Outcome.CHANGED if changes else Outcome.UNCHANGED
        title = wanted.text.title.best("en")
        return Judged(number, self.code, title, outcome, wanted, changes if before else {}, self.faults, self.cells,
                      named, leaving)  # fmt: skip

    def _people(self, base: Known) -> tuple[tuple[Named, ...], tuple[str, ...]]:
        """Return whom the names mean, and who appears no longer: only what a table of ours leaves out leaves."""
        if self.mentions is None:
            return (), ()
        if (why := people.find_name_fault(self.mentions)) is not None:
            self.faults[_C.SPEAKERS] = why
            return (), ()
        named = people.meet(self.mentions, base.cast, self.setting.people)
        return named, () if _C.SPEAKERS in self.lenient else people.leaving(named, base.cast)

    def _names(self, base: Known, named: tuple[Named, ...], leaving: tuple[str, ...]) -> tuple[str, str]:
        before = cast_cell(base, self.setting.language)
        staying = replace(base, cast=tuple(one for one in base.cast if one.key not in leaving))
        after = [cast_cell(staying, self.setting.language), *(one.name for one in named if one.joins)]
        return before, people.BETWEEN.join(filter(None, after))

    def _check(self, wanted: Known, again: bool) -> None:
        if again:
            self.faults[_C.CODE] = N_("This code stands in the file twice.")
        if len(self.code) > 20 or not self.code.isascii() or (not self.code.replace("-", "").isalnum() and self.code):
            self.faults[_C.CODE] = N_("A code has twenty letters, digits and hyphens at most.")
        if wanted.cancelled:
            self.faults[_C.CODE] = N_("This session is cancelled.")
        found = find_session_faults(wanted.text, frozenset(self.setting.tracks.values()))
        if (wanted.starts is None) != (wanted.ends is None):
            found["ends_at"] = N_("Please give both, begin and end.")
        elif wanted.starts is not None and wanted.ends is not None:
            found |= find_time_faults(wanted.starts, wanted.ends)
        elif wanted.room:
            self.faults.setdefault(_C.ROOM, N_("A room needs a time, too."))
        for name, why in found.items():
            self.faults.setdefault(_OF_TEXT.get(name, _C.CODE), why)

    def _text(self, text: SessionText) -> SessionText:
        changed: dict[str, Any] = {
            "title": self._translated("title", text.title), "abstract": self._translated("abstract", text.abstract),
        }  # fmt: skip
        if (kind := self._word(_C.KIND, self.setting.kinds)) is not None:
            changed["kind"] = SessionKind(kind) if kind else text.kind
        if (track := self._word(_C.TRACK, self.setting.tracks)) is not None:
            changed["track"] = track
        if (circle := self._word(_C.VISIBILITY, self.setting.circles)) is not None:
            changed["visibility"] = Visibility(circle) if circle else text.visibility
        for column, name in ((_C.LANGUAGES, "languages"), (_C.INTERPRETATION, "interpretation")):
            if (codes := self._codes(column, getattr(text, name))) is not None:
                changed[name] = codes
        if _C.CAPACITY in self.cells:
            changed["capacity"] = self._number()
        return replace(text, **changed)

    def _translated(self, name: str, before: Translated) -> Translated:
        texts = {}
        for language in LANGUAGES:
            column = _C(f"{name}_{language}")
            cell = self.cells.get(column)
            old = before[language]
            if cell is None or _same(cell, old):
                texts[language] = old
            elif len(cell) > (300 if name == "title" else MOST_IN_A_CELL):
                self.faults[column] = N_("This text is too long for a cell.")
            else:
                texts[language] = cell
        return Translated(**texts)

    def _word(self, column: Column, words: Mapping[str, str]) -> str | None:
        """Return what a cell means, "" for an empty one, and none where nothing is to change."""
        cell = self.cells.get(column)
        if cell is None or (not cell and column in self.lenient):
            return None
        if not cell:
            return ""
        found = words.get(fold(cell))
        if found is None and column not in self.lenient:
            self.faults[column] = N_("This summit knows no such word. Please write it as in the downloaded workbook.")
        return found

    def _codes(self, column: Column, before: tuple[str, ...]) -> tuple[str, ...] | None:
        if column not in self.cells:
            return None
        parts = [fold(part) for part in self.cells[column].replace(";", ",").split(",") if part.strip()]
        if column in self.lenient and (not set(parts) <= set(LANGUAGES) or before[:1] == tuple(parts) or not parts):
            return None  # a schedule names the first language only
        return tuple(dict.fromkeys(parts))

    def _number(self) -> int | None:
        cell = self.cells[_C.CAPACITY]
        if cell and not (cell.isascii() and cell.isdecimal() and len(cell) < 7):
            self.faults[_C.CAPACITY] = N_("This is not a number of places.")
        return int(cell) if cell and _C.CAPACITY not in self.faults else None

    def _place(self, before: Known) -> dict[str, Any]:
        """Return room and times; an empty time leaves the session where it is."""
        room = self._word(_C.ROOM, self.setting.rooms)
        starts, ends = (self._moment(column) for column in (_C.STARTS, _C.ENDS))
        return {"room": before.room if room is None else room, "starts": starts or before.starts,
                "ends": ends or before.ends}  # fmt: skip

    def _moment(self, column: Column) -> datetime | None:
        cell = self.cells.get(column, "")
        if not cell:
            return None
        try:
            moment = datetime.fromisoformat(_iso(cell))
            if moment.tzinfo is not None:
                return to_local(moment, self.setting.zone).replace(tzinfo=None)
            from_local(moment, self.setting.zone, second=False)
        except (ValueError, OverflowError, LocalTimeGap):
            self.faults[column] = N_("This is no time of the venue. Please write it as 2027-10-13 09:30.")
            return None
        return moment.replace(second=0, microsecond=0)


def _iso(cell: str) -> str:
    """Return a moment as ISO 8601; spreadsheets of Germany and Türkiye write the day first, with points."""
    if found := _POINTS.fullmatch(cell):
        day, month, year, hour, minute = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}"
    return cell


def _same(cell: str, old: str) -> bool:
    """Whether a cell says what stands there; one that a spreadsheet could not hold whole counts as untouched."""
    plain = "\n".join(old.splitlines())
    return cell in (plain.strip(), plain[: MOST_IN_A_CELL + 1].strip())


def count(judged: Iterable[Judged], outcome: Outcome) -> int:
    """Return how many rows come out so."""
    return sum(one.outcome is outcome for one in judged)
